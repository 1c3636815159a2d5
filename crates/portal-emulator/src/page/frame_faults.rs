//! Which faults the next reply to a frame meets (frame-protocol §13.14). Nothing can be armed yet.

use std::sync::Arc;

use axum::{
    Json, Router,
    http::StatusCode,
    routing::{get, post},
};
use serde_json::{Value, json};

use crate::shared::Shared;

pub(super) fn routes() -> Router<Arc<Shared>> {
    Router::new()
        .route("/emulator/frame-faults", post(async || Json(json!([]))))
        // Tells an EventSource that there is nothing to wait for.
        .route("/emulator/events", get(async || StatusCode::NO_CONTENT))
}

/// What the page is told when it is rendered.
pub(super) fn armed(_: &Shared) -> Value {
    json!(false)
}
