//! What the user does, remembered so that it can be taken back.

use super::{Editor, Notice};
use crate::clock::Millis;
use crate::history::Step;
use crate::name::Name;
use crate::status::{Status, StatusId};
use crate::store::{Change, Draft, Place, Progress};
use std::rc::Rc;

impl Editor {
    pub(super) fn edit(&mut self, target: StatusId, change: Change, now: Millis) {
        self.notice = None;
        let rows = self.store.arranged();
        let Some(row) = rows.iter().find(|row| row.id == target) else { return };
        let draft = self.store.draft(target).cloned().map(Change::Add);
        let back = match change {
            // A row that nobody knows yet can be wanted again.
            Change::Delete { .. } => draft,
            _ => inverse(&change, row, &rows),
        };
        if let (Change::Delete { .. }, None) = (&change, &back) {
            self.notice = Some(Rc::new(Notice::Doomed { name: row.name.clone() }));
        }
        if back.as_ref() != Some(&change) {
            self.history.add(target, &row.name, change.clone(), back);
        }
        self.store.edit(target, change, now);
    }

    pub(super) fn add_draft(&mut self, draft: Draft, now: Millis) {
        self.notice = None;
        let name = draft.name.clone();
        let target = self.store.add(draft.clone(), now);
        self.history.add(target, name.as_str(), Change::Add(draft), Some(Change::Delete { forced: false }));
    }

    pub(super) fn undo(&mut self, number: Option<u32>, now: Millis) {
        // What is on its way cannot be called back, and nothing is said to have been.
        let deleting = |step: &Step| step.back.is_none() && self.store.is_being_deleted(step.target);
        if self.history.step(number).is_some_and(|step| deleting(step)) {
            return;
        }
        let Some(step) = self.history.undo(number) else { return };
        self.notice = Some(Rc::new(Notice::Undone { name: step.name.clone() }));
        match &step.back {
            Some(Change::Add(draft)) => {
                let target = self.store.add(draft.clone(), now);
                self.history.rename(step.target, target);
            }
            Some(back) => {
                let expected = step.done.value();
                self.store.redo(step.target, back.clone(), expected, now);
            }
            None => {
                self.call_off(&step);
            }
        }
    }

    pub(super) fn redo(&mut self, now: Millis) {
        let Some(step) = self.history.redo() else { return };
        self.notice = Some(Rc::new(Notice::Redone { name: step.name.clone() }));
        if let Change::Add(draft) = &step.done {
            // A row that is still there must not be made once more, but stay.
            if self.call_off(&step) {
                return;
            }
            let target = self.store.add(draft.clone(), now);
            return self.history.rename(step.target, target);
        }
        let expected = step.back.as_ref().and_then(Change::value);
        self.store.redo(step.target, step.done.clone(), expected, now);
    }

    /// A deletion can be called off as long as nobody was asked for it. Tells whether there was one.
    fn call_off(&mut self, step: &Step) -> bool {
        let kept = |progress: &Progress| !progress.is_under_way();
        let doomed = |change: &Change| matches!(change, Change::Delete { .. });
        let pending = self.store.pending().iter();
        let found = pending.filter(|it| it.target == step.target && doomed(&it.change) && kept(&it.progress));
        let found: Vec<_> = found.map(|it| it.id).collect();
        for id in &found {
            self.store.revert(*id);
        }
        !found.is_empty()
    }
}

/// What takes a change back; none if nothing can.
fn inverse(change: &Change, row: &Status, rows: &[Rc<Status>]) -> Option<Change> {
    match change {
        Change::Rename(_) => Name::parse(&row.name).ok().map(Change::Rename),
        Change::Recolor(_) => Some(Change::Recolor(row.color.clone())),
        Change::Move(_) => Place::of(row.id, rows).map(Change::Move),
        Change::Add(_) | Change::Delete { .. } => None,
    }
}
