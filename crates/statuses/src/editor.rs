//! The whole state of the editor, and the only place where it changes.
//!
//! [`Editor::reduce`] is pure: no clock, no network. What has to be sent is told by [`Editor::effects`];
//! whoever sends it reports back with an [`Action`].

use crate::directory::Directory;
use crate::failure::{Cause, Failure};
use crate::status::{Group, Status, StatusId};
use crate::store::{Answer, Change, MutationId, Row, Settled, Store};
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
        let write = |mutation: &crate::store::Mutation| Effect::Write {
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
mod tests {
    use super::*;
    use crate::color::StoredColor;
    use crate::name::Name;
    use crate::store::{Read, RowState};

    fn id(number: u32) -> StatusId {
        StatusId::new(number).unwrap()
    }

    fn status(number: u32, group: Group) -> Rc<Status> {
        Rc::new(Status {
            id: id(number),
            entity: "DEAL_STAGE".into(),
            code: format!("S{number}").into(),
            name: format!("Stage {number}").into(),
            name_init: "".into(),
            sort: 10,
            system: false,
            color: StoredColor::Default,
            group,
        })
    }

    fn loaded() -> Rc<Editor> {
        let rows = vec![status(1, Group::InProgress), status(2, Group::Success), status(3, Group::Failed)];
        let loaded = Loaded { directory: None, rows, access: Access::Edit };
        Rc::new(Editor::new(Directory::deals()))
            .reduce(Action::ListRequested)
            .reduce(Action::ListLoaded(0, loaded))
    }

    fn rename(editor: Rc<Editor>, name: &str) -> (Rc<Editor>, MutationId) {
        let change = Change::Rename(Name::parse(name).unwrap());
        let editor = editor.reduce(Action::Edited { target: id(1), change });
        let Some(Effect::Write { mutation, .. }) = editor.effects().pop() else { panic!("a write") };
        (editor.reduce(Action::Sent(mutation)), mutation)
    }

    fn refused(cause: Cause) -> Answer {
        Answer { write: Err(Failure::because(cause, "x", "")), read: Read::Unknown }
    }

    #[test]
    fn the_list_is_asked_for_once() {
        let editor = Rc::new(Editor::new(Directory::deals()));
        assert_eq!(editor.effects(), [Effect::Load { entity: "DEAL_STAGE".into(), load: 0 }]);
        let editor = editor.reduce(Action::ListRequested);
        assert_eq!(editor.effects(), []);
        let editor = editor.reduce(Action::ListDelayed);
        assert_eq!(editor.phase(), &Phase::Loading { slow: true });
        let failed = editor.reduce(Action::ListFailed(0, Failure::because(Cause::Internal, "batch", "")));
        assert_eq!(failed.effects(), []);
        assert_eq!(failed.reduce(Action::ListWanted).effects().len(), 1);
    }

    #[test]
    fn a_late_delay_does_not_bring_the_skeleton_back() {
        let editor = loaded();
        assert!(Rc::ptr_eq(&editor, &Rc::clone(&editor).reduce(Action::ListDelayed)));
    }

    #[test]
    fn an_answer_that_was_overtaken_changes_nothing() {
        let editor = Rc::new(Editor::new(Directory::deals())).reduce(Action::ListRequested);
        let editor = editor.reduce(Action::ListWanted).reduce(Action::ListRequested);
        let late = Action::ListFailed(0, Failure::because(Cause::TimedOut, "batch", ""));
        assert!(Rc::ptr_eq(&editor, &Rc::clone(&editor).reduce(late)));
        let late = Action::ListLoaded(0, Loaded { directory: None, rows: vec![], access: Access::View });
        assert!(Rc::ptr_eq(&editor, &Rc::clone(&editor).reduce(late)));
    }

    #[test]
    fn a_thin_description_does_not_take_the_protection_away() {
        let thin = Directory::unnamed("DEAL_STAGE");
        let loaded = Loaded { directory: Some(thin), rows: vec![], access: Access::Edit };
        let editor = Rc::new(Editor::new(Directory::deals())).reduce(Action::ListLoaded(0, loaded));
        assert_eq!(editor.directory().start.as_deref(), Some("NEW"));
    }

    #[test]
    fn without_the_right_nothing_more_is_wanted() {
        let (editor, mutation) = rename(loaded(), "Lead");
        let editor = editor.reduce(Action::Answered(mutation, refused(Cause::AccessDenied)));
        let change = Change::Delete { forced: false };
        let edited = Rc::clone(&editor).reduce(Action::Edited { target: id(1), change });
        assert!(Rc::ptr_eq(&editor, &edited));
    }

    #[test]
    fn rows_come_in_their_groups() {
        let sections = loaded().sections();
        assert_eq!(sections.iter().map(|section| section.rows.len()).collect::<Vec<_>>(), [1, 1, 1]);
        assert_eq!(sections[1].group, Group::Success);
    }

    #[test]
    fn a_refused_write_makes_the_list_read_only_and_says_what_was_put_back() {
        let (editor, mutation) = rename(loaded(), "Lead");
        let editor = editor.reduce(Action::Answered(mutation, refused(Cause::AccessDenied)));
        assert_eq!(editor.access(), Access::View);
        let put_back = Notice::PutBack { name: "Lead".into(), was: "Stage 1".into() };
        assert_eq!(editor.notice().map(|notice| &**notice), Some(&put_back));
        assert_eq!(editor.tally(), Tally { rows: 3, saving: 0, failed: 0 });
    }

    #[test]
    fn failures_are_counted_until_they_are_decided() {
        let (editor, mutation) = rename(loaded(), "Lead");
        let editor = editor.reduce(Action::Answered(mutation, refused(Cause::Internal)));
        assert_eq!(editor.tally(), Tally { rows: 3, saving: 0, failed: 1 });
        let editor = editor.reduce(Action::Reverted(mutation));
        assert_eq!(editor.tally(), Tally { rows: 3, saving: 0, failed: 0 });
    }

    #[test]
    fn a_failed_deletion_can_be_forced() {
        let editor = loaded();
        let editor =
            editor.reduce(Action::Edited { target: id(3), change: Change::Delete { forced: false } });
        let Some(Effect::Write { mutation, .. }) = editor.effects().pop() else { panic!("a write") };
        let editor = editor.reduce(Action::Sent(mutation));
        let editor = editor.reduce(Action::Answered(mutation, refused(Cause::NeedsForced)));
        let editor = editor.reduce(Action::Forced(mutation));
        let Some(Effect::Write { change, .. }) = editor.effects().pop() else { panic!("a write") };
        assert_eq!(change, Change::Delete { forced: true });
        assert_eq!(editor.sections()[2].rows[0].state, RowState::Deleting);
    }

    #[test]
    fn what_is_unknown_changes_nothing_and_allocates_nothing() {
        let (editor, mutation) = rename(loaded(), "Lead");
        let editor = editor.reduce(Action::Reverted(mutation));
        for action in [Action::Sent(mutation), Action::Retried(mutation), Action::SavedSeen(id(9))] {
            assert!(Rc::ptr_eq(&editor, &Rc::clone(&editor).reduce(action)));
        }
    }
}
