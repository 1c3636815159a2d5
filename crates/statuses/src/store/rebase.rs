//! A fresh reading of the portal becomes the new base, and every pending mutation is compared with it.

use super::base::{Base, by_id, id_in};
use super::mutation::Value;
use super::{Change, Mutation, Outcome, Progress, Settled, Store};
use crate::clock::Millis;
use crate::failure::{Cause, Failure};
use crate::status::{Index, Status, StatusId};
use crate::tree::Keys;
use std::rc::Rc;

/// What a reading has found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    /// Every row of the directory.
    All(Vec<Rc<Status>>),
    /// These rows; none in the place of one that does not exist.
    Some(Vec<(StatusId, Option<Rc<Status>>)>),
}

/// What a reading means for a mutation.
enum Meaning {
    /// The portal holds what it wants.
    Stored(StatusId),
    /// The row is gone.
    Missing,
    /// Nobody else has touched the field.
    Free,
    /// Somebody else has.
    Changed(Value),
    /// Another row has the draft's code.
    Taken,
}

impl Store {
    /// Takes over what the portal holds. Pending mutations stay and are laid over it, unless the reading shows
    /// that there is nothing left to do. Rows that others made are kept back while the user is `writing`.
    pub fn take(&mut self, seen: Seen, writing: bool, now: Millis) -> Vec<Settled> {
        let seen_of = |it: &Mutation| match &seen {
            Seen::All(_) => true,
            Seen::Some(rows) => rows.iter().any(|(id, _)| *id == it.target),
        };
        let ids: Vec<_> = self.pending.iter().filter(|it| seen_of(it)).map(|it| it.id).collect();
        match seen {
            Seen::All(rows) => self.take_all(rows, writing),
            Seen::Some(rows) => self.take_some(rows),
        }
        let (mut settled, mut ordered) = (Vec::new(), None);
        for id in ids {
            let Some(at) = self.position(id) else { continue };
            let count = self.pending.len();
            settled.extend(self.compare(at, &mut ordered, now));
            if self.pending.len() < count && ordered == Some(false) {
                // It may have been that one that was not in order.
                ordered = None;
            }
        }
        settled
    }

    fn take_all(&mut self, mut rows: Vec<Rc<Status>>, writing: bool) {
        let theirs = |row: &Status| {
            !self.pending.iter().any(|it| matches!(&it.change, Change::Add(draft) if draft.is(row)))
        };
        let new = rows.iter().filter(|row| self.confirmed(row.id).is_none());
        // Only who is writing is spared them.
        let new = new.filter(|row| writing && self.base.len() > 0 && theirs(row));
        let new: Vec<_> = new.map(|row| row.id).collect();
        let there = Index::of(&rows);
        if !writing {
            self.arrived = Keys::default();
        }
        for id in new {
            self.arrived.put(by_id(id), ());
        }
        let stays = |id: StatusId| there.find(id).is_some();
        for ids in [&mut self.arrived, &mut self.saved] {
            let keys = ids.from(0).map(|(key, ())| key);
            for key in keys.filter(|key| !id_in(*key).is_some_and(stays)).collect::<Vec<_>>() {
                ids.take(key);
            }
        }
        // Rows that have gone stay in view until the user has seen it.
        let gone = self.base.ids().filter(|id| !stays(*id)).map(|id| (by_id(id), ()));
        let gone: Vec<_> = gone.collect();
        if !gone.iter().map(|(key, ())| *key).eq(self.gone.from(0).map(|(key, ())| key)) {
            self.gone = Keys::of(&mut gone.iter().copied(), gone.len());
        }
        if self.base.len() == 0 {
            self.base = Base::of(&rows);
            return;
        }
        rows.retain(|row| self.confirmed(row.id) != Some(row));
        for row in &rows {
            self.base.put(row);
        }
    }

