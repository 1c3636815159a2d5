//! Moving every record of a value to another one, so that the value can be deleted (ux §6.2).
//!
//! Records are looked for by pages, and updated in batches that also look for the next page. What was sent and not
//! answered is looked for again before it is sent again, so that only a record that still has the old value is
//! written. At the end everything is counted, and only a count of 0 clears the value for its deletion.

use crate::call::Call;
use crate::clock::Millis;
use crate::failure::{Cause, Failure};
use crate::json::Json;
use crate::sync::backoff;
use crate::usage::{Holder, RecordId};
use std::rc::Rc;

/// Most updates in one request: a batch has room for 50 commands (rest-behaviour §7), and one looks for more.
const MOST_UPDATES: usize = 49;
/// Records on a page, as the portal cuts them.
const PAGE: usize = 50;
/// Between two requests, in milliseconds: what other pages of the same person need of the portal stays free.
const PACE: Millis = 1_000;
/// Where so many records refuse, the others would, too.
const MOST_REFUSED: usize = 100;
/// How often a record is tried that fails inside.
const FEW_TRIES: u32 = 3;
/// How often it is looked for records that are still, or again, in the value.
const MOST_SWEEPS: u32 = 3;

/// Whether it goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Records are being moved.
    Moving,
    /// The user wants to wait.
    Paused,
    /// The user stopped it, or it cannot go on by itself. Records are left.
    Stopped,
    /// A count of 0 has come back.
    Cleared,
}

/// What is asked of the portal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// Update these records, and look for more behind an id.
    Move {
        /// Which field of which records.
        holder: Holder,
        /// The records.
        ids: Vec<RecordId>,
        /// Where to look for more; none if there are enough, or no more.
        after: Option<RecordId>,
    },
    /// Count what is left, of every kind of record.
    Count,
}

/// What came back for one command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// Its result.
    pub result: Result<Json, Failure>,
    /// How many it has found in all, if it counts.
    pub total: Option<u32>,
}

/// A record that the portal did not want to change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Which field of which records.
    pub holder: Holder,
    /// The record.
    pub id: RecordId,
    /// Why.
    pub failure: Failure,
}

/// Records on their way from one value to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relocation {
    holders: Rc<[Holder]>,
    from: Box<str>,
    to: Box<str>,
    /// Records of each kind that are left, as far as it is known without looking.
    left: Vec<u32>,
    /// The kind that is being moved; behind the last one, everything is counted.
    at: usize,
    /// Records that were found and not sent.
    queue: Vec<RecordId>,
    /// The last record that was found.
    cursor: RecordId,
    /// There are no records behind it.
    exhausted: bool,
    /// What was sent may have been carried out without an answer.
    doubtful: bool,
    moved: u32,
    refused: Vec<Refusal>,
    sweeps: u32,
    stage: Stage,
    asked: Option<Request>,
    trouble: Option<Failure>,
    attempts: u32,
    due: Millis,
}

impl Relocation {
    /// From one code to another, where so many records of each kind were counted a moment ago.
    #[must_use]
    pub fn new(holders: Rc<[Holder]>, from: &str, to: &str, counted: &[u32]) -> Self {
        let mut relocation = Self {
            left: (0..holders.len()).map(|at| counted.get(at).copied().unwrap_or(0)).collect(),
            holders,
            from: from.into(),
            to: to.into(),
            at: 0,
            queue: Vec::new(),
            cursor: 0,
            exhausted: false,
            doubtful: false,
            moved: 0,
            refused: Vec::new(),
            sweeps: 1,
            stage: Stage::Moving,
            asked: None,
            trouble: None,
            attempts: 0,
            due: 0,
        };
        relocation.enter(0);
        relocation
    }

    /// Whether it goes on.
    #[must_use]
    pub fn stage(&self) -> Stage {
        self.stage
    }

    /// How many records have been moved.
    #[must_use]
    pub fn moved(&self) -> u32 {
        self.moved
    }

    /// How many records there were, with those that have come meanwhile.
    #[must_use]
    pub fn total(&self) -> u32 {
        self.moved + self.remaining()
    }

    /// How many records are left, as far as it is known.
    #[must_use]
    pub fn remaining(&self) -> u32 {
        self.left.iter().sum()
    }

    /// The first kind of which records are left, by its place.
    #[must_use]
    pub fn lagging(&self) -> usize {
        self.left.iter().position(|left| *left > 0).unwrap_or(0)
    }

