//! Every dialog in every step it goes through, and what is open or in the hand besides, in light and in dark.

use super::axe::assert_none;
use crate::stage::{Stage, Visit, key};
use crate::usage::{id_of, turn_to};
use serde_json::json;

const QUESTION: &str = "@role='alertdialog'";
const DIALOG: &str = "@role='dialog'";
const PASTE: &str = "dialog .button[data-variant=primary]";

async fn choose(stage: &Stage, id: u32, entry: &str) {
    stage.click(&format!("[data-status-id='{id}'] [data-cell=menu]")).await;
    stage.press("@role='menu'", entry).await;
}

async fn press_escape(stage: &Stage, gone: &str) {
    stage.keys(key::ESCAPE).await;
    stage.until("closed", || async { !stage.has(gone).await }).await;
}

/// Opens the dialog for many with a text in it.
async fn paste(stage: &Stage, text: &str) {
    stage.run("document.querySelectorAll('.add button')[1].click()").await;
    stage.paste_list(text).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn records_that_are_moved_break_no_rule_in_any_step() {
    let stage = Stage::set().await;
    let mut found = Vec::new();
    stage.ops(&json!([
        {"op": "deals", "stage": "PREPAYMENT_INVOICE", "count": 2000},
        {"op": "fault", "kind": "refuse", "method": "crm.deal.update", "count": 1},
    ]));
    stage.open(Visit::default()).await;
    choose(&stage, 105, "Delete").await;
    stage.until_text("dialog", "\"Invoice\" is used by 2,000 deals").await;
    stage.judge("moving: asking", &mut found).await;
    stage.click("dialog .choice:nth-child(2) label").await;
    stage.until_text("dialog .dialog__foot", "Show").await;
    stage.judge("moving: only showing", &mut found).await;
    stage.click("dialog .choice:first-child label").await;
    stage.press(QUESTION, "Move and delete").await;
    stage.until_text("dialog", "48 of 2,000 moved.").await;
    stage.judge("moving: running", &mut found).await;
    assert!(stage.has("dialog progress").await, "it was judged while it ran");
    stage.press(DIALOG, "Pause").await;
    stage.until_text("dialog", "Paused.").await;
    stage.judge("moving: paused", &mut found).await;
    stage.press(DIALOG, "Stop").await;
    stage.until_text("dialog .refusals", "No. ").await;
    stage.judge("moving: stopped, with a record that refused", &mut found).await;
    assert_none(&found);
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn dialogs_that_explain_and_copy_break_no_rule() {
    let options = portal_emulator::Options {
        generation: portal_emulator::Generation::Y2024,
        ..portal_emulator::Options::default()
    };
    let stage = Stage::set_with(options).await;
    let mut found = Vec::new();
    stage.ops(&json!([
        {"op": "deals", "stage": "EXECUTING", "count": 3, "hidden": true},
        {"op": "quotes", "stage": "SENT", "count": 2},
    ]));
    stage.open(Visit::default()).await;
    choose(&stage, 107, "Delete").await;
    stage.until_state(107, "failed").await;
    stage.judge("a row that hidden records hold", &mut found).await;
    stage.press("@data-status-id='107'", "Ask an administrator").await;
    stage.until_text("dialog", "An administrator can see all items").await;
    stage.judge("hidden records", &mut found).await;
    stage.press(DIALOG, "Copy a request to an administrator").await;
    stage.until_text("dialog", "Copied").await;
    stage.judge("hidden records, the request copied", &mut found).await;
    press_escape(&stage, "dialog[open]").await;
    stage
        .ops(&json!([{"op": "fault", "kind": "html", "status": 500, "method": "crm.deal.list", "count": 1}]));
    choose(&stage, 105, "Delete").await;
    stage.until_text("dialog", "We couldn't check where \"Invoice\" is used.").await;
    stage.judge("records that could not be counted", &mut found).await;
    press_escape(&stage, "dialog[open]").await;
    turn_to(&stage, "Estimate stages").await;
    let sent = id_of(&stage, "QUOTE_STATUS", "SENT");
    choose(&stage, sent, "Show 2 quotes").await;
    stage.until_text("dialog .details", "/crm/quote/list/").await;
    stage.judge("an address", &mut found).await;
    stage.press(DIALOG, "Copy").await;
    stage.until_text("dialog", "Copied").await;
    stage.judge("an address, copied", &mut found).await;
    assert_none(&found);
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_that_is_pasted_breaks_no_rule_in_any_step() {
    let stage = Stage::set().await;
    let mut found = Vec::new();
    stage.open(Visit::default()).await;
    let delay = |ms: u32| {
        stage.ops(&json!([
            {"op": "fault", "kind": "delay", "method": "crm.status.add", "ms": ms, "count": "all"},
            {"op": "fault", "kind": "refuse", "method": "crm.status.add"},
        ]));
    };
    paste(&stage, "").await;
    stage.judge("pasting: nothing yet", &mut found).await;
    press_escape(&stage, "dialog[open]").await;
    let text = format!("One\t#2fc6f6\nTwo\t\tTWO\n\n0\nBad\t#12\nInvoice\n{}", "x".repeat(108));
    paste(&stage, &text).await;
    stage.until_text("dialog", "Too long").await;
    stage.judge("pasting: what becomes of each line", &mut found).await;
    delay(12_000);
    stage.click(PASTE).await;
    stage.find("dialog progress").await;
    stage.judge("pasting: under way", &mut found).await;
    assert!(stage.has("dialog progress").await, "it was judged while it ran");
    stage.until_text("dialog [role=alert]", "not added").await;
    stage.judge("pasting: lines that were not added", &mut found).await;
    assert_none(&found);
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn moving_rows_by_hand_and_sorting_break_no_rule() {
    let stage = Stage::set().await;
    let mut found = Vec::new();
    stage.open(Visit::default()).await;
    choose(&stage, 103, "Move to position").await;
    stage.find("dialog [name=POSITION]").await;
    stage.judge("a place by its number", &mut found).await;
    press_escape(&stage, "dialog[open]").await;
    stage.focus("[data-status-id='103'] [data-cell=handle]").await;
    stage.keys(" ").await;
    stage.keys(key::DOWN).await;
    stage.find("[data-status-id='103'][data-state=lifted]").await;
    stage.judge("a row in the hand", &mut found).await;
    assert!(stage.has("[data-state=lifted]").await, "it was judged in the hand");
    press_escape(&stage, "[data-state=lifted]").await;
    turn_to(&stage, "Sources").await;
    stage.click("#sort").await;
    stage.find("[role=menu]").await;
    stage.judge("the ways to sort", &mut found).await;
    assert_none(&found);
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_narrow_frame_breaks_no_rule() {
    let stage = Stage::set().await;
    let mut found = Vec::new();
    stage.ops(&json!([{"op": "raw_status", "id": 105, "set": {"NAME": "Tom &amp; Co"}}]));
    stage.widen(320, 700).await;
    stage.open(Visit::default()).await;
    stage.fill_window().await;
    stage.judge("320 px: stages", &mut found).await;
    for (state, opener, open) in [
        ("the rest of the tools", "#more", "[role=menu]"),
        ("the menu of a row", "[data-status-id='103'] [data-cell=menu]", "[role=menu]"),
        ("colours", "[data-status-id='103'] [data-cell=color]", ".popover.colour"),
        ("directories", "#directory", ".directories"),
    ] {
        stage.click(opener).await;
        stage.find(open).await;
        stage.judge(&format!("320 px: {state}"), &mut found).await;
        press_escape(&stage, open).await;
    }
    stage.help().await;
    stage.judge("320 px: help", &mut found).await;
    press_escape(&stage, "dialog[open]").await;
    paste(&stage, "One\n0").await;
    stage.judge("320 px: pasting", &mut found).await;
    press_escape(&stage, "dialog[open]").await;
    stage.focus("[data-status-id='103'] [data-cell=name]").await;
    stage.keys(key::F2).await;
    stage.find("input[name=NAME]").await;
    stage.judge("320 px: a name being written", &mut found).await;
    assert_none(&found);
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_editor_that_stopped_breaks_no_rule() {
    let stage = Stage::set().await;
    let mut found = Vec::new();
    stage.open(Visit::default()).await;
    // Every rendering that puts something in its place fails, until the judge needs it.
    stage
        .run(
            "const insert = Node.prototype.insertBefore;
             window.mend = () => { Node.prototype.insertBefore = insert };
             Node.prototype.insertBefore = () => { throw new DOMException('not here') };",
        )
        .await;
    stage.click("[data-status-id='103'] [data-cell=name]").await;
    stage.until_text("#crash:not([hidden])", "The editor stopped").await;
    stage.run("window.mend()").await;
    stage.judge("stopped", &mut found).await;
    assert_none(&found);
    stage.strike().await;
}
