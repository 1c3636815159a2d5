use serde_json::Value;

use super::{Applied, COUNT_NAMES, any, number};
use crate::{
    php,
    portal::{Portal, generate::Generator, items::DEAL},
};

const PIPELINE_NAMES: [&str; 5] = ["category_id", "categoryId", "CATEGORY_ID", "category", "pipeline"];

pub(super) fn put_items(portal: &mut Portal, op: &Value, type_id: Option<u64>) -> Applied {
    let stage = any(op, &["stage", "status", "stageId", "STAGE_ID", "STATUS_ID"]).map(php::string);
    let stage = stage.ok_or("`stage` is missing")?;
    let named = any(op, &["entityTypeId", "entity_type_id", "type"]).map(number);
    let type_id = type_id.or(named).or_else(|| type_of_stage(&stage)).unwrap_or(DEAL);
    let stage = in_pipeline(stage, type_id, any(op, &PIPELINE_NAMES).map_or(0, number));
    let count = any(op, &COUNT_NAMES).map_or(1, number);
    let hidden = op["hidden"] == true || op["visible"] == false;
    portal.items.add(type_id, &stage, count, hidden);
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

#[expect(clippy::unnecessary_wraps, reason = "operations have one signature")]
pub(super) fn add_pipeline(portal: &mut Portal, op: &Value) -> Applied {
    let id = any(op, &["id", "ID"]).or_else(|| any(op, &PIPELINE_NAMES)).map(number).filter(|id| *id > 0);
    portal.add_pipeline(id, any(op, &["name", "NAME"]).map(php::string));
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
    if generator.count > MOST_ROWS || generator.count.saturating_mul(generator.items) > MOST_ITEMS {
        return Err(format!("more than {MOST_ROWS} rows or {MOST_ITEMS} items"));
    }
    generator.run(portal)
}

/// A slip of the finger should not use up the machine.
const MOST_ROWS: u64 = 1_000_000;
const MOST_ITEMS: u64 = 10_000_000;
