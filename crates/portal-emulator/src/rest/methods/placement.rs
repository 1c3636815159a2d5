use serde_json::{Value, json};

use super::{Answer, ApiMethod, Caller, Params, Portal, RestError, placement_bind};
use crate::{
    php,
    portal::{bindings::Binding, places::Place},
};

/// Where the application puts itself (frame-protocol §8).
pub(super) const METHODS: [ApiMethod; 4] = [
    placement("placement.list", list),
    placement("placement.bind", placement_bind::bind),
    placement("placement.unbind", unbind),
    placement("placement.get", get),
];

const fn placement(name: &'static str, run: super::Run) -> ApiMethod {
    ApiMethod { name, scope: Some("placement"), run }
}

/// Webhooks have no places, whatever their scope.
fn require_application(caller: &Caller) -> Result<(), RestError> {
    if caller.is_application() {
        return Ok(());
    }
    let text = "Current authorization type is denied for this method Application context required";
    Err(RestError::Coded { code: "WRONG_AUTH_TYPE", status: 403, text: text.into() })
}

/// What all but the list of places need.
pub(super) fn require_administrator(caller: &Caller) -> Result<(), RestError> {
    require_application(caller)?;
    if caller.user.is_admin() { Ok(()) } else { Err(RestError::forbidden("")) }
}

/// The code of a place, in upper case.
pub(super) fn code(params: &Params) -> Result<String, RestError> {
    match params.any_case("PLACEMENT") {
        Some(Value::String(code)) if code.is_empty() => Err(RestError::no_argument("PLACEMENT")),
        Some(Value::String(code)) => Ok(code.to_uppercase()),
        // A missing one is not of the right type either.
        _ => {
            let text = "The value of an argument 'PLACEMENT' must be of type string";
            Err(RestError::Argument { name: "PLACEMENT", text: text.into() })
        }
    }
}

/// `placement.list`: the places of a scope, else those that the application may use.
fn list(portal: &mut Portal, caller: &Caller, params: &Params) -> Result<Answer, RestError> {
    require_application(caller)?;
    let is_full = params.any_case("FULL").is_some_and(php::truthy);
    let scope = params.any_case("SCOPE").map(php::string);
    let is_listed = |place: &Place| match &scope {
        Some(scope) => place.scope.unwrap_or_default() == scope,
        None => is_full || caller.require_scope(place.scope).is_ok(),
    };
    let places = Place::all(&portal.statuses).into_iter().filter(is_listed);
    Ok(Answer::plain(places.map(|place| place.code).collect()))
}

/// `placement.unbind`: every handler is counted when it is found, and once more when it is gone.
fn unbind(portal: &mut Portal, caller: &Caller, params: &Params) -> Result<Answer, RestError> {
    require_administrator(caller)?;
    let code = code(params)?;
    let handler = params.any_case("HANDLER").map(php::string).filter(|handler| !handler.is_empty());
    let user_id = params.any_case("USER_ID").map(php::int);
    let removed = portal.bindings.remove(|binding| {
        binding.placement == code
            && handler.as_ref().is_none_or(|handler| *handler == binding.handler)
            && user_id.is_none_or(|id| id == binding.user_id)
    });
    Ok(Answer::plain(json!({"count": 2 * removed})))
}

/// `placement.get`
fn get(portal: &mut Portal, caller: &Caller, _: &Params) -> Result<Answer, RestError> {
    require_administrator(caller)?;
    Ok(Answer::plain(portal.bindings.iter().map(printed).collect()))
}

fn printed(binding: &Binding) -> Value {
    json!({
        "placement": binding.placement,
        "userId": binding.user_id,
        "handler": binding.handler,
        "options": php::array(binding.options.clone()),
        "title": binding.shown.title,
        "description": binding.shown.description,
        "langAll": binding.labels.to_json(),
    })
}
