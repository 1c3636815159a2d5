//! A row as it is shown.

use super::mutation::{Change, MutationId};
use crate::failure::Failure;
use crate::status::Status;
use std::rc::Rc;

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
