//! People who may look and not change, and people who may not even look.

use crate::stage::{Stage, Visit};
use serde_json::json;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_the_right_the_list_can_be_read_and_says_what_is_missing() {
    let stage = Stage::set().await;
    stage.open(Visit { user: "manager", ..Visit::default() }).await;
    stage.until_text(".banner", "You can view, not change").await;
    stage.until_text(".banner", "Allow to modify settings").await;
    assert_eq!(stage.attr("[role=grid]", "aria-readonly").await.as_deref(), Some("true"));
    assert!(!stage.has("[data-cell=menu]").await && !stage.has("button[data-cell=color]").await);
    stage.click("[data-status-id='103'] [data-cell=name]").await;
    assert!(!stage.has("input[name=NAME]").await);
    stage.press("@class='widget'", "Copy a request").await;
    stage.until_text(".banner", "Copied").await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rights_come_from_crm_and_not_from_the_portals_administrators() {
    let stage = Stage::set().await;
    stage.ops(&json!([{"op": "user", "config_write": true}]));
    stage.open(Visit { user: "manager", ..Visit::default() }).await;
    assert!(!stage.has(".banner").await, "a CRM role may allow what is usually an administrator's");
    assert!(stage.has("[data-cell=menu]").await);
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_crm_access_there_is_a_reason_instead_of_a_list() {
    let stage = Stage::set().await;
    stage.visit(Visit { user: "outsider", ..Visit::default() }).await;
    stage.until_text(".blank[role=alert]", "You can't see this list").await;
    stage.until_text(".blank", "You don't have access to CRM").await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_right_taken_away_meanwhile_puts_the_row_back_and_says_so() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    stage.ops(&json!([{"op": "user", "config_write": false}]));
    stage.rename(103, "Not allowed").await;
    stage.until_text(".banner[role=alert]", "\"Not allowed\" was put back to \"Create papers\"").await;
    assert_eq!(stage.text("[data-status-id='103'] [data-cell=name]").await, "Create papers");
    assert!(!stage.has("[data-cell=menu]").await, "the whole list is read-only now");
    assert_eq!(stage.stored(103)["NAME"], "Create papers");
    stage.ops(&json!([{"op": "user", "config_write": true}]));
    stage.press("@class='widget'", "Check again").await;
    stage.find("[data-cell=menu]").await;
    assert!(!stage.has(".banner").await, "the right is back");
    stage.strike().await;
}
