//! Several values counted by one request.

use super::{Count, Holder};
use crate::call::Call;
use crate::failure::{Cause, Failure};
use crate::relocation::Reply;
use crate::status::{Status, StatusId};

/// Most commands in a batch (rest-behaviour §7).
const MOST_COMMANDS: usize = 50;

/// Values of a directory to be counted together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Survey {
    holders: Vec<Holder>,
    values: Vec<(StatusId, Box<str>)>,
}

impl Survey {
    /// As many of the values of a directory, each with its code, as one request can count.
    #[must_use]
    pub fn of(entity: &str, values: &mut dyn Iterator<Item = (StatusId, Box<str>)>) -> Self {
        let holders = Holder::of(entity);
        let values = values.filter(|(_, code)| is_countable(&holders, code));
        let values = values.take(MOST_COMMANDS / holders.len().max(1)).collect();
        Self { holders, values }
    }

    /// The values.
    pub fn ids(&self) -> impl Iterator<Item = StatusId> {
        self.values.iter().map(|(id, _)| *id)
    }

    /// What is asked for.
    #[must_use]
    pub fn calls(&self) -> Vec<Call> {
        let calls = |(_, code): &(_, Box<str>)| {
            self.holders.iter().filter_map(|holder| holder.count(code)).collect::<Vec<_>>()
        };
        self.values.iter().flat_map(calls).collect()
    }

    /// What the answer tells of each value.
    pub fn counts(&self, answer: &Result<Vec<Reply>, Failure>) -> impl Iterator<Item = (StatusId, Count)> {
        let many = self.holders.len();
        self.ids().enumerate().map(move |(nth, id)| {
            let count = match answer {
                Ok(replies) => tally(replies.get(nth * many..(nth + 1) * many).unwrap_or_default()),
                Err(failure) => Count::Failed(failure.clone()),
            };
            (id, count)
        })
    }
}

impl Status {
    /// Whether it is known which records hold it.
    #[must_use]
    pub fn is_countable(&self) -> bool {
        is_countable(&Holder::of(&self.entity), &self.code)
    }
}

fn is_countable(holders: &[Holder], code: &str) -> bool {
    holders.first().is_some_and(|holder| holder.count(code).is_some())
}

/// The counts of one value. One that is missing makes the whole unknown.
fn tally(replies: &[Reply]) -> Count {
    let mut counts = Vec::with_capacity(replies.len());
    for reply in replies {
        match (&reply.result, reply.total) {
            (Ok(_), Some(total)) => counts.push(total),
            (Err(failure), _) => return Count::Failed(failure.clone()),
            (Ok(_), None) => return Count::Failed(uncounted()),
        }
    }
    if counts.is_empty() { Count::Failed(uncounted()) } else { Count::Known(counts.into()) }
}

fn uncounted() -> Failure {
    Failure::because(Cause::Unreadable, "batch", "The answer has no total")
}
