use super::*;
use crate::store::Act;

fn lines(count: usize) -> Vec<Addition> {
    (1..=count).map(|number| name(&format!("Line {number}")).into()).collect()
}

fn add(desk: &mut Desk, rows: Vec<Addition>, below: Option<StatusId>) {
    desk.act(Action::Added { spot: Spot { group: Group::InProgress, below }, rows });
}

fn count(desk: &Desk, of: &Standing) -> usize {
    desk.editor.standings().iter().filter(|standing| *standing == of).count()
}

#[test]
fn a_code_is_made_of_the_name_and_a_colour_is_chosen() {
    let mut desk = Desk::new();
    desk.act(added(Group::InProgress, name("Договор подписан")));
    let round = desk.save();
    let Some(Act::Add { draft, .. }) = round.writes.last().map(|write| &write.act) else {
        panic!("a new row")
    };
    assert_eq!(&*draft.code, "DOGOVOR_PODPISAN");
    assert!(draft.color.is_some(), "unlike those in use");
}

#[test]
fn what_is_chosen_for_a_row_is_kept() {
    let mut desk = Desk::new();
    let color = Some(crate::Color::from_rgb(0x12_3456));
    add(&mut desk, vec![Addition { name: name("Offer"), code: Some("MINE".into()), color }], None);
    desk.save();
    let row = desk.portal.rows.iter().find(|row| &*row.name == "Offer").unwrap();
    assert_eq!((&*row.code, row.color.to_string()), ("MINE", "#123456".to_owned()));
}

#[test]
fn rows_are_inserted_below_another_one_and_below_each_other() {
    let mut desk = Desk::new();
    add(&mut desk, lines(2), Some(id(1)));
    let newest = desk.editor.newest();
    add(&mut desk, vec![name("Next").into()], newest);
    let wanted = ["Stage 1", "Line 1", "Line 2", "Next", "Stage 2"];
    assert_eq!(desk.shown()[..5], wanted);
    desk.save();
    assert_eq!(desk.stored()[..5], wanted);
    // The id under which it was shown first still finds it.
    add(&mut desk, vec![name("Later").into()], newest);
    assert_eq!(desk.shown()[3], "Later");
    assert_eq!(desk.editor.newest().map(|id| desk.editor.first_id(id)), desk.editor.newest());
}

#[test]
fn below_a_row_that_is_gone_means_at_the_end_of_the_group() {
    let mut desk = Desk::new();
    add(&mut desk, lines(1), Some(id(99)));
    assert_eq!(desk.shown()[3], "Line 1");
}

#[test]
fn a_long_list_is_one_step_and_goes_in_batches() {
    let mut desk = Desk::new();
    add(&mut desk, lines(90), None);
    assert_eq!(desk.editor.history().steps().count(), 1);
    let mut rounds = 0;
    while !desk.editor.pending().is_empty() {
        let round = desk.save();
        rounds += 1;
        assert!(round.writes.len() <= crate::store::MOST_WRITES);
    }
    assert_eq!(rounds, 4, "3 positions of success and failure, and 90 rows");
    assert_eq!(count(&desk, &Standing::Added), 90);
    assert_eq!(desk.stored(), desk.shown());
    assert_eq!(desk.stored()[92], "Line 90");
}

#[test]
fn adding_can_be_stopped_half_way() {
    let mut desk = Desk::new();
    add(&mut desk, lines(40), None);
    desk.save();
    desk.read();
    let (ticket, round) = desk.write();
    desk.act(Action::AddingStopped);
    assert!(count(&desk, &Standing::UnderWay) > 0, "what is under way cannot be called back");
    let written = desk.portal.write(&round);
    desk.act(Action::Written(ticket, Ok(written)));
    assert_eq!(desk.editor.pending(), []);
    let there = desk.portal.rows.len() - 6;
    assert_eq!((count(&desk, &Standing::Added), count(&desk, &Standing::Dropped)), (there, 40 - there));
    let step = desk.editor.history().steps().next().cloned().unwrap();
    assert_eq!(step.parts.len(), there, "what was given up is no part of the step");
}

#[test]
fn what_was_refused_is_told_and_can_be_given_up() {
    let mut desk = Desk::new();
    add(&mut desk, lines(3), None);
    desk.refuse(Cause::OutOfOrder);
    assert!(matches!(
        desk.editor.standings()[..],
        [Standing::Failed(_), Standing::Failed(_), Standing::Failed(_)]
    ));
    desk.act(Action::AddingStopped);
    assert_eq!(desk.editor.pending(), []);
    assert_eq!(count(&desk, &Standing::Dropped), 3);
    assert!(desk.editor.history().steps().next().is_none());
}

#[test]
fn a_code_that_a_colleague_took_meanwhile_gives_way_to_another() {
    let mut desk = Desk::new();
    desk.act(added(Group::InProgress, name("Offer")));
    let theirs = desk.portal.add("Theirs", Group::Failed);
    desk.portal.change(theirs, |row| row.code = "OFFER".into());
    desk.read();
    let question = desk.question();
    desk.act(Action::Recoded(question));
    desk.save();
    assert_eq!(desk.editor.pending(), []);
    let mine = desk.portal.rows.iter().find(|row| &*row.name == "Offer").unwrap();
    assert_eq!(&*mine.code, "OFFER_2");
    assert_eq!(desk.editor.owner_of_code("c5:offer").as_deref(), Some("Theirs"));
}

#[test]
fn a_row_that_is_made_again_after_its_code_was_taken_gets_another() {
    let mut desk = Desk::new();
    desk.act(added(Group::InProgress, name("Offer")));
    let step = desk.editor.history().steps().next().cloned().unwrap();
    let target = desk.editor.newest().unwrap();
    desk.act(Action::Edited { target, change: Change::Delete { forced: false } });
    desk.act(added(Group::InProgress, name("Offer")));
    let deletion = step.number + 1;
    desk.act(Action::Undone(Some(deletion)));
    desk.save();
    let offers = desk.portal.rows.iter().filter(|row| &*row.name == "Offer");
    assert_eq!(offers.map(|row| &*row.code).collect::<Vec<_>>(), ["OFFER_2", "OFFER"]);
}

#[test]
fn names_are_compared_however_they_are_written() {
    let desk = Desk::new();
    assert!(desk.editor.has_name(" stage 2 ", None));
    assert!(!desk.editor.has_name("stage 2", Some(id(2))), "its own name is no other one's");
}

#[test]
fn a_text_that_is_no_name_stays_with_its_row_as_long_as_there_is_one() {
    let mut desk = Desk::new();
    desk.act(added(Group::InProgress, name("New one")));
    let first = desk.editor.pending()[0].target;
    desk.act(Action::Unfinished(first, Some("0".into())));
    desk.act(Action::Unfinished(id(1), Some("".into())));
    desk.save();
    let now = desk.editor.latest_id(first);
    assert_ne!(now, first);
    assert_eq!(desk.editor.row(now).and_then(|row| row.unfinished).as_deref(), Some("0"));
    assert_eq!(desk.editor.tally().unfinished, 2);
    desk.portal.rows.retain(|row| row.id != id(1));
    desk.act(Action::RefreshWanted);
    desk.read();
    desk.act(Action::Removed(id(1)));
    assert_eq!(desk.editor.tally().unfinished, 1);
    desk.act(Action::Unfinished(now, None));
    assert_eq!(desk.editor.tally().unsaved(), 0);
}
