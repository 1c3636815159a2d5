//! Renaming in place.

use crate::stage::{Stage, Visit, key};
use serde_json::json;

const NAME: &str = "[data-status-id='103'] [data-cell=name]";
const FIELD: &str = "[data-status-id='103'] input[name=NAME]";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_click_opens_the_name_and_enter_saves_it() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    stage.rename(103, "Papers & <b>\"prices\"</b> +1 #2 😀").await;
    stage.until_state(103, "saved").await;
    assert_eq!(stage.stored(103)["NAME"], "Papers & <b>\"prices\"</b> +1 #2 😀");
    assert_eq!(stage.text(NAME).await, "Papers & <b>\"prices\"</b> +1 #2 😀", "text is only ever text");
    stage.until_state(103, "idle").await;
    stage.until_text(".status-line", "Renamed \"Create papers\" →").await;
    let focused = stage.run("return document.activeElement.dataset.cell").await;
    assert_eq!(focused, "name", "the keyboard stays on the row");
    // The portal kept it: a reload shows it.
    stage.open(Visit::default()).await;
    assert_eq!(stage.text(NAME).await, "Papers & <b>\"prices\"</b> +1 #2 😀");
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_click_elsewhere_saves_and_escape_does_not() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    stage.click(NAME).await;
    stage.retype(FIELD, "By blur").await;
    stage.click("h2").await;
    stage.until_state(103, "saved").await;
    assert_eq!(stage.stored(103)["NAME"], "By blur");
    let requests = stage.log().len();
    stage.click(NAME).await;
    stage.retype(FIELD, "Never").await;
    stage.keys(key::ESCAPE).await;
    assert_eq!(stage.text(NAME).await, "By blur");
    stage.click("h2").await;
    assert_eq!((stage.log().len(), stage.has(FIELD).await), (requests, false), "nothing was sent");
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f2_and_enter_open_the_field_and_tab_goes_to_the_next_name() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    stage.run("document.querySelector(\"[data-status-id='103'] [data-cell=name]\").focus()").await;
    stage.keys(key::F2).await;
    stage.find(FIELD).await;
    stage.keys("First").await;
    stage.keys(key::TAB).await;
    stage.find("[data-status-id='105'] input[name=NAME]").await;
    stage.keys("Second").await;
    stage.keys(key::ENTER).await;
    for (id, name) in [(103, "First"), (105, "Second")] {
        stage.until("stored", || async { stage.stored(id)["NAME"] == name }).await;
    }
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_bitrix24_would_not_store_is_refused_beside_the_field() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    let requests = stage.log().len();
    stage.click(NAME).await;
    let too_long = "x".repeat(108);
    for (text, words) in [
        (" ", "Enter a name."),
        ("0", "Bitrix24 can't store \"0\" as a name."),
        (too_long.as_str(), "The name is 8 characters too long"),
    ] {
        stage.retype(FIELD, text).await;
        stage.keys(key::ENTER).await;
        stage.until_text(".field-error", words).await;
        assert_eq!(stage.attr(FIELD, "aria-invalid").await.as_deref(), Some("true"));
    }
    assert!(stage.text(".field__affix").await.contains("108 / 100"));
    stage.click("h2").await;
    assert!(stage.has(FIELD).await, "the text is not lost by a click elsewhere");
    stage.find(FIELD).await.click().await.expect("a click");
    stage.keys(key::ESCAPE).await;
    assert_eq!(stage.text(NAME).await, "Create papers");
    assert_eq!(stage.log().len(), requests, "nothing was sent");
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn enter_inside_a_composition_does_not_save() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    stage.click(NAME).await;
    stage.find(FIELD).await;
    stage
        .run(
            "const field = document.querySelector('input[name=NAME]');
             field.dispatchEvent(new CompositionEvent('compositionstart', {bubbles: true}));
             field.value = '日本';
             field.dispatchEvent(new InputEvent('input', {bubbles: true, isComposing: true}));
             field.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', bubbles: true, isComposing: true}));
             field.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', keyCode: 229, bubbles: true}));",
        )
        .await;
    assert!(stage.has(FIELD).await, "the composition goes on");
    stage.run("document.querySelector('input[name=NAME]').dispatchEvent(new CompositionEvent('compositionend', {bubbles: true}))").await;
    stage.keys(key::ENTER).await;
    stage.until("stored", || async { stage.stored(103)["NAME"] == "日本" }).await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn names_that_a_batch_would_mangle_go_alone() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    stage.rename(103, "Costs $result[read][ID]").await;
    stage.until_state(103, "saved").await;
    assert_eq!(stage.stored(103)["NAME"], "Costs $result[read][ID]");
    let methods: Vec<_> = stage.log().iter().skip(2).map(|request| request["method"].clone()).collect();
    assert_eq!(methods, [json!("crm.status.update"), json!("crm.status.get")]);
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_system_row_is_renamed_like_any_other() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    stage.rename(111, "Victory").await;
    stage.until_state(111, "saved").await;
    assert_eq!(stage.stored(111)["NAME"], "Victory");
    stage.strike().await;
}
