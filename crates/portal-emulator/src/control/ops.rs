use std::time::Duration;

use serde_json::Value;

use crate::{
    options::Profile,
    php,
    portal::{
        Portal,
        fault::{Fault, Trap},
        items::{DEAL, INVOICE, LEAD, QUOTE},
        knobs::{AuthOverride, OperatingLimit, Refresh},
        status::Status,
        user::User,
    },
    rest::{caller::Caller, dispatch, params::Params, system_error::SystemError},
};

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
        "deals" => put_items(portal, op, Some(DEAL)),
        "leads" => put_items(portal, op, Some(LEAD)),
        "quotes" => put_items(portal, op, Some(QUOTE)),
        "invoices" => put_items(portal, op, Some(INVOICE)),
        "items" => put_items(portal, op, None),
        "pipeline" => add_pipeline(portal, op),
        "raw_status" => set_row(portal, op),
        "raw_status_add" => add_row(portal, op),
        "keep_only" => keep_only(portal, op),
        "user" => override_user(portal, op),
        "auth" => override_auth(portal, op),
        "limit" => set_limits(portal, op),
        "profile" => set_profile(portal, op),
        "call" => call(portal, op),
        "fault" => set_trap(portal, op),
        "refresh" => set_refresh(portal, op),
        _ => return Err(OpError::Unknown(name)),
    };
    applied.map_err(|reason| OpError::Invalid { op: name, reason })
}

type Applied = Result<(), String>;

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

fn put_items(portal: &mut Portal, op: &Value, type_id: Option<u64>) -> Applied {
    let stage = any(op, &["stage", "status", "stageId", "STAGE_ID", "STATUS_ID"]).map(php::string);
    let stage = stage.ok_or("`stage` is missing")?;
    let named = any(op, &["entityTypeId", "entity_type_id", "type"]).map(number);
    let type_id = type_id.or(named).or_else(|| type_of_stage(&stage)).unwrap_or(DEAL);
    let stage = in_pipeline(stage, type_id, any(op, &PIPELINE_NAMES).map_or(0, number));
    let count = any(op, &COUNT_NAMES).map_or(1, number);
    let hidden = op["hidden"] == true || op["visible"] == false;
    portal.items.add(type_id, &stage, count, hidden);
    Ok(())
}

const COUNT_NAMES: [&str; 4] = ["count", "n", "number", "times"];
const PIPELINE_NAMES: [&str; 5] = ["category_id", "categoryId", "CATEGORY_ID", "category", "pipeline"];

/// A deal stage given without the prefix of its pipeline gets it.
fn in_pipeline(stage: String, type_id: u64, pipeline: u64) -> String {
    if type_id == DEAL && pipeline > 0 && !stage.contains(':') {
        format!("C{pipeline}:{stage}")
    } else {
        stage
    }
}

/// The item type that a stage's prefix names: `DT1038_37:NEW` belongs to 1038.
fn type_of_stage(stage: &str) -> Option<u64> {
    stage.strip_prefix("DT")?.split('_').next()?.parse().ok()
}

#[expect(clippy::unnecessary_wraps, reason = "operations have one signature")]
fn add_pipeline(portal: &mut Portal, op: &Value) -> Applied {
    let id = any(op, &["id", "ID"]).or_else(|| any(op, &PIPELINE_NAMES)).map(number).filter(|id| *id > 0);
    portal.add_pipeline(id, any(op, &["name", "NAME"]).map(php::string));
    Ok(())
}

fn set_row(portal: &mut Portal, op: &Value) -> Applied {
    let id = any(op, &["id", "ID"]).map_or(0, number);
    let row = portal.statuses.find_mut(id).ok_or_else(|| format!("there is no row {id}"))?;
    let set = any(op, &["set", "fields", "row", "values"]).ok_or("`set` is missing")?;
    for (column, value) in php::entries(set) {
        row.set(&column.to_uppercase(), value);
    }
    Ok(())
}

/// Missing columns get defaults; a pipeline that nobody knows yet becomes known.
fn add_row(portal: &mut Portal, op: &Value) -> Applied {
    let given = any(op, &["row", "fields", "set", "values"]).ok_or("`row` is missing")?;
    let mut row = Status::blank(0);
    for (column, value) in php::entries(given) {
        row.set(&column.to_uppercase(), value);
    }
    let entity_id = row.entity_id.clone();
    if entity_id.is_empty() {
        return Err("the row has no ENTITY_ID".to_owned());
    }
    portal.statuses.insert(row);
    portal.statuses.register(&entity_id, &entity_id);
    Ok(())
}

/// Keeps the rows named by id, by code, or by both. With an entity as well, rows of other entities stay.
fn keep_only(portal: &mut Portal, op: &Value) -> Applied {
    let ids = any(op, &["ids", "IDS", "id", "ID", "keep"]).map(texts);
    let codes =
        any(op, &["codes", "code", "status_ids", "status_id", "statusIds", "STATUS_IDS", "STATUS_ID"])
            .map(texts);
    let entities = any(op, &["entity", "entities", "entity_id", "entityId", "ENTITY_ID"]).map(texts);
    if ids.is_none() && codes.is_none() && entities.is_none() {
        return Err("`ids`, `codes` or `entity` is missing".to_owned());
    }
    let listed = |list: &Option<Vec<String>>, value: &str| {
        list.as_ref().is_some_and(|list| list.iter().any(|entry| entry == value))
    };
    portal.statuses.retain(|row| {
        if ids.is_none() && codes.is_none() {
            return listed(&entities, &row.entity_id);
        }
        let elsewhere = entities.is_some() && !listed(&entities, &row.entity_id);
        let by_code = listed(&codes, &row.status_id) || listed(&codes, row.bare_code());
        elsewhere || by_code || listed(&ids, &row.id.to_string())
    });
    Ok(())
}

