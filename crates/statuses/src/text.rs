//! What is said about what happened, in the words of a language.

mod changes;
pub mod colors;
mod explain;
mod usage;

pub use changes::{clash, color, step, unsaved};
pub use explain::{Intent, Subject, explain, explain_mishap, remedy, summary};
pub use texts::*;
pub use usage::{parts, records, used};

#[cfg(test)]
mod tests;
