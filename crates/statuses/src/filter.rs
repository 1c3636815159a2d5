//! Which rows of a list are shown: those a text finds, or those of one sort.

mod fold;
mod type_ahead;

pub(crate) use fold::is_unseen;
pub use fold::{find, is_joined};
pub use type_ahead::TypeAhead;

use crate::status::Status;
use crate::store::{Row, RowState};
use std::ops::Range;

/// What the user looks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    typed: Box<str>,
    /// Only rows of this sort.
    pub only: Only,
}

/// A sort of rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Only {
    /// All of them.
    #[default]
    All,
    /// Made by Bitrix24.
    System,
    /// Made by people.
    Own,
    /// Those that have another name than Bitrix24 gave them.
    Renamed,
    /// Those with a change that the portal does not hold.
    Unsaved,
    /// Stages on which Bitrix24's text is hard to read.
    Hard,
    /// Those without records that the user can see.
    Vacant,
}

impl Only {
    /// All sorts, in the order in which they are offered.
    pub const ALL: [Self; 7] =
        [Self::All, Self::System, Self::Own, Self::Renamed, Self::Unsaved, Self::Hard, Self::Vacant];

    /// Whether a row is of the sort. `known` tells what the row alone does not: whether it is [`Self::Hard`], or
    /// [`Self::Vacant`].
    #[must_use]
    pub fn admits(self, row: &Row, known: impl Fn(Self) -> bool) -> bool {
        match self {
            Self::All => true,
            Self::System => row.status.system,
            Self::Own => !row.status.system,
            Self::Renamed => row.status.is_renamed(),
            Self::Unsaved => !matches!(row.state, RowState::Idle | RowState::Saved | RowState::Gone),
            Self::Hard | Self::Vacant => known(self),
        }
    }
}

impl Filter {
    /// The same sort, and another text.
    #[must_use]
    pub fn with_text(&self, typed: &str) -> Self {
        Self { typed: typed.into(), only: self.only }
    }

    /// The same text, and another sort.
    #[must_use]
    pub fn with_sort(&self, only: Only) -> Self {
        Self { typed: self.typed.clone(), only }
    }

    /// The text as it was typed.
    #[must_use]
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// The text that is looked for: without the blanks around it.
    #[must_use]
    pub fn text(&self) -> &str {
        self.typed.trim()
    }

    /// Whether it leaves anything out.
    #[must_use]
    pub fn is_active(&self) -> bool {
        self.only != Only::All || !self.text().is_empty()
    }

    /// Whether a row is shown; `known` as for [`Only::admits`]. What waits for a decision of the user is never hidden.
    #[must_use]
    pub fn admits(&self, row: &Row, known: impl Fn(Only) -> bool) -> bool {
        let asks = matches!(row.state, RowState::Failed(_) | RowState::Conflict(_) | RowState::Doomed(_));
        asks || (self.only.admits(row, known) && self.finds(&row.status))
    }

    /// The part of a text that is looked for.
    #[must_use]
    pub fn part_of(&self, text: &str) -> Option<Range<usize>> {
        if self.text().is_empty() { None } else { find(text, self.text()) }
    }

    fn finds(&self, status: &Status) -> bool {
        let wanted = self.text();
        wanted.is_empty() || [&status.name, &status.code].iter().any(|text| find(text, wanted).is_some())
    }
}

#[cfg(test)]
mod tests;