    fn take_some(&mut self, rows: Vec<(StatusId, Option<Rc<Status>>)>) {
        for (id, row) in rows {
            match row {
                Some(row) => self.refresh(&row),
                None => self.miss(id),
            }
        }
    }

    /// The portal does not have a row.
    pub(super) fn miss(&mut self, id: StatusId) {
        if self.confirmed(id).is_some() {
            self.gone.put(by_id(id), ());
        }
    }

    /// Takes over one row.
    pub(super) fn refresh(&mut self, row: &Rc<Status>) {
        self.gone.take(by_id(row.id));
        if self.confirmed(row.id) != Some(row) {
            self.base.put(row);
        }
    }

    /// Compares one mutation with the base. Whether the moves are `ordered` is found out once for all of them.
    fn compare(&mut self, at: usize, ordered: &mut Option<bool>, now: Millis) -> Option<Settled> {
        if self.pending[at].progress == Progress::Sent {
            return None;
        }
        let meaning = self.meaning(at, ordered);
        let doubtful = self.pending[at].progress == Progress::Confirming;
        // Where a newer change speaks for the field, an older one of which nobody knows what became is done with.
        let open = doubtful && matches!(meaning, Meaning::Changed(_) | Meaning::Free);
        if open && self.supersede(at) {
            return None;
        }
        let mutation = &self.pending[at];
        match meaning {
            Meaning::Stored(target) => Some(self.end(at, target, Outcome::Saved)),
            Meaning::Missing if mutation.is_deletion() => {
                let target = mutation.target;
                let before = !(doubtful || mutation.attempts > 0);
                Some(self.end(at, target, Outcome::Removed { before }))
            }
            Meaning::Missing => self.fail_once(at, Cause::Gone),
            Meaning::Taken => self.fail_once(at, Cause::CodeTaken),
            Meaning::Changed(theirs) => {
                let mutation = &mut self.pending[at];
                let known = mutation.progress.is_open_question();
                // A failure is told first: its retry comes here again.
                if !matches!(mutation.progress, Progress::Failed(_)) {
                    mutation.progress = Progress::Conflict(theirs);
                }
                (!known).then(|| self.report(at, Outcome::Conflict))
            }
            Meaning::Free => {
                let mutation = &mut self.pending[at];
                if doubtful || matches!(mutation.progress, Progress::Conflict(_)) {
                    mutation.progress = Progress::Waiting;
                    mutation.due = mutation.due.min(now);
                    self.fold(at, now);
                }
                None
            }
        }
    }

    fn meaning(&self, at: usize, ordered: &mut Option<bool>) -> Meaning {
        let mutation = &self.pending[at];
        let id = mutation.target;
        if let Change::Add(draft) = &mutation.change {
            return match self.base.coded(&draft.code).find(|row| draft.is(row) && !self.is_gone(row.id)) {
                Some(row) if mutation.change.holds(row) => Meaning::Stored(row.id),
                Some(_) => Meaning::Taken,
                None => Meaning::Free,
            };
        }
        if id.is_provisional() {
            return Meaning::Free;
        }
        let Some(row) = self.confirmed(id).filter(|row| !self.is_gone(row.id)) else {
            return Meaning::Missing;
        };
        if mutation.change.holds(row) {
            return Meaning::Stored(id);
        }
        if let Change::Move(_) = &mutation.change {
            let ordered = *ordered.get_or_insert_with(|| self.is_in_order());
            return if ordered { Meaning::Stored(id) } else { Meaning::Free };
        }
        match mutation.change.value_in(row) {
            Some(theirs) if !mutation.based_on.contains(&theirs) => Meaning::Changed(theirs),
            _ => Meaning::Free,
        }
    }

    fn fail_once(&mut self, at: usize, cause: Cause) -> Option<Settled> {
        let known = matches!(&self.pending[at].progress, Progress::Failed(failure) if failure.cause == cause);
        let failure = Failure::because(cause, self.pending[at].change.method(), "");
        if known { None } else { self.fail(at, failure) }
    }
}
