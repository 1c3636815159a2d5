use super::*;
use crate::failure::{Cause, Failure};
use crate::usage::Holder;
use proptest::prelude::*;

const CAUSES: [Cause; 24] = [
    Cause::Unreachable,
    Cause::TimedOut,
    Cause::Unanswered,
    Cause::SessionEnded,
    Cause::Busy,
    Cause::MethodBusy,
    Cause::AccessDenied,
    Cause::MissingScope,
    Cause::Plan,
    Cause::PortalClosed,
    Cause::Disconnected,
    Cause::HttpsRequired,
    Cause::Internal,
    Cause::NotStored,
    Cause::Gone,
    Cause::NeedsForced,
    Cause::HasItems,
    Cause::InUse,
    Cause::Uncounted,
    Cause::UpdateFailed,
    Cause::DeleteFailed,
    Cause::Misuse,
    Cause::Unreadable,
    Cause::Unknown,
];

/// The placeholders of every text of a language, in the order of the fields. Debug output has them all.
fn placeholders(texts: &Texts) -> Vec<Vec<String>> {
    let printed = format!("{texts:#?}");
    let fields = printed.lines().filter(|line| line.contains('"'));
    let mut found: Vec<Vec<String>> = fields
        .map(|line| {
            let pieces = line.split('{').skip(1);
            let mut names: Vec<_> =
                pieces.filter_map(|piece| piece.split_once('}')).map(|(name, _)| name.to_owned()).collect();
            names.sort();
            names
        })
        .collect();
    found.dedup(); // languages have different numbers of plural forms
    found
}

#[test]
fn every_language_fills_the_same_placeholders() {
    for lang in Lang::ALL {
        assert_eq!(placeholders(lang.texts()), placeholders(Lang::En.texts()), "{lang:?}");
    }
}

#[test]
fn every_cause_has_words_for_every_intent_and_no_placeholder_is_left() {
    for lang in Lang::ALL {
        for cause in CAUSES {
            for intent in [Intent::Save, Intent::Delete, Intent::Load] {
                let subject = Subject { intent, name: "Offer", was: "Draft" };
                let words = explain(lang.texts(), &Failure::because(cause, "x", "raw"), subject).to_string();
                assert!(!words.is_empty() && !words.contains('{'), "{lang:?} {cause:?} {intent:?}: {words}");
            }
        }
    }
}

#[test]
fn only_an_unknown_cause_shows_the_servers_words() {
    let say = |cause| {
        let subject = Subject { intent: Intent::Save, name: "Offer", was: "" };
        explain(Lang::En.texts(), &Failure::because(cause, "x", "<b>raw</b>"), subject).to_string()
    };
    assert!(say(Cause::Unknown).ends_with("Bitrix24 says: <b>raw</b>"));
    assert!(!say(Cause::Internal).contains("raw"));
}

#[test]
fn a_refusal_is_said_in_the_words_of_the_design() {
    let texts = Lang::En.texts();
    let subject = Subject { intent: Intent::Delete, name: "Invoice", was: "Invoice" };
    let has_items = Failure::refused("crm.status.delete", 400, "", "There are active items in this status.");
    assert_eq!(
        explain(texts, &has_items, subject).to_string(),
        "\"Invoice\" can't be deleted while it is in use. Move its items first."
    );
}

#[test]
fn russian_numbers_take_three_forms() {
    let count = |n| Lang::Ru.texts().plural(Lang::Ru.texts().count_stages, n).to_string();
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
    assert_eq!(Lang::En.texts().plural(Lang::En.texts().count_stages, 1).to_string(), "1 stage");
}

#[test]
fn records_are_counted_in_the_words_of_their_kind() {
    let (source, stage) = (Holder::of("SOURCE"), Holder::of("DEAL_STAGE"));
    let [en, ru] = Lang::ALL.map(Lang::texts);
    assert_eq!(used(en, &stage, &[1204]).to_string(), "1,204 deals");
    assert_eq!(used(ru, &stage, &[1204]).to_string(), "1\u{a0}204 сделки");
    assert_eq!(used(en, &source, &[1, 0, 4]).to_string(), "5 records");
    assert_eq!(used(ru, &source, &[1, 0, 4]).to_string(), "5 записей");
    assert_eq!(parts(en, &stage, &[3]), None);
    let several = parts(en, &source, &[1, 0, 4]).map(|words| words.to_string());
    assert_eq!(several.as_deref(), Some("Among the records that you can see: 1 lead, 4 contacts."));
    for (n, words) in [(0, "0"), (999, "999"), (1_000, "1,000"), (1_234_567, "1,234,567")] {
        assert_eq!(en.number(n), words);
    }
}

#[test]
fn what_is_filled_in_stays_apart() {
    let phrase = fill("was \"{name}\"!", &[("name", "{name} <b>")]);
    assert_eq!(phrase.parts(), [Part::Words("was \""), Part::Value("{name} <b>".into()), Part::Words("\"!")]);
}

#[test]
fn unknown_languages_are_english() {
    assert_eq!(Lang::of_portal("ru"), Lang::Ru);
    assert_eq!(Lang::of_portal("xx"), Lang::En);
}

proptest! {
    #[test]
    fn any_name_can_be_filled_in(name in ".{0,40}") {
        let words = fill("a {name} b", &[("name", &name)]).to_string();
        prop_assert_eq!(words, format!("a {name} b"));
    }
}
