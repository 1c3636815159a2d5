//! What an answer does to the mutations that were sent.

use super::base::by_id;
use super::mutation::{Verdict, no_read_back, not_stored};
use super::{
    Act, Answer, Change, Mutation, MutationId, Outcome, Progress, Read, Round, Settled, Store, Value, Write,
};
use crate::call;
use crate::clock::Millis;
use crate::failure::{Cause, Failure};
use crate::status::{Status, StatusId};
use crate::sync::backoff;

impl Store {
    /// A request now carries these mutations.
    pub fn sent(&mut self, round: &Round) {
        for id in round.ids() {
            if let Some(at) = self.position(id) {
                let mutation = &mut self.pending[at];
                mutation.progress = Progress::Sent;
                mutation.attempts += 1;
            }
        }
    }

    /// Takes over the answers to a round, in the order of its writes.
    pub fn settle(&mut self, round: &Round, mut answers: Vec<Answer>, now: Millis) -> Vec<Settled> {
        let touched = if round.moves.is_empty() { Vec::new() } else { touched(self, round) };
        for (write, answer) in round.writes.iter().zip(&mut answers) {
            match (&answer.read, &write.act) {
                (Read::Row(row), act) if act.is_about(row) => self.refresh(row),
                // Where nothing was made, the reference to it stands for everything that the batch has given so
                // far, and a portal reads that as the number 1: the answer is about another row, if there is one
                // (rest-behaviour §7).
                (Read::Row(_), _) => answer.read = Read::Unknown,
                (Read::Missing, act) if act.adds() && answer.write.is_err() => answer.read = Read::Unknown,
                (Read::Missing, Act::Update { id, .. }) => self.miss(*id),
                (Read::Missing | Read::Unknown, _) => {}
            }
        }
        let mut settled = Vec::new();
        for (write, answer) in round.writes.iter().zip(&answers) {
            for id in &write.ids {
                let verdict = self.mutation(*id).map(|mutation| mutation.change.verdict(answer));
                settled.extend(verdict.and_then(|verdict| self.conclude(*id, verdict, now)));
            }
        }
        let ordered = !round.moves.is_empty() && is_ordered(self, round, &touched);
        for id in &round.moves {
            let verdict = self.verdict_on_move(*id, ordered, round, &answers);
            settled.extend(self.conclude(*id, verdict, now));
        }
        for id in &round.later {
            let verdict = verdict_on_positions(round, &answers).unwrap_or(Verdict::Unfinished);
            settled.extend(self.conclude(*id, verdict, now));
        }
        settled
    }

    /// Moves are judged together, by the order that came of them.
    fn verdict_on_move(&self, id: MutationId, ordered: bool, round: &Round, answers: &[Answer]) -> Verdict {
        if self.mutation(id).is_some_and(|moved| self.is_gone(moved.target)) {
            return Verdict::Failed(Failure::because(Cause::Gone, call::GET, ""));
        }
        if ordered {
            return Verdict::Stored;
        }
        verdict_on_positions(round, answers).unwrap_or_else(|| Verdict::Failed(not_stored()))
    }

    /// A round had no answers at all.
    pub fn lose(&mut self, round: &Round, failure: &Failure, now: Millis) -> Vec<Settled> {
        let answer = Answer { write: Err(failure.clone()), read: Read::Unknown };
        let ids: Vec<_> = round.ids().collect();
        let verdict = |store: &Self, id| Some(store.mutation(id)?.change.verdict(&answer));
        ids.into_iter().filter_map(|id| self.conclude(id, verdict(self, id)?, now)).collect()
    }

    /// The portal could not be read before these mutations were to be sent.
    pub fn unread(&mut self, ids: &[MutationId], failure: &Failure, now: Millis) -> Vec<Settled> {
        let mut settled = Vec::new();
        for id in ids {
            let Some(at) = self.position(*id) else { continue };
            let mutation = &mut self.pending[at];
            mutation.attempts += 1;
            let doubtful = mutation.progress == Progress::Confirming;
            let again = failure.is_transient();
            if doubtful && !again {
                // Nothing was put back: nobody knows what the portal holds.
                settled.extend(self.fail(at, failure.clone()));
                continue;
            }
            let verdict = match again {
                true if doubtful => Verdict::Doubtful(failure.clone()),
                true => Verdict::Postponed(failure.of_reading()),
                false => Verdict::Failed(failure.clone()),
            };
            settled.extend(self.conclude(*id, verdict, now));
        }
        settled
    }

