use super::{DEAL, LEAD, QUOTE, SMART_INVOICE, is_dynamic};
use crate::portal::{status::Status, statuses::Statuses};

/// A stage as a record sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Phase {
    pub(crate) code: String,
    pub(crate) category: u64,
    /// `P`, `S` or `F`; empty for a stage that is not in the pipeline's dictionary.
    ///
    /// That is what the server stores (`CCrmDeal::Update` of bitrix24-core-corp @00b2f78d: `UNDEFINED` unless
    /// `IsStageExists(STAGE_ID, CATEGORY_ID)`); it does not refuse the code.
    pub(crate) semantics: &'static str,
    /// Whether records of the pipeline begin here.
    pub(crate) first: bool,
}

impl Phase {
    pub(crate) fn find(statuses: &Statuses, type_id: u64, category: u64, code: &str) -> Self {
        let entity_id = dictionary(type_id, category).unwrap_or_default();
        let rows: Vec<_> = statuses.of_entity(&entity_id).collect();
        let row = rows.iter().find(|row| row.status_id.eq_ignore_ascii_case(code));
        Self {
            code: code.to_owned(),
            category,
            semantics: row.map_or("", |row| semantics(row, &rows, type_id)),
            first: row.is_some_and(|row| rows.iter().all(|other| other.sort >= row.sort)),
        }
    }

    pub(crate) fn is_known(&self) -> bool {
        !self.semantics.is_empty()
    }

    /// Whether the stage ends the process.
    pub(crate) fn is_final(&self) -> bool {
        matches!(self.semantics, "S" | "F")
    }

    /// The stage in which records of a pipeline begin.
    pub(crate) fn first_of(statuses: &Statuses, type_id: u64, category: u64) -> Option<Self> {
        let entity_id = dictionary(type_id, category)?;
        let first = statuses.of_entity(&entity_id).min_by_key(|row| row.sort)?;
        Some(Self::find(statuses, type_id, category, &first.status_id))
    }
}

/// The dictionary with the stages of a pipeline; contacts and companies have no stages.
pub(crate) fn dictionary(type_id: u64, category: u64) -> Option<String> {
    match (type_id, category) {
        (LEAD, _) => Some("STATUS".to_owned()),
        (QUOTE, _) => Some("QUOTE_STATUS".to_owned()),
        (DEAL, 0) => Some("DEAL_STAGE".to_owned()),
        (DEAL, category) => Some(format!("DEAL_STAGE_{category}")),
        (SMART_INVOICE, category) => Some(format!("SMART_INVOICE_STAGE_{category}")),
        _ if is_dynamic(type_id) => Some(format!("DYNAMIC_{type_id}_STAGE_{category}")),
        _ => None,
    }
}

/// What the older types mean by a stage depends on its place, too: whatever comes after success is a failure
/// (rest-behaviour §1.5).
fn semantics(row: &Status, rows: &[&Status], type_id: u64) -> &'static str {
    match row.semantics.as_deref() {
        Some("S") => "S",
        Some("F") => "F",
        _ if type_id == SMART_INVOICE || is_dynamic(type_id) => "P",
        _ => {
            let success = rows.iter().find(|row| row.semantics.as_deref() == Some("S"));
            if row.sort > success.map_or(-1, |row| row.sort) { "F" } else { "P" }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::portal::seed::Seed;

    #[test]
    fn a_stage_means_what_its_dictionary_says() {
        let statuses = Statuses::seeded(&Seed::built_in().unwrap());
        let meaning = |type_id, code| Phase::find(&statuses, type_id, 0, code).semantics;
        assert_eq!((meaning(DEAL, "NEW"), meaning(DEAL, "WON"), meaning(DEAL, "APOLOGY")), ("P", "S", "F"));
        assert_eq!((meaning(LEAD, "CONVERTED"), meaning(QUOTE, "DECLAINED")), ("S", "F"));
        assert_eq!((meaning(DEAL, "C5:NEW"), meaning(DEAL, "NOWHERE")), ("", ""));
        let first = Phase::first_of(&statuses, DEAL, 0).unwrap();
        assert_eq!((first.code.as_str(), first.first, first.is_final()), ("NEW", true, false));
    }

    #[test]
    fn what_comes_after_success_is_a_failure() {
        let mut statuses = Statuses::seeded(&Seed::built_in().unwrap());
        let row = statuses.rows().iter().find(|row| row.status_id == "EXECUTING").unwrap().id;
        statuses.find_mut(row).unwrap().sort = 1000;
        assert_eq!(Phase::find(&statuses, DEAL, 0, "EXECUTING").semantics, "F");
    }
}
