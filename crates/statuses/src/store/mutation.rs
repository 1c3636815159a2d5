//! A change of one row on its way to the portal, and how its answer is judged.

use super::place::Place;
use crate::call;
use crate::clock::Millis;
use crate::color::{Color, StoredColor};
use crate::failure::{Cause, Failure};
use crate::name::Name;
use crate::status::{Group, Status, StatusId};
use std::mem::discriminant;
use std::rc::Rc;

/// What the user wants of one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Another name.
    Rename(Name),
    /// Another colour. The default can be wanted back, too: it is stored as `#` (rest-behaviour §3.2).
    Recolor(StoredColor),
    /// Another place in its group.
    Move(Place),
    /// A new row.
    Add(Draft),
    /// No such row any more.
    Delete {
        /// It is a system row and the user was told what that means.
        forced: bool,
    },
}

/// A row that does not exist yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The directory it will belong to.
    pub entity: Box<str>,
    /// The code other records will hold; the portal puts a pipeline's prefix before it.
    pub code: Box<str>,
    /// What people will read.
    pub name: Name,
    /// Its colour; none leaves it to Bitrix24.
    pub color: Option<Color>,
    /// Where it will stand.
    pub place: Place,
}

/// What a change sets, as far as two people can want different things of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A name.
    Name(Box<str>),
    /// A colour.
    Color(StoredColor),
}

/// Names a mutation for as long as it is pending.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MutationId(pub(crate) u32);

/// A change on its way to the portal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mutation {
    /// Its name in actions.
    pub id: MutationId,
    /// The row it changes; a provisional id for a row that is still to be made.
    pub target: StatusId,
    /// What it changes.
    pub change: Change,
    /// It takes back an earlier change.
    pub undo: bool,
    /// How far it has come.
    pub progress: Progress,
    /// What the portal may hold of the field without anybody else having changed it: what the user saw, and
    /// what this page has sent of it since.
    pub(crate) based_on: Vec<Value>,
    /// How often it was sent, or could not be, since the user last asked for it.
    pub(crate) attempts: u32,
    /// Not to be sent before.
    pub(crate) due: Millis,
    /// When it was last looked which records hold the row; of a deletion only.
    pub(crate) counted: Millis,
    /// So many records may keep the code of a row that is deleted: the user knows of them.
    pub(crate) accepted: u32,
}

/// The life of a mutation; a confirmed one is not pending any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Progress {
    /// To be sent as soon as it may be.
    Waiting,
    /// Kept back, so that the user can think again (ux §6.2: deletions).
    Delayed {
        /// The user is just reading it, so the time does not run.
        held: bool,
    },
    /// A request carries it.
    Sent,
    /// It was sent and no usable answer came: whether it was made is seen at the next reading.
    Confirming,
    /// It was not made. It stays, so that nothing the user did is lost.
    Failed(Failure),
    /// Somebody else changed the same field, to this. The user decides.
    Conflict(Value),
}

impl Progress {
    /// Whether nothing happens any more until the user has decided.
    #[must_use]
    pub fn is_open_question(&self) -> bool {
        matches!(self, Self::Failed(_) | Self::Conflict(_))
    }

    /// Whether the portal may have been told of it without our knowing the outcome.
    #[must_use]
    pub fn is_under_way(&self) -> bool {
        matches!(self, Self::Sent | Self::Confirming)
    }
}

/// What came back for one write, and the read-back that alone proves it (rest-behaviour §5).
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
    Removed {
        before: bool,
    },
    /// It may have been made.
    Doubtful(Failure),
    /// It was not made, and may be tried again.
    Postponed(Failure),
    Failed(Failure),
    /// What was sent of it is stored, and more is to follow.
    Unfinished,
}

impl Change {
    /// Whether both are about the same thing of a row, so that the later one takes the place of the earlier.
    pub(crate) fn is_kin(&self, other: &Self) -> bool {
        discriminant(self) == discriminant(other)
    }

    /// Whether a row is a neighbour.
    pub(crate) fn names(&self, id: StatusId) -> bool {
        match self {
            Self::Move(place) | Self::Add(Draft { place, .. }) => {
                [place.after, place.before].contains(&Some(id))
            }
            Self::Rename(_) | Self::Recolor(_) | Self::Delete { .. } => false,
        }
    }

    /// A row that may be a neighbour has another id now.
    pub(crate) fn rename(&mut self, was: StatusId, target: StatusId) {
        let place = match self {
            Self::Move(place) => place,
            Self::Add(draft) => &mut draft.place,
            Self::Rename(_) | Self::Recolor(_) | Self::Delete { .. } => return,
        };
        let neighbours = place.after.iter_mut().chain(&mut place.before);
        neighbours.filter(|id| **id == was).for_each(|id| *id = target);
    }

    /// The row with the change made. Places are not a matter of one row.
    pub(super) fn over(&self, row: Rc<Status>) -> Rc<Status> {
        match self {
            Self::Rename(name) => Rc::new(Status { name: name.as_str().into(), ..Rc::unwrap_or_clone(row) }),
            Self::Recolor(color) => Rc::new(Status { color: color.clone(), ..Rc::unwrap_or_clone(row) }),
            Self::Move(_) | Self::Add(_) | Self::Delete { .. } => row,
        }
    }

