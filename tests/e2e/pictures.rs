//! The main states in every width and both themes: nothing scrolls sideways, and the documentation has its pictures.
//!
//! `cargo xtask pictures` keeps them in `docs/pictures`.

use crate::stage::{Stage, Visit, key};
use browser::http::post;
use serde_json::json;

/// Widths of the frame, and its height.
const WIDTHS: [u32; 3] = [320, 640, 1280];
const HEIGHT: u32 = 800;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_main_states_fit_every_width_in_both_themes() {
    let stage = Stage::set().await;
    begin(&stage, "CRM_FUNNELS_TOOLBAR").await;
    take(&stage, "stages").await;
    stage.click("#directory").await;
    stage.find("[role=dialog] input[role=combobox]").await;
    take(&stage, "directories").await;
    stage.keys("sources").await;
    stage.keys(key::ENTER).await;
    stage.until_text("[role=grid]", "By Recommendation").await;
    stage.until_counted().await;
    take(&stage, "values").await;
    begin(&stage, "CRM_FUNNELS_TOOLBAR").await;
    stage.focus("[data-status-id='105'] [data-cell=name]").await;
    stage.keys(key::DELETE).await;
    stage.until_text("dialog", "\"Invoice\" is used by 41 deals").await;
    take(&stage, "deletion").await;
    stage.keys(key::ESCAPE).await;
    stage.until("closed", || async { !stage.has("dialog").await }).await;
    paste(&stage).await;
    take(&stage, "paste").await;
    begin(&stage, "CRM_FUNNELS_TOOLBAR").await;
    trouble(&stage).await;
    take(&stage, "trouble").await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_colours_fit_every_width_in_both_themes() {
    let stage = Stage::set().await;
    begin(&stage, "CRM_FUNNELS_TOOLBAR").await;
    // The stage of failures is red: hard to read on the board, and as another one.
    stage.click("[data-status-id='113'] button[data-cell=color]").await;
    for tab in ["bitrix24", "safe", "custom"] {
        stage.click(&format!("#colours-{tab}")).await;
        stage.find(&format!("[role=tabpanel][aria-labelledby=colours-{tab}]")).await;
        take(&stage, &format!("colours-{tab}")).await;
    }
    stage.keys(key::ESCAPE).await;
    stage.focus("[data-status-id='103'] [data-cell=color]").await;
    stage.chord(&[key::SHIFT], key::DOWN).await;
    stage.chord(&[key::SHIFT], key::DOWN).await;
    stage.until_text("[role=toolbar][aria-label='Selected rows']", "3 selected").await;
    take(&stage, "colours-selection").await;
    stage.press("@role='toolbar'", "Ramp").await;
    stage.find(".ramp input[type=color]").await;
    take(&stage, "colours-ramp").await;
    stage.keys(key::ESCAPE).await;
    stage.click("[data-tool=palette]").await;
    stage.find("[role=menuitemradio]").await;
    take(&stage, "colours-menu").await;
    stage.press("@role='menu'", "deuteranopia (no green cones)").await;
    stage.until("other eyes", || async { stage.has("#sight").await }).await;
    take(&stage, "colours-sight").await;
    stage.strike().await;
}

/// A portal at work, opened anew.
async fn begin(stage: &Stage, placement: &'static str) {
    post(&format!("{}/reset", stage.emulator.control()), &json!({}));
    stage.ops(&json!([
        {"op": "pipeline", "category_id": 5, "name": "Partners"},
        {"op": "pipeline", "entity_type_id": 31, "category_id": 3, "name": "Invoices"},
        {"op": "pipeline", "entity_type_id": 130, "category_id": 11, "name": "Contracts"},
        {"op": "deals", "stage": "NEW", "count": 1204},
        {"op": "deals", "stage": "PREPARATION", "count": 87},
        {"op": "deals", "stage": "PREPAYMENT_INVOICE", "count": 41},
        {"op": "deals", "stage": "WON", "count": 3418},
        {"op": "leads", "stage": "NEW", "count": 12, "fields": {"SOURCE_ID": "WEB"}},
    ]));
    stage.open(Visit { placement, ..Visit::default() }).await;
    stage.fill_window().await;
}

/// A row that was not saved, one that somebody else changed, and one that is about to be deleted.
async fn trouble(stage: &Stage) {
    stage.ops(&json!([{"op": "fault", "kind": "refuse", "method": "crm.status.update"}]));
    stage.rename(109, "Final invoice sent").await;
    stage.until_state(109, "failed").await;
    stage.colleague("crm.status.update", &json!({"id": 113, "fields": {"NAME": "Lost"}}));
    stage.rename(113, "Deal lost, no budget").await;
    stage.until_state(113, "conflict").await;
}

/// Lines of every kind in the box for many.
async fn paste(stage: &Stage) {
    stage.press("@role='rowgroup'", "Paste a list").await;
    stage
        .paste_list(
            "Qualification\t#2fc6f6\nDemo booked\nProposal sent\t#ffa801\tPROPOSAL\nInvoice\n\n\
             Negotiation with the legal department about the terms of delivery, payment and liability, in two languages",
        )
        .await;
    stage.until_text("dialog", "Too long").await;
}

/// Looks at a state in every width and theme.
async fn take(stage: &Stage, what: &str) {
    for width in WIDTHS {
        stage.widen(width, HEIGHT).await;
        // The frame fills the window.
        stage.until("wide", || async { stage.run("return innerWidth").await == width }).await;
        let wider = "return document.documentElement.scrollWidth - innerWidth";
        assert_eq!(stage.run(wider).await, 0, "{what} at {width}");
        for (theme, dark) in [("light", false), ("dark", true)] {
            stage.dark(dark).await;
            stage.document(&format!("{what}-{width}-{theme}")).await;
        }
        stage.dark(false).await;
    }
}
