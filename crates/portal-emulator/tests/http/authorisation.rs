use std::time::Duration;

use portal_emulator::{Emulator, Options};
use serde_json::{Value, json};

use crate::{
    client::{Reply, call, get, ops, post_form, post_json, send, token},
    start,
};

fn outcome(reply: &Reply) -> (u16, Value) {
    (reply.status, reply.json()["error"].clone())
}

#[tokio::test]
async fn a_token_may_stand_in_four_places() {
    let emulator = start().await;
    let token = token(&emulator, "admin").await;
    let url = format!("{}/rest/crm.status.fields", emulator.portal());
    let header = [("authorization", format!("Bearer {token}"))];
    let header: Vec<_> = header.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(send("GET", &url, &header, "").await.status, 200);
    assert_eq!(get(&format!("{url}?auth={token}")).await.status, 200);
    assert_eq!(get(&format!("{url}?access_token={token}")).await.status, 200);
    assert_eq!(post_form(&url, &format!("auth={token}")).await.status, 200);
    assert_eq!(post_json(&url, &json!({"auth": token})).await.status, 200);
    assert_eq!(outcome(&get(&url).await), (401, json!("NO_AUTH_FOUND")));
    assert_eq!(outcome(&get(&format!("{url}?auth=nonsense")).await), (401, json!("invalid_token")));
}

#[tokio::test]
async fn a_webhook_speaks_for_its_user() {
    let emulator = start().await;
    let url = |user: &str| format!("{}/webhook?user={user}", emulator.control());
    let admin = get(&url("admin")).await.json()["url"].as_str().unwrap().to_owned();
    let manager = get(&url("manager")).await.json()["url"].as_str().unwrap().to_owned();
    assert!(admin.starts_with(&format!("{}/rest/1/", emulator.portal())), "{admin}");
    let update = "crm.status.update.json?id=103&fields[NAME]=x";
    assert_eq!(get(&format!("{admin}{update}")).await.json()["result"], true);
    assert_eq!(get(&format!("{manager}{update}")).await.json()["error_description"], "Access denied.");
    let wrong = format!("{}/rest/1/wrong/{update}", emulator.portal());
    assert_eq!(outcome(&get(&wrong).await), (401, json!("INVALID_CREDENTIALS")));
    let unknown = format!("{}/rest/1/wrong/no.such.method", emulator.portal());
    assert_eq!(outcome(&get(&unknown).await), (404, json!("ERROR_METHOD_NOT_FOUND")));

    ops(&emulator, &json!({"op": "auth", "mode": "https"})).await;
    let refused = get(&format!("{admin}{update}")).await;
    assert_eq!(outcome(&refused), (401, json!("INVALID_REQUEST")));
    assert_eq!(refused.json()["error_description"], "Https required.");
}

#[tokio::test]
async fn tokens_end() {
    let options = Options { token_lifetime: Duration::from_millis(300), ..Options::default() };
    let emulator = Emulator::start(options).await.unwrap();
    let mut short = token(&emulator, "admin").await;
    // Where the machine is slow, one of them is used in time.
    while call(&emulator, &short, "crm.status.fields", &json!({})).await.status != 200 {
        short = token(&emulator, "admin").await;
    }
    tokio::time::sleep(Duration::from_millis(330)).await;
    let ended = call(&emulator, &short, "crm.status.fields", &json!({})).await;
    assert_eq!(outcome(&ended), (401, json!("expired_token")));

    let url = format!("{}/token", emulator.control());
    let dead = post_json(&url, &json!({"expired": true})).await.json();
    let dead = call(&emulator, dead["access_token"].as_str().unwrap(), "crm.status.fields", &json!({})).await;
    assert_eq!(outcome(&dead), (401, json!("expired_token")));

    let emulator = start().await;
    let token = token(&emulator, "admin").await;
    assert_eq!(post_json(&format!("{}/expire", emulator.control()), &json!({})).await.status, 200);
    let ended = call(&emulator, &token, "crm.status.fields", &json!({})).await;
    assert_eq!(outcome(&ended), (401, json!("expired_token")));
}

#[tokio::test]
async fn the_scope_is_checked() {
    let emulator = start().await;
    let url = format!("{}/token", emulator.control());
    let grant = post_json(&url, &json!({"user": "admin", "scope": "placement"})).await.json();
    let narrow = grant["access_token"].as_str().unwrap();
    let refused = call(&emulator, narrow, "crm.status.list", &json!({})).await;
    assert_eq!(outcome(&refused), (401, json!("insufficient_scope")));
    let text = "The request requires higher privileges than provided by the access token";
    assert_eq!(refused.json()["error_description"], text);
    let batch = call(&emulator, narrow, "batch", &json!({"cmd": {"a": "crm.status.fields"}})).await;
    assert_eq!(batch.json()["result"]["result_error"]["a"]["error"], "insufficient_scope");
    assert_eq!(outcome(&call(&emulator, narrow, "no.such", &json!({})).await).0, 404);
}

#[tokio::test]
async fn rights_follow_the_user() {
    let emulator = start().await;
    for (user, read, write) in [("admin", 200, 200), ("manager", 200, 400), ("outsider", 400, 400)] {
        let token = token(&emulator, user).await;
        assert_eq!(
            call(&emulator, &token, "crm.status.entity.types", &json!({})).await.status,
            read,
            "{user}"
        );
        let patch = json!({"id": 103, "fields": {"SORT": 20}});
        assert_eq!(call(&emulator, &token, "crm.status.update", &patch).await.status, write, "{user}");
    }
}

#[tokio::test]
async fn every_authorisation_error_can_be_ordered() {
    let emulator = start().await;
    for (mode, status) in
        [("user_access_error", 401), ("ACCESS_DENIED", 401), ("OVERLOAD_LIMIT", 401), ("PORTAL_DELETED", 403)]
    {
        ops(&emulator, &json!([{"op": "auth", "mode": mode}])).await;
        let reply = get(&format!("{}/rest/crm.status.list", emulator.portal())).await;
        assert_eq!(outcome(&reply), (status, json!(mode)));
    }
}
