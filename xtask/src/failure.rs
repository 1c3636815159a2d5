//! Why a command could not be carried out.

use std::fmt::{self, Display};

/// A message for the person at the terminal; it names what was attempted and what to do about it.
#[derive(Debug)]
pub(crate) struct Failure(String);

impl Failure {
    /// A failure with this message.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }

    /// Turns the error of an attempt into a failure that says what was attempted:
    /// `fs::read(path).map_err(Failure::of("reading the page"))`.
    pub(crate) fn of<E: Display>(attempt: impl Display) -> impl FnOnce(E) -> Self {
        move |error| Self(format!("{attempt}: {error}"))
    }
}

impl Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Failure {}
