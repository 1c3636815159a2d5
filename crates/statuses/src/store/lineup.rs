//! The order of the rows as they are shown: that of the portal, and the few that the user has put elsewhere.

use super::Place;
use super::base::{Base, first_of, id_in};
use crate::key::{self, ascending, pair};
use crate::status::{Group, Index, StatusId};
use crate::tree::Keys;
use std::ops::Range;

/// The rows in the order in which they are shown. Of those that stand where the portal has them it knows nothing but the
/// order of the portal itself, so that it costs as much as there are others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lineup {
    /// The order of the portal.
    order: Keys,
    /// The places in it of rows that are hidden, or shown elsewhere; ascending.
    holes: Vec<usize>,
    /// Rows that are shown elsewhere, or that the portal does not have, with their places; ascending.
    guests: Vec<(usize, StatusId)>,
    /// The same by their ids.
    seats: Index,
    /// Where each group begins, and the last one ends.
    starts: [usize; 4],
}

/// What a lineup is made of: when that stays the same, so does the lineup.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Plan {
    order: Keys,
    hidden: Keys,
    moved: Vec<(StatusId, Place)>,
}

/// A place among the rows that stand still: so many of them are before it. At the border of two groups there are two.
type Gap = (Group, usize);

impl Plan {
    /// The rows of the portal without those that are `hidden`, and rows that are put elsewhere, or that the portal does
    /// not have. None of them may be there twice.
    pub(super) fn new(base: &Base, hidden: &Keys, moved: Vec<(StatusId, Place)>) -> Self {
        Self { order: base.order().clone(), hidden: hidden.clone(), moved }
    }

    /// Whether it would come to the same as another one, without a look at what that is.
    pub(super) fn is(&self, other: &Self) -> bool {
        self.order.is(&other.order) && self.hidden.is(&other.hidden) && self.moved == other.moved
    }

    /// The rows that nobody moved keep their order, and each moved one goes behind its neighbour: done again on its own
    /// outcome, this changes nothing.
    pub(super) fn lineup(&self, base: &Base) -> Lineup {
        let hidden = self.hidden.from(0).filter_map(|(key, ())| base.rank(id_in(key)?));
        let away = self.moved.iter().filter_map(|(id, _)| base.rank(*id));
        let holes = ascending(&hidden.chain(away).collect::<Vec<_>>());
        Seating::new(base, &self.order, holes, Vec::new()).seat(&self.moved)
    }
}

impl Lineup {
    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.starts[Group::ALL.len()]
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many rows a group has.
    #[must_use]
    pub fn count(&self, group: Group) -> usize {
        self.places(group).len()
    }

    /// The place of the first row of a group, or where it would be.
    #[must_use]
    pub fn first(&self, group: Group) -> usize {
        self.places(group).start
    }

    /// The places of a group.
    #[must_use]
    pub fn places(&self, group: Group) -> Range<usize> {
        self.starts[group as usize]..self.starts[group as usize + 1]
    }

    /// The row at a place, counted from zero through all groups.
    #[must_use]
    pub fn at(&self, place: usize) -> Option<StatusId> {
        self.range(place..place + 1).next()
    }

    /// The rows at these places, as far as there are any.
    pub fn range(&self, places: Range<usize>) -> impl Iterator<Item = StatusId> {
        let nth = self.guests.partition_point(|(place, _)| *place < places.start);
        let still = places.start - nth;
        let hole = partition(self.holes.len(), |at| self.holes[at] - at <= still);
        let mut guests = self.guests[nth..].iter().peekable();
        let mut holes = self.holes[hole..].iter().peekable();
        let (mut rank, mut rows) = (still + hole, self.order.from(still + hole));
        places.map_while(move |place| {
            if let Some((_, id)) = guests.next_if(|(of, _)| *of == place) {
                return Some(*id);
            }
            loop {
                let (key, ()) = rows.next()?;
                rank += 1;
                if holes.next_if(|hole| **hole + 1 == rank).is_none() {
                    return id_in(key);
                }
            }
        })
    }

    /// All rows.
    pub fn ids(&self) -> impl Iterator<Item = StatusId> {
        self.range(0..self.len())
    }

    /// The rows of a group.
    pub fn in_group(&self, group: Group) -> impl Iterator<Item = StatusId> {
        self.range(self.places(group))
    }

    /// The group to which a place belongs.
    #[must_use]
    pub fn group_at(&self, place: usize) -> Option<Group> {
        Group::ALL.into_iter().find(|group| self.places(*group).contains(&place))
    }

    /// Where a row of this portal stands.
    pub(super) fn find(&self, id: StatusId, base: &Base) -> Option<usize> {
        if let Some(place) = self.seat(id) {
            return Some(place);
        }
        let still = self.still(base.rank(id)?)?;
        let before = partition(self.guests.len(), |at| self.guests[at].0 - at <= still);
        Some(still + before)
    }

