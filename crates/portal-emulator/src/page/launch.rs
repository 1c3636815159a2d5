use serde_json::{Map, Value, json};

use super::{
    placement::Placement,
    session::{APP_VERSION, PageSession},
    view::View,
};
use crate::{
    control::DEFAULT_SCOPE, options::Generation, php, portal::sessions::Grant, secret, shared::Shared,
};

/// Whether the portal takes the address for a static application and opens it by GET (frame-protocol §1.5).
pub(super) fn is_static(url: &str) -> bool {
    let lower = url.to_lowercase();
    let Some(rest) = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://")) else {
        return false;
    };
    let host = rest.split('/').next().unwrap_or_default();
    let hosts = [".apps-bitrix24.com", ".bitrix24-cdn.com", "cdn.bitrix24.", "app.bitrix24.com"];
    hosts.iter().any(|part| host.contains(part))
        || (host.contains("upload-") && rest.contains(".s3.amazonaws.com/app_local/"))
}

/// One opening of the frame: fresh tokens, a fresh frame id, and everything the page's script needs.
#[derive(Debug)]
pub(super) struct Launch {
    config: Value,
}

impl Launch {
    /// Issues tokens for the user and remembers the page (frame-protocol §1.2–§1.6).
    pub(super) fn prepare(shared: &Shared, view: &View, is_static: bool) -> Self {
        let mut portal = shared.portal();
        let grant = portal.sessions.issue_for_page(view.user, DEFAULT_SCOPE);
        let sessid = secret::hex(16);
        let session = PageSession { user: view.user, access_token: grant.access_token.clone() };
        shared.pages().insert(sessid.clone(), session);

        let generation = portal.generation;
        let options = placement_options(view, generation);
        let sid = secret::hex(16);
        let domain = shared.origins.domain();
        let (action_base, app_origin) = split_app(&shared.origins.app);
        let separator = if action_base.contains('?') { '&' } else { '?' };
        let suffix = format!("DOMAIN={domain}&PROTOCOL=0&LANG={}&APP_SID={sid}", view.language);
        let config = json!({
            "sid": sid,
            "frameName": format!("{domain}|0|{sid}"),
            "action": format!("{action_base}{separator}{suffix}"),
            "appOrigin": app_origin,
            "static": is_static,
            "fields": post_fields(shared, &grant, view.placement, &options, generation),
            "isDefault": view.placement == Placement::Default,
            "popup": view.placement.is_popup(),
            "denied": denied(view.placement, generation),
            "sessid": sessid,
            "appId": 1,
            "clientId": shared.identity.client_id,
            "version": APP_VERSION,
            "reload": shared.origins.app_is_external,
            "params": {
                "language": view.language,
                "protocol": 0,
                "path": "/rest",
                "authId": grant.access_token,
                "authExpires": grant.expires_in.to_string(),
                "refreshId": grant.refresh_token,
                "memberId": shared.identity.member_id,
                "firstRun": portal.settings.is_first_run(view.user),
                "isAdmin": view.user.is_admin(),
                "install": false,
                "userOptions": script_value(Value::Object(portal.settings.user_options(view.user))),
                "appOptions": script_value(Value::Object(portal.settings.app_options.clone())),
                "placement": view.placement.code(),
                "placementOptions": script_value(shown_options(view, &options, generation)),
            },
        });
        Self { config }
    }

    /// The configuration as the page's script reads it.
    pub(super) fn config(&self) -> &Value {
        &self.config
    }
}

/// The address for the form, with a path, and the origin that messages are compared with.
fn split_app(url: &str) -> (String, String) {
    let after_scheme = url.find("://").map_or(0, |at| at + 3);
    let end = url[after_scheme..].find(['/', '?', '#']).map_or(url.len(), |at| after_scheme + at);
    let (origin, path) = url.split_at(end);
    let slash = if path.starts_with('/') { "" } else { "/" };
    (format!("{origin}{slash}{path}"), origin.to_owned())
}

/// The form's fields in their order; `PLACEMENT_OPTIONS` only if there are any (frame-protocol §1.6).
fn post_fields(
    shared: &Shared,
    grant: &Grant,
    placement: Placement,
    options: &Value,
    generation: Generation,
) -> Vec<(&'static str, String)> {
    let identity = &shared.identity;
    let mut fields = vec![
        ("AUTH_ID", grant.access_token.clone()),
        ("AUTH_EXPIRES", grant.expires_in.to_string()),
        ("REFRESH_ID", grant.refresh_token.clone()),
    ];
    if generation == Generation::Y2026 {
        fields.push(("SERVER_ENDPOINT", "https://oauth.bitrix.info/rest/".to_owned()));
        fields.push(("APPLICATION_TOKEN", identity.application_token.clone()));
        fields.push(("APPLICATION_SCOPE", DEFAULT_SCOPE.to_owned()));
    }
    fields.push(("member_id", identity.member_id.clone()));
    fields.push(("status", "L".to_owned()));
    fields.push(("PLACEMENT", placement.code().to_owned()));
    if !php::is_empty_array(options) {
        fields.push(("PLACEMENT_OPTIONS", options.to_string()));
    }
    fields
}

