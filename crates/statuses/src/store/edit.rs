//! What the user does to the store.

use super::base::by_id;
use super::lineup::latest;
use super::{Change, Draft, Lineup, Mutation, MutationId, Place, Progress, Store, Value};
use crate::clock::Millis;
use crate::color::StoredColor;
use crate::name::Name;
use crate::status::StatusId;
use std::rc::Rc;

/// How long a deletion can be taken back, in milliseconds (ux §6.2).
pub const SECOND_THOUGHT: Millis = 7_000;

/// How long a change waits for others to travel with it, in milliseconds.
pub const GATHERING: Millis = 60;

/// What the user decided in a conflict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// What the portal holds.
    Theirs,
    /// What the user wanted.
    Mine,
}

impl Store {
    /// Adds a change. It takes the place of one of the same kind that is not under way; a change to what the
    /// row will be anyway only does that.
    pub fn edit(&mut self, target: StatusId, change: Change, now: Millis) -> Option<MutationId> {
        self.edit_from(target, change, None, false, now)
    }

    /// Takes back or repeats a change: the portal must still hold `expected`, or it is a conflict.
    pub fn redo(
        &mut self,
        target: StatusId,
        change: Change,
        expected: Option<Value>,
        now: Millis,
    ) -> Option<MutationId> {
        self.edit_from(target, change, expected, true, now)
    }

    fn edit_from(
        &mut self,
        target: StatusId,
        change: Change,
        expected: Option<Value>,
        undo: bool,
        now: Millis,
    ) -> Option<MutationId> {
        self.saved.take(by_id(target));
        if let Change::Add(_) = change {
            return Some(self.push(target, change, Vec::new(), false, now));
        }
        let drafted = self.draft(target).is_some();
        if !drafted && self.confirmed(target).is_none() || self.amend_draft(target, &change, now) {
            return None;
        }
        if let Change::Move(place) = change {
            self.arrange(&[(target, place)], undo, now);
            return None;
        }
        let based_on = self.replace(target, &change, expected);
        if self.is_so_already(target, &change) {
            return None;
        }
        Some(self.push(target, change, based_on, undo, now))
    }

    /// Moves rows in the view, all at once, and lets every row that is to be moved know its neighbours there.
    /// `undo` tells that this takes back or repeats an earlier change.
    pub fn arrange(&mut self, moves: &[(StatusId, Place)], undo: bool, now: Millis) {
        let lineup = self.lineup();
        let mut known = latest(moves);
        known.retain(|(id, _)| lineup.find(*id, &self.base).is_some());
        let wanted = lineup.with(&self.base, &known);
        for (target, place) in moves {
            let exists = self.confirmed(*target).is_some() || self.draft(*target).is_some();
            let change = Change::Move(*place);
            if exists && !self.amend_draft(*target, &change, now) {
                self.saved.take(by_id(*target));
                self.replace(*target, &change, None);
                self.push(*target, change, Vec::new(), undo, now);
            }
        }
        self.rouse_moves(now + GATHERING);
        self.learn_places(&wanted);
        // Back where all of them were: nothing is left to do, unless something is on its way.
        let under_way = self.pending.iter().any(|it| it.is_move() && it.progress.is_under_way());
        if self.is_in_order() && !under_way {
            self.pending.retain(|it| !it.is_move());
        }
    }

    /// Every row that is to be moved or made learns its neighbours in the list.
    fn learn_places(&mut self, rows: &Lineup) {
        for at in 0..self.pending.len() {
            let mutation = &self.pending[at];
            let (Change::Move(known) | Change::Add(Draft { place: known, .. })) = &mutation.change else {
                continue;
            };
            let place = rows.find(mutation.target, &self.base).and_then(|at| rows.place_at(at));
            let Some(place) = place.filter(|place| place != known) else { continue };
            match &mut self.pending[at].change {
                Change::Move(known) => *known = place,
                Change::Add(draft) => draft.place = place,
                _ => {}
            }
        }
    }

    /// A new row at `place`, to be made.
    pub fn add(&mut self, draft: Draft, now: Millis) -> StatusId {
        self.issued += 1;
        let target = StatusId::provisional(self.issued);
        self.edit(target, Change::Add(draft), now);
        target
    }

    /// What a row that does not exist yet will be.
    #[must_use]
    pub fn draft(&self, target: StatusId) -> Option<&Draft> {
        self.pending.of(target).find_map(|it| match &it.change {
            Change::Add(draft) => Some(draft),
            _ => None,
        })
    }