    fn conclude(&mut self, id: MutationId, verdict: Verdict, now: Millis) -> Option<Settled> {
        let at = self.position(id)?;
        let target = self.pending[at].target;
        match verdict {
            Verdict::Stored => {
                let target = match &self.pending[at].change {
                    Change::Add(draft) => self.base.coded(&draft.code).find(|row| draft.is(row))?.id,
                    _ => target,
                };
                Some(self.end(at, target, Outcome::Saved))
            }
            Verdict::Removed { before } => Some(self.end(at, target, Outcome::Removed { before })),
            Verdict::Failed(failure) if failure.cause == Cause::AccessDenied => {
                Some(self.end(at, target, Outcome::PutBack))
            }
            Verdict::Failed(failure) => self.fail(at, failure),
            Verdict::Unfinished => {
                self.rouse(at, now);
                self.fold(at, now);
                None
            }
            Verdict::Postponed(failure) => self.put_off(at, Progress::Waiting, failure, now),
            Verdict::Doubtful(failure) => self.put_off(at, Progress::Confirming, failure, now),
        }
    }

    /// To be tried again, or looked after, a little later, unless that was so too often.
    fn put_off(&mut self, at: usize, progress: Progress, failure: Failure, now: Millis) -> Option<Settled> {
        if progress == Progress::Waiting && self.supersede(at) {
            return None;
        }
        let mutation = &mut self.pending[at];
        let spared = matches!(failure.cause, Cause::SessionEnded | Cause::MethodBusy);
        if spared {
            mutation.attempts = mutation.attempts.min(1);
        }
        match backoff::due(mutation.attempts, now) {
            Some(due) => {
                (mutation.progress, mutation.due) = (progress, due);
                let attempts = mutation.attempts;
                if mutation.progress == Progress::Waiting {
                    if mutation.is_move() {
                        self.wait_with_moves(attempts, due);
                    }
                    self.fold(at, now);
                }
                None
            }
            None => self.fail(at, failure),
        }
    }

    /// A failed mutation stays, unless a newer change of the same kind has come meanwhile.
    pub(super) fn fail(&mut self, at: usize, failure: Failure) -> Option<Settled> {
        if self.supersede(at) {
            return None;
        }
        self.pending[at].progress = Progress::Failed(failure.clone());
        let report = self.report(at, Outcome::Failed(failure));
        self.fold(at, 0);
        Some(report)
    }

    /// Takes out a mutation that was not made, if a newer one speaks for its field. What was sent of it may still
    /// be stored late: then nobody else has changed the field.
    pub(super) fn supersede(&mut self, at: usize) -> bool {
        let old = &self.pending[at];
        let kin = |newer: &Mutation| newer.change.is_kin(&old.change);
        let field = old.change.value().is_some() || old.is_move();
        let newer = self
            .pending
            .places(old.target)
            .into_iter()
            .find(|other| *other > at && kin(&self.pending[*other]));
        let Some(newer) = newer.filter(|_| field) else { return false };
        let old = self.pending.remove(at);
        let based_on = &mut self.pending[newer - 1].based_on;
        based_on.extend(old.change.value());
        based_on.extend(old.based_on);
        true
    }

    /// Takes out a mutation that is through. `target` is the id the portal has given a new row.
    pub(super) fn end(&mut self, at: usize, target: StatusId, outcome: Outcome) -> Settled {
        let mut settled = self.report(at, outcome);
        let Mutation { target: was, .. } = self.pending.remove(at);
        settled.target = target;
        match &settled.outcome {
            Outcome::Removed { .. } => self.remove(was),
            Outcome::Saved => {
                if was != target {
                    self.arrived.take(by_id(target));
                    self.rename_everywhere(was, target);
                }
                if !self.is_busy(target) {
                    self.saved.put(by_id(target), ());
                }
            }
            Outcome::PutBack if was.is_provisional() => self.remove(was),
            _ => {}
        }
        settled
    }

