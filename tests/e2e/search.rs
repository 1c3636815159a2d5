//! Finding rows: search, sorts, and what both do to the rest of the list.

use crate::stage::{Stage, Visit, key};
use serde_json::json;

const FIELD: &str = ".search input";

async fn focused(stage: &Stage) -> String {
    let script = "const it = document.activeElement; return `${it.closest('[data-status-id]')?.dataset.statusId} ${it.dataset.cell ?? it.name}`";
    stage.run(script).await.as_str().unwrap_or_default().to_owned()
}

async fn spoken(stage: &Stage) -> String {
    stage
        .run("return document.querySelector('.status-line [role=status]').textContent")
        .await
        .as_str()
        .unwrap_or_default()
        .to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_search_finds_names_and_codes_and_marks_them() {
    let stage = Stage::set().await;
    stage.ops(&json!([{"op": "raw_status", "id": 105, "set": {"NAME": "Счёт на оплату"}}]));
    stage.open(Visit::default()).await;
    stage.focus("[data-status-id='101'] [data-cell=menu]").await;
    stage.keys("/").await;
    assert_eq!(focused(&stage).await, "undefined SEARCH");
    stage.keys("СЧЕТ").await;
    stage.until("one row", || async { stage.names().await == "Счёт на оплату" }).await;
    assert_eq!(stage.text("mark").await, "Счёт");
    stage.until_text(".status-line__aside", "1 of 8 shown").await;
    stage.until("said", || async { spoken(&stage).await.contains("1 of 8 shown") }).await;
    assert_eq!(
        stage.run("return document.querySelectorAll('.status-group').length").await,
        1,
        "groups without a match are hidden"
    );
    stage.picture("search-found").await;
    stage.retype(FIELD, "lose").await;
    stage.until("by code", || async { stage.names().await == "Deal lost" }).await;
    assert_eq!(stage.text(".code mark").await, "LOSE");
    let row = stage.attr("[data-status-id]", "aria-rowindex").await;
    assert_eq!(row.as_deref(), Some("7"), "its place in the whole list");
    // Down goes to the first match, Escape from there nowhere; in the field it clears and then goes back.
    stage.focus(FIELD).await;
    stage.keys(key::DOWN).await;
    assert_eq!(focused(&stage).await, "113 name");
    stage.chord(&[key::CONTROL], "f").await;
    assert_eq!(focused(&stage).await, "undefined SEARCH");
    stage.keys(key::ESCAPE).await;
    stage.until("all rows", || async { stage.names().await.matches(',').count() == 7 }).await;
    assert_eq!(focused(&stage).await, "undefined SEARCH");
    stage.keys(key::ESCAPE).await;
    assert_eq!(focused(&stage).await, "113 name");
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_found_offers_to_clear_and_to_add() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    stage.click(FIELD).await;
    stage.keys("Delivery").await;
    stage.until_text(".blank", "Nothing matches \"Delivery\"").await;
    stage.until_text(".blank", "8 values were searched").await;
    stage.until("said", || async { spoken(&stage).await.contains("No matches") }).await;
    for width in [1280u32, 320] {
        stage.widen(width, 800).await;
        stage.fill_window().await;
        stage.picture(&format!("search-nothing-{width}")).await;
    }
    stage.press("contains(@class,'blank')", "Clear search").await;
    stage.until("all rows", || async { stage.names().await.matches(',').count() == 7 }).await;
    assert_eq!(focused(&stage).await, "undefined SEARCH");
    stage.keys("Delivery").await;
    stage.press("contains(@class,'blank')", "Add ").await;
    stage.until("added", || async { stage.rows().iter().any(|row| row["NAME"] == "Delivery") }).await;
    assert_eq!(stage.names().await, "Delivery");
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sorts_of_rows_are_chosen_in_a_menu() {
    let stage = Stage::set().await;
    stage.ops(&json!([{"op": "raw_status", "id": 101, "set": {"NAME": "Fresh", "NAME_INIT": "New", "SYSTEM": "Y"}}]));
    stage.open(Visit::default()).await;
    stage.click("#filter").await;
    stage.find("[role=menu]").await;
    stage.picture("search-sorts").await;
    stage.keys(key::DOWN).await;
    stage.keys(key::DOWN).await;
    stage.keys(key::DOWN).await;
    stage.keys(key::ENTER).await;
    stage.until("renamed", || async { stage.names().await == "Fresh" }).await;
    let label = stage.attr("#filter", "aria-label").await;
    assert_eq!(label.as_deref(), Some("Show: Renamed"));
    // The name that Bitrix24 gave it comes back, and the row stays as long as the user is on it.
    stage.focus("[data-status-id='101'] [data-cell=menu]").await;
    stage.keys(key::ENTER).await;
    stage.press("@role='menu'", "Revert to").await;
    stage.until_stored(101, "New").await;
    assert_eq!(stage.names().await, "New");
    stage.chord(&[key::CONTROL], "z").await;
    stage.until_stored(101, "Fresh").await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_row_that_asks_stays_in_view_and_none_is_moved() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    stage.ops(&json!([{"op": "fault", "kind": "refuse", "method": "crm.status.update"}]));
    stage.rename(103, "Papers").await;
    stage.until_state(103, "failed").await;
    stage.click(FIELD).await;
    stage.keys("won").await;
    stage.until("two rows", || async { stage.names().await == "Papers,Deal won" }).await;
    let requests = stage.log().len();
    stage.retype(FIELD, "in").await;
    stage.until("rows", || async { stage.names().await.starts_with("Papers,Invoice,In progress") }).await;
    stage.focus("[data-status-id='107'] [data-cell=name]").await;
    stage.chord(&[key::ALT], key::UP).await;
    stage.until("said", || async { spoken(&stage).await.contains("Clear the search to move rows") }).await;
    stage.focus("[data-status-id='107'] [data-cell=menu]").await;
    stage.keys(key::ENTER).await;
    stage.until_text("[role=menu]", "Clear the search to move rows").await;
    stage.keys(key::ESCAPE).await;
    assert_eq!(stage.log().len(), requests, "nothing was sent");
    // A name that is being written stays, whatever is searched for meanwhile.
    stage.click("[data-status-id='107'] [data-cell=name]").await;
    stage.retype("[data-status-id='107'] input", " ").await;
    stage
        .run(
            "const it = document.querySelector('.search input');
             it.value = 'zzz';
             it.dispatchEvent(new InputEvent('input', {bubbles: true}));",
        )
        .await;
    stage.until_text(".status-line__aside", "2 of 8").await;
    assert!(stage.has("[data-status-id='107'] input").await);
    stage.strike().await;
}
