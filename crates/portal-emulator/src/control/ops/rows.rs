use serde_json::Value;

use super::{Applied, any, number, texts};
use crate::{
    php,
    portal::{Portal, status::Status},
};

pub(super) fn set_row(portal: &mut Portal, op: &Value) -> Applied {
    let inside = || any(op, &COLUMN_NAMES).and_then(|row| any(row, &["id", "ID"]));
    let id = any(op, &["id", "ID"]).or_else(inside).map_or(0, number);
    let mut row = portal.statuses.find(id).cloned().ok_or_else(|| format!("there is no row {id}"))?;
    for (column, value) in columns(op)? {
        row.set(&column.to_uppercase(), value);
    }
    // The row may have got another id.
    portal.statuses.remove(id);
    portal.statuses.insert(row);
    Ok(())
}

/// Where the columns of a row stand, unless they stand beside the name of the operation.
const COLUMN_NAMES: [&str; 4] = ["set", "row", "fields", "values"];

fn columns(op: &Value) -> Result<Vec<(String, &Value)>, String> {
    let beside = || php::entries(op).into_iter().any(|(name, _)| name == "NAME" || name == "SORT");
    match any(op, &COLUMN_NAMES) {
        Some(columns) => Ok(php::entries(columns)),
        None if beside() || op["ENTITY_ID"].is_string() => Ok(php::entries(op)),
        None => Err("`set` or `row` is missing".to_owned()),
    }
}

/// Missing columns get defaults; a pipeline that nobody knows yet becomes known.
pub(super) fn add_row(portal: &mut Portal, op: &Value) -> Applied {
    let mut row = Status::blank(0);
    for (column, value) in columns(op)? {
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

const CODE_NAMES: [&str; 9] = [
    "codes",
    "code",
    "status_ids",
    "status_id",
    "statusIds",
    "STATUS_IDS",
    "STATUS_ID",
    "statuses",
    "stages",
];

/// Keeps the rows named by id, by code, or by both. With an entity as well, rows of other entities stay.
pub(super) fn keep_only(portal: &mut Portal, op: &Value) -> Applied {
    let kept = any(op, &["keep", "rows"]).map(texts);
    let ids = any(op, &["ids", "IDS", "id", "ID"]).map(texts).or_else(|| kept.clone());
    let codes = any(op, &CODE_NAMES).map(texts).or(kept);
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
