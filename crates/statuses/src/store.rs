//! What the portal has confirmed, and the edits it has not.
//!
//! The view is the confirmed base with every pending mutation laid over it, so a rollback is the removal of
//! a mutation and never the return of an old snapshot: later edits of the same row stand.

mod base;
mod count;
mod edit;
mod lineup;
mod mutation;
mod overlay;
mod pending;
mod place;
mod positions;
mod rebase;
mod row;
mod settle;
mod write;

pub use count::BELIEVED;
pub use edit::{Choice, GATHERING, SECOND_THOUGHT};
pub use lineup::Lineup;
pub use mutation::{Answer, Change, Draft, Mutation, MutationId, Progress, Read, Value};
pub use place::{Place, moves};
pub use rebase::Seen;
pub use row::{Clash, Mishap, Row, RowState};
pub use write::{Act, MOST_WRITES, Round, Write};

use crate::clock::Millis;
use crate::failure::Failure;
use crate::status::{Status, StatusId};
use crate::tree::Keys;
use base::{Base, by_id, id_in};
use lineup::Plan;
use pending::Pending;
use std::rc::Rc;

/// How a mutation ended, or why it cannot go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    /// The row; for one that was just made, its new id.
    pub target: StatusId,
    /// The id the row had until now: another one if it was just made.
    pub was: StatusId,
    /// What the row was called before.
    pub name: Box<str>,
    /// What was wanted.
    pub change: Change,
    /// It was taking back an earlier change.
    pub undo: bool,
    /// What came of it.
    pub outcome: Outcome,
}

/// What came of a mutation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The portal holds it.
    Saved,
    /// The row is gone.
    Removed {
        /// Somebody else had deleted it before.
        before: bool,
    },
    /// It was not made and waits for the user's decision.
    Failed(Failure),
    /// Somebody else changed the same field; the user decides.
    Conflict,
    /// The user lacks the right; the row shows again what the portal holds.
    PutBack,
}

/// The base, and the mutations in the order in which the user made them. A copy costs as much as there are mutations,
/// however many rows there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Store {
    base: Base,
    pending: Pending,
    /// Rows with the mark "saved".
    saved: Keys,
    /// Rows of the base that somebody else deleted and the user has not seen off.
    gone: Keys,
    /// Rows of the base that somebody else made and that are kept back while the user is writing.
    arrived: Keys,
    /// Texts that the user has written for names and that are none.
    unfinished: Vec<(StatusId, Rc<str>)>,
    issued: u32,
    /// The order in which the rows are shown, as it was last kept, and what it was made of.
    lineup: Rc<Lineup>,
    plan: Plan,
}

