//! Rows 32 to 37: a frame that is not the application's own page.

use portal_emulator::Generation;
use serde_json::json;

use crate::{
    bench::{Bench, row},
    handler::Handler,
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rows_32_and_33_what_is_denied() {
    for (generation, scroll) in
        [(Generation::Y2026, &[r#"c:{"scroll":0}"#][..]), (Generation::Y2024, &[][..])]
    {
        let bench = Bench::of(generation).await;
        bench.open("placement=CRM_FUNNELS_TOOLBAR").await;
        row(32, &bench.ask(r#"setTitle:{"title":"x"}:c:{S}"#).await, &[]);
        row(32, &bench.ask(r#"resizeWindow:{"height":100}:c:{S}"#).await, &[]);
        assert_eq!(bench.heading().await, "Sales tunnels", "row 32");
        row(33, &bench.ask(r#"setScroll:{"scroll":0}:c:{S}"#).await, scroll);
        row(34, &bench.ask("getInterface::c:{S}").await, &[r#"c:{"command":[],"event":[]}"#]);
        bench.strike().await;
    }
}

/// A name with a colon fits in no text; the reply is a text all the same (frame-protocol §2.2).
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_command_with_a_colon_comes_as_an_object() {
    let bench = Bench::new().await;
    bench.open("placement=LEFT_MENU&commands=im:setTextareaContent").await;
    let message = json!({
        "method": "im:setTextareaContent", "params": {"text": "x"}, "callback": "c", "appSid": "{S}",
        "requestId": "1",
    });
    assert_eq!(bench.ask(message).await, [json!("c:")]);
    assert_eq!(
        bench.ask("getInterface::c:{S}").await,
        [json!(r#"c:{"command":["im:setTextareaContent"],"event":[]}"#)]
    );
    bench.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rows_34_to_37_commands_and_events_of_the_place() {
    let bench = Bench::new().await;
    bench.open("placement=CRM_DEAL_DETAIL_TAB&events=Stub:event").await;
    let interface = r#"c:{"command":["reloadData"],"event":["Stub:event"]}"#;
    row(34, &bench.ask("getInterface::c:{S}").await, &[interface]);
    row(35, &bench.ask("reloadData:{}:c:{S}").await, &["c:"]);
    row(35, &bench.ask(r#"reloadData:{"isRawValue":false}:c:{S}"#).await, &["c:"]);
    row(36, &bench.ask(r#"placementBindEvent:{"event":"Stub:event"}:c:{S}"#).await, &[]);
    let fired = bench.heard_during(async {
        let fire = "for (let i = 0; i < 3; i += 1) portal.fire('Stub:event', {n: 1}, 'second arg')";
        bench.page(fire).await;
    });
    row(36, &fired.await, &[r#"c:{"n":1}"#; 3]);
    row(37, &bench.ask(r#"placementBindEvent:{"event":"nope"}:c:{S}"#).await, &[]);
    bench.page("portal.fire('nope', 1)").await;
    row(37, &bench.ask_all(&[], 0).await, &[]);
    let data = bench.init_data().await;
    assert_eq!(data["PLACEMENT"], "CRM_DEAL_DETAIL_TAB");
    assert_eq!(data["PLACEMENT_OPTIONS"], json!({"ID": "8061", "URI": "/crm/deal/details/8061/"}));
    bench.strike().await;
}

/// Its origin is not the application's: messages are checked against the handler's (frame-protocol §1.1, §3).
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_place_opens_its_handler_under_its_title() {
    let handler = Handler::start(None).await;
    let bench = Bench::new().await;
    bench.open("").await;
    let token = bench.init_data().await["AUTH_ID"].clone();
    let url = format!("{}/rest/placement.bind", bench.emulator.portal());
    for (place, path) in [("CRM_FUNNELS_TOOLBAR", "page?a=1"), ("CRM_DEAL_DETAIL_TAB", "page")] {
        let address = format!("{}/{path}", handler.origin);
        let labels = json!({"en": {"TITLE": "Stages"}, "de": {"TITLE": "Phasen"}});
        let params = json!({"auth": token, "PLACEMENT": place, "HANDLER": address, "LANG_ALL": labels});
        browser::http::post(&url, &params);
    }
    bench.open("placement=CRM_FUNNELS_TOOLBAR&lang=de").await;
    assert_eq!(bench.init_data().await["PLACEMENT"], "CRM_FUNNELS_TOOLBAR");
    let seen = handler.seen();
    assert_eq!((seen.len(), &seen[0].method), (1, &hyper::Method::POST));
    assert!(seen[0].query.starts_with("a=1&DOMAIN="), "{}", seen[0].query);
    let names = "const slider = document.getElementById('slider');
        return [slider.ariaLabel, slider.querySelector('iframe').title, document.getElementById('open-slider').textContent]";
    assert_eq!(bench.page(names).await, json!(["Phasen", "Phasen", "Phasen"]));
    // What that frame opens is the application.
    bench.ask("openApplication:{}:o:{S}").await;
    bench.enter(1).await;
    assert_eq!(bench.browser.run("return location.origin").await, bench.emulator.app());
    bench.open("placement=CRM_DEAL_DETAIL_TAB").await;
    assert_eq!(bench.init_data().await["PLACEMENT"], "CRM_DEAL_DETAIL_TAB");
    assert_eq!(
        bench.page("return document.querySelector('[aria-current=true]').textContent").await,
        "Stages"
    );
    bench.strike().await;
}
