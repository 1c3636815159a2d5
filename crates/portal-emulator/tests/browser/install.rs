//! Row 38: the installer (frame-protocol §1.1, §7).

use portal_emulator::Options;
use serde_json::json;

use crate::bench::{Bench, row};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn row_38_the_page_leaves_when_the_installation_ends() {
    let options = Options { install: Some("/index.html?install=1".to_owned()), ..Options::default() };
    let bench = Bench::with(options).await;
    bench.visit("user=manager&placement=LEFT_MENU").await;
    bench.browser.until_text("[role=alert]", "not installed").await;
    assert!(!bench.browser.has("iframe.app-frame").await, "nobody else gets a frame");

    bench.open("a=1#part").await;
    let data = bench.init_data().await;
    assert_eq!((&data["INSTALL"], &data["PLACEMENT"]), (&json!(true), &json!("DEFAULT")));
    bench.enter(0).await;
    let search = bench.browser.run("return location.search").await;
    assert!(search.as_str().unwrap().starts_with("?install=1&DOMAIN="), "{search}");

    // A listener may keep the page.
    bench
        .page(
            "portal.on('Rest:AppLayout:ApplicationInstall', (value, outcome) => {
               window.finished = value;
               outcome.redirect = false;
             })",
        )
        .await;
    row(38, &bench.ask_slowly(r#"setInstallFinish:{"value":false}:c:{S}"#).await, &[]);
    let finished = || async { bench.page("return window.finished ?? null").await == "N" };
    bench.browser.until("the installation is finished", finished).await;
    bench.enter(0).await;
    assert_eq!(bench.browser.run("return app.heard.some(({data}) => data.startsWith('c:'))").await, false);

    bench.open("placement=CRM_FUNNELS_TOOLBAR&a=1").await;
    assert_eq!(bench.init_data().await["INSTALL"], true, "whatever placement is opened");
    bench.enter(0).await;
    bench.browser.run("app.say('setInstallFinish:{}:c:{S}')").await;
    bench.browser.leave().await;
    let expected =
        format!("{}/?placement=CRM_FUNNELS_TOOLBAR&a=1&install_finished=Y", bench.emulator.portal());
    let address = || async { bench.browser.run("return location.href").await };
    bench.browser.until("row 38", || async { address().await == expected.as_str() }).await;
    bench.open("user=manager").await;
    assert_eq!(bench.init_data().await["INSTALL"], false);

    browser::http::post(&format!("{}/reset", bench.emulator.control()), &json!({}));
    bench.open("").await;
    assert_eq!(bench.init_data().await["INSTALL"], true, "a reset starts anew");
    // The installation ends in a slider: the slider shows the application then, the page stays.
    bench.ask("openApplication:{}:o:{S}").await;
    bench.enter(1).await;
    bench.browser.run("app.say('setInstallFinish:{}:c:{S}')").await;
    bench.browser.leave().await;
    let gone = "return [...document.querySelectorAll('.slider iframe')].some((it) => !it.src && !/install/.test(document.forms[document.forms.length - 1].getAttribute('action')))";
    bench.browser.until("the application", || async { bench.browser.run(gone).await == true }).await;
    bench.strike().await;
}
