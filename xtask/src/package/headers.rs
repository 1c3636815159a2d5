//! What hosts say with the files. It is decided here alone, so that no two hosts can differ.

use crate::{
    bundle::{Page, extension, is_hashed},
    failure::Failure,
};

use super::origin::{Origin, frame_ancestors};

/// How a host finds files whose names change with their contents; the same as [`is_hashed`].
pub(crate) const HASHED: &str = "-[0-9a-f]{8,16}[._/]";

/// How long a browser may keep what a name with a hash stands for.
pub(crate) const KEPT: &str = "public, max-age=31536000, immutable";

/// How long it may keep everything else: it asks each time whether there is something new.
pub(crate) const ASKED_FOR: &str = "no-cache";

/// Where a portal opens the pages: the editor in the first two.
pub(crate) const ADDRESSES: [&str; 3] = ["/", "/index.html", "/install.html"];

/// The types of files by what their names end with. All of them gain from compression.
pub(crate) const TYPES: [(&str, &str); 7] = [
    ("html", "text/html; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("css", "text/css; charset=utf-8"),
    ("txt", "text/plain; charset=utf-8"),
    ("wasm", "application/wasm"),
    ("json", "application/json"),
    ("svg", "image/svg+xml"),
];

/// A header's name and value.
pub(crate) type Header = (&'static str, String);

/// What is said with every file.
#[derive(Debug)]
pub(crate) struct Headers {
    policy: String,
}

impl Headers {
    /// The policy that all pages give themselves, and who may show them: a policy in a page cannot say that.
    pub(crate) fn of(pages: &[&str], portals: &[Origin]) -> Result<Self, Failure> {
        let policies: Vec<_> =
            pages.iter().map(|page| Page::parse(page).policy().unwrap_or_default()).collect();
        let own = policies.first().copied().unwrap_or_default();
        if policies.iter().any(|policy| *policy != own) {
            return Err(Failure::new("the pages do not have the same policy"));
        }
        let own: Vec<&str> = own.split_ascii_whitespace().collect();
        let own = own.join(" ");
        let own = own.trim_end_matches([';', ' ']);
        if own.is_empty() || !own.bytes().all(is_plain) {
            return Err(Failure::new(format!("this policy of the page cannot be a header: `{own}`")));
        }
        Ok(Self { policy: format!("{own}; {}", frame_ancestors(portals)) })
    }

    /// The headers of every answer.
    pub(crate) fn common(&self) -> [Header; 3] {
        [
            ("Content-Security-Policy", self.policy.clone()),
            ("X-Content-Type-Options", "nosniff".to_owned()),
            ("Referrer-Policy", "no-referrer".to_owned()),
        ]
    }

    /// The headers that depend on the file.
    pub(crate) fn own(name: &str) -> Result<[Header; 2], Failure> {
        let media_type = TYPES.iter().find(|(ending, _)| *ending == extension(name));
        let (_, media_type) =
            media_type.ok_or_else(|| Failure::new(format!("hosts are not told what type {name} is of")))?;
        let kept = if is_hashed(name) { KEPT } else { ASKED_FOR };
        Ok([("Content-Type", (*media_type).to_owned()), ("Cache-Control", kept.to_owned())])
    }
}

/// Whether a byte means nothing between the quotes of any configuration.
fn is_plain(byte: u8) -> bool {
    byte == b' '
        || (byte.is_ascii_graphic() && !matches!(byte, b'"' | b'\\' | b'$' | b'{' | b'}' | b'%' | b'`'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_says_what_the_page_says_and_who_may_show_it() {
        let page = r#"<meta http-equiv="Content-Security-Policy" content="default-src 'none';
            script-src 'self';">"#;
        let [(_, policy), ..] = Headers::of(&[page], &[]).unwrap().common();
        assert!(
            policy.starts_with("default-src 'none'; script-src 'self'; frame-ancestors 'self' https://"),
            "{policy}"
        );
    }

    #[test]
    fn a_policy_that_would_change_a_configuration_is_refused() {
        assert!(Headers::of(&["<html>"], &[]).is_err());
        for policy in ["", "img-src $host", "img-src {x}", "img-src \\"] {
            let page = format!("<meta http-equiv=Content-Security-Policy content='{policy}'>");
            assert!(Headers::of(&[&page], &[]).is_err(), "{policy}");
        }
    }

    #[test]
    fn pages_have_to_agree() {
        let [one, other] = ["none", "self"]
            .map(|word| format!("<meta http-equiv=Content-Security-Policy content=\"img-src '{word}'\">"));
        assert!(Headers::of(&[&one, &one], &[]).is_ok());
        assert!(Headers::of(&[&one, &other], &[]).is_err());
    }

    #[test]
    fn names_with_hashes_are_kept_and_others_asked_for() {
        let own = |name| Headers::own(name).unwrap().map(|(_, value)| value);
        assert_eq!(own("index.html"), ["text/html; charset=utf-8", ASKED_FOR]);
        assert_eq!(own("app-1f0c3d5e7a9b2c4d_bg.wasm"), ["application/wasm", KEPT]);
        assert_eq!(own("lang-1f0c3d5e7a9b2c4d/ru.txt"), ["text/plain; charset=utf-8", KEPT]);
        assert!(Headers::own("picture.tiff").is_err());
    }
}
