//! The control API: what a test or a developer does to the portal from outside.

use std::{sync::Arc, time::Duration};

use axum::{
    Json, Router,
    body::Bytes,
    extract::{RawQuery, Request, State},
    http::{HeaderValue, Method, StatusCode, header},
    middleware::{self, Next},
    response::{Html, IntoResponse, Response},
    routing::{get, post},
};
use serde_json::{Value, json};

use crate::{
    php,
    portal::{journal::Journal, user::User},
    secret::Secret,
    shared::Shared,
};

mod faults;
mod limits;
mod ops;

/// A page that replies to frames in the portal's name (frame-protocol §13.14).
const STRANGER: &str = include_str!("../assets/stranger.html");

/// The scope of tokens when none is asked for.
pub(crate) const DEFAULT_SCOPE: &str = "crm,placement";

pub(crate) fn routes(shared: Arc<Shared>) -> Router {
    Router::new()
        .merge(faults::routes())
        .merge(limits::routes())
        .route("/emulator/stranger", get(async || Html(STRANGER)))
        .route("/reset", post(reset))
        .route("/ops", post(apply_ops))
        .route("/token", post(token))
        .route("/webhook", get(webhook))
        .route("/log", get(log).delete(clear_log))
        .route("/state", get(state))
        .route("/expire", post(expire))
        .layer(middleware::from_fn(allow_every_origin))
        .with_state(shared)
}

/// A page of any origin may use this API, too.
async fn allow_every_origin(request: Request, next: Next) -> Response {
    let mut response = if request.method() == Method::OPTIONS {
        StatusCode::NO_CONTENT.into_response()
    } else {
        next.run(request).await
    };
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static("*"));
    let methods = HeaderValue::from_static("GET, POST, DELETE, OPTIONS");
    headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, methods);
    response
}

fn done() -> Json<Value> {
    Json(json!({"ok": true}))
}

fn failed(reason: &str) -> Response {
    (StatusCode::BAD_REQUEST, Json(json!({"ok": false, "error": reason}))).into_response()
}

/// Reads a body as JSON whatever its type is said to be; an empty one is an empty object.
fn read_json(body: &Bytes) -> Result<Value, String> {
    if body.trim_ascii().is_empty() {
        return Ok(json!({}));
    }
    serde_json::from_slice(body).map_err(|error| format!("the body is not JSON: {error}"))
}

/// A user by name or by id; the administrator if none is named.
fn user_of(wish: &Value) -> Option<User> {
    if wish.is_null() {
        return Some(User::Admin);
    }
    let name = php::string(wish);
    User::parse(&name.to_lowercase()).or_else(|| User::by_id(&name))
}

/// A scope as a comma list or as a list.
fn scope_of(wish: &Value) -> String {
    match wish {
        Value::String(scope) => scope.clone(),
        Value::Array(scopes) => scopes.iter().map(php::string).collect::<Vec<_>>().join(","),
        _ => DEFAULT_SCOPE.to_owned(),
    }
}

async fn reset(State(shared): State<Arc<Shared>>) -> Json<Value> {
    shared.portal().reset();
    shared.log("reset");
    done()
}

async fn apply_ops(State(shared): State<Arc<Shared>>, body: Bytes) -> Response {
    let ops = match read_json(&body) {
        Ok(Value::Array(ops)) => ops,
        Ok(op) => vec![op],
        Err(reason) => return failed(&reason),
    };
    for op in ops {
        if let Err(error) = ops::apply(&mut shared.portal(), &op) {
            return failed(&error.to_string());
        }
        shared.log(&format!("op {}", php::string(&op["op"])));
    }
    shared.portal().announce_faults();
    done().into_response()
}

async fn token(State(shared): State<Arc<Shared>>, body: Bytes) -> Response {
    let wish = match read_json(&body) {
        Ok(wish) => wish,
        Err(reason) => return failed(&reason),
    };
    let Some(user) = user_of(&wish["user"]) else {
        return failed(&format!("there is no user {}", wish["user"]));
    };
    let scope = scope_of(&wish["scope"]);
    let lifetime = if php::truthy(&wish["expired"]) { Some(0) } else { wish["lifetime"].as_u64() };
    let grant = shared.portal().sessions.issue(user, &scope, lifetime.map(Duration::from_secs));
    Json(json!({
        "access_token": grant.access_token.expose(),
        "refresh_token": grant.refresh_token.expose(),
        "expires_in": grant.expires_in,
    }))
    .into_response()
}

async fn webhook(State(shared): State<Arc<Shared>>, RawQuery(query): RawQuery) -> Response {
    let query = php::parse_str(&query.unwrap_or_default());
    let Some(user) = user_of(&query["user"]) else {
        return failed(&format!("there is no user {}", query["user"]));
    };
    let portal = shared.portal();
    let secret = portal.sessions.webhook(user).map_or("", Secret::expose);
    let url = format!("{}/rest/{}/{secret}/", shared.origins.portal, user.id());
    Json(json!({"url": url})).into_response()
}

async fn log(State(shared): State<Arc<Shared>>) -> Json<Value> {
    Json(shared.portal().journal.to_json())
}

async fn clear_log(State(shared): State<Arc<Shared>>) -> Json<Value> {
    shared.portal().journal = Journal::default();
    done()
}

async fn state(State(shared): State<Arc<Shared>>) -> Json<Value> {
    let portal = shared.portal();
    Json(portal.statuses.rows().iter().map(|row| Value::Object(row.to_json())).collect())
}

async fn expire(State(shared): State<Arc<Shared>>) -> Json<Value> {
    shared.portal().sessions.expire_all();
    shared.log("all access tokens have expired");
    done()
}
