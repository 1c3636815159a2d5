//! An incoming webhook: an address that opens the REST API of a portal to whoever has it (rest-behaviour §6.1).

use std::fmt;

/// Such an address, `https://HOST[:PORT]/rest/USER/SECRET/`. Its secret is never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Webhook {
    address: Box<str>,
    /// How much of it is the origin, and how much of that the scheme.
    lengths: (usize, usize),
}

/// Why a text is not the address of a webhook that may be used. It holds nothing of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WebhookError {
    /// It is no such address.
    Bad,
    /// It is one over http, where anyone on the way could read it.
    Insecure,
}

impl Webhook {
    /// Reads what people copy: with or without a slash at the end, or with a method after it.
    ///
    /// Every part is checked and the address put together from them, so that it does not depend on how a browser
    /// would read the text. A host in other letters is written as `xn--…`, as portals do themselves.
    ///
    /// # Errors
    /// It is no address of a webhook, or one that would be sent over the network for everybody to read.
    pub fn parse(text: &str) -> Result<Self, WebhookError> {
        let (secure, authority, path) = split(text.trim()).ok_or(WebhookError::Bad)?;
        let authority = authority.to_ascii_lowercase();
        let host = host(&authority).ok_or(WebhookError::Bad)?;
        let path = root(path).ok_or(WebhookError::Bad)?;
        if !secure && !is_loopback(host) {
            return Err(WebhookError::Insecure);
        }
        // As a browser writes it: without the port that goes without saying.
        let (scheme, port) = if secure { ("https://", ":443") } else { ("http://", ":80") };
        let portal = authority.strip_suffix(port).unwrap_or(&authority);
        let lengths = (scheme.len() + portal.len(), scheme.len());
        Ok(Self { address: [scheme, portal, "/", path, "/"].concat().into(), lengths })
    }

    /// Where a REST method is called. This is the secret: for a request and nothing else.
    #[must_use]
    pub fn url(&self, method: &str) -> String {
        [&self.address, method].concat()
    }

    /// The portal's origin.
    #[must_use]
    pub fn origin(&self) -> &str {
        self.address.get(..self.lengths.0).unwrap_or_default()
    }

    /// The portal as it is called in messages: its address without the scheme.
    #[must_use]
    pub fn portal(&self) -> &str {
        self.origin().get(self.lengths.1..).unwrap_or_default()
    }
}

impl fmt::Debug for Webhook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Webhook").field("origin", &self.origin()).finish_non_exhaustive()
    }
}

/// Whether it is https, the host with its port, and the path without its first slash.
fn split(address: &str) -> Option<(bool, &str, &str)> {
    let (scheme, rest) = address.split_once("://")?;
    let secure = scheme.eq_ignore_ascii_case("https");
    let (authority, path) = rest.split_once('/')?;
    (secure || scheme.eq_ignore_ascii_case("http")).then_some((secure, authority, path))
}