    /// The records that refused.
    #[must_use]
    pub fn refused(&self) -> &[Refusal] {
        &self.refused
    }

    /// Why it does not get on.
    #[must_use]
    pub fn trouble(&self) -> Option<&Failure> {
        self.trouble.as_ref()
    }

    /// The request that is under way.
    #[must_use]
    pub fn asked(&self) -> Option<&Request> {
        self.asked.as_ref()
    }

    /// Which fields are moved.
    #[must_use]
    pub fn holders(&self) -> &Rc<[Holder]> {
        &self.holders
    }

    /// The next request, if one is due at `now`.
    #[must_use]
    pub fn next(&self, now: Millis) -> Option<Request> {
        if self.stage != Stage::Moving || self.asked.is_some() || self.due > now {
            return None;
        }
        let Some(holder) = self.holders.get(self.at) else { return Some(Request::Count) };
        let ids: Vec<_> = self.queue.iter().copied().take(MOST_UPDATES).collect();
        let few = self.queue.len() - ids.len() < MOST_UPDATES;
        let after = (few && !self.exhausted).then_some(self.cursor);
        Some(Request::Move { holder: *holder, ids, after })
    }

    /// When the next request is due; none if there is none, or one is under way.
    #[must_use]
    pub fn wake(&self) -> Option<Millis> {
        (self.stage == Stage::Moving && self.asked.is_none()).then_some(self.due)
    }

    /// The commands of a request; none of them if the value cannot be asked for.
    #[must_use]
    pub fn calls(&self, request: &Request) -> Vec<Call> {
        match request {
            Request::Count => self.holders.iter().filter_map(|holder| holder.count(&self.from)).collect(),
            Request::Move { holder, ids, after } => {
                let updates = ids.iter().map(|id| holder.update(*id, &self.to));
                updates.chain(after.and_then(|after| holder.page(&self.from, after))).collect()
            }
        }
    }

    /// A request is made.
    pub fn started(&mut self, request: Request, now: Millis) {
        self.asked = Some(request);
        self.due = now + PACE;
    }

    /// The user wants to wait.
    pub fn pause(&mut self) {
        if self.stage == Stage::Moving {
            self.stage = Stage::Paused;
        }
    }

    /// The user wants no more. What is under way cannot be called back.
    pub fn stop(&mut self) {
        if self.stage != Stage::Cleared {
            self.stage = Stage::Stopped;
        }
    }

    /// The user wants it to go on: after a stop, from the start with what is left.
    pub fn resume(&mut self, now: Millis) {
        if self.stage == Stage::Stopped {
            self.sweeps = 0;
            self.refused.clear();
            self.enter(self.holders.len());
        }
        if self.stage != Stage::Cleared {
            self.stage = Stage::Moving;
        }
        (self.attempts, self.trouble, self.due) = (0, None, self.due.min(now + PACE));
    }

    /// What came of the request that is under way.
    pub fn answered(&mut self, answer: Result<Vec<Reply>, Failure>, now: Millis) {
        let Some(request) = self.asked.take() else { return };
        let outcome = match (request, answer) {
            (Request::Move { holder, ids, after }, Ok(replies)) => self.settle(holder, &ids, after, replies),
            (Request::Move { ids, .. }, Err(failure)) => {
                self.look_again_from(ids.first());
                Err(failure)
            }
            (Request::Count, Ok(replies)) => self.judge(&replies),
            (Request::Count, Err(failure)) => Err(failure),
        };
        match outcome {
            Ok(()) => self.trouble = None,
            Err(failure) => self.fail(failure, now),
        }
        if self.refused.len() >= MOST_REFUSED {
            self.stop();
        }
    }

