use axum::{
    body::Bytes,
    http::{HeaderMap, Request},
};
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use portal_emulator::Emulator;
use serde_json::{Value, json};
use tokio::net::TcpStream;

/// What came back.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("not JSON: {}", self.text()))
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }
}

/// Sends a request; an error if the connection is closed without an answer.
pub(crate) async fn try_send(
    method: &str,
    url: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> Result<Reply, hyper::Error> {
    let rest = url.strip_prefix("http://").unwrap();
    let (authority, path) = rest.find('/').map_or((rest, "/"), |at| rest.split_at(at));
    let stream = TcpStream::connect(authority).await.unwrap();
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
    tokio::spawn(connection);
    let mut request = Request::builder().method(method).uri(path).header("host", authority);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Full::new(Bytes::from(body.to_owned()))).unwrap();
    let (parts, body) = sender.send_request(request).await?.into_parts();
    let body = body.collect().await?.to_bytes().to_vec();
    Ok(Reply { status: parts.status.as_u16(), headers: parts.headers, body })
}

pub(crate) async fn send(method: &str, url: &str, headers: &[(&str, &str)], body: &str) -> Reply {
    try_send(method, url, headers, body).await.unwrap()
}

pub(crate) async fn get(url: &str) -> Reply {
    send("GET", url, &[], "").await
}

pub(crate) async fn post_json(url: &str, body: &Value) -> Reply {
    send("POST", url, &[("content-type", "application/json")], &body.to_string()).await
}

pub(crate) async fn post_form(url: &str, body: &str) -> Reply {
    send("POST", url, &[("content-type", "application/x-www-form-urlencoded")], body).await
}

/// Applies operations through the control API.
pub(crate) async fn ops(emulator: &Emulator, ops: &Value) {
    let reply = post_json(&format!("{}/ops", emulator.control()), ops).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
}

/// An access token of a user.
pub(crate) async fn token(emulator: &Emulator, user: &str) -> String {
    new_token(emulator, json!({"user": user})).await
}

/// Calls a method with a JSON body that holds the token.
pub(crate) async fn call(emulator: &Emulator, token: &str, method: &str, params: &Value) -> Reply {
    let mut body = params.as_object().cloned().unwrap();
    body.insert("auth".to_owned(), json!(token));
    post_json(&format!("{}/rest/{method}", emulator.portal()), &Value::Object(body)).await
}

/// An access token of a user for a scope other than the usual one.
pub(crate) async fn scoped_token(emulator: &Emulator, user: &str, scope: &str) -> String {
    new_token(emulator, json!({"user": user, "scope": scope})).await
}

async fn new_token(emulator: &Emulator, wish: Value) -> String {
    let reply = post_json(&format!("{}/token", emulator.control()), &wish).await;
    reply.json()["access_token"].as_str().unwrap().to_owned()
}

/// Calls a method by a user's webhook.
pub(crate) async fn call_webhook(emulator: &Emulator, user: &str, method: &str, params: &Value) -> Reply {
    let webhook = get(&format!("{}/webhook?user={user}", emulator.control())).await.json();
    post_json(&format!("{}{method}", webhook["url"].as_str().unwrap()), params).await
}

/// The status and the error of an answer, with its text.
pub(crate) fn refusal(reply: &Reply) -> (u16, String, String) {
    let body = reply.json();
    let text = |key: &str| body[key].as_str().unwrap_or_else(|| panic!("no {key}: {body}")).to_owned();
    (reply.status, text("error"), text("error_description"))
}
