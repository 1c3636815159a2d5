//! The outbox: when to ask the portal for what.
//!
//! One request is under way at a time. A change is sent in two steps: the portal is read, so that a change that
//! somebody else made meanwhile is seen before it is overwritten (ux §6.5), and then everything that waits is
//! written in one batch, each row with its read-back. Changes that come close together share both.

pub mod backoff;
mod bucket;

use crate::call::{GET, LIST};
use crate::clock::Millis;
use crate::failure::{Cause, Failure};
use crate::status::StatusId;
use crate::store::{Change, GATHERING, MOST_WRITES, Mutation, MutationId, Round, Store};
use crate::usage::Survey;
pub use bucket::Bucket;
use std::rc::Rc;

/// Two changes in a row cost four requests at least this far apart, in milliseconds: as fast as the portal's
/// bucket drains (rest-behaviour §6.7), so that it never fills however long somebody edits.
const PACE: Millis = 1_000;
/// A reading is old enough to be repeated when the user comes back, in milliseconds (ux §6.5).
const STALE: Millis = 60_000;
/// How often a list that is in view is read again, in milliseconds (ux §6.5).
const POLL: Millis = 300_000;
/// How long a reading allows what it was made for to be written, in milliseconds: where a connection that broke
/// or a computer that slept came between the two, others may have been at work.
const CLEARANCE: Millis = 5_000;
/// Longer directories are not read as a whole before every change, only the rows that are to be written.
const LONG: usize = 500;

/// Whether the portal can be asked at all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Link {
    /// As far as we know.
    #[default]
    Up,
    /// The browser has no connection.
    Offline,
    /// There is no token, and none to be had without the user.
    Ended,
}

/// Why nothing gets through at the moment, and how long until the next try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// Why.
    pub failure: Failure,
    /// Whole seconds from then to the next try; 0 if there is none.
    pub seconds: u32,
}

/// A request to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// Read these rows, or all if there are none.
    Read(Vec<StatusId>),
    /// Write and read back.
    Write(Rc<Round>),
    /// Count the records that hold rows whose deletion was held up.
    Count(Rc<Survey>),
}

/// Why a list is read again though no change waits for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wish {
    /// The user asked for it, and is told if it fails.
    Spoken,
    /// What is shown may be old.
    Silent,
}

/// Names a request. Answers to any but the latest come too late.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ticket(u32);

/// What is under way, and when the next request may be made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outbox {
    link: Link,
    trouble: Option<Rc<Trouble>>,
    ticket: Ticket,
    under_way: Option<Request>,
    /// Since when.
    asked_at: Millis,
    /// The mutations that the last reading allows to be written, in the order of their ids.
    cleared: Vec<MutationId>,
    /// Until when.
    cleared_until: Millis,
    /// The list is to be read again, and whether the user asked for that.
    refresh: Option<Wish>,
    /// What the request under way is for, beside the changes that wait.
    wish: Option<Wish>,
    /// The user is writing: the list keeps still.
    writing: bool,
    /// Nobody looks.
    hidden: bool,
    read_at: Millis,
    earliest: Millis,
    bucket: Bucket,
    /// Methods that are paused, and until when.
    paused: Vec<(&'static str, Millis)>,
}

impl Outbox {
    /// Whether the portal can be asked at all.
    #[must_use]
    pub fn link(&self) -> Link {
        self.link
    }

    /// Why nothing gets through at the moment.
    #[must_use]
    pub fn trouble(&self) -> Option<&Rc<Trouble>> {
        self.trouble.as_ref()
    }

    /// The request under way, if it is the one of this ticket.
    #[must_use]
    pub fn under_way(&self, ticket: Ticket) -> Option<&Request> {
        self.under_way.as_ref().filter(|_| ticket == self.ticket)
    }

