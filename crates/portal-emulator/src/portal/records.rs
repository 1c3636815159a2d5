use std::{collections::HashMap, sync::Arc};

use crate::clock::Moment;

pub(crate) mod change;
pub(crate) mod field;
pub(crate) mod layout;
pub(crate) mod phase;
pub(crate) mod record;
pub(crate) mod table;

use phase::Phase;
use record::{Record, Values};
use table::Table;

/// The record type of leads.
pub(crate) const LEAD: u64 = 1;
/// The record type of deals.
pub(crate) const DEAL: u64 = 2;
/// The record type of contacts.
pub(crate) const CONTACT: u64 = 3;
/// The record type of companies.
pub(crate) const COMPANY: u64 = 4;
/// The record type of old invoices.
pub(crate) const INVOICE: u64 = 5;
/// The record type of estimates.
pub(crate) const QUOTE: u64 = 7;
/// The record type of invoices.
pub(crate) const SMART_INVOICE: u64 = 31;

/// Whether a record type is a smart process. Their numbers start at 128.
pub(crate) fn is_dynamic(type_id: u64) -> bool {
    type_id >= 128
}

/// The pipeline that a stage's prefix names: `C5:NEW` and `DT1038_5:NEW` are in 5.
pub(crate) fn category_of(stage: &str) -> u64 {
    let Some((prefix, _)) = stage.split_once(':') else { return 0 };
    let digits = prefix.rsplit(|letter: char| !letter.is_ascii_digit()).next();
    digits.and_then(|digits| digits.parse().ok()).unwrap_or(0)
}

/// All records of the portal, a table for each type.
#[derive(Clone, Debug, Default)]
pub(crate) struct Records {
    tables: HashMap<u64, Table>,
}

impl Records {
    /// Puts so many new records into a stage. One call for many records is cheap: they share what they have in
    /// common.
    pub(crate) fn fill(&mut self, type_id: u64, phase: &Phase, lot: &Lot) {
        let prototype = Record {
            id: 0,
            stage: Arc::from(phase.code.as_str()),
            category: phase.category,
            semantics: phase.semantics,
            hidden: lot.hidden,
            created: Moment::now(),
            values: Arc::new(lot.values.clone()),
        };
        self.tables.entry(type_id).or_default().add(&prototype, lot.count);
    }

    /// How many records there are, of all types.
    pub(crate) fn count(&self) -> u64 {
        self.tables.values().map(Table::count).sum()
    }

    pub(crate) fn table(&self, type_id: u64) -> Option<&Table> {
        self.tables.get(&type_id)
    }

    pub(crate) fn table_mut(&mut self, type_id: u64) -> Option<&mut Table> {
        self.tables.get_mut(&type_id)
    }

    /// A record, whoever may read it.
    pub(crate) fn find(&self, type_id: u64, id: u64) -> Option<&Record> {
        self.table(type_id)?.find(id)
    }

    /// Whether a stage has records, whoever may read them.
    pub(crate) fn occupies(&self, type_id: u64, stage: &str) -> bool {
        self.table(type_id).is_some_and(|table| table.occupies(stage))
    }
}

/// How many records are made at once, and what they have in common.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lot {
    pub(crate) count: u64,
    pub(crate) hidden: bool,
    pub(crate) values: Values,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stage_names_the_pipeline() {
        assert_eq!(
            (category_of("NEW"), category_of("C5:NEW"), category_of("DT1038_37:PREPARATION")),
            (0, 5, 37)
        );
    }
}
