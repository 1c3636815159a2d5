//! A working day by keyboard alone, and what is read out meanwhile.

use crate::stage::{Stage, Visit, key};
use serde_json::json;

async fn focused(stage: &Stage) -> String {
    let script = "const it = document.activeElement;
        return `${it.closest('[data-status-id]')?.dataset.statusId ?? ''} ${it.dataset.cell ?? it.id ?? ''}`.trim()";
    stage.run(script).await.as_str().unwrap_or_default().to_owned()
}

async fn until_focused(stage: &Stage, place: &str) {
    stage
        .until(&format!("focus on {place}, not {}", focused(stage).await), || async {
            focused(stage).await == place
        })
        .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_whole_working_day_goes_by_keyboard_alone() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    stage.listen().await;
    // Into the page, to another directory and back.
    stage.focus("[data-tool=help]").await;
    stage.keys(key::F6).await;
    until_focused(&stage, "101 name").await;
    stage.chord(&[key::SHIFT], key::F6).await;
    until_focused(&stage, "directory").await;
    for (name, title) in [("sourc", "Sources"), ("gener", "Deals · General")] {
        stage.keys(key::DOWN).await;
        stage.find("[role=dialog] input[role=combobox]").await;
        stage.keys(name).await;
        stage.keys(key::ENTER).await;
        stage.until_text("#directory", title).await;
        until_focused(&stage, "directory").await;
    }
    // Finds a stage, and renames it by typing on its name.
    stage.keys("/").await;
    stage.keys("PAPERS").await;
    stage.until_said("1 of 8 shown").await;
    stage.keys(key::DOWN).await;
    until_focused(&stage, "103 name").await;
    stage.keys("P").await;
    stage.find("input[name=NAME]").await;
    stage.keys("apers").await;
    stage.keys(key::ENTER).await;
    stage.until_stored(103, "Papers").await;
    stage.until_said("Renamed \"Create papers\" to \"Papers\"").await;
    stage.chord(&[key::CONTROL], "f").await;
    stage.keys(key::ESCAPE).await;
    stage.keys(key::ESCAPE).await;
    until_focused(&stage, "103 name").await;
    // Another colour.
    stage.keys(key::LEFT).await;
    stage.keys("c").await;
    stage.find("[role=listbox] [role=option]").await;
    stage.keys(key::HOME).await;
    stage.keys(key::ENTER).await;
    stage.until("coloured", || async { stage.stored(103)["COLOR"] == "#aae9fc" }).await;
    stage.until_said("Colour of \"Papers\" saved").await;
    until_focused(&stage, "103 color").await;
    // Another place.
    stage.chord(&[key::ALT], key::DOWN).await;
    stage.until_said("\"Papers\": position 3 of 5").await;
    until_focused(&stage, "103 color").await;
    stage.until_said("\"Papers\" moved").await;
    // Another stage beside it.
    stage.keys(key::INSERT).await;
    stage.find(".add input").await;
    stage.keys("Delivery").await;
    stage.keys(key::ENTER).await;
    stage.keys(key::ESCAPE).await;
    stage.until("added", || async { stage.rows().iter().any(|row| row["NAME"] == "Delivery") }).await;
    stage.until_said("\"Delivery\" added").await;
    // To the list again, to a name by its beginning, away with it, and not.
    stage.keys(key::F6).await;
    stage.chord(&[key::SHIFT], key::F6).await;
    // Where the new stage is, to the colours, and to another stage.
    stage.keys(key::LEFT).await;
    stage.keys(key::HOME).await;
    until_focused(&stage, "101 color").await;
    stage.keys("del").await;
    let script = "return document.activeElement.closest('[data-status-id]').querySelector('bdi').textContent";
    assert_eq!(stage.run(script).await, "Delivery", "typed ahead");
    stage.keys(key::DELETE).await;
    stage.until_said("\"Delivery\" will be deleted in 7 seconds. Press Ctrl+Z to undo.").await;
    stage.chord(&[key::CONTROL], "z").await;
    stage.until_said("Undone: \"Delivery\"").await;
    assert!(stage.names().await.contains("Delivery"));
    // The code of a stage, the help, and the end of the day.
    stage.keys("?").await;
    stage.until_text("dialog", "Help and shortcuts").await;
    stage.keys(key::ESCAPE).await;
    stage.until("closed", || async { !stage.has("dialog").await }).await;
    stage.keys(key::F6).await;
    assert_eq!(stage.run("return Boolean(document.activeElement.closest('.status-line'))").await, true);
    stage.until_text(".status-line", "Undone").await;
    assert_eq!(stage.complaints().await, Vec::<String>::new());
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_key_of_the_list_does_what_the_help_says() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    stage.listen().await;
    stage.focus("[data-status-id='101'] [data-cell=name]").await;
    for (keys, place) in [
        (key::PAGE_DOWN, "115 name"),
        (key::PAGE_UP, "101 name"),
        (key::END, "115 name"),
        (key::HOME, "101 name"),
        (key::LEFT, "101 color"),
        ("d", "111 color"),
        ("d", "113 color"),
        ("d", "111 color"),
    ] {
        // Each letter begins a word of its own.
        if keys == "d" {
            tokio::time::sleep(std::time::Duration::from_millis(1_100)).await;
        }
        stage.keys(keys).await;
        until_focused(&stage, place).await;
    }
    stage.focus("[data-status-id='103'] [data-cell=name]").await;
    stage.chord(&[key::CONTROL], "c").await;
    stage.until_said("Name \"Create papers\" copied").await;
    stage.chord(&[key::CONTROL], key::ENTER).await;
    stage.find(".add input").await;
    stage.keys(key::ESCAPE).await;
    // Shift and Tab go back from name to name, and save on the way.
    stage.focus("[data-status-id='103'] [data-cell=name]").await;
    stage.keys(key::ENTER).await;
    stage.find("[data-status-id='103'] input").await;
    stage.keys("Papers").await;
    stage.chord(&[key::SHIFT], key::TAB).await;
    stage.find("[data-status-id='101'] input").await;
    stage.until_stored(103, "Papers").await;
    // F6 leaves the field, and saves it.
    stage.keys("Fresh").await;
    stage.keys(key::F6).await;
    stage.until_stored(101, "Fresh").await;
    // On an Apple keyboard, the key above Enter deletes.
    stage.focus("[data-status-id='105'] [data-cell=name]").await;
    stage.keys(key::BACKSPACE).await;
    assert!(!stage.has("[data-state=doomed], dialog").await);
    stage.run("Object.defineProperty(navigator, 'platform', {value: 'MacIntel'})").await;
    stage.keys(key::BACKSPACE).await;
    stage.until_state(105, "doomed").await;
    stage.chord(&[key::CONTROL], "z").await;
    stage.until_state(105, "idle").await;
    assert_eq!(stage.stored(105)["ID"], json!("105"));
    // The code is copied by its button, whole.
    stage.run("document.querySelector(\"[data-status-id='105'] .status-row__copy\").click()").await;
    stage.until_said("Code PREPAYMENT_INVOICE copied").await;
    until_focused(&stage, "105 name").await;
    stage.strike().await;
}

