//! Colours that no colour editor has written: shown as Bitrix24 would show them, and left as they are until somebody
//! changes them.

use super::HEX;
use crate::stage::{Stage, Visit, key};
use serde_json::{Value, json};

/// What is stored of some stages.
fn hard() -> [(u32, Value); 8] {
    [
        (101, json!(null)),
        (103, json!("")),
        (105, json!("#")),
        (107, json!("fff")),
        (109, json!("red")),
        (111, json!("#FFF")),
        (113, json!("#12345678x")),
        (115, json!("0052A7")),
    ]
}

async fn open() -> Stage {
    let stage = Stage::set().await;
    let set = |(id, color): (u32, Value)| json!({"op": "raw_status", "id": id, "set": {"COLOR": color}});
    stage.ops(&hard().into_iter().map(set).collect());
    stage.open(Visit::default()).await;
    stage
}

async fn show(stage: &Stage, id: u32) {
    stage.focus(&format!("[data-status-id='{id}'] [data-cell=color]")).await;
    stage.keys("c").await;
    stage.find(HEX).await;
}

async fn until_closed(stage: &Stage) {
    stage.until("closed", || async { !stage.has(HEX).await }).await;
}

fn assert_as_before(stage: &Stage) {
    for (id, color) in hard() {
        assert_eq!(stage.stored(id)["COLOR"], color, "{id}");
    }
}

/// The commands that write rows, so far. Whether one may write is asked with a row that nobody has.
fn writes(stage: &Stage) -> Vec<String> {
    let commands = |request: Value| {
        let commands = request["params"]["cmd"].as_object().cloned().unwrap_or_default();
        commands.into_iter().filter_map(|(_, command)| command.as_str().map(str::to_owned))
    };
    stage.log().into_iter().flat_map(commands).filter(|it| it.starts_with("crm.status.update?id=1")).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_look_at_a_hard_colour_writes_nothing() {
    let stage = open().await;
    let requests = stage.log().len();
    for (id, _) in hard() {
        show(&stage, id).await;
        stage.keys(key::ESCAPE).await;
        until_closed(&stage).await;
        // Enter, wherever it is pressed before anything was tried.
        show(&stage, id).await;
        stage.keys(key::ENTER).await;
        until_closed(&stage).await;
        show(&stage, id).await;
        stage.click(".status-line").await;
        until_closed(&stage).await;
        show(&stage, id).await;
        stage.focus(HEX).await;
        stage.keys(key::ENTER).await;
        if id == 113 {
            // There is nothing in the field that could be meant.
            stage.until_text("#COLOR-hint", "Enter a colour").await;
            stage.keys(key::ESCAPE).await;
        }
        until_closed(&stage).await;
    }
    assert_eq!(stage.log().len(), requests, "not even asked for");
    assert_as_before(&stage);
    assert!(stage.attr("[data-tool=undo]", "aria-disabled").await.is_some(), "there is nothing to take back");
    // One move, and Enter chooses.
    show(&stage, 101).await;
    stage.keys(key::HOME).await;
    stage.keys(key::ENTER).await;
    stage.until("chosen", || async { stage.stored(101)["COLOR"] == "#aae9fc" }).await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_name_leaves_a_hard_colour_alone() {
    let stage = open().await;
    for (at, (id, _)) in hard().into_iter().enumerate() {
        stage.rename(id, &format!("Renamed {id}")).await;
        stage.until_stored(id, &format!("Renamed {id}")).await;
        stage.until_state(id, "saved").await;
        let writes = writes(&stage);
        assert_eq!(writes.len(), at + 1, "{writes:?}");
        assert!(!writes[at].contains("COLOR"), "{}", writes[at]);
    }
    assert_as_before(&stage);
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_colour_in_another_notation_is_not_written() {
    let stage = open().await;
    let requests = stage.log().len();
    // Bitrix24 draws its default for these already.
    for id in [101, 103, 105, 107, 109] {
        show(&stage, id).await;
        stage.press("contains(@class, 'colour')", "Default").await;
        stage.click(".status-line").await;
        until_closed(&stage).await;
    }
    for (id, typed) in [(111, "white"), (111, "FFFFFF"), (111, "#fff"), (115, "#0052a7"), (115, "0052A7")] {
        show(&stage, id).await;
        stage.retype(HEX, typed).await;
        stage.keys(key::ENTER).await;
        until_closed(&stage).await;
    }
    show(&stage, 115).await;
    stage.click("[role=option][data-color='#a5de00']").await;
    stage.click("[role=tabpanel] [role=option][data-color='#0052a7']").await;
    stage.keys(key::ENTER).await;
    until_closed(&stage).await;
    assert_eq!(stage.log().len(), requests);
    assert_as_before(&stage);
    // What is no colour is one that can be changed.
    show(&stage, 113).await;
    stage.press("contains(@class, 'colour')", "Default").await;
    stage.click(".status-line").await;
    stage.until("Bitrix24's own", || async { stage.stored(113)["COLOR"] == "#" }).await;
    assert_eq!(writes(&stage).len(), 1);
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn likeness_does_not_depend_on_notation() {
    let stage = open().await;
    show(&stage, 103).await;
    for (typed, name) in [
        ("#ffffff", "Deal won"),
        ("FFF", "Deal won"),
        ("#0052a7", "Analyze failure"),
        // Nobody has stored this one: Bitrix24 draws it where nothing is stored.
        ("#39A8EF", "New"),
    ] {
        stage.retype(HEX, typed).await;
        stage.until_text(".colour__warnings", &format!("The same colour as \"{name}\".")).await;
    }
    // Once in the list, however often it is written there.
    let white = "return document.querySelectorAll('.palette--inline [data-color=\"#ffffff\"]').length";
    assert_eq!(stage.run(white).await, 1);
    stage.keys(key::ESCAPE).await;
    assert_as_before(&stage);
    stage.strike().await;
}
