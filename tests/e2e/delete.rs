//! Deleting, and all the ways in which that is refused.

use crate::stage::{Stage, Visit, key};
use serde_json::{Value, json};

const DIALOG: &str = "@role='alertdialog'";

async fn choose_delete(stage: &Stage, id: u32) {
    stage.click(&format!("[data-status-id='{id}'] [data-cell=menu]")).await;
    stage.press("@role='menu'", "Delete").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_ordinary_stage_goes_after_one_question() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    choose_delete(&stage, 105).await;
    stage.until_text("dialog", "Delete \"Invoice\"?").await;
    let focused = stage.run("return document.activeElement.textContent.trim()").await;
    assert_eq!(focused, "Cancel", "the safe button has the focus");
    stage.press(DIALOG, "Delete").await;
    stage.until_state(105, "doomed").await;
    stage.until_text("[data-status-id='105']", "Deleting in").await;
    stage.until_text(".status-line", "\"Invoice\" will be deleted in 7 seconds.").await;
    assert_eq!(stage.stored(105)["NAME"], "Invoice", "there is time to think again");
    stage.until("gone", || async { !stage.has("[data-status-id='105']").await }).await;
    assert_eq!(stage.stored(105), Value::Null);
    stage.until_text(".status-line", "\"Invoice\" is deleted").await;
    let focused =
        stage.run("return document.activeElement.closest('[data-status-id]')?.dataset.statusId").await;
    assert_eq!(focused, "107", "the focus is on the row that took the place");
    stage.open(Visit::default()).await;
    assert!(!stage.has("[data-status-id='105']").await);
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_system_stage_goes_only_after_a_heavier_one() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    choose_delete(&stage, 113).await;
    stage.until_text("dialog", "Delete the system value \"Deal lost\"?").await;
    stage.until_text("dialog", "LOSE").await;
    stage.press(DIALOG, "Delete").await;
    assert!(stage.has("dialog[open]").await, "nothing happens before the loss is understood");
    stage.click("dialog input[type=checkbox]").await;
    stage.press(DIALOG, "Delete").await;
    stage.until("gone", || async { !stage.has("[data-status-id='113']").await }).await;
    assert_eq!(stage.stored(113), Value::Null);
    let request = stage.log().last().expect("a request").to_string();
    assert!(request.contains("crm.status.delete?id=113&params%5BFORCED%5D=Y"), "{request}");
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn cancel_and_escape_delete_nothing() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    let requests = stage.log().len();
    choose_delete(&stage, 105).await;
    stage.press(DIALOG, "Cancel").await;
    stage.until("closed", || async { !stage.has("dialog").await }).await;
    let focused = stage.run("return document.activeElement.dataset.cell").await;
    assert_eq!(focused, "menu", "the focus is back where it was");
    stage.keys(key::DELETE).await;
    stage.find("dialog[open]").await;
    stage.keys(key::ESCAPE).await;
    stage.until("closed", || async { !stage.has("dialog").await }).await;
    assert_eq!(stage.log().len(), requests);
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stage_with_deals_stays_and_says_why_in_both_profiles() {
    for profile in ["source", "docs"] {
        let stage = Stage::set().await;
        stage.ops(
            &json!([{"op": "profile", "value": profile}, {"op": "deals", "stage": "EXECUTING", "count": 3}]),
        );
        stage.open(Visit::default()).await;
        choose_delete(&stage, 107).await;
        stage.press(DIALOG, "Delete").await;
        stage.until_state(107, "failed").await;
        stage.until_text("[data-status-id='107'] [role=alert]", "can't be deleted while it is in use").await;
        assert_eq!(stage.stored(107)["NAME"], "In progress");
        let focused = stage.run("return document.activeElement.dataset.cell").await;
        assert_eq!(focused, "menu", "the focus was kept through the request");
        stage.press("@data-status-id='107'", "Details").await;
        stage.until_text("dialog .details", "There are active items in this status.").await;
        stage.press("@role='dialog'", "Close").await;
        stage.press("@data-status-id='107'", "Keep it").await;
        stage.until_state(107, "idle").await;
        stage.strike().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_somebody_else_deleted_just_leaves_the_list() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    stage.ops(&json!([{"op": "call", "method": "crm.status.delete", "params": {"id": 105}}]));
    choose_delete(&stage, 105).await;
    stage.press(DIALOG, "Delete").await;
    stage.until("gone", || async { !stage.has("[data-status-id='105']").await }).await;
    stage.until_text(".status-line", "\"Invoice\" was already deleted.").await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn renaming_what_somebody_else_deleted_says_so() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    stage.ops(&json!([{"op": "call", "method": "crm.status.delete", "params": {"id": 105}}]));
    stage.rename(105, "Too late").await;
    stage.until_text("[data-status-id='105'] [role=alert]", "was deleted by someone else").await;
    stage.press("@data-status-id='105'", "Remove from the list").await;
    stage.until("gone", || async { !stage.has("[data-status-id='105']").await }).await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_row_that_became_a_system_row_asks_for_the_heavier_question() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    stage.ops(&json!([{"op": "raw_status", "id": 105, "set": {"SYSTEM": "Y"}}]));
    choose_delete(&stage, 105).await;
    stage.press(DIALOG, "Delete").await;
    stage.until_text("[data-status-id='105'] [role=alert]", "needs an extra confirmation").await;
    stage.press("@data-status-id='105'", "Continue").await;
    stage.click("dialog input[type=checkbox]").await;
    stage.press(DIALOG, "Delete").await;
    stage.until("gone", || async { !stage.has("[data-status-id='105']").await }).await;
    assert_eq!(stage.stored(105), Value::Null);
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn start_and_success_stages_are_not_offered_and_say_why() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    let requests = stage.log().len();
    for (id, reason) in [(101, "needs a start stage"), (111, "needs a success stage")] {
        stage.click(&format!("[data-status-id='{id}'] [data-cell=menu]")).await;
        stage.until_text("[role=menuitem][aria-disabled=true]:last-child", reason).await;
        stage.click("[role=menuitem][aria-disabled=true]:last-child").await;
        assert!(!stage.has("dialog").await);
        stage.keys(key::ESCAPE).await;
        stage.until("closed", || async { !stage.has("[role=menu]").await }).await;
        stage.keys(key::DELETE).await;
        stage.until_text("dialog", reason).await;
        stage.keys(key::ESCAPE).await;
        stage.until("closed", || async { !stage.has("dialog").await }).await;
    }
    assert_eq!(stage.log().len(), requests);
    stage.strike().await;
}
