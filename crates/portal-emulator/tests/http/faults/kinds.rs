//! Every fault that the control API offers occurs as it says. Those of the frame's replies are seen in a browser.

use std::time::{Duration, Instant};

use futures_util::future::LocalBoxFuture;
use portal_emulator::{App, Emulator, Options};
use serde_json::{Value, json};
use tokio::time::timeout;

use super::{BEFORE, arm, armed, name, refreshed};
use crate::{
    app_host::folder,
    client::{Reply, call, get, post_json, token, try_send},
    start,
};

/// Shows that faults of a kind occur.
type Check = fn(&'static str) -> LocalBoxFuture<'static, ()>;

/// One check for each kind; a kind without one fails the test.
const CHECKS: [(&str, Check); 21] = [
    ("delay", |kind| Box::pin(delay(kind))),
    ("no_answer", |kind| Box::pin(no_answer(kind))),
    ("reset", |kind| Box::pin(reset(kind))),
    ("truncated", |kind| Box::pin(truncated(kind))),
    ("html", |kind| Box::pin(html(kind))),
    ("query_limit", |kind| Box::pin(refused(kind, (503, "QUERY_LIMIT_EXCEEDED")))),
    ("operation_time_limit", |kind| Box::pin(refused(kind, (429, "OPERATION_TIME_LIMIT")))),
    ("expired_token", |kind| Box::pin(refused(kind, (401, "expired_token")))),
    ("portal_deleted", |kind| Box::pin(portal_deleted(kind))),
    ("error", |kind| Box::pin(error(kind))),
    ("rights_revoked", |kind| Box::pin(rights_revoked(kind))),
    ("refuse", |kind| Box::pin(refuse(kind))),
    ("not_stored", |kind| Box::pin(not_stored(kind))),
    ("answer_lost", |kind| Box::pin(answer_lost(kind))),
    ("crash", |kind| Box::pin(crash(kind))),
    ("empty_token", |kind| Box::pin(empty_token(kind))),
    ("duplicate", |kind| Box::pin(of_the_reply(kind))),
    ("wrong_origin", |kind| Box::pin(of_the_reply(kind))),
    ("object", |kind| Box::pin(of_the_reply(kind))),
    ("unknown_id", |kind| Box::pin(of_the_reply(kind))),
    ("wrong_mime", |kind| Box::pin(wrong_mime(kind))),
];

#[tokio::test]
async fn every_kind_occurs_as_described() {
    let emulator = start().await;
    let kinds = get(&format!("{}/faults/kinds", emulator.control())).await.json();
    let kinds: Vec<_> = kinds.as_array().unwrap().iter().map(|kind| kind["kind"].clone()).collect();
    assert!(kinds.len() > 20);
    for kind in kinds {
        let (name, check) = CHECKS
            .iter()
            .find(|(name, _)| kind == *name)
            .unwrap_or_else(|| panic!("nothing shows that {kind} occurs"));
        check(name).await;
    }
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

fn status_and_code(reply: &Reply) -> (u16, String) {
    (reply.status, reply.json()["error"].as_str().unwrap().to_owned())
}

async fn delay(kind: &str) {
    let faulty = Faulty::with(json!({"kind": kind, "ms": 150})).await;
    let start = Instant::now();
    assert_eq!(faulty.rename("Late").await.status, 200);
    assert!(start.elapsed() >= Duration::from_millis(150));
    assert_eq!(faulty.name().await, "Late");
}

async fn no_answer(kind: &str) {
    let faulty = Faulty::with(json!({"kind": kind})).await;
    let mut rename = std::pin::pin!(faulty.try_rename("x"));
    // It has half a minute to get there, and once it is there, there is silence.
    for _ in 0..100 {
        assert!(timeout(Duration::from_millis(300), rename.as_mut()).await.is_err());
        if armed(&faulty.emulator).await.is_empty() {
            break;
        }
    }
    assert_eq!(armed(&faulty.emulator).await.len(), 0);
    assert_eq!(faulty.name().await, BEFORE);
    assert_eq!(faulty.rename("x").await.status, 200);
}

async fn reset(kind: &str) {
    let faulty = Faulty::with(json!({"kind": kind})).await;
    faulty.try_rename("x").await.unwrap_err();
    assert_eq!(faulty.name().await, BEFORE);
}

async fn truncated(kind: &str) {
    let faulty = Faulty::with(json!({"kind": kind})).await;
    let reply = faulty.list().await;
    assert_eq!(reply.status, 200);
    assert!(reply.text().starts_with("{\"result\":["));
    serde_json::from_slice::<Value>(&reply.body).unwrap_err();
    assert_eq!(faulty.list().await.json()["total"], 74);
}

async fn html(kind: &str) {
    for status in [500, 502, 503] {
        let faulty = Faulty::with(json!({"kind": kind, "status": status})).await;
        let reply = faulty.rename("x").await;
        assert_eq!(reply.status, status);
        assert_eq!(reply.header("content-type"), Some("text/html; charset=utf-8"));
        assert_eq!(reply.header("access-control-allow-origin"), Some("*"));
        assert_eq!(faulty.name().await, BEFORE);
    }
}

async fn error(kind: &str) {
    let faulty = Faulty::with(json!({"kind": kind, "code": "OVERLOAD_LIMIT"})).await;
    assert_eq!(status_and_code(&faulty.rename("x").await), (401, "OVERLOAD_LIMIT".to_owned()));
}

async fn portal_deleted(kind: &str) {
    let faulty = Faulty::with(json!({"kind": kind})).await;
    for _ in 0..3 {
        assert_eq!(status_and_code(&faulty.list().await), (403, "PORTAL_DELETED".to_owned()));
    }
}

async fn rights_revoked(kind: &str) {
    let faulty = Faulty::with(json!({"kind": kind})).await;
    for _ in 0..2 {
        let reply = faulty.rename("x").await;
        assert_eq!(reply.json()["error_description"], "Access denied.");
    }
    assert_eq!(faulty.list().await.status, 200);
}

async fn refuse(kind: &str) {
    let faulty = Faulty::with(json!({"kind": kind, "method": "crm.status.update"})).await;
    assert_eq!(faulty.rename("x").await.json()["error_description"], "Error on updating status.");
    assert_eq!(faulty.name().await, BEFORE);
}

async fn not_stored(kind: &str) {
    let faulty = Faulty::with(json!({"kind": kind})).await;
    assert_eq!(faulty.list().await.status, 200);
    assert_eq!(faulty.rename("x").await.json()["result"], true);
    assert_eq!(faulty.name().await, BEFORE);
    faulty.rename("y").await;
    assert_eq!(faulty.name().await, "y");
}

async fn answer_lost(kind: &str) {
    let faulty = Faulty::with(json!({"kind": kind})).await;
    assert_eq!(faulty.list().await.status, 200);
    faulty.try_rename("Stored").await.unwrap_err();
    assert_eq!(faulty.name().await, "Stored");
}

async fn crash(kind: &str) {
    let faulty = Faulty::with(json!({"kind": kind})).await;
    assert_eq!(faulty.rename("x").await.status, 500);
    assert_eq!(faulty.rename("y").await.status, 200);
}

async fn empty_token(kind: &str) {
    let faulty = Faulty::with(json!({"kind": kind})).await;
    assert_eq!(refreshed(&faulty.emulator).await.json(), json!({"access_token": ""}));
    assert_ne!(refreshed(&faulty.emulator).await.json()["access_token"], "");
}

/// What is done to the reply of a frame is seen in a browser: tests/browser/faults.rs.
async fn of_the_reply(kind: &str) {
    let faulty = Faulty::with(json!({"kind": kind, "command": "getInitData"})).await;
    let ask = format!("{}/emulator/frame-faults", faulty.emulator.portal());
    assert_eq!(post_json(&ask, &json!({"command": "setTitle"})).await.json(), json!([]));
    let sprung = post_json(&ask, &json!({"command": "getInitData"})).await.json();
    assert_eq!(sprung, json!([{"kind": kind}]));
    assert_eq!(post_json(&ask, &json!({"command": "getInitData"})).await.json(), json!([]));
}

async fn wrong_mime(kind: &str) {
    let (emulator, page) = with_file().await;
    arm(&emulator, &json!({"kind": kind, "count": "all"})).await;
    let wasm = get(&format!("{}/app.wasm", emulator.app())).await;
    assert_eq!((wasm.status, wasm.header("content-type")), (200, Some("text/plain")));
    assert_eq!(get(&page).await.header("content-type"), Some("text/html; charset=utf-8"));
}

/// A fault that is an error of the API, once.
async fn refused(kind: &str, expected: (u16, &str)) {
    let faulty = Faulty::with(json!({"kind": kind})).await;
    assert_eq!(status_and_code(&faulty.rename("x").await), (expected.0, expected.1.to_owned()));
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
