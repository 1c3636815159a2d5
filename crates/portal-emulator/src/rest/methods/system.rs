use serde_json::json;

use super::{Answer, ApiMethod, Caller, Params, Portal, RestError, open};
use crate::{clock::Moment, php, rest::dispatch};

/// What the API says about itself.
pub(super) const METHODS: [ApiMethod; 5] = [
    open("scope", scopes),
    open("methods", methods),
    open("method.get", method),
    open("server.time", time),
    open("feature.get", feature),
];

/// The features that the documentation names.
const FEATURES: [&str; 2] = ["rest_offline_extended", "rest_auth_connector"];

/// The scopes that a credential covers; a webhook has all that the emulator knows, or none.
pub(super) fn granted(caller: &Caller) -> Vec<String> {
    if caller.is_application() {
        return caller.granted().iter().filter(|scope| !scope.is_empty()).cloned().collect();
    }
    known().into_iter().filter(|scope| caller.require_scope(Some(scope)).is_ok()).map(str::to_owned).collect()
}

/// Every scope that has a method.
fn known() -> Vec<&'static str> {
    let mut known = Vec::new();
    for scope in dispatch::all().flat_map(ApiMethod::scopes) {
        if !known.contains(&scope) {
            known.push(scope);
        }
    }
    known
}

fn is_full(params: &Params) -> bool {
    params.any_case("FULL").is_some_and(php::truthy)
}

/// `scope`
#[expect(clippy::unnecessary_wraps, reason = "methods have one signature")]
fn scopes(_: &mut Portal, caller: &Caller, params: &Params) -> Result<Answer, RestError> {
    Ok(Answer::plain(if is_full(params) { json!(known()) } else { json!(granted(caller)) }))
}

/// `methods`: those of a scope, else those that the caller has; a method of several scopes stands in each.
#[expect(clippy::unnecessary_wraps, reason = "methods have one signature")]
fn methods(_: &mut Portal, caller: &Caller, params: &Params) -> Result<Answer, RestError> {
    let scope = params.any_case("SCOPE").map(php::string);
    let (with_common, scopes) = match scope {
        Some(scope) if scope.is_empty() => (true, Vec::new()),
        Some(scope) => (false, vec![scope]),
        None if is_full(params) => (true, known().into_iter().map(str::to_owned).collect()),
        None => (true, granted(caller)),
    };
    let common = dispatch::all().filter(|method| with_common && method.scope.is_none());
    let of_scopes = scopes.iter().flat_map(|scope| {
        dispatch::all().filter(move |method| method.scopes().any(|having| having == scope))
    });
    Ok(Answer::plain(common.chain(of_scopes).map(|method| method.name).collect()))
}

/// `method.get`
#[expect(clippy::unnecessary_wraps, reason = "methods have one signature")]
fn method(_: &mut Portal, caller: &Caller, params: &Params) -> Result<Answer, RestError> {
    let name = params.get("name").map(php::string).unwrap_or_default();
    let found = dispatch::all().find(|method| method.name == name);
    let available = found.is_some_and(|method| caller.require_scope(method.scope).is_ok());
    Ok(Answer::plain(json!({"isExisting": found.is_some(), "isAvailable": available})))
}

/// `server.time`
#[expect(clippy::unnecessary_wraps, reason = "methods have one signature")]
fn time(_: &mut Portal, _: &Caller, _: &Params) -> Result<Answer, RestError> {
    Ok(Answer::plain(json!(Moment::now().iso())))
}

/// `feature.get`
fn feature(_: &mut Portal, _: &Caller, params: &Params) -> Result<Answer, RestError> {
    let code = params.any_case("CODE").filter(|code| php::truthy(code));
    let code = code.ok_or_else(|| RestError::coded("CODE_EMPTY", "CODE can't be empty"))?;
    let value = if FEATURES.contains(&php::string(code).as_str()) { "Y" } else { "N" };
    Ok(Answer::plain(json!({"value": value})))
}
