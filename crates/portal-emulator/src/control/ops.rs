use serde_json::{Value, json};

use crate::{
    control::limits,
    php,
    portal::{
        PageEvent, Portal,
        records::{COMPANY, CONTACT, DEAL, INVOICE, LEAD, QUOTE},
    },
    rest::{caller::Caller, dispatch, params::Params},
};

mod overrides;
mod records;
mod refresh;
mod rows;

/// Why an operation was not applied.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum OpError {
    #[error("unknown op `{0}`")]
    Unknown(String),
    #[error("op `{op}`: {reason}")]
    Invalid { op: String, reason: String },
}

/// Applies one operation of rest-behaviour §11, or one of the emulator's own (§6.8).
pub(super) fn apply(portal: &mut Portal, op: &Value) -> Result<(), OpError> {
    let name = php::string(&op["op"]);
    let applied = match name.as_str() {
        "deals" => records::put_items(portal, op, Some(DEAL)),
        "leads" => records::put_items(portal, op, Some(LEAD)),
        "quotes" => records::put_items(portal, op, Some(QUOTE)),
        "invoices" => records::put_items(portal, op, Some(INVOICE)),
        "contacts" => records::put_items(portal, op, Some(CONTACT)),
        "companies" => records::put_items(portal, op, Some(COMPANY)),
        "items" => records::put_items(portal, op, None),
        "type" => records::add_type(portal, op),
        "pipeline" => records::add_pipeline(portal, op),
        "generate" => records::generate(portal, op),
        "raw_status" => rows::set_row(portal, op),
        "raw_status_add" => rows::add_row(portal, op),
        "keep_only" => rows::keep_only(portal, op),
        "user" => overrides::override_user(portal, op),
        "auth" => overrides::override_auth(portal, op),
        "limit" => overrides::set_limits(portal, op),
        "profile" => overrides::set_profile(portal, op),
        "call" => call(portal, op),
        "fault" => refresh::set_fault(portal, op),
        "cost" => limits::set_cost(portal, op),
        "event" => fire(portal, op),
        "refresh" => refresh::set_refresh(portal, op),
        _ => return Err(OpError::Unknown(name)),
    };
    applied.map_err(|reason| OpError::Invalid { op: name, reason })
}

type Applied = Result<(), String>;

/// How often an operation may be told to do what it does.
const COUNT_NAMES: [&str; 4] = ["count", "n", "number", "times"];

/// The first of several spellings that is set.
fn any<'a>(op: &'a Value, names: &[&str]) -> Option<&'a Value> {
    names.iter().find_map(|name| php::get(op, name))
}

fn number(value: &Value) -> u64 {
    u64::try_from(php::int(value)).unwrap_or(0)
}

/// A value, or the values of a list, as texts.
fn texts(value: &Value) -> Vec<String> {
    if php::is_array(value) {
        php::entries(value).into_iter().map(|(_, value)| php::string(value)).collect()
    } else {
        vec![php::string(value)]
    }
}

/// Calls a method as `user`, or as the administrator. A refusal is part of the story, not an error of the operation.
fn call(portal: &mut Portal, op: &Value) -> Applied {
    let name = php::string(&op["method"]).to_lowercase();
    let name = name.trim_end_matches(".json");
    let method = dispatch::find(name).map_err(|error| format!("`{name}`: {error}"))?;
    let params = php::entries(&op["params"]).into_iter().map(|(name, value)| (name, value.clone())).collect();
    let user = super::user_of(&op["user"]).ok_or_else(|| format!("there is no user {}", op["user"]))?;
    let _ = method.call(portal, &Caller::trusted(user), &Params::new(params));
    Ok(())
}

/// The operation `event`: something happens in the portal that the open applications may listen for.
fn fire(portal: &mut Portal, op: &Value) -> Applied {
    let event = php::get(op, "event").or_else(|| php::get(op, "name")).map(php::string);
    let event = event.ok_or("`event` is missing")?;
    let arguments: Vec<_> = php::get(op, "args")
        .map(php::entries)
        .unwrap_or_default()
        .into_iter()
        .map(|(_, value)| value)
        .collect();
    portal.tell(PageEvent::Fired(json!({"event": event, "args": arguments})));
    Ok(())
}
