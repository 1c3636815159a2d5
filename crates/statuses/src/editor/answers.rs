//! What the portal's answers do to the editor.

use super::{Access, Editor, Notice, Written};
use crate::clock::Millis;
use crate::failure::{Cause, Failure};
use crate::history::{Part, Step};
use crate::key::pair;
use crate::relocation::Reply;
use crate::status::{Index, Status, StatusId};
use crate::store::{Change, Outcome, Round, Seen, Settled};
use crate::sync::{Request, Ticket};
use std::rc::Rc;

/// How long a method is left alone that used up its time, if the portal does not say, in milliseconds: one of the
/// ten minutes over which it counts (rest-behaviour §6.7).
const PAUSE: Millis = 60_000;

/// A row as it is shown, if it is.
type Shown = (StatusId, Option<Rc<Status>>);

impl Editor {
    pub(super) fn start(&mut self, ticket: Ticket, request: Request, now: Millis) {
        if let Request::Write(round) = &request {
            self.store.sent(round);
        }
        self.outbox.started(ticket, request, now);
    }

    pub(super) fn read(&mut self, ticket: Ticket, seen: Result<Seen, Failure>, now: Millis) {
        let Some(Request::Read(rows)) = self.outbox.under_way(ticket) else { return };
        let rows = rows.clone();
        match seen {
            Ok(seen) => {
                let (before, strangers) = (self.before(&seen), self.store.strangers());
                let (whole, spoken) = (matches!(seen, Seen::All(_)), self.outbox.is_spoken());
                let settled = self.store.take(seen, self.outbox.is_writing(), now);
                self.outbox.read(&self.store, &rows, now);
                let quiet = settled.is_empty();
                self.conclude(settled);
                if quiet {
                    self.tell_changes(&before, whole, strangers, spoken);
                }
            }
            Err(failure) => {
                if failure.cause == Cause::MethodBusy {
                    self.outbox.pause_reading(rows.is_empty(), now + PAUSE);
                }
                let due: Vec<_> =
                    self.store.ready(now).chain(self.store.doubtful(now)).map(|it| it.id).collect();
                let doubt = self.store.doubtful(now).next().is_some();
                let settled = self.store.unread(&due, &failure, now);
                let failure = if doubt { failure } else { failure.of_reading() };
                self.outbox.failed(&failure, !due.is_empty(), &self.store, now);
                self.conclude(settled);
            }
        }
    }

    pub(super) fn written(&mut self, ticket: Ticket, written: Result<Written, Failure>, now: Millis) {
        let Some(Request::Write(round)) = self.outbox.under_way(ticket) else { return };
        let round = Rc::clone(round);
        let settled = match written {
            Ok(written) => {
                self.outbox.answered();
                self.pause_methods(&round, &written, now);
                let mut refused = written.answers.iter().filter_map(|answer| answer.write.as_ref().err());
                let trouble = refused.find(|failure| failure.is_transient()).cloned();
                let settled = self.store.settle(&round, written.answers, now);
                if let Some(failure) = trouble {
                    let waits = self.store.pending().iter().any(|it| it.is_postponed());
                    self.outbox.failed(&failure, waits, &self.store, now);
                }
                settled
            }
            Err(failure) => {
                if failure.cause == Cause::MethodBusy {
                    round.writes.iter().for_each(|write| self.outbox.pause(write.act.method(), now + PAUSE));
                }
                let settled = self.store.lose(&round, &failure, now);
                self.outbox.failed(&failure, true, &self.store, now);
                settled
            }
        };
        self.conclude(settled);
    }

    pub(super) fn counted(&mut self, ticket: Ticket, counts: Result<Vec<Reply>, Failure>, now: Millis) {
        let Some(Request::Count(survey)) = self.outbox.under_way(ticket) else { return };
        let survey = Rc::clone(survey);
        let settled = match counts {
            Err(failure) if failure.is_transient() && failure.cause != Cause::MethodBusy => {
                let due: Vec<_> = self.store.ready(now).map(|it| it.id).collect();
                let failure = failure.of_reading();
                let settled = self.store.unread(&due, &failure, now);
                self.outbox.failed(&failure, true, &self.store, now);
                settled
            }
            counts => {
                self.outbox.answered();
                self.store.counted(survey.counts(&counts), now)
            }
        };
        self.conclude(settled);
    }

    /// Takes note of what came of changes, and says it in one sentence however many there are.
    pub(super) fn conclude(&mut self, settled: Vec<Settled>) {
        let step = self.shared_step(&settled);
        for one in &settled {
            match one.outcome {
                Outcome::Removed { .. } => self.history.forget(one.was),
                Outcome::Saved if one.was != one.target => {
                    self.history.rename(one.was, one.target);
                    let (was, is) = (one.was.get() as usize, one.target.get() as usize);
                    self.born.put(pair(was, is), ());
                    self.born.put(pair(is, was), ());
                }
                Outcome::PutBack => self.access = Access::View,
                _ => {}
            }
        }
        // Of a step of many rows something is said when the last of them is through.
        let again = settled.iter().any(|it| it.undo);
        let notice = match step {
            Some(step) => self.tell_step(step, again),
            None => sum_up(&settled),
        };
        if let Some(notice) = notice {
            self.notice = Some(Rc::new(notice));
        }
    }

