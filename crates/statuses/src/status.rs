//! One value of a CRM directory.

use crate::color::StoredColor;
use crate::key::{self, Key, pair};
use std::fmt;
use std::rc::Rc;

/// The numeric id of a row, unique over all directories of a portal.
///
/// Never built from pieces of text: the server takes `"101abc"` for 101 (rest-behaviour §1.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StatusId(u32);

impl StatusId {
    /// An id larger than any portal hands out: asking for it changes nothing and tells the caller's rights.
    pub const NOBODY: Self = Self(i32::MAX as u32);

    /// A positive number is an id; zero is not.
    #[must_use]
    pub fn new(id: u32) -> Option<Self> {
        (id > 0).then_some(Self(id))
    }

    /// Reads the decimal digits the portal sends; anything else is no id.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        text.parse().ok().and_then(Self::new)
    }

    /// The id of a row that the portal has not made yet, above all that it hands out.
    #[must_use]
    pub fn provisional(number: u32) -> Self {
        Self(number | 1 << 31)
    }

    /// Whether the portal does not know the row.
    #[must_use]
    pub fn is_provisional(self) -> bool {
        self > Self::NOBODY
    }

    /// The number itself.
    #[must_use]
    pub fn get(self) -> u32 {
        self.0
    }
}

impl fmt::Display for StatusId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Where a stage stands in its pipeline. The order of the variants is the order on screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Work is going on.
    InProgress,
    /// Won: exactly one stage.
    Success,
    /// Lost: one or more stages.
    Failed,
}

impl Group {
    /// All groups, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::InProgress, Self::Success, Self::Failed];
}

/// One row of a directory, as the portal holds it (rest-behaviour §1.5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// Row id.
    pub id: StatusId,
    /// The directory it belongs to, e.g. `DEAL_STAGE`.
    pub entity: Box<str>,
    /// The code other records hold, with its pipeline's prefix, e.g. `C5:NEW`.
    pub code: Box<str>,
    /// What people read. Any text: it may hold markup, which is text all the same.
    pub name: Box<str>,
    /// The name Bitrix24 gave a system row; empty for others.
    pub name_init: Box<str>,
    /// Position; equal values are possible and are ordered by id.
    pub sort: i64,
    /// Made by Bitrix24, so deleting it needs `FORCED=Y`.
    pub system: bool,
    /// The colour, as stored.
    pub color: StoredColor,
    /// Where it stands.
    pub group: Group,
}

impl Status {
    /// The code without its pipeline's prefix: `NEW` for `C5:NEW`.
    #[must_use]
    pub fn short_code(&self) -> &str {
        self.code.rsplit(':').next().unwrap_or(&self.code)
    }

    /// Whether it has another name than the one Bitrix24 gave it.
    #[must_use]
    pub fn is_renamed(&self) -> bool {
        !self.name_init.is_empty() && self.name_init != self.name
    }

    /// Where it stands: group, position, and id, because positions may be equal. Less than a hundred bits.
    pub(crate) fn key(&self) -> Key {
        // The sign turned round, so that negative numbers come first.
        let sort = self.sort.cast_unsigned() ^ 1 << 63;
        (self.group as Key) << 96 | Key::from(sort) << 32 | Key::from(self.id.0)
    }

    /// Puts rows into the order on screen: group, `SORT`, then id, because the server leaves ties open
    /// (rest-behaviour §2.1).
    pub fn arrange(rows: &mut [Rc<Self>]) {
        let places = rows.iter().zip(0..).map(|(row, at): (_, Key)| row.key() << 28 | at);
        let mut places: Vec<_> = places.collect();
        key::sort(&mut places);
        let before = rows.to_vec();
        for (row, place) in rows.iter_mut().zip(places) {
            row.clone_from(&before[key::second(place & ((1 << 28) - 1))]);
        }
    }
}

#[cfg(test)]
impl Status {
    /// A stage of deals, for tests that look at order alone.
    pub(crate) fn stage(number: u32, group: Group, sort: i64) -> Self {
        Self {
            id: StatusId(number),
            entity: "DEAL_STAGE".into(),
            code: "X".into(),
            name: "x".into(),
            name_init: "".into(),
            sort,
            system: false,
            color: StoredColor::Default,
            group,
        }
    }
}

/// Ids in their own order.
#[must_use]
pub fn sorted(ids: &[StatusId]) -> Vec<StatusId> {
    let mut keys: Vec<_> = ids.iter().map(|id| Key::from(id.0)).collect();
    key::sort(&mut keys);
    keys.into_iter().filter_map(|key| StatusId::new(u32::try_from(key).ok()?)).collect()
}

/// Where rows stand in a list, to be looked up by their ids however long it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Index(Vec<Key>);

impl Index {
    /// Of a list of rows.
    #[must_use]
    pub fn of(rows: &[Rc<Status>]) -> Self {
        Self::new(rows.iter().map(|row| row.id))
    }

    /// Of a list of ids.
    #[must_use]
    pub fn new(ids: impl Iterator<Item = StatusId>) -> Self {
        let mut index: Vec<_> = ids.zip(0..).map(|(id, at)| pair(id.0 as usize, at)).collect();
        key::sort(&mut index);
        Self(index)
    }

    /// Where the row stands, from zero; none if it is not in the list.
    #[must_use]
    pub fn find(&self, id: StatusId) -> Option<usize> {
        let key = *self.0.get(self.0.partition_point(|key| *key < pair(id.0 as usize, 0)))?;
        (key::first(key) == id.0 as usize).then(|| key::second(key))
    }
}