/// The host, if that and the port are written as a browser would. Of the hosts in brackets there is only this machine:
/// nobody else has one with a certificate.
fn host(authority: &str) -> Option<&str> {
    let (host, port) = match authority.strip_prefix(LOOPBACK_6) {
        Some(port) => (LOOPBACK_6, port),
        None => authority.split_at(authority.find(':').unwrap_or(authority.len())),
    };
    let is_label = |label: &str| made_of(label, |byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let is_port = |port: &str| port != "0" && is_number(port, "65535");
    let is_host = host == LOOPBACK_6 || host.split('.').all(is_label);
    (is_host && (port.is_empty() || port.strip_prefix(':').is_some_and(is_port))).then_some(host)
}

const LOOPBACK_6: &str = "[::1]";

/// The path up to the secret. A portal of one's own may have its REST API further down than others.
fn root(path: &str) -> Option<&str> {
    let path = path.strip_suffix('/').unwrap_or(path);
    let sign = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    // Neither empty nor what a browser would resolve.
    let is_name = |part: &str| made_of(part, sign) && part != "." && part != "..";
    let without_method = || path.rsplit_once('/').map(|(path, _)| path).filter(|path| ends_in_secret(path));
    let root = if ends_in_secret(path) { Some(path) } else { without_method() };
    root.filter(|_| path.split('/').all(is_name))
}

fn ends_in_secret(path: &str) -> bool {
    let mut parts = path.rsplit('/');
    let mut next = || parts.next().unwrap_or_default();
    made_of(next(), |byte| byte.is_ascii_alphanumeric())
        && made_of(next(), |byte| byte.is_ascii_digit())
        && next() == "rest"
}

/// Whether a request to this host does not leave the machine.
fn is_loopback(host: &str) -> bool {
    let is_byte = |part: &str| is_number(part, "255");
    let is_ip = || host.starts_with("127.") && host.split('.').count() == 4 && host.split('.').all(is_byte);
    host == LOOPBACK_6 || host == "localhost" || is_ip()
}

/// Whether it is a number up to another one. One that begins with zero would be an octal one for a browser.
fn is_number(text: &str, most: &str) -> bool {
    made_of(text, |byte| byte.is_ascii_digit())
        && (text.len() == 1 || !text.starts_with('0'))
        && (text.len(), text) <= (most.len(), most)
}

fn made_of(text: &str, of: impl Fn(u8) -> bool) -> bool {
    !text.is_empty() && text.bytes().all(of)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SECRET: &str = "s3cr3tk8z0q";

    fn parse(text: &str) -> Result<String, WebhookError> {
        Webhook::parse(text).map(|webhook| webhook.url("profile"))
    }

    #[test]
    fn what_people_copy_is_one_address() {
        for text in [
            "https://your.bitrix24.com/rest/1/abc123/",
            "https://your.bitrix24.com/rest/1/abc123",
            "https://your.bitrix24.com/rest/1/abc123/profile.json",
            "https://your.bitrix24.com/rest/1/abc123/crm.status.list",
            "https://your.bitrix24.com/rest/1/abc123/crm.status.list/",
            "  \thttps://your.bitrix24.com/rest/1/abc123/ \r\n",
            "HTTPS://Your.Bitrix24.COM/rest/1/abc123/",
            "https://your.bitrix24.com:443/rest/1/abc123/",
        ] {
            let webhook = Webhook::parse(text).unwrap();
            assert_eq!(webhook.url("profile"), "https://your.bitrix24.com/rest/1/abc123/profile", "{text}");
            assert_eq!(webhook.origin(), "https://your.bitrix24.com", "{text}");
            assert_eq!(webhook.portal(), "your.bitrix24.com", "{text}");
        }
    }

    #[test]
    fn a_portal_of_ones_own_has_ports_and_paths_of_its_own() {
        let webhook = Webhook::parse("https://crm.example:8443/office/b24/rest/12/aBc/").unwrap();
        assert_eq!(webhook.url("batch"), "https://crm.example:8443/office/b24/rest/12/aBc/batch");
        assert_eq!(webhook.origin(), "https://crm.example:8443");
        assert_eq!(webhook.portal(), "crm.example:8443");
        // A secret may be called as anything.
        assert!(parse("https://crm.example/rest/1/rest/").is_ok());
        assert!(parse("https://crm.example/rest/rest/1/rest/rest").is_ok());
        assert!(parse("https://xn--80a.xn--p1ai/rest/1/abc/").is_ok());
    }

    #[test]
    fn anything_else_is_none() {
        for text in [
            "",
            "   ",
            "abc123",
            "your.bitrix24.com/rest/1/abc123/",
            "//your.bitrix24.com/rest/1/abc123/",
            "https:your.bitrix24.com/rest/1/abc123/",
            "ftp://your.bitrix24.com/rest/1/abc123/",
            "wss://your.bitrix24.com/rest/1/abc123/",
            "javascript://your.bitrix24.com/rest/1/abc123/",
            "file:///rest/1/abc123/",
            "https:///rest/1/abc123/",
            "https://your.bitrix24.com",
            "https://your.bitrix24.com/",
            "https://your.bitrix24.com/rest/",
            "https://your.bitrix24.com/rest/1/",
            "https://your.bitrix24.com/rest//abc123/",
            "https://your.bitrix24.com/rest/1//",
            "https://your.bitrix24.com//rest/1/abc123/",
            "https://your.bitrix24.com/rest/1/abc123//",
            "https://your.bitrix24.com/rest/one/abc123/",
            "https://your.bitrix24.com/rest/1/abc-123/",
            "https://your.bitrix24.com/rest/1/abc123/a/b",
            "https://your.bitrix24.com/rest/1/abc123/?auth=x",
            "https://your.bitrix24.com/rest/1/abc123/profile?x=1",
            "https://your.bitrix24.com/rest/1/abc123/#x",
            "https://your.bitrix24.com/../rest/1/abc123/",
            "https://your.bitrix24.com/rest/1/abc123/..",
            "https://your.bitrix24.com/REST/1/abc123/",
            "https://your.bitrix24.com/crm/deal/1/abc123/",
            "https://your.bitrix24.com\\rest\\1\\abc123\\",
            "https://user:password@your.bitrix24.com/rest/1/abc123/",
            "https://user@your.bitrix24.com/rest/1/abc123/",
            "https://your.bitrix24.com@evil.example/rest/1/abc123/",
            "https://your.bitrix24.com:/rest/1/abc123/",
            "https://your.bitrix24.com:0/rest/1/abc123/",
            "https://your.bitrix24.com:0443/rest/1/abc123/",
            "https://your.bitrix24.com:443:443/rest/1/abc123/",
            "https://your.bitrix24.com:99999/rest/1/abc123/",
            "https://your.bitrix24.com:+1/rest/1/abc123/",
            "https://your..com/rest/1/abc123/",
            "https://.com/rest/1/abc123/",
            "https://your bitrix24.com/rest/1/abc123/",
            "https://your.bitrix24.com /rest/1/abc123/",
            "https://your.bitrix24.com/rest/1/abc123/ https://your.bitrix24.com/rest/1/abc123/",
            "https://портал.рф/rest/1/abc123/",
            "https://[2001:db8::1]/rest/1/abc123/",
            "https://[::1]8080/rest/1/abc123/",
            "https://[::1/rest/1/abc123/",
            "http://your.bitrix24.com/",
        ] {
            assert_eq!(parse(text), Err(WebhookError::Bad), "{text}");
        }
    }

    #[test]
    fn http_is_for_this_machine_alone() {
        for host in
            ["127.0.0.1", "127.0.0.1:8900", "127.255.0.9", "localhost:80", "LocalHost:8900", "[::1]:8900"]
        {
            assert!(parse(&format!("http://{host}/rest/1/abc123/")).is_ok(), "{host}");
        }
        assert_eq!(Webhook::parse("http://[::1]:80/rest/1/a").unwrap().origin(), "http://[::1]");
        for host in [
            "your.bitrix24.com",
            "192.168.0.2",
            "0.0.0.0",
            "128.0.0.1",
            "127.0.0.1.example",
            "127.example.com",
            "127.0.0.256",
            "127.0.0.01",
            "127.1",
            "2130706433",
            "localhost.example",
            "mylocalhost",
            "localhost.",
        ] {
            let refused = parse(&format!("http://{host}/rest/1/abc123/"));
            let expected = if host.ends_with('.') { WebhookError::Bad } else { WebhookError::Insecure };
            assert_eq!(refused, Err(expected), "{host}");
        }
    }

    #[test]
    fn the_secret_is_never_printed() {
        let webhook = Webhook::parse(&format!("https://your.bitrix24.com/rest/1/{SECRET}/")).unwrap();
        let printed = format!("{webhook:?} {webhook:#?} {} {}", webhook.origin(), webhook.portal());
        assert!(printed.contains("your.bitrix24.com") && !printed.contains(SECRET), "{printed}");
        for text in [format!("http://your.bitrix24.com/rest/1/{SECRET}/"), format!("{SECRET}/rest/1/")] {
            let error = Webhook::parse(&text).unwrap_err();
            assert!(!format!("{error:?} {error:#?}").contains(SECRET));
        }
    }

    proptest! {
        #[test]
        fn every_webhook_is_read_however_it_is_written(
            host in "[a-z0-9]{1,9}(-[a-z0-9]{1,5})?(\\.[a-z]{2,6}){0,3}",
            port in prop::option::of(1u16..),
            root in prop::option::of("[a-z][a-z0-9_-]{0,5}"),
            user in 1u32..,
            secret in "[a-z0-9]{1,32}",
            method in prop::sample::select(vec!["", "/", "/profile", "/batch.json", "/crm.status.list/"]),
            (before, after) in ("[ \t\n]{0,2}", "[ \t\n]{0,2}"),
            upper: bool,
        ) {
            let place = format!("{host}{}", port.map(|port| format!(":{port}")).unwrap_or_default());
            let written = if upper { format!("HTTPS://{}", place.to_uppercase()) } else { format!("https://{place}") };
            let root = root.map(|root| format!("/{root}")).unwrap_or_default();
            let path = format!("{root}/rest/{user}/{secret}");
            let webhook = Webhook::parse(&format!("{before}{written}{path}{method}{after}")).unwrap();
            let portal = place.strip_suffix(":443").unwrap_or(&place);
            prop_assert_eq!(webhook.portal(), portal);
            prop_assert_eq!(webhook.url("batch"), format!("https://{portal}{path}/batch"));
            let again = Webhook::parse(&webhook.url("batch"));
            prop_assert_eq!(again.as_ref(), Ok(&webhook), "what it says is the same webhook");
        }

        /// Made of what such addresses are made of, so that many of them nearly are one.
        #[test]
        fn nothing_is_taken_that_would_go_elsewhere(
            parts in prop::collection::vec(
                prop::sample::select(vec![
                    "https", "http", "://", "/", "rest", "1", "abc", "[::1]", "127.0.0.1", "localhost", ":", "80",
                    "@", "?", "#", "\\", "..", ".", " ", "crm.example", "%2e", "é", "&", "//rest/1/abc/",
                ]),
                0..9,
            ),
        ) {
            let text = parts.concat();
            if let Ok(webhook) = Webhook::parse(&text) {
                let url = webhook.url("");
                let sign = |sign: char| sign.is_ascii_alphanumeric() || "-_./:[]".contains(sign);
                prop_assert!(url.chars().all(sign), "{}", url);
                prop_assert!(url.starts_with("https://") || is_loopback(webhook.portal().split(':').next().unwrap())
                    || webhook.portal().starts_with("[::1]"), "{}", url);
                prop_assert!(!url.contains("..") && !url.contains('@'), "{}", url);
            }
        }

        #[test]
        fn no_text_is_too_strange(text in "\\PC*", path in "\\PC{0,20}") {
            let _ = Webhook::parse(&text);
            let _ = Webhook::parse(&format!("https://a.b/{path}"));
            let _ = Webhook::parse(&format!("http://{text}/rest/1/a"));
        }
    }
}