    /// The user wants a failed mutation sent again, as it was; one that waits for its next try, at once.
    pub fn retry(&mut self, id: MutationId, now: Millis) {
        if let Some(at) = self.position(id)
            && matches!(self.pending[at].progress, Progress::Failed(_) | Progress::Waiting)
        {
            self.rouse(at, now);
            if matches!(self.pending[at].change, Change::Move(_)) {
                self.rouse_moves(now);
            }
        }
    }

    /// A new row is sent again under another code.
    pub fn recode(&mut self, id: MutationId, code: Box<str>, now: Millis) {
        let Some(at) = self.position(id).filter(|at| self.pending[*at].is_failed()) else { return };
        if let Change::Add(draft) = &mut self.pending[at].change {
            draft.code = code;
            self.rouse(at, now);
        }
    }

    /// Everything that waits for its next try is tried at once.
    pub fn hurry(&mut self, now: Millis) {
        for at in 0..self.pending.len() {
            let it = &self.pending[at];
            let waits = matches!(it.progress, Progress::Waiting | Progress::Confirming);
            if waits && (it.attempts, it.due) != (0, it.due.min(now)) {
                let it = &mut self.pending[at];
                (it.attempts, it.due) = (0, it.due.min(now));
            }
        }
    }

    /// The user gives a mutation up. One that is under way cannot be called back.
    pub fn revert(&mut self, id: MutationId) {
        if let Some(at) = self.position(id).filter(|at| !self.pending[*at].progress.is_under_way()) {
            let target = self.pending.remove(at).target;
            self.drop_orphans(target);
        }
    }

    /// The user decides about a conflict.
    pub fn resolve(&mut self, id: MutationId, choice: Choice, now: Millis) {
        let Some(at) = self.position(id) else { return };
        let Progress::Conflict(theirs) = &self.pending[at].progress else { return };
        match choice {
            Choice::Theirs => drop(self.pending.remove(at)),
            Choice::Mine => {
                let theirs = theirs.clone();
                self.pending[at].based_on.push(theirs);
                self.rouse(at, now);
            }
        }
    }

    /// The user is reading what is about to be done, or has read it: then the time starts again.
    pub fn hold(&mut self, id: MutationId, held: bool, now: Millis) {
        if let Some(at) = self.position(id)
            && matches!(self.pending[at].progress, Progress::Delayed { .. })
        {
            self.pending[at].progress = Progress::Delayed { held };
            self.pending[at].due = now + SECOND_THOUGHT;
        }
    }

    /// Takes a row off the list, with everything that was wanted of it.
    pub fn remove(&mut self, target: StatusId) {
        self.pending.remove_of(target);
        for ids in [&mut self.saved, &mut self.gone, &mut self.arrived] {
            ids.take(by_id(target));
        }
        self.leave_unfinished(target, None);
        self.base.take(target);
    }

    /// Makes a row again that somebody else deleted, as the user wants it and where it was.
    pub fn create_again(&mut self, target: StatusId, now: Millis) -> Option<StatusId> {
        let place = self.place(target)?;
        let row = self.shown(target)?;
        let name = Name::parse(&row.name).ok()?;
        let color = match row.color {
            StoredColor::Color(color) => Some(color),
            StoredColor::Default | StoredColor::Unknown(_) => None,
        };
        self.remove(target);
        Some(self.add(Draft { entity: row.entity.clone(), code: row.code.clone(), name, color, place }, now))
    }

    fn push(
        &mut self,
        target: StatusId,
        change: Change,
        based_on: Vec<Value>,
        undo: bool,
        now: Millis,
    ) -> MutationId {
        self.issued += 1;
        let id = MutationId(self.issued);
        if let Change::Rename(name) = &change {
            for at in self.pending.places(target) {
                if self.pending[at].is_deletion() {
                    self.pending[at].based_on.push(Value::Name(name.as_str().into()));
                }
            }
        }
        let (progress, due) = match change {
            Change::Delete { .. } => (Progress::Delayed { held: false }, now + SECOND_THOUGHT),
            _ => (Progress::Waiting, now + GATHERING),
        };
        // A deletion is asked for when its records have just been counted; one that is repeated was not.
        let counted = if undo { 0 } else { now };
        let mutation =
            Mutation { id, target, change, undo, progress, based_on, attempts: 0, due, counted, accepted: 0 };
        self.pending.push(mutation);
        id
    }

    /// A row that nobody has been asked to make yet takes the change at once; false if it is not such a row.
    fn amend_draft(&mut self, target: StatusId, change: &Change, now: Millis) -> bool {
        let Some(at) = self.pending.making(target) else { return false };
        if self.pending[at].progress.is_under_way() {
            return false;
        }
        let Change::Add(draft) = &mut self.pending[at].change else { return false };
        match change {
            Change::Rename(name) => draft.name = name.clone(),
            Change::Recolor(StoredColor::Color(color)) => draft.color = Some(*color),
            Change::Recolor(_) => draft.color = None,
            Change::Move(place) => draft.place = *place,
            Change::Add(_) => {}
            Change::Delete { .. } => {
                self.pending.remove_of(target);
                return true;
            }
        }
        if self.pending[at].progress.is_open_question() {
            self.rouse(at, now);
        }
        true
    }

