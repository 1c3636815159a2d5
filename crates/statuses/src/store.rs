//! What the portal has confirmed, and the edits it has not.
//!
//! The view is the confirmed base with every pending mutation laid over it, so a rollback is the removal of
//! a mutation and never the return of an old snapshot: later edits of the same row stand.

use crate::color::{Color, StoredColor};
use crate::failure::{Cause, Failure};
use crate::name::Name;
use crate::status::{Status, StatusId};
use std::mem::discriminant;
use std::rc::Rc;

/// What the user wants of one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Another name.
    Rename(Name),
    /// Another colour.
    Recolor(Color),
    /// No such row any more.
    Delete {
        /// It is a system row and the user was told what that means.
        forced: bool,
    },
}

/// Names a mutation for as long as it is pending.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MutationId(u32);

/// A change on its way to the portal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mutation {
    /// Its name in actions.
    pub id: MutationId,
    /// The row it changes.
    pub target: StatusId,
    /// What it changes.
    pub change: Change,
    /// How far it has come.
    pub progress: Progress,
}

/// The life of a mutation; a confirmed one is not pending any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Progress {
    /// To be sent as soon as its row is free.
    Waiting,
    /// A request carries it.
    Sent,
    /// It was not made. It stays, so that nothing the user did is lost.
    Failed(Failure),
}

impl Progress {
    /// Whether the user has to decide about it.
    #[must_use]
    pub fn is_failed(&self) -> bool {
        matches!(self, Self::Failed(_))
    }
}

/// What came back for one mutation: the write, and the read-back that alone proves it (rest-behaviour §5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Whether the portal accepted the write.
    pub write: Result<(), Failure>,
    /// What the portal holds now.
    pub read: Read,
}

/// The row, as the portal holds it after a write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Read {
    /// This is it.
    Row(Rc<Status>),
    /// There is no such row.
    Missing,
    /// It could not be read.
    Unknown,
}

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

/// A row as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The row with every pending edit laid over it.
    pub status: Rc<Status>,
    /// What is going on with it.
    pub state: RowState,
}

/// What is going on with a row. The most urgent thing wins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowState {
    /// Nothing.
    Idle,
    /// An edit waits or is being sent.
    Saving,
    /// An edit was confirmed a moment ago.
    Saved,
    /// Its deletion waits or is being sent.
    Deleting,
    /// A change was not made.
    Failed(Rc<Mishap>),
}

/// A change that was not made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mishap {
    /// Which mutation.
    pub mutation: MutationId,
    /// What it wanted.
    pub change: Change,
    /// The row as the portal holds it.
    pub base: Rc<Status>,
    /// Why it was not made.
    pub failure: Failure,
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

enum Verdict {
    Stored,
    Removed { before: bool },
    Failed(Failure),
}

impl Change {
    /// The row with the change made.
    fn over(&self, row: Rc<Status>) -> Rc<Status> {
        match self {
            Self::Rename(name) => Rc::new(Status { name: name.as_str().into(), ..Rc::unwrap_or_clone(row) }),
            Self::Recolor(color) => {
                Rc::new(Status { color: StoredColor::Color(*color), ..Rc::unwrap_or_clone(row) })
            }
            Self::Delete { .. } => row,
        }
    }

    /// Whether the row is already as the change wants it.
    #[must_use]
    pub fn holds(&self, row: &Status) -> bool {
        match self {
            Self::Rename(name) => *row.name == *name.as_str(),
            Self::Recolor(color) => row.color == StoredColor::Color(*color),
            Self::Delete { .. } => false,
        }
    }

    /// Judges by what the portal holds now, and only without that by what it said: `true` is given for
    /// writes that stored nothing, and a lost answer may belong to a write that was made (rest-behaviour §5).
    fn verdict(&self, answer: Answer) -> Verdict {
        let deletes = matches!(self, Self::Delete { .. });
        match (answer.read, answer.write) {
            (Read::Missing, write) if deletes => Verdict::Removed { before: write.is_err() },
            (_, Err(failure)) if deletes && failure.cause == Cause::Gone => Verdict::Removed { before: true },
            (Read::Row(row), _) if self.holds(&row) => Verdict::Stored,
            (Read::Missing, write) => Verdict::Failed(match write {
                Err(failure) if failure.cause == Cause::Gone => failure,
                _ => Failure::because(Cause::Gone, "crm.status.get", ""),
            }),
            (_, Err(failure)) => Verdict::Failed(failure),
            (Read::Row(_), Ok(())) => {
                Verdict::Failed(Failure::because(Cause::NotStored, "crm.status.get", ""))
            }
            (Read::Unknown, Ok(())) => {
                Verdict::Failed(Failure::because(Cause::TimedOut, "crm.status.get", "No read-back"))
            }
        }
    }
}

#[cfg(test)]
mod tests;
