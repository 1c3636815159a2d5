//! Every case of `data/rest-cases.json` over HTTP, set up through the control API (rest-behaviour §11).
#![expect(clippy::unwrap_used, reason = "a test may panic")]

#[path = "http/client.rs"]
#[expect(dead_code, reason = "shared with the other tests")]
mod client;

use client::{Reply, call, ops, post_json, send, token};
use portal_emulator::{Emulator, Options};
use serde_json::{Map, Value, json};

const CASES: &str = include_str!("../data/rest-cases.json");

#[tokio::test]
async fn every_case_passes() {
    let emulator = Emulator::start(Options::default()).await.unwrap();
    let users = Users { admin: token(&emulator, "admin").await, other: token(&emulator, "manager").await };
    let cases: Vec<Value> = serde_json::from_str(CASES).unwrap();
    let mut failures = Vec::new();
    for case in &cases {
        for failure in run(&emulator, &users, case).await {
            failures.push(format!("{}: {failure}", case["name"]));
        }
    }
    assert!(failures.is_empty(), "{} of {}:\n{}", failures.len(), cases.len(), failures.join("\n"));
}

struct Users {
    admin: String,
    other: String,
}

async fn run(emulator: &Emulator, users: &Users, case: &Value) -> Vec<String> {
    let reset = post_json(&format!("{}/reset", emulator.control()), &json!({})).await;
    assert_eq!(reset.status, 200);
    ops(emulator, &case["precondition"]).await;
    let token = if case["as_admin"] == true { &users.admin } else { &users.other };
    let mut failures = check("", case, &request(emulator, token, case).await);
    for (index, follow_up) in case["follow_up"].as_array().into_iter().flatten().enumerate() {
        let reply = request(emulator, &users.admin, follow_up).await;
        failures.extend(check(&format!("follow-up {index}: "), follow_up, &reply));
    }
    failures
}

async fn request(emulator: &Emulator, token: &str, case: &Value) -> Reply {
    let method = case["method"].as_str().unwrap();
    let params = expand(&case["params"]);
    let Some(raw) = params.get("$raw") else { return call(emulator, token, method, &params).await };
    let text = |name: &str| raw[name].as_str().unwrap_or_default();
    let query = if raw["query"].is_string() { format!("{}&", text("query")) } else { String::new() };
    let url = format!("{}/rest/{method}?{query}auth={token}", emulator.portal());
    let mut headers = Vec::new();
    if raw["content_type"].is_string() {
        headers.push(("content-type", text("content_type")));
    }
    for (name, value) in raw["headers"].as_object().into_iter().flatten() {
        headers.push((name.as_str(), value.as_str().unwrap()));
    }
    send(raw["http_method"].as_str().unwrap_or("POST"), &url, &headers, text("body")).await
}

/// `{"$repeat": n, "value": x}` stands for n copies.
fn expand(value: &Value) -> Value {
    match value {
        Value::Object(map) if map.contains_key("$repeat") => {
            let times = usize::try_from(map["$repeat"].as_u64().unwrap()).unwrap();
            Value::Array(vec![map["value"].clone(); times])
        }
        Value::Object(map) => {
            let map: Map<_, _> = map.iter().map(|(key, value)| (key.clone(), expand(value))).collect();
            Value::Object(map)
        }
        other => other.clone(),
    }
}

fn check(place: &str, case: &Value, reply: &Reply) -> Vec<String> {
    let mut failures = Vec::new();
    if case["status"] != reply.status {
        failures.push(format!("{place}status {} instead of {}", reply.status, case["status"]));
    }
    let mut expected = case["response_contains"].clone();
    if let Some(headers) = expected.as_object_mut().and_then(|expected| expected.shift_remove("$headers")) {
        for (name, value) in headers.as_object().unwrap() {
            if reply.header(name) != value.as_str() {
                failures.push(format!("{place}header {name} is {:?}", reply.header(name)));
            }
        }
    }
    compare(place, &expected, Some(&reply.json()), &mut failures);
    failures
}

fn compare(path: &str, expected: &Value, found: Option<&Value>, failures: &mut Vec<String>) {
    let Some(expected_map) = expected.as_object() else {
        if found != Some(expected) {
            failures.push(format!("{path} is {} instead of {expected}", found.unwrap_or(&Value::Null)));
        }
        return;
    };
    if expected_map.contains_key("$absent") {
        if let Some(found) = found {
            failures.push(format!("{path} is there: {found}"));
        }
        return;
    }
    let Some(found) = found else {
        failures.push(format!("{path} is missing"));
        return;
    };
    for (key, value) in expected_map {
        match key.as_str() {
            "$len" if length(found) != value.as_u64() => {
                failures.push(format!("{path} is not {value} long: {found}"));
            }
            "$type" if !has_type(found, value.as_str().unwrap()) => {
                failures.push(format!("{path} is not {value}: {found}"));
            }
            "$len" | "$type" => {}
            key => {
                let entry = match found {
                    Value::Array(list) => key.parse::<usize>().ok().and_then(|index| list.get(index)),
                    found => found.get(key),
                };
                compare(&format!("{path}/{key}"), value, entry, failures);
            }
        }
    }
}

fn length(value: &Value) -> Option<u64> {
    match value {
        Value::Array(list) => Some(list.len() as u64),
        Value::Object(map) => Some(map.len() as u64),
        _ => None,
    }
}

fn has_type(value: &Value, kind: &str) -> bool {
    match kind {
        "array" => value.is_array(),
        "object" => value.is_object(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("unknown type {other}"),
    }
}
