use serde_json::{Value, json};

use crate::{
    client::{call, get, ops, post_json, send, token},
    page::open,
    start,
};

#[tokio::test]
async fn a_reset_keeps_tokens_and_forgets_the_rest() {
    let emulator = start().await;
    let token = token(&emulator, "admin").await;
    ops(
        &emulator,
        &json!([
            {"op": "profile", "value": "docs"},
            {"op": "raw_status", "id": 103, "set": {"NAME": "Changed", "COLOR": null}},
            {"op": "limit", "operating": ["crm.status.get"]},
            {"op": "user", "crm_access": false},
        ]),
    )
    .await;
    assert_eq!(call(&emulator, &token, "crm.status.list", &json!({})).await.status, 400);
    post_json(&format!("{}/reset", emulator.control()), &json!({})).await;
    assert_eq!(get(&format!("{}/log", emulator.control())).await.json(), json!([]));
    let row = call(&emulator, &token, "crm.status.get", &json!({"id": 103})).await.json();
    assert_eq!(row["result"]["NAME"], "Create papers");
}

#[tokio::test]
async fn an_unknown_op_is_named() {
    let emulator = start().await;
    let url = format!("{}/ops", emulator.control());
    let reply = post_json(&url, &json!([{"op": "dance"}])).await;
    assert_eq!((reply.status, reply.json()["error"].clone()), (400, json!("unknown op `dance`")));
    let reply = post_json(&url, &json!({"op": "auth", "mode": "maybe"})).await;
    assert_eq!(reply.json()["error"], "op `auth`: unknown mode `maybe`");
    assert_eq!(send("POST", &url, &[], "{").await.status, 400);
    assert_eq!(
        post_json(&format!("{}/token", emulator.control()), &json!({"user": "nobody"})).await.status,
        400
    );
}

#[tokio::test]
async fn pipelines_and_rows_are_added() {
    let emulator = start().await;
    let token = token(&emulator, "admin").await;
    ops(&emulator, &json!([
        {"op": "pipeline", "id": 5, "name": "Repairs"},
        {"op": "raw_status_add", "row": {"ENTITY_ID": "DYNAMIC_1038_STAGE_37", "STATUS_ID": "DT1038_37:NEW", "NAME": "New"}},
        {"op": "items", "entityTypeId": 1038, "stage": "DT1038_37:NEW", "count": 2},
        {"op": "leads", "stage": "NEW", "count": 3},
        {"op": "deals", "stage": "C5:NEW", "count": 1, "hidden": true},
        {"op": "call", "method": "crm.status.delete", "params": {"id": 7}},
    ]))
    .await;
    let types = call(&emulator, &token, "crm.status.entity.types", &json!({})).await.json();
    let ids: Vec<_> = types["result"].as_array().unwrap().iter().map(|entity| entity["ID"].clone()).collect();
    assert_eq!(ids[8], "DEAL_STAGE_5");
    assert_eq!(ids.last().unwrap(), "DYNAMIC_1038_STAGE_37");
    let stages = json!({"filter": {"CATEGORY_ID": 5}});
    assert_eq!(call(&emulator, &token, "crm.status.list", &stages).await.json()["total"], 8);
    let count = |method: &'static str, params: Value| {
        let (emulator, token) = (&emulator, &token);
        async move { call(emulator, token, method, &params).await.json()["total"].clone() }
    };
    assert_eq!(count("crm.lead.list", json!({"filter": {"STATUS_ID": "NEW"}})).await, 3);
    assert_eq!(
        count("crm.item.list", json!({"entityTypeId": 1038, "filter": {"stageId": "DT1038_37:NEW"}})).await,
        2
    );
    assert_eq!(count("crm.deal.list", json!({"filter": {"STAGE_ID": "C5:NEW"}})).await, 0);
    assert_eq!(count("crm.category.list", json!({"entityTypeId": 2})).await, 2);

    let state = get(&format!("{}/state", emulator.control())).await.json();
    let first = state.as_array().unwrap().iter().find(|row| row["STATUS_ID"] == "C5:NEW").unwrap().clone();
    assert!(!state.as_array().unwrap().iter().any(|row| row["ID"] == "7"));
    let delete = json!({"id": first["ID"], "params": {"FORCED": "Y"}});
    let refused = call(&emulator, &token, "crm.status.delete", &delete).await.json();
    assert_eq!(refused["error_description"], "There are active items in this status.");
}

#[tokio::test]
async fn rows_can_be_thinned_out() {
    let emulator = start().await;
    let left = |emulator: &portal_emulator::Emulator| {
        let url = format!("{}/state", emulator.control());
        async move { get(&url).await.json().as_array().unwrap().len() }
    };
    ops(&emulator, &json!({"op": "keep_only", "entity": "DEAL_STAGE", "codes": ["NEW", "WON"]})).await;
    assert_eq!(left(&emulator).await, 68);
    ops(&emulator, &json!({"op": "keep_only", "entity": "DEAL_STAGE"})).await;
    assert_eq!(left(&emulator).await, 2);
    ops(&emulator, &json!({"op": "keep_only", "ids": [101]})).await;
    assert_eq!(left(&emulator).await, 1);
}

