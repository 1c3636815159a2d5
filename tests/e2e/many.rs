//! A list of ten thousand rows, of which only those in view are in the page.

use crate::stage::{Stage, Visit, key};
use serde_json::{Value, json};

/// So many rows are made, beside the eight of the seed.
const MADE: usize = 10_000;

async fn open() -> Stage {
    let stage = Stage::set().await;
    stage.ops(&json!([{"op": "generate", "entity": "DEAL_STAGE", "count": MADE, "seed": 1}]));
    stage.open(Visit::default()).await;
    stage
}

/// The numbers of the rows that are in the page, as assistive technology is told them.
async fn numbers(stage: &Stage) -> Vec<u64> {
    let script = "return [...document.querySelectorAll('[data-status-id]')].map(it => it.ariaRowIndex)";
    let numbers = stage.run(script).await;
    let number = |it: &Value| it.as_str().and_then(|it| it.parse().ok()).expect("a number");
    numbers.as_array().expect("rows").iter().map(number).collect()
}

/// The number of the row that has the focus.
async fn focused(stage: &Stage) -> u64 {
    let script = "return document.activeElement.closest('[data-status-id]')?.ariaRowIndex";
    stage.run(script).await.as_str().and_then(|it| it.parse().ok()).unwrap_or_default()
}

async fn until_focused(stage: &Stage, number: u64) {
    stage.until(&format!("row {number}"), || async { focused(stage).await == number }).await;
}

async fn scroll(stage: &Stage, to: u32) {
    stage.run_with("document.querySelector('.widget__body').scrollTop = arguments[0]", vec![json!(to)]).await;
    stage.settle().await;
}

/// Whether rows fill what can be seen of the list.
async fn is_filled(stage: &Stage) -> bool {
    let script = "const area = document.querySelector('.widget__body').getBoundingClientRect();
        const at = (y) => document.elementFromPoint(area.left + area.width / 2, y)?.closest('[data-status-id]');
        return [area.top + 60, (area.top + area.bottom) / 2, area.bottom - 60].every(y => at(y))";
    stage.run(script).await == true
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_rows_in_view_are_in_the_page_and_say_which_they_are() {
    let stage = open().await;
    assert_eq!(stage.attr("[role=grid]", "aria-rowcount").await.as_deref(), Some("10008"));
    for to in [0, 100_000, 100_300, 449_000, 44_000] {
        scroll(&stage, to).await;
        stage.until("filled", || async { to == 0 || is_filled(&stage).await }).await;
        let numbers = numbers(&stage).await;
        assert!(numbers.len() < 80, "{} rows in the page", numbers.len());
        assert!(numbers.is_sorted(), "{numbers:?}");
    }
    stage.picture("many").await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_keyboard_reaches_every_row() {
    let stage = open().await;
    stage.focus("[data-status-id] [data-cell=name]").await;
    for (keys, number) in [
        (key::END, 10_008),
        (key::UP, 10_007),
        (key::HOME, 1),
        (key::PAGE_DOWN, 11),
        (key::PAGE_DOWN, 21),
        (key::PAGE_DOWN, 31),
        (key::PAGE_DOWN, 41),
        (key::DOWN, 42),
        (key::PAGE_UP, 32),
    ] {
        stage.keys(keys).await;
        until_focused(&stage, number).await;
    }
    // One tab stop, wherever the keyboard is.
    assert_eq!(stage.run("return document.querySelectorAll('[role=grid] [tabindex=\"0\"]').length").await, 1);
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_row_far_down_is_renamed_and_what_is_written_survives_scrolling() {
    let stage = open().await;
    stage.focus("[data-status-id] [data-cell=name]").await;
    for number in [11, 21, 31, 41, 51] {
        stage.keys(key::PAGE_DOWN).await;
        until_focused(&stage, number).await;
    }
    let id = "return document.activeElement.closest('[data-status-id]').dataset.statusId";
    let id: u32 = stage.run(id).await.as_str().and_then(|id| id.parse().ok()).expect("an id");
    stage.keys(key::ENTER).await;
    stage.retype("input[name=NAME]", "Far down").await;
    scroll(&stage, 300_000).await;
    stage.until("filled", || async { is_filled(&stage).await }).await;
    assert_eq!(stage.run("return document.querySelector('input[name=NAME]').value").await, "Far down");
    assert_eq!(stage.run("return document.activeElement.name").await, "NAME", "it still has the focus");
    scroll(&stage, 1_500).await;
    stage.keys(key::ENTER).await;
    stage.until_stored(id, "Far down").await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_search_finds_a_row_that_is_not_in_the_page() {
    let stage = open().await;
    stage.click(".search input").await;
    stage.keys("9876").await;
    stage.until_text("[data-status-id] [data-cell=name]", "9876").await;
    assert_eq!(numbers(&stage).await.len(), 1);
    stage.keys(key::ESCAPE).await;
    stage.until("all", || async { numbers(&stage).await.len() > 10 }).await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_row_is_moved_over_the_edge_of_what_is_in_the_page_and_back() {
    let stage = open().await;
    stage.focus("[data-status-id] [data-cell=name]").await;
    stage.keys(key::PAGE_DOWN).await;
    until_focused(&stage, 11).await;
    let name = "return document.activeElement.textContent";
    let name = stage.run(name).await;
    stage.chord(&[key::ALT], key::END).await;
    // The last of its group: there are one that is won and two that are lost.
    until_focused(&stage, 10_005).await;
    assert_eq!(stage.run("return document.activeElement.textContent").await, name);
    stage.chord(&[key::CONTROL], "z").await;
    until_focused(&stage, 11).await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_edit_stirs_no_other_row() {
    let stage = open().await;
    stage.click("[data-status-id] [data-cell=name]").await;
    stage.find("input[name=NAME]").await;
    stage.settle().await;
    stage
        .run(
            "const own = document.querySelector('input[name=NAME]').closest('[data-status-id]');
             window.stirred = new Set();
             new MutationObserver(list => { for (const it of list) {
               const row = (it.target.closest ? it.target : it.target.parentElement)?.closest('[data-status-id]');
               if (row && row !== own) stirred.add(row.ariaRowIndex);
             } }).observe(document.querySelector('[role=grid]'),
               {subtree: true, childList: true, attributes: true, characterData: true});",
        )
        .await;
    stage.keys("abc").await;
    stage.settle().await;
    assert_eq!(stage.run("return [...stirred]").await, json!([]));
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn all_rows_are_selected_and_counted() {
    let stage = open().await;
    stage.focus("[data-status-id] [data-cell=name]").await;
    stage.chord(&[key::CONTROL], "a").await;
    stage.until_text("[role=toolbar], .selection", "10,008").await;
    stage.strike().await;
}
