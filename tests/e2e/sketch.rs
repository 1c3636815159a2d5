//! The first rows as the page draws them before the program has come: what will be there, where it will be, and nothing
//! that could be taken for it.

use crate::stage::{Stage, Visit, key};
use serde_json::{Value, json};

/// The first rows of the sketch or of the list: name, colour, and where its row and its name begin, in CSS pixels.
const ROWS: &str = "return [...document.querySelectorAll(arguments[0])].slice(0, arguments[1]).map(row => {
    const text = row.querySelector('.status-row__text');
    const start = getComputedStyle(row).direction === 'rtl' ? 'right' : 'left';
    return [text.textContent, getComputedStyle(row).getPropertyValue('--status').toLowerCase(),
      Math.round(row.getBoundingClientRect().top), Math.round(text.getBoundingClientRect()[start])];
  })";

const SKETCHED: &str = ".sketch .status-row";
const LISTED: &str = "[role=grid] [data-status-id]";

async fn rows(stage: &Stage, which: &str, most: usize) -> Vec<Value> {
    let rows = stage.run_with(ROWS, vec![json!(which), json!(most)]).await;
    rows.as_array().cloned().unwrap_or_default()
}

/// A portal whose program takes its time.
async fn set() -> Stage {
    let stage = Stage::set().await;
    stage.ops(&json!([{"op": "fault", "kind": "delay", "file": "*_bg.wasm", "ms": 6000, "count": "all"}]));
    stage
}

/// What is drawn, and then what is listed.
async fn both(stage: &Stage, visit: Visit) -> (Vec<Value>, Vec<Value>) {
    stage.visit(visit).await;
    stage.find(".sketch .status-row__text").await;
    let drawn = rows(stage, SKETCHED, usize::MAX).await;
    stage.find(LISTED).await;
    stage.settle().await;
    assert!(!stage.has(".sketch").await, "the list takes its place");
    (drawn.clone(), rows(stage, LISTED, drawn.len()).await)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_first_rows_are_seen_before_the_program_has_come_and_stay_where_they_are() {
    let stage = set().await;
    for (width, lang) in [(1280u32, "ru"), (800, "en"), (460, "en")] {
        stage.widen(width, 900).await;
        let (drawn, listed) = both(&stage, Visit { lang, ..Visit::default() }).await;
        assert_eq!(drawn.len(), 8, "at {width}: {drawn:?}");
        for (drawn, listed) in drawn.iter().zip(&listed) {
            for member in 0..2 {
                assert_eq!(drawn[member], listed[member], "at {width}");
            }
            for member in 2..4 {
                let [drawn, listed] = [drawn, listed].map(|row| row[member].as_i64().unwrap());
                assert!((drawn - listed).abs() <= 2, "at {width}: {drawn}, then {listed}");
            }
        }
    }
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_takes_the_sketch_for_the_list() {
    let stage = set().await;
    stage.visit(Visit::default()).await;
    stage.find(".sketch .status-row__text").await;
    let within =
        "return document.querySelectorAll('.sketch :is([role], [tabindex], button, input, a)').length";
    assert_eq!(stage.run(within).await, 0, "nothing in it can be used");
    let hidden = "return [...document.querySelectorAll('.sketch > *')].every(it => it.ariaHidden === 'true')";
    assert_eq!(stage.run(hidden).await, true, "nothing of it is read out");
    assert!(stage.has("[aria-busy=true] > .sketch").await, "more is to come");
    stage.picture("sketch").await;
    stage.find(LISTED).await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_placement_has_a_sketch_of_the_directory_that_opens() {
    let stage = set().await;
    stage.ops(&json!([
        {"op": "pipeline", "category_id": 5, "name": "Partners"},
        {"op": "pipeline", "entity_type_id": 31, "category_id": 3, "name": "Domestic invoices"},
        {"op": "pipeline", "entity_type_id": 130, "category_id": 11, "name": "Contracts"},
        {"op": "pipeline", "entity_type_id": 130, "category_id": 12, "name": "Contracts abroad"},
        {"op": "raw_status", "id": 105, "set": {"NAME": "a \u{202e}b <b>c</b>", "COLOR": "#red"}},
    ]));
    for placement in [
        "CRM_FUNNELS_TOOLBAR",
        "CRM_LEAD_LIST_TOOLBAR",
        "CRM_QUOTE_LIST_TOOLBAR",
        "CRM_SMART_INVOICE_FUNNELS_TOOLBAR",
        "CRM_DYNAMIC_130_FUNNELS_TOOLBAR",
        "LEFT_MENU",
    ] {
        let (drawn, listed) = both(&stage, Visit { placement, ..Visit::default() }).await;
        assert!(!drawn.is_empty(), "{placement}");
        let names = |rows: &[Value]| rows.iter().map(|row| row[0].to_string()).collect::<Vec<_>>();
        assert_eq!(names(&drawn), names(&listed), "{placement}");
    }
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_sketch_is_of_the_directory_last_used_in_the_theme_last_chosen() {
    let stage = set().await;
    let menu = Visit { placement: "LEFT_MENU", ..Visit::default() };
    stage.open(menu).await;
    stage.click("#directory").await;
    stage.find("[role=dialog] input[role=combobox]").await;
    stage.keys("sources").await;
    stage.keys(key::ENTER).await;
    stage.until_text("#directory", "Sources").await;
    stage.click("#theme").await;
    stage.press("@role='menu'", "Dark").await;
    stage.until("dark", || async { stage.has("[data-theme=dark]").await }).await;
    stage.settle().await;
    stage.visit(menu).await;
    stage.find(".sketch .status-row__text").await;
    assert!(stage.has("html[data-theme=dark] .sketch[data-above=nothing]").await);
    let drawn = rows(&stage, SKETCHED, 3).await;
    stage.find(LISTED).await;
    let listed = rows(&stage, LISTED, 3).await;
    assert_eq!(drawn[2][0], listed[2][0]);
    stage.strike().await;
}

/// Only what the portal has said is drawn.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_a_refusal_nothing_is_drawn() {
    let stage = set().await;
    stage.ops(&json!([{"op": "fault", "kind": "html", "status": 502, "method": "batch", "count": 1}]));
    stage.visit(Visit::default()).await;
    stage.until("asked", || async { stage.log().len() == 1 }).await;
    stage.settle().await;
    assert!(!stage.has(".sketch").await);
    assert!(stage.has(".skeleton").await, "the program is still on its way");
    stage.find("main [role=alert]").await;
    stage.strike().await;
}
