//! Deleting, and all the ways in which that is refused.

use crate::stage::{Stage, Visit, key};
use crate::usage::{id_of, turn_to};
use serde_json::{Value, json};

const DIALOG: &str = "@role='alertdialog'";

async fn choose_delete(stage: &Stage, id: u32) {
    stage.click(&format!("[data-status-id='{id}'] [data-cell=menu]")).await;
    stage.press("@role='menu'", "Delete").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stage_without_records_goes_without_a_question_after_a_moment_to_think_again() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    let counts = stage.counts().len();
    choose_delete(&stage, 105).await;
    stage.until_state(105, "doomed").await;
    assert!(!stage.has("dialog").await);
    assert_eq!(stage.counts().len(), counts + 1, "it was counted afresh");
    stage.until_text("[data-status-id='105']", "Deleting in").await;
    stage.until_text(".status-line", "\"Invoice\" will be deleted in 7 seconds.").await;
    assert_eq!(stage.stored(105)["NAME"], "Invoice", "there is time to think again");
    stage.until("gone", || async { !stage.has("[data-status-id='105']").await }).await;
    assert_eq!(stage.stored(105), Value::Null);
    stage.until_text(".status-line", "\"Invoice\" is deleted").await;
    let focused = "return document.activeElement.closest('[data-status-id]')?.dataset.statusId";
    stage
        .until("the focus on the row that took the place", || async { stage.run(focused).await == "107" })
        .await;
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
    stage.ops(&json!([{"op": "deals", "stage": "PREPAYMENT_INVOICE", "count": 41}]));
    stage.open(Visit::default()).await;
    let requests = stage.log().len();
    choose_delete(&stage, 105).await;
    stage.until_text("dialog", "\"Invoice\" is used by 41 deals").await;
    let focused = "return document.activeElement.textContent.trim()";
    stage.until("the focus on the safe button", || async { stage.run(focused).await == "Cancel" }).await;
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
async fn a_stage_with_deals_that_nobody_sees_stays_and_says_why_in_both_profiles() {
    for profile in ["source", "docs"] {
        let stage = Stage::set().await;
        stage.ops(&json!([
            {"op": "profile", "value": profile},
            {"op": "deals", "stage": "EXECUTING", "count": 3, "hidden": true},
        ]));
        stage.open(Visit::default()).await;
        choose_delete(&stage, 107).await;
        stage.until_state(107, "failed").await;
        let note = "[data-status-id='107'] [role=alert]";
        stage.until_text(note, "Bitrix24 says \"In progress\" is in use, but you can't see the items.").await;
        assert_eq!(stage.stored(107)["NAME"], "In progress");
        let focused = stage.run("return document.activeElement.dataset.cell").await;
        assert_eq!(focused, "menu", "the focus was kept through the request");
        stage.press("@data-status-id='107'", "Details").await;
        stage.until_text("dialog .details", "There are active items in this status.").await;
        stage.press("@role='dialog'", "Close").await;
        stage.press("@data-status-id='107'", "Ask an administrator").await;
        stage.until_text("dialog", "An administrator can see all items").await;
        stage.press("@role='dialog'", "Copy a request to an administrator").await;
        stage.until_text("dialog", "Copied").await;
        stage.picture(&format!("hidden-{profile}")).await;
        stage.press("@role='dialog'", "Close").await;
        stage.press("@data-status-id='107'", "Keep it").await;
        stage.until_state(107, "idle").await;
        stage.strike().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_came_in_after_the_count_is_asked_about_when_the_portal_refuses() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    choose_delete(&stage, 107).await;
    stage.until_state(107, "doomed").await;
    stage.ops(&json!([{"op": "deals", "stage": "EXECUTING", "count": 2}]));
    stage.until_state(107, "failed").await;
    stage.press("@data-status-id='107'", "Move them to").await;
    stage.until_text("dialog", "\"In progress\" is used by 2 deals").await;
    stage.press(DIALOG, "Move and delete").await;
    stage.until("gone", || async { !stage.has("[data-status-id='107']").await }).await;
    assert_eq!(stage.stored(107), Value::Null);
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_could_not_be_counted_is_asked_about() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    stage
        .ops(&json!([{"op": "fault", "kind": "html", "status": 500, "method": "crm.deal.list", "count": 1}]));
    choose_delete(&stage, 105).await;
    stage.until_text("dialog", "We couldn't check where \"Invoice\" is used.").await;
    stage.until_text("dialog", "Bitrix24 had an internal error.").await;
    stage.picture("uncounted").await;
    stage.ops(&json!([{"op": "deals", "stage": "PREPAYMENT_INVOICE", "count": 1}]));
    stage.press(DIALOG, "Check again").await;
    stage.until_text("dialog", "\"Invoice\" is used by 1 deal").await;
    stage.keys(key::ESCAPE).await;
    stage.until("closed", || async { !stage.has("dialog").await }).await;
    turn_to(&stage, "Call statuses").await;
    let value = id_of(&stage, "CALL_LIST", "SUCCESS");
    choose_delete(&stage, value).await;
    stage.until_text("dialog", "This app doesn't know which records use this list.").await;
    assert!(!stage.text("dialog").await.contains("Check again"));
    stage.click("dialog input[type=checkbox]").await;
    stage.press(DIALOG, "Delete without checking").await;
    stage.until("gone", || async { stage.stored(value) == Value::Null }).await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_value_of_a_plain_list_may_be_left_empty_in_its_records() {
    let stage = Stage::set().await;
    stage.ops(&json!([
        {"op": "companies", "count": 2, "fields": {"INDUSTRY": "FINANCE"}},
        {"op": "call", "method": "crm.status.add",
         "params": {"fields": {"ENTITY_ID": "INDUSTRY", "STATUS_ID": "SPACE", "NAME": "Space", "SORT": 500}}},
        {"op": "companies", "count": 3, "fields": {"INDUSTRY": "SPACE"}},
    ]));
    stage.open(Visit::default()).await;
    turn_to(&stage, "Industry").await;
    let space = id_of(&stage, "INDUSTRY", "SPACE");
    choose_delete(&stage, space).await;
    stage.until_text("dialog", "\"Space\" is used by 3 companies").await;
    stage.until_text("dialog", "Bitrix24 won't stop you").await;
    stage.click("dialog .choice:last-child label").await;
    stage.until_text("dialog", "3 companies will show nothing in it.").await;
    stage.picture("leave-empty").await;
    stage.press(DIALOG, "Delete").await;
    stage.until("gone", || async { stage.stored(space) == Value::Null }).await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_showing_the_records_deletes_nothing() {
    let stage = Stage::set().await;
    stage.ops(&json!([{"op": "deals", "stage": "PREPAYMENT_INVOICE", "count": 2}]));
    stage.open(Visit::default()).await;
    let requests = stage.log().len();
    choose_delete(&stage, 105).await;
    stage.until_text("dialog", "\"Invoice\" is used by 2 deals").await;
    stage.click("dialog .choice:nth-child(2) label").await;
    stage.press(DIALOG, "Show").await;
    stage.leave().await;
    let address = "return document.querySelector('.slider__page')?.src ?? ''";
    stage.until("a slider", || async { stage.run(address).await != "" }).await;
    let address = stage.run(address).await.to_string();
    assert!(address.contains("/crm/deal/list/?apply_filter=Y&STAGE_ID[]=PREPAYMENT_INVOICE"), "{address}");
    assert_eq!(stage.log().len(), requests);
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_rows_deleted_at_once_are_both_counted_and_both_go() {
    let stage = Stage::set().await;
    stage.ops(&json!([
        {"op": "fault", "kind": "delay", "ms": 800, "method": "crm.deal.list", "count": "all"},
    ]));
    stage.open(Visit::default()).await;
    for id in [105, 107] {
        stage.focus(&format!("[data-status-id='{id}'] [data-cell=name]")).await;
        stage.keys(key::DELETE).await;
    }
    stage.until_state(105, "doomed").await;
    stage.until_state(107, "doomed").await;
    stage
        .until("gone", || async { stage.stored(105) == Value::Null && stage.stored(107) == Value::Null })
        .await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_somebody_else_deleted_just_leaves_the_list() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    stage.ops(&json!([{"op": "call", "method": "crm.status.delete", "params": {"id": 105}}]));
    choose_delete(&stage, 105).await;
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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stage_goes_once_more_when_the_deals_that_held_it_are_gone() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    choose_delete(&stage, 107).await;
    stage.until_state(107, "doomed").await;
    stage.ops(&json!([{"op": "deals", "stage": "EXECUTING", "count": 1}]));
    stage.until_state(107, "failed").await;
    let control = stage.emulator.control();
    let token = browser::http::ask(&format!("{control}/token"), &json!({"user": "admin"}));
    let found = browser::http::ask(
        &format!("{}/rest/crm.deal.list", stage.emulator.portal()),
        &json!({"auth": token["access_token"], "filter": {"STAGE_ID": "EXECUTING"}}),
    );
    let deal = &found["result"][0]["ID"];
    stage.colleague("crm.deal.update", &json!({"id": deal, "fields": {"STAGE_ID": "NEW"}}));
    stage.click("[data-tool=refresh]").await;
    stage.until_text("[data-status-id='107'] [role=alert]", "you can't see the items").await;
    choose_delete(&stage, 107).await;
    stage.until("gone", || async { stage.stored(107) == Value::Null }).await;
    assert!(!stage.has("dialog").await, "nothing is left to be asked");
    stage.strike().await;
}
