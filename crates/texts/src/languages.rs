//! The languages, one file each: what the build writes tables from.

mod ar;
mod br;
mod de;
mod en;
mod fr;
mod hi;
mod id;
mod it;
mod ja;
mod kz;
mod la;
mod ms;
mod pl;
mod ru;
mod sc;
mod tc;
mod th;
mod tr;
mod ua;
mod vn;

use crate::{Language, Texts, Words};

/// In the order of [`Language`].
pub(super) static ALL: [Texts; 20] = [
    built_in(Language::En, &en::WORDS),
    built_in(Language::Ru, &ru::WORDS),
    built_in(Language::De, &de::WORDS),
    built_in(Language::La, &la::WORDS),
    built_in(Language::Br, &br::WORDS),
    built_in(Language::Fr, &fr::WORDS),
    built_in(Language::It, &it::WORDS),
    built_in(Language::Pl, &pl::WORDS),
    built_in(Language::Tr, &tr::WORDS),
    built_in(Language::Ua, &ua::WORDS),
    built_in(Language::Kz, &kz::WORDS),
    built_in(Language::Ar, &ar::WORDS),
    built_in(Language::Vn, &vn::WORDS),
    built_in(Language::Id, &id::WORDS),
    built_in(Language::Ms, &ms::WORDS),
    built_in(Language::Th, &th::WORDS),
    built_in(Language::Ja, &ja::WORDS),
    built_in(Language::Sc, &sc::WORDS),
    built_in(Language::Tc, &tc::WORDS),
    built_in(Language::In, &hi::WORDS),
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
