//! What the user does, remembered so that it can be taken back.

use super::{Action, Editor, Notice};
use crate::clock::Millis;
use crate::history::{Part, Step};
use crate::name::Name;
use crate::status::{Group, Status, StatusId};
use crate::store::{Change, Draft, Place, Progress, moves};
use std::rc::Rc;

impl Editor {
    pub(super) fn edit(&mut self, target: StatusId, change: Change, now: Millis) {
        self.notice = None;
        let Some(row) = self.store.shown(target) else { return };
        let draft = self.store.draft(target).cloned().map(Change::Add);
        let back = match change {
            // A row that nobody knows yet can be wanted again.
            Change::Delete { .. } => draft,
            _ => self.inverse(&change, &row),
        };
        if let (Change::Delete { .. }, None) = (&change, &back) {
            self.notice = Some(Rc::new(Notice::Doomed { name: row.name.clone() }));
        }
        if back.as_ref() != Some(&change) {
            self.history.add(vec![Part { target, name: row.name.clone(), done: change.clone(), back }]);
        }
        self.store.edit(target, change, now);
    }

    pub(super) fn add_draft(&mut self, draft: Draft, now: Millis) -> StatusId {
        self.notice = None;
        let name = draft.name.as_str().into();
        let target = self.store.add(draft.clone(), now);
        let (done, back) = (Change::Add(draft), Some(Change::Delete { forced: false }));
        self.history.add(vec![Part { target, name, done, back }]);
        target
    }

    /// Brings a group into an order, by the fewest moves. A row that is on its way out is none to be moved.
    pub(super) fn arrange(&mut self, group: Group, order: &[StatusId], now: Millis) {
        self.notice = None;
        let rows = self.store.arranged();
        let (lineup, moves) = (self.store.lineup(), moves(&rows, group, order));
        let part = |(target, place): &(StatusId, Place)| {
            let row = self.store.shown(*target)?;
            let back =
                self.store.find_in(&lineup, *target).and_then(|at| lineup.place_at(at)).map(Change::Move);
            Some(Part { target: *target, name: row.name.clone(), done: Change::Move(*place), back })
        };
        self.history.add(moves.iter().filter_map(part).collect());
        self.store.arrange(&moves, false, now);
    }

    /// Does several things that are one step of the history.
    pub(super) fn together(&mut self, actions: Vec<Action>, now: Millis) {
        let opened = self.history.open();
        for action in actions {
            self.apply(action, now);
        }
        if opened {
            self.history.close();
        }
    }

    pub(super) fn undo(&mut self, number: Option<u32>, now: Millis) {
        // What is on its way cannot be called back, and nothing is said to have been.
        let deleting = |part: &Part| part.back.is_none() && self.store.is_being_deleted(part.target);
        if self.history.step(number).is_some_and(|step| step.parts.iter().all(deleting)) {
            return;
        }
        let Some(step) = self.history.undo(number) else { return };
        self.notice = Some(Rc::new(match step.single() {
            Some(part) => Notice::Undone { name: part.name.clone() },
            None => Notice::TakenBack(Rc::clone(&step)),
        }));
        for part in step.parts.iter().rev() {
            match &part.back {
                Some(Change::Move(_)) => {}
                Some(Change::Add(draft)) => {
                    let target = self.add_again(draft.clone(), now);
                    self.history.rename(part.target, target);
                }
                Some(back) => {
                    let expected = part.done.value();
                    self.store.redo(part.target, back.clone(), expected, now);
                }
                None => {
                    self.call_off(part);
                }
            }
        }
        self.rearrange(step.places_before(), now);
    }

    pub(super) fn redo(&mut self, now: Millis) {
        let Some(step) = self.history.redo() else { return };
        self.notice = Some(Rc::new(match step.single() {
            Some(part) => Notice::Redone { name: part.name.clone() },
            None => Notice::Repeated(Rc::clone(&step)),
        }));
        // A row that was made again has another id than the step knew.
        let mut made = Vec::new();
        let mut moves = Vec::new();
        for part in &step.parts {
            let latest = |id: StatusId| made.iter().find(|(was, _)| *was == id).map_or(id, |(_, now)| *now);
            let target = latest(part.target);
            match &part.done {
                Change::Move(place) => moves.push((target, *place)),
                Change::Add(draft) => {
                    // A row that is still there must not be made once more, but stay.
                    if self.call_off(part) || self.store.confirmed(target).is_some() {
                        continue;
                    }
                    let mut draft = Change::Add(draft.clone());
                    for (was, now) in &made {
                        draft.rename(*was, *now);
                    }
                    let Change::Add(draft) = draft else { continue };
                    let target = self.add_again(draft, now);
                    self.history.rename(part.target, target);
                    made.push((part.target, target));
                }
                done => {
                    let expected = part.back.as_ref().and_then(Change::value);
                    self.store.redo(target, done.clone(), expected, now);
                }
            }
        }
        self.rearrange(moves, now);
    }

    /// Moves rows back, or again. One that is gone has no place.
    fn rearrange(&mut self, mut moves: Vec<(StatusId, Place)>, now: Millis) {
        moves.retain(|(target, _)| !self.store.is_gone(*target));
        if !moves.is_empty() {
            self.store.arrange(&moves, true, now);
        }
    }

    /// A deletion can be called off as long as nobody was asked for it. Tells whether there was one.
    fn call_off(&mut self, part: &Part) -> bool {
        let kept = |progress: &Progress| !progress.is_under_way();
        let doomed = |change: &Change| matches!(change, Change::Delete { .. });
        let pending = self.store.pending_of(part.target);
        let found = pending.filter(|it| doomed(&it.change) && kept(&it.progress));
        let found: Vec<_> = found.map(|it| it.id).collect();
        for id in &found {
            self.store.revert(*id);
        }
        !found.is_empty()
    }

    /// What takes a change back; none if nothing can.
    fn inverse(&self, change: &Change, row: &Status) -> Option<Change> {
        match change {
            Change::Rename(_) => Name::parse(&row.name).ok().map(Change::Rename),
            Change::Recolor(_) => Some(Change::Recolor(row.color.clone())),
            Change::Move(_) => self.store.place(row.id).map(Change::Move),
            Change::Add(_) | Change::Delete { .. } => None,
        }
    }
}

impl Step {
    /// Whether it is a deletion of this row alone.
    #[must_use]
    pub fn deletes(&self, target: StatusId) -> bool {
        let deletion = |part: &Part| part.target == target && matches!(part.done, Change::Delete { .. });
        self.single().is_some_and(deletion)
    }
}
