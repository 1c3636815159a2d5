//! What is known of the records that hold the values of a list, and what is done about them: they are counted while
//! nothing else is to be done, counted afresh before a value is deleted, and moved to another value (ux §6.2).
//!
//! As pure as the editor: the time is told, and what has to be asked is told by [`Census::errand`]. It goes beside
//! the editor's own requests, so that a change never waits for a count.

mod news;

pub use news::{Check, Errand, Job, News};

use crate::clock::Millis;
use crate::editor::Editor;
use crate::failure::{Cause, Failure};
use crate::key::ascending;
use crate::relocation::{Relocation, Reply, Request, Stage};
use crate::status::StatusId;
use crate::sync::{Link, backoff};
use crate::usage::{Count, Holder, Survey, Usage};
use std::rc::Rc;

/// How long rows have to be in view before they are counted, in milliseconds: who scrolls past does not need it, and
/// what is done at once after the start goes first.
const CALM: Millis = 300;

/// Counts, questions before deletions, and the records that are being moved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Census {
    usage: Rc<Usage>,
    /// Rows in view.
    seen: Rc<[StatusId]>,
    /// The count that is under way.
    asked: Option<Rc<Survey>>,
    attempts: u32,
    due: Millis,
    /// Rows to be deleted if nothing holds them, the first one first.
    checks: Vec<Rc<Check>>,
    /// The count of the first one is under way.
    checking: bool,
    verdict: Option<Rc<Check>>,
    job: Option<Rc<Job>>,
}

impl Census {
    /// What is known of the records that hold values.
    #[must_use]
    pub fn usage(&self) -> &Rc<Usage> {
        &self.usage
    }

    /// The row that is being counted because it is to be deleted.
    #[must_use]
    pub fn checked(&self) -> Option<&Rc<Check>> {
        self.checks.first()
    }

    /// A row that was to be deleted, now that its records have been counted.
    #[must_use]
    pub fn verdict(&self) -> Option<&Rc<Check>> {
        self.verdict.as_ref()
    }

    /// Records that are being moved, or could not be.
    #[must_use]
    pub fn job(&self) -> Option<&Rc<Job>> {
        self.job.as_ref()
    }

    /// What has to be asked at `now`. The same is told until an answer to [`News::Started`] says that it is under
    /// way.
    #[must_use]
    pub fn errand(&self, editor: &Editor, now: Millis) -> Option<Errand> {
        if editor.bucket().free_at() > now {
            return None;
        }
        let job = self.job.as_ref();
        if let Some((job, request)) = job.and_then(|job| Some((job, job.relocation.next(now)?))) {
            return Some(Errand::Move(Rc::clone(job), request));
        }
        if let Some(check) = self.next_check() {
            let value = (check.status.id, check.status.code.clone());
            return Some(Errand::Check(Rc::new(Survey::of(&check.status.entity, &mut [value].into_iter()))));
        }
        if self.due > now || !self.may_count(editor) {
            return None;
        }
        self.survey(editor).map(|survey| Errand::Count(Rc::new(survey)))
    }

    /// When to look again, if nothing else happens.
    #[must_use]
    pub fn wake(&self, editor: &Editor) -> Option<Millis> {
        let count = (self.may_count(editor) && self.survey(editor).is_some()).then_some(self.due);
        let moving = self.job.as_ref().and_then(|job| job.relocation.wake());
        let check = self.next_check().map(|_| 0);
        let next = [count, moving, check].into_iter().flatten().min();
        next.map(|next| next.max(editor.bucket().free_at()))
    }

    /// The row to be counted before it is deleted.
    fn next_check(&self) -> Option<&Rc<Check>> {
        self.checks.first().filter(|_| !self.checking && self.verdict.is_none())
    }

    /// What is known after something has happened at `now`; the same allocation if that changes nothing.
    #[must_use]
    pub fn reduce(self: Rc<Self>, news: News, now: Millis) -> Rc<Self> {
        let mut next = (*self).clone();
        next.apply(news, now);
        if next == *self { self } else { Rc::new(next) }
    }

    fn apply(&mut self, news: News, now: Millis) {
        match news {
            News::Started(Errand::Count(survey)) => self.asked = Some(survey),
            News::Started(Errand::Check(_)) => self.checking = true,
            News::Started(Errand::Move(_, request)) => self.with_job(|job| job.started(request, now)),
            News::Answered(Errand::Count(survey), answer) => self.counted(&survey, answer, now),
            News::Answered(Errand::Check(survey), answer) => self.judged(&survey, answer),
            News::Answered(Errand::Move(job, request), answer) => self.moved(&job, &request, answer, now),
            News::InView(ids) => {
                if *self.seen != *ids {
                    self.seen = ids.into();
                    self.due = self.due.max(now + CALM);
                }
            }
            News::RecountWanted => {
                Rc::make_mut(&mut self.usage).age();
                (self.attempts, self.due) = (0, now + CALM);
            }
            News::Refused(ids) => {
                // What was counted before is not so any more, or is not all.
                let usage = Rc::make_mut(&mut self.usage);
                for id in ids {
                    usage.age_one(id);
                }
            }
            News::CheckWanted(check) => {
                if self.checks.iter().chain(&self.verdict).all(|it| it.status.id != check.status.id) {
                    self.checks.push(Rc::new(check));
                    self.conclude_unknowable();
                }
            }
            News::VerdictTaken => {
                self.verdict = None;
                self.conclude_unknowable();
            }
            News::MoveWanted { from, to, counted } => {
                let holders: Rc<[Holder]> = Holder::of(&from.entity).into();
                let relocation = Relocation::new(holders, &from.code, &to.code, &counted);
                self.job = Some(Rc::new(Job { from, to, relocation }));
            }
            News::Paused => self.with_job(Relocation::pause),
            News::Resumed => self.with_job(|job| job.resume(now)),
            News::Stopped => self.with_job(Relocation::stop),
            News::JobClosed => {
                self.recount_ends();
                self.job = None;
            }
        }
    }

