//! A row in the hand: where it came from, and where it would go. Nobody is told before it is put down.

use crate::status::{Group, Index, StatusId};
use crate::store::Place;
use std::rc::Rc;

/// A row that is being moved by pointer or keyboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lift {
    /// The row.
    pub target: StatusId,
    /// Its group, which it cannot leave.
    pub group: Group,
    /// The other rows of the group, in the order in which they were when it was lifted.
    mates: Rc<[StatusId]>,
    from: usize,
    to: Option<usize>,
}

/// A side of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Above it.
    Before,
    /// Below it.
    After,
}

impl Lift {
    /// Lifts a row out of its group, of which these are the rows; none if it is not there, or alone.
    #[must_use]
    pub fn of(target: StatusId, group: Group, rows: impl Iterator<Item = StatusId>) -> Option<Self> {
        let mut mates: Vec<_> = rows.collect();
        let from = mates.iter().position(|id| *id == target)?;
        mates.remove(from);
        (!mates.is_empty()).then_some(Self { target, group, mates: mates.into(), from, to: Some(from) })
    }

    /// The other rows of the group, in the order in which they were when it was lifted.
    #[must_use]
    pub fn mates(&self) -> &[StatusId] {
        &self.mates
    }

    /// How many rows the group has.
    #[must_use]
    pub fn count(&self) -> usize {
        self.mates.len() + 1
    }

    /// Where it stood, from zero.
    #[must_use]
    pub fn from(&self) -> usize {
        self.from
    }

    /// Where it would stand, from zero; none where it cannot be put down.
    #[must_use]
    pub fn to(&self) -> Option<usize> {
        self.to
    }

    /// The same row over another place; one that is too far is the last one.
    #[must_use]
    pub fn over(&self, to: Option<usize>) -> Self {
        Self { to: to.map(|to| to.min(self.mates.len())), ..self.clone() }
    }

    /// The same row so many places further, or up if negative.
    #[must_use]
    pub fn by(&self, steps: isize) -> Self {
        self.over(Some(self.to.unwrap_or(self.from).saturating_add_signed(steps)))
    }

    /// The place where it would stand; none if nothing would come of it.
    #[must_use]
    pub fn place(&self) -> Option<Place> {
        let to = self.to.filter(|to| *to != self.from)?;
        let after = to.checked_sub(1).map(|before| self.mates[before]);
        Some(Place { group: self.group, after, before: self.mates.get(to).copied() })
    }

    /// The row beside which it would be put down, and on which side of it; none if nothing would come of it.
    #[must_use]
    pub fn line(&self) -> Option<(StatusId, Side)> {
        let place = self.place()?;
        // Beside the row that it displaces, which is where it came from.
        let above = self.to.is_some_and(|to| to < self.from);
        let before = place.before.map(|id| (id, Side::Before));
        let after = place.after.map(|id| (id, Side::After));
        if above { before.or(after) } else { after.or(before) }
    }

    /// Puts rows of the group into the order in which they were when this one was lifted, whoever has moved them
    /// since; what is new comes last.
    pub fn keep_order(&self, rows: &mut Vec<StatusId>) {
        // As a rule nobody has: then there is nothing to do, however long the list is.
        let (before, behind) = self.mates.split_at(self.from);
        let order = || before.iter().chain([&self.target]).chain(behind).copied();
        if order().eq(rows.iter().copied()) {
            return;
        }
        let (here, lifted) = (Index::new(rows.iter().copied()), Index::new(order()));
        let known = order().filter(|id| here.find(*id).is_some());
        let new = rows.iter().copied().filter(|id| lifted.find(*id).is_none());
        *rows = known.chain(new).collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn id(number: usize) -> StatusId {
        StatusId::new(u32::try_from(number).unwrap()).unwrap()
    }

    fn lifted(number: usize, of: std::ops::RangeInclusive<usize>) -> Option<Lift> {
        Lift::of(id(number), Group::InProgress, of.map(id))
    }

    #[test]
    fn a_row_goes_as_far_as_its_group() {
        let lift = lifted(2, 1..=4).unwrap();
        assert_eq!((lift.from(), lift.to(), lift.count()), (1, Some(1), 4));
        assert_eq!(lift.by(-9).to(), Some(0));
        assert_eq!(lift.by(9).to(), Some(3));
        assert_eq!(lift.by(1).by(isize::MAX).by(-1).to(), Some(2));
        assert_eq!(lift.over(None).to(), None, "over another group");
        assert_eq!(lift.over(None).by(1).to(), Some(2), "from where it was");
    }

    #[test]
    fn put_down_where_it_was_it_goes_nowhere() {
        let lift = lifted(2, 1..=4).unwrap();
        for nowhere in [lift.clone(), lift.over(None), lift.by(1).by(-1)] {
            assert_eq!((nowhere.place(), nowhere.line()), (None, None));
        }
        assert_eq!(lifted(1, 1..=1), None, "alone there is nowhere to go");
        assert_eq!(lifted(9, 1..=4), None);
    }

    #[test]
    fn the_line_is_where_the_row_would_be() {
        let lift = lifted(3, 1..=5).unwrap();
        assert_eq!(lift.over(Some(0)).line(), Some((id(1), Side::Before)));
        assert_eq!(lift.over(Some(1)).line(), Some((id(2), Side::Before)));
        assert_eq!(lift.over(Some(3)).line(), Some((id(4), Side::After)));
        assert_eq!(lift.over(Some(4)).line(), Some((id(5), Side::After)));
    }

    #[test]
    fn what_others_do_meanwhile_does_not_stir_the_list() {
        let lift = lifted(3, 1..=5).unwrap();
        let mut stirred = [7, 5, 3, 1, 4].map(id).to_vec();
        lift.keep_order(&mut stirred);
        let order: Vec<_> = stirred.iter().map(|id| id.get()).collect();
        assert_eq!(order, [1, 3, 4, 5, 7], "2 is gone, 7 is new");
    }

    proptest! {
        #[test]
        fn put_down_it_stands_where_the_line_was(count in 2usize..9, from in 0usize..9, to in 0usize..9) {
            let (from, to) = (from % count, to % count);
            let lift = lifted(from + 1, 1..=count).unwrap().over(Some(to));
            let place = lift.place();
            prop_assert_eq!(place.is_none(), from == to);
            if let Some(place) = place {
                let mut order: Vec<_> = (1..=count).map(id).filter(|other| *other != lift.target).collect();
                order.insert(to, lift.target);
                prop_assert_eq!(place.after, to.checked_sub(1).map(|at| order[at]));
                prop_assert_eq!(place.before, order.get(to + 1).copied());
            }
        }
    }
}
