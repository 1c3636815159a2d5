use portal_emulator::{Emulator, Options, Profile};
use serde_json::{Value, json};

use crate::client::{call, get, ops, token};

async fn start() -> Emulator {
    Emulator::start(Options { profile: Profile::Docs, ..Options::default() }).await.unwrap()
}

async fn refused(emulator: &Emulator, user: &str, method: &str, params: Value) -> (u16, String) {
    let token = token(emulator, user).await;
    let reply = call(emulator, &token, method, &params).await;
    let body = reply.json();
    assert!(body["time"].is_null() && body["result"].is_null(), "{body}");
    (reply.status, body["error"].as_str().unwrap().to_owned())
}

#[tokio::test]
async fn phrases_stand_in_the_code() {
    let emulator = start().await;
    ops(
        &emulator,
        &json!([
            {"op": "deals", "stage": "NEW"},
            {"op": "fault", "kind": "refuse", "method": "crm.status.update"},
            {"op": "fault", "kind": "refuse", "method": "crm.status.delete"},
        ]),
    )
    .await;
    let forced = "CRM System Status can be deleted only if parameter FORCED is specified and equal to \"Y\".";
    let rows = [
        ("admin", "crm.status.update", json!({"id": 103}), "Error on updating status."),
        ("admin", "crm.status.delete", json!({"id": 103}), "Error on deleting status."),
        ("admin", "crm.status.update", json!({"id": 0}), "Invalid identifier."),
        ("admin", "crm.status.delete", json!({}), "Invalid identifier."),
        ("manager", "crm.status.update", json!({"id": 103}), "Access denied."),
        ("outsider", "crm.status.list", json!({}), "Access denied."),
        ("admin", "crm.status.update", json!({"id": 999}), "Status is not found."),
        ("admin", "crm.status.get", json!({"id": 999}), "Status is not found."),
        ("admin", "crm.status.delete", json!({"id": 101}), forced),
        (
            "admin",
            "crm.status.delete",
            json!({"id": 101, "params": {"FORCED": "Y"}}),
            "There are active items in this status.",
        ),
    ];
    for (user, method, params, phrase) in rows {
        let outcome = refused(&emulator, user, method, params.clone()).await;
        assert_eq!(outcome, (400, phrase.to_owned()), "{method} {params}");
    }
}

#[tokio::test]
async fn pages_that_print_an_empty_code_are_followed() {
    let emulator = start().await;
    let token = token(&emulator, "admin").await;
    let duplicate = json!({"fields": {"ENTITY_ID": "DEAL_STAGE", "STATUS_ID": "NEW", "NAME": "x"}});
    let reply = call(&emulator, &token, "crm.status.add", &duplicate).await.json();
    assert_eq!(reply, json!({"error": "", "error_description": "The specified status ID already exists."}));
    let filter = json!({"filter": {"ENTITY_ID": ["A"]}});
    let reply = call(&emulator, &token, "crm.status.list", &filter).await.json();
    assert_eq!(reply, json!({"error": "", "error_description": "Filter by ENTITY_ID must be a string"}));
}

#[tokio::test]
async fn system_errors_have_the_documented_statuses() {
    let emulator = start().await;
    let url = format!("{}/rest/crm.status.list", emulator.portal());
    let statuses = [
        ("NO_AUTH_FOUND", 401),
        ("expired_token", 401),
        ("INVALID_CREDENTIALS", 403),
        ("insufficient_scope", 403),
        ("user_access_error", 403),
        ("ACCESS_DENIED", 403),
        ("INVALID_REQUEST", 400),
        ("OVERLOAD_LIMIT", 503),
        ("PORTAL_DELETED", 500),
        ("ERROR_MANIFEST_IS_NOT_AVAILABLE", 404),
        ("INTERNAL_SERVER_ERROR", 500),
        ("ERROR_UNEXPECTED_ANSWER", 500),
    ];
    for (code, status) in statuses {
        ops(&emulator, &json!({"op": "auth", "mode": code})).await;
        let reply = get(&url).await;
        assert_eq!((reply.status, &reply.json()["error"]), (status, &json!(code)));
    }
    ops(&emulator, &json!([{"op": "auth", "mode": "ok"}, {"op": "limit", "query": 1}])).await;
    assert_eq!(get(&url).await.status, 503);
    assert_eq!(get(&url).await.status, 401);
}

#[tokio::test]
async fn a_batch_is_refused_as_a_whole() {
    let emulator = start().await;
    let long = vec!["crm.status.fields"; 51];
    let outcome = refused(&emulator, "admin", "batch", json!({"cmd": long})).await;
    assert_eq!(outcome, (400, "ERROR_BATCH_LENGTH_EXCEEDED".to_owned()));
    let outcome = refused(&emulator, "admin", "batch", json!({"cmd": {"a": "batch?cmd[]=x"}})).await;
    assert_eq!(outcome, (405, "ERROR_BATCH_METHOD_NOT_ALLOWED".to_owned()));
}