impl Store {
    /// How many rows there are, those included that are kept back or still to be made.
    #[must_use]
    pub fn len(&self) -> usize {
        self.base.len() + self.pending.iter().filter(|it| matches!(it.change, Change::Add(_))).count()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The codes in use, without their pipeline's prefix, those of rows included that are still to be made.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        let drafts = self.pending.iter().filter_map(|it| match &it.change {
            Change::Add(draft) => Some(&*draft.code),
            _ => None,
        });
        self.base.iter().map(|row| row.short_code()).chain(drafts)
    }

    /// The mutations the portal has not confirmed.
    #[must_use]
    pub fn pending(&self) -> &[Rc<Mutation>] {
        &self.pending
    }

    /// A pending mutation.
    #[must_use]
    pub fn mutation(&self, id: MutationId) -> Option<&Mutation> {
        self.position(id).map(|at| &self.pending[at])
    }

    /// The row the portal holds.
    #[must_use]
    pub fn confirmed(&self, id: StatusId) -> Option<&Rc<Status>> {
        self.base.get(id)
    }

    /// The mutations that may be sent at `now`, in the order in which they were made.
    ///
    /// A row has one request at a time, so that answers cannot overtake each other, and a row that is still to
    /// be made has none but that.
    pub fn ready(&self, now: Millis) -> impl Iterator<Item = &Mutation> {
        self.pending
            .iter()
            .enumerate()
            .filter(move |(at, it)| it.is_ready(now) && !self.is_behind(*at))
            .map(|(_, it)| &**it)
    }

    /// The mutations that only need their time to come: to be sent, or to be looked after.
    pub fn waiting(&self) -> impl Iterator<Item = &Mutation> {
        let pending = self.pending.iter().enumerate();
        let waiting = pending
            .filter(|(at, it)| (it.waits() || it.progress == Progress::Confirming) && !self.is_behind(*at));
        waiting.map(|(_, it)| &**it)
    }

    /// Mutations whose outcome only a reading can tell, if that may be made at `now`.
    pub fn doubtful(&self, now: Millis) -> impl Iterator<Item = &Mutation> {
        let pending = self.pending.iter().map(|it| &**it);
        pending.filter(move |it| it.progress == Progress::Confirming && it.due <= now)
    }

    /// The mark "saved" was seen long enough.
    pub fn forget_saved(&mut self, target: StatusId) {
        self.saved.take(by_id(target));
    }

    /// The user has left this text for a name of a row, which is none, or none any more.
    pub fn leave_unfinished(&mut self, target: StatusId, text: Option<Rc<str>>) {
        self.unfinished.retain(|(id, _)| *id != target);
        self.unfinished.extend(text.map(|text| (target, text)));
    }

    /// Texts that the user has written for names of rows and that are none.
    #[must_use]
    pub fn unfinished(&self) -> &[(StatusId, Rc<str>)] {
        &self.unfinished
    }

    /// The user has seen that rows arrived.
    pub fn show_arrived(&mut self) {
        self.arrived = Keys::default();
    }

    /// Rows that are kept back.
    pub fn arrived(&self) -> impl Iterator<Item = StatusId> {
        self.arrived.from(0).filter_map(|(key, ())| id_in(key))
    }

    /// Whether somebody else deleted a row and the user has not seen it off.
    #[must_use]
    pub fn is_gone(&self, id: StatusId) -> bool {
        self.gone.has(by_id(id))
    }

    /// The mutations of a row, in the order in which they were made.
    pub fn pending_of(&self, target: StatusId) -> impl Iterator<Item = &Mutation> {
        self.pending.of(target)
    }

    /// How many rows are only here or only there.
    #[must_use]
    pub fn strangers(&self) -> usize {
        self.gone.len() + self.arrived.len()
    }

    /// Whether an earlier mutation has to be through first.
    fn is_behind(&self, at: usize) -> bool {
        if !self.pending.is_crowded() {
            return false;
        }
        let mine = &self.pending[at];
        let mut earlier = self.pending.of(mine.target).take_while(|it| it.id < mine.id);
        earlier.any(|it| it.progress.is_under_way() || matches!(it.change, Change::Add(_)))
    }

    /// Whether the portal may have been asked to delete a row.
    #[must_use]
    pub fn is_being_deleted(&self, target: StatusId) -> bool {
        self.pending.of(target).any(|it| it.is_deletion() && it.progress.is_under_way())
    }

    /// Whether the portal does not hold everything that is wanted of a row.
    #[must_use]
    pub fn is_busy(&self, target: StatusId) -> bool {
        self.pending.is_any(target)
    }

    fn position(&self, id: MutationId) -> Option<usize> {
        self.pending.position(id)
    }
}

impl Mutation {
    /// Whether it only needs its time to come.
    fn waits(&self) -> bool {
        matches!(self.progress, Progress::Waiting | Progress::Delayed { held: false })
    }

    fn is_ready(&self, now: Millis) -> bool {
        self.waits() && self.due <= now
    }

    fn is_move(&self) -> bool {
        matches!(self.change, Change::Move(_))
    }

    fn is_deletion(&self) -> bool {
        matches!(self.change, Change::Delete { .. })
    }

    /// Whether the user is just reading that it is about to be made.
    #[must_use]
    pub fn is_held(&self) -> bool {
        self.progress == Progress::Delayed { held: true }
    }

    /// Whether it was not made.
    #[must_use]
    pub fn is_failed(&self) -> bool {
        matches!(self.progress, Progress::Failed(_))
    }

    /// Whether it clashes with somebody else's.
    #[must_use]
    pub fn is_in_conflict(&self) -> bool {
        matches!(self.progress, Progress::Conflict(_))
    }

    /// Whether it was tried in vain.
    #[must_use]
    pub fn is_postponed(&self) -> bool {
        self.progress == Progress::Waiting && self.attempts > 0
    }
}