    pub(super) fn report(&self, at: usize, outcome: Outcome) -> Settled {
        let mutation = &self.pending[at];
        let known = match (&mutation.change, mutation.based_on.first()) {
            (Change::Rename(_), Some(Value::Name(name))) => Some(name.clone()),
            _ => self.confirmed(mutation.target).map(|row| row.name.clone()),
        };
        let draft = || match &mutation.change {
            Change::Add(draft) => draft.name.as_str().into(),
            _ => "".into(),
        };
        Settled {
            target: mutation.target,
            was: mutation.target,
            name: known.unwrap_or_else(draft),
            change: mutation.change.clone(),
            undo: mutation.undo,
            outcome,
        }
    }

    /// A row that was provisional now has an id of its own.
    fn rename_everywhere(&mut self, was: StatusId, target: StatusId) {
        self.pending.rename(was, target);
        for at in 0..self.pending.len() {
            if self.pending[at].change.names(was) {
                self.pending[at].change.rename(was, target);
            }
        }
        self.unfinished.iter_mut().filter(|(id, _)| *id == was).for_each(|(id, _)| *id = target);
    }
}

/// The places of the order that a round wants whose rows it writes or moves. All others stand to each other as they did, if
/// nobody but the round has changed the order; else it is all places.
fn touched(store: &Store, round: &Round) -> Vec<usize> {
    if !round.order.is_of(&store.base) {
        return (0..round.order.len()).collect();
    }
    let written = round.writes.iter().filter_map(|write| match write.act {
        Act::Update { id, .. } | Act::Delete { id, .. } => round.order.find(id, &store.base),
        Act::Add { .. } => None,
    });
    written.chain(round.order.guests().iter().map(|(place, _)| *place)).collect()
}

/// Whether the portal has the rows at these places where a round wants them.
fn is_ordered(store: &Store, round: &Round, places: &[usize]) -> bool {
    let rank = |place: usize| {
        let id = round.order.at(place)?;
        store.base.rank(id).filter(|_| !store.is_gone(id))
    };
    places.iter().all(|place| {
        let Some(mine) = rank(*place) else { return true };
        let before = (0..*place).rev().find_map(rank);
        let after = (*place + 1..round.order.len()).find_map(rank);
        before.is_none_or(|before| before < mine) && after.is_none_or(|after| mine < after)
    })
}

/// Why the positions of a round may not be stored; none if they are. A row that is gone needs none.
fn verdict_on_positions(round: &Round, answers: &[Answer]) -> Option<Verdict> {
    let mut written = round.writes.iter().zip(answers).filter(|(write, _)| write.is_position());
    let trouble = |(write, answer): (&Write, &Answer)| answer.trouble(&write.act);
    let failure = written.find_map(|pair| trouble(pair).filter(|failure| failure.cause != Cause::Gone))?;
    Some(match failure.leaves_doubt() {
        true => Verdict::Doubtful(failure),
        false if failure.is_transient() => Verdict::Postponed(failure),
        false => Verdict::Failed(failure),
    })
}

impl Act {
    fn is_about(&self, row: &Status) -> bool {
        match self {
            Self::Update { id, .. } | Self::Delete { id, .. } => *id == row.id,
            Self::Add { draft, .. } => draft.is(row),
        }
    }

    fn adds(&self) -> bool {
        matches!(self, Self::Add { .. })
    }
}

impl Answer {
    /// Why a position may not be stored.
    fn trouble(&self, act: &Act) -> Option<Failure> {
        match (&self.write, &self.read) {
            (Err(failure), _) => Some(failure.clone()),
            (Ok(()), Read::Unknown) => Some(no_read_back()),
            (Ok(()), Read::Missing) => Some(Failure::because(Cause::Gone, call::GET, "")),
            (Ok(()), Read::Row(row)) => match act {
                Act::Update { sort: Some(sort), .. } if *sort != row.sort => Some(not_stored()),
                _ => None,
            },
        }
    }
}
