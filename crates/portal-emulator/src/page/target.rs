use crate::{portal::user::User, shared::Shared};

/// Which address the frame is sent to (frame-protocol §1.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Target {
    pub(super) url: String,
    /// Whether that is the installer.
    pub(super) install: bool,
}

impl Target {
    /// The installer until the application is installed, whatever was opened, and then only for those who may
    /// install; nobody else gets a frame.
    pub(super) fn choose(shared: &Shared, user: User) -> Option<Self> {
        match &shared.origins.install {
            Some(url) if !shared.portal().settings.installed => {
                user.is_admin().then(|| Self { url: url.clone(), install: true })
            }
            _ => Some(Self { url: shared.origins.app.clone(), install: false }),
        }
    }

    /// The address with a path, for the form.
    pub(super) fn action_base(&self) -> String {
        let (origin, path) = self.split();
        let slash = if path.starts_with('/') { "" } else { "/" };
        format!("{origin}{slash}{path}")
    }

    /// The origin that messages are compared with, in the spelling in which the address was registered: an
    /// upper-case host never matches what a browser says (frame-protocol §3).
    pub(super) fn origin(&self) -> String {
        let (origin, _) = self.split();
        let Some((scheme, authority)) = origin.split_once("://") else { return origin.to_owned() };
        // A name and a password are no part of the host.
        let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
        format!("{scheme}://{host}")
    }

    /// The port as written, which a browser leaves out of an origin if it is the usual one (frame-protocol §3).
    pub(super) fn port(&self) -> String {
        let origin = self.origin();
        let port = origin.rsplit_once(':').map(|(_, port)| port).unwrap_or_default();
        if port.chars().all(|digit| digit.is_ascii_digit()) { port.to_owned() } else { String::new() }
    }

    fn split(&self) -> (&str, &str) {
        let after_scheme = self.url.find("://").map_or(0, |at| at + 3);
        let end =
            self.url[after_scheme..].find(['/', '?', '#']).map_or(self.url.len(), |at| after_scheme + at);
        self.url.split_at(end)
    }
}

/// Whether the portal takes the address for a static application and opens it by GET (frame-protocol §1.5).
pub(super) fn is_static(url: &str) -> bool {
    let lower = url.to_lowercase();
    let Some(rest) = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://")) else {
        return false;
    };
    let host = rest.split('/').next().unwrap_or_default();
    let hosts = [".apps-bitrix24.com", ".bitrix24-cdn.com", "cdn.bitrix24.", "app.bitrix24.com"];
    hosts.iter().any(|part| host.contains(part)) || is_upload(host, rest)
}

/// `upload-*.s3.amazonaws.com/app_local/`.
fn is_upload(host: &str, rest: &str) -> bool {
    let Some(at) = host.find("upload-") else { return false };
    rest[at..].contains(".s3.amazonaws.com/app_local/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(url: &str) -> Target {
        Target { url: url.to_owned(), install: false }
    }

    #[test]
    fn some_hosts_are_static() {
        assert!(is_static("https://x.bitrix24-cdn.com/a/index.html"));
        assert!(is_static("https://upload-eu.s3.amazonaws.com/app_local/1/index.html"));
        assert!(!is_static("http://127.0.0.1:8080/x.bitrix24-cdn.com/"));
        assert!(!is_static("ftp://x.bitrix24-cdn.com/"));
    }

    #[test]
    fn an_address_gets_a_path() {
        assert_eq!(target("http://a:1").action_base(), "http://a:1/");
        assert_eq!(target("http://a/x?y=1").action_base(), "http://a/x?y=1");
        assert_eq!(target("http://a?y=1").action_base(), "http://a/?y=1");
    }

    #[test]
    fn the_origin_keeps_the_spelling_of_the_address() {
        let origin = |url: &str| (target(url).origin(), target(url).port());
        assert_eq!(origin("http://Example.COM/x"), ("http://Example.COM".to_owned(), String::new()));
        assert_eq!(origin("http://a:80/x?b=:1"), ("http://a:80".to_owned(), "80".to_owned()));
        assert_eq!(origin("https://me:pass@a:8443/"), ("https://a:8443".to_owned(), "8443".to_owned()));
    }
}
