//! Sentences with something filled in.

use crate::Template;
use std::fmt;

/// A sentence whose filled-in parts are still known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase(Vec<Part>);

/// A piece of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// The language's own words.
    Words(&'static str),
    /// Something filled in: a name, a code, a number.
    Value(Box<str>),
}

impl Phrase {
    /// Its pieces, in order.
    #[must_use]
    pub fn parts(&self) -> &[Part] {
        &self.0
    }

    /// The sentence as text in which what was filled in is isolated by characters, for where there is no markup.
    #[must_use]
    pub fn isolated(&self) -> String {
        let part = |part: &Part| match part {
            Part::Words(words) => (*words).to_owned(),
            Part::Value(value) => format!("\u{2068}{value}\u{2069}"),
        };
        self.0.iter().map(part).collect()
    }

    /// The sentence with another one after it.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.0.push(Part::Words(" "));
        self.0.extend(other.0);
        self
    }
}

impl From<Template> for Phrase {
    fn from(words: Template) -> Self {
        fill(words, &[])
    }
}

impl fmt::Display for Phrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|part| match part {
            Part::Words(words) => f.write_str(words),
            Part::Value(value) => f.write_str(value),
        })
    }
}

/// Fills `{placeholders}`. One without a value is left as it is, so that a test sees it.
#[must_use]
pub fn fill(template: Template, values: &[(&str, &str)]) -> Phrase {
    let mut parts = Vec::new();
    let mut rest = template;
    while let Some((before, placeholder, after)) = next_placeholder(rest) {
        if !before.is_empty() {
            parts.push(Part::Words(before));
        }
        let value = values.iter().find(|(key, _)| *key == placeholder).map(|(_, value)| *value);
        match value {
            Some(value) => parts.push(Part::Value(value.into())),
            None => parts.push(Part::Words(&rest[before.len()..rest.len() - after.len()])),
        }
        rest = after;
    }
    if !rest.is_empty() {
        parts.push(Part::Words(rest));
    }
    Phrase(parts)
}

fn next_placeholder(text: Template) -> Option<(Template, Template, Template)> {
    let (before, rest) = text.split_once('{')?;
    let (placeholder, after) = rest.split_once('}')?;
    Some((before, placeholder, after))
}
