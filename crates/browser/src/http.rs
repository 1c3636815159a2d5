//! Plain requests with JSON, for control APIs.

use serde_json::Value;
use ureq::Body;
use ureq::http::Response;

/// What an address answers to GET.
#[must_use]
pub fn get(url: &str) -> Value {
    ureq::get(url).call().expect("an answer").body_mut().read_json().expect("JSON")
}

/// Posts a value; the answer has to be a success.
pub fn post(url: &str, body: &Value) {
    send(url, body);
}

/// Posts a value and reads what is answered.
#[must_use]
pub fn ask(url: &str, body: &Value) -> Value {
    send(url, body).body_mut().read_json().expect("JSON")
}

fn send(url: &str, body: &Value) -> Response<Body> {
    ureq::post(url).send_json(body).unwrap_or_else(|error| panic!("{url} {body}: {error}"))
}

/// Posts a value and says whether the answer is a success.
#[must_use]
pub fn accepts(url: &str, body: &Value) -> bool {
    ureq::post(url).send_json(body).is_ok()
}

/// Deletes what is at an address; the answer has to be a success.
pub fn delete(url: &str) {
    ureq::delete(url).call().unwrap_or_else(|error| panic!("{url}: {error}"));
}

/// Posts a value to what may fail; whether it was a success.
#[must_use]
pub fn attempt(url: &str, body: &Value) -> bool {
    ureq::post(url).send_json(body).is_ok()
}
