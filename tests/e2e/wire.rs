//! What a run costs the portal and what it gives away.

use crate::stage::{Stage, Visit, key};
use portal_emulator::{Generation, Options};
use serde_json::json;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_run_makes_no_preflight_and_no_token_leaves_the_bodies() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    assert_eq!(stage.log().len(), 1, "one request to the first row");
    stage.rename(103, "Renamed").await;
    stage.until_state(103, "saved").await;
    let log = stage.log();
    let methods: Vec<_> = log.iter().skip(1).map(|request| request["method"].clone()).collect();
    assert_eq!(methods, ["crm.status.list", "batch"], "one that looks, one that writes and reads back");
    for request in &log {
        assert_eq!(request["http_method"], "POST", "{request}");
        assert_eq!(request["token_in"], "body", "{request}");
        assert_eq!(request["content_type"], "application/x-www-form-urlencoded");
    }
    let urls = stage.run("return performance.getEntriesByType('resource').map(entry => entry.name)").await;
    let urls = urls.to_string();
    assert!(urls.contains("/rest/batch") && !urls.contains("auth"), "{urls}");
    let html = stage.run("return document.documentElement.outerHTML").await.to_string();
    assert!(!html.contains("auth="), "no token in the page");
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_what_the_user_changed_is_sent() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    stage.rename(103, "Only this").await;
    stage.until_state(103, "saved").await;
    let request = stage.log().pop().expect("a request");
    let expected =
        json!({"w0": "crm.status.update?id=103&fields%5BNAME%5D=Only%20this", "r0": "crm.status.get?id=103"});
    assert_eq!(request["params"]["cmd"], expected);
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_placement_and_generation_opens_the_widget() {
    for generation in [Generation::Y2024, Generation::Y2026] {
        let stage = Stage::set_with(Options { generation, ..Options::default() }).await;
        for placement in ["DEFAULT", "LEFT_MENU", "CRM_FUNNELS_TOOLBAR"] {
            stage.open(Visit { placement, ..Visit::default() }).await;
            assert!(stage.has("[data-status-id='115']").await);
        }
        stage.strike().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_frame_in_the_page_gets_the_height_of_the_list_and_does_not_creep() {
    let stage = Stage::set().await;
    stage.open(Visit { placement: "DEFAULT", ..Visit::default() }).await;
    let hidden =
        "const body = document.querySelector('.widget__body'); return body.scrollHeight - body.clientHeight";
    stage.until("all rows in view", || async { stage.run(hidden).await == 0 }).await;
    let height = stage.run("return innerHeight").await;
    stage.click("[data-status-id='103'] [data-cell=name]").await;
    stage.keys(key::ESCAPE).await;
    assert_eq!(stage.run("return innerHeight").await, height);
    stage.strike().await;
}
