//! Around the editor, in Japanese: before it starts, installing it, connecting from outside.

use crate::{ConnectTexts, PageTexts, SetupTexts};

pub(super) const PAGE: PageTexts = PageTexts {
    unstarted: "エディターを起動できませんでした",
    reason: "ページを再読み込みしてください。それでも解決しない場合は、WebAssemblyファイルがブロックされていないか管理者に確認してください。",
    stopped: "エディターが停止しました",
    listed: "ここに記載されているもの以外に、保存が途中のものはありません：",
    saved: "変更はすべてBitrix24に保存されています。",
    copy: "コピー",
    copied: "コピーしました",
    uncopied: "コピーできませんでした",
    reload: "再読み込み",
};

pub(super) const SETUP: SetupTexts = SetupTexts {
    // The label of a button in the CRM, so it must be short.
    placement_title: "ステージとリスト",
    placement_hint: "CRMリストの値の名前変更、色変更、並べ替え、追加、安全な削除",
    install_title: "Stagecraftのインストール",
    title: "Stagecraftを開く場所",
    open_setup: "Stagecraftを開く場所…",
    intro: "Bitrix24のどこにエディターを表示するかを選択してください。これはいつでも変更できます。",
    facts_title: "インストールで行われること",
    facts: [
        "CRMにアクセスできるすべてのユーザー向けに、以下の場所にボタンを追加します。",
        "リストとレコードは何も変更しません。",
        "データを他の場所に保存することはありません。エディターはBitrix24の中で、開いたユーザーの権限で動作します。",
    ],
    places: "Bitrix24内の場所",
    place_funnels: "{what}：パイプラインの上のボタン",
    place_list: "{what}：一覧の上のメニュー",
    place_menu: "Bitrix24のメインメニュー",
    added: "追加済み",
    not_added: "未追加",
    not_offered: "このBitrix24では利用できません",
    older: "別のアドレスで追加済み：{address}",
    adding: "追加しています…",
    removing: "外しています…",
    add: "追加",
    add_all: "すべての場所に追加",
    remove: "外す",
    remove_all: "すべての場所から外す",
    install: "インストール",
    finish_anyway: "残りを追加せずに完了",
    back: "エディターを開く",
    n_added: &["{n}か所に追加しました"],
    n_removed: &["{n}か所から外しました"],
    n_failed: &["{n}か所に追加できませんでした。今すぐ再試行するか、完了して後で追加できます。"],
    finishing: "インストールを完了しています。Bitrix24がこのページを新しく開きます。",
    unfinished: "Bitrix24からインストール完了の確認がまだ得られていません。ページを再読み込みしてください。再びこの表示が出る場合は、アプリ一覧からアプリを開いてください。",
    admin_title: "管理者による操作が必要です",
    admin_body: "Stagecraftをインストールし、開く場所を決められるのはBitrix24の管理者だけです。",
    missing_scope: "このアプリには「埋め込み」（placement）の権限がないため、アプリ一覧からしか開けません。アプリにこの権限を付与し、もう一度インストールしてください。",
    bad_address: "Bitrix24はこのアプリのアドレスを受け付けません：{address}。完全なドメイン名を持つホストが必要です。",
    too_many: "Bitrix24では、この場所にこれ以上ボタンを追加できません。",
};

pub(super) const CONNECT: ConnectTexts = ConnectTexts {
    title: "Bitrix24を開かずに接続",
    intro: "エディターを試す場合や開発する場合は、受信Webhookでこのページを接続してください。",
    field: "受信Webhookのアドレス",
    hint: "Bitrix24の場所：開発者向けリソース、その他、受信Webhook。CRMの権限が必要です。",
    warning_title: "パスワードと同じように扱ってください",
    warning: "このアドレスを知っている人は、あなたがCRMでできることをすべて実行できます。アドレスはこのページのメモリにのみ保持され、ページを閉じるか再読み込みすると消去されます。自分のコンピューターで使用し、終わったらWebhookを削除してください。",
    connect: "接続",
    bad: "これは受信Webhookのアドレスではありません。正しいアドレスは次のような形式です：https://your.bitrix24.com/rest/1/abc123/",
    insecure: "アドレスはhttpsで始まる必要があります。httpでは、通信経路上の誰にでも読み取られるおそれがあります。",
    unreachable: "{portal}から応答がありません。アドレスと接続を確認してください。",
    refused: "{portal}はこのWebhookを受け付けません。削除されたか、CRMの権限がない可能性があります。",
    connected: "Webhookで{portal}に接続しました。変更は実際に反映されます。",
    disconnect: "接続を解除",
};
