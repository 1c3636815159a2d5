use super::view::View;
use crate::{
    portal::{bindings::Binding, identity::Identity, user::User},
    shared::Shared,
};

/// Which address the frame is sent to (frame-protocol §1.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Target {
    pub(super) url: String,
    /// Whether that is the installer.
    pub(super) install: bool,
    /// What the portal writes on whatever opens it.
    pub(super) caption: String,
}

impl Target {
    /// What a page shows: the handler that is bound to the place. The application itself where there is none, so that
    /// every place can be tried without binding anything; a real portal does not even offer such a place.
    pub(super) fn of_view(shared: &Shared, view: &View) -> Option<Self> {
        let application = Self::of_application(shared, view.user)?;
        let handler = if application.install { None } else { Self::bound(shared, view) };
        Some(handler.unwrap_or(application))
    }

    /// The application's own page. The installer until the application is installed, whatever was opened, and then
    /// only for those who may install; nobody else gets a frame.
    pub(super) fn of_application(shared: &Shared, user: User) -> Option<Self> {
        let caption = Identity::APP_NAME.to_owned();
        match &shared.origins.install {
            Some(url) if !shared.portal().settings.installed => {
                user.is_admin().then(|| Self { url: url.clone(), install: true, caption })
            }
            _ => Some(Self { url: shared.origins.app.clone(), install: false, caption }),
        }
    }

    fn bound(shared: &Shared, view: &View) -> Option<Self> {
        let portal = shared.portal();
        let code = view.placement.code();
        let binding = shown(portal.bindings.of(&code), view.user, view.handler)?;
        Some(Self {
            url: binding.handler.clone(),
            install: false,
            caption: caption(binding, view.language.code),
        })
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

/// The first handler that the user finds in the place, unless the page's address names another one.
fn shown<'a>(
    bindings: impl Iterator<Item = &'a Binding>,
    user: User,
    number: Option<usize>,
) -> Option<&'a Binding> {
    let user = i64::try_from(user.id()).unwrap_or_default();
    let shown: Vec<_> = bindings.filter(|binding| [0, user].contains(&binding.user_id)).collect();
    let named = number.and_then(|number| shown.get(number.checked_sub(1)?));
    named.or_else(|| shown.first()).copied()
}

/// Its title in the language of the page; a handler without one has the application's name.
fn caption(binding: &Binding, language: &str) -> String {
    let label = binding.labels.shown_in(language, Identity::LANGUAGE);
    let title = label.map(|label| label.title.as_str()).filter(|title| !title.is_empty());
    title.unwrap_or(Identity::APP_NAME).to_owned()
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
    use serde_json::{Map, json};

    use super::*;
    use crate::portal::bindings::{Label, Labels};

    fn binding(handler: &str, user_id: i64, labels: Labels) -> Binding {
        Binding {
            placement: "LEFT_MENU".to_owned(),
            handler: handler.to_owned(),
            user_id,
            options: Map::new(),
            shown: Label::default(),
            labels,
        }
    }

    fn target(url: &str) -> Target {
        Target { url: url.to_owned(), install: false, caption: String::new() }
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

    #[test]
    fn a_place_shows_the_handlers_of_its_user() {
        let bindings = [("colleague's", 4), ("first", 0), ("second", 0)]
            .map(|(handler, user)| binding(handler, user, Labels::default()));
        let shown = |user, number| shown(bindings.iter(), user, number).unwrap().handler.as_str();
        assert_eq!([shown(User::Admin, None), shown(User::Colleague, None)], ["first", "colleague's"]);
        assert_eq!([shown(User::Admin, Some(2)), shown(User::Colleague, Some(2))], ["second", "first"]);
        assert_eq!([shown(User::Admin, Some(0)), shown(User::Admin, Some(3))], ["first"; 2]);
        assert!(super::shown([].iter(), User::Admin, None).is_none());
    }

    #[test]
    fn a_handler_without_a_title_has_the_applications_name() {
        let labels = json!({"de": {"TITLE": ""}, "en": {"TITLE": "Stages"}});
        let binding = binding("x", 0, Labels::read(&json!({}), &labels, "en"));
        assert_eq!([caption(&binding, "de"), caption(&binding, "fr")], ["Application", "Stages"]);
    }
}
