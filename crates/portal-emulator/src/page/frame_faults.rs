use std::sync::Arc;

use axum::{Json, Router, extract::State, routing::post};
use serde_json::{Value, json};

use crate::{
    php,
    portal::faults::kind::{Hook, Kind},
    shared::Shared,
};

pub(super) fn routes() -> Router<Arc<Shared>> {
    Router::new().route("/emulator/frame-faults", post(spring))
}

/// What the page is told when it is rendered.
pub(super) fn armed(shared: &Shared) -> Value {
    json!(shared.portal().faults.wait_for_frame())
}

/// What goes wrong with the reply to a command of the frame; the page's script asks while any fault waits for one.
async fn spring(State(shared): State<Arc<Shared>>, Json(asked): Json<Value>) -> Json<Value> {
    let command = php::string(&asked["command"]);
    let faults = shared.portal().spring(Hook::Reply(&command));
    Json(faults.iter().filter_map(print).collect())
}

fn print(kind: &Kind) -> Option<Value> {
    Some(match kind {
        Kind::Delay(time) => {
            let milliseconds = u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
            json!({"kind": "delay", "ms": milliseconds})
        }
        Kind::NoAnswer => json!({"kind": "no_answer"}),
        Kind::Duplicate => json!({"kind": "duplicate"}),
        Kind::WrongOrigin => json!({"kind": "wrong_origin"}),
        Kind::Object => json!({"kind": "object"}),
        Kind::UnknownId => json!({"kind": "unknown_id"}),
        _ => return None,
    })
}
