use super::*;
use crate::color::StoredColor;
use crate::failure::{Cause, Failure};
use crate::status::{Group, StatusId};
use crate::store::{Change, Mishap, MutationId};
use proptest::prelude::*;
use std::rc::Rc;

fn status(name: &str, code: &str) -> Status {
    Status {
        id: StatusId::new(1).unwrap(),
        entity: "DEAL_STAGE".into(),
        code: code.into(),
        name: name.into(),
        name_init: "".into(),
        sort: 10,
        system: false,
        color: StoredColor::Default,
        group: Group::InProgress,
    }
}

fn row(status: Status, state: RowState) -> Row {
    Row { status: Rc::new(status), state, unfinished: None }
}

fn finds(text: &str, wanted: &str) -> bool {
    let filter = Filter::default().with_text(wanted);
    filter.admits(&row(status(text, ""), RowState::Idle), |_| false)
}

#[test]
fn case_accents_and_the_letter_yo_make_no_difference() {
    for (text, wanted) in [
        ("Create papers", "PAPER"),
        ("Счёт выставлен", "счет"),
        ("СЧЕТ", "счёт"),
        ("Зе\u{308}рна", "зер"),
        ("Café", "cafe"),
        ("Cafe\u{301}", "café"),
        ("Łódź", "lodz"),
        ("İstanbul ışık", "istanbul isik"),
        ("ÖLÇÜ Ÿ", "ölçü y"),
        ("Đặt hàng", "dat hang"),
        ("Қазақстан", "ҚАЗ"),
        ("Ґанок", "ґанок"),
        ("ΟΔΟΣ", "οδος"),
        ("a\u{a0}b", "a b"),
        ("so\u{ad}ft\u{200b}ly", "softly"),
        (" x ", "  X "),
        ("Straße", "straße"),
    ] {
        assert!(finds(text, wanted), "{wanted:?} in {text:?}");
    }
    for (text, wanted) in [("Offer", "of fer"), ("Offer", "x"), ("×", "÷"), ("", "a"), ("ж", "ш")] {
        assert!(!finds(text, wanted), "{wanted:?} in {text:?}");
    }
}

#[test]
fn letters_of_our_alphabets_are_folded_as_the_standard_library_does_it() {
    let blocks =
        [0..0x180, 0x391..0x3aa, 0x400..0x460, 0x48a..0x4c0, 0x4d0..0x530, 0x531..0x557, 0x1ea0..0x1efa];
    for letter in blocks.into_iter().flatten().filter_map(char::from_u32) {
        let small: String = letter.to_lowercase().collect();
        let filter = Filter::default().with_text(&small);
        assert!(
            small.trim().is_empty()
                || letter.is_control()
                || letter == '\u{ad}'
                || filter.part_of(&letter.to_string()).is_some(),
            "{letter} {small}"
        );
    }
}

#[test]
fn the_code_is_searched_too_with_and_without_its_prefix() {
    let idle = row(status("New", "C5:PREPARATION"), RowState::Idle);
    for (wanted, found) in [("prepar", true), ("c5:p", true), ("won", false)] {
        assert_eq!(Filter::default().with_text(wanted).admits(&idle, |_| false), found, "{wanted}");
    }
}

#[test]
fn every_sort_admits_its_rows() {
    let system = Status { system: true, name_init: "New".into(), ..status("Fresh", "NEW") };
    let same = Status { name_init: "New".into(), ..status("New", "N") };
    let saving = row(status("x", "X"), RowState::Saving);
    let only = |only: Only, row: &Row| only.admits(row, |asked| asked == only && &*row.status.code == "X");
    let system = row(system, RowState::Idle);
    assert!(only(Only::System, &system) && !only(Only::Own, &system));
    assert!(only(Only::Renamed, &system) && !only(Only::Renamed, &row(same, RowState::Idle)));
    assert!(!only(Only::Renamed, &saving), "no name of Bitrix24's own");
    assert!(only(Only::Unsaved, &saving) && !only(Only::Unsaved, &system));
    assert!(only(Only::Vacant, &saving) && !only(Only::Vacant, &system));
    assert!(only(Only::Hard, &saving) && !only(Only::Hard, &system));
    assert!(only(Only::All, &saving));
}

