use super::*;
use crate::failure::{Cause, Failure};
use crate::usage::Holder;

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

fn every() -> impl Iterator<Item = Lang> {
    Language::ALL.into_iter().map(Lang::built_in)
}

fn english() -> &'static Texts {
    Lang::built_in(Language::En).texts()
}

fn russian() -> &'static Texts {
    Lang::built_in(Language::Ru).texts()
}

#[test]
fn every_cause_has_words_for_every_intent_and_no_placeholder_is_left() {
    for lang in every() {
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
        explain(english(), &Failure::because(cause, "x", "<b>raw</b>"), subject).to_string()
    };
    assert!(say(Cause::Unknown).ends_with("Bitrix24 says: <b>raw</b>"));
    assert!(!say(Cause::Internal).contains("raw"));
}

#[test]
fn a_refusal_is_said_in_the_words_of_the_design() {
    let texts = english();
    let subject = Subject { intent: Intent::Delete, name: "Invoice", was: "Invoice" };
    let has_items = Failure::refused("crm.status.delete", 400, "", "There are active items in this status.");
    assert_eq!(
        explain(texts, &has_items, subject).to_string(),
        "\"Invoice\" can't be deleted while it is in use. Move its items first."
    );
}

#[test]
fn records_are_counted_in_the_words_of_their_kind() {
    let (source, stage) = (Holder::of("SOURCE"), Holder::of("DEAL_STAGE"));
    let (en, ru) = (english(), russian());
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
