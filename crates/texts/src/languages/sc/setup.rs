//! Around the editor, in Simplified Chinese: before it starts, installing it, connecting from outside.

use crate::{ConnectTexts, PageTexts, SetupTexts};

pub(super) const PAGE: PageTexts = PageTexts {
    unstarted: "编辑器无法启动",
    reason: "请重新加载页面。如果问题仍未解决，请询问管理员 WebAssembly 文件是否被阻止。",
    stopped: "编辑器已停止",
    listed: "除此处列出的内容外，没有任何内容只保存了一部分：",
    saved: "您的所有更改均已保存到 Bitrix24。",
    copy: "复制",
    copied: "已复制",
    uncopied: "无法复制",
    reload: "重新加载",
};

pub(super) const SETUP: SetupTexts = SetupTexts {
    // The label of a button in the CRM, so it must be short.
    placement_title: "阶段和列表",
    placement_hint: "对 CRM 列表的值进行重命名、更改颜色、重新排序、添加和安全删除",
    install_title: "安装 Stagecraft",
    title: "Stagecraft 的打开位置",
    open_setup: "Stagecraft 的打开位置…",
    intro: "选择在 Bitrix24 的哪些位置可以找到编辑器。您可以随时更改。",
    facts_title: "安装的作用",
    facts: [
        "它会在以下位置为所有有权访问 CRM 的人添加一个按钮。",
        "它不会更改您的列表和记录中的任何内容。",
        "它不会在其他任何地方保存您的数据：编辑器在 Bitrix24 内运行，使用打开者的权限。",
    ],
    places: "Bitrix24 中的位置",
    place_funnels: "{what}：管道上方的按钮",
    place_list: "{what}：记录列表上方的菜单",
    place_menu: "Bitrix24 主菜单",
    added: "已添加",
    not_added: "未添加",
    not_offered: "在此 Bitrix24 中不可用",
    older: "已使用其他地址添加：{address}",
    adding: "正在添加…",
    removing: "正在移除…",
    add: "添加",
    add_all: "全部添加",
    remove: "移除",
    remove_all: "全部移除",
    install: "安装",
    finish_anyway: "跳过并完成",
    back: "打开编辑器",
    n_added: &["已添加到 {n} 个位置"],
    n_removed: &["已从 {n} 个位置移除"],
    n_failed: &["无法添加到 {n} 个位置。您可以现在重试，也可以先完成，稍后再添加。"],
    finishing: "正在完成安装。Bitrix24 将重新打开此页面。",
    unfinished: "Bitrix24 尚未确认安装已完成。请重新加载页面；如果再次看到此消息，请从应用列表中打开应用。",
    admin_title: "必须由管理员执行此操作",
    admin_body: "只有 Bitrix24 管理员才能安装 Stagecraft 并决定其打开位置。",
    missing_scope: "应用缺少“嵌入”（placement）权限，因此只能从应用列表中打开。请授予应用此权限，然后重新安装。",
    bad_address: "Bitrix24 不接受此应用的地址：{address}。需要具有完整域名的主机。",
    too_many: "Bitrix24 不允许在此位置添加更多按钮。",
};

pub(super) const CONNECT: ConnectTexts = ConnectTexts {
    title: "不打开 Bitrix24 直接连接",
    intro: "要试用或开发编辑器，请通过传入 Webhook 连接此页面。",
    field: "传入 Webhook 的地址",
    hint: "在 Bitrix24 中：开发者资源、其他、传入 Webhook，需具有 CRM 权限。",
    warning_title: "请像对待密码一样对待它",
    warning: "知道此地址的任何人都可以在 CRM 中执行您能执行的操作。它仅保存在此页面的内存中，关闭或重新加载页面后即被清除。请在您自己的计算机上使用，用完后删除该 Webhook。",
    connect: "连接",
    bad: "这不是传入 Webhook 的地址。正确的地址格式类似于 https://your.bitrix24.com/rest/1/abc123/",
    insecure: "地址必须以 https 开头：使用 http 时，传输途中的任何人都可以读取它。",
    unreachable: "{portal} 没有响应。请检查地址和您的连接。",
    refused: "{portal} 不接受此 Webhook。它可能已被删除，或缺少 CRM 权限。",
    connected: "已通过 Webhook 连接到 {portal}。您的更改会真实生效。",
    disconnect: "断开连接",
};
