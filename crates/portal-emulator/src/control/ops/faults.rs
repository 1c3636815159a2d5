use std::time::Duration;

use serde_json::Value;

use super::{Applied, any, number};
use crate::{
    php,
    portal::{
        Portal,
        fault::{Fault, Trap},
        knobs::Refresh,
    },
};

pub(super) fn set_trap(portal: &mut Portal, op: &Value) -> Applied {
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

pub(super) fn set_refresh(portal: &mut Portal, op: &Value) -> Applied {
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