    /// The neighbours of the row at a place.
    #[must_use]
    pub fn place_at(&self, place: usize) -> Option<Place> {
        let group = self.group_at(place)?;
        let places = self.places(group);
        let mate = |at: Option<usize>| at.filter(|at| places.contains(at)).and_then(|at| self.at(at));
        Some(Place { group, after: mate(place.checked_sub(1)), before: mate(Some(place + 1)) })
    }

    /// The place of the row at `from` after `steps` towards the end, or the start if negative; none if it is as far as it
    /// goes.
    pub(super) fn beside(&self, from: usize, steps: isize) -> Option<Place> {
        let group = self.group_at(from)?;
        let Range { start, end } = self.places(group);
        let to = (from - start).saturating_add_signed(steps).min(end - start - 1) + start;
        let mate = |at: usize| (start..end).contains(&at).then(|| self.at(at)).flatten();
        let before_it = |at: usize| at.checked_sub(1).and_then(mate);
        match to {
            _ if to == from => None,
            _ if to < from => Some(Place { group, after: before_it(to), before: mate(to) }),
            _ => Some(Place { group, after: mate(to), before: mate(to + 1) }),
        }
    }

    /// Rows put elsewhere in this order, each but once.
    pub(super) fn with(&self, base: &Base, moves: &[(StatusId, Place)]) -> Self {
        let leaving: Vec<_> = moves.iter().filter_map(|(id, _)| self.still(base.rank(*id)?)).collect();
        let (leaving, named) = (ascending(&leaving), Index::new(moves.iter().map(|(id, _)| *id)));
        let stays = self.guests.iter().enumerate().filter(|(_, (_, id))| named.find(*id).is_none());
        let kept = stays
            .filter_map(|(nth, (place, id))| {
                let before = place - nth;
                let gone = leaving.partition_point(|still| *still < before);
                Some(((self.group_at(*place)?, before - gone), *id))
            })
            .collect();
        let mut holes = self.holes.clone();
        holes.extend(moves.iter().filter_map(|(id, _)| base.rank(*id)));
        let holes = ascending(&holes);
        Seating::new(base, &self.order, holes, kept).seat(moves)
    }

    /// Whether its rows are those of `hidden` less, in the portal's own order.
    pub(super) fn is_natural(&self, base: &Base, hidden: &Keys) -> bool {
        let ranks: Vec<_> = hidden.from(0).filter_map(|(key, ())| base.rank(id_in(key)?)).collect();
        let ranks = ascending(&ranks);
        self.guests.iter().all(|(place, id)| {
            base.rank(*id).is_some_and(|rank| rank - ranks.partition_point(|it| *it < rank) == *place)
        })
    }

    /// The rows that are put somewhere, with their places.
    pub(super) fn guests(&self) -> &[(usize, StatusId)] {
        &self.guests
    }

    /// From where to where its rows are not as the portal has them, if none are hidden.
    pub(super) fn stirred(&self, base: &Base) -> Option<(usize, usize)> {
        let (guest, hole) = (self.guests.first(), self.holes.first());
        let from = guest.map(|(place, _)| *place).into_iter().chain(hole.copied()).min()?;
        let new = self.len() - base.len();
        let guest = self.guests.last().map(|(place, _)| place + 1);
        let to = guest.into_iter().chain(self.holes.last().map(|hole| hole + 1 + new)).max()?;
        Some((from, to))
    }

    /// Whether this is the order of the portal from which it was made.
    pub(super) fn is_of(&self, base: &Base) -> bool {
        self.order.is(base.order())
    }

    fn seat(&self, id: StatusId) -> Option<usize> {
        Some(self.guests[self.seats.find(id)?].0)
    }

    /// How many rows that stand still are before one of a rank; none if it does not.
    fn still(&self, rank: usize) -> Option<usize> {
        self.holes.binary_search(&rank).err().map(|before| rank - before)
    }
}

/// Of rows that are named twice the last place.
pub(super) fn latest(moves: &[(StatusId, Place)]) -> Vec<(StatusId, Place)> {
    let mut named: Vec<_> = moves.iter().zip(0..).map(|((id, _), at)| pair(id.get() as usize, at)).collect();
    key::sort(&mut named);
    let is_last = |at: &usize| named.get(at + 1).is_none_or(|next| next >> 64 != named[*at] >> 64);
    let last: Vec<_> = (0..named.len()).filter(is_last).map(|at| key::second(named[at])).collect();
    ascending(&last).into_iter().map(|at| moves[at]).collect()
}

/// The first for which it is not so; it is so for all before it.
fn partition(count: usize, so: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = low.midpoint(high);
        if so(middle) { low = middle + 1 } else { high = middle }
    }
    low
}

/// Rows on their way to their places.
struct Seating<'a> {
    base: &'a Base,
    /// The rows that stand still.
    lineup: Lineup,
    /// Those who have places already, in order.
    seats: Vec<(Gap, StatusId)>,
    /// The place that was taken last: as a rule the next one goes behind it.
    latest: usize,
    /// Those who are to get one, and which of them have it.
    moved: Index,
    seated: Vec<bool>,
}

