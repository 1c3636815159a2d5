//! What the portal has confirmed, and the edits it has not.
//!
//! The view is the confirmed base with every pending mutation laid over it, so a rollback is the removal of
//! a mutation and never the return of an old snapshot: later edits of the same row stand.

mod mutation;
mod row;

pub use mutation::{Answer, Change, Mutation, MutationId, Progress, Read};
pub use row::{Mishap, Row, RowState};

use crate::failure::{Cause, Failure};
use crate::status::{Status, StatusId};
use mutation::Verdict;
use std::mem::discriminant;
use std::rc::Rc;

/// How a mutation ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Settled {
    /// The portal holds it.
    Saved(Change),
    /// The row is gone.
    Removed {
        /// Somebody else had deleted it before.
        before: bool,
    },
    /// It was not made and waits for the user's decision.
    Failed,
    /// The user lacks the right; the row shows again what the portal holds.
    PutBack,
}

/// The base, and the mutations in the order in which the user made them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Store {
    base: Rc<Vec<Rc<Status>>>,
    pending: Vec<Mutation>,
    saved: Vec<StatusId>,
    issued: u32,
}

impl Store {
    /// Takes over what the portal holds. Pending mutations stay and are laid over it.
    pub fn load(&mut self, rows: Vec<Rc<Status>>) {
        self.base = Rc::new(rows);
    }

    /// The rows as they are shown, in their order.
    #[must_use]
    pub fn rows(&self) -> Vec<Row> {
        self.base.iter().map(|status| self.row(status)).collect()
    }

    /// The mutations that may be sent now: at most one for each row, so that answers cannot overtake each
    /// other, and none for a row with a request under way.
    #[must_use]
    pub fn sendable(&self) -> Vec<&Mutation> {
        let under_way = self.pending.iter().filter(|mutation| mutation.progress == Progress::Sent);
        let mut busy: Vec<StatusId> = under_way.map(|mutation| mutation.target).collect();
        let mut sendable = Vec::new();
        for mutation in self.pending.iter().filter(|mutation| mutation.progress == Progress::Waiting) {
            if !busy.contains(&mutation.target) {
                busy.push(mutation.target);
                sendable.push(mutation);
            }
        }
        sendable
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.base.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.base.is_empty()
    }

    /// The mutations the portal has not confirmed.
    #[must_use]
    pub fn pending(&self) -> &[Mutation] {
        &self.pending
    }

    /// The row the portal holds.
    #[must_use]
    pub fn confirmed(&self, id: StatusId) -> Option<&Rc<Status>> {
        self.base.iter().find(|status| status.id == id)
    }

    /// Adds a change. It takes the place of one of the same kind that is not under way; a change to what
    /// the row will be anyway only does that.
    pub fn edit(&mut self, target: StatusId, change: Change) {
        self.saved.retain(|id| *id != target);
        self.pending.retain(|mutation| {
            mutation.progress == Progress::Sent
                || mutation.target != target
                || discriminant(&mutation.change) != discriminant(&change)
        });
        let Some(base) = self.confirmed(target) else { return };
        if change.holds(&self.overlaid(base)) {
            return;
        }
        self.issued += 1;
        let id = MutationId(self.issued);
        self.pending.push(Mutation { id, target, change, progress: Progress::Waiting });
    }

    /// A request now carries the mutation.
    pub fn sent(&mut self, id: MutationId) {
        self.advance(id, Progress::Sent, |progress| *progress == Progress::Waiting);
    }

    /// The user wants a failed mutation sent again, as it was.
    pub fn retry(&mut self, id: MutationId) {
        self.advance(id, Progress::Waiting, Progress::is_failed);
    }

    /// The user gives a mutation up. One that is under way cannot be called back.
    pub fn revert(&mut self, id: MutationId) {
        self.pending.retain(|mutation| mutation.id != id || mutation.progress == Progress::Sent);
    }

