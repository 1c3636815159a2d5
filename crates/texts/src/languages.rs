//! The languages, one file each: what the build writes tables from.

mod en;
mod ru;

use crate::{Language, Texts, Words};

/// In the order of [`Language`].
pub(super) static ALL: [Texts; 20] = [
    built_in(Language::En, &en::WORDS),
    built_in(Language::Ru, &ru::WORDS),
    built_in(Language::De, &en::WORDS),
    built_in(Language::La, &en::WORDS),
    built_in(Language::Br, &en::WORDS),
    built_in(Language::Fr, &en::WORDS),
    built_in(Language::It, &en::WORDS),
    built_in(Language::Pl, &en::WORDS),
    built_in(Language::Tr, &en::WORDS),
    built_in(Language::Ua, &en::WORDS),
    built_in(Language::Kz, &en::WORDS),
    built_in(Language::Ar, &en::WORDS),
    built_in(Language::Vn, &en::WORDS),
    built_in(Language::Id, &en::WORDS),
    built_in(Language::Ms, &en::WORDS),
    built_in(Language::Th, &en::WORDS),
    built_in(Language::Ja, &en::WORDS),
    built_in(Language::Sc, &en::WORDS),
    built_in(Language::Tc, &en::WORDS),
    built_in(Language::In, &en::WORDS),
];

const fn built_in(language: Language, words: &'static Words) -> Texts {
    Texts { language, numerals: grouped, words }
}

/// Digits in groups of three, as most languages have them; a browser asks `Intl` instead.
fn grouped(language: Language, n: usize) -> String {
    let separator = match language {
        Language::En => ',',
        Language::Ru => '\u{a0}',
        _ => '\u{202f}',
    };
    let digits = n.to_string();
    let mut grouped = String::with_capacity(digits.len() * 2);
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(separator);
        }
        grouped.push(digit);
    }
    grouped
}
