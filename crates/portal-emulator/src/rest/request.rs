use axum::http::{HeaderMap, Method, Uri, header};
use serde_json::{Map, Value};

use super::multipart;
use crate::{php, secret::Secret};

/// Fields that carry a credential and therefore never reach the log.
const CREDENTIAL_FIELDS: [&str; 5] = ["auth", "access_token", "aplogin", "ap", "token"];

/// A request to `/rest`, decoded the way the server decodes it (rest-behaviour §6.1–§6.3).
pub(crate) struct RestRequest {
    /// The API method in lower case, if the path names one.
    pub(crate) method: Option<String>,
    /// Whether the path asks for the answer as XML.
    pub(crate) wants_xml: bool,
    pub(crate) content_type: Option<String>,
    /// Query and body merged, the body over the query.
    pub(crate) params: Map<String, Value>,
    pub(crate) credential: Option<Credential>,
    /// Whether the log would grow too fast if it kept the parameters.
    pub(crate) is_large: bool,
}

/// The log keeps the parameters of requests up to so many bytes.
const LARGE: usize = 64 * 1024;

/// What the caller identifies itself with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Credential {
    Token { text: Secret, place: &'static str },
    Webhook { user: String, secret: Secret, place: &'static str },
}

impl Credential {
    /// Where it stood: `header`, `query`, `body` or `path`.
    pub(crate) fn place(&self) -> &'static str {
        match self {
            Self::Token { place, .. } | Self::Webhook { place, .. } => place,
        }
    }
}

impl RestRequest {
    pub(crate) fn decode(http_method: &Method, uri: &Uri, headers: &HeaderMap, body: &[u8]) -> Self {
        let path = RestPath::parse(uri.path());
        let content_type =
            headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).map(ToOwned::to_owned);
        let query = php::parse_str(uri.query().unwrap_or_default());
        let posted = if http_method == Method::POST {
            decode_body(content_type.as_deref().unwrap_or_default(), body)
        } else {
            Map::new()
        };
        let mut params = query.as_object().cloned().unwrap_or_default();
        let credential = path
            .webhook
            .map(|(user, secret)| Credential::Webhook {
                user,
                secret: Secret::received(secret),
                place: "path",
            })
            .or_else(|| bearer(headers))
            .or_else(|| in_fields(&posted, &params));
        params.extend(posted);
        let wants_xml = uri.path().trim_end_matches('/').to_ascii_lowercase().ends_with(".xml");
        let is_large = body.len() + uri.query().map_or(0, str::len) > LARGE;
        Self { method: path.method, wants_xml, content_type, params, credential, is_large }
    }

    /// The parameters without anything that carries a credential.
    pub(crate) fn public_params(&self) -> Value {
        let mut params = self.params.clone();
        params.retain(|name, _| !CREDENTIAL_FIELDS.contains(&name.as_str()));
        Value::Object(params)
    }
}

/// `/rest/{method}[.json][/]` or `/rest/{user}/{secret}/{method}[.json][/]`.
struct RestPath {
    method: Option<String>,
    webhook: Option<(String, String)>,
}

impl RestPath {
    fn parse(path: &str) -> Self {
        let rest = path.strip_prefix("/rest").unwrap_or(path).trim_matches('/');
        let segments: Vec<_> =
            rest.split('/').filter(|segment| !segment.is_empty()).map(php::decode_percent).collect();
        match segments.as_slice() {
            [method] => Self { method: Some(method_name(method)), webhook: None },
            [user, secret, method] => {
                Self { method: Some(method_name(method)), webhook: Some((user.clone(), secret.clone())) }
            }
            _ => Self { method: None, webhook: None },
        }
    }
}

fn method_name(segment: &str) -> String {
    let name = segment.to_lowercase();
    name.strip_suffix(".json").or_else(|| name.strip_suffix(".xml")).unwrap_or(&name).to_owned()
}

/// A body of another type, or one that cannot be read, is no parameters at all (rest-behaviour §6.2).
fn decode_body(content_type: &str, body: &[u8]) -> Map<String, Value> {
    let media_type = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let decoded = match media_type.as_str() {
        "application/x-www-form-urlencoded" => php::parse_str(&String::from_utf8_lossy(body)),
        "multipart/form-data" => return multipart::decode(content_type, body),
        "application/json" => serde_json::from_slice(body).unwrap_or_default(),
        _ => Value::Null,
    };
    match decoded {
        Value::Object(map) => map,
        Value::Array(list) => {
            list.into_iter().enumerate().map(|(index, value)| (index.to_string(), value)).collect()
        }
        _ => Map::new(),
    }
}

