//! A whole list in another order, saved or not.

use super::{open_sources, sorts, stored};
use crate::stage::{Stage, key};
use serde_json::json;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_plain_list_is_sorted_as_one_step() {
    let stage = Stage::set().await;
    open_sources(&stage).await;
    let before = stored(&stage, "SOURCE");
    stage.click("#sort").await;
    stage.find("[role=menu]").await;
    stage.picture("reorder-sort").await;
    stage.press("@role='menu'", "Sort A–Z").await;
    let mut sorted = before.clone();
    sorted.sort_by_key(|name| name.to_lowercase());
    stage.until("sorted", || async { stored(&stage, "SOURCE") == sorted }).await;
    let written = sorts(&stage).len();
    assert!(written < before.len(), "what stands in order stays: {written} of {}", before.len());
    assert_eq!(stage.run("return document.activeElement.id").await, "sort", "the focus is back");
    stage.until_text(".status-line", "values").await;
    stage.press("@class='status-line'", "Undo").await;
    stage.until("back", || async { stored(&stage, "SOURCE") == before }).await;
    stage.until_said("Undone: Moved").await;
    stage.chord(&[key::CONTROL, key::SHIFT], "z").await;
    stage.until("again", || async { stored(&stage, "SOURCE") == sorted }).await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_plain_list_is_sorted_by_the_records_that_hold_its_values() {
    let stage = Stage::set().await;
    stage.ops(&json!([
        {"op": "deals", "stage": "NEW", "count": 3, "fields": {"SOURCE_ID": "WEB"}},
        {"op": "leads", "stage": "NEW", "count": 2, "fields": {"SOURCE_ID": "STORE"}},
    ]));
    open_sources(&stage).await;
    let before = stored(&stage, "SOURCE");
    stage.until("counted", || async { !stage.has("[data-used=unknown], [data-used=counting]").await }).await;
    stage.click("#sort").await;
    stage.press("@role='menu'", "Sort by usage").await;
    stage.until("sorted", || async { stored(&stage, "SOURCE")[..2] == ["Website", "Online Store"] }).await;
    let rest = |names: &[String]| {
        let rest = names.iter().filter(|name| !["Website", "Online Store"].contains(&name.as_str()));
        rest.cloned().collect::<Vec<_>>()
    };
    assert_eq!(rest(&stored(&stage, "SOURCE")), rest(&before), "what is used alike keeps its order");
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_that_is_not_saved_is_told_once_and_can_be_given_up() {
    let stage = Stage::set().await;
    open_sources(&stage).await;
    let before = stored(&stage, "SOURCE");
    let refuse = |count: u32| {
        stage.ops(&json!([{"op": "fault", "kind": "refuse", "method": "crm.status.update", "count": count}]));
    };
    refuse(20);
    stage.click("#sort").await;
    stage.press("@role='menu'", "Sort A–Z").await;
    stage.until_text(".status-row__note", "The new order was not saved.").await;
    let notes = stage.run("return document.querySelectorAll('.status-row__note').length").await;
    assert_eq!(notes, 1, "an order is one thing");
    stage.picture("reorder-failed").await;
    stage.press("@data-state='failed'", "Revert").await;
    stage.until("given up", || async { !stage.has("[data-state=failed]").await }).await;
    assert_eq!(stored(&stage, "SOURCE"), before);
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_an_order_that_is_partly_saved_the_rest_is_saved_or_the_old_one_comes_back() {
    let stage = Stage::set().await;
    open_sources(&stage).await;
    let before = stored(&stage, "SOURCE");
    for finish in [false, true] {
        stage.ops(&json!([{"op": "fault", "kind": "refuse", "method": "crm.status.update"}]));
        stage.click("#sort").await;
        stage.press("@role='menu'", "Sort A–Z").await;
        stage.until_text(".status-row__note", "Bitrix24 stored only a part of the new order.").await;
        assert_ne!(stored(&stage, "SOURCE"), before);
        if finish {
            stage.picture("reorder-partly").await;
            stage.press("@data-state='failed'", "Finish").await;
            let mut sorted = before.clone();
            sorted.sort_by_key(|name| name.to_lowercase());
            stage.until("sorted", || async { stored(&stage, "SOURCE") == sorted }).await;
        } else {
            stage.press("@data-state='failed'", "Go back to the old order").await;
            stage.until("back", || async { stored(&stage, "SOURCE") == before }).await;
        }
        stage.until("settled", || async { !stage.has("[data-state=failed]").await }).await;
    }
    stage.strike().await;
}