/// The commands that are met with silence (frame-protocol §4).
fn denied(placement: Placement, generation: Generation) -> Vec<&'static str> {
    let mut denied = match (placement, generation) {
        (Placement::Default, _) => Vec::new(),
        (_, Generation::Y2024) => vec!["setTitle", "setScroll", "reloadWindow"],
        (_, Generation::Y2026) => vec!["setTitle"],
    };
    if placement.is_popup() {
        denied.push("resizeWindow");
    }
    denied
}

/// What the placement tells the application (frame-protocol §5, §8).
fn placement_options(view: &View, generation: Generation) -> Value {
    if let Some(options) = &view.options {
        return options.clone();
    }
    let uri = match (view.placement, generation) {
        (Placement::Default, _) => return Value::Object(view.parameters.clone()),
        (_, Generation::Y2024) => None,
        (Placement::FunnelsToolbar, Generation::Y2026) => Some("/crm/deal/kanban/".to_owned()),
        (Placement::LeftMenu, Generation::Y2026) => view.referer.clone(),
    };
    Value::Object(uri.into_iter().map(|uri| ("URI".to_owned(), json!(uri))).collect())
}

/// The older release escapes everything but what comes from the page's own address (frame-protocol §5).
fn shown_options(view: &View, options: &Value, generation: Generation) -> Value {
    let from_address = view.placement == Placement::Default && view.options.is_none();
    if generation == Generation::Y2024 && from_address { options.clone() } else { escaped(options.clone()) }
}

fn escaped(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(escape_once(&text)),
        Value::Array(list) => list.into_iter().map(escaped).collect(),
        Value::Object(map) => map.into_iter().map(|(key, value)| (key, escaped(value))).collect(),
        other => other,
    }
}

/// Escapes angle brackets, quotes, and what is an entity already; a lone ampersand stays (frame-protocol §5).
fn escape_once(text: &str) -> String {
    let entities = ["&amp;", "&lt;", "&gt;", "&quot;", "&#34;", "&#x22;", "&#39;", "&#x27;"];
    let guarded = entities.iter().fold(text.replace("&amp;", "&amp;amp;"), |text, entity| {
        if *entity == "&amp;" { text } else { text.replace(entity, &entity.replacen('&', "&amp;", 1)) }
    });
    guarded.replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A value as the page's script gets it: numbers are strings, an empty array is `[]` (frame-protocol §5).
fn script_value(value: Value) -> Value {
    match value {
        Value::Null => json!(""),
        Value::Bool(flag) => json!(flag),
        Value::Number(number) => json!(number.to_string()),
        Value::String(text) => json!(text),
        Value::Array(list) => list.into_iter().map(script_value).collect(),
        Value::Object(map) => {
            let map: Map<_, _> = map.into_iter().map(|(key, value)| (key, script_value(value))).collect();
            if map.is_empty() { json!([]) } else { Value::Object(map) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_hosts_are_static() {
        assert!(is_static("https://x.bitrix24-cdn.com/a/index.html"));
        assert!(is_static("https://upload-eu.s3.amazonaws.com/app_local/1/index.html"));
        assert!(!is_static("http://127.0.0.1:8080/x.bitrix24-cdn.com/"));
    }

    #[test]
    fn an_address_gets_a_path() {
        let split = |url: &str| split_app(url);
        assert_eq!(split("http://a:1"), ("http://a:1/".to_owned(), "http://a:1".to_owned()));
        assert_eq!(split("http://a/x?y=1"), ("http://a/x?y=1".to_owned(), "http://a".to_owned()));
        assert_eq!(split("http://a?y=1"), ("http://a/?y=1".to_owned(), "http://a".to_owned()));
    }

    #[test]
    fn options_are_escaped_one_level_deep() {
        assert_eq!(
            escape_once("<a href=\"x\">&amp; & &quot;"),
            "&lt;a href=&quot;x&quot;&gt;&amp;amp; & &amp;quot;"
        );
    }

    #[test]
    fn script_values_have_no_numbers() {
        let value = json!({"a": 8061, "b": true, "c": {}, "d": [1.5]});
        assert_eq!(script_value(value), json!({"a": "8061", "b": true, "c": [], "d": ["1.5"]}));
    }
}
