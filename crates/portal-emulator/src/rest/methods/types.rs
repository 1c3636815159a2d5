use serde_json::{Value, json};

use super::{
    Answer, ApiMethod, Caller, Params, Portal, RestError, controller, crm,
    listing::{
        condition::{Condition, compare, field_name},
        descends,
    },
};
use crate::{php, portal::smart_types::SmartType};

/// Smart processes (the documentation's page on `crm.type.list`).
pub(super) const METHODS: [ApiMethod; 1] = [crm("crm.type.list", list)];

/// What a smart process has switched on; each is a flag with this name.
const SWITCHES: [(&str, &str); 16] = [
    ("isCategoriesEnabled", "Y"),
    ("isStagesEnabled", "Y"),
    ("isBeginCloseDatesEnabled", "Y"),
    ("isClientEnabled", "Y"),
    ("isUseInUserfieldEnabled", "N"),
    ("isLinkWithProductsEnabled", "Y"),
    ("isMycompanyEnabled", "Y"),
    ("isDocumentsEnabled", "N"),
    ("isSourceEnabled", "Y"),
    ("isObserversEnabled", "N"),
    ("isRecyclebinEnabled", "Y"),
    ("isAutomationEnabled", "Y"),
    ("isBizProcEnabled", "N"),
    ("isSetOpenPermissions", "Y"),
    ("isPaymentsEnabled", "N"),
    ("isCountersEnabled", "N"),
];

/// Only for those who may change settings (`Controller\Type::getDefaultPreFilters`).
fn list(portal: &mut Portal, caller: &Caller, params: &Params) -> Result<Answer, RestError> {
    caller.require_config_write(portal).map_err(|_| controller::denied("Access denied"))?;
    let filter = controller::array(params, "filter")?;
    let order = controller::array(params, "order")?;
    let mut types: Vec<_> = (1..).zip(portal.smart_types()).map(|(id, known)| print(id, &known)).collect();
    for (key, value) in php::entries(&filter) {
        let name = field_name(&key);
        check(name, "filter")?;
        if let Some(condition) = Condition::parse(&key, value, None) {
            types.retain(|row| condition.admits(Some(&php::string(&row[name]))));
        }
    }
    for (name, way) in php::entries(&order).into_iter().rev() {
        check(&name, "order")?;
        types.sort_by(|a, b| {
            let (a, b) = (&a[&name], &b[&name]);
            let ordering = compare(&php::string(a), &php::string(b), a.is_number());
            if descends(way) { ordering.reverse() } else { ordering }
        });
    }
    let total = types.len();
    let start = usize::try_from(params.start).unwrap_or(0);
    let page: Vec<_> = types.into_iter().skip(start).take(50).collect();
    let next = (params.start >= 0 && total > start + 50).then(|| params.start + 50);
    let total = Some(if params.start < 0 { 0 } else { total as u64 });
    Ok(Answer { result: json!({"types": page}), next, total })
}

/// Refuses a field that smart processes do not have.
fn check(name: &str, place: &str) -> Result<(), RestError> {
    let plain =
        ["id", "title", "code", "createdBy", "entityTypeId", "createdTime", "updatedTime", "updatedBy"];
    if plain.contains(&name) || SWITCHES.iter().any(|(switch, _)| *switch == name) {
        return Ok(());
    }
    Err(controller::invalid(format!("Invalid {place}: field '{name}' is not allowed in {place}")))
}

fn print(id: u64, known: &SmartType) -> Value {
    let mut row = json!({
        "id": id,
        "title": known.title,
        "code": "",
        "createdBy": 1,
        "entityTypeId": known.type_id,
        "customSectionId": null,
    });
    for (name, value) in SWITCHES {
        row[name] = json!(value);
    }
    row["createdTime"] = json!(known.created.iso());
    row["updatedTime"] = json!(known.created.iso());
    row["updatedBy"] = json!(1);
    row
}
