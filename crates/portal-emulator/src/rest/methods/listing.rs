use serde_json::Value;

use super::{Answer, Portal};
use crate::{
    php,
    portal::records::{
        field::{Field, Origin},
        layout::Layout,
        record::Record,
        table::Table,
    },
};

pub(super) mod condition;

use condition::{Condition, compare};

/// How many records a page has.
pub(super) const PAGE: usize = 50;

/// What a list of records asks for.
#[derive(Debug)]
pub(super) struct Listing {
    pub(super) type_id: u64,
    pub(super) layout: &'static Layout,
    pub(super) conditions: Vec<(&'static Field, Condition)>,
    /// The fields, and whether they descend.
    pub(super) order: Vec<(&'static Field, bool)>,
    /// Where the page starts; a negative start is a page that is not counted (rest-behaviour §8).
    pub(super) start: i64,
}

/// Whether an order descends: whatever does not say `ASC` does (rest-behaviour §2.1).
pub(super) fn descends(way: &Value) -> bool {
    !php::string(way).eq_ignore_ascii_case("asc")
}

/// How many rows stand before the page.
pub(super) fn skipped(start: i64) -> usize {
    usize::try_from(start).unwrap_or(0)
}

/// A page of so many found, with the start of the next one; a negative start is not counted (rest-behaviour §8).
pub(super) fn paged(start: i64, rows: Vec<Value>, found: usize) -> Answer {
    let result = Value::Array(rows);
    if start < 0 {
        return Answer { result, next: None, total: Some(0) };
    }
    let more = found > skipped(start) + PAGE;
    Answer { result, next: more.then(|| start + 50), total: Some(found as u64) }
}

impl Listing {
    /// The rows of the page, printed, with the total and the start of the next page.
    pub(super) fn answer(&self, portal: &Portal, print: impl Fn(&Record) -> Value) -> Answer {
        let (rows, found) = match portal.records.table(self.type_id) {
            Some(table) => self.page(table),
            None => (Vec::new(), 0),
        };
        paged(self.start, rows.into_iter().map(print).collect(), found)
    }

    fn skipped(&self) -> usize {
        skipped(self.start)
    }

    /// The page and the number of all records that fit. Where only the stage is asked for, nothing but the page is
    /// looked at, however many records there are.
    fn page<'a>(&self, table: &'a Table) -> (Vec<&'a Record>, usize) {
        let pinned = self.conditions.iter().position(|(field, condition)| {
            field.origin == Origin::Stage && condition.one_of().is_some_and(|codes| codes.len() == 1)
        });
        let stage = pinned.and_then(|at| self.conditions[at].1.one_of()?.first());
        let by_id = self.order.first().is_none_or(|(field, _)| field.origin == Origin::Id);
        if self.conditions.len() == usize::from(stage.is_some()) && by_id {
            return match stage {
                Some(stage) => (self.cut(table.visible_in(stage)), table.count_in(stage)),
                None => (self.cut(table.visible()), table.visible_count()),
            };
        }
        let mut found: Vec<_> = match stage {
            Some(stage) => table.visible_in(stage).filter(|record| self.admits(record)).collect(),
            None => table.visible().filter(|record| self.admits(record)).collect(),
        };
        let total = found.len();
        if by_id {
            return (self.cut(found.into_iter()), total);
        }
        self.sort(&mut found);
        (found.into_iter().skip(self.skipped()).take(PAGE).collect(), total)
    }

    /// The page out of records in the order of their ids.
    fn cut<'a>(&self, records: impl DoubleEndedIterator<Item = &'a Record>) -> Vec<&'a Record> {
        if self.order.first().is_some_and(|(_, descending)| *descending) {
            records.rev().skip(self.skipped()).take(PAGE).collect()
        } else {
            records.skip(self.skipped()).take(PAGE).collect()
        }
    }

    fn admits(&self, record: &Record) -> bool {
        self.conditions
            .iter()
            .all(|(field, condition)| condition.admits(record.value(self.layout, field).as_deref()))
    }

    /// Equal records stay in the order of their ids.
    fn sort(&self, records: &mut [&Record]) {
        records.sort_by(|a, b| {
            let ways = self.order.iter().map(|(field, descending)| {
                let value = |record: &Record| {
                    record.value(self.layout, field).map(|value| value.to_lowercase()).unwrap_or_default()
                };
                let ordering = compare(&value(a), &value(b), field.is_numeric());
                if *descending { ordering.reverse() } else { ordering }
            });
            ways.fold(std::cmp::Ordering::Equal, std::cmp::Ordering::then)
        });
    }
}