#[tokio::test]
async fn the_log_knows_the_requests_and_no_secrets() {
    let emulator = start().await;
    let token = token(&emulator, "admin").await;
    let portal = emulator.portal();
    send("OPTIONS", &format!("{portal}/rest/CRM.status.list.json"), &[], "").await;
    call(&emulator, &token, "crm.status.get", &json!({"id": 101, "note": format!("x{token}y")})).await;
    get(&format!("{portal}/rest/crm.status.fields?auth={token}&a[]=1")).await;
    send("GET", &format!("{portal}/rest/batch"), &[("authorization", &format!("Bearer {token}"))], "").await;
    let webhook =
        get(&format!("{}/webhook", emulator.control())).await.json()["url"].as_str().unwrap().to_owned();
    get(&format!("{webhook}batch?cmd[a]=crm.status.get%3Fid%3D1")).await;
    get(&format!("{portal}/rest/")).await;

    let reply = get(&format!("{}/log", emulator.control())).await;
    assert!(!reply.text().contains(&token));
    assert!(!reply.text().contains(webhook.trim_end_matches('/').rsplit('/').next().unwrap()));
    let log = reply.json();
    let rows: Vec<_> = log
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| {
            json!([
                entry["http_method"],
                entry["method"],
                entry["status"],
                entry["token_in"],
                entry["params"]
            ])
        })
        .collect();
    let expected = [
        json!(["OPTIONS", "crm.status.list", 200, null, {}]),
        json!(["POST", "crm.status.get", 200, "body", {"id": 101, "note": "x***y"}]),
        json!(["GET", "crm.status.fields", 200, "query", {"a": ["1"]}]),
        json!(["GET", "batch", 200, "header", {}]),
        json!(["GET", "batch", 200, "path", {"cmd": {"a": "crm.status.get?id=1"}}]),
        json!(["GET", null, 404, null, {}]),
    ];
    assert_eq!(rows, expected);
    assert_eq!(log[1]["content_type"], "application/json");
    let time = log[0]["time"].as_str().unwrap();
    assert_eq!((time.len(), time.ends_with('Z')), (24, true), "{time}");

    send("DELETE", &format!("{}/log", emulator.control()), &[], "").await;
    assert_eq!(get(&format!("{}/log", emulator.control())).await.json(), json!([]));
}

#[tokio::test]
async fn a_page_may_use_it() {
    let emulator = start().await;
    let url = format!("{}/ops", emulator.control());
    let preflight = send("OPTIONS", &url, &[("origin", "http://a")], "").await;
    assert_eq!((preflight.status, preflight.header("access-control-allow-origin")), (204, Some("*")));
    assert_eq!(send("POST", &url, &[], "[]").await.header("access-control-allow-origin"), Some("*"));
}

#[tokio::test]
async fn operations_have_more_than_one_spelling() {
    let emulator = start().await;
    let token = token(&emulator, "admin").await;
    let outcome = async |method: &str, params: Value| {
        let reply = call(&emulator, &token, method, &params).await;
        (reply.status, reply.json()["error"].clone())
    };
    ops(&emulator, &json!({"op": "limit", "mode": "query", "count": 1})).await;
    assert_eq!(outcome("crm.status.fields", json!({})).await.0, 503);
    ops(&emulator, &json!({"op": "limit", "mode": "operating", "method": "crm.status.fields"})).await;
    assert_eq!(outcome("crm.status.fields", json!({})).await.0, 429);
    assert_eq!(outcome("crm.status.list", json!({})).await.0, 200);
    ops(&emulator, &json!({"op": "limit", "operating": {"method": "crm.status.list"}})).await;
    assert_eq!(outcome("crm.status.list", json!({})).await.0, 429);
    assert_eq!(outcome("crm.status.fields", json!({})).await.0, 200);
    ops(&emulator, &json!({"op": "auth", "expired": true})).await;
    assert_eq!(outcome("crm.status.fields", json!({})).await, (401, json!("expired_token")));
    ops(&emulator, &json!([{"op": "auth", "value": "ok"}, {"op": "profile", "mode": "docs"}])).await;
    assert_eq!(outcome("crm.status.get", json!({})).await.1, "Invalid identifier.");
    ops(
        &emulator,
        &json!([
            {"op": "pipeline", "category_id": 5},
            {"op": "deals", "stage": "NEW", "category_id": 5, "n": 2},
            {"op": "raw_status", "ID": 101, "fields": {"NAME": "x"}},
        ]),
    )
    .await;
    let count = call(&emulator, &token, "crm.deal.list", &json!({"filter": {"STAGE_ID": "C5:NEW"}})).await;
    assert_eq!(count.json()["total"], 2);
    let row = call(&emulator, &token, "crm.status.get", &json!({"id": 101})).await;
    assert_eq!(row.json()["result"]["NAME"], "x");
}

