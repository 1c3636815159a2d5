//! Without a connection, and with a bad one.

use crate::stage::{Stage, Visit, key};
use crate::usage::{id_of, turn_to};
use serde_json::{Value, json};

/// Takes the browser off the net, or puts it back.
async fn offline(stage: &Stage, offline: bool) {
    stage.until_complete().await;
    stage.devtools("Network.enable", json!({})).await;
    let conditions =
        json!({"offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1});
    stage.devtools("Network.emulateNetworkConditions", conditions).await;
    // Not every Chromium tells the frames of a page.
    let event = if offline { "offline" } else { "online" };
    stage.run_with("dispatchEvent(new Event(arguments[0]))", vec![json!(event)]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn edits_wait_for_the_connection_and_deleting_and_moving_are_off() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    let requests = stage.log().len();
    offline(&stage, true).await;
    stage.until_text(".banner", "You're offline").await;
    stage.rename(103, "Offline").await;
    stage.until_state(103, "waiting").await;
    stage.until_text(".status-line", "1 change waits for a connection").await;
    stage.click("[data-status-id='105'] [data-cell=menu]").await;
    for entry in ["Move up", "Delete"] {
        let path = format!(
            "[...document.querySelectorAll('[role=menuitem]')].find(it => it.textContent.startsWith('{entry}'))"
        );
        let off = stage.run(&format!("return {path}.getAttribute('aria-disabled')")).await;
        assert_eq!(off, "true", "{entry}");
    }
    stage.until_text("[role=menu]", "Not while you're offline").await;
    stage.keys(key::ESCAPE).await;
    stage.focus("[data-status-id='105'] [data-cell=name]").await;
    stage.keys(key::DELETE).await;
    stage.chord(&[key::ALT], key::UP).await;
    assert!(!stage.has("dialog").await);
    assert!(stage.names().await.starts_with("New,Offline,Invoice,"));
    assert_eq!(stage.log().len(), requests, "nothing was sent");
    offline(&stage, false).await;
    stage.until_stored(103, "Offline").await;
    stage.until_state(103, "saved").await;
    stage.until("no banner any more", || async { !stage.has(".banner").await }).await;
    stage.strike().await;
}

/// Opens a plain list with two values that are no system values.
async fn open_sources(stage: &Stage) -> [u32; 2] {
    let add = |code: &str| {
        let fields = json!({"ENTITY_ID": "SOURCE", "STATUS_ID": code, "NAME": code, "SORT": 500});
        json!({"op": "call", "method": "crm.status.add", "params": {"fields": fields}})
    };
    stage.ops(&json!([add("FAIR"), add("RADIO")]));
    stage.open(Visit::default()).await;
    turn_to(stage, "Sources").await;
    ["FAIR", "RADIO"].map(|code| id_of(stage, "SOURCE", code))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_deletion_that_waited_for_the_connection_is_counted_again_before_it_is_sent() {
    let stage = Stage::set().await;
    let [fair, radio] = open_sources(&stage).await;
    for id in [fair, radio] {
        stage.focus(&format!("[data-status-id='{id}'] [data-cell=name]")).await;
        stage.keys(key::DELETE).await;
        stage.until_state(id, "doomed").await;
    }
    offline(&stage, true).await;
    // Both deletions come due meanwhile, and a colleague has used one of the values.
    stage.run("const now = Date.now; Date.now = () => now() + 60000").await;
    stage.ops(&json!([{"op": "leads", "stage": "NEW", "count": 2, "fields": {"SOURCE_ID": "FAIR"}}]));
    offline(&stage, false).await;
    stage.until("the other one is gone", || async { stage.stored(radio) == Value::Null }).await;
    stage.until_state(fair, "failed").await;
    let note = format!("[data-status-id='{fair}'] [role=alert]");
    stage.until_text(&note, "Not deleted While the deletion of").await;
    stage.until_text(&note, "was waiting, records began to use it.").await;
    assert_eq!(stage.stored(fair)["STATUS_ID"], "FAIR");
    stage.until_text(&format!("[data-status-id='{fair}'] .status-row__used"), "2 records").await;
    stage.picture("in-use-by-now").await;
    stage.press(&format!("@data-status-id='{fair}'"), "Move them to").await;
    stage.until_text("dialog", "2 leads").await;
    stage.press("@role='alertdialog'", "Move and delete").await;
    stage.until("gone", || async { stage.stored(fair) == Value::Null }).await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_held_up_deletion_that_cannot_be_counted_leads_to_the_usual_question() {
    let stage = Stage::set().await;
    let [fair, _] = open_sources(&stage).await;
    stage.focus(&format!("[data-status-id='{fair}'] [data-cell=name]")).await;
    stage.keys(key::DELETE).await;
    stage.until_state(fair, "doomed").await;
    stage.ops(&json!([{"op": "fault", "kind": "refuse", "method": "crm.contact.list", "count": "all"}]));
    stage.run("const now = Date.now; Date.now = () => now() + 60000").await;
    offline(&stage, true).await;
    offline(&stage, false).await;
    let note = format!("[data-status-id='{fair}'] [role=alert]");
    stage.until_text(&note, "We couldn't check where").await;
    stage.press(&format!("@data-status-id='{fair}'"), "Check again").await;
    stage.until_text("dialog", "We couldn't check where").await;
    stage.press("@role='alertdialog'", "Delete without checking").await;
    stage.until("gone", || async { stage.stored(fair) == Value::Null }).await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_portal_that_limits_requests_is_given_time_or_tried_at_once() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    // Often enough for the message to stay for some seconds.
    stage.ops(&json!([{"op": "limit", "query": 3}]));
    stage.rename(103, "Patient").await;
    stage.until_text(".banner", "Bitrix24 is limiting requests right now. We'll try again in").await;
    stage.until_state(103, "waiting").await;
    stage.press("@class='banner'", "Details").await;
    stage.until_text("dialog .details", "QUERY_LIMIT_EXCEEDED").await;
    stage.press("@role='dialog'", "Close").await;
    stage.until_stored(103, "Patient").await;
    stage.until("no banner any more", || async { !stage.has(".banner").await }).await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_whose_answer_was_lost_is_looked_for_and_not_made_twice() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    stage.ops(&json!([
        {"op": "fault", "kind": "answer_lost", "method": "crm.status.update"},
        // So that it can be seen to look.
        {"op": "fault", "kind": "delay", "ms": 3000, "method": "crm.status.list", "count": "all"},
    ]));
    stage.rename(103, "Once").await;
    stage.until_state(103, "checking").await;
    stage.until_text(".banner", "No connection to Bitrix24.").await;
    stage.until_state(103, "saved").await;
    let log = stage.log();
    let writes = log.iter().filter(|it| it.to_string().contains("crm.status.update?id=103")).count();
    assert_eq!(writes, 1, "{log:#?}");
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refresh_that_fails_says_so_and_can_be_repeated() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    stage.ops(&json!([{"op": "fault", "kind": "html", "status": 500, "count": 1}]));
    stage.click("[data-tool=refresh]").await;
    stage.until_text(".banner", "Bitrix24 had an internal error. The list may be out of date.").await;
    stage.press("@class='banner'", "Try again").await;
    stage.until_text(".status-line", "The list is up to date").await;
    stage.until("no banner any more", || async { !stage.has(".banner").await }).await;
    stage.strike().await;
}
