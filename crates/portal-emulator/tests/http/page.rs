use std::time::Duration;

use portal_emulator::{Emulator, Generation, Options};
use serde_json::{Value, json};

use crate::{
    client::{Reply, call, get, ops, post_form, post_json, send},
    start,
};

/// The configuration that the page's script reads.
pub(crate) fn config(page: &Reply) -> Value {
    let text = page.text();
    let (_, rest) = text.split_once("<script type=\"application/json\" id=\"portal-config\">").unwrap();
    serde_json::from_str(rest.split_once("</script>").unwrap().0).unwrap()
}

/// Opens the page; this is what its script reads.
pub(crate) async fn open(emulator: &Emulator, query: &str) -> Value {
    config(&get(&format!("{}/?{query}", emulator.portal())).await)
}

fn field_names(config: &Value) -> Vec<String> {
    let fields = config["fields"].as_array().unwrap();
    fields.iter().map(|field| field[0].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn the_fields_follow_the_generation() {
    for (generation, extra) in [
        (Generation::Y2024, vec![]),
        (Generation::Y2026, vec!["SERVER_ENDPOINT", "APPLICATION_TOKEN", "APPLICATION_SCOPE"]),
    ] {
        let emulator = Emulator::start(Options { generation, ..Options::default() }).await.unwrap();
        let mut expected = vec!["AUTH_ID", "AUTH_EXPIRES", "REFRESH_ID"];
        expected.extend(extra);
        expected.extend(["member_id", "status", "PLACEMENT"]);
        assert_eq!(field_names(&open(&emulator, "").await), expected);
        expected.push("PLACEMENT_OPTIONS");
        assert_eq!(field_names(&open(&emulator, "a=1").await), expected);
    }
}

#[tokio::test]
async fn the_frame_is_addressed_as_the_protocol_says() {
    let emulator = start().await;
    let config = open(&emulator, "lang=ru&user=manager").await;
    let domain = emulator.portal().strip_prefix("http://").unwrap();
    let sid = config["sid"].as_str().unwrap();
    assert!(sid.len() == 32 && sid.bytes().all(|byte| byte.is_ascii_hexdigit()), "{sid}");
    assert_eq!(config["frameName"], format!("{domain}|0|{sid}"));
    let action = format!("{}/?DOMAIN={domain}&PROTOCOL=0&LANG=ru&APP_SID={sid}", emulator.app());
    assert_eq!(config["action"], action);
    assert_eq!(config["appOrigin"], emulator.app());
    assert_eq!((&config["static"], &config["params"]["isAdmin"]), (&json!(false), &json!(false)));
    assert_eq!(config["params"]["authExpires"], "3600");
    assert!(!action.contains(config["params"]["authId"].as_str().unwrap()));
    assert_ne!(open(&emulator, "").await["sid"], sid);
    assert_eq!(open(&emulator, "open=get").await["static"], true);
}

#[tokio::test]
async fn placements_differ() {
    let emulator = start().await;
    let default = open(&emulator, "").await;
    assert_eq!(
        (&default["popup"], &default["denied"], &default["isDefault"]),
        (&json!(false), &json!([]), &json!(true))
    );
    assert_eq!(default["params"]["placementOptions"], json!([]));
    let menu = open(&emulator, "placement=LEFT_MENU").await;
    assert_eq!((&menu["popup"], &menu["denied"]), (&json!(false), &json!(["setTitle"])));
    let tunnels = open(&emulator, "placement=CRM_FUNNELS_TOOLBAR").await;
    assert_eq!((&tunnels["popup"], &tunnels["denied"]), (&json!(true), &json!(["setTitle", "resizeWindow"])));
    assert_eq!(tunnels["params"]["placementOptions"], json!({"URI": "/crm/deal/kanban/"}));
    let given = open(&emulator, "placement=LEFT_MENU&options=%7B%22a%22%3A%22%3Cb%3E%22%7D").await;
    assert_eq!(given["params"]["placementOptions"], json!({"a": "&lt;b&gt;"}));
    assert_eq!(
        given["fields"].as_array().unwrap().last().unwrap(),
        &json!(["PLACEMENT_OPTIONS", "{\"a\":\"<b>\"}"])
    );

    let emulator =
        Emulator::start(Options { generation: Generation::Y2024, ..Options::default() }).await.unwrap();
    let tunnels = open(&emulator, "placement=CRM_FUNNELS_TOOLBAR").await;
    assert_eq!(tunnels["denied"], json!(["setTitle", "setScroll", "reloadWindow", "resizeWindow"]));
    assert_eq!(tunnels["params"]["placementOptions"], json!([]));
}

/// What the page's script asks its server for.
pub(crate) async fn ajax(emulator: &Emulator, config: &Value, rest: &str) -> Reply {
    let url = format!("{}/bitrix/components/bitrix/app.layout/lazyload.ajax.php", emulator.portal());
    let sessid = config["sessid"].as_str().unwrap();
    post_form(&url, &format!("sessid={sessid}&site=s1&PARAMS[template]=&PARAMS[params][ID]=1&{rest}")).await
}

#[tokio::test]
async fn a_refresh_ends_the_old_token() {
    let options = Options { token_lifetime: Duration::from_secs(5), ..Options::default() };
    let emulator = Emulator::start(options).await.unwrap();
    let config = open(&emulator, "user=manager").await;
    let mut held = config["params"]["authId"].as_str().unwrap().to_owned();
    for _ in 0..2 {
        assert_eq!(call(&emulator, &held, "crm.status.fields", &json!({})).await.status, 200);
        let tokens = ajax(&emulator, &config, "action=access_refresh").await.json();
        assert_eq!(tokens["expires_in"], "5");
        assert_ne!(tokens["refresh_token"], config["params"]["refreshId"]);
        let old = call(&emulator, &held, "crm.status.fields", &json!({})).await;
        assert_eq!((old.status, &old.json()["error"]), (401, &json!("expired_token")));
        tokens["access_token"].as_str().unwrap().clone_into(&mut held);
    }
    let update = json!({"id": 103, "fields": {"NAME": "x"}});
    assert_eq!(call(&emulator, &held, "crm.status.update", &update).await.status, 400);
}

#[tokio::test]
async fn of_two_refreshes_at_once_one_token_is_left() {
    let emulator = start().await;
    let config = open(&emulator, "").await;
    let fault = json!({"kind": "delay", "ms": 2000, "command": "refreshAuth"});
    let faults = format!("{}/faults", emulator.control());
    assert_eq!(post_json(&faults, &fault).await.status, 200);
    let slow = ajax(&emulator, &config, "action=access_refresh");
    let quick = async {
        // The first one has met the fault, and waits.
        while get(&faults).await.json()["faults"] != json!([]) {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        ajax(&emulator, &config, "action=access_refresh").await
    };
    let (slow, quick) = tokio::join!(slow, quick);
    let status = async |answer: Value| {
        let token = answer["access_token"].as_str().unwrap();
        call(&emulator, token, "crm.status.fields", &json!({})).await.status
    };
    assert_eq!((status(quick.json()).await, status(slow.json()).await), (401, 200));
    let first = config["params"]["authId"].as_str().unwrap();
    assert_eq!(call(&emulator, first, "crm.status.fields", &json!({})).await.status, 401);
}

#[tokio::test]
async fn the_key_in_the_cookie_only_stores_options() {
    let emulator = start().await;
    let config = open(&emulator, "").await;
    let key = config["settingsKey"].as_str().unwrap();
    let stolen = json!({"sessid": key});
    assert_eq!(ajax(&emulator, &stolen, "action=access_refresh").await.body.len(), 0);
    let slider = format!("{}/marketplace/app/1/", emulator.portal());
    assert_eq!(post_form(&slider, &format!("sessid={key}")).await.body.len(), 0);
    assert_ne!(config["sessid"], key);
}

#[tokio::test]
async fn a_refresh_can_fail() {
    let emulator = start().await;
    let config = open(&emulator, "").await;
    ops(&emulator, &json!({"op": "refresh", "mode": "empty"})).await;
    assert_eq!(ajax(&emulator, &config, "action=access_refresh").await.json()["access_token"], "");
    ops(&emulator, &json!({"op": "refresh", "mode": "error"})).await;
    assert_eq!(ajax(&emulator, &config, "action=access_refresh").await.status, 500);
    let stranger = ajax(&emulator, &json!({"sessid": "0"}), "action=access_refresh").await;
    assert_eq!((stranger.status, stranger.body.len()), (200, 0));
}

#[tokio::test]
async fn application_options_are_the_administrators() {
    let emulator = start().await;
    let admin = open(&emulator, "").await;
    let set =
        "action=set_option&options[0][name]=k1&options[0][value]=1&options[1][name]=k2&options[1][value]=2";
    assert_eq!(ajax(&emulator, &admin, set).await.json(), json!({"k1": "1", "k2": "2"}));
    let manager = open(&emulator, "user=manager").await;
    assert_eq!(ajax(&emulator, &manager, set).await.json(), json!({"error": "access_denied"}));
    assert_eq!(manager["params"]["appOptions"], json!({"k1": "1", "k2": "2"}));
}

#[tokio::test]
async fn user_options_are_saved_by_request_or_by_cookie() {
    let emulator = start().await;
    let first = open(&emulator, "").await;
    assert_eq!((&first["params"]["firstRun"], &first["params"]["userOptions"]), (&json!(true), &json!([])));
    let (sessid, client) = (first["sessid"].as_str().unwrap(), first["clientId"].as_str().unwrap());
    let key = first["settingsKey"].as_str().unwrap();
    let form = format!("sessid={sessid}&p[0][c]=app_options&p[0][n]=options_{client}&p[0][v][theme]=dark");
    let saved = post_form(&format!("{}/bitrix/admin/user_options.php", emulator.portal()), &form).await;
    assert_eq!(saved.status, 200);

    let waiting = format!(
        "key%3D{key}%26p%5B0%5D%5Bc%5D%3Dapp_options%26p%5B0%5D%5Bn%5D%3Dparams_{client}_1%26p%5B0%5D%5Bv%5D%5Binstall%5D%3D1"
    );
    let cookie = format!("x=1; BITRIX_SM_LAST_SETTINGS={waiting}");
    let page = send("GET", &format!("{}/", emulator.portal()), &[("cookie", &cookie)], "").await;
    let second = config(&page);
    assert_eq!(
        (&second["params"]["firstRun"], &second["params"]["userOptions"]),
        (&json!(false), &json!({"theme": "dark"}))
    );
    let other = open(&emulator, "user=manager").await;
    assert_eq!(other["params"]["firstRun"], true);
    post_json(&format!("{}/reset", emulator.control()), &json!({})).await;
    assert_eq!(open(&emulator, "").await["params"]["firstRun"], true);
}

#[tokio::test]
async fn the_page_is_seen_under_one_name_and_in_its_language() {
    let emulator = start().await;
    let url = format!("{}/?lang=ar", emulator.portal());
    let page = get(&url).await.text();
    assert!(page.contains("<html lang=\"ar\" dir=\"rtl\""));
    assert!(page.contains("<option value=\"ar\" selected>"));
    let (address, port) = emulator.portal().rsplit_once(':').unwrap();
    assert_eq!(address, "http://127.0.0.1");
    let raw = raw_get(port.parse().unwrap(), "/?lang=ar", &format!("localhost:{port}")).await;
    assert!(raw.contains(&format!("location: {url}")), "{raw}");
    for asset in ["portal.css", "portal/main.js", "portal/layout.js"] {
        assert_eq!(get(&format!("{}/assets/{asset}", emulator.portal())).await.status, 200);
    }
}

#[tokio::test]
async fn every_crm_placement_has_its_options() {
    let item = json!("8061");
    for (code, popup, options) in [
        ("CRM_LEAD_LIST_TOOLBAR", true, json!({"URI": "/crm/lead/list/"})),
        ("CRM_DEAL_LIST_MENU", true, json!({"ID": item, "URI": "/crm/deal/list/"})),
        ("CRM_DEAL_DETAIL_TAB", false, json!({"ID": item, "URI": "/crm/deal/details/8061/"})),
        ("CRM_COMPANY_DETAIL_ACTIVITY", false, json!({"ID": item, "URI": "/crm/company/details/8061/"})),
        ("CRM_QUOTE_DETAIL_TOOLBAR", true, json!({"ENTITY_ID": item, "URI": "/crm/quote/details/8061/"})),
        ("CRM_SMART_INVOICE_FUNNELS_TOOLBAR", true, json!({"URI": "/crm/type/31/kanban/category/0/"})),
        ("crm_dynamic_1038_list_toolbar", true, json!({"URI": "/crm/type/1038/list/category/0/"})),
    ] {
        let emulator = start().await;
        let config = open(&emulator, &format!("placement={code}")).await;
        assert_eq!(config["params"]["placement"], code.to_uppercase());
        assert_eq!(config["popup"], popup, "{code}");
        assert_eq!(config["params"]["placementOptions"], options, "{code}");
    }
    let emulator = start().await;
    assert_eq!(open(&emulator, "placement=CRM_DEAL_FUNNELS_TOOLBAR").await["isDefault"], true);
    let older = Options { generation: Generation::Y2024, ..Options::default() };
    let emulator = Emulator::start(older).await.unwrap();
    let menu = open(&emulator, "placement=CRM_DEAL_LIST_MENU").await;
    assert_eq!(menu["params"]["placementOptions"], json!({"ID": "8061"}));
}

#[tokio::test]
async fn commands_and_events_are_the_placements() {
    let emulator = start().await;
    let tab =
        open(&emulator, "placement=CRM_DEAL_DETAIL_TAB&commands=getStatus&events=a:b,%20c&sessid=1").await;
    assert_eq!(
        (&tab["commands"], &tab["events"]),
        (&json!(["reloadData", "getStatus"]), &json!(["a:b", "c"]))
    );
    let default = open(&emulator, "commands=x&events=y&sessid=1&login=2&_r=3&z=4").await;
    assert_eq!((&default["commands"], &default["events"]), (&json!([]), &json!([])));
    assert_eq!(default["params"]["placementOptions"], json!({"z": "4"}));
    // What comes from the address is a text in the page, whatever it looks like.
    let page = get(&format!("{}/?events=%22%3E{{{{config}}}}", emulator.portal())).await.text();
    assert!(page.contains("name=\"events\" value=\"&quot;&gt;&#123;&#123;config&#125;&#125;\""), "{page}");
}

#[tokio::test]
async fn a_slider_gets_a_frame_of_its_own() {
    let emulator = start().await;
    let page = open(&emulator, "user=manager&lang=de&open=get&placement=CRM_DEAL_DETAIL_TAB").await;
    let sessid = page["sessid"].as_str().unwrap();
    let url = format!("{}/marketplace/app/1/?_r=0.5", emulator.portal());
    let form = |sessid: &str| {
        format!(
            "sessid={sessid}&site=s1&PARAMS[template]=&PARAMS[params][ID]=1&PARAMS[params][PLACEMENT_OPTIONS][a]=%3C1&PARAMS[params][POPUP]=1"
        )
    };
    let slider = post_form(&url, &form(sessid)).await.json();
    assert_eq!((&slider["popup"], &slider["static"]), (&json!(true), &json!(true)));
    assert_eq!(slider["denied"], json!(["resizeWindow"]));
    let params = &slider["params"];
    assert_eq!((&params["placement"], &params["language"]), (&json!("DEFAULT"), &json!("de")));
    assert_eq!((&params["isAdmin"], &params["placementOptions"]), (&json!(false), &json!({"a": "&lt;1"})));
    assert_ne!(slider["sid"], page["sid"]);
    let fields = slider["fields"].as_array().unwrap();
    assert_eq!(fields.last().unwrap(), &json!(["PLACEMENT_OPTIONS", "{\"a\":\"<1\"}"]));
    assert_eq!(post_form(&url, &form("0")).await.body.len(), 0);
}

#[tokio::test]
async fn an_application_that_is_not_installed_shows_its_installer() {
    let install = Some("setup/install.html?x=1".to_owned());
    let emulator = Emulator::start(Options { install, ..Options::default() }).await.unwrap();
    for query in ["", "placement=CRM_FUNNELS_TOOLBAR", "user=colleague"] {
        let config = open(&emulator, query).await;
        let address = format!("{}/setup/install.html?x=1&DOMAIN=", emulator.app());
        assert!(config["action"].as_str().unwrap().starts_with(&address), "{query}");
        assert_eq!(
            (&config["params"]["install"], &config["appOrigin"]),
            (&json!(true), &json!(emulator.app()))
        );
    }
    let blocked = get(&format!("{}/?user=manager", emulator.portal())).await;
    assert!(blocked.text().contains("not installed yet") && config(&blocked)["sid"].is_null());

    let manager = json!({"sessid": open(&emulator, "").await["sessid"]});
    assert_eq!(ajax(&emulator, &manager, "action=set_installed&v=Y").await.json(), json!({"result": "true"}));
    let user = open(&emulator, "user=manager").await;
    assert_eq!(user["params"]["install"], false);
    assert_eq!(ajax(&emulator, &user, "action=set_installed&v=N").await.json(), json!({"result": "false"}));
    assert_eq!(open(&emulator, "").await["params"]["install"], false);
    post_json(&format!("{}/reset", emulator.control()), &json!({})).await;
    assert_eq!(open(&emulator, "").await["params"]["install"], true);
}

#[tokio::test]
async fn the_portal_has_pages_of_its_own() {
    let emulator = start().await;
    ops(&emulator, &json!({"op": "deals", "stage": "NEW", "count": 3})).await;
    let list = get(&format!("{}/crm/deal/list/?a=%3Cb%3E", emulator.portal())).await.text();
    assert!(
        list.contains("<h1 class=\"main__title\">/crm/deal/list/</h1>")
            && list.contains("<dd>&lt;b&gt;</dd>")
    );
    assert!(list.contains("<b>3</b>"));
    assert_eq!(get(&format!("{}/tasks/", emulator.portal())).await.status, 200);
    assert_eq!(get(&format!("{}/nowhere/", emulator.portal())).await.status, 404);
    assert_eq!(get(&format!("{}/assets/portal/nothing.js", emulator.portal())).await.status, 404);
}

/// A request with a `Host` of its own.
async fn raw_get(port: u16, path: &str, host: &str) -> String {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let mut stream = tokio::net::TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    let request = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer
}
