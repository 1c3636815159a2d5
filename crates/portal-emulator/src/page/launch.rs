use serde_json::{Map, Value, json};

use super::{
    fields::post_fields,
    language::Language,
    opening::Opening,
    placement::Placement,
    script_value::{escaped, script_value},
    session::{APP_VERSION, PageSession},
    target::Target,
    view::View,
};
use crate::{
    control::DEFAULT_SCOPE,
    options::Generation,
    portal::user::User,
    secret::{self, Secret},
    shared::Shared,
};

/// The application's number on the portal.
pub(super) const APP_ID: u64 = 1;

/// One opening of the frame, in a page or in a slider.
#[derive(Debug)]
pub(super) struct Launch {
    pub(super) user: User,
    pub(super) language: Language,
    pub(super) placement: Placement,
    /// Whether it is opened with `POPUP=1`.
    pub(super) popup: bool,
    /// `PLACEMENT_OPTIONS` as the form posts them.
    pub(super) options: Value,
    /// Whether they came with the request: the older release escapes all others (frame-protocol §5).
    pub(super) options_of_request: bool,
    /// Commands and events of the place, beyond those of every place.
    pub(super) commands: Vec<String>,
    pub(super) events: Vec<String>,
    pub(super) target: Target,
    pub(super) opening: Opening,
    /// Whether that makes it a GET.
    pub(super) is_static: bool,
}

impl Launch {
    /// What the page's address asks for.
    pub(super) fn of_view(view: &View, generation: Generation, target: Target, is_static: bool) -> Self {
        let placement = view.placement;
        let from_place = placement.commands().iter().map(ToString::to_string);
        let (commands, events) = if placement == Placement::Default {
            // Its interface is always empty (frame-protocol §4).
            (Vec::new(), Vec::new())
        } else {
            (from_place.chain(view.commands.iter().cloned()).collect(), view.events.clone())
        };
        Self {
            user: view.user,
            language: view.language,
            placement,
            popup: placement.is_popup(),
            options: placement_options(view, generation),
            options_of_request: placement == Placement::Default && view.options.is_none(),
            commands,
            events,
            target,
            opening: view.opening,
            is_static,
        }
    }

    /// What a frame asks for with `openApplication`: the same application, in a slider.
    pub(super) fn of_slider(session: &PageSession, options: Value, target: Target, is_static: bool) -> Self {
        Self {
            user: session.user,
            language: session.language,
            placement: Placement::Default,
            popup: true,
            options,
            options_of_request: true,
            commands: Vec::new(),
            events: Vec::new(),
            target,
            opening: session.opening,
            is_static,
        }
    }

    /// Issues fresh tokens and a fresh frame id, remembers the frame, and returns everything that the page's script
    /// needs to open it (frame-protocol §1.2–§1.6).
    pub(super) fn settings(self, shared: &Shared) -> Value {
        let mut portal = shared.portal();
        let grant = portal.sessions.issue_for_page(self.user, DEFAULT_SCOPE);
        let sessid = secret::hex(16);
        let session = PageSession {
            user: self.user,
            language: self.language,
            opening: self.opening,
            access_token: grant.access_token.clone(),
            settings_key: Secret::random(16),
        };
        let settings_key = session.settings_key.clone();
        shared.pages().add(sessid.clone(), session);

        let generation = portal.generation;
        let sid = secret::hex(16);
        let domain = shared.origins.domain();
        let action = self.target.action_base();
        let separator = if action.contains('?') { '&' } else { '?' };
        let suffix = format!("DOMAIN={domain}&PROTOCOL=0&LANG={}&APP_SID={sid}", self.language.code);
        json!({
            "sid": sid,
            "frameName": format!("{domain}|0|{sid}"),
            "action": format!("{action}{separator}{suffix}"),
            "appOrigin": self.target.origin(),
            "appPort": self.target.port(),
            "static": self.is_static,
            "fields": post_fields(&shared.identity, &grant, self.placement, &self.options, generation),
            "isDefault": self.placement == Placement::Default,
            "popup": self.popup,
            "denied": self.denied(generation),
            "commands": self.commands,
            "events": self.events,
            "generation": generation.year(),
            "caption": self.target.caption,
            "sessid": sessid,
            "settingsKey": settings_key.expose(),
            "appId": APP_ID,
            "clientId": shared.identity.client_id,
            "version": APP_VERSION,
            "params": {
                "language": self.language.code,
                "protocol": 0,
                "path": "/rest",
                "authId": grant.access_token.expose(),
                "authExpires": grant.expires_in.to_string(),
                "refreshId": grant.refresh_token.expose(),
                "memberId": shared.identity.member_id,
                "firstRun": portal.settings.is_first_run(self.user),
                "isAdmin": self.user.is_admin(),
                "install": self.target.install,
                "userOptions": script_value(Value::Object(portal.settings.user_options(self.user))),
                "appOptions": script_value(Value::Object(portal.settings.app_options.clone())),
                "placement": self.placement.code(),
                "placementOptions": script_value(self.shown_options(generation)),
            },
        })
    }

    /// The commands that are met with silence (frame-protocol §4).
    fn denied(&self, generation: Generation) -> Vec<&'static str> {
        let mut denied = match (self.placement, generation) {
            (Placement::Default, _) => Vec::new(),
            (_, Generation::Y2024) => vec!["setTitle", "setScroll", "reloadWindow"],
            (_, Generation::Y2026) => vec!["setTitle"],
        };
        if self.popup {
            denied.push("resizeWindow");
        }
        denied
    }

    /// `getInitData` shows them escaped, the form does not.
    fn shown_options(&self, generation: Generation) -> Value {
        if generation == Generation::Y2024 && self.options_of_request {
            self.options.clone()
        } else {
            escaped(self.options.clone())
        }
    }
}

/// What the placement tells the application (frame-protocol §5, §8).
fn placement_options(view: &View, generation: Generation) -> Value {
    if let Some(options) = &view.options {
        return options.clone();
    }
    let placement = view.placement;
    if placement == Placement::Default {
        return Value::Object(view.parameters.clone());
    }
    let mut options = Map::new();
    if let Some((key, id)) = placement.item() {
        options.insert(key.to_owned(), json!(id));
    }
    if generation == Generation::Y2026
        && let Some(uri) = placement.uri().or_else(|| view.referer.clone())
    {
        options.insert("URI".to_owned(), json!(uri));
    }
    Value::Object(options)
}
