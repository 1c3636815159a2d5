use super::*;
use crate::status::Status;
use crate::tree::Tree;
use proptest::prelude::*;
use std::rc::Rc;

fn id(number: u32) -> StatusId {
    StatusId::new(number).unwrap()
}

fn row(number: u32, sort: i64) -> Rc<Status> {
    Rc::new(Status::stage(number, group(number), sort))
}

/// A row never leaves its group.
fn group(number: u32) -> Group {
    Group::ALL[number as usize % 5 % 3]
}

/// A list, as it would be without any of this: rows are taken out one by one, and put where they are wanted.
struct Model(Vec<(StatusId, Group)>);

impl Model {
    fn put(&mut self, id: StatusId, place: Place) {
        let rows = &mut self.0;
        rows.retain(|(other, _)| *other != id);
        let find = |id: Option<StatusId>| {
            let id = id?;
            rows.iter().position(|other| *other == (id, place.group))
        };
        let start = rows.partition_point(|(_, other)| *other < place.group);
        let end = rows.partition_point(|(_, other)| *other <= place.group);
        let at =
            match (find(place.after), find(place.before), place.after.is_none() && place.before.is_some()) {
                (Some(at), ..) => at + 1,
                (None, _, true) => start,
                (None, Some(at), false) => at,
                (None, None, false) => end,
            };
        rows.insert(at, (id, place.group));
    }

    fn place_all(&mut self, mut moved: Vec<(StatusId, Place)>) {
        self.0.retain(|(id, _)| moved.iter().all(|(moved, _)| moved != id));
        while !moved.is_empty() {
            let is_there = |(_, place): &(_, Place)| {
                place.after.is_none_or(|after| self.0.iter().any(|(id, _)| *id == after))
            };
            let next = moved.iter().position(is_there).unwrap_or(0);
            let (id, place) = moved.remove(next);
            self.put(id, place);
        }
    }

    fn is(&self, lineup: &Lineup, base: &Base) -> Result<(), TestCaseError> {
        let ids: Vec<_> = self.0.iter().map(|(id, _)| *id).collect();
        prop_assert_eq!(lineup.ids().collect::<Vec<_>>(), ids.clone());
        prop_assert_eq!((lineup.len(), lineup.at(ids.len())), (ids.len(), None));
        for (place, (id, group)) in self.0.iter().enumerate() {
            prop_assert_eq!(lineup.at(place), Some(*id));
            prop_assert_eq!(lineup.find(*id, base), Some(place));
            prop_assert_eq!(lineup.group_at(place), Some(*group));
            prop_assert!(lineup.range(place..place + 3).eq(ids[place..].iter().copied().take(3)));
            let mate = |at: usize| self.0.get(at).filter(|(_, other)| other == group).map(|(id, _)| *id);
            let around =
                Place { group: *group, after: place.checked_sub(1).and_then(mate), before: mate(place + 1) };
            prop_assert_eq!(lineup.place_at(place), Some(around));
            for steps in [-9, -2, -1, 1, 3, 9] {
                prop_assert_eq!(lineup.beside(place, steps), self.beside(place, steps));
            }
        }
        for group in Group::ALL {
            let mates = self.0.iter().filter(|(_, other)| *other == group).map(|(id, _)| *id);
            prop_assert_eq!(lineup.count(group), mates.clone().count());
            prop_assert!(lineup.in_group(group).eq(mates));
        }
        Ok(())
    }

    fn beside(&self, place: usize, steps: isize) -> Option<Place> {
        let (id, group) = self.0[place];
        let mates: Vec<_> = self.0.iter().filter(|(_, other)| *other == group).map(|(id, _)| *id).collect();
        let from = mates.iter().position(|mate| *mate == id)?;
        let to = from.saturating_add_signed(steps).min(mates.len() - 1);
        let others: Vec<_> = mates.into_iter().filter(|mate| *mate != id).collect();
        let after = to.checked_sub(1).map(|before| others[before]);
        (to != from).then(|| Place { group, after, before: others.get(to).copied() })
    }
}

/// Rows to be moved, from 1 on, and some that the portal does not have; each with the rows it is to stand between.
fn moves() -> impl Strategy<Value = Vec<(u32, u32, u32)>> {
    prop::collection::vec((1u32..26, 0u32..26, 0u32..26), 0..9)
}

fn places(moves: &[(u32, u32, u32)], may: impl Fn(StatusId) -> bool) -> Vec<(StatusId, Place)> {
    let place = |(number, after, before): &(u32, u32, u32)| {
        (
            id(*number),
            Place { group: group(*number), after: StatusId::new(*after), before: StatusId::new(*before) },
        )
    };
    let mut moves = latest(&moves.iter().map(place).collect::<Vec<_>>());
    moves.retain(|(id, _)| may(*id));
    moves
}

proptest! {
    #[test]
    fn a_lineup_is_what_moving_row_by_row_comes_to(
        sorts in prop::collection::vec(0i64..9, 0..20),
        hidden in prop::collection::vec(1u32..22, 0..4),
        moved in moves(),
        more in moves(),
    ) {
        let base = Base::of(&(1..).zip(&sorts).map(|(number, sort)| row(number, *sort)).collect::<Vec<_>>());
        let mut hidden: Vec<_> = hidden.into_iter().map(|number| (super::super::base::by_id(id(number)), ())).collect();
        hidden.sort_unstable();
        hidden.dedup();
        let hidden: Keys = Tree::of(&mut hidden.iter().copied(), hidden.len());
        let is_hidden = |id| hidden.has(super::super::base::by_id(id));
        let shown = base.iter().filter(|row| !is_hidden(row.id));
        let mut model = Model(shown.map(|row| (row.id, row.group)).collect());
        let natural = model.0.clone();

        let moved = places(&moved, |id| !is_hidden(id));
        let plan = Plan::new(&base, &hidden, moved.clone());
        let lineup = plan.lineup(&base);
        model.place_all(moved);
        model.is(&lineup, &base)?;
        let is_natural = model.0.len() == natural.len() && lineup.is_natural(&base, &hidden);
        prop_assert_eq!(is_natural, model.0 == natural);

        let more = places(&more, |id| model.0.iter().any(|(known, _)| *known == id));
        let lineup = lineup.with(&base, &more);
        model.place_all(more);
        model.is(&lineup, &base)?;
    }
}
