use serde_json::{Value, json};

use super::{Applied, any, number};
use crate::{
    control::faults,
    php,
    portal::{
        Portal,
        faults::{
            kind::Target,
            scope::{Names, Scope},
        },
    },
};

/// The short way to say how the portal renews tokens: a fault of `refreshAuth` that lasts, in place of any other.
pub(super) fn set_refresh(portal: &mut Portal, op: &Value) -> Applied {
    let mode = any(op, &["mode", "value"]).map(php::string).unwrap_or_default();
    let kind = match mode.as_str() {
        "ok" => None,
        "empty" => Some("empty_token"),
        "error" | "500" => Some("html"),
        "slow" => Some("delay"),
        "never" => Some("no_answer"),
        _ => return Err(format!("unknown mode `{mode}`")),
    };
    let scope = Scope { target: Target::Command, names: Names::One("refreshAuth".to_owned()) };
    portal.faults.remove(|fault| fault.scope == scope);
    if let Some(kind) = kind {
        let time = php::get(op, "ms").map_or(3000, number);
        let wish = json!({"kind": kind, "command": "refreshAuth", "count": "all", "ms": time});
        portal.faults.add(faults::read(&wish)?);
    }
    Ok(())
}

/// A fault, as `POST /faults` takes it.
pub(super) fn set_fault(portal: &mut Portal, op: &Value) -> Applied {
    portal.faults.add(faults::read(op)?);
    Ok(())
}
