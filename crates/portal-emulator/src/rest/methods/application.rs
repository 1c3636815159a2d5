use serde_json::{Map, Value, json};

use super::{Answer, ApiMethod, Caller, Params, Portal, RestError, open, system};
use crate::{page::session::APP_VERSION, php, portal::identity::Identity, rest::system_error::SystemError};

/// What an application learns about itself and stores about itself and its users.
///
/// The frame's `setAppOption` and `setUserOption` write to the same place (frame-protocol §4).
pub(super) const METHODS: [ApiMethod; 5] = [
    open("app.info", info),
    open("app.option.get", app_option),
    open("app.option.set", set_app_options),
    open("user.option.get", user_option),
    open("user.option.set", set_user_options),
];

const LICENSE: &str = "en_pro100";

/// `app.info`: a webhook learns less than an application.
#[expect(clippy::unnecessary_wraps, reason = "methods have one signature")]
fn info(portal: &mut Portal, caller: &Caller, _: &Params) -> Result<Answer, RestError> {
    if !caller.is_application() {
        return Ok(Answer::plain(json!({"SCOPE": system::granted(caller), "LICENSE": LICENSE})));
    }
    Ok(Answer::plain(json!({
        "ID": 1,
        // A local application has no other code (frame-protocol §1.6).
        "CODE": portal.identity.client_id,
        "VERSION": APP_VERSION,
        "STATUS": "L",
        "INSTALLED": portal.settings.installed,
        "PAYMENT_EXPIRED": "N",
        "DAYS": null,
        "LANGUAGE_ID": Identity::LANGUAGE,
        "LICENSE": LICENSE,
        "LICENSE_TYPE": "pro100",
        "LICENSE_FAMILY": "pro",
    })))
}

/// `app.option.get`
fn app_option(portal: &mut Portal, caller: &Caller, params: &Params) -> Result<Answer, RestError> {
    caller.require_application()?;
    Ok(Answer::plain(chosen(portal.settings.app_options.clone(), params)))
}

/// `user.option.get`
fn user_option(portal: &mut Portal, caller: &Caller, params: &Params) -> Result<Answer, RestError> {
    caller.require_application()?;
    Ok(Answer::plain(chosen(portal.settings.user_options(caller.user), params)))
}

/// The option that is asked for by name, else all of them.
fn chosen(mut options: Map<String, Value>, params: &Params) -> Value {
    match params.get("option") {
        Some(name) => options.shift_remove(&php::string(name)).unwrap_or(Value::Null),
        None => php::array(options),
    }
}

/// `app.option.set`: the rights are checked after the arguments.
fn set_app_options(portal: &mut Portal, caller: &Caller, params: &Params) -> Result<Answer, RestError> {
    caller.require_application()?;
    let options = given(params)?;
    if !caller.user.is_admin() {
        return Err(RestError::forbidden("Administrator authorization required"));
    }
    portal.settings.app_options.extend(options);
    Ok(Answer::plain(json!(true)))
}

/// `user.option.set`
fn set_user_options(portal: &mut Portal, caller: &Caller, params: &Params) -> Result<Answer, RestError> {
    caller.require_application()?;
    for (name, value) in given(params)? {
        portal.settings.set_user_option(caller.user, name, value);
    }
    Ok(Answer::plain(json!(true)))
}

/// The options to store: those in `options`, or else every parameter is one.
fn given(params: &Params) -> Result<Vec<(String, Value)>, RestError> {
    let entries = match params.get("options") {
        Some(options) if php::is_array(options) => php::entries(options),
        // The server counts it, and a scalar cannot be counted.
        Some(_) => return Err(SystemError::Internal.into()),
        None => params.entries(),
    };
    if entries.is_empty() {
        return Err(RestError::no_argument("options"));
    }
    let fitting = entries.into_iter().filter(|(_, value)| weight(value) <= HEAVIEST);
    Ok(fitting.map(|(name, value)| (name, value.clone())).collect())
}

/// What is heavier does not fit into the column of the database, and is not stored.
const HEAVIEST: usize = 65_535;

/// About how many bytes a value takes when it is stored.
fn weight(value: &Value) -> usize {
    match value {
        Value::Null | Value::Bool(_) | Value::Number(_) => 8,
        Value::String(text) => text.len() + 8,
        Value::Array(list) => list.iter().map(weight).sum::<usize>() + 8,
        Value::Object(map) => map.iter().map(|(key, value)| key.len() + weight(value)).sum::<usize>() + 8,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        options::Options,
        portal::{seed::Seed, user::User},
        rest::request::Credential,
    };

    #[test]
    fn an_application_may_be_in_the_middle_of_its_installation() {
        let mut portal = Portal::new(Seed::built_in().unwrap(), &Options::default());
        let text = portal.sessions.issue(User::Manager, "", None).access_token;
        let credential = Credential::Token { text, place: "body" };
        let caller = Caller::identify(&portal, Some(&credential)).unwrap();
        for installed in [true, false] {
            portal.settings.installed = installed;
            let answer = info(&mut portal, &caller, &Params::default()).unwrap();
            assert_eq!(answer.result["INSTALLED"], installed);
        }
    }
}
