//! The control API of the faults: how they are armed, listed, counted and refused, and what they hit.

use std::time::Duration;

use portal_emulator::Emulator;
use serde_json::{Value, json};
use tokio::time::timeout;

use crate::{
    client::{Reply, call, get, ops, post_json, send, token},
    page, start,
};

mod kinds;

async fn arm(emulator: &Emulator, fault: &Value) -> Reply {
    post_json(&format!("{}/faults", emulator.control()), fault).await
}

async fn armed(emulator: &Emulator) -> Vec<Value> {
    let faults = get(&format!("{}/faults", emulator.control())).await.json();
    faults["faults"].as_array().unwrap().clone()
}

/// The stored name of a row, whatever the API says of it.
async fn name(emulator: &Emulator, id: u64) -> String {
    let rows = get(&format!("{}/state", emulator.control())).await.json();
    let id = json!(id.to_string());
    let row = rows.as_array().unwrap().iter().find(|row| row["ID"] == id).unwrap();
    row["NAME"].as_str().unwrap().to_owned()
}

/// The name of row 103 until it is renamed.
const BEFORE: &str = "Create papers";

/// What the page's script asks for when the frame wants new tokens.
async fn refreshed(emulator: &Emulator) -> Reply {
    page::ajax(emulator, &page::open(emulator, "").await, "action=access_refresh").await
}

#[tokio::test]
async fn a_fault_is_counted_listed_and_taken_back() {
    let emulator = start().await;
    let ids = arm(
        &emulator,
        &json!([
            {"kind": "refuse", "method": "crm.status.update", "count": 2},
            {"kind": "delay", "command": "refreshAuth", "ms": 5, "probability": 0.5},
            {"kind": "html", "file": ".wasm", "status": 503, "count": "all"},
        ]),
    )
    .await
    .json();
    assert_eq!(ids["ids"], json!([1, 2, 3]));
    let token = token(&emulator, "admin").await;
    let update = json!({"id": 103, "fields": {"NAME": "x"}});
    assert_eq!(call(&emulator, &token, "crm.status.update", &update).await.status, 400);
    let list = armed(&emulator).await;
    assert_eq!(list[0]["method"], "crm.status.update");
    assert_eq!((&list[0]["count"], &list[0]["hits"]), (&json!(1), &json!(1)));
    assert_eq!((&list[1]["command"], &list[1]["ms"]), (&json!("refreshAuth"), &json!(5)));
    assert_eq!((&list[1]["count"], &list[1]["probability"]), (&Value::Null, &json!(0.5)));
    assert_eq!((&list[2]["file"], &list[2]["status"]), (&json!("*.wasm"), &json!(503)));
    let one = format!("{}/faults/2", emulator.control());
    assert_eq!(send("DELETE", &one, &[], "").await.status, 200);
    assert_eq!(send("DELETE", &one, &[], "").await.status, 400);
    assert_eq!(armed(&emulator).await.len(), 2);
    send("DELETE", &format!("{}/faults", emulator.control()), &[], "").await;
    assert_eq!(armed(&emulator).await, Vec::<Value>::new());
    assert_eq!(call(&emulator, &token, "crm.status.update", &update).await.status, 200);
}

#[tokio::test]
async fn a_chance_hits_some_and_is_the_same_after_a_reset() {
    let emulator = start().await;
    let token = token(&emulator, "admin").await;
    let mut runs = Vec::new();
    for _ in 0..2 {
        post_json(&format!("{}/reset", emulator.control()), &json!({})).await;
        arm(&emulator, &json!({"kind": "refuse", "method": "crm.status.*", "probability": 0.5})).await;
        let mut run = Vec::new();
        for _ in 0..40 {
            run.push(call(&emulator, &token, "crm.status.fields", &json!({})).await.status);
        }
        assert!(run.contains(&200) && run.contains(&400), "{run:?}");
        runs.push(run);
    }
    assert_eq!(runs[0], runs[1]);
}

#[tokio::test]
async fn a_batch_is_hit_by_the_faults_of_what_is_in_it() {
    let emulator = start().await;
    let token = token(&emulator, "admin").await;
    let batch = json!({"cmd": {
        "write": "crm.status.update?id=103&fields[NAME]=New",
        "read": "crm.status.get?id=103",
    }});
    arm(&emulator, &json!({"kind": "html", "status": 502, "method": "crm.status.update"})).await;
    assert_eq!(call(&emulator, &token, "batch", &batch).await.status, 502);
    arm(&emulator, &json!({"kind": "not_stored"})).await;
    let answer = call(&emulator, &token, "batch", &batch).await.json();
    assert_eq!(answer["result"]["result"]["write"], true);
    assert_eq!(answer["result"]["result"]["read"]["NAME"], BEFORE);
    arm(&emulator, &json!({"kind": "operation_time_limit", "method": "crm.status.get"})).await;
    let answer = call(&emulator, &token, "batch", &batch).await.json();
    assert_eq!(answer["result"]["result_error"]["read"]["error"], "OPERATION_TIME_LIMIT");
    assert_eq!(name(&emulator, 103).await, "New");
}

#[tokio::test]
async fn what_cannot_happen_is_refused_in_words() {
    let emulator = start().await;
    for (fault, reason) in [
        (json!({"kind": "flood"}), "unknown kind `flood`"),
        (json!({"kind": "error", "code": "X"}), "unknown code `X`"),
        (json!({"kind": "html", "status": 200}), "`status` has to be from 400 to 599"),
        (json!({"kind": "wrong_mime", "method": "batch"}), "`wrong_mime` does not happen to a method"),
        (
            json!({"kind": "delay", "method": "a", "file": "b"}),
            "`method`, `command` and `file` exclude each other",
        ),
        (json!({"kind": "delay", "count": 0}), "`count` is 0, but has to be a number from 1, or \"all\""),
        (
            json!({"kind": "delay", "probability": 2}),
            "`probability` is 2, but has to be more than 0 and at most 1",
        ),
        (
            json!({"kind": "delay", "probability": "x"}),
            "`probability` is \"x\", but has to be more than 0 and at most 1",
        ),
        (json!({"kind": "delay", "ms": "soon"}), "`ms` is \"soon\", but has to be a number"),
        (
            json!({"kind": "html", "command": "setTitle"}),
            "this does not happen to `setTitle`: the page needs no server for it",
        ),
    ] {
        let reply = arm(&emulator, &fault).await;
        assert_eq!((reply.status, reply.json()["error"].as_str().unwrap()), (400, reason), "{fault}");
    }
    // One that is wrong keeps the others from being armed.
    arm(&emulator, &json!([{"kind": "delay"}, {"kind": "flood"}])).await;
    assert_eq!(armed(&emulator).await.len(), 0);
}

#[tokio::test]
async fn a_refresh_can_fail_in_every_way() {
    let emulator = start().await;
    ops(&emulator, &json!({"op": "refresh", "mode": "never"})).await;
    assert!(timeout(Duration::from_millis(300), refreshed(&emulator)).await.is_err());
    // A later word replaces an earlier one.
    ops(&emulator, &json!({"op": "refresh", "mode": "empty"})).await;
    assert_eq!(refreshed(&emulator).await.json(), json!({"access_token": ""}));
    ops(&emulator, &json!({"op": "refresh", "mode": "ok"})).await;
    assert_eq!(armed(&emulator).await.len(), 0);
    arm(&emulator, &json!({"kind": "html", "status": 502, "command": "refreshAuth"})).await;
    assert_eq!(refreshed(&emulator).await.status, 502);
    assert_eq!(refreshed(&emulator).await.status, 200);
}