    /// Takes a row off the list, with everything that was wanted of it.
    pub fn remove(&mut self, target: StatusId) {
        self.pending.retain(|mutation| mutation.target != target);
        self.saved.retain(|id| *id != target);
        Rc::make_mut(&mut self.base).retain(|status| status.id != target);
    }

    /// The mark "saved" was seen long enough.
    pub fn forget_saved(&mut self, target: StatusId) {
        self.saved.retain(|id| *id != target);
    }

    /// Ends a mutation that was under way; none if it is not.
    pub fn settle(&mut self, id: MutationId, answer: Answer) -> Option<Settled> {
        let at = self
            .pending
            .iter()
            .position(|mutation| mutation.id == id && mutation.progress == Progress::Sent)?;
        let target = self.pending[at].target;
        if let Read::Row(row) = &answer.read {
            self.refresh(row);
        }
        let verdict = self.pending[at].change.verdict(answer);
        match &verdict {
            Verdict::Stored => {
                let change = self.pending.remove(at).change;
                if !self.is_busy(target) {
                    self.saved.push(target);
                }
                return Some(Settled::Saved(change));
            }
            Verdict::Removed { before } => {
                self.remove(target);
                return Some(Settled::Removed { before: *before });
            }
            Verdict::Failed(failure) if failure.cause == Cause::AccessDenied => {
                self.pending.remove(at);
                return Some(Settled::PutBack);
            }
            Verdict::Failed(failure) => self.fail(at, failure.clone()),
        }
        Some(Settled::Failed)
    }

    /// A failed mutation stays, unless a newer change of the same kind has come meanwhile.
    fn fail(&mut self, at: usize, failure: Failure) {
        let (target, kind) = (self.pending[at].target, discriminant(&self.pending[at].change));
        let superseded = self.pending[at + 1..]
            .iter()
            .any(|newer| newer.target == target && discriminant(&newer.change) == kind);
        if superseded {
            self.pending.remove(at);
        } else {
            self.pending[at].progress = Progress::Failed(failure);
        }
    }

    fn refresh(&mut self, row: &Rc<Status>) {
        if self.confirmed(row.id).is_some_and(|known| known != row) {
            let base = Rc::make_mut(&mut self.base);
            base.iter_mut().filter(|known| known.id == row.id).for_each(|known| *known = Rc::clone(row));
            Status::arrange(base);
        }
    }

    fn advance(&mut self, id: MutationId, to: Progress, from: impl Fn(&Progress) -> bool) {
        if let Some(mutation) = self.pending.iter_mut().find(|mutation| mutation.id == id)
            && from(&mutation.progress)
        {
            mutation.progress = to;
        }
    }

    fn is_busy(&self, target: StatusId) -> bool {
        self.pending.iter().any(|mutation| mutation.target == target)
    }

    fn row(&self, base: &Rc<Status>) -> Row {
        Row { status: self.overlaid(base), state: self.state(base) }
    }

    fn overlaid(&self, base: &Rc<Status>) -> Rc<Status> {
        let mine = self.pending.iter().filter(|mutation| mutation.target == base.id);
        mine.fold(Rc::clone(base), |row, mutation| mutation.change.over(row))
    }

    fn state(&self, base: &Rc<Status>) -> RowState {
        let mut state = if self.saved.contains(&base.id) { RowState::Saved } else { RowState::Idle };
        for mutation in self.pending.iter().filter(|mutation| mutation.target == base.id) {
            match (&mutation.progress, &mutation.change) {
                (Progress::Failed(failure), change) => {
                    return RowState::Failed(Rc::new(Mishap {
                        mutation: mutation.id,
                        change: change.clone(),
                        base: Rc::clone(base),
                        failure: failure.clone(),
                    }));
                }
                (_, Change::Delete { .. }) => state = RowState::Deleting,
                _ if state != RowState::Deleting => state = RowState::Saving,
                _ => {}
            }
        }
        state
    }
}

#[cfg(test)]
mod tests;
