//! Every text a person reads.
//!
//! A language is one [`Words`] value, so a missing text is a compile error. Texts are whole sentences with
//! `{placeholders}`; what is filled in stays apart in the [`Phrase`], so that the page can isolate it
//! (`<bdi>`): names are anybody's, in any script and direction.
//!
//! The program has no language in it. It is given one as a [table](Lang::read), which the build [writes](Lang::write)
//! from the sources in `languages/`; those are part of the crate only with the feature `languages`.

mod language;
#[cfg(any(test, feature = "languages"))]
mod languages;
mod phrase;
mod table;
mod words;

pub use language::{Direction, Language};
pub use phrase::{Part, Phrase, fill};
pub use words::{ColorTexts, ConnectTexts, PageTexts, SetupTexts, Words};

use std::fmt;
use std::ops::Deref;

/// A sentence with `{placeholders}`.
pub type Template = &'static str;

/// The forms of a sentence with a number `{n}`, in the order of [`Language::plurals`].
pub type Plural = &'static [Template];

/// The same thing about saving, deleting and loading.
pub type ByIntent = [Template; 3];

/// Writes a number as a language does. In a browser, `Intl` knows how.
pub type Numerals = fn(Language, usize) -> String;

/// A language that is there to be read: equal means the same one, loaded once.
#[derive(Clone, Copy)]
pub struct Lang(&'static Texts);

/// The texts of a language, and how it writes and counts numbers.
pub struct Texts {
    language: Language,
    numerals: Numerals,
    words: &'static Words,
}

impl Lang {
    /// Reads a table; none if it is of another version of the program. What is read stays for good: a page has one
    /// language.
    #[must_use]
    pub fn read(language: Language, table: String, numerals: Numerals) -> Option<Self> {
        let words = Box::leak(Box::new(table::read(table)?));
        Some(Self(Box::leak(Box::new(Texts { language, numerals, words }))))
    }

    /// The table of a language, which [`Self::read`] reads.
    #[must_use]
    pub fn write(self) -> String {
        table::write(self.0.words)
    }

    /// A language that is part of the program.
    #[cfg(any(test, feature = "languages"))]
    #[must_use]
    pub fn built_in(language: Language) -> Self {
        Self(&languages::ALL[language as usize])
    }

    /// Its texts.
    #[must_use]
    pub fn texts(self) -> &'static Texts {
        self.0
    }

    /// Which one it is.
    #[must_use]
    pub fn language(self) -> Language {
        self.0.language
    }

    /// BCP 47, for the `lang` attribute and for `Intl`.
    #[must_use]
    pub fn tag(self) -> &'static str {
        self.0.language.tag()
    }
}

impl PartialEq for Lang {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.0, other.0)
    }
}

impl fmt::Debug for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Lang").field(&self.0.language).finish()
    }
}

impl fmt::Debug for Texts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Texts").field("language", &self.language).finish_non_exhaustive()
    }
}

impl Deref for Texts {
    type Target = Words;

    fn deref(&self) -> &Words {
        self.words
    }
}

impl Texts {
    /// Which language it is.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// The form of a sentence for `n`, with `{n}` filled in.
    #[must_use]
    pub fn plural(&self, forms: Plural, n: usize) -> Phrase {
        let form = forms.get(self.language.plural(n)).or(forms.last()).copied().unwrap_or_default();
        fill(form, &[("n", &self.number(n))])
    }

    /// A number as the language groups its digits.
    #[must_use]
    pub fn number(&self, n: usize) -> String {
        (self.numerals)(self.language, n)
    }
}

#[cfg(test)]
mod tests;
