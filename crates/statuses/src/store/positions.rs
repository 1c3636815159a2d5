//! The positions that a new order needs, found without a look at the rows that stand where they stood.

use super::Store;
use super::base::{Base, first_of};
use super::lineup::Lineup;
use super::place::{MOST, between, longest_ascending, resort};
use crate::status::{Group, StatusId};

/// Among so many rows it is looked for the fewest that need another position. Where rows were moved farther, those that
/// were not moved keep theirs.
const NEAR: usize = 512;

impl Store {
    /// The same as [`resort`], for a `lineup` of which everything before `first` stands where the portal has it.
    pub(super) fn positions(&self, lineup: &Lineup, first: Group) -> Vec<(StatusId, i64)> {
        self.positions_near(lineup, first, NEAR)
    }

    fn positions_near(&self, lineup: &Lineup, first: Group, near: usize) -> Vec<(StatusId, i64)> {
        let floor = floor(&self.base, first);
        let Some(floor) = floor.filter(|_| self.gone.is_empty() && self.base.is_strict()) else {
            let rows: Vec<_> = lineup.ids().filter_map(|id| self.before_changes(id)).collect();
            return resort(&rows, first);
        };
        let Some((from, to)) = lineup.stirred(&self.base) else { return Vec::new() };
        let out = if to - from > near {
            lineup.guests().iter().map(|(place, _)| *place).collect()
        } else {
            self.out_of_order(lineup, from, to)
        };
        let (mut changed, start, mut done) = (Vec::new(), lineup.first(first), 0);
        for at in &out {
            if *at < done {
                continue;
            }
            let before =
                at.checked_sub(1).filter(|before| *before >= start).and_then(|before| lineup.at(before));
            let low = before.map_or(floor, |before| self.sort(before));
            // Rows get positions until there is room for them below one that can keep its own.
            let (mut run, mut high) = (Vec::new(), None);
            for (place, id) in (*at..).zip(lineup.range(*at..lineup.len())) {
                let sort = self.sort(id);
                let stays = place >= to || out.binary_search(&place).is_err();
                if stays && usize::try_from(sort - low - 1).is_ok_and(|room| room >= run.len()) {
                    high = Some(sort);
                    break;
                }
                run.push((id, sort));
            }
            done = at + run.len();
            let new = between(low, high, run.len());
            changed.extend(run.into_iter().zip(new).map(|((id, old), new)| (id, old, new)));
        }
        changed.retain(|(_, old, new)| old != new);
        let raised = changed.iter().rev().filter(|(_, old, new)| new > old && *old != 0);
        let lowered = changed.iter().filter(|(_, old, new)| new < old || *old == 0);
        raised.chain(lowered).map(|(id, _, new)| (*id, *new)).collect()
    }

    /// The places of the fewest rows that cannot keep their positions.
    fn out_of_order(&self, lineup: &Lineup, from: usize, to: usize) -> Vec<usize> {
        // All of them are above those before, and below those behind.
        let values: Vec<_> = lineup.range(from..to).map(|id| self.sort(id)).collect();
        let mut kept = longest_ascending(&values, 0).into_iter().peekable();
        (0..values.len()).filter(|at| kept.next_if_eq(at).is_none()).map(|at| from + at).collect()
    }

    fn sort(&self, id: StatusId) -> i64 {
        self.confirmed(id).map_or(0, |row| row.sort)
    }
}

/// The position above which those of a group and of all behind it are; none if some are not, or too large.
fn floor(base: &Base, first: Group) -> Option<i64> {
    let border =
        |group: usize| Group::ALL.get(group).map_or(base.len(), |group| base.order().rank(first_of(*group)));
    let sort = |rank: usize| base.from(rank).next().map(|row| row.sort);
    let (mut floor, mut last) = (0, 0);
    for group in Group::ALL {
        let (start, end) = (border(group as usize), border(group as usize + 1));
        if group == first {
            floor = last;
        }
        if start == end {
            continue;
        }
        let (lowest, highest) = (sort(start)?, sort(end - 1)?);
        if group >= first && lowest <= last {
            return None;
        }
        last = last.max(highest);
    }
    (last <= MOST).then_some(floor)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::status::Status;
    use crate::store::lineup::{Plan, latest};
    use crate::store::{Draft, Place};
    use proptest::prelude::*;
    use std::rc::Rc;

    /// Rows whose positions ascend, as a rule, by small steps and large ones.
    fn rows() -> impl Strategy<Value = Vec<Rc<Status>>> {
        let step = prop_oneof![30 => 1i64..3, 20 => 8i64..30, 1 => Just(0i64)];
        prop::collection::vec((step, 0u8..12), 1..30).prop_map(|steps| {
            let (mut sort, mut group) = (0, 0);
            let rows = (1..).zip(steps).map(|(number, (step, border))| {
                sort += step;
                group = (group + usize::from(border == 0)).min(2);
                Rc::new(Status::stage(number, Group::ALL[group], sort))
            });
            rows.collect()
        })
    }

    proptest! {
        #[test]
        fn beside_rows_that_stay_they_are_as_good_as_among_all(
            rows in rows(),
            moved in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..6),
            new in any::<bool>(),
        ) {
            let store = Store { base: Base::of(&rows), ..Store::default() };
            let place = |(which, after): (prop::sample::Index, prop::sample::Index)| {
                let row = which.get(&rows);
                let mates: Vec<_> = rows.iter().filter(|it| it.group == row.group && it.id != row.id).collect();
                let after = (!mates.is_empty()).then(|| after.get(&mates).id);
                (row.id, Place { group: row.group, after, before: None })
            };
            let mut moved = latest(&moved.into_iter().map(place).collect::<Vec<_>>());
            let mut store = store;
            if new {
                let place = Place { after: Some(rows[0].id), ..Place::at_end(rows[0].group) };
                let (entity, code) = ("DEAL_STAGE".into(), "NEW".into());
                let name = crate::name::Name::parse("New").unwrap();
                moved.push((store.add(Draft { entity, code, name, color: None, place }, 0), place));
            }
            let group = |id: StatusId| rows.iter().find(|row| row.id == id).map_or(rows[0].group, |row| row.group);
            let first = moved.iter().map(|(id, _)| group(*id)).min().unwrap();
            let lineup = Plan::new(&store.base, &store.gone, moved).lineup(&store.base);
            let wanted: Vec<_> = lineup.ids().filter_map(|id| store.before_changes(id)).collect();
            let all = resort(&wanted, first);
            for near in [0, NEAR] {
                let sorts = store.positions_near(&lineup, first, near);
                let sort = |row: &Rc<Status>| {
                    sorts.iter().find(|(id, _)| *id == row.id).map_or(row.sort, |(_, sort)| *sort)
                };
                let tail = wanted.iter().filter(|row| row.group >= first).map(sort).collect::<Vec<_>>();
                prop_assert!(tail.windows(2).all(|pair| pair[0] < pair[1]), "{:?}", tail);
                prop_assert!(tail[0] > 0);
                let before = wanted.iter().filter(|row| row.group < first);
                prop_assert!(before.map(|row| row.sort).max().is_none_or(|floor| floor < tail[0]));
                if near == NEAR {
                    prop_assert_eq!(sorts.len(), all.len(), "{:?} {:?}", sorts, all);
                }
            }
        }
    }
}
