use serde_json::{Value, json};

use super::{Answer, Caller, Params, Portal, RestError};
use crate::php;

/// `crm.status.entity.types` (rest-behaviour §2.8).
#[expect(clippy::unnecessary_wraps, reason = "methods have one signature")]
pub(super) fn types(portal: &mut Portal, _: &Caller, _: &Params) -> Result<Answer, RestError> {
    Ok(Answer::plain(Value::Array(portal.statuses.entity_types().to_vec())))
}

/// `crm.status.entity.items`: short rows, positions as integers (rest-behaviour §2.7).
pub(super) fn items(portal: &mut Portal, _: &Caller, params: &Params) -> Result<Answer, RestError> {
    let spellings = ["entityId", "entityID", "entity_id", "ENTITY_ID"];
    let entity_id = spellings.iter().find_map(|name| params.get(name)).map(php::string).unwrap_or_default();
    if entity_id.is_empty() {
        return Err(RestError::refused("The parameter entityId is not defined or invalid."));
    }
    let mut rows: Vec<_> =
        portal.statuses.rows().iter().filter(|row| row.entity_id == entity_id.to_uppercase()).collect();
    rows.sort_by_key(|row| row.sort);
    let items = rows
        .iter()
        .map(|row| json!({"NAME": row.name, "SORT": row.sort, "STATUS_ID": row.status_id}))
        .collect();
    Ok(Answer::plain(Value::Array(items)))
}
