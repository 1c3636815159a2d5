use serde_json::Value;

use super::{Applied, COUNT_NAMES, any, number};
use crate::{
    php,
    portal::{
        Portal,
        generate::Generator,
        pipelines::has_pipelines,
        records::{COMPANY, CONTACT, DEAL, is_dynamic},
    },
};

const TYPE_NAMES: [&str; 3] = ["entityTypeId", "entity_type_id", "type"];

const PIPELINE_NAMES: [&str; 5] = ["category_id", "categoryId", "CATEGORY_ID", "category", "pipeline"];

pub(super) fn put_items(portal: &mut Portal, op: &Value, type_id: Option<u64>) -> Applied {
    let stage = any(op, &["stage", "status", "stageId", "STAGE_ID", "STATUS_ID"]).map(php::string);
    let type_id = type_id.or_else(|| any(op, &TYPE_NAMES).map(number));
    let has_no_stages = matches!(type_id, Some(CONTACT | COMPANY));
    let stage = stage.or(has_no_stages.then(String::new)).ok_or("`stage` is missing")?;
    let type_id = type_id.or_else(|| type_of_stage(&stage)).unwrap_or(DEAL);
    let stage = in_pipeline(stage, type_id, any(op, &PIPELINE_NAMES).map_or(0, number));
    let count = any(op, &COUNT_NAMES).map_or(1, number);
    let hidden = op["hidden"] == true || op["visible"] == false;
    check_room(portal, 0, count)?;
    portal.fill(type_id, &stage, count, hidden, any(op, &["fields", "set"]).unwrap_or(&Value::Null));
    Ok(())
}

/// A deal stage given without the prefix of its pipeline gets it.
fn in_pipeline(stage: String, type_id: u64, pipeline: u64) -> String {
    if type_id == DEAL && pipeline > 0 && !stage.contains(':') {
        format!("C{pipeline}:{stage}")
    } else {
        stage
    }
}

/// The item type that a stage's prefix names: `DT1038_37:NEW` belongs to 1038.
fn type_of_stage(stage: &str) -> Option<u64> {
    stage.strip_prefix("DT")?.split('_').next()?.parse().ok()
}

/// A pipeline of deals, unless another type is named.
pub(super) fn add_pipeline(portal: &mut Portal, op: &Value) -> Applied {
    let type_id = any(op, &TYPE_NAMES).map_or(DEAL, number);
    if !has_pipelines(type_id) {
        return Err(format!("records of type {type_id} have no pipelines"));
    }
    let id = any(op, &["id", "ID"]).or_else(|| any(op, &PIPELINE_NAMES)).map(number).filter(|id| *id > 0);
    portal.add_pipeline_of(type_id, id, any(op, &["name", "NAME"]).map(php::string));
    Ok(())
}

/// A smart process with its first pipeline.
pub(super) fn add_type(portal: &mut Portal, op: &Value) -> Applied {
    let type_id = any(op, &TYPE_NAMES).or_else(|| any(op, &["id", "ID"])).map_or(0, number);
    if !is_dynamic(type_id) {
        return Err("`entityTypeId` must be 128 or more".to_owned());
    }
    let title = any(op, &["title", "name"]).map_or_else(|| format!("Smart process {type_id}"), php::string);
    portal.add_smart_type(type_id, &title);
    Ok(())
}

/// Fills a directory with made-up rows, and its new stages with items.
pub(super) fn generate(portal: &mut Portal, op: &Value) -> Applied {
    let entity_id = any(op, &["entity", "entity_id", "entityId", "ENTITY_ID"]).map(php::string);
    let generator = Generator {
        entity_id: entity_id.ok_or("`entity` is missing")?,
        count: any(op, &COUNT_NAMES).map_or(1, number),
        seed: php::get(op, "seed").map_or(1, number),
        items: any(op, &["items", "per_stage"]).map_or(0, number),
    };
    check_room(portal, generator.count, generator.count.saturating_mul(generator.items))?;
    generator.run(portal)
}

/// How much a portal holds: a slip of the finger should not use up the machine.
const MOST_ROWS: u64 = 200_000;
const MOST_ITEMS: u64 = 2_000_000;

fn check_room(portal: &Portal, rows: u64, items: u64) -> Applied {
    let all_rows = rows.saturating_add(portal.statuses.rows().len() as u64);
    let all_items = items.saturating_add(portal.records.count());
    if all_rows > MOST_ROWS || all_items > MOST_ITEMS {
        return Err(format!("a portal holds at most {MOST_ROWS} rows and {MOST_ITEMS} items"));
    }
    Ok(())
}