/// The ids of the rows that are selected.
async fn until_selected(stage: &Stage, ids: &str) {
    let script = "return [...document.querySelectorAll('[data-status-id][aria-selected=true]')].map(it => it.dataset.statusId).join()";
    stage.until(&format!("{ids:?} selected"), || async { stage.run(script).await == ids }).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_key_of_selection_and_colours_does_what_the_help_says() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    stage.focus("[data-status-id='103'] [data-cell=color]").await;
    // Row after row, one more, one less, up to one, all, none.
    for (keys, place, ids) in [
        (key::DOWN, "105 color", "103,105"),
        (key::DOWN, "107 color", "103,105,107"),
        (key::UP, "105 color", "103,105"),
    ] {
        stage.chord(&[key::SHIFT], keys).await;
        until_focused(&stage, place).await;
        until_selected(&stage, ids).await;
    }
    stage.chord(&[key::SHIFT], " ").await;
    until_selected(&stage, "103").await;
    stage.chord(&[key::SHIFT], " ").await;
    until_selected(&stage, "103,105").await;
    let click = |id: u32, held: &'static str| {
        format!(
            "document.querySelector(\"[data-status-id='{id}'] [data-cell=name]\").dispatchEvent(
               new MouseEvent('click', {{bubbles: true, composed: true, detail: 1, {held}: true}}))"
        )
    };
    stage.run(&click(103, "ctrlKey")).await;
    until_selected(&stage, "105").await;
    stage.run(&click(101, "ctrlKey")).await;
    until_selected(&stage, "101,105").await;
    stage.run(&click(103, "shiftKey")).await;
    until_selected(&stage, "101,103").await;
    stage.chord(&[key::CONTROL], "a").await;
    until_selected(&stage, "101,103,105,107,109,111,113,115").await;
    stage.keys(key::ESCAPE).await;
    until_selected(&stage, "").await;
    until_focused(&stage, "105 color").await;
    // A colour for those that are selected; then its digit.
    stage.chord(&[key::SHIFT], key::DOWN).await;
    until_selected(&stage, "105,107").await;
    stage.keys("c").await;
    stage.until_text(".colour__title", "Colour of 2 values").await;
    stage.keys(key::HOME).await;
    stage.keys(key::RIGHT).await;
    stage.keys(key::ENTER).await;
    let colors = |one: u32, other: u32| [one, other].map(|id| stage.stored(id)["COLOR"].clone());
    stage.until("both", || async { colors(105, 107) == ["#bbecf1", "#bbecf1"] }).await;
    stage.keys(key::ESCAPE).await;
    until_selected(&stage, "").await;
    stage.focus("[data-status-id='103'] [data-cell=color]").await;
    stage.keys("c").await;
    stage.find("[role=listbox][aria-label=Recent]").await;
    stage.keys("1").await;
    stage.keys(key::ENTER).await;
    stage.until("the recent one", || async { stage.stored(103)["COLOR"] == "#bbecf1" }).await;
    // From a swatch to another one, and from several on down.
    stage.focus("[data-status-id='101'] [data-cell=color]").await;
    stage.chord(&[key::CONTROL], "c").await;
    stage.until_text(".status-line", "Colour #39a8ef copied").await;
    stage.keys(key::DOWN).await;
    stage.chord(&[key::CONTROL], "v").await;
    stage.until("pasted", || async { stage.stored(103)["COLOR"] == "#39a8ef" }).await;
    stage.chord(&[key::SHIFT], key::DOWN).await;
    until_selected(&stage, "103,105").await;
    stage.chord(&[key::CONTROL], "c").await;
    stage.until_text(".status-line", "2 colours copied").await;
    stage.keys(key::ESCAPE).await;
    stage.focus("[data-status-id='107'] [data-cell=color]").await;
    stage.chord(&[key::CONTROL], "v").await;
    stage.until("several", || async { colors(107, 109) == ["#39a8ef", "#bbecf1"] }).await;
    stage.strike().await;
}