#[tokio::test]
async fn a_token_is_asked_for_by_name_or_by_id() {
    let emulator = start().await;
    for (wish, status) in [
        (json!({"user": "Manager"}), 400),
        (json!({"user": 2}), 400),
        (json!({"user": "1", "scope": ["crm"]}), 200),
        (json!({"scope": ["placement"]}), 401),
        (json!({"expired": 1}), 401),
    ] {
        let grant = post_json(&format!("{}/token", emulator.control()), &wish).await.json();
        let token = grant["access_token"].as_str().unwrap();
        let update = json!({"id": 103, "fields": {}});
        assert_eq!(call(&emulator, token, "crm.status.update", &update).await.status, status, "{wish}");
    }
}

#[tokio::test]
async fn somebody_else_edits_the_same_directory() {
    let emulator = start().await;
    let rename = |user: &str, name: &str| {
        let params = json!({"id": 103, "fields": {"NAME": name}});
        json!({"op": "call", "user": user, "method": "crm.status.update", "params": params})
    };
    let admin = token(&emulator, "admin").await;
    let name = async || {
        let row = call(&emulator, &admin, "crm.status.get", &json!({"id": 103})).await.json();
        row["result"]["NAME"].as_str().unwrap().to_owned()
    };
    ops(&emulator, &rename("colleague", "Theirs")).await;
    assert_eq!(name().await, "Theirs");
    // A refusal is part of the story.
    ops(&emulator, &rename("manager", "Nobody's")).await;
    assert_eq!(name().await, "Theirs");
    let reply = post_json(&format!("{}/ops", emulator.control()), &rename("stranger", "x")).await;
    assert_eq!(reply.json()["error"], "op `call`: there is no user \"stranger\"");
    // In a window of their own, they have a token of their own.
    let config = open(&emulator, "user=colleague").await;
    let theirs = config["params"]["authId"].as_str().unwrap();
    let update = json!({"id": 103, "fields": {"NAME": "From the other window"}});
    assert_eq!(call(&emulator, theirs, "crm.status.update", &update).await.json()["result"], true);
    assert_eq!(name().await, "From the other window");
}

#[tokio::test]
async fn a_directory_of_ten_thousand_rows_is_listed_whole() {
    let emulator = start().await;
    let token = token(&emulator, "admin").await;
    let order = json!({"op": "generate", "entity": "DEAL_STAGE", "count": 10_000, "seed": 1, "items": 2});
    let list = json!({"filter": {"ENTITY_ID": "DEAL_STAGE"}, "order": {"SORT": "ASC"}});
    let mut lists = Vec::new();
    for _ in 0..2 {
        post_json(&format!("{}/reset", emulator.control()), &json!({})).await;
        ops(&emulator, &order).await;
        lists.push(call(&emulator, &token, "crm.status.list", &list).await.json()["result"].clone());
    }
    assert_eq!(lists[0], lists[1]);
    let rows = lists[0].as_array().unwrap();
    assert_eq!(rows.len(), 10_008);
    let meanings: Vec<_> = rows.iter().map(|row| row["EXTRA"]["SEMANTICS"].as_str().unwrap()).collect();
    let split = meanings.iter().position(|meaning| *meaning != "process").unwrap();
    assert_eq!((split, &meanings[split..]), (10_005, &["success", "failure", "apology"][..]));
    let code = &rows[split - 1]["STATUS_ID"];
    let deals = call(&emulator, &token, "crm.deal.list", &json!({"filter": {"STAGE_ID": code}})).await.json();
    assert_eq!(deals["total"], 2);
    let delete = json!({"id": rows[split - 1]["ID"]});
    let refused = call(&emulator, &token, "crm.status.delete", &delete).await.json();
    assert_eq!(refused["error_description"], "There are active items in this status.");
}

#[tokio::test]
async fn a_kind_of_fault_says_what_it_waits_for_without_a_name() {
    let emulator = start().await;
    let kinds = get(&format!("{}/faults/kinds", emulator.control())).await.json();
    for (kind, default) in [
        ("delay", json!(null)),
        ("rights_revoked", json!("writing")),
        ("not_stored", json!("writing")),
        ("answer_lost", json!("writing")),
        ("empty_token", json!("refreshAuth")),
        ("wrong_mime", json!("*.wasm")),
    ] {
        let row = kinds.as_array().unwrap().iter().find(|row| row["kind"] == kind).unwrap();
        assert_eq!(row.get("default"), Some(&default), "{kind}");
    }
}
