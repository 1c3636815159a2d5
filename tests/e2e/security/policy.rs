//! The Content-Security-Policy: it is strict, and nothing the widget does needs it to be less so.

use super::{complaints, seen, set};
use crate::stage::{Stage, Visit, key};
use serde_json::json;
use std::cell::Cell;

/// Everything a policy is asked about, tried from inside the page.
const TRIALS: &str = include_str!("trials.js");

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_whole_story_breaks_no_rule_and_leaves_the_console_empty() {
    let stage = set().await;
    for (lang, dark, name) in [("en", false, "Papers"), ("ru", true, "Документы")] {
        stage.dark(dark).await;
        // What is in use is asked about before it is deleted.
        stage.ops(&json!([{"op": "deals", "stage": "PREPAYMENT_INVOICE", "count": 1}]));
        stage.open(Visit { lang, ..Visit::default() }).await;
        stage.rename(103, name).await;
        stage.until_state(103, "saved").await;
        recolor(&stage, if dark { "#a5de00" } else { "#6b52cc" }).await;
        look_into_dialogs(&stage).await;
        assert_eq!(complaints(&stage).await, [""; 0], "{lang}");
    }
    // Whoever sees nothing must not be blind.
    stage.run("console.error('seen'); document.body.setAttribute('style', 'color: red')").await;
    stage.until("two complaints", || async { seen(&stage, "complaints").await.len() == 2 }).await;
    let all = Cell::new(0);
    let told = || async {
        all.set(all.get() + stage.complaints().await.len());
        all.get() >= 2
    };
    stage.until("the browser's own view of them", told).await;
    stage.strike().await;
}

async fn recolor(stage: &Stage, color: &str) {
    stage.click("[data-status-id='103'] [data-cell=color]").await;
    stage.click(&format!("[role=option][data-color='{color}']")).await;
    stage.click(".status-line").await;
    stage.until("stored", || async { stage.stored(103)["COLOR"] == color }).await;
    stage.until_state(103, "idle").await;
}

/// The menu, both questions before a deletion, the reason why there is none.
async fn look_into_dialogs(stage: &Stage) {
    for id in [105, 113, 101] {
        stage.click(&format!("[data-status-id='{id}'] [data-cell=menu]")).await;
        stage.find("[role=menu] [role=menuitem]").await;
        stage.keys(key::ESCAPE).await;
        stage.until("closed", || async { !stage.has("[role=menu]").await }).await;
        stage.keys(key::DELETE).await;
        stage.find("dialog[open]").await;
        stage.keys(key::ESCAPE).await;
        stage.until("closed", || async { !stage.has("dialog").await }).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_smuggled_into_the_page_neither_runs_nor_reaches_anybody() {
    let stage = set().await;
    stage.open(Visit::default()).await;
    let portal = stage.emulator.portal();
    // Any other host, even one that answers pages of all origins.
    let elsewhere = stage.emulator.control();
    let mut expected = vec![
        "script-src-elem inline".to_owned(),
        "script-src-attr inline".to_owned(),
        "script-src eval".to_owned(),
        format!("script-src-elem {portal}/trial.js"),
        "style-src-elem inline".to_owned(),
        "style-src-attr inline".to_owned(),
        format!("style-src-elem {portal}/trial.css"),
        format!("img-src {portal}/trial.png"),
        format!("media-src {portal}/trial.mp4"),
        format!("object-src {portal}"),
        format!("frame-src {portal}"),
        format!("form-action {portal}/trial"),
        format!("base-uri {portal}/trial/"),
        "worker-src blob".to_owned(),
        format!("connect-src {}/trial", portal.replace("http:", "ws:")),
        format!("connect-src {elsewhere}/trial"),
    ];
    expected.sort();
    let outcome = stage.run_async(TRIALS, vec![json!(portal), json!(elsewhere), json!(expected)]).await;
    assert_eq!(outcome["refused"], json!(expected), "each is refused, and said to be");
    assert_eq!(outcome["ran"], json!([]), "nothing ran");
    // The page is none the worse for it.
    stage.rename(103, "Still here").await;
    stage.until_state(103, "saved").await;
    stage.strike().await;
}
