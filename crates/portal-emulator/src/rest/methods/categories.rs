use serde_json::{Value, json};

use super::{Answer, ApiMethod, Caller, Params, Portal, RestError, controller, crm};
use crate::{
    php,
    portal::{
        pipelines::{Pipeline, has_pipelines},
        records::DEAL,
    },
};

/// Pipelines (rest-behaviour §8; the documentation's pages on `crm.category.*`).
pub(super) const METHODS: [ApiMethod; 3] =
    [crm("crm.category.list", list), crm("crm.category.get", get), crm("crm.category.add", add)];

/// The type that `entityTypeId` names, if its records go through pipelines.
fn type_with_pipelines(portal: &Portal, params: &Params) -> Result<u64, RestError> {
    let (type_id, layout) = controller::known_type(portal, params)?;
    if has_pipelines(type_id) {
        return Ok(type_id);
    }
    let text = format!("Entity type {} is not supported", layout.noun);
    Err(RestError::coded("ENTITY_TYPE_NOT_SUPPORTED", text))
}

/// All of them on one page, by position.
fn list(portal: &mut Portal, _: &Caller, params: &Params) -> Result<Answer, RestError> {
    let type_id = type_with_pipelines(portal, params)?;
    let categories: Vec<_> = portal.pipelines_of(type_id).iter().map(print).collect();
    let total = Some(categories.len() as u64);
    Ok(Answer { result: json!({"categories": categories}), next: None, total })
}

fn get(portal: &mut Portal, _: &Caller, params: &Params) -> Result<Answer, RestError> {
    let id = controller::integer(params, "id")?;
    let type_id = type_with_pipelines(portal, params)?;
    find(portal, type_id, id)
}

fn find(portal: &Portal, type_id: u64, id: u64) -> Result<Answer, RestError> {
    let pipelines = portal.pipelines_of(type_id);
    let found = pipelines.iter().find(|pipeline| pipeline.id == id);
    let pipeline = found.ok_or(controller::not_found("Element not found"))?;
    Ok(Answer::plain(json!({"category": print(pipeline)})))
}

/// Adds a pipeline with its stages. Deals always begin in the general pipeline, so theirs cannot be the default one.
fn add(portal: &mut Portal, caller: &Caller, params: &Params) -> Result<Answer, RestError> {
    let fields = controller::required_array(params, "fields")?;
    let type_id = type_with_pipelines(portal, params)?;
    if php::get(&fields, "isSystem").is_some_and(|flag| flag == "Y") {
        return Err(RestError::coded("ADDING_DISABLED", "Adding a system category is prohibited"));
    }
    caller.require_config_write(portal).map_err(|_| controller::denied("Access denied"))?;
    let name = php::get(&fields, "name").map(php::string).unwrap_or_default();
    if php::trim(&name).is_empty() {
        return Err(RestError::coded("0", "Field 'NAME' is required"));
    }
    let name: String = php::trim(&name).chars().take(255).collect();
    let id = portal.add_pipeline_of(type_id, None, Some(name));
    let sort = php::get(&fields, "sort").map_or(500, php::int);
    portal.pipelines.set_sort(type_id, id, u64::try_from(sort).unwrap_or(0));
    let default = php::get(&fields, "isDefault").is_some_and(|flag| *flag == true || flag == "Y");
    if default && type_id != DEAL {
        portal.pipelines.set_default(type_id, id);
    }
    find(portal, type_id, id)
}

/// The source of a pipeline is a matter of deals, its alias one of smart processes; the general pipeline of deals has
/// neither.
fn print(pipeline: &Pipeline) -> Value {
    let mut category = json!({
        "id": pipeline.id,
        "name": pipeline.name,
        "sort": pipeline.sort,
        "entityTypeId": pipeline.type_id,
        "isDefault": if pipeline.default { "Y" } else { "N" },
    });
    if pipeline.type_id != DEAL {
        category["isSystem"] = json!("N");
        category["code"] = json!("");
    } else if pipeline.id != 0 {
        category["originId"] = json!("");
        category["originatorId"] = json!("");
    }
    category
}
