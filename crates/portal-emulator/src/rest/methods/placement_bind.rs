use serde_json::{Map, Value, json};

use super::{
    Answer, Caller, Params, Portal, RestError,
    placement::{code, require_administrator},
};
use crate::{
    php,
    portal::{
        bindings::{Binding, Labels},
        identity::Identity,
        places::Place,
    },
};

/// `placement.bind` (frame-protocol §8). The order of the checks is the server's.
pub(super) fn bind(portal: &mut Portal, caller: &Caller, params: &Params) -> Result<Answer, RestError> {
    require_administrator(caller)?;
    let code = code(params)?;
    if code == "DEFAULT" {
        return Err(RestError::Argument { name: "PLACEMENT", text: "Wrong value".into() });
    }
    let handler = params.any_case("HANDLER").map(php::string).unwrap_or_default();
    if handler.is_empty() {
        return Err(RestError::no_argument("HANDLER"));
    }
    check_handler(&handler)?;
    let place = Place::all(&portal.statuses)
        .into_iter()
        .find(|place| place.code == code && caller.require_scope(place.scope).is_ok())
        .ok_or_else(|| RestError::coded("ERROR_PLACEMENT_NOT_FOUND", "Placement not found"))?;
    let user_id = params.any_case("USER_ID").map_or(0, php::int).max(0);
    if user_id > 0 && !place.is_personal() {
        return Err(RestError::coded("ERROR_PLACEMENT_USER_MODE", "User mode is not available."));
    }
    check_count(portal, &place, user_id)?;
    let options = options(&place, params);
    check_options(&place, &options)?;

    let labels = labels(params);
    let shown = labels.shown_in(Identity::LANGUAGE, Identity::LANGUAGE).cloned().unwrap_or_default();
    let labels =
        if labels.is_empty() { Labels::titled(Identity::LANGUAGE, Identity::APP_NAME) } else { labels };
    let binding = Binding { placement: code, handler, user_id, options, shown, labels };
    if portal.bindings.add(binding) {
        Ok(Answer::plain(json!(true)))
    } else {
        let text = "Unable to set placement handler: Handler already binded";
        Err(RestError::coded("ERROR_CORE", text))
    }
}

/// The host is looked at before the scheme; it needs a dot that is not its first character.
fn check_handler(handler: &str) -> Result<(), RestError> {
    let wrong = || RestError::coded("ERROR_WRONG_HANDLER_URL", "Wrong handler URL");
    let (scheme, rest) = handler.split_once("//").ok_or_else(wrong)?;
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    let host = host.split(':').next().unwrap_or_default();
    let is_path = !scheme.is_empty() && !scheme.ends_with(':');
    if is_path || host.find('.').is_none_or(|at| at == 0) {
        return Err(wrong());
    }
    if matches!(scheme, "http:" | "https:") {
        Ok(())
    } else {
        Err(RestError::coded("ERROR_UNSUPPORTED_PROTOCOL", "Unsupported handler protocol"))
    }
}

/// One user's handler counts together with the one for everybody.
fn check_count(portal: &Portal, place: &Place, user_id: i64) -> Result<(), RestError> {
    let Some(max) = place.max_count() else { return Ok(()) };
    let counts = |binding: &&Binding| !place.is_personal() || [0, user_id].contains(&binding.user_id);
    if portal.bindings.of(&place.code).filter(counts).count() < max {
        return Ok(());
    }
    Err(RestError::coded("ERROR_PLACEMENT_MAX_COUNT", format!("Placement max count: {max}")))
}

/// The options that the place knows; those not given are empty.
fn options(place: &Place, params: &Params) -> Map<String, Value> {
    let given = params.any_case("OPTIONS").cloned().unwrap_or_default();
    let known = place.options().iter();
    known
        .map(|name| {
            let value = php::get(&given, name).map(php::string).unwrap_or_default();
            ((*name).to_owned(), json!(value))
        })
        .collect()
}

/// The background worker has to say where its errors go; the answer to this one is a result with an error in it.
fn check_options(place: &Place, options: &Map<String, Value>) -> Result<(), RestError> {
    if place.code == Place::BACKGROUND && !options.get("errorHandlerUrl").is_some_and(php::truthy) {
        let text = "Field errorHandlerUrl is empty.".into();
        return Err(RestError::Coded { code: "EMPTY_ERROR_HANDLER_URL", status: 200, text });
    }
    Ok(())
}

fn labels(params: &Params) -> Labels {
    let argument = |name| params.any_case(name).cloned().unwrap_or_default();
    let top_level = json!({
        "TITLE": argument("TITLE"),
        "DESCRIPTION": argument("DESCRIPTION"),
        "GROUP_NAME": argument("GROUP_NAME"),
    });
    Labels::read(&top_level, &argument("LANG_ALL"), Identity::LANGUAGE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_handler_needs_a_host_with_a_dot() {
        let code = |handler: &str| match check_handler(handler) {
            Ok(()) => "",
            Err(RestError::Coded { code, .. }) => code,
            Err(other) => panic!("{other}"),
        };
        for fine in ["http://127.0.0.1:8080/x", "https://a.b", "https://user:x@a.b?c#d"] {
            assert_eq!(code(fine), "", "{fine}");
        }
        for wrong in [
            "http://localhost:8080",
            "a.b/c",
            "a.b//c.d",
            "https://.b",
            "https:///a.b",
            "https://localhost/a.b",
        ] {
            assert_eq!(code(wrong), "ERROR_WRONG_HANDLER_URL", "{wrong}");
        }
        for protocol in ["ftp://a.b", "//a.b", "HTTP://a.b"] {
            assert_eq!(code(protocol), "ERROR_UNSUPPORTED_PROTOCOL", "{protocol}");
        }
    }
}