    /// Whether nothing more urgent is to be done: a count is never in the way of a change.
    fn may_count(&self, editor: &Editor) -> bool {
        editor.link() == Link::Up
            && editor.trouble().is_none()
            && editor.tally().saving == 0
            && self.asked.is_none()
            && self.checks.is_empty()
            && self.job.is_none()
    }

    /// Whether a row in view was not counted yet.
    fn wants(&self) -> bool {
        self.seen.iter().any(|id| !id.is_provisional() && self.usage.wants(*id))
    }

    /// The rows in view first, then as many others as the same request can hold.
    fn survey(&self, editor: &Editor) -> Option<Survey> {
        if !self.wants() {
            return None;
        }
        let wanted = |id: &StatusId| !id.is_provisional() && self.usage.wants(*id);
        let lineup = editor.lineup();
        let first: Vec<_> = self.seen.iter().filter_map(|id| editor.find(*id)).collect();
        let first = ascending(&first).into_iter().filter_map(|place| lineup.at(place));
        let others = lineup.ids().filter(|id| !self.seen.contains(id));
        let rows = first.chain(others).filter(wanted);
        let mut values = rows.filter_map(|id| Some((id, editor.shown(id)?.code.clone())));
        let survey = Survey::of(&editor.directory().entity, &mut values);
        let any_in_view = survey.ids().next().is_some_and(|id| self.seen.contains(&id));
        any_in_view.then_some(survey)
    }

    fn counted(&mut self, survey: &Survey, answer: Result<Vec<Reply>, Failure>, now: Millis) {
        self.asked = None;
        match answer {
            // A session that has ended is not asked for again and again: each time the portal may say so with a
            // message of its own.
            Err(failure) if failure.is_transient() && failure.cause != Cause::SessionEnded => {
                self.attempts += 1;
                if let Some(due) = backoff::due(self.attempts, now) {
                    self.due = due;
                    return;
                }
                self.attempts = 0;
                self.note(survey, &Err(failure));
            }
            answer => {
                self.attempts = 0;
                self.note(survey, &answer);
            }
        }
    }

    fn judged(&mut self, survey: &Survey, answer: Result<Vec<Reply>, Failure>) {
        self.checking = false;
        self.note(survey, &answer);
        if !self.checks.is_empty() {
            self.verdict = Some(self.checks.remove(0));
        }
    }

    fn note(&mut self, survey: &Survey, answer: &Result<Vec<Reply>, Failure>) {
        let usage = Rc::make_mut(&mut self.usage);
        survey.counts(answer).for_each(|(id, count)| usage.note(id, count));
    }

    /// What cannot be asked for is known at once.
    fn conclude_unknowable(&mut self) {
        while let Some(check) = self.checks.first().filter(|_| self.verdict.is_none() && !self.checking) {
            let status = Rc::clone(&check.status);
            if status.is_countable() {
                return;
            }
            Rc::make_mut(&mut self.usage).note(status.id, Count::Unknowable);
            self.verdict = Some(self.checks.remove(0));
        }
    }

    fn moved(&mut self, asked: &Job, request: &Request, answer: Result<Vec<Reply>, Failure>, now: Millis) {
        // The answer may be to a job that was closed meanwhile.
        let is_its = |job: &Rc<Job>| job.from.id == asked.from.id && job.relocation.asked() == Some(request);
        let Some(job) = self.job.as_mut().filter(|job| is_its(job)) else { return };
        Rc::make_mut(job).relocation.answered(answer, now);
        if job.relocation.stage() != Stage::Moving {
            self.recount_ends();
        }
    }

    /// Both values of the job have other counts now.
    fn recount_ends(&mut self) {
        let Some(job) = &self.job else { return };
        let usage = Rc::make_mut(&mut self.usage);
        for id in [job.from.id, job.to.id] {
            usage.age_one(id);
        }
    }

    fn with_job(&mut self, change: impl FnOnce(&mut Relocation)) {
        if let Some(job) = &mut self.job {
            change(&mut Rc::make_mut(job).relocation);
        }
    }
}

#[cfg(test)]
mod tests;
