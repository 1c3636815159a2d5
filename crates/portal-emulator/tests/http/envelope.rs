use portal_emulator::{Emulator, Generation, Options};
use serde_json::json;

use crate::{
    client::{Reply, call, get, ops, send, token, try_send},
    start,
};

fn assert_cors(what: &str, reply: &Reply) {
    assert_eq!(reply.header("access-control-allow-origin"), Some("*"), "{what}");
    assert_eq!(reply.header("access-control-allow-headers"), Some("origin, content-type, accept"), "{what}");
    assert_eq!(reply.header("x-content-type-options"), Some("nosniff"), "{what}");
    for absent in ["methods", "credentials", "max-age", "expose-headers"] {
        let absent = format!(
            "access-control-{}{absent}",
            if absent == "max-age" || absent == "expose-headers" { "" } else { "allow-" }
        );
        assert_eq!(reply.header(&absent), None, "{what}");
    }
}

#[tokio::test]
async fn every_kind_of_answer_has_the_same_headers() {
    let emulator = start().await;
    let token = token(&emulator, "admin").await;
    let url = format!("{}/rest/crm.status.list", emulator.portal());
    let preflight = send("OPTIONS", &url, &[("access-control-request-method", "POST")], "").await;
    assert_eq!((preflight.status, preflight.body.len()), (200, 0));
    assert_cors("preflight", &preflight);
    assert_cors(
        "preflight without a method",
        &send("OPTIONS", &format!("{}/rest/", emulator.portal()), &[], "").await,
    );
    assert_cors("success", &get(&format!("{url}?auth={token}")).await);
    assert_cors("401", &get(&url).await);
    assert_cors("404", &get(&format!("{}/rest/no.such", emulator.portal())).await);
    assert_cors("no method", &get(&format!("{}/rest", emulator.portal())).await);
    assert_cors("400", &call(&emulator, &token, "crm.status.get", &json!({})).await);
    let typed = json!({"id": 7, "params": "Y"});
    assert_cors("500", &call(&emulator, &token, "crm.status.delete", &typed).await);
    ops(&emulator, &json!([{"op": "limit", "query": 1, "operating": true}])).await;
    let limited = get(&url).await;
    assert_eq!((limited.status, limited.json()["error"].clone()), (503, json!("QUERY_LIMIT_EXCEEDED")));
    assert_cors("503", &limited);
    let limited = call(&emulator, &token, "crm.status.list", &json!({})).await;
    assert_eq!(limited.status, 429);
    assert_cors("429", &limited);
}

#[tokio::test]
async fn a_portal_far_away_lets_preflights_wait_too_but_not_its_pages() {
    let latency = std::time::Duration::from_hours(1);
    let emulator = Emulator::start(Options { latency, ..Options::default() }).await.unwrap();
    let url = format!("{}/rest/crm.status.list", emulator.portal());
    tokio::select! {
        biased;
        _ = send("OPTIONS", &url, &[], "") => panic!("the preflight is answered at once"),
        _ = get(&url) => panic!("the request is answered at once"),
        page = get(emulator.portal()) => assert_eq!(page.status, 200),
    }
}

#[tokio::test]
async fn time_depends_on_the_generation() {
    for (generation, whole) in [(Generation::Y2024, false), (Generation::Y2026, true)] {
        let emulator = Emulator::start(Options { generation, ..Options::default() }).await.unwrap();
        let token = token(&emulator, "admin").await;
        let body = call(&emulator, &token, "crm.status.fields", &json!({})).await.json();
        let names: Vec<_> = body["time"].as_object().unwrap().keys().cloned().collect();
        let expected = [
            "start",
            "finish",
            "duration",
            "processing",
            "date_start",
            "date_finish",
            "operating_reset_at",
            "operating",
        ];
        assert_eq!(names, expected);
        assert_eq!((body["time"]["start"].is_u64(), body["time"]["processing"].is_u64()), (whole, whole));
        let keys: Vec<_> = body.as_object().unwrap().keys().cloned().collect();
        assert_eq!(keys, ["result", "time"]);
    }
}

#[tokio::test]
async fn faults_catch_the_next_requests() {
    let emulator = start().await;
    let token = token(&emulator, "admin").await;
    let url = format!("{}/rest/crm.status.fields?auth={token}", emulator.portal());
    ops(&emulator, &json!([{"op": "fault", "kind": "close"}])).await;
    assert!(try_send("GET", &url, &[], "").await.is_err());
    assert_eq!(get(&url).await.status, 200);

    ops(&emulator, &json!([{"op": "fault", "kind": "html", "status": 503, "method": "crm.status.fields"}]))
        .await;
    let page = get(&url).await;
    assert_eq!((page.status, page.header("content-type")), (503, Some("text/html; charset=utf-8")));
    assert_cors("page of the front end", &page);

    ops(&emulator, &json!([{"op": "fault", "kind": "delay", "ms": 120}])).await;
    let start = std::time::Instant::now();
    assert_eq!(get(&url).await.status, 200);
    assert!(start.elapsed().as_millis() >= 120);
}

#[tokio::test]
async fn a_multipart_form_is_read() {
    let emulator = start().await;
    let token = token(&emulator, "admin").await;
    let field = |name: &str, value: &str| {
        format!("--B\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let body = field("auth", &token) + &field("id", "103") + &field("fields[NAME]", "Täg & so") + "--B--\r\n";
    let headers = [("content-type", "multipart/form-data; boundary=B")];
    let url = format!("{}/rest/crm.status.update/", emulator.portal());
    assert_eq!(send("POST", &url, &headers, &body).await.json()["result"], true);
    let row = call(&emulator, &token, "crm.status.get", &json!({"id": "103"})).await.json();
    assert_eq!(row["result"]["NAME"], "Täg & so");
    let columns: Vec<_> = row["result"].as_object().unwrap().keys().cloned().collect();
    let expected = [
        "ID",
        "ENTITY_ID",
        "STATUS_ID",
        "NAME",
        "NAME_INIT",
        "SORT",
        "SYSTEM",
        "CATEGORY_ID",
        "COLOR",
        "SEMANTICS",
        "EXTRA",
    ];
    assert_eq!(columns, expected);
}

#[tokio::test]
async fn an_answer_may_be_xml() {
    let emulator = start().await;
    let token = token(&emulator, "admin").await;
    let url = |id: u32| format!("{}/rest/crm.status.get.xml?auth={token}&id={id}", emulator.portal());
    let row = get(&url(101)).await;
    assert_eq!((row.status, row.header("content-type")), (200, Some("text/xml; charset=utf-8")));
    assert!(row.text().contains("<response><result><ID>101</ID>"), "{}", row.text());
    assert_cors("xml", &row);
    let refused = get(&url(0)).await;
    assert_eq!(refused.status, 400);
    assert!(refused.text().contains("<error></error><error_description>ID is not"), "{}", refused.text());
}
