use serde_json::{Value, json};

use super::{Answer, Caller, Params, Portal, RestError};
use crate::{
    php,
    portal::{
        records::{DEAL, INVOICE, LEAD, QUOTE},
        status::Status,
        statuses,
    },
    rest::system_error::SystemError,
};

/// The text that asks for `FORCED` (rest-behaviour §4).
pub(in crate::rest) const FORCED_REQUIRED: &str =
    "CRM System Status can be deleted only if parameter FORCED is specified and equal to \"Y\".";

const NOT_FOUND: RestError = RestError::refused("Status is not found.");

/// `crm.status.update`: true even when nothing was written (rest-behaviour §3).
pub(super) fn update(portal: &mut Portal, caller: &Caller, params: &Params) -> Result<Answer, RestError> {
    let fields = params.array("fields")?;
    params.array("params")?;
    let id = params.id()?;
    caller.require_config_write(portal)?;
    let status = portal.statuses.find_mut(id).ok_or(NOT_FOUND)?;
    Patch::read(&fields).apply(status);
    Ok(Answer::plain(json!(true)))
}

/// What an update writes. A field that is present with null is present.
struct Patch {
    name: Option<String>,
    sort: Option<i64>,
    color: Option<String>,
}

impl Patch {
    fn read(fields: &Value) -> Self {
        let field = |name: &str| fields.as_object().and_then(|fields| fields.get(name));
        let alias = php::get(fields, "EXTRA").and_then(|extra| php::get(extra, "COLOR"));
        Self {
            name: field("NAME").map(php::string),
            sort: field("SORT").map(php::int),
            color: alias.or_else(|| field("COLOR")).map(php::string),
        }
    }

    /// Writes name and position even if they were not given, as they are stored: a position of 0 becomes 10, blanks
    /// around the name go (rest-behaviour §3.1, §3.2).
    fn apply(self, status: &mut Status) {
        if self.name.is_none() && self.sort.is_none() && self.color.is_none() {
            return;
        }
        status.set_sort(self.sort.unwrap_or(status.sort));
        let name = self.name.unwrap_or_else(|| status.name.clone());
        let name = php::trim(&name);
        if !matches!(name, "" | "0") {
            status.set_name(name);
        }
        if let Some(color) = self.color {
            let hash = if color.starts_with('#') { "" } else { "#" };
            status.set_color(&format!("{hash}{color}"));
        }
    }
}

/// `crm.status.delete`: items stand in the way, `FORCED` or not (rest-behaviour §4).
pub(super) fn delete(portal: &mut Portal, caller: &Caller, params: &Params) -> Result<Answer, RestError> {
    let options = params.any_spelling("params");
    if !php::is_array(&options) {
        // The server passes this on to a typed argument, which ends the request.
        return Err(SystemError::Internal.into());
    }
    let id = params.id()?;
    caller.require_config_write(portal)?;
    let status = portal.statuses.find(id).ok_or(NOT_FOUND)?;
    let forced = php::get(&options, "FORCED").is_some_and(|forced| forced == "Y");
    if status.system && !forced {
        return Err(RestError::refused(FORCED_REQUIRED));
    }
    if let Some(refusal) = occupied(portal, status) {
        return Err(refusal);
    }
    portal.statuses.remove(id);
    Ok(Answer::plain(json!(true)))
}

/// The refusal if the stage has items; what is no stage is never checked.
fn occupied(portal: &Portal, status: &Status) -> Option<RestError> {
    let type_id = statuses::item_type(&status.entity_id)?;
    let refusal = match type_id {
        LEAD | DEAL | QUOTE | INVOICE => "There are active items in this status.",
        _ => "Cannot delete a stage containing items",
    };
    portal.records.occupies(type_id, &status.status_id).then_some(RestError::refused(refusal))
}
