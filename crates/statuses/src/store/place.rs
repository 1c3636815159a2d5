//! Where a row stands among its neighbours, and the `SORT` values that say so (ux §6.4).

use crate::status::{Group, Status, StatusId};
use std::rc::Rc;

/// A place in a group, told by the neighbours: it still means something when others have moved meanwhile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The group, which a row never leaves: its semantics cannot change (rest-behaviour §3.2).
    pub group: Group,
    /// The row before it; none at the start.
    pub after: Option<StatusId>,
    /// The row behind it; none at the end.
    pub before: Option<StatusId>,
}

impl Place {
    /// Behind all rows of a group.
    #[must_use]
    pub fn at_end(group: Group) -> Self {
        Self { group, after: None, before: None }
    }

    /// The place a row has in an arranged list.
    #[must_use]
    pub fn of(id: StatusId, rows: &[Rc<Status>]) -> Option<Self> {
        let at = rows.iter().position(|row| row.id == id)?;
        let group = rows[at].group;
        let same = |row: Option<&Rc<Status>>| row.filter(|row| row.group == group).map(|row| row.id);
        let after = at.checked_sub(1).and_then(|before| same(rows.get(before)));
        Some(Self { group, after, before: same(rows.get(at + 1)) })
    }

    /// The place of a row after `steps` towards the end, or the start if negative; none if it is as far as it
    /// goes.
    #[must_use]
    pub fn beside(id: StatusId, steps: isize, rows: &[Rc<Status>]) -> Option<Self> {
        let group = rows.iter().find(|row| row.id == id)?.group;
        let mates: Vec<_> = rows.iter().filter(|row| row.group == group).map(|row| row.id).collect();
        let from = mates.iter().position(|mate| *mate == id)?;
        let to = from.saturating_add_signed(steps).min(mates.len() - 1);
        if to == from {
            return None;
        }
        let others: Vec<_> = mates.into_iter().filter(|mate| *mate != id).collect();
        let after = to.checked_sub(1).map(|before| others[before]);
        Some(Self { group, after, before: others.get(to).copied() })
    }

    /// Puts a row there. A neighbour that is gone is made up for by the other one, else by the group's end.
    pub(super) fn put(&self, row: Rc<Status>, rows: &mut Vec<Rc<Status>>) {
        rows.retain(|other| other.id != row.id);
        let find = |id: Option<StatusId>| {
            let id = id?;
            rows.iter().position(|other| other.id == id && other.group == self.group)
        };
        let at = find(self.after)
            .map(|at| at + 1)
            .or_else(|| find(self.before))
            .unwrap_or_else(|| rows.partition_point(|other| other.group <= self.group));
        rows.insert(at, row);
    }

    /// Whether a row is there already.
    pub(super) fn holds(&self, id: StatusId, rows: &[Rc<Status>]) -> bool {
        let Some(row) = rows.iter().find(|row| row.id == id) else { return false };
        let mut moved = rows.to_vec();
        self.put(Rc::clone(row), &mut moved);
        moved.iter().zip(rows).all(|(new, old)| new.id == old.id)
    }
}

/// The `SORT` values that have to be written so that the portal orders its rows like this list, in an order of
/// writing that never breaks "in progress before success before failed" half-way.
///
/// Rows before `first`, the group in which something moved, are left alone. As many of the others as possible
/// keep their value; new rows come with zero. No value is below 1: the portal would make it 10
/// (rest-behaviour §3.2).
pub(super) fn resort(rows: &[Rc<Status>], first: Group) -> Vec<(StatusId, i64)> {
    let start = rows.partition_point(|row| row.group < first);
    let floor = rows[..start].iter().map(|row| row.sort).max().unwrap_or(0).max(0);
    let rows = &rows[start..];
    let old: Vec<i64> = rows.iter().map(|row| row.sort).collect();
    let new = ascending(&old, floor);
    let changed = |at: &usize| new[*at] != old[*at];
    let raised = (0..rows.len()).rev().filter(|at| changed(at) && new[*at] > old[*at] && old[*at] != 0);
    let lowered = (0..rows.len()).filter(|at| changed(at) && (new[*at] < old[*at] || old[*at] == 0));
    raised.chain(lowered).map(|at| (rows[at].id, new[at])).collect()
}

/// The values made strictly ascending above `floor`, as many as possible of them kept.
fn ascending(values: &[i64], floor: i64) -> Vec<i64> {
    const STEP: i64 = 10;
    let kept = longest_ascending(values, floor);
    let mut out = values.to_vec();
    let mut low = floor;
    let mut at = 0;
    let mut kept = kept.into_iter().peekable();
    while at < values.len() {
        // The next value to keep that leaves room for those before it.
        let (to, high) = loop {
            let Some(&next) = kept.peek() else { break (values.len(), None) };
            let room = values[next] - low - 1;
            if usize::try_from(room).is_ok_and(|room| room >= next - at) {
                break (next, Some(values[next]));
            }
            kept.next();
        };
        let count = i64::try_from(to - at).unwrap_or(i64::MAX);
        for (nth, slot) in (1..).zip(&mut out[at..to]) {
            *slot = match high {
                Some(high) => low + (high - low) * nth / (count + 1),
                None => (low / STEP + nth) * STEP,
            };
        }
        let Some(high) = high else { break };
        kept.next();
        (low, at) = (high, to + 1);
    }
    out
}

/// Where a longest strictly ascending choice of the values above `floor` stands.
fn longest_ascending(values: &[i64], floor: i64) -> Vec<usize> {
    let mut ends: Vec<usize> = Vec::new();
    let mut before = vec![None; values.len()];
    for (at, value) in values.iter().enumerate().filter(|(_, value)| **value > floor) {
        let length = ends.partition_point(|end| values[*end] < *value);
        before[at] = length.checked_sub(1).map(|last| ends[last]);
        ends.truncate(ends.len().max(length + 1));
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut chosen: Vec<_> = std::iter::successors(ends.last().copied(), |at| before[*at]).collect();
    chosen.reverse();
    chosen
}
