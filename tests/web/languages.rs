//! Languages, as the browser knows them.

use js_sys::{Array, Intl, Object};
use stagecraft::locale;
use statuses::text::Language;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn every_language_counts_as_the_browser_does() {
    for language in Language::ALL {
        let rules = Intl::PluralRules::new(&Array::of1(&language.tag().into()), &Object::new());
        for n in (0..=1_200).chain([9_999, 10_000, 999_999, 1_000_000, 1_000_001, 2_000_000, 5_000_011]) {
            #[expect(clippy::cast_precision_loss, reason = "a count of things")]
            let said = String::from(rules.select(n as f64));
            assert_eq!(language.plurals()[language.plural(n)], said, "{language:?} {n}");
        }
    }
}

#[wasm_bindgen_test]
fn every_language_groups_digits_as_the_browser_does() {
    for (language, number) in [
        (Language::En, "1,234,567"),
        (Language::Ru, "1\u{a0}234\u{a0}567"),
        (Language::De, "1.234.567"),
        (Language::In, "12,34,567"),
        // Latin digits, as in fields and codes.
        (Language::Ar, "1,234,567"),
    ] {
        assert_eq!(locale::number(language, 1_234_567), number, "{language:?}");
    }
    for language in Language::ALL {
        let digits: String =
            locale::number(language, 3_876_543_210).chars().filter(char::is_ascii_digit).collect();
        assert_eq!(digits, "3876543210", "{language:?}");
    }
}

#[wasm_bindgen_test]
fn every_tag_is_known_to_the_browser() {
    for language in Language::ALL {
        let known = Intl::Collator::supported_locales_of(&Array::of1(&language.tag().into()), &Object::new());
        // Chromium has no order of its own for Kazakh, and takes that of the browser's language.
        assert!(known.length() == 1 || language == Language::Kz, "{language:?}");
    }
}
