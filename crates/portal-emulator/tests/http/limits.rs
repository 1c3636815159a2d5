use futures_util::future::join_all;
use portal_emulator::{Emulator, Options, RequestLimit};
use serde_json::{Value, json};

use crate::{
    client::{Reply, call, get, ops, token},
    page, start,
};

async fn statuses(emulator: &Emulator, token: &str, count: usize) -> Vec<u16> {
    let mut statuses = Vec::new();
    for _ in 0..count {
        statuses.push(call(emulator, token, "crm.status.fields", &json!({})).await.status);
    }
    statuses
}

/// Sends until a request is refused, fifty at a time: the bucket drains while a slow machine is sending.
async fn refusal(emulator: &Emulator, token: &str) -> Reply {
    for _ in 0..10 {
        let replies =
            join_all((0..50).map(|_| async { call(emulator, token, "crm.status.fields", &json!({})).await }))
                .await;
        if let Some(refused) = replies.into_iter().find(|reply| reply.status == 503) {
            return refused;
        }
    }
    panic!("every request was let in");
}

/// The token that the portal page gives an application.
async fn page_token(emulator: &Emulator) -> String {
    let config = page::open(emulator, "").await;
    config["params"]["authId"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn an_application_may_send_fifty_requests_at_once() {
    let emulator = start().await;
    let page = page_token(&emulator).await;
    assert_eq!(statuses(&emulator, &page, 50).await, [200; 50]);
    let refused = refusal(&emulator, &page).await;
    let expected = json!({"error": "QUERY_LIMIT_EXCEEDED", "error_description": "Too many requests"});
    assert_eq!(refused.json(), expected);
    // A script beside it is not held up.
    let script = token(&emulator, "admin").await;
    assert_eq!(statuses(&emulator, &script, 60).await, [200; 60]);
}

#[tokio::test]
async fn a_batch_is_one_request() {
    let emulator = start().await;
    let page = page_token(&emulator).await;
    let commands: Vec<_> = (0..50).map(|_| "crm.status.fields").collect();
    for _ in 0..3 {
        let answer = call(&emulator, &page, "batch", &json!({"cmd": commands})).await.json();
        assert_eq!(answer["result"]["result"].as_array().unwrap().len(), 50);
    }
}

#[tokio::test]
async fn the_limit_can_be_off_or_for_everybody() {
    let limited = Options { request_limit: RequestLimit::Standard, ..Options::default() };
    let emulator = Emulator::start(limited).await.unwrap();
    let token = token(&emulator, "admin").await;
    refusal(&emulator, &token).await;
    ops(&emulator, &json!({"op": "limit", "bucket": "enterprise"})).await;
    assert_eq!(statuses(&emulator, &token, 200).await, [200; 200]);
    refusal(&emulator, &token).await;
    ops(&emulator, &json!({"op": "limit", "bucket": "off"})).await;
    assert_eq!(statuses(&emulator, &token, 300).await, [200; 300]);
    let limits = get(&format!("{}/limits", emulator.control())).await.json();
    assert_eq!(limits, json!({"bucket": "off", "operating": true}));
}

#[tokio::test]
async fn a_method_that_has_used_its_time_waits_and_others_do_not() {
    let emulator = start().await;
    let token = token(&emulator, "admin").await;
    ops(&emulator, &json!({"op": "cost", "method": "crm.status.fields", "seconds": 200})).await;
    let mut used = Vec::new();
    for _ in 0..3 {
        let time = call(&emulator, &token, "crm.status.fields", &json!({})).await.json()["time"].clone();
        assert_eq!(time["processing"], 200);
        let (reset, now) = (time["operating_reset_at"].as_f64().unwrap(), time["finish"].as_f64().unwrap());
        assert!(reset > now && reset < now + 800.0 + 600.0, "{time}");
        used.push(time["operating"].as_f64().unwrap().floor());
    }
    assert_eq!(format!("{used:?}"), "[200.0, 400.0, 600.0]");
    let refused = call(&emulator, &token, "crm.status.fields", &json!({})).await;
    assert_eq!((refused.status, &refused.json()["error"]), (429, &json!("OPERATION_TIME_LIMIT")));
    assert_eq!(refused.json()["time"], Value::Null);
    let batch = json!({"cmd": {"a": "crm.status.fields", "b": "crm.status.get?id=103"}});
    let answer = call(&emulator, &token, "batch", &batch).await.json();
    assert_eq!(answer["result"]["result_error"]["a"]["error"], "OPERATION_TIME_LIMIT");
    assert_eq!(answer["result"]["result_time"]["b"]["operating"], 0);
    // Without the limiter nothing is said about it.
    ops(&emulator, &json!({"op": "limit", "operating_time": false})).await;
    let time = call(&emulator, &token, "crm.status.fields", &json!({})).await.json()["time"].clone();
    assert_eq!((time.get("operating"), time.get("operating_reset_at")), (None, None));
}
