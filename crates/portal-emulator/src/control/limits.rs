use std::sync::Arc;

use axum::{Json, Router, extract::State, routing::get};
use serde_json::{Value, json};

use crate::{options::RequestLimit, php, portal::Portal, shared::Shared};

pub(super) fn routes() -> Router<Arc<Shared>> {
    Router::new().route("/limits", get(show))
}

async fn show(State(shared): State<Arc<Shared>>) -> Json<Value> {
    let portal = shared.portal();
    let limit = portal.limits.request_limit();
    Json(json!({"bucket": limit.name(), "operating": portal.limits.operating_is_limited()}))
}

/// `bucket` and `operating_time` of the operation `limit`.
pub(super) fn set(portal: &mut Portal, op: &Value) -> Result<(), String> {
    if let Some(bucket) = php::get(op, "bucket").map(php::string) {
        let limit = RequestLimit::parse(&bucket).ok_or_else(|| format!("unknown bucket `{bucket}`"))?;
        portal.limits.set_request_limit(limit);
    }
    if let Some(limited) = php::get(op, "operating_time") {
        portal.limits.limit_operating(php::truthy(limited));
    }
    Ok(())
}

/// The operation `cost`: a method counts as so many seconds of work, without taking that long.
pub(super) fn set_cost(portal: &mut Portal, op: &Value) -> Result<(), String> {
    let method = php::get(op, "method").map(php::string).ok_or("`method` is missing")?.to_lowercase();
    let seconds = php::get(op, "seconds").map_or(0.0, |seconds| php::number(&php::string(seconds)));
    if !(0.0..=86_400.0).contains(&seconds) {
        return Err(format!("`seconds` is {seconds}, but has to be from 0 to 86400"));
    }
    portal.limits.set_cost(method, seconds);
    Ok(())
}
