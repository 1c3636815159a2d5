//! Rows 1 to 19, 22, 23 and 29: one frame, no server.

use serde_json::{Value, json};

use crate::bench::{Bench, row};

/// The reply of row 1 with the secrets of this one.
fn init_reply(bench: &Bench, heard: &[Value], first_run: bool) -> String {
    let text = heard.first().and_then(Value::as_str).unwrap_or_default();
    let data: Value = serde_json::from_str(text.strip_prefix("c:").unwrap_or("null")).unwrap();
    let domain = bench.emulator.portal().strip_prefix("http://").unwrap();
    let secret = |key: &str, length: usize| {
        let value = data[key].as_str().unwrap_or_default();
        assert_eq!(value.len(), length, "{key}");
        value.to_owned()
    };
    let (auth, refresh, member) = (secret("AUTH_ID", 70), secret("REFRESH_ID", 70), secret("MEMBER_ID", 32));
    format!(
        r#"c:{{"LANG":"en","DOMAIN":"{domain}","PROTOCOL":0,"PATH":"/rest","AUTH_ID":"{auth}","AUTH_EXPIRES":"3600","REFRESH_ID":"{refresh}","MEMBER_ID":"{member}","FIRST_RUN":{first_run},"IS_ADMIN":true,"INSTALL":false,"USER_OPTIONS":[],"APP_OPTIONS":[],"PLACEMENT":"DEFAULT","PLACEMENT_OPTIONS":[]}}"#
    )
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rows_1_to_8_what_is_understood() {
    let bench = Bench::new().await;
    bench.open("").await;
    let first = bench.ask("getInitData::c:{S}").await;
    row(1, &first, &[&init_reply(&bench, &first, true)]);
    let second = bench.ask("getInitData:c:{S}").await;
    row(2, &second, &[&init_reply(&bench, &second, false)]);
    let object = json!({"method": "getInitData", "params": "", "callback": "c", "appSid": "{S}"});
    row(3, &bench.ask(object).await, &[&init_reply(&bench, &second, false)]);
    row(4, &bench.ask("getInitData::c:deadbeef").await, &[]);
    row(5, &bench.ask("noSuchThing::c:{S}").await, &[]);
    assert_eq!(bench.errors().await, "");
    row(6, &bench.ask("setTitle:{oops:c:{S}").await, &[]);
    assert!(bench.errors().await.contains("SyntaxError"), "row 6");
    row(7, &bench.ask("toString::c:{S}").await, &[]);
    assert_eq!(bench.errors().await, "", "row 7");
    row(8, &bench.ask("events::c:{S}").await, &[]);
    assert!(bench.errors().await.contains("TypeError"), "row 8");
    bench.enter(0).await;
    let origins = bench.browser.run("return [...new Set(app.heard.map(({origin}) => origin))]").await;
    assert_eq!(origins, json!([bench.emulator.portal()]));
    bench.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rows_9_to_14_and_19_echoes() {
    let bench = Bench::new().await;
    bench.open("").await;
    let option = r#"{"name":"a:b","value":"x:y:{\"z\":\":\"}:"}"#;
    row(9, &bench.ask(format!("setUserOption:{option}:c:{{S}}")).await, &[&format!("c:{option}")]);
    assert_eq!(bench.init_data().await["USER_OPTIONS"], json!([]), "row 10");
    row(11, &bench.ask(r#"setTitle:{"title":"A: B"}:c:{S}"#).await, &[r#"c:{"title":"A: B"}"#]);
    assert_eq!(bench.heading().await, "A: B", "row 11");
    row(12, &bench.ask("setTitle::c:{S}").await, &["c:[]"]);
    assert_eq!(bench.heading().await, "undefined", "row 12");
    row(13, &bench.ask(r#"setTitle:{"title":"t"}::{S}"#).await, &[]);
    assert_eq!(bench.heading().await, "t", "row 13");
    bench.ask(r#"resizeWindow:{"width":"100%","height":3000}::{S}"#).await;
    row(14, &bench.ask(r#"setScroll:{"scroll":10}:c:{S}"#).await, &[r#"c:{"scroll":10}"#]);
    assert_eq!(bench.page("return scrollY").await, 10, "row 14");
    row(14, &bench.ask(r#"setScroll:{"scroll":-1}:c:{S}"#).await, &[r#"c:{"scroll":-1}"#]);
    assert_eq!(bench.page("return scrollY").await, 10, "row 14");
    row(14, &bench.ask("setScroll:null:c:{S}").await, &["c:null"]);
    row(19, &bench.ask(r#"setInstall:{"install":true}:c:{S}"#).await, &[r#"c:{"install":true}"#]);
    assert_eq!(bench.errors().await, "");
    bench.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rows_15_to_18_sizes() {
    let bench = Bench::new().await;
    bench.open("").await;
    let exact = bench.ask(r#"resizeWindow:{"width":500,"height":300}:c:{S}"#).await;
    row(15, &exact, &[r#"c:{"width":500,"height":300}"#]);
    let available = "return document.querySelector('.app-frame-layout').parentElement.clientWidth";
    let available = bench.page(available).await;
    let full = bench.ask(r#"resizeWindow:{"width":"100%","height":300.7}:c:{S}"#).await;
    row(16, &full, &[&format!(r#"c:{{"width":{available},"height":300}}"#)]);
    row(17, &bench.ask(r#"resizeWindow:{"height":222}:c:{S}"#).await, &[r#"c:{"width":100,"height":222}"#]);
    row(18, &bench.ask("resizeWindow::c:{S}").await, &[r#"c:{"width":100,"height":222}"#]);
    bench.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rows_22_23_and_29_what_has_no_effect_here() {
    let bench = Bench::new().await;
    bench.open("events=Stub:event&commands=reloadData").await;
    row(22, &bench.ask("getInterface::c:{S}").await, &[r#"c:{"command":[],"event":[]}"#]);
    row(23, &bench.ask(r#"placementBindEvent:{"event":"Stub:event"}:c:{S}"#).await, &[]);
    bench.page("portal.fire('Stub:event', 1)").await;
    row(23, &bench.ask("reloadData:{}:c:{S}").await, &[]);
    row(29, &bench.ask(r#"imOpenHistory:{"dialogId":"chat1"}:c:{S}"#).await, &[]);
    row(29, &bench.ask(r#"showAppForm:{"id":1}:c:{S}"#).await, &[]);
    for quiet in ["imCallTo:{\"userId\":1}", "imPhoneTo:{\"phone\":\"1\"}", "imOpenMessenger:{}"] {
        row(29, &bench.ask(format!("{quiet}:c:{{S}}")).await, &[]);
    }
    assert_eq!(bench.errors().await, "");
    bench.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn members_of_every_object_are_called_and_say_nothing() {
    let bench = Bench::new().await;
    bench.open("").await;
    for name in ["constructor", "hasOwnProperty", "valueOf", "isPrototypeOf", "toLocaleString"] {
        assert!(bench.ask(format!("{name}::c:{{S}}")).await.is_empty(), "{name}");
        assert_eq!(bench.errors().await, "", "{name}");
    }
    let object =
        json!({"method": "im:setTextareaContent", "params": {"text": "x"}, "callback": "c", "appSid": "{S}"});
    assert!(bench.ask(object).await.is_empty());
    bench.strike().await;
}
