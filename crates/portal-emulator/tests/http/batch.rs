use serde_json::{Value, json};

use crate::{
    client::{call, ops, post_form, token},
    start,
};

async fn batch(commands: &Value) -> Value {
    let emulator = start().await;
    let token = token(&emulator, "admin").await;
    call(&emulator, &token, "batch", commands).await.json()["result"].clone()
}

#[tokio::test]
async fn nothing_to_do_gives_empty_lists() {
    for commands in [json!({}), json!({"cmd": []}), json!({"cmd": "crm.status.fields"}), json!({"cmd": null})]
    {
        let expected = json!({
            "result": [], "result_error": [], "result_total": [], "result_next": [], "result_time": []
        });
        assert_eq!(batch(&commands).await, expected, "{commands}");
    }
}

#[tokio::test]
async fn containers_follow_their_keys() {
    let list = batch(&json!({"CMD": ["crm.status.get?id=101", "crm.status.get?id=103"]})).await;
    assert!(list["result"].is_array() && list["result_time"].is_array());
    let tail = batch(&json!({"cmd": ["crm.status.get?id=101", "crm.status.get?id=0"]})).await;
    assert_eq!((&tail["result"][0]["ID"], tail["result_error"].is_object()), (&json!("101"), true));
}

#[tokio::test]
async fn a_colour_has_to_be_encoded() {
    let result = batch(&json!({"cmd": {
        "cut": "crm.status.update?id=103&fields[COLOR]=#FF0000&fields[NAME]=x",
        "a": "crm.status.get?id=103",
        "whole": "crm.status.update?id=103&fields[COLOR]=%23FF0000&fields[NAME]=a+b%20c",
        "b": "crm.status.get?id=103",
    }}))
    .await;
    let row = |key: &str| (result["result"][key]["COLOR"].clone(), result["result"][key]["NAME"].clone());
    assert_eq!(row("a"), (json!("#"), json!("Create papers")));
    assert_eq!(row("b"), (json!("#FF0000"), json!("a b c")));
}

#[tokio::test]
async fn halt_is_cast_loosely() {
    for (halt, runs) in
        [(json!("0"), true), (json!(""), true), (json!(false), true), (json!("N"), false), (json!(1), false)]
    {
        let commands =
            json!({"HALT": halt, "cmd": {"a": "crm.status.get?id=0", "b": "crm.status.get?id=101"}});
        assert_eq!(batch(&commands).await["result"].is_object(), runs, "{halt}");
    }
}

#[tokio::test]
async fn a_name_that_looks_like_a_reference_is_altered() {
    let result = batch(&json!({"cmd": {
        "a": "crm.status.get?id=101",
        "w": "crm.status.update?id=103&fields[NAME]=$result[a][NAME]",
        "g": "crm.status.get?id=103",
    }}))
    .await;
    assert_eq!(result["result"]["g"]["NAME"], "New");
}

#[tokio::test]
async fn limits_hold_inside_a_batch_which_counts_once() {
    let emulator = start().await;
    let token = token(&emulator, "admin").await;
    ops(&emulator, &json!([{"op": "limit", "operating": "crm.status.list"}])).await;
    let commands = json!({"cmd": {"a": "crm.status.list", "b": "crm.status.get?id=101"}});
    let result = call(&emulator, &token, "batch", &commands).await.json()["result"].clone();
    assert_eq!(result["result_error"]["a"]["error"], "OPERATION_TIME_LIMIT");
    assert_eq!(result["result"]["b"]["ID"], "101");
}

#[tokio::test]
async fn a_form_can_carry_a_batch() {
    let emulator = start().await;
    let token = token(&emulator, "admin").await;
    let body = format!("auth={token}&halt=0&cmd[a]=crm.status.get%3Fid%3D101&cmd[b]=crm.status.get%3Fid%3D0");
    let result = post_form(&format!("{}/rest/batch.json", emulator.portal()), &body).await.json();
    assert_eq!(result["result"]["result"]["a"]["ID"], "101");
    assert_eq!(result["result"]["result_error"]["b"]["error"], "");
}