    /// Whether an answer is awaited.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.under_way.is_some()
    }

    /// Whether the user asked for the reading that is under way.
    #[must_use]
    pub fn is_spoken(&self) -> bool {
        self.wish == Some(Wish::Spoken)
    }

    /// The next request, if one is due at `now`.
    #[must_use]
    pub fn next(&self, store: &Store, now: Millis) -> Option<(Ticket, Request)> {
        let ticket = Ticket(self.ticket.0 + 1);
        if self.under_way.is_some() || self.link != Link::Up || self.bucket.free_at() > now {
            return None;
        }
        // What is still gathering when others are sent goes with them.
        let may = |it: &Mutation| self.is_cleared(it, now) && self.runs(it, now);
        let round = store.round(now + GATHERING, may);
        if !round.writes.is_empty() || !round.moves.is_empty() {
            return Some((ticket, Request::Write(Rc::new(round))));
        }
        let due = self.due(store).is_some_and(|due| due <= now);
        if let Some(survey) = store.outdated(now, |it| due && self.runs(it, now)) {
            return Some((ticket, Request::Count(Rc::new(survey))));
        }
        let wish = self.wish_at(now);
        (due || wish.is_some()).then(|| {
            let rows = if wish.is_none() { self.rows(store, now) } else { Vec::new() };
            (ticket, Request::Read(rows))
        })
    }

    /// When to look again, if nothing else happens.
    #[must_use]
    pub fn wake(&self, store: &Store) -> Option<Millis> {
        if self.under_way.is_some() || self.link != Link::Up {
            return None;
        }
        let wish = match self.refresh {
            Some(Wish::Spoken) => Some(0),
            _ if self.writing => None,
            Some(Wish::Silent) => Some(0),
            None => (!self.hidden).then_some(self.read_at + POLL),
        };
        let next = [self.due(store), wish].into_iter().flatten().min();
        next.map(|next| next.max(self.bucket.free_at()))
    }

    /// The request of this ticket is made.
    pub fn started(&mut self, ticket: Ticket, request: Request, now: Millis) {
        (self.ticket, self.asked_at) = (ticket, now);
        self.cleared.clear();
        let requests = if let Request::Write(round) = &request { round.requests() } else { 1 };
        (0..requests).for_each(|_| self.bucket.add(now));
        self.wish = None;
        if let Request::Read(rows) = &request {
            self.earliest = now + PACE;
            if rows.is_empty() {
                self.wish = self.wish_at(now);
                self.refresh = None;
            }
        }
        self.under_way = Some(request);
    }

    /// An answer came: the portal is there.
    pub fn answered(&mut self) {
        self.under_way = None;
        self.trouble = None;
    }

    /// How full the portal is.
    #[must_use]
    pub fn bucket(&self) -> Bucket {
        self.bucket
    }

    /// All that asks the same portal shares one bucket.
    pub fn bucket_mut(&mut self) -> &mut Bucket {
        &mut self.bucket
    }

    /// These rows were read, or all if there are none: what is due may be written without overwriting anybody.
    pub fn read(&mut self, store: &Store, rows: &[StatusId], now: Millis) {
        self.answered();
        let all = rows.is_empty();
        // What came up while other rows were being read has not been compared with anything.
        let covered = |it: &&Mutation| {
            (all || Self::is_row(it) && rows.contains(&it.target)) && !store.is_outdated(it, self.asked_at)
        };
        self.cleared = store.ready(now + GATHERING).filter(covered).map(|it| it.id).collect();
        self.cleared_until = now + CLEARANCE;
        if all {
            self.read_at = now;
        }
    }

    /// No usable answer came. `concerned` tells whether changes wait because of it.
    pub fn failed(&mut self, failure: &Failure, concerned: bool, store: &Store, now: Millis) {
        self.under_way = None;
        match failure.cause {
            Cause::SessionEnded => self.link = Link::Ended,
            Cause::Busy => self.bucket.fill(now),
            _ => {}
        }
        self.trouble = None;
        let next = self.due(store).filter(|_| concerned && failure.is_transient());
        if self.link == Link::Up && (next.is_some() || self.wish == Some(Wish::Spoken)) {
            let wait = next.map_or(0, |next| next.saturating_sub(now));
            let seconds = u32::try_from(wait.div_ceil(1000)).unwrap_or(u32::MAX);
            self.trouble = Some(Rc::new(Trouble { failure: failure.clone(), seconds }));
        }
        if self.wish.is_some() {
            // Nothing waits for it: it is tried again when its time comes.
            self.read_at = now;
        }
    }

    /// A method used up its time; others go on (rest-behaviour §6.7).
    pub fn pause(&mut self, method: &'static str, until: Millis) {
        self.paused.retain(|(paused, _)| *paused != method);
        self.paused.push((method, until));
    }

    /// The method of a reading used up its time.
    pub fn pause_reading(&mut self, all: bool, until: Millis) {
        self.pause(if all { LIST } else { GET }, until);
    }

    /// The user wants the next try now, or the latest.
    pub fn hurry(&mut self) {
        self.earliest = 0;
        self.paused.clear();
        self.trouble = None;
    }

    /// The user wants to see what the portal holds.
    pub fn refresh(&mut self) {
        self.refresh = Some(Wish::Spoken);
        self.hurry();
    }

    /// Whether anybody looks. Who comes back sees the latest, if what is shown may be old.
    pub fn look(&mut self, visible: bool, now: Millis) {
        self.hidden = !visible;
        if visible && self.refresh.is_none() && now >= self.read_at + STALE {
            self.refresh = Some(Wish::Silent);
        }
    }

    /// Whether the user is writing: the list is not read again then but for a change.
    pub fn write(&mut self, writing: bool) {
        self.writing = writing;
    }

    /// Whether the user is writing.
    #[must_use]
    pub fn is_writing(&self) -> bool {
        self.writing
    }

    /// The whole list was just read by other means.
    pub fn loaded(&mut self, now: Millis) {
        self.read_at = now;
    }

    /// Whether there is a connection.
    pub fn connect(&mut self, online: bool) {
        self.link = match (online, self.link) {
            (_, Link::Ended) => Link::Ended,
            (true, _) => Link::Up,
            (false, _) => Link::Offline,
        };
        self.trouble = None;
    }

    /// What was found out elsewhere about the way to the portal.
    pub fn share(&mut self, link: Link) {
        self.link = link;
        self.trouble = None;
    }

    /// The user wants another token to be asked for. The latest is wanted, too: a reading shows whether the token is
    /// good, and what was to be read when the session ended has not been.
    pub fn reconnect(&mut self) {
        self.link = Link::Up;
        self.refresh();
    }

    fn wish_at(&self, now: Millis) -> Option<Wish> {
        let old = !self.hidden && now >= self.read_at + POLL;
        let wish = self.refresh.or(old.then_some(Wish::Silent));
        wish.filter(|wish| *wish == Wish::Spoken || !self.writing)
    }

    /// When the next change has to be dealt with.
    fn due(&self, store: &Store) -> Option<Millis> {
        let due = |it: &Mutation| {
            let (list, get) = (self.paused_until(LIST), self.paused_until(GET));
            let read = if Self::is_row(it) { list.min(get) } else { list };
            it.due.max(self.earliest).max(self.paused_until(it.change.method())).max(read)
        };
        store.waiting().map(due).min()
    }

    /// The rows to read before what is due is written: none, which means all, unless there are very many.
    fn rows(&self, store: &Store, now: Millis) -> Vec<StatusId> {
        let (list, get) = (self.paused_until(LIST) <= now, self.paused_until(GET) <= now);
        let due = store.ready(now).chain(store.doubtful(now));
        let due: Vec<_> = due.filter(|it| list || Self::is_row(it)).collect();
        if list && (store.len() <= LONG || !get || !due.iter().all(|it| Self::is_row(it))) {
            return Vec::new();
        }
        let mut rows = Vec::new();
        for id in due.iter().map(|it| it.target) {
            if rows.len() < MOST_WRITES && !rows.contains(&id) {
                rows.push(id);
            }
        }
        rows
    }

    /// Whether a reading of its row alone is enough for a change.
    fn is_row(it: &Mutation) -> bool {
        !matches!(it.change, Change::Add(_) | Change::Move(_))
    }

    fn is_cleared(&self, it: &Mutation, now: Millis) -> bool {
        now < self.cleared_until && self.cleared.binary_search(&it.id).is_ok()
    }

    fn runs(&self, it: &Mutation, now: Millis) -> bool {
        self.paused_until(it.change.method()) <= now
    }

    fn paused_until(&self, method: &str) -> Millis {
        self.paused.iter().find(|(paused, _)| *paused == method).map_or(0, |(_, until)| *until)
    }
}
