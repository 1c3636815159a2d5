//! Rows moved by key, and to a place told by its number.

use super::{handle, open, stored, until_focused, until_sent};
use crate::stage::{Stage, key};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_keyboard_lifts_moves_and_puts_down() {
    let stage = Stage::set().await;
    open(&stage).await;
    assert_eq!(
        stage.attr(&handle(103), "aria-label").await.as_deref(),
        Some("Move \"Create papers\", position 2 of 5")
    );
    let help = stage.run("return document.getElementById(document.querySelector('[data-cell=handle]').getAttribute('aria-describedby')).textContent").await;
    assert!(help.as_str().is_some_and(|help| help.starts_with("Press Space to lift")), "{help}");
    stage.focus("[data-status-id='103'] [data-cell=color]").await;
    stage.keys(key::LEFT).await;
    assert_eq!(stage.focused_cell().await, "103 handle");
    stage.keys(" ").await;
    stage.until_said("\"Create papers\" grabbed, position 2 of 5").await;
    for (keys, words) in [
        (key::DOWN, "Position 3 of 5"),
        (key::END, "Position 5 of 5"),
        (key::HOME, "Position 1 of 5"),
        (key::DOWN, "Position 2 of 5"),
        (key::END, "Position 5 of 5"),
        (key::UP, "Position 4 of 5"),
    ] {
        stage.keys(keys).await;
        stage.until_said(words).await;
        assert_eq!(stage.focused_cell().await, "103 handle");
    }
    stage.find("[data-status-id='107'][data-drop=after]").await;
    stage.picture("reorder-keyboard").await;
    stage.keys(" ").await;
    stage.until_said("\"Create papers\" dropped, position 4 of 5").await;
    assert_eq!(stage.focused_cell().await, "103 handle", "at once: the next key is for the same row");
    stage.until("stored", || async { stored(&stage, "DEAL_STAGE")[3] == "Create papers" }).await;
    until_sent(&stage, &["103=45"]).await;
    stage.keys(key::ENTER).await;
    stage.keys(key::UP).await;
    stage.keys(key::ESCAPE).await;
    stage.until_said("\"Create papers\" put back, position 4 of 5").await;
    stage.keys(" ").await;
    stage.keys(key::UP).await;
    stage.keys(key::TAB).await;
    stage.until("cancelled", || async { !stage.has("[data-state=lifted]").await }).await;
    assert_eq!(stored(&stage, "DEAL_STAGE")[3], "Create papers", "who goes on has not put it down");
    stage.chord(&[key::CONTROL], "z").await;
    stage.until("back", || async { stored(&stage, "DEAL_STAGE")[1] == "Create papers" }).await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_row_goes_to_the_place_of_a_number() {
    let stage = Stage::set().await;
    open(&stage).await;
    stage.click("[data-status-id='101'] [data-cell=menu]").await;
    stage.press("@role='menu'", "Move to position").await;
    stage.until_text("dialog[open]", "Position, from 1 to 5").await;
    let field = "return document.activeElement.name";
    stage.until("the focus in the field", || async { stage.run(field).await == "POSITION" }).await;
    stage.picture("reorder-position").await;
    stage.retype("[name=POSITION]", "9").await;
    stage.keys(key::ENTER).await;
    let complaint = "return document.querySelector('[name=POSITION]').validationMessage";
    assert_eq!(stage.run(complaint).await, "Enter a whole number from 1 to 5.");
    stage.retype("[name=POSITION]", "4").await;
    stage.keys(key::ENTER).await;
    stage.until("closed", || async { !stage.has("dialog[open]").await }).await;
    stage.until("stored", || async { stored(&stage, "DEAL_STAGE")[3] == "New" }).await;
    until_sent(&stage, &["101=45"]).await;
    until_focused(&stage, "101 menu").await;
    stage.until_said("\"New\": position 4 of 5").await;
    stage.strike().await;
}
