//! JSON as PHP sends it: a number may be a string and a string a number, so both are kept as text.
//!
//! A reader of our own, because the usual one pays for fractions that nobody here counts with: its tables
//! for reading and printing floating-point numbers alone made the module 12 KB larger (brotli), a tenth of
//! the whole. The usual one is the referee of this one's tests.

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
        let mut reader = Reader { text, at: 0 };
        let value = reader.value(DEPTH)?;
        reader.blanks();
        if reader.at == text.len() { Ok(value) } else { Err(NotJson) }
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

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn value(&mut self, depth: u32) -> Result<Json, NotJson> {
        let depth = depth.checked_sub(1).ok_or(NotJson)?;
        self.blanks();
        match self.peek() {
            Some(b'"') => self.string().map(Json::Text),
            Some(b'[') => self.list(depth),
            Some(b'{') => self.map(depth),
            Some(b'n') => self.word("null", Json::Null),
            Some(b't') => self.word("true", Json::Bool(true)),
            Some(b'f') => self.word("false", Json::Bool(false)),
            _ => self.number(),
        }
    }

    fn list(&mut self, depth: u32) -> Result<Json, NotJson> {
        let mut list = Vec::new();
        self.at += 1;
        if !self.closes(b']') {
            loop {
                list.push(self.value(depth)?);
                if !self.goes_on(b']')? {
                    break;
                }
            }
        }
        Ok(Json::List(list))
    }

    fn map(&mut self, depth: u32) -> Result<Json, NotJson> {
        let mut members: Vec<(Box<str>, Json)> = Vec::new();
        self.at += 1;
        if !self.closes(b'}') {
            loop {
                self.blanks();
                let key = self.string()?;
                self.blanks();
                self.expect(b':')?;
                members.push((key, self.value(depth)?));
                if !self.goes_on(b'}')? {
                    break;
                }
            }
        }
        Ok(Json::Map(members))
    }

    /// Whether the container ends before its first value.
    fn closes(&mut self, end: u8) -> bool {
        self.blanks();
        self.expect(end).is_ok()
    }

    /// Whether another value follows in the container.
    fn goes_on(&mut self, end: u8) -> Result<bool, NotJson> {
        self.blanks();
        if self.expect(b',').is_ok() {
            return Ok(true);
        }
        self.expect(end).map(|()| false)
    }

    fn word(&mut self, word: &str, value: Json) -> Result<Json, NotJson> {
        word.bytes().try_for_each(|byte| self.expect(byte)).map(|()| value)
    }

    fn number(&mut self) -> Result<Json, NotJson> {
        let start = self.at;
        let _ = self.expect(b'-');
        if self.expect(b'0').is_err() {
            self.digits()?;
        }
        if self.expect(b'.').is_ok() {
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            self.digits()?;
        }
        Ok(Json::Number(self.since(start).into()))
    }

    fn digits(&mut self) -> Result<(), NotJson> {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        if self.at > start { Ok(()) } else { Err(NotJson) }
    }

    fn string(&mut self) -> Result<Box<str>, NotJson> {
        self.expect(b'"')?;
        let mut out = String::new();
        loop {
            let start = self.at;
            while self.peek().is_some_and(|byte| !matches!(byte, b'"' | b'\\' | 0..0x20)) {
                self.at += 1;
            }
            let plain = self.since(start);
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    // Nearly all strings come in one piece, and are copied once.
                    return Ok(if out.is_empty() { plain.into() } else { (out + plain).into() });
                }
                Some(b'\\') => {
                    out.push_str(plain);
                    self.at += 1;
                    out.push(self.escaped()?);
                }
                _ => return Err(NotJson),
            }
        }
    }

    fn escaped(&mut self) -> Result<char, NotJson> {
        let byte = self.peek().ok_or(NotJson)?;
        self.at += 1;
        Ok(match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => self.escaped_unit()?,
            _ => return Err(NotJson),
        })
    }

    /// A character beyond the first 65,536 comes as two units.
    fn escaped_unit(&mut self) -> Result<char, NotJson> {
        let first = self.unit()?;
        let code = match first {
            0xd800..=0xdbff => {
                self.word("\\u", Json::Null)?;
                let second = self.unit()?.checked_sub(0xdc00).filter(|low| *low < 0x400).ok_or(NotJson)?;
                0x1_0000 + ((first - 0xd800) << 10) + second
            }
            code => code,
        };
        char::from_u32(code).ok_or(NotJson)
    }

    fn unit(&mut self) -> Result<u32, NotJson> {
        let digits = self.text.as_bytes().get(self.at..self.at + 4).ok_or(NotJson)?;
        self.at += 4;
        digits.iter().try_fold(0, |unit, byte| {
            let digit = char::from(*byte).to_digit(16).ok_or(NotJson)?;
            Ok(unit << 4 | digit)
        })
    }

    fn blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn expect(&mut self, byte: u8) -> Result<(), NotJson> {
        if self.peek() == Some(byte) {
            self.at += 1;
            return Ok(());
        }
        Err(NotJson)
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The text read since `start`. Both ends are beside ASCII, hence between characters.
    fn since(&self, start: usize) -> &'a str {
        self.text.get(start..self.at).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests;
