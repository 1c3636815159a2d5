use serde_json::{Value, json};

use super::{
    records::{DEAL, INVOICE, LEAD, QUOTE},
    seed::Seed,
    status::Status,
};
use crate::php;

/// The dictionary table and the list of what may be in it (rest-behaviour §1.5, §2.8).
#[derive(Clone, Debug)]
pub(crate) struct Statuses {
    rows: Vec<Status>,
    entity_types: Vec<Value>,
    next_id: u64,
}

impl Statuses {
    pub(crate) fn seeded(seed: &Seed) -> Self {
        let mut rows = seed.rows.clone();
        rows.sort_by_key(|row| row.id);
        Self { rows, entity_types: seed.entity_types.clone(), next_id: seed.next_id }
    }

    /// All rows, in the order of their ids.
    pub(crate) fn rows(&self) -> &[Status] {
        &self.rows
    }

    pub(crate) fn entity_types(&self) -> &[Value] {
        &self.entity_types
    }

    pub(crate) fn entity_type(&self, entity_id: &str) -> Option<&Value> {
        self.entity_types.iter().find(|entity| entity["ID"] == entity_id)
    }

    pub(crate) fn of_entity<'a>(&'a self, entity_id: &'a str) -> impl Iterator<Item = &'a Status> {
        self.rows.iter().filter(move |row| row.entity_id == entity_id)
    }

    pub(crate) fn find(&self, id: u64) -> Option<&Status> {
        self.place(id).ok().and_then(|at| self.rows.get(at))
    }

    pub(crate) fn find_mut(&mut self, id: u64) -> Option<&mut Status> {
        self.place(id).ok().and_then(|at| self.rows.get_mut(at))
    }

    /// Where the row is, or where it belongs.
    fn place(&self, id: u64) -> Result<usize, usize> {
        self.rows.binary_search_by_key(&id, |row| row.id)
    }

    /// Stores a row, under the next free id if it has none yet, and returns the id.
    pub(crate) fn insert(&mut self, mut row: Status) -> u64 {
        if row.id == 0 {
            row.id = self.next_id;
        }
        let id = row.id;
        self.next_id = self.next_id.max(id + 1);
        match self.place(id) {
            Ok(at) => self.rows[at] = row,
            Err(at) => self.rows.insert(at, row),
        }
        id
    }

    pub(crate) fn remove(&mut self, id: u64) {
        if let Ok(at) = self.place(id) {
            self.rows.remove(at);
        }
    }

    pub(crate) fn retain(&mut self, keep: impl FnMut(&Status) -> bool) {
        self.rows.retain(keep);
    }

    /// Adds the stages that a new deal pipeline gets, and its entry among the entity types.
    pub(crate) fn add_pipeline(&mut self, id: u64, name: &str, seed: &Seed) {
        let entity_id = format!("DEAL_STAGE_{id}");
        self.rows.retain(|row| row.entity_id != entity_id);
        self.register(&entity_id, name);
        for stage in &seed.pipeline_stages {
            let mut row = Status::from_json(stage);
            row.entity_id.clone_from(&entity_id);
            row.status_id = format!("C{id}:{}", php::string(&stage["code"]));
            row.category_id = Some(id.to_string());
            row.name_init = if row.system { row.name.clone() } else { String::new() };
            self.insert(row);
        }
    }

    /// Makes a pipeline known to the entity types, unless it is or its code says nothing about a pipeline.
    pub(crate) fn register(&mut self, entity_id: &str, name: &str) {
        if self.entity_type(entity_id).is_some() {
            return;
        }
        let Some((type_id, category)) = pipeline_of(entity_id) else { return };
        let entry = if type_id == 2 {
            deal_pipeline(entity_id, category, name)
        } else {
            dynamic_pipeline(entity_id, type_id, category, name)
        };
        let after_deals = |entity: &Value| php::string(&entity["ID"]).starts_with("DEAL_STAGE");
        let at = match self.entity_types.iter().rposition(after_deals) {
            Some(last) if type_id == 2 => last + 1,
            _ => self.entity_types.len(),
        };
        self.entity_types.insert(at, entry);
    }
}

