//! The messages between the widget and the portal page that holds its frame (frame-protocol §1–§5, §12).

use crate::json::Json;
use std::fmt;

/// Where the portal is and which frame this is, told by `window.name` or by the query string (§1.2, §1.3).
#[derive(Clone, PartialEq, Eq)]
pub struct Address {
    origin: Box<str>,
    sid: Box<str>,
}

impl Address {
    /// Reads `window.name`: `{domain}|{0 or 1}|{sid}`.
    #[must_use]
    pub fn from_window_name(name: &str) -> Option<Self> {
        let mut parts = name.split('|');
        Self::new(parts.next()?, parts.next()?, parts.next()?)
    }

    /// Reads the query string, for frames whose name was overwritten (§11.9).
    #[must_use]
    pub fn from_query(query: &str) -> Option<Self> {
        let field = |wanted| {
            let pairs = query.trim_start_matches('?').split('&').filter_map(|pair| pair.split_once('='));
            pairs.filter(|(key, _)| *key == wanted).map(|(_, value)| value.replace("%3A", ":")).next()
        };
        Self::new(&field("DOMAIN")?, &field("PROTOCOL")?, &field("APP_SID")?)
    }

    fn new(domain: &str, secure: &str, sid: &str) -> Option<Self> {
        let domain = domain.strip_suffix(":80").or_else(|| domain.strip_suffix(":443")).unwrap_or(domain);
        let name =
            |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b':' | b'[' | b']');
        let usable = !domain.is_empty() && domain.bytes().all(|byte| name(byte) || byte >= 0x80);
        if !usable || sid.is_empty() || sid.contains(':') {
            return None;
        }
        // The browser writes origins in lower case, whatever the portal writes.
        let domain = domain.to_ascii_lowercase();
        let scheme = if secure.trim() == "1" { "https" } else { "http" };
        Some(Self { origin: format!("{scheme}://{domain}").into(), sid: sid.into() })
    }

    /// The portal's origin: the only one that is spoken to and listened to.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// A message to the portal: `{method}:{JSON}:{callback}:{sid}` (§2.1). An empty callback wants no reply.
    #[must_use]
    pub fn message(&self, command: &str, params: Option<&Json>, callback: &str) -> String {
        let params = params.map(Json::to_string).unwrap_or_default();
        format!("{command}:{params}:{callback}:{}", self.sid)
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Address").field("origin", &self.origin).finish_non_exhaustive()
    }
}

/// Splits a reply into callback id and payload, at the first colon (§2.4). The payload may be empty.
#[must_use]
pub fn reply(message: &str) -> Option<(&str, &str)> {
    message.split_once(':').filter(|(callback, _)| !callback.is_empty())
}

/// Seconds a token lives where the portal does not say (frame-protocol §6).
const TOKEN_LIFETIME: u32 = 3600;

/// An access token and how long it lasts. Its text is never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Token {
    text: Box<str>,
    /// Seconds from the moment the portal issued it, which is not the moment it was asked (§11.12).
    pub lifetime: u32,
}

impl Token {
    /// Reads `AUTH_ID` and `AUTH_EXPIRES` of `getInitData` and `refreshAuth`; none if there is no token.
    #[must_use]
    pub fn read(data: &Json) -> Option<Self> {
        let text = Some(data.get("AUTH_ID").text()).filter(|text| !text.is_empty())?;
        // Sent as a string of digits (§5).
        let lifetime = data.get("AUTH_EXPIRES").text().parse().unwrap_or(TOKEN_LIFETIME);
        Some(Self { text: text.into(), lifetime })
    }

    /// The token itself, for the body of a request and nothing else.
    #[must_use]
    pub fn secret(&self) -> &str {
        &self.text
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Token").field("lifetime", &self.lifetime).finish_non_exhaustive()
    }
}

/// What `getInitData` tells (§5), as far as it is used.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "the portal tells them one by one")]
pub struct InitData {
    /// Language of the portal's pages, e.g. `en`.
    pub lang: Box<str>,
    /// Path of the REST root, without a slash at its end.
    pub path: Box<str>,
    /// The first token.
    pub token: Token,
    /// The user opens this version of the app for the first time.
    pub first_run: bool,
    /// Upper-case placement code.
    pub placement: Box<str>,
    /// Path of the portal's page around the widget; empty if unknown (§8).
    pub uri: Box<str>,
    /// What the app has stored for this user.
    pub options: Vec<(Box<str>, Box<str>)>,
    /// The frame fills a slider, whose size is not the widget's to choose.
    pub in_slider: bool,
    /// The user administers the portal, or may install this app.
    pub is_admin: bool,
    /// The app is being installed, and waits for the end of that (§7).
    pub installing: bool,
}

impl InitData {
    /// Reads the reply. Empty maps are lists, numbers may be strings and the other way round (§5).
    ///
    /// None if it is not an object or has no token.
    #[must_use]
    pub fn read(payload: &str) -> Option<Self> {
        let data = Json::parse(payload).ok()?;
        let text = |key| data.get(key).text();
        let placement = Some(text("PLACEMENT")).filter(|code| !code.is_empty()).unwrap_or("DEFAULT");
        let path = Some(text("PATH").trim_end_matches('/')).filter(|path| path.starts_with('/'));
        Some(Self {
            lang: text("LANG").into(),
            path: path.unwrap_or("/rest").into(),
            token: Token::read(&data)?,
            first_run: *data.get("FIRST_RUN") == Json::Bool(true),
            is_admin: *data.get("IS_ADMIN") == Json::Bool(true),
            installing: *data.get("INSTALL") == Json::Bool(true),
            in_slider: placement.ends_with("_TOOLBAR")
                || data.get("PLACEMENT_OPTIONS").get("IFRAME").text() == "Y",
            placement: placement.to_ascii_uppercase().into(),
            uri: data.get("PLACEMENT_OPTIONS").get("URI").text().into(),
            options: match data.get("USER_OPTIONS") {
                Json::Map(options) => {
                    options.iter().map(|(key, value)| (key.clone(), value.text().into())).collect()
                }
                _ => Vec::new(),
            },
        })
    }

    /// What the app has stored for this user under a name; empty if nothing.
    #[must_use]
    pub fn option(&self, name: &str) -> &str {
        self.options.iter().find(|(key, _)| **key == *name).map_or("", |(_, value)| value)
    }
}

#[cfg(test)]
mod tests;
