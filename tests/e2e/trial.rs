//! A colour that is being tried, and whatever else happens meanwhile: it is never lost, and nothing stands in its way.

use crate::stage::{Stage, Visit, key};
use serde_json::json;

const SWATCH: &str = "[data-status-id='103'] button[data-cell=color]";
const HEX: &str = "input[name=COLOR]";

async fn open() -> Stage {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    stage
}

/// Tries a colour on a row by mouse, and leaves the box open.
async fn try_on(stage: &Stage) {
    stage.click(SWATCH).await;
    stage.click("[role=option][data-color='#6b52cc']").await;
    stage.until_text(".colour__body", "Readable").await;
}

async fn until_color(stage: &Stage, color: &str) {
    stage
        .until(color, || async {
            stage.stored(103)["COLOR"].as_str().is_some_and(|it| it.eq_ignore_ascii_case(color))
        })
        .await;
}

/// Until the row looks so, whatever is stored.
async fn until_painted(stage: &Stage, color: &str) {
    let script = "return getComputedStyle(document.querySelector(\"[data-status-id='103'] .swatch\"), '::before').backgroundColor";
    stage.until(color, || async { stage.run(script).await == color }).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_clicked_outside_comes_after_the_colour() {
    let stage = open().await;
    stage.rename(101, "Fresh").await;
    stage.until_state(101, "saved").await;
    // Undo takes back the colour, which was the last thing done, and not the name.
    try_on(&stage).await;
    stage.click("[data-tool=undo]").await;
    stage.until("closed", || async { !stage.has(".colour").await }).await;
    until_painted(&stage, "rgb(47, 198, 246)").await;
    stage.until_text(".status-line", "Undone").await;
    assert_eq!(stage.text("[data-status-id='101'] [data-cell=name]").await, "Fresh");
    stage.chord(&[key::CONTROL, key::SHIFT], "z").await;
    until_color(&stage, "#6b52cc").await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_typed_and_given_up_does_not_come_back() {
    let stage = open().await;
    let requests = stage.log().len();
    stage.click(SWATCH).await;
    stage.retype(HEX, "#ff00ff").await;
    until_painted(&stage, "rgb(255, 0, 255)").await;
    stage.keys(key::ESCAPE).await;
    until_painted(&stage, "rgb(47, 198, 246)").await;
    // Whatever is opened next wants what was tried before.
    stage.click("[data-status-id='109'] button[data-cell=color]").await;
    stage.find(".colour").await;
    stage.keys(key::ESCAPE).await;
    stage.settle().await;
    until_painted(&stage, "rgb(47, 198, 246)").await;
    assert_eq!(stage.log().len(), requests, "nothing was sent");
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_button_that_opened_it_closes_it_and_the_colour_stays() {
    let stage = open().await;
    try_on(&stage).await;
    stage.click(SWATCH).await;
    until_color(&stage, "#6b52cc").await;
    stage.until("closed", || async { !stage.has(".colour").await }).await;
    // The same with several rows.
    stage.focus(SWATCH).await;
    stage.chord(&[key::SHIFT], key::DOWN).await;
    stage.until_text("[role=toolbar]", "2 selected").await;
    stage.click("#selection-color button").await;
    stage.click("[role=option][data-color='#0052a7']").await;
    stage.click("#selection-color button").await;
    until_color(&stage, "#0052a7").await;
    stage.until("closed", || async { !stage.has(".colour").await }).await;
    stage.click("#selection-color button").await;
    stage.find(".colour").await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_right_that_is_lost_meanwhile_takes_the_box_away() {
    let stage = open().await;
    try_on(&stage).await;
    stage.ops(&json!([{"op": "user", "config_write": false}]));
    stage.keys(key::ENTER).await;
    stage.until_text(".banner", "view").await;
    until_painted(&stage, "rgb(47, 198, 246)").await;
    assert!(!stage.has(".colour").await);
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_ramp_across_a_single_row_is_not_offered_and_blocks_nothing() {
    let stage = open().await;
    stage.click("[data-tool=palette]").await;
    stage.press("@role='menu'", "Ramp").await;
    stage.find(".ramp").await;
    stage.keys(key::ESCAPE).await;
    stage.until("closed", || async { !stage.has(".ramp").await }).await;
    stage.retype(".search input", "invoice").await;
    stage.until("some rows", || async { stage.names().await == "Invoice,Final invoice" }).await;
    stage.retype(".search input", "final").await;
    stage.until("one row", || async { stage.names().await == "Final invoice" }).await;
    stage.click("[data-tool=palette]").await;
    stage.find("[role=menu]").await;
    assert_eq!(stage.attr("[role=menuitem]", "aria-disabled").await.as_deref(), Some("true"));
    stage.press("@role='menu'", "Ramp").await;
    stage.keys(key::ESCAPE).await;
    stage.focus("[data-status-id='109'] [data-cell=name]").await;
    stage.keys(key::DELETE).await;
    stage.until_state(109, "doomed").await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_hidden_by_the_search_keeps_its_colour() {
    let stage = open().await;
    stage.retype(".search input", "invoice").await;
    stage.until("some rows", || async { stage.names().await == "Invoice,Final invoice" }).await;
    stage.click("[data-tool=palette]").await;
    stage.press("@role='menu'", "Ramp").await;
    stage.retype("input[name=FROM]", "#0052a7").await;
    stage.keys(key::ENTER).await;
    stage.until("stored", || async { stage.stored(105)["COLOR"] == "#0052a7" }).await;
    stage.until("settled", || async { !stage.has("[data-state=saving]").await }).await;
    assert_eq!(stage.stored(107)["COLOR"], "#47E4C2", "between them, and not seen");
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn numbers_are_typed_as_slowly_as_one_likes() {
    let stage = open().await;
    stage.click(SWATCH).await;
    stage.click("#colours-custom").await;
    let chroma = "[data-channel=chroma] ~ .field input";
    let before = stage.find(HEX).await.prop("value").await.expect("a value");
    stage.find(chroma).await;
    stage.focus(chroma).await;
    stage.chord(&[key::CONTROL], "a").await;
    stage.keys(key::DELETE).await;
    stage.settle().await;
    assert_eq!(stage.find(HEX).await.prop("value").await.expect("a value"), before, "no number is no colour");
    for typed in ["0", ".", "1", "5"] {
        stage.keys(typed).await;
        stage.settle().await;
    }
    let value = stage.find(chroma).await.prop("value").await.expect("a value").unwrap_or_default();
    assert_eq!(value, "0.15");
    assert_eq!(stage.attr("input[data-channel=chroma]", "aria-valuetext").await.as_deref(), Some("0.150"));
    // Enter takes it.
    stage.keys(key::ENTER).await;
    stage.until_state(103, "saved").await;
    assert_ne!(stage.stored(103)["COLOR"], "#2FC6F6");
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_click_with_shift_into_a_name_that_is_being_written_selects_text() {
    let stage = open().await;
    stage.click("[data-status-id='103'] [data-cell=name]").await;
    stage.find("[data-status-id='103'] input").await;
    stage.run("const field = document.querySelector(\"[data-status-id='103'] input\"); field.setSelectionRange(0, 0)").await;
    let went = "const field = document.querySelector(\"[data-status-id='103'] input\");
        const said = kind => field.dispatchEvent(new MouseEvent(kind, {bubbles: true, cancelable: true, shiftKey: true, detail: 1}));
        const free = said('mousedown'); said('click'); return free";
    assert_eq!(stage.run(went).await, true, "the browser may select");
    assert!(!stage.has("[role=toolbar]").await, "no row is selected");
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_may_only_look_sees_with_other_eyes_by_keyboard_alone() {
    let stage = Stage::set().await;
    stage.open(Visit { user: "manager", ..Visit::default() }).await;
    stage.focus("[data-tool=palette]").await;
    stage.keys(key::ENTER).await;
    stage
        .until("in the menu", || async {
            stage.run("return document.activeElement.role").await == "menuitemradio"
        })
        .await;
    stage.keys(key::DOWN).await;
    stage.keys(key::ENTER).await;
    stage.until_text("main", "Colours as seen with deuteranopia").await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_keyboard_stays_in_the_list_when_boxes_go() {
    let stage = open().await;
    // The only row of its group has no handle: but a box while rows are selected.
    stage.focus("[data-status-id='111'] [data-cell=name]").await;
    stage.chord(&[key::SHIFT], " ").await;
    stage.until_text("[role=toolbar]", "1 selected").await;
    stage.focus("[data-status-id='111'] [role=checkbox]").await;
    stage.keys(key::ESCAPE).await;
    stage.until("no boxes", || async { !stage.has("[role=checkbox]").await }).await;
    stage.until("the focus", || async { stage.focused_cell().await.contains("name") }).await;
    assert!(stage.has("[role=grid] [tabindex='0']").await);
    // A box is no handle.
    stage.focus("[data-status-id='103'] [data-cell=name]").await;
    stage.chord(&[key::SHIFT], " ").await;
    stage.find("[data-status-id='103'] [role=checkbox]").await;
    stage
        .drag(
            crate::stage::Pointer::Mouse,
            "[data-status-id='103'] [role=checkbox]",
            "[data-status-id='107']",
            6,
        )
        .await;
    assert!(!stage.has("[data-state=lifted]").await);
    stage.strike().await;
}