/// The type of the items that are in the stages of a directory; nothing if it does not hold stages.
pub(crate) fn item_type(entity_id: &str) -> Option<u64> {
    match entity_id {
        "STATUS" => Some(LEAD),
        "DEAL_STAGE" => Some(DEAL),
        "QUOTE_STATUS" => Some(QUOTE),
        "INVOICE_STATUS" => Some(INVOICE),
        _ => pipeline_of(entity_id).map(|(type_id, _)| type_id),
    }
}

/// The item type and the pipeline that an entity id of stages names: `DYNAMIC_1038_STAGE_37` is (1038, 37).
pub(crate) fn pipeline_of(entity_id: &str) -> Option<(u64, u64)> {
    if let Some(category) = entity_id.strip_prefix("DEAL_STAGE_") {
        return Some((DEAL, category.parse().ok()?));
    }
    if let Some(category) = entity_id.strip_prefix("SMART_INVOICE_STAGE_") {
        return Some((31, category.parse().ok()?));
    }
    let (type_id, category) = entity_id.strip_prefix("DYNAMIC_")?.split_once("_STAGE_")?;
    Some((type_id.parse().ok()?, category.parse().ok()?))
}

fn deal_pipeline(entity_id: &str, category: u64, name: &str) -> Value {
    json!({
        "ID": entity_id,
        "NAME": format!("Deal Stage ({name})"),
        "SEMANTIC_INFO": {
            "START_FIELD": format!("C{category}:NEW"),
            "FINAL_SUCCESS_FIELD": format!("C{category}:WON"),
            "FINAL_UNSUCCESS_FIELD": format!("C{category}:LOSE"),
            "FINAL_SORT": 0,
        },
        "PREFIX": format!("C{category}"),
        "FIELD_ATTRIBUTE_SCOPE": format!("category_{category}"),
        "ENTITY_TYPE_ID": 2,
        "CATEGORY_ID": category.to_string(),
    })
}

fn dynamic_pipeline(entity_id: &str, type_id: u64, category: u64, name: &str) -> Value {
    json!({
        "ID": entity_id,
        "NAME": name,
        "SEMANTIC_INFO": [],
        "PREFIX": format!("DT{type_id}_{category}"),
        "FIELD_ATTRIBUTE_SCOPE": format!("category_{category}"),
        "ENTITY_TYPE_ID": type_id,
        "IS_ENABLED": true,
        "CATEGORY_ID": category,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entity_ids_of_stages_name_their_pipeline() {
        assert_eq!(pipeline_of("DEAL_STAGE_5"), Some((2, 5)));
        assert_eq!(pipeline_of("SMART_INVOICE_STAGE_3"), Some((31, 3)));
        assert_eq!(pipeline_of("DYNAMIC_1038_STAGE_37"), Some((1038, 37)));
        assert_eq!(pipeline_of("DEAL_STAGE"), None);
        assert_eq!(pipeline_of("SOURCE"), None);
    }

    #[test]
    fn a_new_pipeline_has_eight_stages_and_an_entry() {
        let seed = Seed::built_in().unwrap();
        let mut statuses = Statuses::seeded(&seed);
        statuses.add_pipeline(5, "Repairs", &seed);
        let codes: Vec<_> = statuses.of_entity("DEAL_STAGE_5").map(|row| row.status_id.as_str()).collect();
        assert_eq!(codes.len(), 8);
        assert_eq!((codes[0], codes[5]), ("C5:NEW", "C5:WON"));
        assert_eq!(statuses.entity_type("DEAL_STAGE_5").unwrap()["PREFIX"], "C5");
        assert_eq!(statuses.find(773).unwrap().category_id.as_deref(), Some("5"));
    }
}
