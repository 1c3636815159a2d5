//! Moving rows by hand, to a place told by its number, and sorting.

mod dragging;
mod keys;
mod meanwhile;
mod sorting;

use crate::stage::{Stage, Visit, key};
use serde_json::Value;

fn handle(id: u32) -> String {
    format!("[data-status-id='{id}'] [data-cell=handle]")
}

fn row(id: u32) -> String {
    format!("[data-status-id='{id}']")
}

/// The `SORT` values that were sent, in their order: `id=value`.
fn sorts(stage: &Stage) -> Vec<String> {
    let log = stage.log();
    let commands = log.iter().filter_map(|request| request["params"]["cmd"].as_object());
    let commands = commands.flat_map(|commands| commands.values().filter_map(Value::as_str));
    let written = commands.filter_map(|command| {
        let (id, sort) = command.strip_prefix("crm.status.update?id=")?.split_once("&fields%5BSORT%5D=")?;
        Some(format!("{id}={sort}"))
    });
    written.collect()
}

/// Waits until exactly these were sent: what is stored is in the log a moment later.
async fn until_sent(stage: &Stage, expected: &[&str]) {
    stage.until(&format!("{expected:?} sent"), || async { sorts(stage) == expected }).await;
}

async fn until_focused(stage: &Stage, place: &str) {
    stage.until(&format!("focus on {place}"), || async { stage.focused_cell().await == place }).await;
}

/// The names of a directory in the order of the portal.
fn stored(stage: &Stage, entity: &str) -> Vec<String> {
    let mut rows = stage.rows();
    rows.retain(|row| row["ENTITY_ID"] == entity);
    rows.sort_by_key(|row| row["SORT"].to_string().trim_matches('"').parse::<i64>().unwrap_or_default());
    rows.iter().map(|row| row["NAME"].as_str().unwrap_or_default().to_owned()).collect()
}

const FRAME: &str = "iframe.app-frame";

async fn press_on(stage: &Stage, css: &str) {
    stage.press_on(FRAME, css).await;
}

async fn drag_over(stage: &Stage, css: &str, below: i32) {
    stage.drag_over(FRAME, css, below).await;
}

async fn open(stage: &Stage) {
    stage.open(Visit::default()).await;
    stage.listen().await;
}

/// Opens the list of sources.
async fn open_sources(stage: &Stage) {
    stage.open(Visit::default()).await;
    stage.click("#directory").await;
    stage.find("[role=dialog] input[role=combobox]").await;
    stage.keys("sources").await;
    stage.keys(key::ENTER).await;
    stage.until_text("#directory", "Sources").await;
    stage.find("#sort").await;
    stage.listen().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_looks_right_everywhere() {
    let stage = Stage::set().await;
    stage.client.goto(stage.emulator.portal()).await.expect("the portal page opens");
    for (width, dark, lang) in [(320, false, "ru"), (320, true, "en"), (1280, true, "ru"), (640, false, "en")]
    {
        stage.dark(dark).await;
        stage.widen(width, 900).await;
        stage.open(Visit { lang, ..Visit::default() }).await;
        stage.fill_window().await;
        let theme = if dark { "dark" } else { "light" };
        stage.picture(&format!("reorder-idle-{width}-{theme}-{lang}")).await;
        stage.focus(&handle(103)).await;
        stage.keys(" ").await;
        stage.keys(key::DOWN).await;
        stage.find("[data-state=lifted]").await;
        stage.picture(&format!("reorder-lifted-{width}-{theme}-{lang}")).await;
        assert_eq!(stage.run("return document.documentElement.scrollWidth - innerWidth").await, 0);
        let small = "return [...document.querySelectorAll('[data-cell=handle]')].map(it => it.getBoundingClientRect())
            .filter(it => it.width < 24 || it.height < 24).length";
        assert_eq!(stage.run(small).await, 0, "targets of 24 pixels at {width}");
        stage.keys(key::ESCAPE).await;
        stage.click("[data-status-id='103'] [data-cell=menu]").await;
        stage.find("[role=menu]").await;
        stage.picture(&format!("reorder-menu-{width}-{theme}-{lang}")).await;
        stage.keys(key::ESCAPE).await;
    }
    stage.strike().await;
}
