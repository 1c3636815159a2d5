//! Recolouring in place.

mod hands;
mod hard;
mod russian;

use crate::stage::{Stage, Visit, key};

const SWATCH: &str = "[data-status-id='103'] button[data-cell=color]";
const HEX: &str = "input[name=COLOR]";

/// The colour in which a row's swatch is painted now.
async fn painted(stage: &Stage) -> String {
    let script = "return getComputedStyle(document.querySelector(\"[data-status-id='103'] .swatch\"), '::before').backgroundColor";
    stage.run(script).await.as_str().unwrap_or_default().to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_palette_colour_is_tried_at_once_and_stored_once() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    assert_eq!(painted(&stage).await, "rgb(47, 198, 246)", "the seed's colour");
    let requests = stage.log().len();
    stage.click(SWATCH).await;
    for color in ["#a5de00", "#6b52cc"] {
        stage.click(&format!("[role=option][data-color='{color}']")).await;
    }
    stage.until("a live preview", || async { painted(&stage).await == "rgb(107, 82, 204)" }).await;
    assert_eq!(stage.log().len(), requests, "nothing is sent while choosing");
    stage.click(".status-line").await;
    stage.until_state(103, "saved").await;
    assert_eq!(stage.stored(103)["COLOR"], "#6b52cc");
    assert_eq!(stage.log().len(), requests + 2, "one reading, one write");
    assert!(stage.attr(SWATCH, "aria-label").await.is_some_and(|label| label.contains("#6b52cc")));
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn escape_puts_the_colour_back() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    let requests = stage.log().len();
    stage.click(SWATCH).await;
    stage.click("[role=option][data-color='#6b52cc']").await;
    stage.keys(key::ESCAPE).await;
    stage.until("the old colour", || async { painted(&stage).await == "rgb(47, 198, 246)" }).await;
    assert!(!stage.has(HEX).await);
    let focused = stage.run("return document.activeElement.dataset.cell").await;
    assert_eq!(focused, "color", "the focus is back on the swatch");
    assert_eq!(stage.log().len(), requests);
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_hex_field_does_not_fight_the_typist() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    stage.click(SWATCH).await;
    stage.retype(HEX, "FA8").await;
    assert_eq!(stage.find(HEX).await.prop("value").await.expect("a value").as_deref(), Some("FA8"));
    stage.until("a preview", || async { painted(&stage).await == "rgb(255, 170, 136)" }).await;
    stage.keys("8").await;
    stage.keys("0").await;
    stage
        .until("no preview of half a colour", || async { painted(&stage).await == "rgb(47, 198, 246)" })
        .await;
    stage.keys(key::ENTER).await;
    stage.until_text("#COLOR-hint", "Enter a colour like #2fc6f6.").await;
    stage.retype(HEX, "00A9F4").await;
    stage.keys(key::ENTER).await;
    stage.until_state(103, "saved").await;
    assert_eq!(stage.stored(103)["COLOR"], "#00a9f4", "always with # and in lower case");
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_system_picker_is_there_and_says_what_it_does() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    stage.click(SWATCH).await;
    stage
        .run(
            "const picker = document.querySelector('input[type=color]');
             picker.value = '#123456';
             picker.dispatchEvent(new InputEvent('input', {bubbles: true}));",
        )
        .await;
    stage.until("a preview", || async { painted(&stage).await == "rgb(18, 52, 86)" }).await;
    stage.click("[popover] .icon-button").await;
    stage.until_state(103, "saved").await;
    assert_eq!(stage.stored(103)["COLOR"], "#123456");
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn turning_to_another_row_keeps_the_colour_that_is_tried() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    stage.click(SWATCH).await;
    stage.click("[role=option][data-color='#6b52cc']").await;
    stage.click("[data-status-id='101'] button[data-cell=color]").await;
    stage.until_text(".colour__title", "New").await;
    stage.until("stored", || async { stage.stored(103)["COLOR"] == "#6b52cc" }).await;
    assert_eq!(stage.find(HEX).await.prop("value").await.expect("a value").as_deref(), Some("#39a8ef"));
    stage.keys(key::ESCAPE).await;
    assert_eq!(stage.stored(101)["COLOR"], "#39A8EF", "the other row is as it was");
    // The same from the colours to a menu.
    stage.click(SWATCH).await;
    stage.click("[role=option][data-color='#a5de00']").await;
    stage.click("[data-status-id='101'] [data-cell=menu]").await;
    stage.find("[role=menu]").await;
    stage.until("stored", || async { stage.stored(103)["COLOR"] == "#a5de00" }).await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn escape_gives_the_colour_up_wherever_the_focus_is() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    let requests = stage.log().len();
    stage.click(SWATCH).await;
    stage.click("[role=option][data-color='#6b52cc']").await;
    stage.run("document.activeElement.blur()").await;
    stage.keys(key::ESCAPE).await;
    stage.until("the old colour", || async { painted(&stage).await == "rgb(47, 198, 246)" }).await;
    assert_eq!(stage.log().len(), requests);
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn turning_to_the_portal_page_keeps_the_colour_that_is_tried() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    stage.click(SWATCH).await;
    stage.click("[role=option][data-color='#6b52cc']").await;
    stage.client.clone().enter_parent_frame().await.expect("the portal page");
    stage.click("select").await;
    stage.until("stored", || async { stage.stored(103)["COLOR"] == "#6b52cc" }).await;
    stage.strike().await;
}