    /// The step of many rows of which all of this is, if all of it is saved.
    fn shared_step(&self, settled: &[Settled]) -> Option<Rc<Step>> {
        if settled.iter().any(|it| it.outcome != Outcome::Saved) {
            return None;
        }
        let changes: Vec<_> = settled.iter().map(|it| (it.was, &it.change)).collect();
        self.history.shared(&changes).filter(|step| step.single().is_none()).map(Rc::clone)
    }

    /// What is said of a step of many rows, once nothing of it is left to do.
    fn tell_step(&self, step: Rc<Step>, again: bool) -> Option<Notice> {
        let left = |part: &Part| self.store.is_busy(part.target);
        // As a rule the last ones are saved last, or the first ones if they were taken back.
        if step.parts.first().is_some_and(left) || step.parts.iter().rev().any(left) {
            return None;
        }
        Some(match self.history.is_undone(&step) {
            true => Notice::TakenBack(step),
            false if again => Notice::Repeated(step),
            false => Notice::Done(step),
        })
    }

    /// What others have done to the list since it was last read.
    fn tell_changes(&mut self, before: &[Shown], whole: bool, strangers: usize, spoken: bool) {
        let known = Index::new(before.iter().map(|(id, _)| *id));
        let is_known =
            |row: &Rc<Status>| known.find(row.id).is_some_and(|at| before[at].1.as_ref() == Some(row));
        let after: Vec<_> = if whole {
            self.store.lineup().ids().collect()
        } else {
            before.iter().map(|(id, _)| *id).collect()
        };
        let after = after.into_iter().filter_map(|id| self.store.shown(id));
        let changed = after.filter(|row| !is_known(row)).count();
        let count = changed + self.store.strangers().saturating_sub(strangers);
        if count > 0 {
            self.notice = Some(Rc::new(Notice::Elsewhere { count }));
        } else if spoken {
            self.notice = Some(Rc::new(Notice::Refreshed));
        }
    }

    /// The rows as they are shown that a reading is about.
    fn before(&self, seen: &Seen) -> Vec<Shown> {
        let shown = |id: StatusId| (id, self.store.shown(id));
        match seen {
            Seen::All(_) => self.store.lineup().ids().map(shown).collect(),
            Seen::Some(rows) => rows.iter().map(|(id, _)| shown(*id)).collect(),
        }
    }

    fn pause_methods(&mut self, round: &Round, written: &Written, now: Millis) {
        for (write, answer) in round.writes.iter().zip(&written.answers) {
            if answer.write.as_ref().is_err_and(|failure| failure.cause == Cause::MethodBusy) {
                let method = write.act.method();
                let told = written.resets.iter().find(|(of, _)| *of == method).map(|(_, wait)| *wait);
                self.outbox.pause(method, now + told.unwrap_or(PAUSE));
            }
        }
    }
}

/// One sentence for everything that was settled at once: what needs the user comes first.
fn sum_up(settled: &[Settled]) -> Option<Notice> {
    let open =
        settled.iter().filter(|it| matches!(it.outcome, Outcome::Failed(_) | Outcome::Conflict)).count();
    if let Some(put_back) = settled.iter().find(|it| it.outcome == Outcome::PutBack) {
        let (name, was) = (put_back.name.clone(), put_back.name.clone());
        let others = settled.iter().filter(|it| it.outcome == Outcome::PutBack).count() - 1;
        return Some(match &put_back.change {
            Change::Rename(wanted) => Notice::PutBack { name: wanted.as_str().into(), was, others },
            _ => Notice::PutBack { name, was, others },
        });
    }
    if open > 0 {
        return Some(Notice::Open { count: open });
    }
    let [one] = settled else {
        return (!settled.is_empty()).then_some(Notice::Saved { count: settled.len() });
    };
    let name = one.name.clone();
    Some(match (&one.outcome, &one.change) {
        (Outcome::Removed { before: true }, _) => Notice::AlreadyDeleted { name },
        (Outcome::Removed { .. }, _) | (_, Change::Delete { .. }) => Notice::Deleted { name },
        _ if one.undo => Notice::Undone { name },
        (_, Change::Rename(wanted)) => Notice::Renamed { was: name, name: wanted.as_str().into() },
        (_, Change::Recolor(_)) => Notice::Recolored { name },
        (_, Change::Move(_)) => Notice::Moved { name },
        (_, Change::Add(draft)) => Notice::Added { name: draft.name.as_str().into() },
    })
}
