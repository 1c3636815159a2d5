//! `/faults`: what is to go wrong (frame-protocol §13.14, rest-behaviour §6.8).

use std::sync::Arc;

use axum::{
    Json, Router,
    body::Bytes,
    extract::{Path, State},
    response::{IntoResponse, Response},
    routing::{delete, get},
};
use serde_json::{Value, json};

use super::{done, failed, read_json};
use crate::{
    portal::faults::{
        Fault,
        kind::{DESCRIPTIONS, Kind, Target},
    },
    rest::system_error::SystemError,
    shared::Shared,
};

mod wish;

pub(super) use wish::read;
use wish::{TARGETS, default_scope};

pub(super) fn routes() -> Router<Arc<Shared>> {
    Router::new()
        .route("/faults", get(list).post(arm).delete(clear))
        .route("/faults/{id}", delete(remove))
        .route("/faults/kinds", get(kinds))
}

async fn arm(State(shared): State<Arc<Shared>>, body: Bytes) -> Response {
    let wishes = match read_json(&body) {
        Ok(Value::Array(wishes)) => wishes,
        Ok(wish) => vec![wish],
        Err(reason) => return failed(&reason),
    };
    let faults: Vec<_> = match wishes.iter().map(read).collect() {
        Ok(faults) => faults,
        Err(reason) => return failed(&reason),
    };
    let ids: Vec<_> = faults
        .into_iter()
        .map(|fault| {
            shared.log(&format!("fault {} armed", fault.description.name));
            shared.portal().faults.add(fault)
        })
        .collect();
    shared.portal().announce_faults();
    Json(json!({"ok": true, "ids": ids})).into_response()
}

async fn list(State(shared): State<Arc<Shared>>) -> Json<Value> {
    Json(json!({"faults": shared.portal().faults.iter().map(print).collect::<Vec<_>>()}))
}

async fn clear(State(shared): State<Arc<Shared>>) -> Json<Value> {
    shared.portal().faults.remove(|_| true);
    shared.portal().announce_faults();
    done()
}

async fn remove(State(shared): State<Arc<Shared>>, Path(id): Path<String>) -> Response {
    let removed = shared.portal().faults.remove(|fault| fault.id.to_string() == id);
    shared.portal().announce_faults();
    if removed == 0 { failed(&format!("there is no fault {id}")) } else { done().into_response() }
}

fn print(fault: &Fault) -> Value {
    let name_if = |target: Target| (fault.scope.target == target).then(|| fault.scope.names.text()).flatten();
    let (milliseconds, status, code) = match &fault.kind {
        Kind::Delay(time) => (Some(time.as_millis()), None, None),
        Kind::Html(status) => (None, Some(*status), None),
        Kind::System(error) => (None, None, Some(error.code())),
        _ => (None, None, None),
    };
    json!({
        "id": fault.id,
        "kind": fault.description.name,
        "for": target_name(fault.scope.target),
        "method": name_if(Target::Method),
        "command": name_if(Target::Command),
        "file": name_if(Target::File),
        "ms": milliseconds.map(|time| u64::try_from(time).unwrap_or(u64::MAX)),
        "status": status,
        "code": code,
        "count": fault.left,
        "probability": fault.probability,
        "hits": fault.hits,
    })
}

fn target_name(target: Target) -> &'static str {
    TARGETS.iter().find(|(_, known)| *known == target).map_or("", |(name, _)| name)
}

async fn kinds() -> Json<Value> {
    Json(
        DESCRIPTIONS
            .iter()
            .map(|description| {
                json!({
                    "kind": description.name,
                    "where": description.targets.iter().map(|target| target_name(*target)).collect::<Vec<_>>(),
                    "default": default_scope(description).names.text(),
                    "needs": description.needs,
                    "codes": if description.needs.contains(&"code") { SystemError::codes() } else { Vec::new() },
                    "title": description.title,
                })
            })
            .collect(),
    )
}
