//! A change of one row on its way to the portal, and how its answer is judged.

use crate::color::{Color, StoredColor};
use crate::failure::{Cause, Failure};
use crate::name::Name;
use crate::status::{Status, StatusId};
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
pub struct MutationId(pub(super) u32);

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

/// What an answer means.
pub(super) enum Verdict {
    Stored,
    Removed { before: bool },
    Failed(Failure),
}

impl Change {
    /// The row with the change made.
    pub(super) fn over(&self, row: Rc<Status>) -> Rc<Status> {
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
    pub(super) fn verdict(&self, answer: Answer) -> Verdict {
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
