//! Records that hold a value, in numbers and words.

use super::{Phrase, Texts, fill};
use crate::usage::{Holder, Records};

/// The words for records of several kinds.
const ANY: usize = 7;

/// So many records of a kind, or of several.
#[must_use]
pub fn records(texts: &Texts, kind: Option<Records>, n: u32) -> Phrase {
    let forms = texts.records[kind.map_or(ANY, Records::index)];
    texts.plural(forms, usize::try_from(n).unwrap_or(usize::MAX))
}

/// What holds a value, in one number.
#[must_use]
pub fn used(texts: &Texts, holders: &[Holder], counts: &[u32]) -> Phrase {
    let kind = if let [one] = holders { Some(one.records) } else { None };
    records(texts, kind, counts.iter().fold(0, |sum, count| sum.saturating_add(*count)))
}

/// What holds a value, kind by kind; none if there is only one kind.
#[must_use]
pub fn parts(texts: &Texts, holders: &[Holder], counts: &[u32]) -> Option<Phrase> {
    let held = holders.iter().zip(counts).filter(|(_, count)| **count > 0);
    let held: Vec<_> =
        held.map(|(holder, count)| records(texts, Some(holder.records), *count).to_string()).collect();
    (holders.len() > 1).then(|| fill(texts.in_use_parts, &[("records", &held.join(texts.comma))]))
}
