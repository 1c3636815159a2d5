//! The name of a status, checked before it is sent.

use std::fmt;

/// Most characters a name may have (rest-behaviour §3.2: the column cuts what is longer).
pub const NAME_LIMIT: usize = 100;

/// A name the server will really store: not blank, not `0`, not too long, one line, no blanks around it.
///
/// The server answers `true` to an empty name and to `0` and stores neither (rest-behaviour §3.2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name(Box<str>);

/// Why a text cannot be a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameError {
    /// Nothing but blanks.
    Empty,
    /// The one text PHP takes for "nothing".
    Zero,
    /// Longer than [`NAME_LIMIT`] by this many characters.
    TooLong {
        /// How many characters have to go.
        over: usize,
    },
}

impl Name {
    /// Trims the text, makes one line of several, and checks it.
    ///
    /// # Errors
    /// Says which rule the text breaks.
    pub fn parse(text: &str) -> Result<Self, NameError> {
        let line = text.trim().replace(['\n', '\r', '\t'], " ");
        match length(&line) {
            0 => Err(NameError::Empty),
            _ if line == "0" => Err(NameError::Zero),
            n if n > NAME_LIMIT => Err(NameError::TooLong { over: n - NAME_LIMIT }),
            _ => Ok(Self(line.into())),
        }
    }

    /// The checked text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The length the limit is about: code points, as the server's column counts them (ux §9.3).
#[must_use]
pub fn length(text: &str) -> usize {
    text.chars().count()
}

/// The name as it is compared: without the difference between capital and small letters.
///
/// Latin and Cyrillic ones, because the tables of all others are a tenth of the program; it only makes a warning.
#[must_use]
pub fn folded(name: &str) -> String {
    let small = |letter| match letter {
        'À'..='Þ' | 'А'..='Я' => char::from_u32(letter as u32 + 32),
        'Ѐ'..='Џ' => char::from_u32(letter as u32 + 80),
        _ => Some(letter.to_ascii_lowercase()),
    };
    name.trim().chars().map(|letter| small(letter).unwrap_or(letter)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn blanks_alone_are_no_name() {
        for text in ["", " ", "\t\n", "\u{a0}"] {
            assert_eq!(Name::parse(text), Err(NameError::Empty), "{text:?}");
        }
    }

    #[test]
    fn zero_is_refused_but_its_neighbours_are_not() {
        assert_eq!(Name::parse(" 0 "), Err(NameError::Zero));
        assert!(Name::parse("0.").is_ok());
        assert!(Name::parse("00").is_ok());
    }

    #[test]
    fn the_limit_counts_characters_not_bytes() {
        assert!(Name::parse(&"ж".repeat(100)).is_ok());
        assert_eq!(Name::parse(&"ж".repeat(108)), Err(NameError::TooLong { over: 8 }));
    }

    #[test]
    fn a_pasted_line_break_becomes_a_blank() {
        assert_eq!(Name::parse(" a\nb ").unwrap().as_str(), "a b");
    }

    #[test]
    fn capitals_make_no_other_name() {
        assert_eq!(folded(" Счёт ÄÖ Їжа No 1 "), folded("счЁТ äö їЖА nO 1"));
        assert_ne!(folded("е"), folded("ё"));
    }

    proptest! {
        #[test]
        fn a_name_is_a_name_again(text in ".{0,120}") {
            if let Ok(name) = Name::parse(&text) {
                prop_assert_eq!(Name::parse(name.as_str()), Ok(name.clone()));
                prop_assert!(length(name.as_str()) <= NAME_LIMIT);
            }
        }
    }
}
