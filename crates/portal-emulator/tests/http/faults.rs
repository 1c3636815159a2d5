//! Every fault that the control API offers occurs as it says. Those of the frame's replies are seen in a browser.

use std::time::{Duration, Instant};

use portal_emulator::{App, Emulator, Options};
use serde_json::{Value, json};
use tokio::time::timeout;

use crate::{
    app_host::folder,
    client::{Reply, call, get, ops, post_form, post_json, send, token, try_send},
    start,
};

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

/// A portal with one fault, and a token for it.
struct Faulty {
    emulator: Emulator,
    token: String,
}

impl Faulty {
    async fn with(fault: Value) -> Self {
        let emulator = start().await;
        let token = token(&emulator, "admin").await;
        let reply = arm(&emulator, &fault).await;
        assert_eq!(reply.status, 200, "{}", reply.text());
        Self { emulator, token }
    }

    async fn rename(&self, name: &str) -> Reply {
        call(&self.emulator, &self.token, "crm.status.update", &json!({"id": 103, "fields": {"NAME": name}}))
            .await
    }

    async fn list(&self) -> Reply {
        call(&self.emulator, &self.token, "crm.status.list", &json!({})).await
    }

    /// The same call over a connection that may end badly.
    async fn try_rename(&self, name: &str) -> Result<Reply, hyper::Error> {
        let url = format!("{}/rest/crm.status.update", self.emulator.portal());
        let body = format!("auth={}&id=103&fields[NAME]={name}", self.token);
        let form = [("content-type", "application/x-www-form-urlencoded")];
        try_send("POST", &url, &form, &body).await
    }

    async fn name(&self) -> String {
        name(&self.emulator, 103).await
    }
}

fn error(reply: &Reply) -> (u16, String) {
    (reply.status, reply.json()["error"].as_str().unwrap().to_owned())
}

const BEFORE: &str = "Create papers";

/// One check for each kind; a kind without one fails the test below.
async fn check(kind: &str) {
    match kind {
        "delay" | "no_answer" | "reset" | "truncated" | "html" => in_transit(kind).await,
        "query_limit" => refused(kind, (503, "QUERY_LIMIT_EXCEEDED")).await,
        "operation_time_limit" => refused(kind, (429, "OPERATION_TIME_LIMIT")).await,
        "expired_token" => refused(kind, (401, "expired_token")).await,
        "empty_token" => {
            let faulty = Faulty::with(json!({"kind": kind})).await;
            assert_eq!(refreshed(&faulty.emulator).await.json(), json!({"access_token": ""}));
            assert_ne!(refreshed(&faulty.emulator).await.json()["access_token"], "");
        }
        "wrong_mime" => {
            let (emulator, page) = with_file().await;
            arm(&emulator, &json!({"kind": kind, "count": "all"})).await;
            let wasm = get(&format!("{}/app.wasm", emulator.app())).await;
            assert_eq!((wasm.status, wasm.header("content-type")), (200, Some("text/plain")));
            assert_eq!(get(&page).await.header("content-type"), Some("text/html; charset=utf-8"));
        }
        // What is done to the reply of a frame is seen in a browser: tests/browser/faults.rs.
        "duplicate" | "wrong_origin" | "object" | "unknown_id" => {
            let faulty = Faulty::with(json!({"kind": kind, "command": "getInitData"})).await;
            let ask = format!("{}/emulator/frame-faults", faulty.emulator.portal());
            assert_eq!(post_json(&ask, &json!({"command": "setTitle"})).await.json(), json!([]));
            let sprung = post_json(&ask, &json!({"command": "getInitData"})).await.json();
            assert_eq!(sprung, json!([{"kind": kind}]));
            assert_eq!(post_json(&ask, &json!({"command": "getInitData"})).await.json(), json!([]));
        }
        _ => of_the_portal(kind).await,
    }
}

/// What happens on the way between the client and the portal.
async fn in_transit(kind: &str) {
    match kind {
        "delay" => {
            let faulty = Faulty::with(json!({"kind": kind, "ms": 150})).await;
            let start = Instant::now();
            assert_eq!(faulty.rename("Late").await.status, 200);
            assert!(start.elapsed() >= Duration::from_millis(150));
            assert_eq!(faulty.name().await, "Late");
        }
        "no_answer" => {
            let faulty = Faulty::with(json!({"kind": kind})).await;
            assert!(timeout(Duration::from_millis(300), faulty.try_rename("x")).await.is_err());
            assert_eq!(faulty.name().await, BEFORE);
            assert_eq!(faulty.rename("x").await.status, 200);
        }
        "reset" => {
            let faulty = Faulty::with(json!({"kind": kind})).await;
            faulty.try_rename("x").await.unwrap_err();
            assert_eq!(faulty.name().await, BEFORE);
        }
        "truncated" => {
            let faulty = Faulty::with(json!({"kind": kind})).await;
            let reply = faulty.list().await;
            assert_eq!(reply.status, 200);
            assert!(reply.text().starts_with("{\"result\":["));
            serde_json::from_slice::<Value>(&reply.body).unwrap_err();
            assert_eq!(faulty.list().await.json()["total"], 74);
        }
        "html" => {
            for status in [500, 502, 503] {
                let faulty = Faulty::with(json!({"kind": kind, "status": status})).await;
                let reply = faulty.rename("x").await;
                assert_eq!(reply.status, status);
                assert_eq!(reply.header("content-type"), Some("text/html; charset=utf-8"));
                assert_eq!(reply.header("access-control-allow-origin"), Some("*"));
                assert_eq!(faulty.name().await, BEFORE);
            }
        }
        other => panic!("nothing shows that `{other}` occurs"),
    }
}

