//! What a user may be doing when something goes wrong.

use super::told::Told;
use serde_json::Value;

/// What is being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operation {
    List,
    Rename,
    Recolour,
    Reorder,
    Add,
    Delete,
    Refresh,
}

/// To what, and what it is to become.
#[derive(Clone, Copy, Debug)]
pub(super) struct Subject {
    pub(super) id: u64,
    pub(super) value: &'static str,
}

/// A row as the portal stores it.
#[derive(Clone, Debug)]
pub(super) struct Stored {
    pub(super) id: u64,
    pub(super) name: String,
    color: String,
}

impl Stored {
    pub(super) fn read(row: &Value) -> Self {
        let text = |key: &str| row[key].as_str().unwrap_or_default();
        let id = text("ID").parse().expect("a number");
        Self { id, name: text("NAME").to_owned(), color: text("COLOR").to_lowercase() }
    }
}

impl Operation {
    pub(super) const ALL: [Self; 7] =
        [Self::List, Self::Rename, Self::Recolour, Self::Reorder, Self::Add, Self::Delete, Self::Refresh];

    pub(super) fn title(self) -> &'static str {
        match self {
            Self::List => "Opening the list",
            Self::Rename => "Renaming a stage",
            Self::Recolour => "Recolouring a stage",
            Self::Reorder => "Moving a stage",
            Self::Add => "Adding a stage",
            Self::Delete => "Deleting a stage",
            Self::Refresh => "Refreshing the list",
        }
    }

    /// The hand of `page.js` that does it.
    pub(super) fn hand(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Rename => "rename",
            Self::Recolour => "recolour",
            Self::Reorder => "reorder",
            Self::Add => "add",
            Self::Delete => "delete",
            Self::Refresh => "refresh",
        }
    }

    /// The method that writes it; none if nothing is written.
    pub(super) fn method(self) -> Option<&'static str> {
        match self {
            Self::Rename | Self::Recolour | Self::Reorder => Some("crm.status.update"),
            Self::Add => Some("crm.status.add"),
            Self::Delete => Some("crm.status.delete"),
            Self::List | Self::Refresh => None,
        }
    }

    /// The command of the frame that it may need.
    pub(super) fn command(self) -> &'static str {
        if self == Self::List { "getInitData" } else { "refreshAuth" }
    }

    /// What is changed while the fault occurs once, and while it lasts. What is refreshed has been changed in the
    /// portal.
    pub(super) fn subjects(self) -> [Subject; 2] {
        let subject = |id, value| Subject { id, value };
        match self {
            Self::List => [subject(0, ""); 2],
            Self::Rename => [subject(103, "Papers"), subject(105, "Bill")],
            Self::Recolour => [subject(103, "#a5de00"), subject(105, "#6b52cc")],
            Self::Reorder => [subject(103, "105"), subject(107, "109")],
            Self::Add => [subject(0, "Review"), subject(0, "Approval")],
            Self::Delete => [subject(105, "Invoice"), subject(107, "In progress")],
            Self::Refresh => [subject(109, "Last invoice"), subject(115, "Post mortem")],
        }
    }

    /// Whether the portal holds what was wanted.
    pub(super) fn is_held(self, subject: Subject, rows: &[Stored]) -> bool {
        let row = rows.iter().find(|row| row.id == subject.id);
        match self {
            Self::List | Self::Refresh => true,
            Self::Rename => row.is_some_and(|row| row.name == subject.value),
            Self::Recolour => row.is_some_and(|row| row.color == subject.value),
            Self::Reorder => is_behind(subject, rows.iter().map(|row| row.id)),
            Self::Add => rows.iter().filter(|row| row.name == subject.value).count() == 1,
            Self::Delete => row.is_none(),
        }
    }

    /// Whether the page shows what was wanted, as made or as still to be made.
    pub(super) fn is_shown(self, subject: Subject, told: &Told) -> bool {
        let row = told.rows.iter().find(|row| row.id == subject.id);
        match self {
            Self::List | Self::Refresh => true,
            Self::Rename => row.is_some_and(|row| row.name == subject.value),
            Self::Recolour => row.is_some_and(|row| row.color == subject.value),
            Self::Reorder => is_behind(subject, told.rows.iter().map(|row| row.id)),
            Self::Add => told.rows.iter().filter(|row| row.name == subject.value).count() == 1,
            Self::Delete => row.is_none_or(|row| row.state != "idle"),
        }
    }
}

fn is_behind(subject: Subject, ids: impl Iterator<Item = u64>) -> bool {
    let ids: Vec<_> = ids.collect();
    let place = |id: u64| ids.iter().position(|other| *other == id);
    place(subject.id) > subject.value.parse().ok().and_then(place)
}