    /// Takes note of which records were moved, and which were found.
    fn settle(
        &mut self,
        holder: Holder,
        ids: &[RecordId],
        after: Option<RecordId>,
        mut replies: Vec<Reply>,
    ) -> Result<(), Failure> {
        let page = after.and_then(|_| replies.pop());
        let at = self.holders.iter().position(|it| *it == holder).filter(|_| replies.len() == ids.len());
        let Some(at) = at else {
            self.look_again_from(ids.first());
            return Err(unreadable());
        };
        let mut doubt = None;
        for (id, reply) in ids.iter().zip(replies) {
            self.queue.retain(|queued| queued != id);
            match reply.result {
                Ok(_) => {
                    self.attempts = 0;
                    self.moved += 1;
                    self.left[at] = self.left[at].saturating_sub(1);
                }
                Err(failure) if self.is_worth_another_try(&failure) => doubt = doubt.or(Some((*id, failure))),
                Err(failure) => self.refused.push(Refusal { holder, id: *id, failure }),
            }
        }
        if at != self.at {
            // It has been stopped and begun anew meanwhile.
            return Ok(());
        }
        if let Some((first, failure)) = doubt {
            self.look_again_from(Some(&first));
            return Err(failure);
        }
        if let Some(page) = page {
            self.find(holder, page)?;
        }
        if self.queue.is_empty() && self.exhausted {
            self.enter(at + 1);
        }
        Ok(())
    }

    /// What is wrong with one record alone is its own fault after a few tries.
    fn is_worth_another_try(&self, failure: &Failure) -> bool {
        failure.is_transient() && (!failure.leaves_doubt() || self.attempts < FEW_TRIES)
    }

    /// Takes note of a page of records behind the cursor.
    fn find(&mut self, holder: Holder, page: Reply) -> Result<(), Failure> {
        let before = self.cursor;
        let ids = holder.ids(&page.result?).ok_or_else(unreadable)?;
        // An answer that does not get on would be asked for for ever.
        let found: Vec<_> = ids.into_iter().filter(|id| *id > before).collect();
        self.exhausted = found.len() < PAGE;
        self.cursor = found.iter().copied().max().unwrap_or(before);
        let refused: Vec<_> = self.refused.iter().filter(|it| it.holder == holder).map(|it| it.id).collect();
        let behind = self.queue.len() + refused.iter().filter(|id| **id <= before).count();
        let known = self.left[self.at];
        self.left[self.at] = page.total.unwrap_or(0).max(whole(found.len())).saturating_add(whole(behind));
        if std::mem::take(&mut self.doubtful) {
            // What was sent without an answer and is not there any more has been moved.
            self.moved += known.saturating_sub(self.left[self.at]);
        }
        self.queue.extend(found.into_iter().filter(|id| !refused.contains(id)));
        Ok(())
    }

    /// Whether the value is free; if it is not, it is looked for records once more.
    fn judge(&mut self, replies: &[Reply]) -> Result<(), Failure> {
        let mut left = Vec::with_capacity(replies.len());
        for reply in replies {
            reply.result.as_ref().map_err(Clone::clone)?;
            left.push(reply.total.ok_or_else(unreadable)?);
        }
        // Not all were asked for: then nobody knows.
        if left.len() != self.holders.len() || left.is_empty() {
            return Err(unreadable());
        }
        self.attempts = 0;
        let total = self.total();
        self.left = left;
        let remaining = self.remaining();
        self.moved = total.saturating_sub(remaining).min(self.moved);
        if self.stage != Stage::Moving {
            return Ok(());
        }
        if remaining == 0 {
            self.stage = Stage::Cleared;
        } else if self.sweeps < MOST_SWEEPS && whole(self.refused.len()) < remaining {
            self.sweeps += 1;
            self.enter(0);
        } else {
            self.stage = Stage::Stopped;
        }
        Ok(())
    }

    /// What may have been changed without our knowing is looked for again.
    fn look_again_from(&mut self, first: Option<&RecordId>) {
        if let Some(first) = first {
            self.queue.clear();
            (self.cursor, self.exhausted, self.doubtful) = (first.saturating_sub(1), false, true);
        }
    }

    /// Goes on with the next kind of which there are records.
    fn enter(&mut self, at: usize) {
        let next = self.left.iter().skip(at).position(|left| *left > 0);
        self.at = next.map_or(self.holders.len(), |next| at + next);
        self.queue.clear();
        (self.cursor, self.exhausted, self.doubtful) = (0, false, false);
    }

    fn fail(&mut self, failure: Failure, now: Millis) {
        self.attempts += 1;
        match backoff::due(self.attempts, now).filter(|_| failure.is_transient()) {
            Some(due) => self.due = due,
            None if self.stage == Stage::Moving || self.stage == Stage::Paused => self.stage = Stage::Stopped,
            None => {}
        }
        self.trouble = Some(failure);
    }
}

fn whole(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn unreadable() -> Failure {
    Failure::because(Cause::Unreadable, "batch", "The answer is not a list of records")
}

#[cfg(test)]
mod tests;
