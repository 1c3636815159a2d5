//! The texts of a language as a table: one line for each, in the order of the fields.

use crate::{Template, Words};

/// Divides texts. None contains one.
const END: char = '\n';
/// Divides the forms of a plural.
const FORM: char = '\t';

/// Declares a list of texts, and how it is read from a table and written into one.
macro_rules! texts {
    ($(#[$meta:meta])* pub struct $name:ident { $($(#[$doc:meta])* pub $field:ident: $type:ty,)* }) => {
        $(#[$meta])*
        #[derive(Debug)]
        #[expect(missing_docs, reason = "a text explains itself in English")]
        pub struct $name { $($(#[$doc])* pub $field: $type,)* }

        impl $crate::table::Entry for $name {
            fn read(from: &mut $crate::table::Lines) -> Self {
                Self { $($field: $crate::table::Entry::read(from),)* }
            }

            fn write(&self, to: &mut String) {
                $($crate::table::Entry::write(&self.$field, to);)*
            }
        }
    };
}

pub(super) use texts;

/// The lines of a table that have not been read.
pub(super) struct Lines {
    rest: &'static str,
    /// There were too few.
    short: bool,
}

impl Lines {
    // Called for every text there is: a copy in each place would be 20 KB of program.
    #[inline(never)]
    fn next(&mut self) -> &'static str {
        let Some((line, rest)) = self.rest.split_once(END) else {
            self.short = true;
            return "";
        };
        self.rest = rest;
        line
    }
}

/// A part of a table.
pub(super) trait Entry {
    /// Takes it from the lines that are left.
    fn read(from: &mut Lines) -> Self;

    /// Adds its lines.
    fn write(&self, to: &mut String);
}

impl Entry for Template {
    fn read(from: &mut Lines) -> Self {
        from.next()
    }

    fn write(&self, to: &mut String) {
        debug_assert!(!self.contains([END, FORM]), "{self:?} would be divided");
        to.push_str(self);
        to.push(END);
    }
}

impl Entry for &'static [Template] {
    #[inline(never)]
    fn read(from: &mut Lines) -> Self {
        from.next().split(FORM).collect::<Vec<_>>().leak()
    }

    fn write(&self, to: &mut String) {
        let mut forms = String::new();
        for form in *self {
            form.write(&mut forms);
        }
        to.push_str(&forms.trim_end_matches(END).replace(END, "\t"));
        to.push(END);
    }
}

impl<T: Entry, const N: usize> Entry for [T; N] {
    fn read(from: &mut Lines) -> Self {
        std::array::from_fn(|_| T::read(from))
    }

    fn write(&self, to: &mut String) {
        for entry in self {
            entry.write(to);
        }
    }
}

impl<A: Entry, B: Entry> Entry for (A, B) {
    fn read(from: &mut Lines) -> Self {
        (A::read(from), B::read(from))
    }

    fn write(&self, to: &mut String) {
        self.0.write(to);
        self.1.write(to);
    }
}

/// Reads a table; none if it has more lines or fewer than there are texts.
pub(super) fn read(table: String) -> Option<Words> {
    let mut lines = Lines { rest: table.leak(), short: false };
    let words = Words::read(&mut lines);
    (!lines.short && lines.rest.is_empty()).then_some(words)
}

/// Writes a table.
pub(super) fn write(words: &Words) -> String {
    let mut table = String::new();
    words.write(&mut table);
    table
}