#[test]
fn what_waits_for_a_decision_is_never_hidden() {
    let base = Rc::new(status("Offer", "O"));
    let filter = Filter { only: Only::System, ..Filter::default().with_text("zzz") };
    let mishap = Mishap {
        mutation: MutationId(1),
        change: Change::Delete { forced: false },
        base: Rc::clone(&base),
        failure: Failure::because(Cause::Internal, "", ""),
    };
    assert!(filter.admits(
        &Row { status: Rc::clone(&base), state: RowState::Failed(Rc::new(mishap)), unfinished: None },
        |_| false
    ));
    assert!(!filter.admits(&Row { status: base, state: RowState::Idle, unfinished: None }, |_| false));
}

#[test]
fn what_is_seen_as_one_is_not_cut() {
    let family = "a 👨\u{200d}👩\u{200d}👧 b";
    let part = |text: &str, wanted: &str| find(text, wanted).map(|range| text[range].to_owned());
    assert_eq!(part(family, "👩").as_deref(), Some("👨\u{200d}👩\u{200d}👧"));
    assert_eq!(part("cafe\u{301}s", "cafe").as_deref(), Some("cafe\u{301}"));
    assert_eq!(part("x 👍🏽 y", "👍").as_deref(), Some("👍🏽"));
    assert_eq!(part("🇩🇪", "🇪").as_deref(), Some("🇩🇪"));
    assert_eq!(part("Papers", "pap").as_deref(), Some("Pap"));
}

#[test]
fn typing_goes_to_names_that_begin_so() {
    let names: Vec<_> = ["New", "Offer", "Order", "Ёлка", "Negotiation"].map(str::to_owned).into();
    let mut ahead = TypeAhead::default();
    assert_eq!(ahead.find("o", 0, &names, 0), Some(1));
    assert_eq!(ahead.find("r", 100, &names, 1), Some(2), "the word grows");
    assert_eq!(ahead.find("n", 3_000, &names, 2), Some(4), "a pause begins another one");
    assert_eq!(ahead.find("n", 3_100, &names, 4), Some(0), "the same letter goes on, and round");
    assert_eq!(ahead.find("е", 9_000, &names, 0), Some(3));
    assert_eq!(ahead.find("x", 19_000, &names, 0), None);
    assert_eq!(TypeAhead::default().find("x", 0, &[], 0), None);
}

proptest! {
    #[test]
    fn any_part_of_a_text_is_found(text in "\\PC{0,30}", from in 0usize..30, len in 1usize..10) {
        let part: String = text.chars().skip(from).take(len).collect();
        prop_assume!(Filter::default().with_text(&part).part_of(&part).is_some());
        let filter = Filter::default().with_text(&part);
        prop_assert!(filter.part_of(&text).is_some());
        prop_assert!(filter.part_of(&text.to_lowercase()).is_some() || !text.is_ascii());
    }

    #[test]
    fn what_is_found_lies_between_characters(text in "[a-dé\u{301}\u{200d}👨👩🇩🇪\u{ad} ]{0,20}", wanted in "[a-dé👨👩🇩]{1,3}") {
        if let Some(range) = find(&text, &wanted) {
            prop_assert!(text.is_char_boundary(range.start) && text.is_char_boundary(range.end));
            for at in [range.start, range.end] {
                let (before, after) = (text[..at].chars().next_back(), text[at..].chars().next());
                prop_assert!(!before.zip(after).is_some_and(|(before, after)| is_joined(before, after)));
            }
            prop_assert!(find(&text[range], &wanted).is_some());
        }
    }

    #[test]
    fn nothing_looked_for_is_everything_found(name in "\\PC{0,20}") {
        prop_assert!(finds(&name, "  "));
    }
}
