use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use super::record::Record;

/// The records of one type in the order of their ids, which are 1, 2, 3 and so on, with an index of their stages:
/// counting the records of a stage looks at none of them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    records: Vec<Record>,
    /// By the code in upper case, as the database compares without regard to it (rest-behaviour §12.3).
    stages: HashMap<String, Occupants>,
    visible: usize,
}

/// Who is in a stage.
#[derive(Clone, Debug, Default)]
struct Occupants {
    visible: BTreeSet<u64>,
    hidden: usize,
}

impl Occupants {
    fn enter(&mut self, record: &Record) {
        if record.hidden {
            self.hidden += 1;
        } else {
            self.visible.insert(record.id);
        }
    }

    fn leave(&mut self, record: &Record) {
        if record.hidden {
            self.hidden -= 1;
        } else {
            self.visible.remove(&record.id);
        }
    }
}

impl Table {
    /// Adds so many copies of a record under ids of their own.
    pub(crate) fn add(&mut self, prototype: &Record, count: u64) {
        let occupants = self.stages.entry(prototype.stage.to_uppercase()).or_default();
        for _ in 0..count {
            let record = Record { id: self.records.len() as u64 + 1, ..prototype.clone() };
            occupants.enter(&record);
            self.visible += usize::from(!record.hidden);
            self.records.push(record);
        }
    }

    pub(crate) fn find(&self, id: u64) -> Option<&Record> {
        self.records.get(usize::try_from(id.checked_sub(1)?).ok()?)
    }

    pub(crate) fn find_mut(&mut self, id: u64) -> Option<&mut Record> {
        self.records.get_mut(usize::try_from(id.checked_sub(1)?).ok()?)
    }

    /// Puts a record into another stage.
    pub(crate) fn relocate(&mut self, id: u64, stage: &str) {
        let at = usize::try_from(id).ok().and_then(|id| id.checked_sub(1));
        let Some(record) = at.and_then(|at| self.records.get_mut(at)) else { return };
        if let Some(occupants) = self.stages.get_mut(&record.stage.to_uppercase()) {
            occupants.leave(record);
        }
        record.stage = Arc::from(stage);
        self.stages.entry(stage.to_uppercase()).or_default().enter(record);
    }

    /// Whether a stage has records, whoever may read them.
    pub(crate) fn occupies(&self, stage: &str) -> bool {
        let occupants = self.stages.get(&stage.to_uppercase());
        occupants.is_some_and(|occupants| occupants.hidden > 0 || !occupants.visible.is_empty())
    }

    /// How many records there are, whoever may read them.
    pub(crate) fn count(&self) -> u64 {
        self.records.len() as u64
    }

    /// How many records can be read.
    pub(crate) fn visible_count(&self) -> usize {
        self.visible
    }

    /// How many records of a stage can be read.
    pub(crate) fn count_in(&self, stage: &str) -> usize {
        self.stages.get(&stage.to_uppercase()).map_or(0, |occupants| occupants.visible.len())
    }

    /// The records that can be read.
    pub(crate) fn visible(&self) -> impl DoubleEndedIterator<Item = &Record> {
        self.records.iter().filter(|record| !record.hidden)
    }

    /// The records of a stage that can be read.
    pub(crate) fn visible_in(&self, stage: &str) -> impl DoubleEndedIterator<Item = &Record> {
        let ids = self.stages.get(&stage.to_uppercase()).map(|occupants| occupants.visible.iter());
        ids.into_iter().flatten().filter_map(|id| self.find(*id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Moment;

    fn in_stage(stage: &str, hidden: bool) -> Record {
        Record {
            id: 0,
            stage: Arc::from(stage),
            category: 0,
            semantics: "P",
            hidden,
            created: Moment::now(),
            values: Arc::default(),
        }
    }

    #[test]
    fn the_index_follows_every_move() {
        let mut table = Table::default();
        table.add(&in_stage("NEW", false), 3);
        table.add(&in_stage("NEW", true), 1);
        assert_eq!((table.count_in("new"), table.visible_count()), (3, 3));
        table.relocate(2, "WON");
        table.relocate(2, "WON");
        table.relocate(9, "WON");
        assert_eq!((table.count_in("NEW"), table.count_in("WON")), (2, 1));
        let ids: Vec<_> = table.visible_in("NEW").rev().map(|record| record.id).collect();
        assert_eq!(ids, [3, 1]);
        for id in [1, 3] {
            table.relocate(id, "WON");
        }
        assert_eq!((table.count_in("NEW"), table.occupies("NEW")), (0, true));
        table.relocate(4, "LOSE");
        assert_eq!((table.occupies("NEW"), table.occupies("LOSE"), table.count_in("LOSE")), (false, true, 0));
    }

    #[test]
    fn there_is_no_record_zero() {
        let mut table = Table::default();
        table.add(&in_stage("NEW", false), 1);
        assert!(table.find(0).is_none() && table.find(2).is_none() && table.find(u64::MAX).is_none());
        assert_eq!(table.find(1).map(|record| record.id), Some(1));
    }
}
