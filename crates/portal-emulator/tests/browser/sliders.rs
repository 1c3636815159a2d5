//! Rows 24, 25, 30 and 31: what opens over the page.

use browser::key;
use portal_emulator::Generation;
use serde_json::{Value, json};

use crate::bench::{Bench, row};

const COUNT: &str = "return document.querySelectorAll('.slider').length";
const REFUSED: &str = r#"c:{"result":"error","errorCode":"PATH_NOT_AVAILABLE"}"#;

async fn close_top(bench: &Bench) {
    bench.browser.leave().await;
    bench.browser.click(".slider:last-child .slider__close").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rows_24_and_25_paths_in_the_newer_release() {
    let bench = Bench::of(Generation::Y2026).await;
    bench.open("").await;
    row(24, &bench.ask(r#"openPath:{"path":"https://evil.example/"}:c:{S}"#).await, &[REFUSED]);
    for evil in ["//evil.example/", "/%5Cevil.example/", "/%", "tasks/", ""] {
        row(24, &bench.ask(format!(r#"openPath:{{"path":"{evil}"}}:c:{{S}}"#)).await, &[REFUSED]);
    }
    row(24, &bench.ask("openPath::c:{S}").await, &[REFUSED]);
    assert_eq!(bench.page(COUNT).await, 0);
    row(25, &bench.ask(r#"openPath:{"path":"/tasks/"}:c:{S}"#).await, &[]);
    let address = bench.page("return document.querySelector('.slider__page').src").await;
    let app =
        bench.page("return JSON.parse(document.getElementById('portal-config').textContent).clientId").await;
    let expected =
        format!("{}/tasks/?from=rest_placement&from_app={}", bench.emulator.portal(), app.as_str().unwrap());
    assert_eq!(address, expected, "row 25");
    row(25, &bench.heard_during(close_top(&bench)).await, &[r#"c:{"result":"close"}"#]);
    assert_eq!(bench.page(COUNT).await, 0, "row 25");
    bench.ask(r#"openPath:{"path":"/crm/deal/list/?a=1"}:c:{S}"#).await;
    bench.browser.leave().await;
    bench.browser.enter(".slider__page").await;
    bench.browser.until_text("h1", "/crm/deal/list/").await;
    bench.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rows_24_and_25_paths_in_the_older_release() {
    let bench = Bench::of(Generation::Y2024).await;
    bench.open("").await;
    row(24, &bench.ask(r#"openPath:{"path":"https://evil.example/"}:c:{S}"#).await, &[REFUSED]);
    row(25, &bench.ask(r#"openPath:{"path":"/tasks/"}:c:{S}"#).await, &[REFUSED]);
    row(25, &bench.ask(r#"openPath:{"path":"/company/personal/user/x/"}:c:{S}"#).await, &[REFUSED]);
    assert_eq!(bench.page(COUNT).await, 0, "row 25");
    for path in
        ["/crm/deal/details/1/", "/marketplace/x/", "/company/personal/user/1/", "/workgroups/group/7/"]
    {
        row(25, &bench.ask(format!(r#"openPath:{{"path":"{path}"}}:c:{{S}}"#)).await, &[]);
        row(25, &bench.heard_during(close_top(&bench)).await, &[r#"c:{"result":"close"}"#]);
    }
    bench.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn row_30_only_a_slider_of_the_application_is_closed() {
    let bench = Bench::new().await;
    bench.open("").await;
    row(30, &bench.ask("closeApplication::c:{S}").await, &[]);
    bench.ask(r#"openPath:{"path":"/tasks/"}:p:{S}"#).await;
    row(30, &bench.ask("closeApplication::c:{S}").await, &[]);
    assert_eq!(bench.page(COUNT).await, 1, "row 30");
    close_top(&bench).await;
    bench.ask("openApplication:{}:o:{S}").await;
    row(30, &bench.ask("closeApplication::c:{S}").await, &["o:"]);
    assert_eq!(bench.page(COUNT).await, 0, "row 30");
    bench.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn row_31_the_application_in_a_slider() {
    let bench = Bench::new().await;
    bench.open("").await;
    let open = r#"openApplication:{"a":1,"b":{"c":true},"bx24_title":"t","bx24_width":500,"bx24_label":{"text":"new","bgColor":"pink"},"bx24_other":1}:c:{S}"#;
    row(31, &bench.ask(open).await, &[]);
    let data = init_data_in(&bench, 1).await;
    assert_eq!(data["PLACEMENT"], "DEFAULT");
    assert_eq!(data["PLACEMENT_OPTIONS"], json!({"a": "1", "b": {"c": "true"}}));
    row(32, &bench.ask_in(1, &[json!("resizeWindow:{\"height\":1}:c:{S}")], 0).await, &[]);
    let title = bench.ask_in(1, &[json!("setTitle:{\"title\":\"x\"}:c:{S}")], 0).await;
    row(31, &title, &[r#"c:{"title":"x"}"#]);
    let sids = bench
        .page("return new Set([...document.querySelectorAll('iframe.app-frame')].map((it) => it.name)).size");
    assert_eq!(sids.await, 2, "a new APP_SID");
    assert_eq!(bench.page("return document.querySelector('.slider__panel').offsetWidth").await, 500);
    assert_eq!(bench.page("return document.querySelector('.slider__title').innerText").await, "t");
    row(31, &bench.heard_during(close_top(&bench)).await, &["c:"]);

    let with_params = r#"openApplication:{"options":{"x":1},"params":{"y":"<2>"}}:c:{S}"#;
    row(31, &bench.ask(with_params).await, &[]);
    assert_eq!(init_data_in(&bench, 1).await["PLACEMENT_OPTIONS"], json!({"y": "&lt;2&gt;"}));
    // A slider above the slider; the keyboard closes the one on top.
    bench.ask_in(1, &[json!("openApplication:{}:n:{S}")], 0).await;
    assert_eq!(init_data_in(&bench, 2).await["PLACEMENT_OPTIONS"], json!([]));
    assert_eq!(bench.page(COUNT).await, 2);
    bench.page("document.querySelectorAll('.slider__close')[1].focus()").await;
    bench.browser.keys(key::ESCAPE).await;
    assert_eq!(bench.page(COUNT).await, 1);
    bench.enter(1).await;
    let heard = "return app.heard.map(({data}) => data).filter((it) => it.startsWith('n:'))";
    bench.browser.until("row 31", || async { bench.browser.run(heard).await == json!(["n:"]) }).await;
    row(31, &bench.ask_in(1, &[], 0).await, &[]);
    assert_eq!(bench.browser.run(heard).await, json!(["n:"]));
    row(31, &bench.heard_during(close_top(&bench)).await, &["c:"]);
    assert_eq!(bench.errors().await, "");
    bench.strike().await;
}

async fn init_data_in(bench: &Bench, frame: usize) -> Value {
    let heard = bench.ask_in(frame, &[json!("getInitData::init:{S}")], 0).await;
    serde_json::from_str(heard[0].as_str().unwrap().strip_prefix("init:").unwrap()).unwrap()
}

/// What the focus is in, and what cannot be reached.
const REACH: &str = "
    const focused = document.activeElement;
    const slider = [...document.querySelectorAll('.slider')].indexOf(focused.closest('.slider'));
    const inert = [...document.querySelectorAll('[inert]')].map((it) => it.className);
    return [focused.className || focused.id || focused.tagName, slider, inert];";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_focus_is_in_the_slider_on_top() {
    let bench = Bench::new().await;
    bench.open("").await;
    assert_eq!(bench.page(REACH).await, json!(["BODY", -1, []]));
    bench.page("document.querySelector('.app-frame').focus()").await;
    bench.ask(r#"openPath:{"path":"/tasks/"}:p:{S}"#).await;
    assert_eq!(bench.page(REACH).await, json!(["slider__close", 0, ["portal"]]));
    bench.ask("openApplication:{}:o:{S}").await;
    bench.enter(1).await;
    assert_eq!(bench.page(REACH).await, json!(["slider__close", 1, ["portal", "slider"]]));
    // An application that takes the focus keeps it.
    bench.enter(1).await;
    bench.browser.run("document.body.tabIndex = 0; document.body.focus()").await;
    let expected = json!(["app-frame", 1, ["portal", "slider"]]);
    bench.browser.until("the focus", || async { bench.page(REACH).await == expected }).await;
    // The bar and the panel are there for whoever is in them.
    bench.browser.leave().await;
    bench.browser.click("#open-faults").await;
    bench.browser.find("#fault-form [name=add]:enabled").await;
    bench.browser.click("#faults [name=count]").await;
    bench.enter(1).await;
    bench.browser.run("app.say('closeApplication::c:{S}')").await;
    let gone = || async { bench.page(COUNT).await == 1 };
    bench.browser.until("one slider", gone).await;
    assert_eq!(bench.page("return document.activeElement.name").await, "count");
    bench.browser.click("#faults [data-act=close]").await;
    // A dialog says that it is closed in a task of its own, and the focus goes to its button then.
    bench.browser.find("#open-faults[aria-expanded=false]").await;
    close_top(&bench).await;
    assert_eq!(bench.page(REACH).await, json!(["app-frame", -1, []]), "the focus goes back");
    bench.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_slider_of_a_placement_gives_the_focus_to_its_button() {
    let bench = Bench::new().await;
    bench.open("placement=CRM_FUNNELS_TOOLBAR").await;
    assert_eq!(bench.page(REACH).await, json!(["slider__close", 0, ["portal"]]));
    bench.page("return 0").await;
    bench.browser.keys(key::ESCAPE).await;
    assert_eq!(bench.page(REACH).await, json!(["open-slider", -1, []]));
    bench.strike().await;
}
