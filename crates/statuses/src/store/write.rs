//! What is asked of the portal next: the mutations that are ready, as few commands as possible.

use super::lineup::{Lineup, Plan};
use super::{Change, Draft, Mutation, MutationId, Store};
use crate::call::{self, Call};
use crate::clock::Millis;
use crate::color::StoredColor;
use crate::name::Name;
use crate::status::{Index, StatusId};
use std::rc::Rc;

/// Most writes in one round: a batch has room for 50 commands (rest-behaviour §7), and each write is read back.
pub const MOST_WRITES: usize = 25;

/// One write, and the mutations it makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Write {
    /// They are settled by its answer. None: it only makes room for a move that follows.
    pub ids: Vec<MutationId>,
    /// What is asked for.
    pub act: Act,
}

/// What one command asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Other values of a row; only what changes is sent (rest-behaviour §10.31).
    Update {
        /// The row.
        id: StatusId,
        /// Its name.
        name: Option<Name>,
        /// Its colour.
        color: Option<StoredColor>,
        /// Its position.
        sort: Option<i64>,
    },
    /// A new row.
    Add {
        /// It.
        draft: Draft,
        /// Its position.
        sort: i64,
    },
    /// No such row.
    Delete {
        /// The row.
        id: StatusId,
        /// Also if it is a system row.
        forced: bool,
    },
}

/// The writes of one request, in the order in which they are to be made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// They.
    pub writes: Vec<Write>,
    /// The moves that are made by all of them together.
    pub moves: Vec<MutationId>,
    /// Those for which positions are written here that do not suffice yet: another round makes them.
    pub later: Vec<MutationId>,
    /// The order that is wanted in the end, with rows that are still to be made.
    pub order: Rc<Lineup>,
}

impl Round {
    /// How many requests it takes: what does not travel in a batch is read back by a second one.
    #[must_use]
    pub fn requests(&self) -> usize {
        1 + usize::from(self.writes.iter().any(|write| !write.act.survives_batch()))
    }

    /// Every mutation in it.
    pub fn ids(&self) -> impl Iterator<Item = MutationId> {
        self.writes.iter().flat_map(|write| &write.ids).chain(&self.moves).chain(&self.later).copied()
    }
}

impl Write {
    /// Whether it puts a row somewhere.
    pub(super) fn is_position(&self) -> bool {
        matches!(self.act, Act::Update { sort: Some(_), .. })
    }
}

impl Act {
    /// The REST method that makes it.
    #[must_use]
    pub fn method(&self) -> &'static str {
        match self {
            Self::Update { .. } => call::UPDATE,
            Self::Add { .. } => call::ADD,
            Self::Delete { .. } => call::DELETE,
        }
    }

    /// Whether a batch carries it unaltered: it replaces `$result[…]` even in what people write
    /// (rest-behaviour §10.20).
    #[must_use]
    pub fn survives_batch(&self) -> bool {
        !Call::act(self).params.has_reference()
    }
}

impl Store {
    /// The next writes out of the mutations that `may` be sent at `now`.
    #[must_use]
    pub fn round(&self, now: Millis, may: impl Fn(&Mutation) -> bool) -> Round {
        let ready: Vec<_> = self.ready(now).filter(|mutation| may(mutation)).collect();
        let mut round = self.order(&ready);
        for mutation in ready {
            match &mutation.change {
                Change::Rename(_) | Change::Recolor(_) => round.update(mutation),
                Change::Delete { forced } => {
                    let act = Act::Delete { id: mutation.target, forced: *forced };
                    round.writes.push(Write { ids: vec![mutation.id], act });
                }
                Change::Move(_) | Change::Add(_) => {}
            }
        }
        round.cut();
        round
    }

    /// The positions that moves and new rows need, and then the new rows.
    fn order(&self, ready: &[&Mutation]) -> Round {
        let group = |it: &Mutation| match &it.change {
            Change::Move(place) => Some(place.group),
            Change::Add(draft) => Some(draft.place.group),
            _ => None,
        };
        let Some(first) = ready.iter().filter_map(|it| group(it)).min() else { return Round::default() };
        let is_ready = |it: &Mutation| ready.binary_search_by_key(&it.id, |ready| ready.id).is_ok();
        let plan = Plan::new(&self.base, &self.gone, self.moved(&self.gone, is_ready));
        let order = Rc::new(plan.lineup(&self.base));
        let sorts = self.positions(&order, first);
        let places = Index::new(sorts.iter().map(|(id, _)| *id));
        let mut writes: Vec<_> = sorts
            .iter()
            .filter(|(id, _)| !id.is_provisional())
            .map(|(id, sort)| Act::Update { id: *id, name: None, color: None, sort: Some(*sort) })
            .map(|act| Write { ids: Vec::new(), act })
            .collect();
        for mutation in ready {
            if let Change::Add(draft) = &mutation.change {
                let sort = places.find(mutation.target).map_or(0, |at| sorts[at].1);
                writes.push(Write { ids: vec![mutation.id], act: Act::Add { draft: draft.clone(), sort } });
            }
        }
        let moves = ready.iter().filter(|it| matches!(it.change, Change::Move(_))).map(|it| it.id).collect();
        Round { writes, moves, later: Vec::new(), order }
    }
}

impl Round {
    /// Adds a field to the update of its row.
    fn update(&mut self, mutation: &Mutation) {
        let same = |write: &Write| matches!(&write.act, Act::Update { id, .. } if *id == mutation.target);
        // More does not fit, whatever it is.
        let found = self.writes.iter().take(MOST_WRITES).position(same);
        if found.is_none() && self.writes.len() >= MOST_WRITES {
            return;
        }
        let at = found.unwrap_or_else(|| {
            let act = Act::Update { id: mutation.target, name: None, color: None, sort: None };
            self.writes.push(Write { ids: Vec::new(), act });
            self.writes.len() - 1
        });
        let write = &mut self.writes[at];
        write.ids.push(mutation.id);
        if let Act::Update { name, color, .. } = &mut write.act {
            match &mutation.change {
                Change::Rename(wanted) => *name = Some(wanted.clone()),
                Change::Recolor(wanted) => *color = Some(wanted.clone()),
                Change::Move(_) | Change::Add(_) | Change::Delete { .. } => {}
            }
        }
    }

    /// Leaves what fits into one request. What does not travel in a batch goes alone.
    fn cut(&mut self) {
        let count = self.writes.len();
        let alone = self.writes.iter().position(|write| !write.act.survives_batch());
        let fits = alone.map_or(count, |alone| alone.max(1)).min(MOST_WRITES).min(count);
        let rest = self.writes.split_off(fits);
        // A move is made when all its positions are written; until then there is another round.
        if rest.iter().any(Write::is_position) {
            self.later.append(&mut self.moves);
        }
        // Somebody has to answer for every position, or a portal that refuses it would be asked for ever.
        if self.writes.iter().any(Write::is_position) {
            let added = rest.iter().filter(|write| matches!(write.act, Act::Add { .. }));
            self.later.extend(added.flat_map(|write| &write.ids));
        }
    }
}
