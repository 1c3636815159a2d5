//! The rows of the list that are shown, in their order.

use statuses::{Editor, Group, Lift, StatusId};
use std::ops::Range;

/// The rows that a search leaves, and where they stand in the whole list.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Rows {
    ids: Vec<StatusId>,
    /// The place of each in the whole list, if some are left out.
    places: Option<Vec<usize>>,
    /// Where each group begins, and the last one ends: among those that are shown, and in the whole list.
    starts: [usize; 4],
    firsts: [usize; 4],
}

impl Rows {
    /// Those of `shown`, which is sorted, or all; while one is in the hand, the others of its group keep still.
    pub(super) fn new(editor: &Editor, shown: Option<&[StatusId]>, lift: Option<&Lift>) -> Self {
        let mut rows = Self { places: shown.map(|_| Vec::new()), ..Self::default() };
        for group in Group::ALL {
            let mut ids: Vec<_> = editor.lineup().in_group(group).collect();
            if let Some(lift) = lift.filter(|lift| lift.group == group) {
                lift.keep_order(&mut ids);
            }
            let (at, first) = (group as usize, rows.firsts[group as usize]);
            rows.firsts[at + 1] = first + ids.len();
            match (shown, &mut rows.places) {
                (Some(shown), Some(places)) => {
                    let seen = ids.iter().zip(first..).filter(|(id, _)| shown.binary_search(id).is_ok());
                    for (id, place) in seen {
                        rows.ids.push(*id);
                        places.push(place);
                    }
                }
                _ => rows.ids.append(&mut ids),
            }
            rows.starts[at + 1] = rows.ids.len();
        }
        rows
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.ids.len()
    }

    /// All of them.
    pub(super) fn ids(&self) -> &[StatusId] {
        &self.ids
    }

    /// Those of a group, by where they are in the list.
    pub(super) fn of(&self, group: Group) -> Range<usize> {
        self.starts[group as usize]..self.starts[group as usize + 1]
    }

    /// How many rows a group has, with those that are left out.
    pub(super) fn count(&self, group: Group) -> usize {
        self.firsts[group as usize + 1] - self.firsts[group as usize]
    }

    /// Where a row is in the list.
    pub(super) fn find(&self, id: StatusId) -> Option<usize> {
        self.ids.iter().position(|it| *it == id)
    }

    /// The place in its group of the row that is at `at`, and its place in the whole list, both from zero.
    pub(super) fn place(&self, at: usize, group: Group) -> (usize, usize) {
        let place = self.places.as_ref().map_or(at, |places| places[at]);
        (place - self.firsts[group as usize], place)
    }
}