    /// A row that was not made after all takes in what was wanted of it meanwhile.
    pub(super) fn fold(&mut self, at: usize, now: Millis) {
        let Change::Add(_) = self.pending[at].change else { return };
        let (id, target) = (self.pending[at].id, self.pending[at].target);
        let mut later = Vec::new();
        let places: Vec<_> = self.pending.places(target).into_iter().filter(|other| *other > at).collect();
        for at in places.into_iter().rev() {
            later.insert(0, self.pending.remove(at));
        }
        for mutation in later {
            let progress = self.mutation(id).map(|it| (it.progress.clone(), it.due, it.attempts));
            self.amend_draft(target, &mutation.change, now);
            // It is no new wish: the draft waits as it did.
            if let (Some(at), Some((progress, due, attempts))) = (self.position(id), progress) {
                let draft = &mut self.pending[at];
                (draft.progress, draft.due, draft.attempts) = (progress, due, attempts);
            }
        }
    }

    /// Takes out what a change takes the place of, and tells what the portal may hold without anybody else
    /// having changed it.
    fn replace(&mut self, target: StatusId, change: &Change, expected: Option<Value>) -> Vec<Value> {
        let kin = |it: &Mutation| it.change.is_kin(change);
        let mut based_on: Vec<Value> = Vec::new();
        let draft = || self.draft(target).map(|draft| Rc::new(draft.as_row(target)));
        let known = self.confirmed(target).cloned().or_else(draft).and_then(|row| change.value_in(&row));
        let under_way = |it: &Mutation| kin(it) && it.progress.is_under_way();
        // What this page itself has wanted of the field: for a deletion, the names.
        let deletes = matches!(change, Change::Delete { .. });
        let own = |it: &&Mutation| match it.change {
            Change::Rename(_) => deletes || under_way(it),
            _ => under_way(it),
        };
        let on_its_way: Vec<_> =
            self.pending.of(target).filter(own).filter_map(|it| it.change.value()).collect();
        let free = |at: &usize| kin(&self.pending[*at]) && !self.pending[*at].progress.is_under_way();
        let replaced = self.pending.places(target).into_iter().find(free);
        if let Some(at) = replaced {
            let old = self.pending.remove(at);
            // What was sent and seemed lost may still be stored late.
            based_on.extend(old.change.value().filter(|_| old.attempts > 0));
            based_on.extend(old.based_on);
            if let Progress::Conflict(theirs) = old.progress {
                based_on.push(theirs);
            }
        } else {
            let told = expected.is_some() && on_its_way.is_empty();
            based_on.extend(known.filter(|_| !told));
            based_on.extend(expected);
        }
        based_on.extend(on_its_way);
        based_on
    }

    fn is_so_already(&self, target: StatusId, change: &Change) -> bool {
        self.confirmed(target).is_none_or(|base| change.holds(&self.overlaid(base)))
            && !target.is_provisional()
    }

    /// Lets a mutation go on as if the user had just asked for it.
    pub(super) fn rouse(&mut self, at: usize, now: Millis) {
        let mutation = &mut self.pending[at];
        (mutation.progress, mutation.attempts, mutation.due) = (Progress::Waiting, 0, now);
    }

    /// Lets moves go on together: the order that is seen, and wanted, is that of all of them.
    fn rouse_moves(&mut self, now: Millis) {
        for at in 0..self.pending.len() {
            let it = &self.pending[at];
            let waits = it.progress == Progress::Waiting && (it.attempts, it.due) != (0, now);
            if it.is_move() && (it.is_failed() || waits) {
                self.rouse(at, now);
            }
        }
    }

    /// Moves that wait for their next try wait together, as [`Self::rouse_moves`] lets them go.
    pub(super) fn wait_with_moves(&mut self, attempts: u32, due: Millis) {
        for at in 0..self.pending.len() {
            let it = &self.pending[at];
            let later = (attempts.max(it.attempts), due.max(it.due));
            if it.is_move() && it.progress == Progress::Waiting && later != (it.attempts, it.due) {
                let it = &mut self.pending[at];
                (it.attempts, it.due) = later;
            }
        }
    }

    /// What was wanted of a row, if it will not be made.
    fn drop_orphans(&mut self, target: StatusId) {
        if target.is_provisional() && self.pending.making(target).is_none() {
            self.pending.remove_of(target);
            self.unfinished.retain(|(id, _)| *id != target);
        }
    }
}
