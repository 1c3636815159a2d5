//! Where a row stands among its neighbours, and the `SORT` values that say so (ux §6.4).

use crate::status::{Group, Index, Status, StatusId};
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

    /// The place of the row that stands at `at` in an arranged list.
    pub(super) fn at(at: usize, rows: &[Rc<Status>]) -> Self {
        let group = rows[at].group;
        let same = |row: Option<&Rc<Status>>| row.filter(|row| row.group == group).map(|row| row.id);
        let after = at.checked_sub(1).and_then(|before| same(rows.get(before)));
        Self { group, after, before: same(rows.get(at + 1)) }
    }
}

/// The fewest moves that bring a group into a wanted order, from top to bottom: the rows of a longest run that is
/// in order already stay. Rows that `order` does not name stay behind the row they are behind now.
#[must_use]
pub fn moves(rows: &[Rc<Status>], group: Group, order: &[StatusId]) -> Vec<(StatusId, Place)> {
    let start = rows.partition_point(|row| row.group < group);
    let mates = &rows[start..rows.partition_point(|row| row.group <= group)];
    let (old, named) = (Index::of(mates), Index::new(order.iter().copied()));
    let mut wanted: Vec<usize> = Vec::with_capacity(mates.len());
    let unnamed = |from: usize| (from..mates.len()).take_while(|at| named.find(mates[*at].id).is_none());
    wanted.extend(unnamed(0));
    for at in order.iter().filter_map(|id| old.find(*id)) {
        wanted.push(at);
        wanted.extend(unnamed(at + 1));
    }
    // Named twice counts once.
    let mut seen = vec![false; mates.len()];
    wanted.retain(|at| !std::mem::replace(&mut seen[*at], true));
    let values: Vec<i64> = wanted.iter().map(|at| i64::try_from(*at + 1).unwrap_or(i64::MAX)).collect();
    let mut kept = longest_ascending(&values, 0).into_iter().peekable();
    let rows: Vec<_> = wanted.iter().map(|at| Rc::clone(&mates[*at])).collect();
    let moved = (0..rows.len()).filter(|at| kept.next_if_eq(at).is_none());
    moved.map(|at| (rows[at].id, Place::at(at, &rows))).collect()
}

/// The largest position that is left as it is. The portal's column ends at `i32::MAX` and cuts what is larger
/// (rest-behaviour §3.2): there has to be room for rows behind it.
pub(super) const MOST: i64 = 1_000_000_000;

/// The `SORT` values that have to be written so that the portal orders its rows like this list, in an order of
/// writing that never breaks "in progress before success before failed" half-way.
///
/// Rows before `first`, the group in which something moved, are left alone. As many of the others as possible
/// keep their value; new rows come with zero. No value is below 1: the portal would make it 10
/// (rest-behaviour §3.2).
pub(super) fn resort(rows: &[Rc<Status>], first: Group) -> Vec<(StatusId, i64)> {
    let start = rows.partition_point(|row| row.group < first);
    let floor = rows[..start].iter().map(|row| row.sort).max().unwrap_or(0).max(0);
    let (start, floor) = if floor > MOST { (0, 0) } else { (start, floor) };
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
        out[at..to].iter_mut().zip(between(low, high, to - at)).for_each(|(slot, new)| *slot = new);
        let Some(high) = high else { break };
        kept.next();
        (low, at) = (high, to + 1);
    }
    out
}

/// So many values above one, and below another one if there is one.
pub(super) fn between(low: i64, high: Option<i64>, count: usize) -> impl Iterator<Item = i64> {
    const STEP: i64 = 10;
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    (1..=count).map(move |nth| match high {
        Some(high) => low + (high - low) * nth / (count + 1),
        None => (low / STEP + nth) * STEP,
    })
}