#[expect(clippy::unnecessary_wraps, reason = "operations have one signature")]
fn override_user(portal: &mut Portal, op: &Value) -> Applied {
    portal.knobs.crm_access = any(op, &["crm_access", "crmAccess"]).map(php::truthy);
    let write_names = ["config_write", "configWrite", "admin", "is_admin", "as_admin"];
    portal.knobs.config_write = any(op, &write_names).map(php::truthy);
    Ok(())
}

fn override_auth(portal: &mut Portal, op: &Value) -> Applied {
    let flag = ["none", "bad_webhook", "no_scope", "expired"].into_iter().find(|flag| op[flag] == true);
    let named = any(op, &["mode", "value", "state", "kind"]).map(php::string);
    let mode = named.unwrap_or_else(|| flag.unwrap_or("ok").to_owned());
    portal.knobs.https_required = mode == "https";
    portal.knobs.auth = match mode.as_str() {
        "ok" | "clear" | "" | "https" => None,
        "none" => Some(AuthOverride::Fails(SystemError::NoAuthFound)),
        "bad_webhook" => Some(AuthOverride::Fails(SystemError::InvalidCredentials)),
        "expired" => Some(AuthOverride::Fails(SystemError::ExpiredToken)),
        "no_scope" => Some(AuthOverride::NoScope),
        code => {
            let error = SystemError::by_code(code).ok_or_else(|| format!("unknown mode `{code}`"))?;
            Some(AuthOverride::Fails(error))
        }
    };
    Ok(())
}

const METHOD_NAMES: [&str; 2] = ["method", "methods"];

/// `{"query": 3}` or `{"mode": "query", "count": 3}`; `{"operating": "crm.status.list"}` or
/// `{"mode": "operating", "method": "crm.status.list"}`.
#[expect(clippy::unnecessary_wraps, reason = "operations have one signature")]
fn set_limits(portal: &mut Portal, op: &Value) -> Applied {
    let kind = any(op, &["mode", "kind", "type", "value"]).map(php::string).unwrap_or_default();
    let one = Value::from(1);
    let query = (kind == "query").then(|| any(op, &COUNT_NAMES).unwrap_or(&one));
    if let Some(query) = php::get(op, "query").or(query) {
        portal.knobs.query_limit = number(query);
    }
    let operating = (kind == "operating").then(|| any(op, &METHOD_NAMES).unwrap_or(&one));
    if let Some(operating) = php::get(op, "operating").or(operating) {
        let operating = any(operating, &METHOD_NAMES).unwrap_or(operating);
        portal.knobs.operating_limit = match operating {
            Value::String(method) => OperatingLimit::Of([method.to_lowercase()].into()),
            Value::Array(_) => {
                OperatingLimit::Of(texts(operating).iter().map(|method| method.to_lowercase()).collect())
            }
            Value::Object(methods) => OperatingLimit::Of(
                methods
                    .iter()
                    .filter(|(_, on)| php::truthy(on))
                    .map(|(name, _)| name.to_lowercase())
                    .collect(),
            ),
            flag if php::truthy(flag) => OperatingLimit::All,
            _ => OperatingLimit::None,
        };
    }
    Ok(())
}

fn set_profile(portal: &mut Portal, op: &Value) -> Applied {
    let value = any(op, &["value", "profile", "name", "mode"]).map(php::string).unwrap_or_default();
    portal.knobs.profile = Profile::parse(&value).ok_or_else(|| format!("unknown profile `{value}`"))?;
    Ok(())
}

/// Calls a method as the administrator. A refusal is part of the story, not an error of the operation.
fn call(portal: &mut Portal, op: &Value) -> Applied {
    let name = php::string(&op["method"]).to_lowercase();
    let name = name.trim_end_matches(".json");
    let method = dispatch::find(name).map_err(|error| format!("`{name}`: {error}"))?;
    let params = php::entries(&op["params"]).into_iter().map(|(name, value)| (name, value.clone())).collect();
    let _ = method.call(portal, &Caller::trusted(User::Admin), &Params::new(params));
    Ok(())
}

fn set_trap(portal: &mut Portal, op: &Value) -> Applied {
    let milliseconds = any(op, &["ms", "delay"]).map_or(1000, number);
    let kind = any(op, &["kind", "mode"]).map(php::string).unwrap_or_default();
    let fault = match kind.as_str() {
        "delay" => Fault::Delay(Duration::from_millis(milliseconds)),
        "close" => Fault::Close,
        "html" => {
            let status = php::get(op, "status").map_or(500, number);
            Fault::Html(u16::try_from(status).unwrap_or(500))
        }
        "refuse" => Fault::Refusal,
        _ => return Err(format!("unknown kind `{kind}`")),
    };
    let left = match php::get(op, "count") {
        Some(Value::String(text)) if text == "all" => None,
        count => Some(count.map_or(1, number)),
    };
    let method = php::get(op, "method").map(|method| php::string(method).to_lowercase());
    portal.knobs.traps.set(Trap { fault, method, left });
    Ok(())
}

fn set_refresh(portal: &mut Portal, op: &Value) -> Applied {
    let mode = any(op, &["mode", "value"]).map(php::string).unwrap_or_default();
    portal.knobs.refresh = match mode.as_str() {
        "ok" => Refresh::Ok,
        "empty" => Refresh::Empty,
        "error" | "500" => Refresh::Error,
        "slow" => Refresh::Slow(Duration::from_millis(php::get(op, "ms").map_or(3000, number))),
        _ => return Err(format!("unknown mode `{mode}`")),
    };
    Ok(())
}
