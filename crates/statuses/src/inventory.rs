//! What a directory has in use: a new row is to differ from it.

use crate::clock::Millis;
use crate::code::Codes;
use crate::color::Color;
use crate::color::distinct::Distinct;
use crate::known::Known;
use crate::name::{self, Name};

/// A row that is to be added. What it leaves open is chosen for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addition {
    /// What people will read.
    pub name: Name,
    /// The code other records will hold, without its pipeline's prefix.
    pub code: Option<Box<str>>,
    /// Its colour.
    pub color: Option<Color>,
}

impl From<Name> for Addition {
    fn from(name: Name) -> Self {
        Self { name, code: None, color: None }
    }
}

/// The names, codes and colours of a directory.
#[derive(Clone, Debug, PartialEq)]
pub struct Inventory {
    /// The codes, and the rules for another one.
    pub codes: Codes,
    /// The colours to propose; none for plain lists, which Bitrix24 shows without colours of their own.
    pub colors: Option<Distinct>,
    names: Known,
}

impl Inventory {
    /// Of a directory with these names.
    #[must_use]
    pub fn new<'a>(codes: Codes, colors: Option<Distinct>, names: impl Iterator<Item = &'a str>) -> Self {
        Self { codes, colors, names: Known::of(names.map(name::folded)) }
    }

    /// Whether a row has this name, however it is written.
    #[must_use]
    pub fn has_name(&self, name: &str) -> bool {
        self.names.contains(&name::folded(name))
    }

    /// From now on a row has this name; whether another one had it.
    pub fn note_name(&mut self, name: &str) -> bool {
        !self.names.insert(name::folded(name))
    }

    /// The row with everything chosen that it leaves open. From now on it is in use.
    pub fn complete(&mut self, addition: Addition, now: Millis) -> Addition {
        let Addition { name, code, color } = addition;
        let code = code.unwrap_or_else(|| self.codes.suggest(name.as_str(), now));
        self.codes.take(&code);
        self.note_name(name.as_str());
        if let (Some(colors), Some(color)) = (&mut self.colors, color) {
            colors.note(color);
        }
        let color = color.or_else(|| self.colors.as_mut().and_then(Iterator::next));
        Addition { name, code: Some(code), color }
    }
}