impl<'a> Seating<'a> {
    /// Beside rows that stand still, and those who keep their places, in order.
    fn new(base: &'a Base, order: &Keys, holes: Vec<usize>, seats: Vec<(Gap, StatusId)>) -> Self {
        let lineup = Lineup { order: order.clone(), holes, ..Lineup::default() };
        Self { base, lineup, seats, latest: 0, moved: Index::default(), seated: Vec::new() }
    }

    /// Gives rows their places. One whose neighbour has to be seated first waits for it.
    fn seat(mut self, moved: &[(StatusId, Place)]) -> Lineup {
        self.moved = Index::new(moved.iter().map(|(id, _)| *id));
        self.seated.resize(moved.len(), false);
        // Who waits for whom, by the one who is awaited.
        let (mut waiting, mut ready) = (Keys::default(), Keys::default());
        for (nth, (_, place)) in moved.iter().enumerate() {
            match place.after.and_then(|after| self.moved.find(after)) {
                Some(after) => waiting.put(pair(after, nth), ()),
                // Who waits for one that will never come waits in vain.
                None if place.after.is_some_and(|after| !self.is_there(after)) => {}
                None => ready.put(pair(0, nth), ()),
            }
        }
        let mut first = 0;
        loop {
            while self.seated.get(first).is_some_and(|seated| *seated) {
                first += 1;
            }
            // Those who wait in vain come one by one.
            let next = ready.from(0).next().map(|(key, ())| key);
            let nth = next.map_or(first, key::second);
            let Some((id, place)) = moved.get(nth) else { break };
            if let Some(next) = next {
                ready.take(next);
            }
            if std::mem::replace(&mut self.seated[nth], true) {
                continue;
            }
            let (gap, at) = self.find(place);
            self.seats.insert(at, (gap, *id));
            self.latest = at;
            for (key, ()) in waiting.since(pair(nth, 0)).take_while(|(key, ())| key::first(*key) == nth) {
                ready.put(pair(0, key::second(key)), ());
            }
        }
        self.done()
    }

    /// Where a row is wanted, among those who have places. A neighbour that is gone is made up for by the other one, else
    /// by the group's end.
    fn find(&self, place: &Place) -> (Gap, usize) {
        let group = place.group;
        let ends = |gap: Gap| (gap, self.since((gap.0, gap.1 + 1)));
        let begins = |gap: Gap| (gap, self.since(gap));
        if let Some(after) = place.after {
            if let Some(at) = self.guest(after, group) {
                return (self.seats[at].0, at + 1);
            }
            if let Some(still) = self.mate(after, group) {
                return begins((group, still + 1));
            }
        }
        let Some(before) = place.before else { return ends((group, self.border(group as usize + 1))) };
        if place.after.is_none() {
            begins((group, self.border(group as usize)))
        } else if let Some(at) = self.guest(before, group) {
            (self.seats[at].0, at)
        } else {
            ends((group, self.mate(before, group).unwrap_or_else(|| self.border(group as usize + 1))))
        }
    }

    /// Those before a gap.
    fn since(&self, gap: Gap) -> usize {
        self.seats.partition_point(|(other, _)| *other < gap)
    }

    /// The seat of one who has one in a group.
    fn guest(&self, id: StatusId, group: Group) -> Option<usize> {
        let is = |(_, seated): &(Gap, StatusId)| *seated == id;
        let latest = Some(self.latest).filter(|latest| self.seats.get(*latest).is_some_and(is));
        let at = latest.or_else(|| match self.moved.find(id) {
            Some(nth) if !self.seated[nth] => None,
            None if self.base.get(id).is_some_and(|_| self.still(id).is_some()) => None,
            _ => self.seats.iter().rposition(is),
        })?;
        Some(at).filter(|at| self.seats[*at].0.0 == group)
    }

    /// How many rows that stand still are before this one, which does, too.
    fn still(&self, id: StatusId) -> Option<usize> {
        self.lineup.still(self.base.rank(id)?)
    }

    /// The same for a row of a group.
    fn mate(&self, id: StatusId, group: Group) -> Option<usize> {
        self.base.get(id).filter(|row| row.group == group).and_then(|_| self.still(id))
    }

    fn is_there(&self, id: StatusId) -> bool {
        self.still(id).is_some() || self.seats.iter().any(|(_, seated)| *seated == id)
    }

    /// How many rows that stand still are before a group.
    fn border(&self, group: usize) -> usize {
        let first = Group::ALL.get(group);
        let rank = first.map_or(self.base.len(), |group| self.base.order().rank(first_of(*group)));
        rank - self.lineup.holes.partition_point(|hole| *hole < rank)
    }

    fn done(self) -> Lineup {
        let before =
            |group: usize| Group::ALL.get(group).map_or(self.seats.len(), |group| self.since((*group, 0)));
        let starts = std::array::from_fn(|group| self.border(group) + before(group));
        let guests =
            self.seats.iter().enumerate().map(|(nth, ((_, still), id))| (still + nth, *id)).collect();
        let seats = Index::new(self.seats.iter().map(|(_, id)| *id));
        Lineup { guests, seats, starts, ..self.lineup }
    }
}

#[cfg(test)]
mod tests;
