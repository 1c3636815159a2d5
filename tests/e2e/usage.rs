//! How many records hold a value: counted late, in few requests, and never in the way.

use crate::stage::{Stage, Visit, key};
use serde_json::{Value, json};

async fn used(stage: &Stage, id: u32) -> String {
    stage.text(&format!("[data-status-id='{id}'] .status-row__used")).await
}

/// Turns to another directory.
pub(crate) async fn turn_to(stage: &Stage, name: &str) {
    stage.click("#directory").await;
    stage.find("[role=dialog] input[role=combobox]").await;
    stage.keys(name).await;
    stage.click("[role=option]").await;
    stage.until_text("#directory", name).await;
    stage.until_counted().await;
}

/// The id of a row, by its directory and code.
pub(crate) fn id_of(stage: &Stage, entity: &str, code: &str) -> u32 {
    let is_it = |row: &Value| row["ENTITY_ID"] == entity && row["STATUS_ID"] == code;
    let row = stage.rows().into_iter().find(is_it).unwrap_or_else(|| panic!("no {code} in {entity}"));
    row["ID"].as_str().and_then(|id| id.parse().ok()).expect("an id")
}

/// Records in stages of every family, and in values of plain lists.
fn records() -> Value {
    json!([
        {"op": "deals", "stage": "NEW", "count": 1204},
        {"op": "deals", "stage": "PREPARATION", "count": 1},
        {"op": "deals", "stage": "WON", "count": 3},
        {"op": "leads", "stage": "NEW", "count": 2, "fields": {"SOURCE_ID": "CALL"}},
        {"op": "deals", "stage": "LOSE", "count": 3, "fields": {"SOURCE_ID": "CALL", "TYPE_ID": "SERVICE"}},
        {"op": "contacts", "count": 4, "fields": {"SOURCE_ID": "CALL"}},
        {"op": "quotes", "stage": "SENT", "count": 5},
    ])
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_row_says_how_many_records_hold_it() {
    let stage = Stage::set().await;
    stage.ops(&records());
    stage.open(Visit::default()).await;
    assert_eq!(used(&stage, 101).await, "1,204 deals");
    assert_eq!(used(&stage, 103).await, "1 deal");
    assert_eq!(used(&stage, 105).await, "0 deals");
    assert_eq!(stage.counts().len(), 1, "one request for a whole pipeline");
    let order: Vec<_> = stage.requests().iter().map(|it| it["params"]["cmd"].to_string()).collect();
    assert!(order[0].contains("crm.status.list") && order[1].contains("crm.deal.list"), "{order:?}");
    assert!(!order[1].contains("start"), "{}", order[1]);
    for (dark, lang) in [(false, "en"), (true, "ru")] {
        stage.dark(dark).await;
        stage.widen(1280, 800).await;
        stage.open(Visit { lang, ..Visit::default() }).await;
        stage.fill_window().await;
        stage.picture(&format!("usage-1280-{lang}")).await;
        stage.widen(320, 700).await;
        stage.open(Visit { lang, ..Visit::default() }).await;
        stage.fill_window().await;
        stage.picture(&format!("usage-320-{lang}")).await;
        let wider = "return document.documentElement.scrollWidth > innerWidth";
        assert_eq!(stage.run(wider).await, false);
    }
    assert_eq!(used(&stage, 101).await, "1 204 сделки");
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_values_of_a_plain_list_are_counted_in_all_records_that_have_the_field() {
    let stage = Stage::set().await;
    stage.ops(&records());
    stage.open(Visit::default()).await;
    turn_to(&stage, "Sources").await;
    assert_eq!(used(&stage, id_of(&stage, "SOURCE", "CALL")).await, "9 records");
    assert_eq!(used(&stage, id_of(&stage, "SOURCE", "WEB")).await, "0 records");
    assert_eq!(stage.counts().len(), 2, "12 values in three kinds of records: one more request");
    turn_to(&stage, "Deal Type").await;
    assert_eq!(used(&stage, id_of(&stage, "DEAL_TYPE", "SERVICE")).await, "3 deals");
    turn_to(&stage, "Estimate stages").await;
    assert_eq!(used(&stage, id_of(&stage, "QUOTE_STATUS", "SENT")).await, "5 quotes");
    turn_to(&stage, "Call statuses").await;
    let counts = stage.counts().len();
    assert!(!stage.has("[data-used]:not([data-used=unknown])").await, "what cannot be counted says nothing");
    assert_eq!(stage.counts().len(), counts);
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rows_out_of_view_are_counted_when_they_come_into_it() {
    let stage = Stage::set().await;
    stage.ops(&json!([{"op": "generate", "entity": "SOURCE", "count": 120, "seed": 3}]));
    stage.open(Visit::default()).await;
    turn_to_unsettled(&stage, "Sources").await;
    let first = "return document.querySelectorAll('[data-used=none], [data-used=some]').length";
    stage.until("the first ones", || async { stage.run(first).await.as_u64().unwrap_or(0) > 0 }).await;
    assert!(stage.has("[data-used=counting]").await, "not all at once");
    for request in stage.counts() {
        let commands = request["params"]["cmd"].as_object().map_or(0, serde_json::Map::len);
        assert!(commands <= 50, "{commands}");
    }
    stage
        .run("const body = document.querySelector('.widget__body'); body.scrollTop = body.scrollHeight")
        .await;
    let last = "const rows = document.querySelectorAll('[data-status-id]');
        return rows[rows.length - 1].querySelector('[data-used]').dataset.used";
    stage.until("the last one", || async { stage.run(last).await == "none" }).await;
    stage.strike().await;
}

/// Turns to a directory that is too long to be counted at once.
async fn turn_to_unsettled(stage: &Stage, name: &str) {
    stage.click("#directory").await;
    stage.find("[role=dialog] input[role=combobox]").await;
    stage.keys(name).await;
    stage.click("[role=option]").await;
    stage.until_text("#directory", name).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refresh_counts_again_and_a_change_does_not_wait_for_a_count() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    assert_eq!(used(&stage, 105).await, "0 deals");
    stage.ops(&json!([
        {"op": "deals", "stage": "PREPAYMENT_INVOICE", "count": 2},
        {"op": "fault", "kind": "delay", "ms": 15000, "method": "crm.deal.list", "count": 1},
    ]));
    stage.click("[data-tool=refresh]").await;
    stage.until_text(".status-line", "The list is up to date").await;
    tokio::time::sleep(std::time::Duration::from_millis(700)).await;
    assert_eq!(used(&stage, 105).await, "0 deals", "what was known is shown until then");
    stage.rename(103, "At once").await;
    stage.until_state(103, "saved").await;
    assert_eq!(used(&stage, 105).await, "0 deals", "the count is still on its way");
    stage.until("counted again", || async { used(&stage, 105).await == "2 deals" }).await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_count_that_fails_for_a_moment_is_made_later_and_says_nothing() {
    let stage = Stage::set().await;
    stage.ops(&json!([
        {"op": "deals", "stage": "NEW", "count": 2},
        {"op": "fault", "kind": "query_limit", "method": "crm.deal.list", "count": 2},
    ]));
    stage.open(Visit::default()).await;
    assert_eq!(used(&stage, 101).await, "2 deals");
    assert_eq!(stage.counts().len(), 3);
    assert!(!stage.has(".banner").await);
    stage.ops(&json!([{"op": "user", "config_write": false}]));
    stage.open(Visit { user: "manager", ..Visit::default() }).await;
    assert_eq!(used(&stage, 101).await, "2 deals", "who may only look sees it, too");
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_portals_own_list_opens_from_the_menu_of_a_row() {
    let stage = Stage::set().await;
    stage.ops(&records());
    stage.open(Visit::default()).await;
    stage.click("[data-status-id='105'] [data-cell=menu]").await;
    stage.until_text("[role=menu]", "No records that you can see").await;
    stage.keys(key::ESCAPE).await;
    stage.until("closed", || async { !stage.has("[role=menu]").await }).await;
    stage.click("[data-status-id='101'] [data-cell=menu]").await;
    stage.press("@role='menu'", "Show 1,204 deals").await;
    stage.leave().await;
    let address = "return document.querySelector('.slider__page')?.src ?? ''";
    stage.until("a slider", || async { stage.run(address).await != "" }).await;
    let address = stage.run(address).await;
    let expected = format!("{}/crm/deal/list/?apply_filter=Y&STAGE_ID[]=NEW", stage.emulator.portal());
    assert!(address.as_str().is_some_and(|it| it.starts_with(&expected)), "{address}");
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_portal_that_opens_no_lists_has_its_address_copied() {
    let options = portal_emulator::Options {
        generation: portal_emulator::Generation::Y2024,
        ..portal_emulator::Options::default()
    };
    let stage = Stage::set_with(options).await;
    stage.ops(&records());
    stage.open(Visit::default()).await;
    turn_to(&stage, "Estimate stages").await;
    let sent = id_of(&stage, "QUOTE_STATUS", "SENT");
    stage.click(&format!("[data-status-id='{sent}'] [data-cell=menu]")).await;
    stage.press("@role='menu'", "Show 5 quotes").await;
    stage.until_text("dialog .details", "/crm/quote/list/?apply_filter=Y&STATUS_ID[]=SENT").await;
    stage.press("@role='dialog'", "Close").await;
    let focused = stage.run("return document.activeElement.dataset.cell").await;
    assert_eq!(focused, "menu");
    stage.strike().await;
}
