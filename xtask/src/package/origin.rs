//! The portals that may show the widget in a frame.

use std::fmt::{self, Display};

/// Where Bitrix24 keeps the portals of its cloud: the zones it names in its help desk and those that its newer portals
/// are seen in. A portal of one's own, or with a domain of its own, is added by `--portal`.
const CLOUD: [&str; 22] = [
    "com", "eu", "de", "fr", "it", "pl", "es", "uk", "com.br", "com.tr", "mx", "co", "in", "jp", "cn", "vn",
    "id", "ru", "by", "kz", "ua", "uz",
];

/// A scheme, a host and perhaps a port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Origin(String);

impl Origin {
    /// Reads an address that consists of nothing else; the error is a complaint about it.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let lower = text.to_ascii_lowercase();
        let complaint = |why: &str| format!("`{text}` is not the address of a portal: {why}");
        let rest = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"));
        let rest = rest.ok_or_else(|| complaint("it has to start with https:// or http://"))?;
        if rest.contains(['/', '?', '#', '@']) {
            return Err(complaint("it has to end after the host or its port, without a path or a slash"));
        }
        let (host, port) = rest.split_once(':').map_or((rest, None), |(host, port)| (host, Some(port)));
        if !host.split('.').all(is_label) {
            return Err(complaint(
                "the host may have letters, digits, dots and hyphens; others are written as `xn--…`",
            ));
        }
        let is_port = |port: &str| {
            port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok_and(|port| port > 0)
        };
        if port.is_some_and(|port| !is_port(port)) {
            return Err(complaint("the port has to be a number up to 65535"));
        }
        Ok(Self(lower))
    }
}

impl Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether this may stand between the dots of a host.
fn is_label(label: &str) -> bool {
    let inner = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    !label.is_empty() && !label.starts_with('-') && !label.ends_with('-') && label.bytes().all(inner)
}

/// The directive that lets the portals of the cloud, and these, show a page in a frame.
pub(crate) fn frame_ancestors(portals: &[Origin]) -> String {
    let mut directive = "frame-ancestors 'self'".to_owned();
    for zone in CLOUD {
        directive.push_str(" https://*.bitrix24.");
        directive.push_str(zone);
    }
    for portal in portals {
        directive.push(' ');
        directive.push_str(&portal.0);
    }
    directive
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_are_read() {
        for text in ["https://crm.example.com", "http://192.168.0.10:8080", "https://xn--d1acufc.xn--p1ai"] {
            assert_eq!(Origin::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(Origin::parse("HTTPS://CRM.Example.com").unwrap().to_string(), "https://crm.example.com");
    }

    #[test]
    fn what_is_no_origin_is_refused_with_a_reason() {
        for (text, why) in [
            ("crm.example.com", "start with"),
            ("ftp://crm.example.com", "start with"),
            ("https://crm.example.com/", "end after"),
            ("https://crm.example.com?x", "end after"),
            ("https://me@crm.example.com", "end after"),
            ("https://", "letters"),
            ("https://*.example.com", "letters"),
            ("https://crm..example.com", "letters"),
            ("https://crm.example.com;script-src", "letters"),
            ("https://crm.example.com https://b", "end after"),
            ("https://портал.рф", "xn--"),
            ("https://crm.example.com:", "port"),
            ("https://crm.example.com:0", "port"),
            ("https://crm.example.com:+80", "port"),
            ("https://crm.example.com:65536", "port"),
        ] {
            let complaint = Origin::parse(text).unwrap_err();
            assert!(complaint.contains(why) && complaint.contains(text), "{complaint}");
        }
    }

    #[test]
    fn the_cloud_is_let_in_and_so_are_others_that_are_named() {
        let directive = frame_ancestors(&[Origin::parse("https://crm.example.com").unwrap()]);
        assert!(directive.starts_with("frame-ancestors 'self' https://*.bitrix24.com "));
        assert!(
            directive.contains(" https://*.bitrix24.com.br ")
                && directive.contains(" https://*.bitrix24.ru ")
        );
        assert!(directive.ends_with(" https://crm.example.com"));
    }
}
