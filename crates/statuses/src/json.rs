//! JSON as PHP sends it: a number may be a string and a string a number, so both are kept as text.
//!
//! A reader of our own, because the usual one pays for fractions that nobody here counts with: its tables
//! for reading and printing floating-point numbers alone made the module 12 KB larger (brotli), a tenth of
//! the whole. The usual one is the referee of this one's tests.

mod reader;

use reader::Reader;
use std::fmt::{self, Write as _};

/// A JSON value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Json {
    /// `null`, and what is asked for and is not there.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, in the digits in which it came.
    Number(Box<str>),
    /// A string.
    Text(Box<str>),
    /// An array, which for PHP is also the empty object.
    List(Vec<Json>),
    /// An object, in the order in which it came.
    Map(Vec<(Box<str>, Json)>),
}

/// The text is not JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotJson;

/// Deeper nesting is refused: the stack of a browser is small, and no answer comes near.
const DEPTH: u32 = 64;

impl Json {
    /// Reads a whole text.
    ///
    /// # Errors
    /// It is not JSON, or something follows, or it is nested more than 64 deep.
    pub fn parse(text: &str) -> Result<Self, NotJson> {
        Reader::new(text).whole(DEPTH)
    }

    /// A member of an object; [`Json::Null`] if there is none, or this is no object.
    #[must_use]
    pub fn get(&self, key: &str) -> &Self {
        self.find(key).unwrap_or(&Self::Null)
    }

    /// A member of an object.
    #[must_use]
    pub fn find(&self, key: &str) -> Option<&Self> {
        let Self::Map(members) = self else { return None };
        members.iter().find(|(name, _)| **name == *key).map(|(_, value)| value)
    }

    /// Takes a member out of an object.
    pub fn take(&mut self, key: &str) -> Option<Self> {
        let Self::Map(members) = self else { return None };
        let at = members.iter().position(|(name, _)| **name == *key)?;
        Some(members.swap_remove(at).1)
    }

    /// The text of a string or the digits of a number; empty for anything else.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Number(text) | Self::Text(text) => text,
            _ => "",
        }
    }

    /// The values of an array or an object: PHP makes one of the other.
    pub fn values(&self) -> impl Iterator<Item = &Self> {
        let (list, members) = match self {
            Self::List(list) => (list.as_slice(), [].as_slice()),
            Self::Map(members) => ([].as_slice(), members.as_slice()),
            _ => ([].as_slice(), [].as_slice()),
        };
        list.iter().chain(members.iter().map(|(_, value)| value))
    }
}

impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(value) => write!(f, "{value}"),
            Self::Number(digits) => f.write_str(digits),
            Self::Text(text) => quote(f, text),
            Self::List(list) => {
                f.write_char('[')?;
                for (at, value) in list.iter().enumerate() {
                    write!(f, "{}{value}", if at > 0 { "," } else { "" })?;
                }
                f.write_char(']')
            }
            Self::Map(members) => {
                f.write_char('{')?;
                for (at, (key, value)) in members.iter().enumerate() {
                    f.write_str(if at > 0 { "," } else { "" })?;
                    quote(f, key)?;
                    write!(f, ":{value}")?;
                }
                f.write_char('}')
            }
        }
    }
}

fn quote(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    f.write_char('"')?;
    for sign in text.chars() {
        match sign {
            '"' | '\\' => write!(f, "\\{sign}")?,
            '\0'..='\u{1f}' => write!(f, "\\u{:04x}", u32::from(sign))?,
            _ => f.write_char(sign)?,
        }
    }
    f.write_char('"')
}

#[cfg(test)]
mod tests;
