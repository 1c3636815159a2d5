//! Which handler a place opens (frame-protocol §1.1).

use portal_emulator::{Emulator, Options};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};

use crate::{
    client::{call, get, post_form, token},
    page::{config, open},
    start,
};

async fn bind(emulator: &Emulator, params: Value) {
    let token = token(emulator, "admin").await;
    let reply = call(emulator, &token, "placement.bind", &params).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
}

/// The address of a host that answers every request with a status.
async fn host(status: u16) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut buffer = [0; 4096];
            let _ = stream.read(&mut buffer).await;
            let answer =
                format!("HTTP/1.1 {status} Status\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            let _ = stream.write_all(answer.as_bytes()).await;
        }
    });
    url
}

fn action(config: &Value) -> &str {
    config["action"].as_str().unwrap()
}

#[tokio::test]
async fn a_place_opens_the_handler_that_is_bound_to_it() {
    let emulator = start().await;
    let (first, second) = (host(200).await, host(405).await);
    for handler in [format!("{first}/funnels?a=1"), format!("{second}/other")] {
        bind(&emulator, json!({"PLACEMENT": "CRM_FUNNELS_TOOLBAR", "HANDLER": handler})).await;
    }
    let tunnels = open(&emulator, "placement=CRM_FUNNELS_TOOLBAR").await;
    assert!(action(&tunnels).starts_with(&format!("{first}/funnels?a=1&DOMAIN=")), "{tunnels}");
    assert_eq!((&tunnels["appOrigin"], &tunnels["static"]), (&json!(first), &json!(false)));
    let other = open(&emulator, "placement=CRM_FUNNELS_TOOLBAR&handler=2").await;
    assert!(action(&other).starts_with(&format!("{second}/other?DOMAIN=")), "{other}");
    assert_eq!((&other["appOrigin"], &other["static"]), (&json!(second), &json!(true)), "it refuses POST");
    for nonsense in ["0", "3", "-1", "x", ""] {
        let query = format!("placement=CRM_FUNNELS_TOOLBAR&handler={nonsense}");
        assert_eq!(open(&emulator, &query).await["appOrigin"], first, "{query}");
    }
    // Nothing is bound to these.
    for query in ["", "placement=LEFT_MENU", "placement=CRM_SMART_INVOICE_FUNNELS_TOOLBAR&handler=2"] {
        assert_eq!(open(&emulator, query).await["appOrigin"], emulator.app(), "{query}");
    }
    let options = open(&emulator, "handler=2").await["params"]["placementOptions"].clone();
    assert_eq!(options, json!({"handler": "2"}), "the application's own page has no handlers");
}

#[tokio::test]
async fn a_static_handler_is_opened_by_get() {
    let emulator = start().await;
    let handler = "https://x.bitrix24-cdn.com/a/index.html";
    bind(&emulator, json!({"PLACEMENT": "LEFT_MENU", "HANDLER": handler})).await;
    let menu = open(&emulator, "placement=LEFT_MENU").await;
    assert_eq!((&menu["static"], &menu["appOrigin"]), (&json!(true), &json!("https://x.bitrix24-cdn.com")));
    assert_eq!(open(&emulator, "placement=LEFT_MENU&open=post").await["static"], false);
    // The slider that its frame opens shows the application, which takes POST.
    let form = format!("sessid={}&PARAMS[params][POPUP]=1", menu["sessid"].as_str().unwrap());
    let url = format!("{}/marketplace/app/1/?_r=0.5", emulator.portal());
    let slider = post_form(&url, &form).await.json();
    assert_eq!((&slider["static"], &slider["appOrigin"]), (&json!(false), &json!(emulator.app())));
}

#[tokio::test]
async fn a_place_is_called_what_the_handler_is_called() {
    let emulator = start().await;
    let handler = format!("{}/?x=1", emulator.app());
    let titles = json!({"en": {"TITLE": "Stages <b>"}, "de": {"TITLE": "Phasen"}});
    let places = ["CRM_FUNNELS_TOOLBAR", "CRM_DEAL_LIST_MENU", "CRM_DEAL_LIST_TOOLBAR"];
    let tabs = ["CRM_DEAL_DETAIL_TAB", "CRM_DEAL_DETAIL_ACTIVITY"];
    for place in places.iter().chain(&tabs).chain(&["CRM_DEAL_DETAIL_TOOLBAR", "LEFT_MENU"]) {
        bind(&emulator, json!({"PLACEMENT": place, "HANDLER": handler, "LANG_ALL": titles})).await;
    }
    let page = async |query: String| get(&format!("{}/?{query}", emulator.portal())).await;
    for place in places.iter().chain(&["CRM_DEAL_DETAIL_TOOLBAR"]) {
        let german = page(format!("placement={place}&lang=de")).await;
        assert_eq!(german.text().matches("id=\"open-slider\">Phasen</button>").count(), 1, "{place}");
        assert_eq!(config(&german)["caption"], "Phasen");
        let french = page(format!("placement={place}&lang=fr")).await.text();
        assert!(french.contains("id=\"open-slider\">Stages &lt;b&gt;</button>"), "{place}");
    }
    for tab in tabs {
        let german = page(format!("placement={tab}&lang=de")).await.text();
        assert!(german.contains("<span aria-current=\"true\">Phasen</span>"), "{tab}");
    }
    let menu = page("placement=LEFT_MENU&lang=de".to_owned()).await.text();
    assert!(menu.contains("id=\"pagetitle\">Phasen</h1>"));
    let own = page("lang=de".to_owned()).await;
    assert!(own.text().contains("id=\"pagetitle\">Application</h1>"));
    // Another choice in the bar keeps the handler.
    let kept = page("placement=LEFT_MENU&handler=2".to_owned()).await.text();
    assert!(kept.contains("<input type=\"hidden\" name=\"handler\" value=\"2\">"));
}

#[tokio::test]
async fn the_installer_comes_before_every_handler() {
    let install = Some("install.html".to_owned());
    let emulator = Emulator::start(Options { install, ..Options::default() }).await.unwrap();
    let handler = host(200).await;
    bind(&emulator, json!({"PLACEMENT": "LEFT_MENU", "HANDLER": handler, "TITLE": "Stages"})).await;
    let page = open(&emulator, "placement=LEFT_MENU").await;
    assert!(action(&page).starts_with(&format!("{}/install.html?", emulator.app())), "{page}");
    assert_eq!(page["caption"], "Application");
    let manager = get(&format!("{}/?placement=LEFT_MENU&user=manager", emulator.portal())).await;
    assert_eq!(config(&manager)["blocked"], true);
    let url = format!("{}/bitrix/components/bitrix/app.layout/lazyload.ajax.php", emulator.portal());
    let sessid = page["sessid"].as_str().unwrap();
    post_form(&url, &format!("sessid={sessid}&action=set_installed&v=Y")).await;
    assert_eq!(open(&emulator, "placement=LEFT_MENU&user=manager").await["appOrigin"], handler);
}
