//! PHP-style nested form encoding: `fields[NAME]=…&fields[COLOR]=…`.
//!
//! A form body needs no preflight and reaches every REST method (rest-behaviour §6.2, §6.4); the same
//! encoding, as a query string, is what a `batch` carries.

use std::borrow::Cow;
use std::fmt;
use std::fmt::Write as _;

/// The name under which a request carries its token.
const TOKEN: &str = "auth";

/// Named values; a value is a text or again named values. Printed without the token among them.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Params(Vec<(Cow<'static, str>, Param)>);

/// One value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Param {
    /// Sent as it is.
    Text(String),
    /// Sent as `name[key]=…`. Empty maps leave no trace: a form has no way to say "nothing".
    Map(Params),
}

impl Params {
    /// Nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a text.
    #[must_use]
    pub fn text(mut self, key: impl Into<Cow<'static, str>>, value: &(impl ToString + ?Sized)) -> Self {
        self.0.push((key.into(), Param::Text(value.to_string())));
        self
    }

    /// Adds named values.
    #[must_use]
    pub fn map(mut self, key: impl Into<Cow<'static, str>>, value: Self) -> Self {
        self.0.push((key.into(), Param::Map(value)));
        self
    }

    /// The pairs as a form body or query string. Every byte but letters, digits and `-_.` is escaped.
    #[must_use]
    pub fn encode(&self) -> String {
        let mut out = String::new();
        self.write(None, &mut out);
        out
    }

    /// Whether any value would be rewritten by a `batch`, which replaces `$result[…]` and its like even
    /// inside user text (rest-behaviour §10.20).
    #[must_use]
    pub fn has_reference(&self) -> bool {
        self.0.iter().any(|(_, value)| match value {
            Param::Text(text) => text.contains('$'),
            Param::Map(map) => map.has_reference(),
        })
    }

    fn write(&self, prefix: Option<&str>, out: &mut String) {
        for (key, value) in &self.0 {
            let mut name = String::new();
            match prefix {
                Some(prefix) => {
                    name.push_str(prefix);
                    name.push_str("%5B");
                    escape(key, &mut name);
                    name.push_str("%5D");
                }
                None => escape(key, &mut name),
            }
            match value {
                Param::Map(map) => map.write(Some(&name), out),
                Param::Text(text) => {
                    if !out.is_empty() {
                        out.push('&');
                    }
                    out.push_str(&name);
                    out.push('=');
                    escape(text, out);
                }
            }
        }
    }
}

impl fmt::Debug for Params {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = self.0.iter().filter(|(key, _)| key != TOKEN);
        f.debug_map().entries(shown.map(|(key, value)| (key, value))).finish()
    }
}

/// Percent-encodes all but the characters that mean nothing anywhere: `#` would cut a batch command and `+`
/// would become a blank (rest-behaviour §7).
fn escape(text: &str, out: &mut String) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.') {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nesting_becomes_brackets() {
        let params = Params::new().text("id", &103).map(
            "fields",
            Params::new().text("NAME", "A&B +1 #2").map("EXTRA", Params::new().text("COLOR", "é")),
        );
        assert_eq!(
            params.encode(),
            "id=103&fields%5BNAME%5D=A%26B%20%2B1%20%232&fields%5BEXTRA%5D%5BCOLOR%5D=%C3%A9"
        );
    }

    #[test]
    fn an_empty_map_leaves_no_trace() {
        assert_eq!(Params::new().map("fields", Params::new()).text("a", "").encode(), "a=");
    }

    #[test]
    fn the_token_is_sent_and_never_printed() {
        let params = Params::new().text("id", &103).text("auth", "secret-a");
        assert_eq!(params.encode(), "id=103&auth=secret-a");
        let nested = Params::new().map("cmd", params.clone());
        let printed = format!("{params:?} {nested:#?}");
        assert!(printed.contains("103") && !printed.contains("secret-a"), "{printed}");
    }

    #[test]
    fn references_are_seen_at_any_depth() {
        let deep = |text: &str| Params::new().map("fields", Params::new().text("NAME", text));
        assert!(deep("costs $result[a]").has_reference());
        assert!(!deep("costs 5 €").has_reference());
    }
}
