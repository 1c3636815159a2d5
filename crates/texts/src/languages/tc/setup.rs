//! Around the editor, in Traditional Chinese (Taiwan): before it starts, installing it, connecting from outside.

use crate::{ConnectTexts, PageTexts, SetupTexts};

pub(super) const PAGE: PageTexts = PageTexts {
    unstarted: "編輯器無法啟動",
    reason: "請重新載入頁面。若仍無法解決，請詢問管理員 WebAssembly 檔案是否遭到封鎖。",
    stopped: "編輯器已停止",
    listed: "除了此處列出的內容之外，沒有任何內容只儲存了一部分：",
    saved: "您的所有變更皆已儲存至 Bitrix24。",
    copy: "複製",
    copied: "已複製",
    uncopied: "無法複製",
    reload: "重新載入",
};

pub(super) const SETUP: SetupTexts = SetupTexts {
    // The label of a button in the CRM, so it must be short.
    placement_title: "階段與清單",
    placement_hint: "為 CRM 清單的值重新命名、變更顏色、調整順序、新增及安全刪除",
    install_title: "安裝 Stagecraft",
    title: "Stagecraft 的開啟位置",
    open_setup: "Stagecraft 的開啟位置…",
    intro: "選擇可在 Bitrix24 的哪些位置找到編輯器。您可以隨時變更。",
    facts_title: "安裝會做什麼",
    facts: [
        "在以下位置，為所有可存取 CRM 的人新增一個按鈕。",
        "不會變更您清單和記錄中的任何內容。",
        "不會在其他任何地方保存您的資料：編輯器在 Bitrix24 內運作，使用開啟者的權限。",
    ],
    places: "Bitrix24 中的位置",
    place_funnels: "{what}：管道上方的按鈕",
    place_list: "{what}：記錄清單上方的選單",
    place_menu: "Bitrix24 主選單",
    added: "已新增",
    not_added: "未新增",
    not_offered: "無法在此 Bitrix24 中使用",
    older: "已使用其他網址新增：{address}",
    adding: "正在新增…",
    removing: "正在移除…",
    add: "新增",
    add_all: "全部新增",
    remove: "移除",
    remove_all: "全部移除",
    install: "安裝",
    finish_anyway: "略過並完成",
    back: "開啟編輯器",
    n_added: &["已新增至 {n} 個位置"],
    n_removed: &["已從 {n} 個位置移除"],
    n_failed: &["無法新增至 {n} 個位置。您可以現在重試，或先完成，稍後再新增。"],
    finishing: "正在完成安裝。Bitrix24 將重新開啟此頁面。",
    unfinished: "Bitrix24 尚未確認安裝已完成。請重新載入頁面；如果再次看到此訊息，請從應用程式清單開啟應用程式。",
    admin_title: "必須由管理員執行此動作",
    admin_body: "只有 Bitrix24 管理員才能安裝 Stagecraft 並決定其開啟位置。",
    missing_scope: "應用程式缺少「嵌入」（placement）權限，因此只能從應用程式清單開啟。請授予應用程式此權限，然後重新安裝。",
    bad_address: "Bitrix24 不接受此應用程式的網址：{address}。需要具有完整網域名稱的主機。",
    too_many: "Bitrix24 不允許在此位置新增更多按鈕。",
};

pub(super) const CONNECT: ConnectTexts = ConnectTexts {
    title: "不開啟 Bitrix24 直接連線",
    intro: "若要試用或開發編輯器，請透過傳入 Webhook 連線此頁面。",
    field: "傳入 Webhook 的網址",
    hint: "在 Bitrix24 中：開發人員資源、其他、傳入 Webhook，並具有 CRM 權限。",
    warning_title: "請將它視同密碼",
    warning: "知道此網址的任何人，都能在 CRM 中執行您能執行的動作。它只會保留在此頁面的記憶體中，當您關閉或重新載入頁面時即會清除。請在您自己的電腦上使用，並在用完後刪除 Webhook。",
    connect: "連線",
    bad: "這不是傳入 Webhook 的網址。正確的網址格式類似 https://your.bitrix24.com/rest/1/abc123/",
    insecure: "網址必須以 https 開頭：使用 http 時，傳輸途中的任何人都能讀取。",
    unreachable: "{portal} 沒有回應。請檢查網址和您的連線。",
    refused: "{portal} 不接受此 Webhook。它可能已被刪除，或缺少 CRM 權限。",
    connected: "已透過 Webhook 連線至 {portal}。您的變更會實際生效。",
    disconnect: "中斷連線",
};
