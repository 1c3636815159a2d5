//! What happens to an editor, and what it wants to happen.

use super::Spot;
use crate::clock::Millis;
use crate::color::Color;
use crate::failure::Failure;
use crate::history::Step;
use crate::inventory::Addition;
use crate::relocation::Reply;
use crate::status::{Group, StatusId};
use crate::store::{Answer, Change, Choice, MutationId, Place, Seen};
use crate::sync::{Request, Ticket};
use std::rc::Rc;

/// Something that just happened and is said once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The portal holds the new name.
    Renamed {
        /// What it was called.
        was: Box<str>,
        /// What it is called.
        name: Box<str>,
    },
    /// The portal holds the new colour.
    Recolored {
        /// Of this row.
        name: Box<str>,
    },
    /// A row stands somewhere else; the portal does not know yet.
    Placed {
        /// Its name.
        name: Box<str>,
        /// Its place in its group, from 1.
        at: usize,
        /// So many rows are in the group.
        of: usize,
    },
    /// A row is in the user's hand, or was just put down.
    Handled {
        /// What happened to it.
        hand: Hand,
        /// Its name.
        name: Box<str>,
        /// Its place in its group, from 1.
        at: usize,
        /// So many rows are in the group.
        of: usize,
    },
    /// A row cannot be put into another group than this one, its own.
    KeepsGroup(Group),
    /// Rows cannot be moved now.
    MovesWait,
    /// The portal holds the new order.
    Moved {
        /// Of this row.
        name: Box<str>,
    },
    /// The portal has the new row.
    Added {
        /// Its name.
        name: Box<str>,
    },
    /// The row will be deleted unless the user takes that back.
    Doomed {
        /// Its name.
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
    /// Several changes were saved at once.
    Saved {
        /// How many.
        count: usize,
    },
    /// Changes could not be made, or clash with somebody else's.
    Open {
        /// How many.
        count: usize,
    },
    /// A change was taken back.
    Undone {
        /// Of this row.
        name: Box<str>,
    },
    /// A change was made again.
    Redone {
        /// Of this row.
        name: Box<str>,
    },
    /// The portal holds everything that was done to many rows at once.
    Done(Rc<Step>),
    /// A step that concerned many rows was taken back.
    TakenBack(Rc<Step>),
    /// A step that concerned many rows was made again.
    Repeated(Rc<Step>),
    /// Somebody else changed rows.
    Elsewhere {
        /// How many.
        count: usize,
    },
    /// The list is as the portal holds it.
    Refreshed,
    /// There is a connection again.
    Online {
        /// So many changes are sent now.
        count: usize,
    },
    /// The code is in the clipboard.
    CodeCopied {
        /// In full.
        code: Box<str>,
    },
    /// The name is in the clipboard.
    NameCopied {
        /// As it is shown.
        name: Box<str>,
    },
    /// So many colours are in the clipboard.
    ColorsCopied(Vec<Color>),
    /// What is in the clipboard is no colour.
    NoColors,
    /// A row cannot be moved while its neighbours are hidden.
    NotMoved,
    /// The user lacks the right to change anything.
    PutBack {
        /// What the user wanted it to be called.
        name: Box<str>,
        /// What it is called.
        was: Box<str>,
        /// So many other changes were put back with it.
        others: usize,
    },
}

/// What happens to a row that is moved by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hand {
    /// It was lifted.
    Grabbed,
    /// It is over another place.
    Over,
    /// It was put down.
    Dropped,
    /// It was put back to where it was.
    PutBack,
}

/// What came back for a round of writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The answers, in the order of the writes.
    pub answers: Vec<Answer>,
    /// When the used-up time of a method is given back, in milliseconds from now, as far as the portal told.
    pub resets: Vec<(&'static str, Millis)>,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// The request that was due is under way.
    Started(Ticket, Request),
    /// The portal was read.
    Read(Ticket, Result<Seen, Failure>),
    /// The portal was written to.
    Written(Ticket, Result<Written, Failure>),
    /// The records of rows that are to be deleted were counted.
    Counted(Ticket, Result<Vec<Reply>, Failure>),
    /// The user wants to see the latest.
    RefreshWanted,
    /// The user wants the next try now.
    Hurried,
    /// The user wants another token to be asked for.
    ReconnectWanted,
    /// The portal is asked for something about records.
    Asked,
    /// The portal has refused that: it is asked too often.
    Crowded,
    /// The browser says whether it has a connection.
    Connected(bool),
    /// The page came into view, or got the focus; or it went out of view.
    InView(bool),
    /// The user began to write, or stopped.
    Writing(bool),
    /// The user turned to another directory.
    Left,
    /// The user left this text in the name of a row, which is none; or nothing of the kind is left.
    Unfinished(StatusId, Option<Rc<str>>),

    /// The user changed a row.
    Edited {
        /// Which.
        target: StatusId,
        /// To what.
        change: Change,
    },
    /// The user knows that so many records keep the code of a row that is to be deleted.
    Accepted(StatusId, u32),
    /// The user moved a row by so many places, up if negative.
    Moved {
        /// Which.
        target: StatusId,
        /// How far.
        steps: isize,
    },
    /// The user put a row down beside other ones.
    Dropped {
        /// Which.
        target: StatusId,
        /// Where.
        place: Place,
    },
    /// The user wants a group in this order; what of it is there already stays where it is.
    Arranged {
        /// The group.
        group: Group,
        /// Its rows.
        order: Vec<StatusId>,
    },
    /// The user did several things at once: they are one step of the history, taken back and repeated as one.
    Together(Vec<Action>),
    /// The user wants new rows, one below the other.
    Added {
        /// Where they go.
        spot: Spot,
        /// They.
        rows: Vec<Addition>,
    },
    /// The user wants no more of the rows that were added last than the portal has already.
    AddingStopped,
    /// The user wants a new row under another code, because its own one is refused.
    Recoded(MutationId),
    /// The user wants a failed change sent again.
    Retried(MutationId),
    /// The user gives a change up that failed or is kept back.
    Reverted(MutationId),
    /// The user decided between two changes.
    Resolved(MutationId, Choice),
    /// The user confirmed a forced deletion where an ordinary one had failed.
    Forced(MutationId),
    /// The user is reading what is about to be deleted, or has read it.
    Held(MutationId, bool),
    /// The user takes back the latest step, or the one of this number.
    Undone(Option<u32>),
    /// The user repeats what was taken back last.
    Redone,
    /// The user takes a row off the list that the portal does not have.
    Removed(StatusId),
    /// The user wants a row again that somebody else deleted.
    CreatedAgain(StatusId),
    /// The user wants to see the rows that others made.
    ArrivedShown,
    /// "Saved" was on the row long enough.
    SavedSeen(StatusId),
    /// The full code of a row is in the clipboard.
    CodeCopied(StatusId),
    /// Something that concerns nobody but the user is to be said.
    Told(Notice),
}
