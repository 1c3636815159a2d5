//! What the portal's answers do to records on their way.

use super::{FEW_TRIES, MOST_REFUSED, MOST_SWEEPS, PAGE, Refusal, Relocation, Reply, Request, Stage};
use crate::clock::Millis;
use crate::failure::{Cause, Failure};
use crate::sync::backoff;
use crate::usage::{Holder, RecordId};

impl Relocation {
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

    fn fail(&mut self, failure: Failure, now: Millis) {
        self.attempts += 1;
        // A session that has ended is not asked for again and again: the portal may say so each time.
        let again = failure.is_transient() && failure.cause != Cause::SessionEnded;
        match backoff::due(self.attempts, now).filter(|_| again) {
            Some(due) => self.due = due,
            None if self.stage == Stage::Moving || self.stage == Stage::Paused => self.stage = Stage::Stopped,
            None => {}
        }
        self.trouble = Some(failure);
    }
}

pub(super) fn whole(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn unreadable() -> Failure {
    Failure::because(Cause::Unreadable, "batch", "The answer is not a list of records")
}
