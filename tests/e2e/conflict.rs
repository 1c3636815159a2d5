//! Two administrators at once.

use crate::stage::{Stage, Visit, key};
use serde_json::{Value, json};

fn rename(stage: &Stage, id: u32, name: &str) {
    stage.colleague("crm.status.update", &json!({"id": id, "fields": {"NAME": name}}));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_name_that_was_changed_elsewhere_is_asked_about() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    for (choice, stored) in [("Keep theirs", "Theirs"), ("Use mine", "Mine")] {
        rename(&stage, 103, "Theirs");
        stage.rename(103, "Mine").await;
        stage.until_state(103, "conflict").await;
        stage
            .until_text(
                "[data-status-id='103'] [role=alert]",
                "Changed elsewhere: the name is now \"Theirs\". Yours: \"Mine\".",
            )
            .await;
        stage.until_text(".status-line", "1 changed elsewhere").await;
        assert_eq!(stage.stored(103)["NAME"], "Theirs", "nothing is overwritten unasked");
        stage.press("@data-status-id='103'", choice).await;
        stage.until_stored(103, stored).await;
        stage.until("settled", || async { !stage.has(".status-row__note").await }).await;
        assert_eq!(stage.text("[data-status-id='103'] [data-cell=name]").await, stored);
        stage.ops(&json!([{"op": "raw_status", "id": 103, "set": {"NAME": "Create papers"}}]));
        stage.click("[data-tool=refresh]").await;
        stage.until_text("[data-status-id='103'] [data-cell=name]", "Create papers").await;
    }
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn different_fields_do_not_clash() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    stage.colleague("crm.status.update", &json!({"id": 103, "fields": {"COLOR": "#ff0000"}}));
    stage.rename(103, "Mine").await;
    stage.until_state(103, "saved").await;
    assert_eq!(
        (&stage.stored(103)["NAME"], &stage.stored(103)["COLOR"]),
        (&json!("Mine"), &json!("#ff0000"))
    );
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_changed_since_is_not_undone_unasked() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    stage.rename(103, "Mine").await;
    stage.until_state(103, "saved").await;
    rename(&stage, 103, "Since");
    stage.chord(&[key::CONTROL], "z").await;
    stage.until_state(103, "conflict").await;
    stage.until_text("[data-status-id='103'] [role=alert]", "This can't be undone").await;
    stage.until_text("[data-status-id='103'] [role=alert]", "has been changed since, to \"Since\"").await;
    stage.press("@data-status-id='103'", "Leave").await;
    stage.until_text("[data-status-id='103'] [data-cell=name]", "Since").await;
    assert_eq!(stage.stored(103)["NAME"], "Since");
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_row_that_was_renamed_meanwhile_is_not_deleted_unasked() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    stage.focus("[data-status-id='105'] [data-cell=name]").await;
    stage.keys(key::DELETE).await;
    stage.until_state(105, "doomed").await;
    rename(&stage, 105, "Precious");
    stage.until_state(105, "conflict").await;
    stage.until_text("[data-status-id='105']", "the name is now \"Precious\"").await;
    stage.press("@data-status-id='105'", "Keep it").await;
    stage.until_state(105, "idle").await;
    assert_eq!(stage.stored(105)["NAME"], "Precious");
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_deleted_elsewhere_stays_in_view_and_can_be_made_again() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    for id in [105, 107] {
        stage.colleague("crm.status.delete", &json!({"id": id}));
    }
    stage.click("[data-tool=refresh]").await;
    stage.until_text("[data-status-id='105'] .status-row__note", "Deleted by someone else").await;
    stage.until_text(".status-line", "2 values were changed by someone else").await;
    stage.press("@data-status-id='105'", "Remove from view").await;
    stage.until("gone", || async { !stage.has("[data-status-id='105']").await }).await;
    stage.press("@data-status-id='107'", "Create again").await;
    let made = || async {
        let rows = stage.rows();
        rows.iter().any(|row| row["NAME"] == "In progress" && row["ENTITY_ID"] == "DEAL_STAGE")
    };
    stage.until("made again", made).await;
    assert_eq!(stage.stored(107), Value::Null);
    assert!(stage.names().await.starts_with("New,Create papers,In progress,Final invoice,"));
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_added_elsewhere_waits_until_the_writing_is_done() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    stage.colleague(
        "crm.status.add",
        &json!({"fields": {"ENTITY_ID": "DEAL_STAGE", "STATUS_ID": "UC_NEW", "NAME": "Theirs", "SORT": 15, "SEMANTICS": "P"}}),
    );
    stage.click("[data-status-id='103'] [data-cell=name]").await;
    stage.keys("Mine").await;
    stage.keys(key::TAB).await;
    stage.find("[data-status-id='105'] input[name=NAME]").await;
    stage.keys("Half a na").await;
    stage.until_stored(103, "Mine").await;
    stage.until_text(".pill", "1 new value").await;
    assert!(!stage.names().await.contains("Theirs"), "nothing jumps under the hands");
    stage.picture("arrived").await;
    stage.keys(key::ESCAPE).await;
    stage.click(".pill").await;
    stage.until("shown", || async { stage.names().await.contains("Theirs") }).await;
    assert!(!stage.has(".pill").await);
    stage.strike().await;
}
