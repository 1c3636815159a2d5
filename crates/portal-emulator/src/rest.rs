//! `/rest`: decoding, the checks that all methods share, the envelope, and the headers (rest-behaviour §6).

use std::{panic::AssertUnwindSafe, sync::Arc, time::Instant};

use axum::{
    Router,
    body::{Bytes, to_bytes},
    extract::{Request, State},
    http::Method,
    response::Response,
    routing::any,
};
use futures_util::FutureExt;
use serde_json::{Value, json};

use crate::{
    clock::Moment,
    portal::{
        Portal,
        faults::kind::{Hook, Kind},
        journal::Entry,
    },
    shared::Shared,
    transit::Transit,
};

pub(crate) mod answer;
mod batch;
pub(crate) mod caller;
pub(crate) mod dispatch;
pub(crate) mod error;
mod methods;
mod multipart;
pub(crate) mod params;
mod reply;
mod request;
pub(crate) mod system_error;
mod xml;

use answer::{Answer, Timing};
use caller::Caller;
use error::RestError;
use params::Params;
use reply::Reply;
use request::RestRequest;
use system_error::SystemError;

/// Larger bodies are taken for empty ones.
const MAX_BODY: usize = 16 * 1024 * 1024;

/// The routes under `/rest`.
pub(crate) fn routes() -> Router<Arc<Shared>> {
    Router::new().route("/rest", any(handle)).route("/rest/", any(handle)).route("/rest/{*path}", any(handle))
}

async fn handle(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let latency = shared.portal().latency;
    if !latency.is_zero() {
        tokio::time::sleep(latency).await;
    }
    let received = Moment::now();
    let (parts, body) = request.into_parts();
    let body: Bytes = to_bytes(body, MAX_BODY).await.unwrap_or_default();
    let request = RestRequest::decode(&parts.method, &parts.uri, &parts.headers, &body);
    let (reply, faults) = if parts.method == Method::OPTIONS {
        // The front end answers preflights itself (rest-behaviour §6.4, §12.7).
        (Reply::Empty, Vec::new())
    } else {
        // A script that dies takes nothing else with it; what it has stored so far stays.
        let replied = AssertUnwindSafe(reply(&shared, &request, received)).catch_unwind().await;
        replied.unwrap_or((Reply::Lost(Transit::Page(500)), Vec::new()))
    };
    let reply = if request.wants_xml { reply.into_xml() } else { reply };
    let reply = if faults.contains(&Kind::Truncated) { reply.cut() } else { reply };
    record(&shared, &parts.method, request, &reply, received);
    reply.send().await
}

/// The reply, and the faults that concern its way back.
async fn reply(shared: &Shared, request: &RestRequest, received: Moment) -> (Reply, Vec<Kind>) {
    let method = request.method.clone().unwrap_or_default();
    let params = Params::new(request.params.clone());
    let mut methods = if method == batch::METHOD.name { batch::methods(&params) } else { Vec::new() };
    methods.push(method);
    let faults = match Transit::pass(shared, Hook::Request(&methods)).await {
        Ok(faults) => faults,
        Err(transit) => return (Reply::Lost(transit), Vec::new()),
    };
    let reply = answer(&mut shared.portal(), request, &params, &faults, received);
    let reply = if faults.contains(&Kind::AnswerLost) { Reply::Lost(Transit::Closed) } else { reply };
    (reply, faults)
}

fn answer(
    portal: &mut Portal,
    request: &RestRequest,
    params: &Params,
    faults: &[Kind],
    received: Moment,
) -> Reply {
    let called = match faults.iter().find_map(Kind::system_error) {
        Some(error) => Err(error.into()),
        None => call(portal, request, params, received),
    };
    match called {
        Ok((answer, timing)) => Reply::Json(200, answer.body(timing.print(portal.generation))),
        Err(error) => {
            let profile = portal.knobs.profile;
            Reply::Json(error.status(profile), error.body(profile))
        }
    }
}

/// The order of the checks: front end, method, caller, then the method's own (rest-behaviour §1.1, §6.3).
fn call(
    portal: &mut Portal,
    request: &RestRequest,
    params: &Params,
    received: Moment,
) -> Result<(Answer, Timing), RestError> {
    if portal.knobs.query_limit > 0 {
        portal.knobs.query_limit -= 1;
        return Err(SystemError::QueryLimit.into());
    }
    let from_page = Caller::is_from_page(portal, request.credential.as_ref());
    if !portal.limits.admit(from_page, Instant::now()) {
        return Err(SystemError::QueryLimit.into());
    }
    let method = dispatch::find(request.method.as_deref().unwrap_or_default())?;
    let caller = Caller::identify(portal, request.credential.as_ref())?;
    let answer = method.call(portal, &caller, params)?;
    Ok((answer, method.timing(portal, &caller, received)))
}

fn record(shared: &Shared, http_method: &Method, request: RestRequest, reply: &Reply, received: Moment) {
    let status = reply.status();
    let params = request.public_params();
    let mut portal = shared.portal();
    let params = if request.is_large { json!("too large to be kept") } else { redacted(&portal, params) };
    shared.log(&format!(
        "{http_method} {} {status} {:.0} ms",
        request
            .method
            .as_deref()
            .map_or_else(|| "(no method)".to_owned(), |method| portal.sessions.redact(method)),
        (Moment::now().seconds() - received.seconds()) * 1000.0,
    ));
    let method = request.method.map(|method| portal.sessions.redact(&method));
    portal.journal.record(Entry {
        time: received,
        http_method: http_method.to_string(),
        method,
        content_type: request.content_type,
        params,
        status,
        token_in: request.credential.map(|credential| credential.place()),
    });
}

/// The parameters with every token in them blotted out, wherever it stands.
fn redacted(portal: &Portal, value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(portal.sessions.redact(&text)),
        Value::Array(list) => list.into_iter().map(|value| redacted(portal, value)).collect(),
        Value::Object(map) => map
            .into_iter()
            .map(|(key, value)| (portal.sessions.redact(&key), redacted(portal, value)))
            .collect(),
        other => other,
    }
}
