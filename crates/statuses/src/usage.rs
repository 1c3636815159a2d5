//! How many records hold a value, as far as the user can see them.

mod holder;
mod survey;

pub use holder::{Holder, RecordId, Records};
pub use survey::Survey;

use crate::failure::Failure;
use crate::status::StatusId;
use std::rc::Rc;

/// What is known of the records that hold a value. "None that the user can see" is not "none" (ux §10.16).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Count {
    /// So many of each kind, in the order of the directory's holders.
    Known(Rc<[u32]>),
    /// They could not be counted.
    Failed(Failure),
    /// It is not known which records hold such values.
    Unknowable,
}

impl Count {
    /// How many in all; none if that is not known.
    #[must_use]
    pub fn total(&self) -> Option<u32> {
        match self {
            Self::Known(counts) => Some(counts.iter().fold(0, |sum, count| sum.saturating_add(*count))),
            Self::Failed(_) | Self::Unknowable => None,
        }
    }
}

/// The counts of values, of whichever directory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// In the order of the ids; with a mark for those that are to be counted again.
    counts: Vec<(StatusId, Count, bool)>,
}

impl Usage {
    /// What is known of a value; none if it was not counted yet.
    #[must_use]
    pub fn of(&self, id: StatusId) -> Option<&Count> {
        self.place(id).ok().map(|at| &self.counts[at].1)
    }

    /// Whether a value is still, or again, to be counted.
    #[must_use]
    pub fn wants(&self, id: StatusId) -> bool {
        self.place(id).map_or(true, |at| self.counts[at].2)
    }

    /// A value was counted.
    pub fn note(&mut self, id: StatusId, count: Count) {
        match self.place(id) {
            Ok(at) => self.counts[at] = (id, count, false),
            Err(at) => self.counts.insert(at, (id, count, false)),
        }
    }

    /// All values are to be counted again. What is known of them is shown until then.
    pub fn age(&mut self) {
        self.counts.iter_mut().for_each(|(_, _, stale)| *stale = true);
    }

    /// One value is to be counted again.
    pub fn age_one(&mut self, id: StatusId) {
        if let Ok(at) = self.place(id) {
            self.counts[at].2 = true;
        }
    }

    fn place(&self, id: StatusId) -> Result<usize, usize> {
        self.counts.binary_search_by_key(&id, |(id, ..)| *id)
    }
}
