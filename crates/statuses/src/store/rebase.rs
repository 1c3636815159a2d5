//! A fresh reading of the portal becomes the new base, and every pending mutation is compared with it.

use super::mutation::Value;
use super::{Change, Mutation, Outcome, Progress, Settled, Store};
use crate::clock::Millis;
use crate::failure::{Cause, Failure};
use crate::status::{Index, Status, StatusId};
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
        ids.into_iter().filter_map(|id| self.compare(self.position(id)?, now)).collect()
    }

    fn take_all(&mut self, mut rows: Vec<Rc<Status>>, writing: bool) {
        // Lists can be long: each is looked through once.
        let (here, there) = (Index::of(&self.base), Index::of(&rows));
        let theirs = |row: &Status| {
            !self.pending.iter().any(|it| matches!(&it.change, Change::Add(draft) if draft.is(row)))
        };
        let new = rows.iter().filter(|row| here.find(row.id).is_none() && theirs(row));
        if !writing {
            self.arrived.clear();
        } else if !self.base.is_empty() {
            self.arrived.extend(new.map(|row| row.id));
        }
        let stays = |id: &StatusId| there.find(*id).is_some();
        self.arrived.retain(stays);
        self.saved.retain(stays);
        // Rows that have gone stay in view until the user has seen it.
        let gone: Vec<_> = self.base.iter().filter(|row| !stays(&row.id)).cloned().collect();
        self.gone = gone.iter().map(|row| row.id).collect();
        rows.extend(gone);
        Status::arrange(&mut rows);
        if *self.base != rows {
            self.base = Rc::new(rows);
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
        if self.confirmed(id).is_some() && !self.gone.contains(&id) {
            self.gone.push(id);
        }
    }

    /// Takes over one row.
    pub(super) fn refresh(&mut self, row: &Rc<Status>) {
        self.gone.retain(|id| *id != row.id);
        if self.confirmed(row.id) == Some(row) {
            return;
        }
        let base = Rc::make_mut(&mut self.base);
        match base.iter_mut().find(|known| known.id == row.id) {
            Some(known) => *known = Rc::clone(row),
            None => base.push(Rc::clone(row)),
        }
        Status::arrange(base);
    }

    /// Compares one mutation with the base.
    fn compare(&mut self, at: usize, now: Millis) -> Option<Settled> {
        if self.pending[at].progress == Progress::Sent {
            return None;
        }
        let meaning = self.meaning(at);
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

    fn meaning(&self, at: usize) -> Meaning {
        let mutation = &self.pending[at];
        let id = mutation.target;
        if let Change::Add(draft) = &mutation.change {
            return match self.base.iter().find(|row| draft.is(row) && !self.gone.contains(&row.id)) {
                Some(row) if mutation.change.holds(row) => Meaning::Stored(row.id),
                Some(_) => Meaning::Taken,
                None => Meaning::Free,
            };
        }
        if id.is_provisional() {
            return Meaning::Free;
        }
        let Some(row) = self.confirmed(id).filter(|row| !self.gone.contains(&row.id)) else {
            return Meaning::Missing;
        };
        if mutation.change.holds(row) {
            return Meaning::Stored(id);
        }
        if let Change::Move(_) = &mutation.change {
            return if self.is_in_order() { Meaning::Stored(id) } else { Meaning::Free };
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
