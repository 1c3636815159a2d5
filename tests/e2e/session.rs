//! The conversation with the portal: tokens, failures, pages outside.

use crate::stage::{Stage, Visit, key};
use portal_emulator::Options;
use serde_json::json;
use std::time::Duration;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_token_that_expired_meanwhile_is_renewed_and_the_edit_saved() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    stage.click("[data-status-id='103'] [data-cell=name]").await;
    stage.retype("input[name=NAME]", "After all").await;
    stage.expire_tokens();
    stage.keys(key::ENTER).await;
    stage.until_state(103, "saved").await;
    assert_eq!(stage.stored(103)["NAME"], "After all");
    let statuses: Vec<_> = stage.log().iter().map(|request| request["status"].clone()).collect();
    assert_eq!(
        statuses,
        [200, 401, 200, 200].map(|status| json!(status)),
        "a reading, which is repeated, and a write"
    );
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_edits_with_an_expired_token_share_one_renewal() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    stage
        .run(
            "window.renewals = 0;
             addEventListener('message', event => { renewals += String(event.data).includes('AUTH_ID') });",
        )
        .await;
    // Slow enough for the second edit to come while the first one waits for the new token.
    stage.ops(&json!([{"op": "refresh", "mode": "slow", "ms": 6000}]));
    stage.expire_tokens();
    for id in [103, 105] {
        stage.rename(id, &format!("Name {id}")).await;
    }
    for id in [103, 105] {
        stage.until("stored", || async { stage.stored(id)["NAME"] == format!("Name {id}") }).await;
    }
    assert_eq!(stage.run("return renewals").await, 1);
    let statuses: Vec<_> = stage.log().iter().map(|request| request["status"].clone()).collect();
    assert_eq!(statuses, [200, 401, 200, 200].map(|status| json!(status)));
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_token_is_renewed_before_its_end() {
    let options = Options { token_lifetime: Duration::from_secs(20), ..Options::default() };
    let stage = Stage::set_with(options).await;
    stage.open(Visit::default()).await;
    tokio::time::sleep(Duration::from_secs(19)).await;
    stage.rename(103, "In time").await;
    stage.until_state(103, "saved").await;
    assert!(stage.log().iter().all(|request| request["status"] == 200), "nobody was turned away");
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_session_that_cannot_be_renewed_keeps_the_edit_and_offers_to_reconnect() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    stage.ops(&json!([{"op": "refresh", "mode": "empty"}]));
    stage.expire_tokens();
    stage.rename(103, "Kept").await;
    stage.until_text(".banner[role=alert]", "Your Bitrix24 session has ended").await;
    assert_eq!(stage.text("[data-status-id='103'] [data-cell=name]").await, "Kept");
    stage.until_state(103, "waiting").await;
    stage.until_text(".status-line", "1 change waits to be saved").await;
    stage.press("@class='banner'", "Copy my edits").await;
    stage.until_text(".banner", "Copied").await;
    stage.ops(&json!([{"op": "refresh", "mode": "ok"}]));
    stage.press("@class='banner'", "Reconnect").await;
    stage.until_state(103, "saved").await;
    assert_eq!(stage.stored(103)["NAME"], "Kept");
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_bitrix24_refuses_is_said_in_plain_words_and_can_be_retried_or_reverted() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    let refuse = json!([{"op": "fault", "kind": "refuse", "method": "crm.status.update"}]);
    stage.ops(&refuse);
    stage.rename(103, "Again").await;
    let note = "[data-status-id='103'] [role=alert]";
    stage.until_text(note, "Bitrix24 couldn't save \"Again\" and gave no reason.").await;
    stage.until_text("[data-status-id='103']", "was \"Create papers\"").await;
    stage.until_text(".status-line", "1 change not saved").await;
    stage.press("@class='status-line'", "Review").await;
    assert_eq!(stage.run("return document.activeElement.textContent").await, "Retry");
    stage.press("@data-status-id='103'", "Retry").await;
    stage.until_state(103, "saved").await;
    stage.ops(&refuse);
    stage.rename(103, "Nowhere").await;
    stage.until_text(note, "Bitrix24 couldn't save").await;
    stage.press("@data-status-id='103'", "Revert").await;
    assert_eq!(stage.text("[data-status-id='103'] [data-cell=name]").await, "Again");
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_internal_error_is_tried_again_by_itself() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    stage.ops(&json!([{"op": "fault", "kind": "html", "status": 502, "count": 3}]));
    stage.rename(103, "Again").await;
    stage.until_text(".banner", "Bitrix24 had an internal error. We'll try again in").await;
    stage.until_state(103, "waiting").await;
    stage.until_state(103, "saved").await;
    stage.until("no banner any more", || async { !stage.has(".banner").await }).await;
    assert_eq!(stage.stored(103)["NAME"], "Again");
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_that_does_not_come_can_be_asked_for_again() {
    let stage = Stage::set().await;
    stage.ops(&json!([{"op": "fault", "kind": "html", "status": 500, "count": 1}]));
    stage.visit(Visit::default()).await;
    stage.until_text(".blank[role=alert]", "The stages could not be loaded").await;
    stage.until_text(".details", "batch · HTTP 500").await;
    stage.press("@class='widget'", "Try again").await;
    stage.find("[data-status-id='101']").await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_empty_list_says_so() {
    let stage = Stage::set().await;
    stage.ops(&json!([{"op": "keep_only", "entity": "DEAL_STAGE", "ids": []}]));
    stage.visit(Visit::default()).await;
    stage.until_text(".blank", "No values yet").await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn outside_a_portal_the_page_says_what_to_do_and_asks_nobody() {
    let stage = Stage::set().await;
    stage.client.goto(stage.emulator.app()).await.expect("the page opens");
    stage.until_text(".blank", "Open this page from Bitrix24").await;
    stage.until_text(".connect", "Connect without opening Bitrix24").await;
    assert!(stage.requests().is_empty());
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_program_that_cannot_be_loaded_says_so_in_the_portals_language() {
    let stage = Stage::set().await;
    stage.devtools("Network.enable", json!({})).await;
    stage.devtools("Network.setBlockedURLs", json!({"urls": ["*.wasm"]})).await;
    stage.visit(Visit { lang: "ru", ..Visit::default() }).await;
    stage.until_text("#unstarted", "Редактор не запустился").await;
    stage.strike().await;
}
