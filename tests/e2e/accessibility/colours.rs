//! Everything that has to do with colours, in light and in dark, wide and narrow: judged, and measured for mouse and
//! finger.

use super::axe::assert_none;
use super::preferences::small;
use crate::stage::{Stage, Visit, key};
use crate::usage::turn_to;
use serde_json::json;

const HEX: &str = "input[name=COLOR]";
const TABS: [&str; 3] = ["bitrix24", "safe", "custom"];

/// Opens the portal with a second pipeline, in a frame as wide as the window.
async fn begin(stage: &Stage, width: u32) {
    stage.widen(width, 800).await;
    stage.open(Visit::default()).await;
    stage.fill_window().await;
}

async fn press_escape(stage: &Stage) {
    stage.keys(key::ESCAPE).await;
    stage.until("closed", || async { !stage.has("[popover]").await }).await;
}

async fn turn(stage: &Stage, tab: &str) {
    stage.click(&format!("#colours-{tab}")).await;
    stage.find(&format!("[role=tabpanel][aria-labelledby=colours-{tab}]")).await;
}

/// Selects two rows, by key.
async fn select(stage: &Stage) {
    stage.focus("[data-status-id='103'] [data-cell=color]").await;
    stage.chord(&[key::SHIFT], key::DOWN).await;
    stage.until_text("[role=toolbar]", "2 selected").await;
}

/// Opens the menu of the list's colours, which is behind another button where there is little room.
pub(crate) async fn open_scheme(stage: &Stage, label: &str) {
    let folded = "return document.querySelector('#scheme').offsetWidth === 0";
    if stage.run(folded).await == true {
        stage.click("#more").await;
        stage.press("@role='menu'", label).await;
    } else {
        stage.click("#scheme").await;
    }
    stage.find("[role=menu] [role=menuitemradio]").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_colours_of_a_row_break_no_rule() {
    let stage = Stage::set().await;
    let mut found = Vec::new();
    for width in [1280, 320] {
        begin(&stage, width).await;
        // Red: hard to read, and there are others like it.
        stage.click("[data-status-id='113'] button[data-cell=color]").await;
        stage.find(".colour__warning button").await;
        for tab in TABS {
            turn(&stage, tab).await;
            stage.judge(&format!("{width}: {tab}, with warnings"), &mut found).await;
        }
        assert!(stage.has(".colour__warning").await, "it was judged with them");
        stage.retype(HEX, "#663399").await;
        stage.until("no warning", || async { !stage.has(".colour__warning").await }).await;
        for tab in TABS {
            turn(&stage, tab).await;
            stage.judge(&format!("{width}: {tab}, without a warning"), &mut found).await;
        }
        stage.retype(HEX, "rgb(1 2 3 / .5)").await;
        stage.until_text("#COLOR-hint", "without transparency").await;
        stage.judge(&format!("{width}: transparency that is left out"), &mut found).await;
        stage.retype(HEX, "reddish").await;
        stage.keys(key::ENTER).await;
        stage.until_text("#COLOR-hint", "Enter a colour").await;
        stage.judge(&format!("{width}: no colour in the field"), &mut found).await;
        assert!(stage.has(&format!("{HEX}[aria-invalid=true]")).await, "it was judged with the error");
        press_escape(&stage).await;
        turn_to(&stage, "Sources").await;
        stage.click("[role=row] button[data-cell=color]").await;
        stage.find(".colour__chip").await;
        stage.judge(&format!("{width}: a value of a plain list"), &mut found).await;
        press_escape(&stage).await;
    }
    assert_none(&found);
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_colours_of_many_rows_break_no_rule() {
    let stage = Stage::set().await;
    let mut found = Vec::new();
    stage.ops(&json!([{"op": "pipeline", "category_id": 5, "name": "Partners"}]));
    for width in [1280, 320] {
        begin(&stage, width).await;
        select(&stage).await;
        stage.judge(&format!("{width}: rows that are selected"), &mut found).await;
        stage.click("#selection-color button").await;
        stage.until_text(".colour__title", "2 values").await;
        stage.judge(&format!("{width}: colours for several rows"), &mut found).await;
        press_escape(&stage).await;
        stage.click("#selection-ramp button").await;
        stage.find(".ramp__stops > :nth-child(2)").await;
        stage.judge(&format!("{width}: a ramp of two colours"), &mut found).await;
        stage.click(".ramp .check").await;
        stage.find(".ramp__stops > :nth-child(3)").await;
        stage.judge(&format!("{width}: a ramp of three colours"), &mut found).await;
        press_escape(&stage).await;
        open_scheme(&stage, "Colours of the list").await;
        stage.judge(&format!("{width}: the menu of colours"), &mut found).await;
        stage.press("@role='menu'", "Copy the colours of another pipeline").await;
        stage.until_text("[role=menu]", "Partners").await;
        stage.judge(&format!("{width}: the pipelines"), &mut found).await;
        press_escape(&stage).await;
        open_scheme(&stage, "Colours of the list").await;
        stage.press("@role='menu'", "tritanopia").await;
        stage.until_text(".banner", "tritanopia").await;
        stage.judge(&format!("{width}: with other eyes"), &mut found).await;
        assert!(stage.has(".selection").await, "it was judged with the selection");
    }
    assert_none(&found);
    stage.strike().await;
}

/// Whatever can be pointed at and is smaller than `least`, at every place where colours are chosen.
async fn too_small(stage: &Stage, least: u32) -> Vec<String> {
    let mut found = Vec::new();
    let mut look = async |place: &str| {
        for it in small(stage, least).await {
            found.push(format!("{place}: {it}"));
        }
    };
    stage.click("[data-status-id='113'] button[data-cell=color]").await;
    stage.find(".colour__warning button").await;
    for tab in TABS {
        turn(stage, tab).await;
        look(tab).await;
    }
    press_escape(stage).await;
    select(stage).await;
    look("selection").await;
    stage.click("#selection-ramp button").await;
    stage.find(".ramp select").await;
    stage.click(".ramp .check").await;
    stage.find(".ramp__stops > :nth-child(3)").await;
    look("ramp").await;
    press_escape(stage).await;
    open_scheme(stage, "Colours of the list").await;
    look("menu").await;
    stage.press("@role='menu'", "Copy the colours of another pipeline").await;
    stage.until_text("[role=menu]", "Partners").await;
    look("pipelines").await;
    press_escape(stage).await;
    open_scheme(stage, "Colours of the list").await;
    stage.press("@role='menu'", "tritanopia").await;
    stage.find(".banner").await;
    look("banner").await;
    found
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn targets_of_colours_have_24_pixels_and_44_for_fingers() {
    let stage = Stage::set().await;
    stage.prefer(&[("prefers-reduced-motion", "reduce")]).await;
    stage.ops(&json!([{"op": "pipeline", "category_id": 5, "name": "Partners"}]));
    for width in [1280, 320] {
        begin(&stage, width).await;
        assert_eq!(too_small(&stage, 24).await, [""; 0], "{width}");
    }
    stage.touch(390, 900).await;
    stage.open(Visit::default()).await;
    stage.fill_window().await;
    assert_eq!(stage.run("return matchMedia('(pointer: coarse)').matches").await, true);
    assert_eq!(too_small(&stage, 44).await, [""; 0], "fingers");
    stage.strike().await;
}
