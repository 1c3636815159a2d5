//! Every state there is, in light and in dark.

use super::axe::{assert_none, offline};
use crate::stage::{Stage, Visit, key};
use browser::http::post;
use portal_emulator::Options;
use serde_json::json;

const NAME: &str = "[data-status-id='103'] [data-cell=name]";

/// Turns to another directory.
async fn turn_to(stage: &Stage, name: &str) {
    stage.click("#directory").await;
    stage.find("[role=dialog] input[role=combobox]").await;
    stage.keys(name).await;
    stage.keys(key::ENTER).await;
    stage.until_text("#directory", name).await;
}

async fn press_escape(stage: &Stage, gone: &str) {
    stage.keys(key::ESCAPE).await;
    stage.until("closed", || async { !stage.has(gone).await }).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn lists_names_and_what_opens_above_them_break_no_rule() {
    let stage = Stage::set().await;
    let mut found = Vec::new();
    stage.open(Visit::default()).await;
    stage.judge("stages", &mut found).await;
    stage.focus(NAME).await;
    stage.keys(key::F2).await;
    stage.find("input[name=NAME]").await;
    stage.judge("a name being written", &mut found).await;
    stage.retype("input[name=NAME]", "0").await;
    stage.keys(key::ENTER).await;
    stage.find(".field-error").await;
    stage.judge("a name that is none", &mut found).await;
    press_escape(&stage, "input[name=NAME]").await;
    stage.click(".add button").await;
    stage.find(".add input").await;
    stage.judge("a stage being added", &mut found).await;
    press_escape(&stage, ".add input").await;
    for (state, opener, open) in [
        ("colours", "[data-status-id='103'] [data-cell=color]", ".popover.colour"),
        ("the menu of a row", "[data-status-id='103'] [data-cell=menu]", "[role=menu]"),
        ("directories", "#directory", ".directories"),
        ("sorts of rows", "#filter", "[role=menu]"),
        ("themes", "#theme", "[role=menu]"),
        ("help", "[data-tool=help]", "dialog[open]"),
    ] {
        stage.click(opener).await;
        stage.find(open).await;
        stage.judge(state, &mut found).await;
        press_escape(&stage, open).await;
    }
    stage.click(".search input").await;
    stage.keys("papers").await;
    stage.find("mark").await;
    stage.judge("a search", &mut found).await;
    stage.keys("zzz").await;
    stage.until_text(".blank", "Nothing matches").await;
    stage.judge("a search without matches", &mut found).await;
    stage.keys(key::ESCAPE).await;
    turn_to(&stage, "Sources").await;
    stage.judge("values", &mut found).await;
    assert_none(&found);
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn changes_on_their_way_and_in_trouble_break_no_rule() {
    let stage = Stage::set().await;
    let mut found = Vec::new();
    stage.ops(&json!([{"op": "deals", "stage": "EXECUTING", "count": 3}]));
    stage.open(Visit::default()).await;
    stage.rename(101, "Fresh").await;
    stage.until_state(101, "saved").await;
    stage.click("#history").await;
    stage.find(".history").await;
    stage.judge("history", &mut found).await;
    press_escape(&stage, ".history").await;
    stage.colleague("crm.status.delete", &json!({"id": 115}));
    stage.click("[data-tool=refresh]").await;
    stage.until_state(115, "gone").await;
    stage.ops(&json!([{"op": "fault", "kind": "refuse", "method": "crm.status.update"}]));
    stage.rename(103, "Papers and prices").await;
    stage.until_state(103, "failed").await;
    stage.judge("not saved, and deleted by somebody else", &mut found).await;
    stage.press("@data-state='failed'", "Details").await;
    stage.find("dialog[open]").await;
    stage.judge("details", &mut found).await;
    press_escape(&stage, "dialog[open]").await;
    stage.colleague("crm.status.update", &json!({"id": 105, "fields": {"NAME": "Invoice sent"}}));
    stage.rename(105, "Final invoice of the customer").await;
    stage.until_state(105, "conflict").await;
    stage.judge("a conflict", &mut found).await;
    for (id, open) in [(107, "dialog[open]"), (113, "dialog[open]"), (111, "dialog[open]")] {
        stage.focus(&format!("[data-status-id='{id}'] [data-cell=name]")).await;
        stage.keys(key::DELETE).await;
        stage.find(open).await;
        stage.judge(&format!("the question before {id} is deleted"), &mut found).await;
        press_escape(&stage, open).await;
    }
    stage.focus("[data-status-id='109'] [data-cell=name]").await;
    stage.keys(key::DELETE).await;
    stage.until_state(109, "doomed").await;
    stage.focus("[data-status-id='109'] .status-row__note button").await;
    stage.judge("a deletion that waits", &mut found).await;
    offline(&stage, true).await;
    stage.find(".banner").await;
    stage.judge("offline", &mut found).await;
    stage.ops(&json!([{"op": "refresh", "mode": "empty"}]));
    stage.expire_tokens();
    stage.rename(111, "Unsaved").await;
    offline(&stage, false).await;
    stage.find(".banner[role=alert]").await;
    stage.judge("the session has ended", &mut found).await;
    assert_none(&found);
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn lists_that_are_not_there_or_not_to_be_changed_break_no_rule() {
    let stage = Stage::set().await;
    let mut found = Vec::new();
    stage.open(Visit { user: "manager", ..Visit::default() }).await;
    stage.find(".banner").await;
    stage.judge("view only", &mut found).await;
    stage.visit(Visit { user: "outsider", ..Visit::default() }).await;
    stage.find(".blank").await;
    stage.judge("shut out", &mut found).await;
    stage.ops(&json!([{"op": "fault", "kind": "html", "status": 502, "count": 1}]));
    stage.visit(Visit::default()).await;
    stage.find(".blank[role=alert]").await;
    stage.judge("not loaded", &mut found).await;
    stage.ops(&json!([{"op": "keep_only", "entity": "DEAL_STAGE", "ids": []}]));
    stage.visit(Visit { lang: "ru", ..Visit::default() }).await;
    stage.find(".blank").await;
    stage.judge("nothing in it", &mut found).await;
    stage.ops(&json!([{"op": "fault", "kind": "delay", "ms": 25000, "method": "*", "count": 1}]));
    stage.visit(Visit::default()).await;
    stage.find(".skeleton").await;
    stage.judge("loading", &mut found).await;
    let app = stage.run("return location.href.split('?')[0]").await;
    stage.leave().await;
    stage.goto(app.as_str().expect("an address")).await;
    stage.until_text(".blank", "Open this page from Bitrix24").await;
    stage.judge("outside a portal", &mut found).await;
    stage.connect("http://your.bitrix24.com/rest/1/abc123/").await;
    stage.find("#webhook-error:not(:empty)").await;
    stage.judge("an address that is none of a webhook", &mut found).await;
    stage.connect(&stage.webhook("manager")).await;
    stage.find("aside.banner").await;
    stage.judge("connected by a webhook, view only", &mut found).await;
    assert_none(&found);
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_installer_breaks_no_rule() {
    let stage =
        Stage::set_with(Options { install: Some("install.html".to_owned()), ..Options::default() }).await;
    let mut found = Vec::new();
    stage.visit(Visit { lang: "ar", ..Visit::default() }).await;
    stage.find("[data-placement] input").await;
    stage.judge("before an installation, in Arabic", &mut found).await;
    stage.visit(Visit::default()).await;
    stage.find("[data-placement] input").await;
    post(
        &format!("{}/faults", stage.emulator.control()),
        &json!({"kind": "refuse", "method": "placement.bind"}),
    );
    stage.press("@class='setup__actions'", "Install").await;
    stage.find("[role=alert]:not([hidden] *)").await;
    stage.judge("not all could be added", &mut found).await;
    stage.press("@class='setup__actions'", "Finish without them").await;
    stage.leave().await;
    stage.until("installed", || async { stage.run("return location.search").await != "" }).await;
    stage.open(Visit::default()).await;
    stage.help().await;
    stage.click(".help__more button").await;
    stage.find("[data-placement] button").await;
    stage.judge("where it opens", &mut found).await;
    assert_none(&found);
    stage.strike().await;
}
