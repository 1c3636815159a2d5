use std::sync::Arc;

use axum::{
    Json,
    body::Bytes,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use super::{
    launch::Launch,
    session::{APP_VERSION, PageSession},
    target::Target,
};
use crate::{
    control::DEFAULT_SCOPE,
    php,
    portal::faults::kind::{Hook, Kind},
    shared::Shared,
    transit::Transit,
};

/// Keeps what a user has set until it is saved, so that it survives leaving the page (frame-protocol §4). The page is
/// named by its `settings_key`.
const COOKIE: &str = "BITRIX_SM_LAST_SETTINGS";

/// Takes that cookie away once its content is saved.
pub(super) const CLEARED_COOKIE: &str = "BITRIX_SM_LAST_SETTINGS=; Path=/; Max-Age=0";

/// The commands of the frame behind what the page's script asks for.
const COMMANDS: [(&str, &str); 3] = [
    ("access_refresh", "refreshAuth"),
    ("set_option", "setAppOption"),
    ("set_installed", "setInstallFinish"),
];

/// What the page's script asks on behalf of the frame (frame-protocol §6).
pub(super) async fn lazyload(State(shared): State<Arc<Shared>>, body: Bytes) -> Response {
    let form = php::parse_str(&String::from_utf8_lossy(&body));
    let Some(session) = session(&shared, &form) else {
        // A session that is over ends the script without a word.
        return StatusCode::OK.into_response();
    };
    let action = form["action"].as_str().unwrap_or_default();
    let command = COMMANDS.iter().find(|(known, _)| *known == action).map_or("", |(_, command)| command);
    match Transit::pass(&shared, Hook::Server(command)).await {
        Ok(faults) if faults.contains(&Kind::EmptyToken) => {
            return Json(json!({"access_token": ""})).into_response();
        }
        Ok(_) => {}
        Err(transit) => return transit.end().await,
    }
    match action {
        "access_refresh" => refresh(&shared, &form),
        "set_option" => set_option(&shared, &form, &session),
        "set_installed" => set_installed(&shared, &form, &session),
        _ => StatusCode::OK.into_response(),
    }
}

/// Saves user options and the mark of the first run.
pub(super) async fn user_options(State(shared): State<Arc<Shared>>, body: Bytes) -> StatusCode {
    let form = php::parse_str(&String::from_utf8_lossy(&body));
    if let Some(session) = session(&shared, &form) {
        save(&shared, &session, &form);
    }
    StatusCode::OK
}

/// Saves what the cookie still holds.
pub(super) fn apply_cookie(shared: &Shared, cookies: &str) {
    let ours = cookies.split(';').filter_map(|cookie| cookie.trim().split_once('='));
    for (_, value) in ours.filter(|(name, _)| *name == COOKIE) {
        let form = php::parse_str(&php::decode_percent(value));
        let key = php::string(&form["key"]);
        let session = shared.pages().find_by_settings_key(&key).cloned();
        if let Some(session) = session {
            save(shared, &session, &form);
        }
    }
}

fn session(shared: &Shared, form: &Value) -> Option<PageSession> {
    shared.pages().find(form["sessid"].as_str()?).cloned()
}

/// New tokens; the one that the frame holds by now ends at once. Another refresh may have overtaken this one while it
/// was waiting, so only what is read under the lock counts.
fn refresh(shared: &Shared, form: &Value) -> Response {
    let mut portal = shared.portal();
    let Some(PageSession { user, .. }) = session(shared, form) else {
        return StatusCode::OK.into_response();
    };
    let grant = portal.sessions.issue_for_page(user, DEFAULT_SCOPE);
    let held = shared.pages().renew(&php::string(&form["sessid"]), grant.access_token.clone());
    if let Some(held) = held {
        portal.sessions.expire(&held);
    }
    shared.log(&format!("tokens refreshed for {}", user.name()));
    Json(json!({
        "access_token": grant.access_token.expose(),
        "refresh_token": grant.refresh_token.expose(),
        "expires_in": grant.expires_in.to_string(),
    }))
    .into_response()
}

/// Only an administrator may; the answer is all options of the application.
fn set_option(shared: &Shared, form: &Value, session: &PageSession) -> Response {
    if !session.user.is_admin() {
        return Json(json!({"error": "access_denied"})).into_response();
    }
    let mut portal = shared.portal();
    for (_, option) in php::entries(&form["options"]) {
        let name = php::string(&option["name"]);
        if !name.is_empty() {
            portal.settings.app_options.insert(name, json!(php::string(&option["value"])));
        }
    }
    Json(php::array(portal.settings.app_options.clone())).into_response()
}

/// The results are texts; the page takes both for a success (frame-protocol §6).
fn set_installed(shared: &Shared, form: &Value, session: &PageSession) -> Response {
    let allowed = session.user.is_admin();
    if allowed {
        let installed = form["v"] == "Y";
        shared.portal().settings.set_installed(installed);
        shared.log(if installed {
            "the application is installed"
        } else {
            "the application is not installed"
        });
    }
    Json(json!({"result": allowed.to_string()})).into_response()
}

/// What a slider opened by `openApplication` shows: the frame's settings, or why there is none.
pub(super) async fn open_application(State(shared): State<Arc<Shared>>, body: Bytes) -> Response {
    let form = php::parse_str(&String::from_utf8_lossy(&body));
    let Some(session) = session(&shared, &form) else { return StatusCode::OK.into_response() };
    let Some(target) = Target::of_application(&shared, session.user) else {
        return Json(json!({"blocked": "The application is not installed yet."})).into_response();
    };
    let options = &form["PARAMS"]["params"]["PLACEMENT_OPTIONS"];
    let options = if php::is_array(options) { options.clone() } else { json!({}) };
    let is_static = session.opening.is_get(&shared, &target).await;
    Json(Launch::of_slider(&session, options, target, is_static).settings(&shared)).into_response()
}

fn save(shared: &Shared, session: &PageSession, form: &Value) {
    let client_id = &shared.identity.client_id;
    let (options, params) = (format!("options_{client_id}"), format!("params_{client_id}_{APP_VERSION}"));
    let mut portal = shared.portal();
    for (_, setting) in php::entries(&form["p"]) {
        let name = php::string(&setting["n"]);
        for (key, value) in php::entries(&setting["v"]) {
            if name == options {
                portal.settings.set_user_option(session.user, key, value.clone());
            } else if name == params && key == "install" {
                portal.settings.set_installed_for(session.user, php::truthy(value));
            }
        }
    }
}
