//! What happens to a row in the hand when something else happens, too.

use super::{drag_over, handle, open, press_on, row, stored};
use crate::stage::Stage;
use serde_json::json;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_row_that_is_moved_while_another_is_being_written_follows() {
    let stage = Stage::set().await;
    open(&stage).await;
    stage.ops(
        &json!([{"op": "fault", "kind": "delay", "ms": 5000, "method": "crm.status.update", "count": 1}]),
    );
    press_on(&stage, &handle(101)).await;
    drag_over(&stage, &row(105), 6).await;
    stage.let_go().await;
    stage.until_state(101, "saving").await;
    stage.until("under way", || async { stage.log().len() >= 2 }).await;
    press_on(&stage, &handle(109)).await;
    drag_over(&stage, &row(103), -6).await;
    stage.find("[data-status-id='103'][data-drop=before]").await;
    stage.let_go().await;
    let order = ["Final invoice", "Create papers", "Invoice", "New", "In progress"];
    stage.until("stored", || async { stored(&stage, "DEAL_STAGE")[..5] == order }).await;
    stage.until("settled", || async { !stage.has(".spinner").await }).await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_colleague_does_does_not_tear_a_row_out_of_the_hand() {
    let stage = Stage::set().await;
    open(&stage).await;
    // A change on its way reads the list while the other row is in the hand.
    stage
        .ops(&json!([{"op": "fault", "kind": "delay", "ms": 5000, "method": "crm.status.list", "count": 1}]));
    stage.rename(107, "Doing").await;
    press_on(&stage, &handle(101)).await;
    drag_over(&stage, &row(103), 6).await;
    stage.find("[data-state=lifted]").await;
    stage.colleague("crm.status.update", &json!({"id": 103, "fields": {"SORT": 45}}));
    stage.until_stored(107, "Doing").await;
    stage.until_state(107, "saved").await;
    assert!(stage.has("[data-status-id='101'][data-state=lifted]").await);
    assert!(stage.names().await.starts_with("New,Create papers,Invoice,"), "the list keeps still");
    drag_over(&stage, &row(105), 6).await;
    stage.find("[data-status-id='105'][data-drop=after]").await;
    stage.let_go().await;
    // Behind the row that it was put behind, and the colleague's row where the colleague put it.
    let order = ["Invoice", "New", "Doing", "Create papers"];
    stage.until("stored", || async { stored(&stage, "DEAL_STAGE")[..4] == order }).await;
    stage
        .until("shown", || async { stage.names().await.starts_with("Invoice,New,Doing,Create papers,") })
        .await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_connection_rows_stay_and_say_why() {
    let stage = Stage::set().await;
    open(&stage).await;
    stage
        .run(
            "Object.defineProperty(navigator, 'onLine', {value: false}); dispatchEvent(new Event('offline'))",
        )
        .await;
    stage.until_text(".banner", "offline").await;
    assert_eq!(stage.attr(&handle(103), "aria-disabled").await.as_deref(), Some("true"));
    stage.focus(&handle(103)).await;
    stage.keys(" ").await;
    stage.until_said("Not while you're offline").await;
    press_on(&stage, &handle(103)).await;
    drag_over(&stage, &row(107), 6).await;
    stage.let_go().await;
    assert!(stage.names().await.starts_with("New,Create papers,"));
    stage.strike().await;
}
