//! Adding stages, and putting them in order.

use crate::stage::{Stage, Visit, key};
use serde_json::json;

/// The rows of the pipeline in the order of the portal.
fn stored(stage: &Stage) -> Vec<String> {
    let mut rows = stage.rows();
    rows.retain(|row| row["ENTITY_ID"] == "DEAL_STAGE");
    rows.sort_by_key(|row| row["SORT"].to_string().trim_matches('"').parse::<i64>().unwrap_or_default());
    rows.iter().map(|row| row["NAME"].as_str().unwrap_or_default().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn alt_and_arrows_move_a_row_and_the_focus_goes_with_it() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    stage.listen().await;
    stage.focus("[data-status-id='103'] [data-cell=color]").await;
    stage.chord(&[key::ALT], key::DOWN).await;
    stage.until_said("\"Create papers\": position 3 of 5").await;
    // The row is put elsewhere, and gets the focus back a moment later.
    stage.until("focused", || async { stage.focused_cell().await == "103 color" }).await;
    stage.chord(&[key::ALT], key::DOWN).await;
    stage
        .until("moved", || async {
            stage.names().await.starts_with("New,Invoice,In progress,Create papers,")
        })
        .await;
    // The row is put elsewhere, and gets the focus back a moment later.
    stage.until("focused", || async { stage.focused_cell().await == "103 color" }).await;
    stage
        .until("stored", || async {
            stored(&stage)[..4] == ["New", "Invoice", "In progress", "Create papers"]
        })
        .await;
    stage.chord(&[key::ALT], key::HOME).await;
    stage.until("first", || async { stored(&stage)[0] == "Create papers" }).await;
    // The row is put elsewhere, and gets the focus back a moment later.
    stage.until("focused", || async { stage.focused_cell().await == "103 color" }).await;
    stage.chord(&[key::CONTROL], "z").await;
    stage.until("back", || async { stored(&stage)[..2] == ["New", "Invoice"] }).await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_menu_moves_a_row_and_says_where_it_cannot_go() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    stage.click("[data-status-id='101'] [data-cell=menu]").await;
    stage.until_text("[role=menu]", "It is the first one").await;
    stage.picture("menu").await;
    stage.press("@role='menu'", "Move down").await;
    stage.until("stored", || async { stored(&stage)[..2] == ["Create papers", "New"] }).await;
    stage.until("focused", || async { stage.focused_cell().await == "101 menu" }).await;
    stage.click("[data-status-id='111'] [data-cell=menu]").await;
    stage.find("[role=menu]").await;
    assert!(!stage.text("[role=menu]").await.contains("Move"), "the success stage is alone");
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_stage_after_the_other_is_added_at_the_end_of_its_group() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    let buttons = stage.run("return document.querySelectorAll('.add').length").await;
    assert_eq!(buttons, 2, "not for success, of which there is exactly one");
    stage.press("@class='add'", "Add stage").await;
    stage.find(".add input").await;
    for name in ["Delivery", "Installation"] {
        stage.keys(name).await;
        stage.keys(key::ENTER).await;
    }
    stage.keys("0").await;
    stage.keys(key::ENTER).await;
    stage.until_text(".field-error", "can't store \"0\"").await;
    stage.keys(key::ESCAPE).await;
    stage.until("closed", || async { !stage.has(".add input").await }).await;
    stage
        .until("the focus on the button", || async {
            stage.run("return document.activeElement.closest('.add') != null").await == true
        })
        .await;
    let names = "New,Create papers,Invoice,In progress,Final invoice,Delivery,Installation,Deal won";
    stage.until("shown", || async { stage.names().await.starts_with(names) }).await;
    stage.until("stored", || async { stored(&stage).join(",").starts_with(names) }).await;
    stage.until_text(".status-line__aside", "10 stages").await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_field_opens_by_key_and_leaving_it_adds() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    stage.focus("[data-status-id='113'] [data-cell=name]").await;
    stage.keys(key::INSERT).await;
    stage.find(".add input").await;
    stage.keys("Too expensive").await;
    stage.click("h2").await;
    stage
        .until("stored below the row", || async {
            stored(&stage)[6..] == ["Deal lost", "Too expensive", "Analyze failure"]
        })
        .await;
    assert!(!stage.has(".add input").await);
    stage.click(".add button").await;
    stage.find(".add input").await;
    stage.click("h2").await;
    assert!(!stage.has(".add input").await, "an empty field just closes");
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stage_that_was_not_added_can_be_tried_again_or_taken_off() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    stage.ops(&json!([{"op": "fault", "kind": "refuse", "method": "crm.status.add", "count": 2}]));
    stage.click(".add button").await;
    stage.find(".add input").await;
    stage.keys("Refused").await;
    stage.keys(key::ENTER).await;
    stage.keys(key::ESCAPE).await;
    stage.until_text(".status-row__note", "Not added").await;
    stage.press("@data-state='failed'", "Retry").await;
    stage.until_text(".status-row__note", "Not added").await;
    stage.press("@data-state='failed'", "Remove from the list").await;
    stage.until("gone", || async { !stage.names().await.contains("Refused") }).await;
    stage.strike().await;
}