/// Where a longest strictly ascending choice of the values above `floor` stands.
pub(super) fn longest_ascending(values: &[i64], floor: i64) -> Vec<usize> {
    let mut ends: Vec<usize> = Vec::new();
    let mut before = vec![None; values.len()];
    for (at, value) in values.iter().enumerate().filter(|(_, value)| (floor + 1..=MOST).contains(*value)) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn row(number: usize, group: Group, sort: i64) -> Rc<Status> {
        Rc::new(Status::stage(u32::try_from(number).unwrap() + 1, group, sort))
    }

    /// Rows in the order in which they are wanted, with the positions they have.
    fn rows() -> impl Strategy<Value = Vec<Rc<Status>>> {
        let group = |most| prop::collection::vec(0i64..60, 0..most);
        (group(8), group(2), group(5)).prop_map(|(process, success, failed)| {
            let groups = Group::ALL.into_iter().zip([process, success, failed]);
            let sorts = groups.flat_map(|(group, sorts)| sorts.into_iter().map(move |sort| (group, sort)));
            sorts.enumerate().map(|(number, (group, sort))| row(number, group, sort)).collect()
        })
    }

    fn written(rows: &[Rc<Status>], sorts: &[(StatusId, i64)]) -> Vec<Rc<Status>> {
        let sort =
            |row: &Rc<Status>| sorts.iter().find(|(id, _)| *id == row.id).map_or(row.sort, |(_, sort)| *sort);
        rows.iter().map(|row| Rc::new(Status { sort: sort(row), ..(**row).clone() })).collect()
    }

    fn groups_in_order(rows: &[Rc<Status>]) -> bool {
        rows.iter().all(|row| rows.iter().all(|other| row.group >= other.group || row.sort < other.sort))
    }

    proptest! {
        #[test]
        fn afterwards_the_positions_ascend(rows in rows()) {
            let sorts = resort(&rows, Group::InProgress);
            let after = written(&rows, &sorts);
            prop_assert!(after.windows(2).all(|pair| pair[0].sort < pair[1].sort), "{after:?}");
            prop_assert!(after.iter().all(|row| row.sort > 0));
            prop_assert_eq!(resort(&after, Group::InProgress), vec![], "nothing is left to do");
        }

        #[test]
        fn no_half_way_state_breaks_the_order_of_groups(rows in rows()) {
            // Success and failure have no other place than behind; that it is so to begin with is given.
            let rows: Vec<_> = rows
                .iter()
                .map(|row| Rc::new(Status { sort: row.sort + 1 + 100 * row.group as i64, ..(**row).clone() }))
                .collect();
            prop_assert!(groups_in_order(&rows));
            let sorts = resort(&rows, Group::InProgress);
            for count in 0..=sorts.len() {
                prop_assert!(groups_in_order(&written(&rows, &sorts[..count])), "after {count} of {sorts:?}");
            }
        }

        #[test]
        fn one_row_moved_in_a_list_with_room_is_one_write(count in 2usize..12, from in 0usize..12, to in 0usize..12) {
            let mut rows: Vec<_> = (0..count).zip(1..).map(|(at, nth)| row(at, Group::InProgress, 10 * nth)).collect();
            let moved = rows.remove(from % count);
            rows.insert(to % count, moved);
            prop_assert!(resort(&rows, Group::InProgress).len() <= 1);
        }
    }

    #[test]
    fn positions_at_the_ends_of_the_numbers_are_brought_back() {
        for sort in [i64::MAX, i64::from(i32::MAX), i64::MIN, -1] {
            for first in Group::ALL {
                let groups =
                    [Group::InProgress, Group::InProgress, Group::Success, Group::Failed, Group::Failed];
                let mut rows: Vec<_> =
                    (0..).zip(groups).map(|(number, group)| row(number, group, sort)).collect();
                rows.push(row(5, Group::Failed, 0));
                let after = written(&rows, &resort(&rows, first));
                let tail = &after[rows.partition_point(|row| row.group < first)..];
                assert!(tail.windows(2).all(|pair| pair[0].sort < pair[1].sort), "{after:?}");
                assert!(tail.iter().all(|row| (1..i64::from(i32::MAX)).contains(&row.sort)), "{after:?}");
            }
        }
    }

    #[test]
    fn earlier_groups_are_left_alone() {
        let rows = [
            row(0, Group::InProgress, 10),
            row(1, Group::InProgress, 10),
            row(2, Group::Failed, 7),
            row(3, Group::Failed, 3),
        ];
        let sorts = resort(&rows, Group::Failed);
        assert_eq!(sorts.iter().map(|(id, _)| id.get()).collect::<Vec<_>>(), [4, 3]);
        let after = written(&rows, &sorts);
        assert_eq!(after.iter().map(|row| row.sort).collect::<Vec<_>>(), [10, 10, 20, 30]);
    }
}
