//! The pipeline as Bitrix24 draws it, above the list.

use crate::stage::{Stage, Visit, key};
use serde_json::{Value, json};

/// What is drawn in a strip: name, ink, fill and colour of each stage.
async fn drawn(stage: &Stage, strip: &str) -> Vec<Value> {
    let script = "return [...document.querySelectorAll(`[data-strip=${arguments[0]}] > *`)].map(it => ({
        name: it.textContent, ink: it.dataset.ink ?? null, empty: 'fill' in it.dataset,
        current: 'current' in it.dataset, color: it.style.getPropertyValue('--status').trim()}))";
    stage.run_with(script, vec![json!(strip)]).await.as_array().cloned().unwrap_or_default()
}

async fn current(stage: &Stage) -> String {
    let stages = drawn(stage, "board").await;
    let current = stages.iter().find(|it| it["current"] == true);
    current.and_then(|it| it["name"].as_str()).unwrap_or_default().to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_follows_the_focus_and_writes_as_bitrix24_does() {
    let stage = Stage::set().await;
    stage.ops(&json!([{"op": "raw_status", "id": 107, "set": {"COLOR": "#75D900"}}]));
    stage.open(Visit::default()).await;
    assert_eq!(current(&stage).await, "New");
    stage.focus("[data-status-id='105'] [data-cell=name]").await;
    stage.until("Invoice", || async { current(&stage).await == "Invoice" }).await;
    let card = drawn(&stage, "card").await;
    assert_eq!(
        card.iter().map(|it| it["empty"] == false).collect::<Vec<_>>(),
        [true, true, true, false, false, false, false, false]
    );
    assert!(card[..3].iter().all(|it| it["color"] == "#55d0e0" && it["ink"] == "graphite"), "{card:?}");
    assert!(card[3..].iter().all(|it| it["ink"].is_null()));
    let board = drawn(&stage, "board").await;
    assert_eq!(board[3]["ink"], "white", "one of the seven on which the board always writes white");
    assert_eq!((&board[0]["ink"], &board[2]["ink"]), (&json!("black"), &json!("black")));
    // A lost deal was never won.
    stage.focus("[data-status-id='113'] [data-cell=name]").await;
    stage.until("Deal lost", || async { current(&stage).await == "Deal lost" }).await;
    let filled = drawn(&stage, "card").await.iter().map(|it| it["empty"] == false).collect::<Vec<_>>();
    assert_eq!(filled, [true, true, true, true, true, false, true, false]);
    stage.picture("preview-lost").await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_follows_colours_that_are_tried_and_every_edit() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    stage.click("[data-status-id='103'] button[data-cell=color]").await;
    stage.click("[role=option][data-color='#1c0d64']").await;
    stage.until("tried", || async { drawn(&stage, "board").await[1]["color"] == "#1c0d64" }).await;
    assert_eq!(drawn(&stage, "board").await[1]["ink"], "white");
    assert_eq!(drawn(&stage, "card").await[0]["color"], "#1c0d64", "it is the selected one");
    stage.keys(key::ESCAPE).await;
    stage.until("given up", || async { drawn(&stage, "board").await[1]["color"] == "#2fc6f6" }).await;
    stage.rename(103, "Papers").await;
    stage.until("renamed", || async { drawn(&stage, "board").await[1]["name"] == "Papers" }).await;
    stage.chord(&[key::ALT], key::DOWN).await;
    stage.until("moved", || async { drawn(&stage, "board").await[2]["name"] == "Papers" }).await;
    // The row is put elsewhere, and gets the focus back a moment later.
    stage.until("the selected one", || async { current(&stage).await == "Papers" }).await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_click_on_a_stage_leads_to_its_row_and_the_heading_folds_it_up() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    stage.click("[data-strip=card] > :nth-child(4)").await;
    let focused = "return document.activeElement.closest('[data-status-id]')?.dataset.statusId";
    stage.until("its row", || async { stage.run(focused).await == "107" }).await;
    stage.until("the selected one", || async { current(&stage).await == "In progress" }).await;
    let stops =
        "return document.querySelectorAll('.preview :is(a, button, input, summary, [tabindex])').length";
    assert_eq!(stage.run(stops).await, 1);
    stage.focus(".preview summary").await;
    stage.keys(key::ENTER).await;
    let height = "return document.querySelector('.preview').offsetHeight";
    stage.until("folded", || async { stage.run(height).await.as_i64().is_some_and(|it| it < 48) }).await;
    stage.picture("preview-folded").await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn folded_up_it_stays_so_until_it_is_wanted_again() {
    let stage = Stage::set().await;
    let unfolded = "return document.querySelector('.preview').open";
    for wanted in [false, true] {
        stage.open(Visit::default()).await;
        assert_eq!(stage.run(unfolded).await, !wanted);
        stage.click(".preview summary").await;
        stage.until("turned", || async { stage.run(unfolded).await == wanted }).await;
        // Beside what else is liked, and in every pipeline.
        stage.click("#theme").await;
        stage.press("@role='menu'", "Dark").await;
        crate::usage::turn_to(&stage, "Sources").await;
        crate::usage::turn_to(&stage, "Estimate stages").await;
        assert_eq!(stage.run(unfolded).await, wanted);
        stage.open(Visit::default()).await;
        assert_eq!(stage.run(unfolded).await, wanted, "remembered by the portal");
        assert_eq!(stage.run("return document.documentElement.dataset.theme").await, "dark");
    }
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_long_pipeline_scrolls_in_its_strip_and_lists_have_none() {
    let stage = Stage::set().await;
    stage.ops(&json!([{"op": "generate", "entity": "DEAL_STAGE", "count": 40}]));
    stage.open(Visit::default()).await;
    for width in [1280u32, 640, 320] {
        stage.widen(width, 900).await;
        stage.fill_window().await;
        let overflow = stage.run("return document.documentElement.scrollWidth - innerWidth").await;
        assert_eq!(overflow, 0, "at {width}");
        stage.focus("[data-status-id='101'] [data-cell=name]").await;
        stage.run("document.querySelector(\"[role=rowgroup] [data-status-id]:nth-last-child(1) [data-cell=name]\").focus()").await;
        let seen = "const strip = document.querySelector('.preview__strip').getBoundingClientRect();
            const it = document.querySelector('[data-current]').getBoundingClientRect();
            return it.left >= strip.left - 1 && it.right <= strip.right + 1";
        stage.until("the selected one in view", || async { stage.run(seen).await == true }).await;
        stage.picture(&format!("preview-long-{width}")).await;
    }
    stage.click("#directory").await;
    stage.keys("sources").await;
    stage.keys(key::ENTER).await;
    stage.until_text("#directory", "Sources").await;
    assert!(!stage.has(".preview").await, "a plain list is no pipeline");
    stage.strike().await;
}
