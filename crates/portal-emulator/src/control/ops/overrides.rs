use serde_json::Value;

use super::{Applied, COUNT_NAMES, any, number, texts};
use crate::{
    control::limits,
    options::Profile,
    php,
    portal::{
        Portal,
        knobs::{AuthOverride, OperatingLimit},
    },
    rest::system_error::SystemError,
};

#[expect(clippy::unnecessary_wraps, reason = "operations have one signature")]
pub(super) fn override_user(portal: &mut Portal, op: &Value) -> Applied {
    portal.knobs.crm_access = any(op, &["crm_access", "crmAccess"]).map(is_on);
    let write_names = ["config_write", "configWrite", "admin", "is_admin", "as_admin"];
    portal.knobs.config_write = any(op, &write_names).map(is_on);
    Ok(())
}

/// A person may well write a flag as a word.
fn is_on(flag: &Value) -> bool {
    let word = php::string(flag).to_lowercase();
    php::truthy(flag) && !matches!(word.as_str(), "n" | "no" | "none" | "false" | "off")
}

pub(super) fn override_auth(portal: &mut Portal, op: &Value) -> Applied {
    let flag = ["none", "bad_webhook", "no_scope", "expired"].into_iter().find(|flag| op[flag] == true);
    let named = any(op, &["mode", "value", "state", "kind", "type", "auth"]).map(php::string);
    let mode = named.or_else(|| flag.map(ToOwned::to_owned)).ok_or("`mode` is missing")?;
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
pub(super) fn set_limits(portal: &mut Portal, op: &Value) -> Applied {
    limits::set(portal, op)?;
    let kind = any(op, &["mode", "kind", "type", "value"]).map(php::string).unwrap_or_default();
    let one = Value::from(1);
    let count = any(op, &COUNT_NAMES).or_else(|| php::get(op, "value")).unwrap_or(&one);
    if let Some(query) = php::get(op, "query").or_else(|| (kind == "query").then_some(count)) {
        portal.knobs.query_limit = number(any(query, &COUNT_NAMES).unwrap_or(query));
    }
    let operating = (kind == "operating").then(|| any(op, &METHOD_NAMES).unwrap_or(&one));
    if let Some(operating) = php::get(op, "operating").or(operating) {
        let operating = any(operating, &METHOD_NAMES).unwrap_or(operating);
        portal.knobs.operating_limit = match operating {
            Value::String(all) if matches!(all.as_str(), "all" | "*") => OperatingLimit::All,
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

pub(super) fn set_profile(portal: &mut Portal, op: &Value) -> Applied {
    let flag = ["docs", "source"].into_iter().find(|flag| op[flag] == true).unwrap_or_default();
    let value = any(op, &["value", "profile", "name", "mode"]).map_or_else(|| flag.to_owned(), php::string);
    portal.knobs.profile = Profile::parse(&value).ok_or_else(|| format!("unknown profile `{value}`"))?;
    Ok(())
}
