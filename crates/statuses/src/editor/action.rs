//! What happens to an editor, and what it wants to happen.

use super::Access;
use crate::directory::Directory;
use crate::failure::Failure;
use crate::status::{Status, StatusId};
use crate::store::{Answer, Change, MutationId};
use std::rc::Rc;

/// Something that just happened and is said once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The portal holds the new name.
    Renamed {
        /// It.
        name: Box<str>,
    },
    /// The portal holds the new colour.
    Recolored {
        /// Of this row.
        name: Box<str>,
    },
    /// The row is gone, as the user wanted.
    Deleted {
        /// Its last name.
        name: Box<str>,
    },
    /// The row was gone before.
    AlreadyDeleted {
        /// Its last known name.
        name: Box<str>,
    },
    /// The code is in the clipboard.
    CodeCopied {
        /// In full.
        code: Box<str>,
    },
    /// The user lacks the right to change anything.
    PutBack {
        /// What the user wanted it to be called.
        name: Box<str>,
        /// What it is called.
        was: Box<str>,
    },
}

/// What the portal told about a directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loaded {
    /// Its description, if the portal gave one.
    pub directory: Option<Directory>,
    /// Its rows.
    pub rows: Vec<Rc<Status>>,
    /// What the user may do.
    pub access: Access,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// A request for the list is on its way.
    ListRequested,
    /// No answer yet, and the user should know that we know.
    ListDelayed,
    /// The list of this number came.
    ListLoaded(u32, Loaded),
    /// The list of this number did not come.
    ListFailed(u32, Failure),
    /// The user wants the list once more.
    ListWanted,
    /// The user changed a row.
    Edited {
        /// Which.
        target: StatusId,
        /// To what.
        change: Change,
    },
    /// A request carries the mutation.
    Sent(MutationId),
    /// The request was answered, or will never be.
    Answered(MutationId, Answer),
    /// The user wants a failed change sent again.
    Retried(MutationId),
    /// The user gives a failed change up.
    Reverted(MutationId),
    /// The user takes a row off the list that the portal does not have.
    Removed(StatusId),
    /// The user confirmed a forced deletion where an ordinary one had failed.
    Forced(MutationId),
    /// "Saved" was on the row long enough.
    SavedSeen(StatusId),
    /// The full code of a row is in the clipboard.
    CodeCopied(StatusId),
}

/// Something that has to be done outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Ask for a list.
    Load {
        /// Of this directory.
        entity: Box<str>,
        /// To report under this number: an answer that was overtaken by a newer request must not win.
        load: u32,
    },
    /// Ask for this change and read it back.
    Write {
        /// To report under this id.
        mutation: MutationId,
        /// The row.
        target: StatusId,
        /// The change.
        change: Change,
    },
}
