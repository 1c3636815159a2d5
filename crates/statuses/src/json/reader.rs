//! Reading JSON, sign by sign.

use super::{Json, NotJson};

/// A text, read from its start.
pub(super) struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// One value and nothing after it, nested at most `depth` deep.
    pub(super) fn whole(mut self, depth: u32) -> Result<Json, NotJson> {
        let value = self.value(depth)?;
        self.blanks();
        if self.at == self.text.len() { Ok(value) } else { Err(NotJson) }
    }

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
