use std::{
    borrow::Borrow,
    fmt::{self, Write},
};

/// What gives its holder rights: a token, the secret of a webhook. It never shows itself in a log.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Secret(String);

impl Secret {
    /// A new one of so many random bytes.
    pub(crate) fn random(bytes: usize) -> Self {
        Self(hex(bytes))
    }

    /// One that was received.
    pub(crate) fn received(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself, for the one who is to have it.
    pub(crate) fn expose(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for Secret {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("***")
    }
}

/// A random lower-case hexadecimal text of the given number of bytes, for tokens, session ids and frame ids.
///
/// The operating system's generator cannot be expected to fail on a machine that runs this program; if it does, a
/// text of zeros still keeps the emulator usable.
pub(crate) fn hex(bytes: usize) -> String {
    let mut buffer = vec![0; bytes];
    if let Err(error) = getrandom::fill(&mut buffer) {
        eprintln!("no random numbers: {error}");
    }
    buffer.iter().fold(String::with_capacity(bytes * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_not_printed() {
        let secret = Secret::random(8);
        assert_eq!(secret.expose().len(), 16);
        assert_eq!(format!("{secret:?}"), "***");
    }
}
