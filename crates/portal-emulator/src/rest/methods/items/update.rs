use serde_json::json;

use super::{Answer, Caller, Params, Portal, RestError, View, controller, find};
use crate::{
    php,
    portal::records::{change::Change, phase::Phase, record::Record},
};

/// Gives the item back as it is afterwards. Unlike the older methods, this moves a record to another pipeline, and it
/// refuses a stage that is not in the pipeline.
pub(super) fn update(portal: &mut Portal, caller: &Caller, params: &Params) -> Result<Answer, RestError> {
    let id = controller::integer(params, "id")?;
    let fields = controller::required_array(params, "fields")?;
    let (type_id, layout) = controller::known_type(portal, params)?;
    if find(portal, type_id, id)?.hidden {
        return Err(controller::denied("Access denied"));
    }
    let given = php::entries(&fields);
    let known = given.iter().filter_map(|(name, value)| Some((layout.item_field(name)?, *value)));
    let mut change = Change::read(known);
    settle(portal, type_id, find(portal, type_id, id)?, &mut change)?;
    portal.change(type_id, id, change, caller.user);
    let view = View::whole(type_id, layout);
    Ok(Answer::plain(json!({"item": view.print(find(portal, type_id, id)?)})))
}

/// Checks where the record is to go. A record that only names another pipeline begins there anew.
///
/// The code of the refusal is the documented one for wrong values; that it is the answer to a stage of another
/// pipeline, and that a new pipeline begins with its first stage, is inferred.
fn settle(portal: &Portal, type_id: u64, record: &Record, change: &mut Change) -> Result<(), RestError> {
    let category = change.category.unwrap_or(record.category);
    if category != record.category {
        if portal.pipelines_of(type_id).iter().all(|pipeline| pipeline.id != category) {
            return Err(not_valid("Pipeline"));
        }
        if change.stage.is_none() {
            change.stage = Phase::first_of(&portal.statuses, type_id, category).map(|phase| phase.code);
        }
    }
    match &change.stage {
        Some(stage) if !Phase::find(&portal.statuses, type_id, category, stage).is_known() => {
            Err(not_valid("Stage"))
        }
        _ => Ok(()),
    }
}

fn not_valid(title: &str) -> RestError {
    RestError::coded("CRM_FIELD_ERROR_VALUE_NOT_VALID", format!("Invalid value for field \"{title}\""))
}
