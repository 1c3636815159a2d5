//! Records that come to hold a row while its deletion is kept back. A plain list lets such a row go, and its code stays in
//! them and says nothing: so what was counted too long ago is counted again before the row is deleted.

use super::{Mutation, SECOND_THOUGHT, Settled, Store};
use crate::call;
use crate::clock::Millis;
use crate::failure::{Cause, Failure};
use crate::status::StatusId;
use crate::usage::{Count, Survey};

/// How long a count is believed, in milliseconds: as long as a deletion takes that nothing holds up.
pub const BELIEVED: Millis = SECOND_THOUGHT + 8_000;

impl Store {
    /// The user knows that so many records keep the code of a row that is to be deleted.
    pub fn accept(&mut self, target: StatusId, records: u32) {
        for at in self.pending.places(target) {
            if self.pending[at].is_deletion() {
                self.pending[at].accepted = records;
            }
        }
    }

    /// The rows whose records have to be counted before they are deleted at `now`, of the deletions that `may` be sent.
    #[must_use]
    pub fn outdated(&self, now: Millis, may: impl Fn(&Mutation) -> bool) -> Option<Survey> {
        let rows = self.ready(now).filter(|it| self.is_outdated(it, now) && may(it));
        let mut rows = rows.filter_map(|it| self.confirmed(it.target)).peekable();
        let entity = rows.peek()?.entity.clone();
        Some(Survey::of(&entity, &mut rows.map(|row| (row.id, row.code.clone()))))
    }

    /// Whether the records of a row have to be counted before it is deleted at `now`.
    #[must_use]
    pub fn is_outdated(&self, it: &Mutation, now: Millis) -> bool {
        let old = it.is_deletion() && it.accepted < u32::MAX && now >= it.counted + BELIEVED;
        old && !self.is_gone(it.target) && self.confirmed(it.target).is_some_and(|row| row.is_countable())
    }

    /// Rows that are to be deleted were counted: one that more records hold than the user knows of comes back.
    pub fn counted(&mut self, counts: impl Iterator<Item = (StatusId, Count)>, now: Millis) -> Vec<Settled> {
        let mut settled = Vec::new();
        for (target, count) in counts {
            let waits = |at: &usize| {
                let it = &self.pending[*at];
                it.is_deletion() && !it.progress.is_under_way() && !it.progress.is_open_question()
            };
            let Some(at) = self.pending.places(target).into_iter().find(waits) else { continue };
            let failure = match &count {
                Count::Failed(failure) => Failure { cause: Cause::Uncounted, ..failure.clone() },
                count if count.total() > Some(self.pending[at].accepted) => {
                    Failure::because(Cause::InUse, call::DELETE, "")
                }
                _ => {
                    self.pending[at].counted = now;
                    continue;
                }
            };
            settled.extend(self.fail(at, failure));
        }
        settled
    }
}
