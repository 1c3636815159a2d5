//! Moving the records of a value to another one, and then deleting it.

use crate::stage::{Stage, Visit, key};
use crate::usage::{id_of, turn_to};
use serde_json::{Value, json};

const DIALOG: &str = "@role='alertdialog'";
const MOVING: &str = "@role='dialog'";

/// Asks for a row to be deleted, by key.
async fn ask(stage: &Stage, id: u32) {
    stage.focus(&format!("[data-status-id='{id}'] [data-cell=name]")).await;
    stage.keys(key::DELETE).await;
    stage.find("dialog[open] .choices").await;
}

/// How many records have a value, as the administrator may count them.
fn count(stage: &Stage, method: &str, params: &Value) -> u64 {
    let token = browser::http::ask(&format!("{}/token", stage.emulator.control()), &json!({"user": "admin"}));
    let address = format!("{}/rest/{method}", stage.emulator.portal());
    let mut params = params.clone();
    params["auth"] = token["access_token"].clone();
    browser::http::ask(&address, &params)["total"].as_u64().unwrap_or_else(|| panic!("{method} counts"))
}

fn deals_in(stage: &Stage, code: &str) -> u64 {
    count(stage, "crm.deal.list", &json!({"filter": {"STAGE_ID": code}}))
}

async fn until_gone(stage: &Stage, id: u32) {
    stage.until("gone", || async { stage.stored(id) == Value::Null }).await;
    stage.until("out of the list", || async { !stage.has(&format!("[data-status-id='{id}']")).await }).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_deals_of_a_stage_are_moved_and_then_it_is_deleted() {
    let stage = Stage::set().await;
    stage.ops(&json!([
        {"op": "deals", "stage": "PREPAYMENT_INVOICE", "count": 120},
        // Slow enough for what is said meanwhile to be read.
        {"op": "fault", "kind": "delay", "ms": 3000, "method": "crm.deal.update", "count": "all"},
    ]));
    for (dark, lang) in [(true, "ru"), (false, "en")] {
        stage.dark(dark).await;
        stage.widen(320, 700).await;
        stage.open(Visit { lang, ..Visit::default() }).await;
        stage.fill_window().await;
        ask(&stage, 105).await;
        stage.picture(&format!("in-use-320-{lang}")).await;
        stage.keys(key::ESCAPE).await;
    }
    stage.widen(1280, 800).await;
    stage.open(Visit::default()).await;
    stage.fill_window().await;
    ask(&stage, 105).await;
    stage.until_text("dialog", "\"Invoice\" is used by 120 deals").await;
    stage.until_text("dialog", "Automation rules of \"Create papers\" will run for them.").await;
    stage.picture("in-use-1280").await;
    let before = stage.requests().len();
    stage.press(DIALOG, "Move and delete").await;
    stage.until_text("dialog", "49 of 120 moved.").await;
    stage.picture("moving-1280").await;
    stage.until_text("dialog [role=status]", "25 %").await;
    let focused = stage.run("return document.activeElement.textContent.trim()").await;
    assert_eq!(focused, "Pause");
    stage.until_state(105, "doomed").await;
    assert!(!stage.has("dialog").await);
    assert_eq!((deals_in(&stage, "PREPAYMENT_INVOICE"), deals_in(&stage, "PREPARATION")), (0, 120));
    let batches: Vec<_> =
        stage.requests().into_iter().skip(before).filter(|it| it["method"] == "batch").collect();
    let commands = |it: &Value| it["params"]["cmd"].as_object().map_or(0, serde_json::Map::len);
    assert!(batches.iter().all(|it| commands(it) <= 50));
    assert_eq!(batches.iter().filter(|it| it.to_string().contains("crm.deal.update")).count(), 3);
    until_gone(&stage, 105).await;
    let focused = "return document.activeElement.closest('[data-status-id]') !== null";
    stage.until("the focus in the list", || async { stage.run(focused).await == true }).await;
    stage.until_text("[data-status-id='103'] .status-row__used", "120 deals").await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_kind_of_record_is_moved() {
    let stage = Stage::set().await;
    stage.ops(&json!([
        {"op": "pipeline", "id": 5, "name": "Partners"},
        {"op": "pipeline", "entityTypeId": 31, "id": 3, "name": "Domestic invoices"},
        {"op": "pipeline", "entityTypeId": 130, "id": 11, "name": "Contracts"},
        {"op": "leads", "stage": "IN_PROCESS", "count": 3},
        {"op": "deals", "stage": "C5:PREPARATION", "count": 3},
        {"op": "quotes", "stage": "SENT", "count": 3},
    ]));
    let open = |entity: &'static str| {
        let codes = stage.rows().into_iter().filter(move |row| row["ENTITY_ID"] == entity);
        let open: Vec<_> = codes
            .filter(|row| row["SEMANTICS"].as_str().is_none_or(|it| it.is_empty() || it == "P"))
            .collect();
        open[1]["STATUS_ID"].as_str().expect("a code").to_owned()
    };
    let (invoice, item) = (open("SMART_INVOICE_STAGE_3"), open("DYNAMIC_130_STAGE_11"));
    stage.ops(&json!([
        {"op": "items", "entityTypeId": 31, "stage": invoice, "count": 3},
        {"op": "items", "entityTypeId": 130, "stage": item, "count": 3},
    ]));
    let families = [
        ("Lead stages", "STATUS", "IN_PROCESS".to_owned(), "leads"),
        ("Partners", "DEAL_STAGE_5", "C5:PREPARATION".to_owned(), "deals"),
        ("Estimate stages", "QUOTE_STATUS", "SENT".to_owned(), "quotes"),
        ("Domestic invoices", "SMART_INVOICE_STAGE_3", invoice, "invoices"),
        ("Contracts", "DYNAMIC_130_STAGE_11", item, "items"),
    ];
    stage.open(Visit::default()).await;
    for (name, entity, code, noun) in families {
        turn_to(&stage, name).await;
        let id = id_of(&stage, entity, &code);
        stage.until_text(&format!("[data-status-id='{id}'] .status-row__used"), &format!("3 {noun}")).await;
        ask(&stage, id).await;
        if stage.has("dialog input[type=checkbox]").await {
            stage.click("dialog input[type=checkbox]").await;
        }
        stage.press(DIALOG, "Move and delete").await;
        until_gone(&stage, id).await;
    }
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_source_is_moved_in_leads_deals_and_contacts() {
    let stage = Stage::set().await;
    stage.ops(&json!([
        {"op": "leads", "stage": "NEW", "count": 2, "fields": {"SOURCE_ID": "STORE"}},
        {"op": "deals", "stage": "NEW", "count": 60, "fields": {"SOURCE_ID": "STORE"}},
        {"op": "contacts", "count": 4, "fields": {"SOURCE_ID": "STORE"}},
    ]));
    stage.open(Visit::default()).await;
    turn_to(&stage, "Sources").await;
    let (store, web) = (id_of(&stage, "SOURCE", "STORE"), id_of(&stage, "SOURCE", "WEB"));
    ask(&stage, store).await;
    stage.until_text("dialog", "2 leads, 60 deals, 4 contacts").await;
    stage
        .run_with(
            "const select = document.querySelector('dialog select');
         select.value = arguments[0];
         select.dispatchEvent(new Event('change', {bubbles: true}))",
            vec![json!(web.to_string())],
        )
        .await;
    if stage.has("dialog input[type=checkbox]").await {
        stage.click("dialog input[type=checkbox]").await;
    }
    stage.picture("in-use-source").await;
    stage.press(DIALOG, "Move and delete").await;
    stage.until_state(store, "doomed").await;
    for (method, many) in [("crm.lead.list", 2), ("crm.deal.list", 60), ("crm.contact.list", 4)] {
        assert_eq!(count(&stage, method, &json!({"filter": {"SOURCE_ID": "WEB"}})), many, "{method}");
        assert_eq!(count(&stage, method, &json!({"filter": {"SOURCE_ID": "STORE"}})), 0, "{method}");
    }
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_pause_a_stop_half_way_and_the_rest_later() {
    let stage = Stage::set().await;
    stage.ops(&json!([
        {"op": "deals", "stage": "PREPAYMENT_INVOICE", "count": 300},
        // Slow enough for a person to be in time.
        {"op": "fault", "kind": "delay", "ms": 1500, "method": "crm.deal.update", "count": "all"},
    ]));
    stage.open(Visit::default()).await;
    ask(&stage, 105).await;
    stage.press(DIALOG, "Move and delete").await;
    stage.until_text("dialog", "49 of 300 moved.").await;
    stage.press(MOVING, "Pause").await;
    stage.until_text("dialog", "Paused.").await;
    // What was under way comes to its end.
    tokio::time::sleep(std::time::Duration::from_secs(4)).await;
    let requests = stage.requests().len();
    tokio::time::sleep(std::time::Duration::from_secs(2)).await;
    assert_eq!(stage.requests().len(), requests, "nothing goes on");
    stage.press(MOVING, "Resume").await;
    stage.until_text("dialog", "147 of 300 moved.").await;
    stage.press(MOVING, "Stop").await;
    stage.until_text("dialog", "Not everything was moved").await;
    stage.until_text("dialog", "Nothing was deleted.").await;
    stage.picture("stopped").await;
    let told = async || {
        let left = deals_in(&stage, "PREPAYMENT_INVOICE");
        stage.text("dialog").await.contains(&format!(" {left} still in \"Invoice\""))
    };
    stage.until("told how many are left", told).await;
    tokio::time::sleep(std::time::Duration::from_millis(1_500)).await;
    let left = deals_in(&stage, "PREPAYMENT_INVOICE");
    assert!(left > 0);
    stage.until_text("dialog", &format!(" {left} still in \"Invoice\"")).await;
    stage.press(DIALOG, "Close").await;
    stage.until("closed", || async { !stage.has("dialog").await }).await;
    tokio::time::sleep(std::time::Duration::from_secs(8)).await;
    assert_eq!(stage.stored(105)["NAME"], "Invoice", "nothing is deleted");
    stage.until_text("[data-status-id='105'] .status-row__used", &format!("{left} deals")).await;
    ask(&stage, 105).await;
    stage.press(DIALOG, "Move and delete").await;
    stage.until_text("dialog", "49 of").await;
    stage.press(MOVING, "Stop").await;
    stage.press(DIALOG, "Continue").await;
    until_gone(&stage, 105).await;
    assert_eq!(deals_in(&stage, "PREPARATION"), 300);
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_record_that_refuses_is_named_and_nothing_is_deleted() {
    let stage = Stage::set().await;
    stage.ops(&json!([
        {"op": "deals", "stage": "PREPAYMENT_INVOICE", "count": 5},
        {"op": "fault", "kind": "refuse", "method": "crm.deal.update", "count": 1},
    ]));
    stage.open(Visit::default()).await;
    ask(&stage, 105).await;
    stage.press(DIALOG, "Move and delete").await;
    stage.until_text("dialog", "4 of 5 moved to \"Create papers\". 1 still in \"Invoice\".").await;
    stage.until_text("dialog", "1 record could not be changed:").await;
    stage.until_text("dialog .refusals", "No. ").await;
    stage.picture("refused").await;
    assert_eq!(stage.stored(105)["NAME"], "Invoice");
    stage.press(DIALOG, "Continue").await;
    until_gone(&stage, 105).await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_token_that_ends_and_a_busy_portal_in_the_middle() {
    let stage = Stage::set().await;
    stage.ops(&json!([
        {"op": "deals", "stage": "PREPAYMENT_INVOICE", "count": 200},
        {"op": "fault", "kind": "delay", "ms": 1500, "method": "crm.deal.update", "count": "all"},
    ]));
    stage.open(Visit::default()).await;
    ask(&stage, 105).await;
    stage.press(DIALOG, "Move and delete").await;
    stage.until_text("dialog", "49 of 200 moved.").await;
    stage.expire_tokens();
    stage.until_text("dialog", "98 of 200 moved.").await;
    stage.ops(&json!([{"op": "limit", "query": 2}]));
    stage.until_text("dialog", "Bitrix24 is limiting requests right now.").await;
    stage.ops(&json!([{"op": "fault", "kind": "answer_lost", "method": "crm.deal.update", "count": 1}]));
    stage.until_state(105, "doomed").await;
    assert_eq!((deals_in(&stage, "PREPAYMENT_INVOICE"), deals_in(&stage, "PREPARATION")), (0, 200));
    until_gone(&stage, 105).await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_portal_that_stops_answering_deletes_nothing() {
    let stage = Stage::set().await;
    stage.ops(&json!([
        {"op": "deals", "stage": "PREPAYMENT_INVOICE", "count": 10},
        {"op": "fault", "kind": "not_stored", "method": "crm.deal.update", "count": "all"},
    ]));
    stage.open(Visit::default()).await;
    ask(&stage, 105).await;
    stage.press(DIALOG, "Move and delete").await;
    stage
        .until_text(
            "dialog",
            "0 of 10 moved to \"Create papers\". 10 still in \"Invoice\". Nothing was deleted.",
        )
        .await;
    assert_eq!(deals_in(&stage, "PREPAYMENT_INVOICE"), 10);
    assert_eq!(stage.stored(105)["NAME"], "Invoice");
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn all_of_it_by_keyboard_alone() {
    let stage = Stage::set().await;
    stage.ops(&json!([{"op": "deals", "stage": "PREPAYMENT_INVOICE", "count": 3}]));
    stage.open(Visit::default()).await;
    ask(&stage, 105).await;
    let focused = "const it = document.activeElement; return it.ariaLabel ?? it.type + it.textContent.trim()";
    stage.until("the safe button", || async { stage.run(focused).await == "buttonCancel" }).await;
    stage.chord(&[key::SHIFT], key::TAB).await;
    assert_eq!(stage.run(focused).await, "buttonMove and delete");
    stage.chord(&[key::SHIFT], key::TAB).await;
    assert_eq!(stage.run(focused).await, "Move them to");
    stage.keys(key::DOWN).await;
    stage.until_text("dialog", "Automation rules of \"In progress\"").await;
    stage.chord(&[key::SHIFT], key::TAB).await;
    assert_eq!(stage.run(focused).await, "radio");
    stage.keys(key::DOWN).await;
    stage.until_text("dialog .dialog__foot", "Show").await;
    stage.keys(key::UP).await;
    stage.until_text("dialog .dialog__foot", "Move and delete").await;
    stage.keys(key::TAB).await;
    stage.keys(key::TAB).await;
    stage.keys(key::ENTER).await;
    stage.until_state(105, "doomed").await;
    assert_eq!(deals_in(&stage, "EXECUTING"), 3);
    let focused = "return document.activeElement.closest('[data-status-id]')?.dataset.statusId";
    stage.until("the focus back on the row", || async { stage.run(focused).await == "105" }).await;
    stage.chord(&[key::CONTROL], "z").await;
    stage.until_state(105, "idle").await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn records_are_not_moved_to_what_is_about_to_be_deleted() {
    let stage = Stage::set().await;
    stage.ops(&json!([{"op": "deals", "stage": "PREPAYMENT_INVOICE", "count": 2}]));
    stage.open(Visit::default()).await;
    stage.focus("[data-status-id='103'] [data-cell=name]").await;
    stage.keys(key::DELETE).await;
    stage.until_state(103, "doomed").await;
    ask(&stage, 105).await;
    let offered =
        "return [...document.querySelectorAll('dialog option')].map(it => it.textContent.trim()).join()";
    let offered = stage.run(offered).await.to_string();
    assert!(offered.contains("In progress") && !offered.contains("Create papers"), "{offered}");
    stage.press(DIALOG, "Move and delete").await;
    until_gone(&stage, 105).await;
    assert_eq!((deals_in(&stage, "PREPARATION"), stage.stored(103)), (0, Value::Null));
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn closing_the_page_while_records_are_moved_asks() {
    let stage = Stage::set().await;
    stage.ops(&json!([{"op": "deals", "stage": "PREPAYMENT_INVOICE", "count": 300}]));
    stage.open(Visit::default()).await;
    let asks = "return !dispatchEvent(new Event('beforeunload', {cancelable: true}))";
    assert_eq!(stage.run(asks).await, false, "there is nothing to lose");
    ask(&stage, 105).await;
    stage.press(DIALOG, "Move and delete").await;
    stage.until_text("dialog", "49 of 300 moved.").await;
    assert_eq!(stage.run(asks).await, true);
    stage.press(MOVING, "Stop").await;
    stage.press(DIALOG, "Close").await;
    stage.until("nothing to lose", || async { stage.run(asks).await == false }).await;
    stage.strike().await;
}
