//! Every directory of the portal in one place: finding one, turning to it, coming back.

use crate::stage::{Stage, Visit, key};
use serde_json::{Value, json};

const PICKER: &str = "#directory";
const FIELD: &str = "[role=dialog] input[role=combobox]";

/// Two pipelines of deals, one of invoices, two smart processes.
fn pipelines() -> Value {
    json!([
        {"op": "pipeline", "category_id": 5, "name": "Partners"},
        {"op": "pipeline", "entity_type_id": 31, "category_id": 3, "name": "Domestic invoices"},
        {"op": "pipeline", "entity_type_id": 130, "category_id": 11, "name": "Contracts"},
        {"op": "pipeline", "entity_type_id": 130, "category_id": 12, "name": "Contracts abroad"},
    ])
}

async fn options(stage: &Stage) -> String {
    let found = "return [...document.querySelectorAll('[role=option] bdi')].map(it => it.textContent).join()";
    stage.run(found).await.as_str().unwrap_or_default().to_owned()
}

async fn choose(stage: &Stage, text: &str) {
    stage.click(PICKER).await;
    stage.find(FIELD).await;
    stage.keys(text).await;
    stage.keys(key::ENTER).await;
    stage.until("closed", || async { !stage.has(FIELD).await }).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn all_directories_are_offered_in_groups_and_hidden_ones_are_not() {
    let stage = Stage::set().await;
    stage.ops(&pipelines());
    stage.open(Visit::default()).await;
    assert_eq!(stage.log().len(), 1, "everything comes with the first request");
    stage.until_text(PICKER, "Deals · General").await;
    stage.click(PICKER).await;
    stage.find(FIELD).await;
    assert_eq!(
        options(&stage).await,
        "Lead stages,General,Partners,Estimate stages,Domestic invoices,Contracts,Contracts abroad,\
         Sources,Contact Type,Company Type,Employees,Industry,Deal Type,Salutations,Call statuses"
    );
    let groups = "return [...document.querySelectorAll('[role=listbox] [role=group]')].map(it =>
        document.getElementById(it.getAttribute('aria-labelledby')).textContent).join()";
    assert_eq!(stage.run(groups).await, "Leads,Deals,Quotes,Invoices,Smart processes,Lists");
    let current =
        stage.run("return document.querySelector('[role=option][aria-selected=true]').textContent").await;
    assert_eq!(current, "General8");
    stage.picture("directories-1280").await;
    stage.keys("sources").await;
    stage.click("[role=option]").await;
    stage.until_text(PICKER, "Sources").await;
    stage.until_text("[role=grid]", "By Recommendation").await;
    assert_eq!(stage.run("return document.activeElement.id").await, "directory", "the focus is back");
    assert_eq!(stage.log().len(), 1, "turning to another directory asks nobody");
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_directory_is_found_and_opened_by_keyboard_alone() {
    let stage = Stage::set().await;
    stage.ops(&pipelines());
    stage.open(Visit::default()).await;
    stage.focus(PICKER).await;
    stage.keys(key::DOWN).await;
    stage.find(FIELD).await;
    stage.keys("contr").await;
    stage.until("found", || async { options(&stage).await == "Contracts,Contracts abroad" }).await;
    let active = "return document.getElementById(document.activeElement.getAttribute('aria-activedescendant')).textContent";
    assert_eq!(stage.run(active).await, "Contracts5");
    stage.keys(key::DOWN).await;
    assert_eq!(stage.run(active).await, "Contracts abroad5");
    stage.keys(key::DOWN).await;
    assert_eq!(stage.run(active).await, "Contracts5", "round and round");
    stage.keys("zzz").await;
    stage.until_text("[role=dialog]", "Nothing matches \"contrzzz\".").await;
    stage.keys(key::ENTER).await;
    stage.keys(key::ESCAPE).await;
    stage.until("closed", || async { !stage.has(FIELD).await }).await;
    stage.until_text(PICKER, "Deals · General").await;
    assert_eq!(stage.run("return document.activeElement.id").await, "directory");
    choose(&stage, "abroad").await;
    stage.until_text(PICKER, "Contracts abroad").await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn placements_open_what_they_belong_to() {
    for (placement, title) in [
        ("CRM_FUNNELS_TOOLBAR", "Deals · General"),
        ("CRM_SMART_INVOICE_FUNNELS_TOOLBAR", "Domestic invoices"),
        ("CRM_DYNAMIC_130_FUNNELS_TOOLBAR", "Contracts"),
        ("CRM_LEAD_LIST_TOOLBAR", "Lead stages"),
        ("CRM_QUOTE_LIST_TOOLBAR", "Estimate stages"),
        ("DEFAULT", "Deals · General"),
    ] {
        let stage = Stage::set().await;
        stage.ops(&pipelines());
        stage.open(Visit { placement, ..Visit::default() }).await;
        let shown = stage.run("return document.getElementById('directory').textContent").await;
        assert_eq!(shown, title, "{placement}");
        stage.strike().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_directory_last_used_opens_again() {
    let stage = Stage::set().await;
    stage.open(Visit { placement: "DEFAULT", ..Visit::default() }).await;
    choose(&stage, "industr").await;
    stage.until_text(PICKER, "Industry").await;
    stage.open(Visit { placement: "LEFT_MENU", ..Visit::default() }).await;
    stage.until_text(PICKER, "Industry").await;
    stage.open(Visit::default()).await;
    stage.until_text(PICKER, "Deals · General").await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_edit_goes_on_being_saved_when_the_user_turns_away() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    stage.rename(103, "Papers").await;
    choose(&stage, "sources").await;
    stage.until_text("[role=grid]", "By Recommendation").await;
    stage.until_stored(103, "Papers").await;
    choose(&stage, "general").await;
    stage.until_text("[data-status-id='103']", "Papers").await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_not_saved_elsewhere_is_not_forgotten() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    stage.ops(&json!([{"op": "call", "method": "crm.status.delete", "params": {"id": 103}}]));
    stage.rename(103, "Papers").await;
    choose(&stage, "sources").await;
    stage.until_text(".status-line", "A change in \"General\" was not saved").await;
    stage.click(PICKER).await;
    stage.until_text("[role=listbox]", "not saved").await;
    stage.keys(key::ESCAPE).await;
    stage.press("@class='status-line'", "Review").await;
    stage.until_text(PICKER, "Deals · General").await;
    stage.until_state(103, "failed").await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_name_that_is_none_is_still_there_when_the_user_returns() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    let field = "[data-status-id='103'] input[name=NAME]";
    let long = "x".repeat(101);
    for (text, error) in [(" ", "Enter a name."), (&*long, "1 character too long")] {
        stage.click("[data-status-id='103'] [data-cell=name]").await;
        stage.retype(field, text).await;
        choose(&stage, "sources").await;
        stage.until_text(PICKER, "Sources").await;
        stage.until_text(".status-line", "A change in \"General\" was not saved").await;
        stage.press("@class='status-line'", "Review").await;
        stage.until_text(PICKER, "Deals · General").await;
        stage.find(field).await;
        assert_eq!(
            stage.run_with("return document.querySelector(arguments[0]).value", vec![json!(field)]).await,
            text
        );
        stage.until_text("[data-status-id='103'] [role=alert]", error).await;
        let focused = stage.run("return document.activeElement.name ?? ''").await;
        assert_eq!(focused, "", "who returns is not taken elsewhere");
        stage.focus(field).await;
        stage.keys(key::ESCAPE).await;
        stage.until_text("[data-status-id='103'] [data-cell=name]", "Create papers").await;
    }
    choose(&stage, "sources").await;
    stage.until_text(".status-line", "All changes saved").await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_may_only_look_may_look_at_everything() {
    let stage = Stage::set().await;
    stage.open(Visit { user: "manager", ..Visit::default() }).await;
    choose(&stage, "lead").await;
    stage.until_text("[role=grid][aria-readonly=true]", "Junk Lead").await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_picker_fits_in_320_pixels_in_russian() {
    let stage = Stage::set().await;
    stage.ops(&pipelines());
    stage.widen(320, 600).await;
    stage.open(Visit { lang: "ru", ..Visit::default() }).await;
    stage.fill_window().await;
    stage.click(PICKER).await;
    stage.find(FIELD).await;
    let wide = "return document.documentElement.scrollWidth > innerWidth ||
        [...document.querySelectorAll('[popover] *')].some(it => it.getBoundingClientRect().right > innerWidth)";
    assert_eq!(stage.run(wide).await, false);
    stage.picture("directories-320-ru").await;
    stage.strike().await;
}
