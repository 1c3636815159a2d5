//! New rows: one after the other, in the middle of a group, with codes made of their names or typed.

use crate::stage::{Stage, Visit, key};
use serde_json::json;

const FIELD: &str = ".add input[name=NAME]";
const CODE: &str = ".add input[name=CODE]";

/// Opens the field below a row, by key.
async fn insert_below(stage: &Stage, id: u32) {
    stage.focus(&format!("[data-status-id='{id}'] [data-cell=name]")).await;
    stage.keys(key::INSERT).await;
    stage.find(FIELD).await;
}

/// The code that the portal holds for a name; empty if there is no such row.
fn code_of(stage: &Stage, name: &str) -> String {
    let row = stage.rows().into_iter().find(|row| row["NAME"] == name);
    row.and_then(|row| row["STATUS_ID"].as_str().map(str::to_owned)).unwrap_or_default()
}

async fn until_code(stage: &Stage, name: &str, code: &str) {
    stage.until(&format!("{name} has {code}"), || async { code_of(stage, name) == code }).await;
}

async fn focused(stage: &Stage) -> String {
    let script = "const it = document.activeElement;
        return it.name || `${it.closest('[data-status-id]')?.dataset.statusId} ${it.dataset.cell}`";
    stage.run(script).await.as_str().unwrap_or_default().to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn names_in_any_script_get_codes_and_colours_of_their_own() {
    let stage = Stage::set().await;
    stage.open(Visit { lang: "ru", ..Visit::default() }).await;
    stage.click(".add button").await;
    stage.find(FIELD).await;
    stage.keys("Договор подписан").await;
    stage.until_text(".new-row__chip", "DOGOVOR_PODPISAN").await;
    stage.keys(key::ENTER).await;
    stage.keys("Invoice").await;
    stage.until_text(".new-row__chip", "INVOICE").await;
    stage.until_text(".name-note", "уже есть значение").await;
    stage.keys(key::ENTER).await;
    stage.keys("Negotiation with the legal department").await;
    stage.until_text(".new-row__chip", "NEGOTIATION_WITH_THE").await;
    stage.keys(key::ENTER).await;
    stage.keys("新しい").await;
    stage.until_text(".new-row__chip", "UC_").await;
    stage.keys(key::ENTER).await;
    stage.keys(key::ESCAPE).await;
    until_code(&stage, "Договор подписан", "DOGOVOR_PODPISAN").await;
    until_code(&stage, "Negotiation with the legal department", "NEGOTIATION_WITH_THE").await;
    stage.until("made up", || async { code_of(&stage, "新しい").starts_with("UC_") }).await;
    let color =
        |name: &str| stage.rows().into_iter().find(|row| row["NAME"] == name).map(|row| row["COLOR"].clone());
    let (one, other) = (color("Договор подписан"), color("新しい"));
    assert!(one != other && one.as_ref().is_some_and(|color| color.as_str().is_some_and(|it| it.len() == 7)));
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rows_are_inserted_below_another_one_by_keyboard_alone() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    stage.run("window.before = [...document.querySelectorAll('[data-status-id]')]").await;
    insert_below(&stage, 103).await;
    assert_eq!(stage.run("return before.every(row => row.isConnected)").await, true, "no row is made anew");
    stage.keys("Call").await;
    stage.keys(key::ENTER).await;
    stage.until("the next", || async { stage.names().await.contains("Create papers,Call,Invoice") }).await;
    assert_eq!(focused(&stage).await, "NAME", "ready for the next, below the one before");
    stage.keys("Meeting").await;
    stage.keys(key::ENTER).await;
    stage.keys("Given up").await;
    stage.keys(key::ESCAPE).await;
    stage.until("closed", || async { !stage.has(FIELD).await }).await;
    let order = "New,Create papers,Call,Meeting,Invoice,In progress";
    stage.until("shown", || async { stage.names().await.starts_with(order) }).await;
    stage.until("on the row above", || async { focused(&stage).await.ends_with(" name") }).await;
    stage
        .until("stored", || async {
            let mut rows = stage.rows();
            rows.retain(|row| row["ENTITY_ID"] == "DEAL_STAGE");
            rows.sort_by_key(|row| row["SORT"].as_str().and_then(|sort| sort.parse::<i64>().ok()));
            let names: Vec<_> = rows.iter().filter_map(|row| row["NAME"].as_str()).collect();
            names.join(",").starts_with(order)
        })
        .await;
    // The other key, in the last group.
    stage.focus("[data-status-id='113'] [data-cell=name]").await;
    stage.chord(&[key::CONTROL], key::ENTER).await;
    stage.find(FIELD).await;
    stage.keys("Too late").await;
    stage.keys(key::ENTER).await;
    stage.keys(key::ESCAPE).await;
    stage
        .until("shown", || async { stage.names().await.contains("Deal lost,Too late,Analyze failure") })
        .await;
    // There is exactly one success stage.
    stage.focus("[data-status-id='111'] [data-cell=name]").await;
    stage.keys(key::INSERT).await;
    assert!(!stage.has(FIELD).await);
    stage.click("[data-status-id='111'] [data-cell=menu]").await;
    stage.until_text("[role=menu]", "There is exactly one success stage").await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_menu_inserts_below() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    stage.click("[data-status-id='101'] [data-cell=menu]").await;
    stage.press("@role='menu'", "Insert below").await;
    stage.until("the field", || async { focused(&stage).await == "NAME" }).await;
    stage.keys("Second").await;
    stage.click("h2").await;
    stage
        .until("added by leaving", || async { stage.names().await.starts_with("New,Second,Create papers") })
        .await;
    until_code(&stage, "Second", "SECOND").await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_code_of_ones_own_is_checked_before_it_is_sent() {
    let stage = Stage::set().await;
    stage.ops(&json!([{"op": "pipeline", "category_id": 5, "name": "Partners"}]));
    stage.open(Visit::default()).await;
    let requests = stage.log().len();
    insert_below(&stage, 103).await;
    stage.keys("Offer").await;
    stage.keys(key::TAB).await;
    stage.keys(key::ENTER).await;
    stage.until("the field for the code", || async { focused(&stage).await == "CODE" }).await;
    stage.retype(CODE, "new").await;
    stage.until_text(".new-row__trouble", "The code NEW is already used by \"New\".").await;
    stage.keys(key::ENTER).await;
    stage.retype(CODE, "код").await;
    stage.until_text(".new-row__trouble", "Use Latin capital letters").await;
    stage.retype(CODE, &"A".repeat(23)).await;
    stage.until_text(".new-row__trouble", "up to 22 characters").await;
    stage.picture("code-too-long").await;
    stage.press("contains(@class, 'new-row')", "Suggest one").await;
    stage.until_text(".new-row__chip", "OFFER").await;
    assert_eq!(focused(&stage).await, "NAME");
    assert_eq!(stage.log().len(), requests, "nobody was asked");
    stage.click(".new-row__chip").await;
    stage.retype(CODE, "offer-1").await;
    stage.keys(key::ENTER).await;
    until_code(&stage, "Offer", "OFFER-1").await;
    // Escape takes back what was typed, and then closes.
    stage.keys("Second").await;
    stage.click(".new-row__chip").await;
    stage.retype(CODE, "X").await;
    stage.keys(key::ESCAPE).await;
    stage.until_text(".new-row__chip", "SECOND").await;
    stage.keys(key::ESCAPE).await;
    stage.until("closed", || async { !stage.has(FIELD).await }).await;
    // The prefix of another pipeline is part of the limit, and not of what is typed.
    stage.click("#directory").await;
    stage.keys("partners").await;
    stage.keys(key::ENTER).await;
    stage.until_text("#directory", "Partners").await;
    stage.click(".add button").await;
    stage.find(FIELD).await;
    stage.keys("Offer").await;
    stage.click(".new-row__chip").await;
    stage.retype(CODE, &"A".repeat(20)).await;
    stage.until_text(".new-row__trouble", "up to 19 characters").await;
    stage.retype(CODE, "OFFER").await;
    stage.keys(key::ENTER).await;
    stage
        .until("stored with its prefix", || async {
            stage.rows().iter().any(|row| row["STATUS_ID"] == "C5:OFFER" && row["NAME"] == "Offer")
        })
        .await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_name_that_is_there_already_is_told_and_allowed() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    stage.click("[data-status-id='105'] [data-cell=name]").await;
    stage.retype("[data-status-id='105'] input[name=NAME]", "create PAPERS").await;
    stage.until_text(".name-note", "There is already a value named \"create PAPERS\" in this list.").await;
    stage.keys(key::ENTER).await;
    stage.until_stored(105, "create PAPERS").await;
    stage.click("[data-status-id='105'] [data-cell=name]").await;
    stage.find("[data-status-id='105'] input[name=NAME]").await;
    assert_eq!(stage.text(".name-note").await, "", "what is only looked at is not warned of");
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_code_that_a_colleague_took_is_explained_and_replaced() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    stage.colleague(
        "crm.status.add",
        &json!({"fields": {"ENTITY_ID": "DEAL_STAGE", "STATUS_ID": "OFFER", "NAME": "Theirs", "SORT": 15, "SEMANTICS": "P"}}),
    );
    insert_below(&stage, 103).await;
    stage.keys("Offer").await;
    stage.keys(key::ENTER).await;
    stage.keys(key::ESCAPE).await;
    stage.until_text(".status-row__note", "The code of \"Offer\" is already used by another value").await;
    stage.picture("code-taken").await;
    stage.press("@data-state='failed'", "Suggest one").await;
    until_code(&stage, "Offer", "OFFER_2").await;
    assert_eq!(code_of(&stage, "Theirs"), "OFFER");
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refusal_is_told_in_the_portals_words() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    stage.ops(&json!([{"op": "fault", "kind": "refuse", "method": "crm.status.add", "description": "No more than 50 stages."}]));
    stage.click(".add button").await;
    stage.find(FIELD).await;
    stage.keys("Fifty-first").await;
    stage.keys(key::ENTER).await;
    stage.keys(key::ESCAPE).await;
    stage.until_text(".status-row__note", "Bitrix24 refused to add \"Fifty-first\".").await;
    stage.until_text(".status-row__note", "Bitrix24 says:").await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_empty_list_begins_with_a_row_or_a_pasted_list() {
    let stage = Stage::set().await;
    stage.ops(&json!([{"op": "keep_only", "entity": "SOURCE", "ids": []}]));
    stage.open(Visit::default()).await;
    stage.click("#directory").await;
    stage.keys("sources").await;
    stage.keys(key::ENTER).await;
    stage.until_text(".blank", "No values yet").await;
    stage.press("contains(@class, 'blank')", "Paste a list").await;
    stage.find("dialog textarea").await;
    stage.keys(key::ESCAPE).await;
    stage.press("contains(@class, 'blank')", "Add the first value").await;
    stage.until("the field", || async { focused(&stage).await == "NAME" }).await;
    stage.keys("Выставка").await;
    stage.keys(key::ENTER).await;
    until_code(&stage, "Выставка", "VYSTAVKA").await;
    let row = stage.rows().into_iter().find(|row| row["NAME"] == "Выставка").expect("the row");
    assert!(
        matches!(row["COLOR"].as_str(), None | Some("" | "#")),
        "plain lists are given no colours: {row}"
    );
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_looks_right_in_every_width_theme_and_language() {
    let stage = Stage::set().await;
    for (lang, name) in [("en", "Offer"), ("ru", "Договор подписан")] {
        stage.open(Visit { lang, ..Visit::default() }).await;
        insert_below(&stage, 105).await;
        stage.keys(name).await;
        for width in [1280u32, 640, 320] {
            stage.widen(width, 900).await;
            stage.fill_window().await;
            let overflow = stage.run("return document.documentElement.scrollWidth - innerWidth").await;
            assert_eq!(overflow, 0, "at {width}");
            for dark in [false, true] {
                stage.dark(dark).await;
                let theme = if dark { "dark" } else { "light" };
                stage.picture(&format!("add-{width}-{theme}-{lang}")).await;
            }
        }
    }
    stage.strike().await;
}
