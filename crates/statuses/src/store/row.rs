//! A row as it is shown.

use super::mutation::{Change, MutationId, Value};
use crate::failure::{Cause, Failure};
use crate::status::Status;
use std::rc::Rc;

/// A row as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The row with every pending edit laid over it. A row that is still to be made has a provisional id.
    pub status: Rc<Status>,
    /// What is going on with it.
    pub state: RowState,
    /// What the user has written for its name, and that is none.
    pub unfinished: Option<Rc<str>>,
}

/// What is going on with a row. The most urgent thing wins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowState {
    /// Nothing.
    Idle,
    /// An edit is being sent, or about to be.
    Saving,
    /// An edit waits for a connection, or for the next try after trouble.
    Waiting,
    /// An edit was sent and no answer came: the portal is asked what it holds.
    Checking,
    /// An edit was confirmed a moment ago.
    Saved,
    /// It will be deleted in a few seconds, unless the user takes that back.
    Doomed(MutationId),
    /// Its deletion is being sent.
    Deleting,
    /// Somebody else deleted it. It stays in view until the user has seen it.
    Gone,
    /// A change was not made.
    Failed(Rc<Mishap>),
    /// Somebody else changed the same field meanwhile.
    Conflict(Rc<Clash>),
}

impl RowState {
    /// Whether the row is on its way out, or gone: nothing else can be wanted of it.
    #[must_use]
    pub fn is_leaving(&self) -> bool {
        matches!(self, Self::Doomed(_) | Self::Deleting | Self::Gone)
    }

    /// Whether the portal has refused to delete the row because records hold it.
    #[must_use]
    pub fn is_held_by_records(&self) -> bool {
        matches!(self, Self::Failed(mishap) if mishap.failure.cause == Cause::HasItems)
    }
}

/// A change that was not made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mishap {
    /// Which mutation.
    pub mutation: MutationId,
    /// What it wanted.
    pub change: Change,
    /// The row as the portal holds it; for a row that is still to be made, as it would be.
    pub base: Rc<Status>,
    /// Why it was not made.
    pub failure: Failure,
}

impl Mishap {
    /// Whether the row was to stand somewhere else.
    #[must_use]
    pub fn is_move(&self) -> bool {
        matches!(self.change, Change::Move(_))
    }
}

/// Two people want different things of one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    /// Which mutation.
    pub mutation: MutationId,
    /// What it wants. A deletion clashes with another name.
    pub change: Change,
    /// It takes back an earlier change (ux §7, E38).
    pub undo: bool,
    /// What the portal holds now.
    pub theirs: Value,
}
