//! Taking back what was done.

use crate::stage::{Stage, Visit, key};
use serde_json::Value;
use std::time::Duration;

const NAME: &str = "[data-status-id='103'] [data-cell=name]";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_keyboard_undoes_and_redoes_but_not_in_a_text_field() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    assert_eq!(stage.attr("[data-tool=undo]", "aria-disabled").await.as_deref(), Some("true"));
    stage.rename(103, "Renamed").await;
    stage.until_stored(103, "Renamed").await;
    stage.click("[data-status-id='105'] [data-cell=name]").await;
    stage.chord(&[key::CONTROL], "z").await;
    stage.keys(key::ESCAPE).await;
    assert_eq!(stage.text(NAME).await, "Renamed", "the field has its own undo");
    stage.chord(&[key::CONTROL], "z").await;
    stage.until_stored(103, "Create papers").await;
    stage.until_text(".status-line", "Undone: ").await;
    stage.chord(&[key::CONTROL, key::SHIFT], "z").await;
    stage.until_stored(103, "Renamed").await;
    stage.chord(&[key::CONTROL], "z").await;
    stage.until_stored(103, "Create papers").await;
    stage.chord(&[key::CONTROL], "y").await;
    stage.until_stored(103, "Renamed").await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_status_line_offers_to_undo_what_was_just_saved() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    stage.rename(103, "Renamed").await;
    stage.until_text(".status-line", "Renamed \"Create papers\" → \"Renamed\"").await;
    stage.press("@class='status-line'", "Undo").await;
    stage.until_stored(103, "Create papers").await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn any_step_of_the_history_can_be_taken_back() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    stage.rename(103, "First").await;
    stage.until_stored(103, "First").await;
    stage.rename(105, "Second").await;
    stage.until_stored(105, "Second").await;
    stage.click("#history").await;
    stage.until_text(".history", "Renamed \"Invoice\" to \"Second\"").await;
    stage.picture("history").await;
    stage.click(".history li:nth-child(2) button").await;
    stage.until("closed", || async { !stage.has(".history").await }).await;
    stage.until_stored(103, "Create papers").await;
    assert_eq!(stage.stored(105)["NAME"], "Second", "only that step");
    let focused = stage.run("return document.activeElement.id").await;
    assert_eq!(focused, "history", "the focus is back on the button");
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_deletion_is_called_off_by_its_button_and_by_key() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    for by_key in [false, true] {
        stage.focus("[data-status-id='105'] [data-cell=name]").await;
        stage.keys(key::DELETE).await;
        stage.until_state(105, "doomed").await;
        if by_key {
            stage.chord(&[key::CONTROL], "z").await;
        } else {
            stage.press("@data-status-id='105'", "Undo").await;
        }
        stage.until_state(105, "idle").await;
        let focused = "return document.activeElement.closest('[data-status-id]')?.dataset.statusId";
        stage.until("the focus on the row", || async { stage.run(focused).await == "105" }).await;
    }
    tokio::time::sleep(Duration::from_secs(8)).await;
    assert_eq!(stage.stored(105)["NAME"], "Invoice");
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_time_to_think_again_stands_still_while_the_note_has_the_focus() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    stage.focus("[data-status-id='105'] [data-cell=name]").await;
    stage.keys(key::DELETE).await;
    stage.focus("[data-status-id='105'] .status-row__note button").await;
    tokio::time::sleep(Duration::from_secs(9)).await;
    assert_eq!(stage.stored(105)["NAME"], "Invoice");
    stage.focus(NAME).await;
    stage.until("gone", || async { !stage.has("[data-status-id='105']").await }).await;
    assert_eq!(stage.stored(105), Value::Null);
    stage.strike().await;
}
