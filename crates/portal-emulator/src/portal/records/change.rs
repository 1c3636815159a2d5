use std::sync::Arc;

use serde_json::Value;

use super::{
    DEAL, LEAD, Lot, QUOTE, category_of,
    field::{Field, Origin},
    is_dynamic,
    layout::Layout,
    phase::Phase,
    record::Values,
};
use crate::{
    clock::Moment,
    php,
    portal::{Portal, user::User},
};

/// What an update writes into a record.
#[derive(Debug, Default)]
pub(crate) struct Change {
    pub(crate) values: Values,
    /// The stage asked for.
    pub(crate) stage: Option<String>,
    /// The pipeline asked for.
    pub(crate) category: Option<u64>,
}

impl Change {
    /// Sorts given values by where they belong. A field that may not be written, or an empty stage or title, is
    /// dropped without a word (rest-behaviour §1.3).
    pub(crate) fn read<'a>(given: impl Iterator<Item = (&'static Field, &'a Value)>) -> Self {
        let mut change = Self::default();
        for (field, value) in given.filter(|(field, _)| field.writable) {
            let stored = field.stored(value);
            match field.origin {
                Origin::Stage | Origin::Title if stored.trim().is_empty() => {}
                Origin::Stage => change.stage = Some(stored),
                Origin::Category => change.category = stored.parse().ok(),
                _ => {
                    change.values.insert(field.name, stored);
                }
            }
        }
        change
    }
}

impl Portal {
    /// Puts so many new records into a stage; the values may have the names of the older methods or of
    /// `crm.item.*`.
    pub(crate) fn fill(&mut self, type_id: u64, stage: &str, count: u64, hidden: bool, fields: &Value) {
        if is_dynamic(type_id) {
            self.smart_types.ensure(type_id);
        }
        let phase = Phase::find(&self.statuses, type_id, category_of(stage), stage);
        let mut values = consequences(type_id, &phase);
        if let Some(layout) = Layout::of(type_id) {
            let given = php::entries(fields);
            let known = given.iter().filter_map(|(name, value)| {
                let field = layout.field(name).or_else(|| layout.item_field(name))?;
                Some((field.name, field.stored(value)))
            });
            values.extend(known);
        }
        self.records.fill(type_id, &phase, &Lot { count, hidden, values });
    }

    /// Writes a change into a record that exists.
    pub(crate) fn change(&mut self, type_id: u64, id: u64, change: Change, by: User) {
        let Some(record) = self.records.find(type_id, id) else { return };
        let (stage, category) = (record.stage.to_string(), record.category);
        let mut values = change.values;
        values.insert("MODIFY_BY_ID", by.id().to_string());
        values.insert("DATE_MODIFY", Moment::now().iso());
        let target = change.stage.unwrap_or_else(|| stage.clone());
        let target_category = change.category.unwrap_or(category);
        let moved = target != stage || target_category != category;
        let phase = moved.then(|| Phase::find(&self.statuses, type_id, target_category, &target));
        if let Some(phase) = &phase {
            values.extend(consequences(type_id, phase));
            values.insert("MOVED_BY_ID", by.id().to_string());
            values.insert("MOVED_TIME", Moment::now().iso());
            values.insert("PREVIOUS_STAGE_ID", stage);
        }
        let Some(table) = self.records.table_mut(type_id) else { return };
        if let Some(record) = table.find_mut(id) {
            Arc::make_mut(&mut record.values).extend(values);
            if let Some(phase) = &phase {
                (record.category, record.semantics) = (phase.category, phase.semantics);
            }
        }
        if let Some(phase) = &phase {
            table.relocate(id, &phase.code);
        }
    }
}

/// The fields that follow from the stage and cannot be written (`CCrmDeal::Update`: `CLOSED`, `IS_NEW`).
fn consequences(type_id: u64, phase: &Phase) -> Values {
    let flag = |set: bool| if set { "Y" } else { "N" }.to_owned();
    match type_id {
        DEAL => Values::from([("CLOSED", flag(phase.is_final())), ("IS_NEW", flag(phase.first))]),
        QUOTE => Values::from([("CLOSED", flag(phase.is_final()))]),
        LEAD if phase.is_final() => Values::from([("DATE_CLOSED", Moment::now().iso())]),
        LEAD => Values::from([("DATE_CLOSED", String::new())]),
        _ => Values::new(),
    }
}
