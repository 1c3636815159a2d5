//! Time, as far as this crate knows it: told from outside, never asked for.

/// Milliseconds since some fixed moment, on one clock for a whole session.
pub type Millis = u64;