/// What the portal itself does wrong.
async fn of_the_portal(kind: &str) {
    match kind {
        "error" => {
            let faulty = Faulty::with(json!({"kind": kind, "code": "OVERLOAD_LIMIT"})).await;
            assert_eq!(error(&faulty.rename("x").await), (401, "OVERLOAD_LIMIT".to_owned()));
        }
        "portal_deleted" => {
            let faulty = Faulty::with(json!({"kind": kind})).await;
            for _ in 0..3 {
                assert_eq!(error(&faulty.list().await), (403, "PORTAL_DELETED".to_owned()));
            }
        }
        "rights_revoked" => {
            let faulty = Faulty::with(json!({"kind": kind})).await;
            for _ in 0..2 {
                let reply = faulty.rename("x").await;
                assert_eq!(reply.json()["error_description"], "Access denied.");
            }
            assert_eq!(faulty.list().await.status, 200);
        }
        "refuse" => {
            let faulty = Faulty::with(json!({"kind": kind, "method": "crm.status.update"})).await;
            assert_eq!(faulty.rename("x").await.json()["error_description"], "Error on updating status.");
            assert_eq!(faulty.name().await, BEFORE);
        }
        "not_stored" => {
            let faulty = Faulty::with(json!({"kind": kind})).await;
            assert_eq!(faulty.list().await.status, 200);
            assert_eq!(faulty.rename("x").await.json()["result"], true);
            assert_eq!(faulty.name().await, BEFORE);
            faulty.rename("y").await;
            assert_eq!(faulty.name().await, "y");
        }
        "answer_lost" => {
            let faulty = Faulty::with(json!({"kind": kind})).await;
            assert_eq!(faulty.list().await.status, 200);
            faulty.try_rename("Stored").await.unwrap_err();
            assert_eq!(faulty.name().await, "Stored");
        }
        "crash" => {
            let faulty = Faulty::with(json!({"kind": kind})).await;
            assert_eq!(faulty.rename("x").await.status, 500);
            assert_eq!(faulty.rename("y").await.status, 200);
        }
        other => panic!("nothing shows that `{other}` occurs"),
    }
}

/// A fault that is an error of the API, once.
async fn refused(kind: &str, expected: (u16, &str)) {
    let faulty = Faulty::with(json!({"kind": kind})).await;
    assert_eq!(error(&faulty.rename("x").await), (expected.0, expected.1.to_owned()));
    assert_eq!(faulty.name().await, BEFORE);
    assert_eq!(faulty.rename("x").await.status, 200);
}

async fn with_file() -> (Emulator, String) {
    let folder = folder("faults");
    std::fs::write(folder.join("app.wasm"), [0, 97, 115, 109, 1, 0, 0, 0]).unwrap();
    let address = std::net::SocketAddr::from(([127, 0, 0, 1], 0));
    let app = App::Dist { address, folder };
    let emulator = Emulator::start(Options { app, ..Options::default() }).await.unwrap();
    let page = format!("{}/", emulator.app());
    (emulator, page)
}

/// What the page's script asks for when the frame wants new tokens.
async fn refreshed(emulator: &Emulator) -> Reply {
    let page = get(&format!("{}/", emulator.portal())).await.text();
    let sessid = page.split("\"sessid\":\"").nth(1).unwrap().split('"').next().unwrap();
    let url = format!("{}/bitrix/components/bitrix/app.layout/lazyload.ajax.php", emulator.portal());
    post_form(&url, &format!("sessid={sessid}&action=access_refresh")).await
}

#[tokio::test]
async fn every_kind_occurs_as_described() {
    let emulator = start().await;
    let kinds = get(&format!("{}/faults/kinds", emulator.control())).await.json();
    let kinds: Vec<_> = kinds.as_array().unwrap().iter().map(|kind| kind["kind"].clone()).collect();
    assert!(kinds.len() > 20);
    for kind in kinds {
        check(kind.as_str().unwrap()).await;
    }
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