fn bearer(headers: &HeaderMap) -> Option<Credential> {
    let header = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = header.split_once(' ')?;
    let text = token.trim().to_owned();
    (scheme.eq_ignore_ascii_case("bearer") && !text.is_empty())
        .then(|| Credential::Token { text: Secret::received(text), place: "header" })
}

/// `auth`, then `access_token`, then the pair of a webhook; a field of the body hides one of the query.
fn in_fields(posted: &Map<String, Value>, query: &Map<String, Value>) -> Option<Credential> {
    let field = |name: &str| {
        let (value, place) = posted
            .get(name)
            .map(|value| (value, "body"))
            .or_else(|| query.get(name).map(|value| (value, "query")))?;
        Some((php::string(value), place)).filter(|(text, _)| !text.is_empty())
    };
    if let Some((text, place)) = field("auth").or_else(|| field("access_token")) {
        return Some(Credential::Token { text: Secret::received(text), place });
    }
    let (secret, place) = field("ap")?;
    Some(Credential::Webhook {
        user: field("aplogin").map_or_else(String::new, |(user, _)| user),
        secret: Secret::received(secret),
        place,
    })
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;
    use serde_json::json;

    use super::*;

    fn decode(
        http_method: &str,
        uri: &str,
        headers: &[(&'static str, &'static str)],
        body: &str,
    ) -> RestRequest {
        let headers = headers
            .iter()
            .map(|(name, value)| (header::HeaderName::from_static(name), HeaderValue::from_static(value)))
            .collect();
        let http_method = Method::from_bytes(http_method.as_bytes()).unwrap();
        RestRequest::decode(&http_method, &uri.parse().unwrap(), &headers, body.as_bytes())
    }

    #[test]
    fn the_path_names_the_method() {
        let method = |uri: &str| decode("GET", uri, &[], "").method;
        assert_eq!(method("/rest/CRM.Status.List.json/").as_deref(), Some("crm.status.list"));
        assert_eq!(method("/rest/1/abc/batch.xml").as_deref(), Some("batch"));
        assert_eq!(method("/rest/"), None);
        assert_eq!(method("/rest/1/batch"), None);
    }

    #[test]
    fn credentials_are_looked_for_in_order() {
        let auth = [("authorization", "Bearer h")];
        let place = |request: RestRequest| request.credential.map(|credential| credential.place());
        assert_eq!(place(decode("GET", "/rest/1/s/batch?auth=q", &auth, "")), Some("path"));
        assert_eq!(place(decode("GET", "/rest/batch?auth=q", &auth, "")), Some("header"));
        assert_eq!(place(decode("GET", "/rest/batch?access_token=q", &[], "")), Some("query"));
        let json = [("content-type", "application/json; charset=utf-8")];
        assert_eq!(place(decode("POST", "/rest/batch?auth=q", &json, r#"{"auth":"b"}"#)), Some("body"));
        assert_eq!(place(decode("POST", "/rest/batch?auth=", &[], "")), None);
    }

    #[test]
    fn only_known_bodies_of_posts_are_read() {
        let form = [("content-type", "application/x-www-form-urlencoded")];
        let json = [("content-type", "Application/JSON")];
        let text = [("content-type", "text/plain")];
        let params = |request: RestRequest| Value::Object(request.params);
        assert_eq!(
            params(decode("POST", "/rest/x?a=1&b=2", &form, "b=3&c[]=4")),
            json!({"a": "1", "b": "3", "c": ["4"]})
        );
        assert_eq!(params(decode("POST", "/rest/x?id=1", &json, r#"{"id":2}"#)), json!({"id": 2}));
        assert_eq!(params(decode("POST", "/rest/x?id=1", &json, r#"{"id":2,"#)), json!({"id": "1"}));
        assert_eq!(params(decode("POST", "/rest/x", &text, r#"{"id":2}"#)), json!({}));
        assert_eq!(params(decode("POST", "/rest/x", &[], "id=2")), json!({}));
        assert_eq!(params(decode("PUT", "/rest/x", &json, r#"{"id":2}"#)), json!({}));
    }
}
