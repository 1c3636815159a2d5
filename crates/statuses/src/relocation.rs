//! Moving every record of a value to another one, so that the value can be deleted (ux §6.2).
//!
//! Records are looked for by pages, and updated in batches that also look for the next page. What was sent and not
//! answered is looked for again before it is sent again, so that only a record that still has the old value is
//! written. At the end everything is counted, and only a count of 0 clears the value for its deletion.

mod answers;

use crate::call::Call;
use crate::clock::Millis;
use crate::failure::Failure;
use crate::json::Json;
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

    /// Goes on with the next kind of which there are records.
    fn enter(&mut self, at: usize) {
        let next = self.left.iter().skip(at).position(|left| *left > 0);
        self.at = next.map_or(self.holders.len(), |next| at + next);
        self.queue.clear();
        (self.cursor, self.exhausted, self.doubtful) = (0, false, false);
    }
}

#[cfg(test)]
mod tests;
