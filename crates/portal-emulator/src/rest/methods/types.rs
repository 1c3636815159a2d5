use serde_json::{Value, json};

use super::{
    Answer, ApiMethod, Caller, Params, Portal, RestError, controller, crm,
    listing::{
        PAGE,
        condition::{Condition, compare, field_name},
        descends, paged, skipped,
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
    let page = types.into_iter().skip(skipped(params.start)).take(PAGE).collect();
    let answer = paged(params.start, page, total);
    Ok(Answer { result: json!({"types": answer.result}), ..answer })
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
