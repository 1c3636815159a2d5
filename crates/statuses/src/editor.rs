//! The whole state of the editor, and the only place where it changes.
//!
//! [`Editor::reduce`] is pure: no clock, no network. What has to be sent is told by [`Editor::effects`];
//! whoever sends it reports back with an [`Action`].

mod action;

pub use action::{Action, Effect, Loaded, Notice};

use crate::directory::Directory;
use crate::failure::{Cause, Failure};
use crate::status::{Group, StatusId};
use crate::store::{Answer, Change, Mutation, MutationId, Row, Settled, Store};
use std::rc::Rc;

/// One directory being edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Editor {
    directory: Rc<Directory>,
    phase: Phase,
    access: Access,
    store: Store,
    notice: Option<Rc<Notice>>,
    load: u32,
}

/// Whether there is a list to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phase {
    /// It has to be asked for.
    Wanted,
    /// It was asked for.
    Loading {
        /// Long enough ago to say so.
        slow: bool,
    },
    /// It is there.
    Ready,
    /// It did not come.
    Failed(Failure),
}

/// What the user may do with the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Change it.
    Edit,
    /// Look at it (rest-behaviour §1.4).
    View,
}

/// The rows of one group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Which group.
    pub group: Group,
    /// Its rows in order.
    pub rows: Vec<Row>,
}

/// How many rows are in which trouble.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Rows shown.
    pub rows: usize,
    /// Changes on their way.
    pub saving: usize,
    /// Changes that were not made.
    pub failed: usize,
}

impl Editor {
    /// An editor that wants its list.
    #[must_use]
    pub fn new(directory: Directory) -> Self {
        Self {
            directory: Rc::new(directory),
            phase: Phase::Wanted,
            access: Access::View,
            store: Store::default(),
            notice: None,
            load: 0,
        }
    }

    /// The directory being edited.
    #[must_use]
    pub fn directory(&self) -> &Rc<Directory> {
        &self.directory
    }

    /// Whether there is a list to show.
    #[must_use]
    pub fn phase(&self) -> &Phase {
        &self.phase
    }

    /// What the user may do.
    #[must_use]
    pub fn access(&self) -> Access {
        self.access
    }

    /// What just happened.
    #[must_use]
    pub fn notice(&self) -> Option<&Rc<Notice>> {
        self.notice.as_ref()
    }

    /// The rows by group; groups of a pipeline are there even when empty.
    #[must_use]
    pub fn sections(&self) -> Vec<Section> {
        let mut sections: Vec<_> =
            Group::ALL.iter().map(|group| Section { group: *group, rows: Vec::new() }).collect();
        for row in self.store.rows() {
            sections[row.status.group as usize].rows.push(row);
        }
        sections
    }

    /// A row as it is shown.
    #[must_use]
    pub fn row(&self, id: StatusId) -> Option<Row> {
        self.placed(id).map(|(_, row)| row)
    }

    /// A row and its place in its group, counted from zero.
    #[must_use]
    pub fn placed(&self, id: StatusId) -> Option<(usize, Row)> {
        let sections = self.sections();
        let mut rows = sections.into_iter().flat_map(|section| section.rows.into_iter().enumerate());
        rows.find(|(_, row)| row.status.id == id)
    }

    /// How many rows are in which trouble.
    #[must_use]
    pub fn tally(&self) -> Tally {
        let failed = self.store.pending().iter().filter(|mutation| mutation.progress.is_failed()).count();
        let saving = self.store.pending().len() - failed;
        Tally { rows: self.store.len(), saving, failed }
    }

    /// What has to be done now. The same effects are told until an action says that they are under way.
    #[must_use]
    pub fn effects(&self) -> Vec<Effect> {
        if self.phase == Phase::Wanted {
            return vec![Effect::Load { entity: self.directory.entity.clone(), load: self.load }];
        }
        let write = |mutation: &Mutation| Effect::Write {
            mutation: mutation.id,
            target: mutation.target,
            change: mutation.change.clone(),
        };
        self.store.sendable().into_iter().map(write).collect()
    }

    /// The editor after something has happened; the same allocation if that changes nothing.
    #[must_use]
    pub fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut next = (*self).clone();
        next.apply(action);
        if next == *self { self } else { Rc::new(next) }
    }

    fn apply(&mut self, action: Action) {
        match action {
            Action::ListRequested => self.phase = Phase::Loading { slow: false },
            Action::ListDelayed => {
                if let Phase::Loading { slow } = &mut self.phase {
                    *slow = true;
                }
            }
            Action::ListLoaded(load, loaded) if load == self.load => self.take_over(loaded),
            Action::ListFailed(load, failure) if load == self.load => self.phase = Phase::Failed(failure),
            Action::ListWanted => {
                self.load += 1;
                self.phase = Phase::Wanted;
            }
            // What was open when the right was taken away asks in vain.
            Action::Edited { .. } | Action::Retried(_) | Action::Forced(_) if self.access == Access::View => {
            }
            Action::Edited { target, change } => {
                self.notice = None;
                self.store.edit(target, change);
            }
            Action::Sent(id) => self.store.sent(id),
            Action::Answered(id, answer) => self.settle(id, answer),
            Action::Retried(id) => self.store.retry(id),
            Action::ListLoaded(..) | Action::ListFailed(..) => {}
            Action::Reverted(id) => self.store.revert(id),
            Action::Removed(target) => self.store.remove(target),
            Action::Forced(id) => self.force(id),
            Action::SavedSeen(target) => self.store.forget_saved(target),
            Action::CodeCopied(id) => {
                let code = self.store.confirmed(id).map(|row| row.code.clone());
                self.notice = code.map(|code| Rc::new(Notice::CodeCopied { code }));
            }
        }
    }

    fn take_over(&mut self, loaded: Loaded) {
        if let Some(directory) = loaded.directory {
            self.directory = Rc::new(directory.completed_by(&self.directory));
        }
        self.access = loaded.access;
        self.store.load(loaded.rows);
        self.phase = Phase::Ready;
    }

    fn force(&mut self, id: MutationId) {
        if let Some(mutation) = self.store.pending().iter().find(|mutation| mutation.id == id) {
            self.store.edit(mutation.target, Change::Delete { forced: true });
        }
    }

    fn settle(&mut self, id: MutationId, answer: Answer) {
        let Some(mutation) = self.store.pending().iter().find(|mutation| mutation.id == id).cloned() else {
            return;
        };
        let was: Box<str> =
            self.store.confirmed(mutation.target).map(|row| row.name.clone()).unwrap_or_default();
        let notice = match self.store.settle(id, answer) {
            Some(Settled::Saved(Change::Rename(name))) => Notice::Renamed { name: name.as_str().into() },
            Some(Settled::Saved(_)) => Notice::Recolored { name: was },
            Some(Settled::Removed { before: false }) => Notice::Deleted { name: was },
            Some(Settled::Removed { before: true }) => Notice::AlreadyDeleted { name: was },
            Some(Settled::PutBack) => {
                self.access = Access::View;
                let name = match mutation.change {
                    Change::Rename(name) => name.as_str().into(),
                    _ => was.clone(),
                };
                Notice::PutBack { name, was }
            }
            Some(Settled::Failed) | None => return,
        };
        self.notice = Some(Rc::new(notice));
    }
}

impl Failure {
    /// Whether the user cannot even see the list, as opposed to a list that failed to come.
    #[must_use]
    pub fn shuts_out(&self) -> bool {
        matches!(self.cause, Cause::AccessDenied | Cause::MissingScope | Cause::Plan | Cause::PortalClosed)
    }
}

#[cfg(test)]
mod tests;
