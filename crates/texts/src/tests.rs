use super::*;
use proptest::prelude::*;

fn every() -> impl Iterator<Item = Lang> {
    Language::ALL.into_iter().map(Lang::built_in)
}

fn english() -> &'static Texts {
    Lang::built_in(Language::En).texts()
}

fn russian() -> &'static Texts {
    Lang::built_in(Language::Ru).texts()
}

/// The placeholders of a text, sorted.
fn placeholders(text: &str) -> Vec<&str> {
    let pieces = text.split('{').skip(1);
    let mut names: Vec<_> = pieces.filter_map(|piece| Some(piece.split_once('}')?.0)).collect();
    names.sort_unstable();
    names.dedup();
    names
}

#[test]
fn every_language_fills_the_same_placeholders() {
    let source = Lang::built_in(Language::En).write();
    for lang in every() {
        let table = lang.write();
        assert_eq!(table.lines().count(), source.lines().count(), "{lang:?}");
        for (line, (text, english)) in table.lines().zip(source.lines()).enumerate() {
            assert_eq!(text.is_empty(), english.is_empty(), "{lang:?}, line {line}: {english}");
            if english.contains('\t') {
                // Forms for one thing may do without the number.
                for form in text.split('\t') {
                    let mut names = placeholders(form);
                    names.retain(|name| *name != "n");
                    let mut wanted = placeholders(english);
                    wanted.retain(|name| *name != "n");
                    assert_eq!(names, wanted, "{lang:?}, line {line}: {form}");
                }
            } else {
                assert_eq!(placeholders(text), placeholders(english), "{lang:?}, line {line}: {text}");
            }
        }
    }
}

/// Every text with a number in English, in the order of the table, has a form for every kind of number.
#[test]
fn every_language_has_all_forms_of_its_plurals() {
    let source = Lang::built_in(Language::En).write();
    for lang in every() {
        let forms = lang.language().plurals().len();
        for (text, english) in lang.write().lines().zip(source.lines()) {
            let is_plural = english.contains('\t');
            assert_eq!(text.split('\t').count(), if is_plural { forms } else { 1 }, "{lang:?}: {text}");
        }
    }
}

#[test]
fn a_table_is_read_as_it_was_written() {
    for lang in every() {
        let read = Lang::read(lang.language(), lang.write(), |_, n| n.to_string()).expect("a language");
        assert_eq!(read.write(), lang.write());
        assert_eq!(read.texts().number(1204), "1204", "numbers are written as the browser says");
    }
}

#[test]
fn a_table_of_another_version_is_refused() {
    let table = Lang::built_in(Language::En).write();
    let shorter = table.split_once('\n').map(|(_, rest)| rest.to_owned()).unwrap_or_default();
    for table in [String::new(), "<!doctype html>\n".to_owned(), shorter, format!("{table}one more\n")] {
        assert!(Lang::read(Language::En, table, |_, n| n.to_string()).is_none());
    }
}

#[test]
fn codes_of_the_portal_and_tags_of_the_browser_belong_together() {
    let pairs = Language::ALL.map(|language| (language.code(), language.tag()));
    for pair in [("la", "es"), ("br", "pt-BR"), ("ua", "uk"), ("kz", "kk"), ("vn", "vi"), ("in", "hi")] {
        assert!(pairs.contains(&pair), "{pair:?}");
    }
    for (at, language) in Language::ALL.into_iter().enumerate() {
        assert_eq!(language as usize, at);
        assert_eq!(Language::of_portal(language.code()), language);
        assert_eq!(language.direction() == Direction::Rtl, language.code() == "ar");
        for n in (0..=300).chain([1_000, 1_000_000, 1_000_001, 2_000_000]) {
            assert!(language.plural(n) < language.plurals().len(), "{language:?} {n}");
        }
    }
}

#[test]
fn russian_numbers_take_three_forms() {
    let count = |n| russian().plural(russian().count_stages, n).to_string();
    for (n, words) in [
        (1, "1 стадия"),
        (2, "2 стадии"),
        (5, "5 стадий"),
        (11, "11 стадий"),
        (21, "21 стадия"),
        (104, "104 стадии"),
    ] {
        assert_eq!(count(n), words);
    }
    assert_eq!(english().plural(english().count_stages, 1).to_string(), "1 stage");
}

#[test]
fn what_is_filled_in_stays_apart() {
    let phrase = fill("was \"{name}\"!", &[("name", "{name} <b>")]);
    assert_eq!(phrase.parts(), [Part::Words("was \""), Part::Value("{name} <b>".into()), Part::Words("\"!")]);
}

#[test]
fn unknown_languages_are_english() {
    assert_eq!(Language::of_portal("ru"), Language::Ru);
    assert_eq!(Language::of_portal("xx"), Language::En);
}

proptest! {
    #[test]
    fn any_name_can_be_filled_in(name in ".{0,40}") {
        let words = fill("a {name} b", &[("name", &name)]).to_string();
        prop_assert_eq!(words, format!("a {name} b"));
    }
}