    /// Whether the row is already as the change wants it. Places are not a matter of one row.
    #[must_use]
    pub fn holds(&self, row: &Status) -> bool {
        match self {
            Self::Rename(name) => *row.name == *name.as_str(),
            Self::Recolor(color) => row.color == *color,
            Self::Add(draft) => draft.is(row) && *row.name == *draft.name.as_str(),
            Self::Move(_) | Self::Delete { .. } => false,
        }
    }

    /// What the portal's row holds of what the change is about. A deletion is about the row that people know
    /// by its name.
    pub(super) fn value_in(&self, row: &Status) -> Option<Value> {
        match self {
            Self::Rename(_) | Self::Delete { .. } => Some(Value::Name(row.name.clone())),
            Self::Recolor(_) => Some(Value::Color(row.color.clone())),
            Self::Move(_) | Self::Add(_) => None,
        }
    }

    /// What the change sets.
    #[must_use]
    pub fn value(&self) -> Option<Value> {
        match self {
            Self::Rename(name) => Some(Value::Name(name.as_str().into())),
            Self::Recolor(color) => Some(Value::Color(color.clone())),
            Self::Move(_) | Self::Add(_) | Self::Delete { .. } => None,
        }
    }

    /// The REST method that makes it.
    #[must_use]
    pub fn method(&self) -> &'static str {
        match self {
            Self::Rename(_) | Self::Recolor(_) | Self::Move(_) => call::UPDATE,
            Self::Add(_) => call::ADD,
            Self::Delete { .. } => call::DELETE,
        }
    }

    /// Judges by what the portal holds now, and only without that by what it said: `true` is given for
    /// writes that stored nothing, and a lost answer may belong to a write that was made (rest-behaviour §5).
    pub(super) fn verdict(&self, answer: &Answer) -> Verdict {
        let deletes = matches!(self, Self::Delete { .. });
        match (&answer.read, &answer.write) {
            (Read::Missing, write) if deletes => {
                let before = write.as_ref().is_err_and(|failure| failure.cause == Cause::Gone);
                Verdict::Removed { before }
            }
            (_, Err(failure)) if deletes && failure.cause == Cause::Gone => Verdict::Removed { before: true },
            (Read::Row(row), _) if self.holds(row) => Verdict::Stored,
            // A browser repeats a request whose connection broke by itself, so that "already exists" may speak
            // of the row this very request has made: look before believing it (rest-behaviour §8a).
            (_, Err(failure)) if failure.cause == Cause::CodeTaken => Verdict::Doubtful(failure.clone()),
            (Read::Missing, Err(failure)) if failure.cause != Cause::Gone && failure.is_transient() => {
                Verdict::Postponed(failure.clone())
            }
            (Read::Missing, Ok(())) if matches!(self, Self::Add(_)) => Verdict::Failed(not_stored()),
            (Read::Missing, _) => Verdict::Failed(Failure::because(Cause::Gone, self.method(), "")),
            (Read::Unknown, Err(failure)) if failure.leaves_doubt() => Verdict::Doubtful(failure.clone()),
            (_, Err(failure)) if failure.is_transient() => Verdict::Postponed(failure.clone()),
            (_, Err(failure)) => Verdict::Failed(failure.clone()),
            (Read::Row(_), Ok(())) => Verdict::Failed(not_stored()),
            (Read::Unknown, Ok(())) => Verdict::Doubtful(no_read_back()),
        }
    }
}

/// The portal said yes, and holds something else.
pub(super) fn not_stored() -> Failure {
    Failure::because(Cause::NotStored, call::GET, "")
}

/// The portal said yes, and nobody saw what it holds.
pub(super) fn no_read_back() -> Failure {
    Failure::because(Cause::TimedOut, call::GET, "No read-back")
}

impl Draft {
    /// Whether this row of the portal has the draft's code, with or without its pipeline's prefix.
    #[must_use]
    pub fn is(&self, row: &Status) -> bool {
        *row.entity == *self.entity
            && (row.code.eq_ignore_ascii_case(&self.code)
                || row.short_code().eq_ignore_ascii_case(&self.code))
    }

    /// The row as it is shown before the portal has it.
    pub(super) fn as_row(&self, id: StatusId) -> Status {
        Status {
            id,
            entity: self.entity.clone(),
            code: self.code.clone(),
            name: self.name.as_str().into(),
            name_init: "".into(),
            sort: 0,
            system: false,
            color: self.color.map_or(StoredColor::Default, StoredColor::Color),
            group: self.place.group,
        }
    }

    /// `SEMANTICS` as `crm.status.add` wants it (rest-behaviour §2.4).
    #[must_use]
    pub fn semantics(&self) -> &'static str {
        match self.place.group {
            Group::InProgress => "P",
            Group::Success => "S",
            Group::Failed => "F",
        }
    }
}
