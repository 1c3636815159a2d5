use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::Value;

use super::xml;
use crate::transit::Transit;

/// What goes back over the wire.
pub(super) enum Reply {
    Empty,
    Json(u16, Value),
    /// A status, a type, and the text.
    Text(u16, &'static str, String),
    Lost(Transit),
}

const JSON: &str = "application/json; charset=utf-8";
const XML: &str = "text/xml; charset=utf-8";

impl Reply {
    /// The HTTP status; 0 if there was no answer.
    pub(super) fn status(&self) -> u16 {
        match self {
            Self::Empty => 200,
            Self::Json(status, _) | Self::Text(status, ..) | Self::Lost(Transit::Page(status)) => *status,
            Self::Lost(Transit::Closed | Transit::Never) => 0,
        }
    }

    /// What the API itself answers, in the other of its two formats.
    pub(super) fn into_xml(self) -> Self {
        match self {
            Self::Json(status, body) => Self::Text(status, XML, xml::document(&body)),
            other => other,
        }
    }

    /// The first half of it.
    pub(super) fn cut(self) -> Self {
        let (status, kind, mut text) = match self {
            Self::Json(status, body) => (status, JSON, body.to_string()),
            Self::Text(status, kind, text) => (status, kind, text),
            other => return other,
        };
        text.truncate(text.floor_char_boundary(text.len() / 2));
        Self::Text(status, kind, text)
    }

    /// Adds the same headers to every answer, errors and preflights included (rest-behaviour §6.4).
    pub(super) async fn send(self) -> Response {
        let status = StatusCode::from_u16(self.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let typed = |kind: &'static str| [(header::CONTENT_TYPE, HeaderValue::from_static(kind))];
        let mut response = match self {
            Self::Empty => status.into_response(),
            Self::Json(_, body) => (status, typed(JSON), body.to_string()).into_response(),
            Self::Text(_, kind, text) => (status, typed(kind), text).into_response(),
            Self::Lost(transit) => transit.end().await,
        };
        let headers = response.headers_mut();
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
        let allowed = HeaderValue::from_static("origin, content-type, accept");
        headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, allowed);
        headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        response
    }
}
