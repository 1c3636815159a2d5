//! What happens to records, and what has to be asked about them.

use crate::call::Call;
use crate::failure::Failure;
use crate::relocation::{Relocation, Reply, Request};
use crate::status::{Status, StatusId};
use crate::store::MutationId;
use crate::usage::Survey;
use std::rc::Rc;

/// A row that the user wants to delete.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// It.
    pub status: Rc<Status>,
    /// A deletion of it that has failed.
    pub replaces: Option<MutationId>,
    /// The portal has refused it because of records, and the user wants to know what helps.
    pub explains: bool,
}

/// Records that are moved from one value to another, so that it can be deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// The value to be deleted.
    pub from: Rc<Status>,
    /// Where its records go.
    pub to: Rc<Status>,
    /// How far it has come.
    pub relocation: Relocation,
}

/// Something to be asked of the portal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Errand {
    /// Count, because rows are in view.
    Count(Rc<Survey>),
    /// Count, because a row is to be deleted.
    Check(Rc<Survey>),
    /// Move records.
    Move(Rc<Job>, Request),
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// This is being asked.
    Started(Errand),
    /// This came back for it.
    Answered(Errand, Result<Vec<Reply>, Failure>),
    /// These rows are in view.
    InView(Vec<StatusId>),
    /// The user wants to see the latest.
    RecountWanted,
    /// The portal has refused to delete these rows, because records hold them.
    Refused(Vec<StatusId>),
    /// The user wants a row deleted.
    CheckWanted(Check),
    /// What was found out for a deletion has been dealt with.
    VerdictTaken,
    /// The user wants all records of a value moved, where so many of each kind were counted.
    MoveWanted {
        /// The value.
        from: Rc<Status>,
        /// Where they go.
        to: Rc<Status>,
        /// How many of each kind.
        counted: Rc<[u32]>,
    },
    /// The user wants the moving to wait.
    Paused,
    /// The user wants the moving to go on.
    Resumed,
    /// The user wants no more moved.
    Stopped,
    /// The user has seen how the moving ended.
    JobClosed,
}

impl Errand {
    /// The commands, to be sent in one batch.
    #[must_use]
    pub fn calls(&self) -> Vec<Call> {
        match self {
            Self::Count(survey) | Self::Check(survey) => survey.calls(),
            Self::Move(job, request) => job.relocation.calls(request),
        }
    }
}
