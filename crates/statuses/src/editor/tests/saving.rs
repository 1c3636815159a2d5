//! How a change becomes what the portal holds, and what is said of one that does not.

use super::desk::status;
use super::*;
use crate::status::Status;

#[test]
fn an_edit_is_seen_at_once_and_saved_only_after_its_read_back() {
    let mut desk = Desk::new();
    desk.edit(2, rename("Offer sent"));
    assert_eq!(&*desk.row(2).status.name, "Offer sent");
    assert_eq!(desk.state(2), RowState::Saving);
    desk.save();
    assert_eq!(desk.state(2), RowState::Saved);
    assert_eq!(desk.notice(), Some(Notice::Renamed { was: "Stage 2".into(), name: "Offer sent".into() }));
    desk.act(Action::SavedSeen(id(2)));
    assert_eq!(desk.state(2), RowState::Idle);
}

#[test]
fn a_yes_that_stored_nothing_is_a_failure_and_keeps_the_edit() {
    let mut desk = Desk::new();
    desk.edit(2, rename("Offer sent"));
    desk.read();
    let (ticket, round) = desk.write();
    let mut elsewhere = desk.portal.clone();
    let mut written = elsewhere.write(&round);
    written.answers[0].read = crate::store::Read::Row(Rc::clone(desk.portal.row(2).unwrap()));
    desk.act(Action::Written(ticket, Ok(written)));
    let RowState::Failed(mishap) = desk.state(2) else { panic!("failed") };
    assert_eq!((mishap.failure.cause, &*mishap.base.name), (Cause::NotStored, "Stage 2"));
    assert_eq!(&*desk.row(2).status.name, "Offer sent", "the user's text stays");
}

#[test]
fn a_new_row_that_was_not_stored_is_not_said_to_be_deleted() {
    let mut desk = Desk::new();
    desk.act(added(Group::InProgress, name("New one")));
    desk.read();
    let (ticket, round) = desk.write();
    let answers = round
        .writes
        .iter()
        .map(|_| crate::store::Answer { write: Ok(()), read: crate::store::Read::Missing });
    desk.act(Action::Written(ticket, Ok(Written { answers: answers.collect(), resets: Vec::new() })));
    let failed = desk.editor.pending()[0].progress.clone();
    assert!(matches!(failed, Progress::Failed(failure) if failure.cause == Cause::NotStored));
    desk.act(Action::Retried(desk.question()));
    desk.save();
    assert_eq!(desk.stored().iter().filter(|name| *name == "New one").count(), 1);
}

#[test]
fn changes_that_come_close_together_travel_together() {
    let mut desk = Desk::new();
    for number in 1..=6 {
        desk.edit(number, rename(&format!("Name {number}")));
        desk.edit(number, recolor(number));
    }
    let round = desk.save();
    assert_eq!(round.writes.len(), 6, "one command for both fields of a row");
    assert_eq!(desk.editor.pending(), []);
    assert_eq!(desk.notice(), Some(Notice::Saved { count: 12 }));
    assert_eq!(desk.stored(), ["Name 1", "Name 2", "Name 3", "Name 4", "Name 5", "Name 6"]);
}

#[test]
fn edits_of_one_field_are_merged_and_one_row_has_one_request() {
    let mut desk = Desk::new();
    desk.edit(1, rename("a"));
    desk.read();
    let (ticket, round) = desk.write();
    for text in ["b", "c", "d"] {
        desk.edit(1, rename(text));
    }
    desk.edit(3, rename("z"));
    assert_eq!(desk.editor.effects(desk.now + 60_000), None, "one request at a time");
    let written = desk.portal.write(&round);
    desk.act(Action::Written(ticket, Ok(written)));
    assert_eq!(desk.save().writes.len(), 2, "d and z");
    assert_eq!((desk.stored()[0].as_str(), desk.stored()[2].as_str()), ("d", "z"));
}

#[test]
fn an_edit_back_to_what_is_stored_sends_nothing() {
    let mut desk = Desk::new();
    desk.edit(2, rename("Offer sent"));
    desk.edit(2, rename("Stage 2"));
    assert_eq!(desk.editor.pending(), []);
    assert_eq!(desk.state(2), RowState::Idle);
}

#[test]
fn a_rejected_edit_leaves_the_later_edit_standing() {
    let mut desk = Desk::new();
    desk.edit(2, rename("First"));
    desk.read();
    let (ticket, _) = desk.write();
    desk.edit(2, rename("Second"));
    desk.act(Action::Written(ticket, Err(failure(Cause::Misuse))));
    assert_eq!(&*desk.row(2).status.name, "Second");
    assert_eq!(desk.state(2), RowState::Saving, "the newer edit speaks for the field");
    desk.save();
    assert_eq!(desk.stored()[1], "Second");
}

#[test]
fn what_the_portal_refuses_for_good_is_not_tried_again() {
    let mut desk = Desk::new();
    desk.edit(2, Change::Delete { forced: false });
    desk.wait(SECOND_THOUGHT);
    desk.refuse(Cause::HasItems);
    let RowState::Failed(mishap) = desk.state(2) else { panic!("failed") };
    assert_eq!(mishap.failure.cause, Cause::HasItems);
    assert_eq!(desk.editor.effects(desk.now + 60_000), None);
    assert_eq!(desk.editor.tally(), Tally { rows: 6, failed: 1, ..Tally::default() });
}

#[test]
fn a_new_row_stands_where_it_was_put_before_and_after_it_is_made() {
    let mut desk = Desk::new();
    desk.act(added(Group::InProgress, name("New one")));
    desk.act(added(Group::Failed, name("Lost one")));
    let shown = desk.shown();
    assert_eq!(shown[3], "New one");
    desk.save();
    assert_eq!((desk.shown(), desk.stored()), (shown.clone(), shown));
    assert_eq!(desk.notice(), Some(Notice::Saved { count: 2 }));
    desk.act(Action::Undone(None));
    desk.act(Action::Undone(None));
    desk.wait(SECOND_THOUGHT);
    desk.save();
    assert_eq!(desk.stored().len(), 6);
}

#[test]
fn what_is_read_back_of_a_row_that_was_not_made_is_another_one() {
    // The portal takes the reference to what was not made for the number 1.
    let lead = Rc::new(Status { entity: "STATUS".into(), ..(*status(99, Group::InProgress)).clone() });
    for read in [crate::store::Read::Row(lead), crate::store::Read::Missing] {
        let mut desk = Desk::new();
        desk.act(added(Group::InProgress, name("New one")));
        desk.read();
        let (ticket, _) = desk.write();
        let answer = crate::store::Answer { write: Err(failure(Cause::OutOfOrder)), read };
        desk.act(Action::Written(ticket, Ok(Written { answers: vec![answer], resets: Vec::new() })));
        assert_eq!(desk.shown().len(), 7, "no row of another list");
        let RowState::Failed(mishap) = desk.editor.sections()[0].rows[3].state.clone() else {
            panic!("failed")
        };
        assert_eq!(mishap.failure.cause, Cause::OutOfOrder, "what the portal said of it");
    }
}

#[test]
fn a_name_that_a_batch_would_alter_goes_alone() {
    let mut desk = Desk::new();
    desk.edit(1, rename("One"));
    desk.edit(2, rename("Costs $result[r1][NAME]"));
    desk.edit(3, rename("Three"));
    assert_eq!(desk.save().writes.len(), 1);
    assert_eq!(desk.save().writes.len(), 1);
    assert_eq!(desk.save().writes.len(), 1);
    assert_eq!(desk.editor.pending(), []);
}

#[test]
fn failures_are_counted_until_they_are_decided_and_told_once() {
    let mut desk = Desk::new();
    for number in 1..=3 {
        desk.edit(number, rename("Same"));
    }
    desk.refuse(Cause::UpdateFailed);
    assert_eq!(desk.notice(), Some(Notice::Open { count: 3 }));
    assert_eq!(desk.editor.tally(), Tally { rows: 6, failed: 3, ..Tally::default() });
    for _ in 0..3 {
        desk.act(Action::Reverted(desk.question()));
    }
    assert_eq!(desk.editor.tally(), Tally { rows: 6, ..Tally::default() });
    assert_eq!(desk.shown(), desk.stored());
    assert!(desk.editor.history().steps().next().is_none(), "what was given up cannot be taken back, too");
}

#[test]
fn progress_that_is_sent_is_known() {
    let mut desk = Desk::new();
    desk.edit(1, rename("One"));
    desk.read();
    let (_, round) = desk.write();
    let sent = desk.editor.pending().iter().find(|it| it.id == round.ids().next().unwrap()).unwrap();
    assert_eq!(sent.progress, Progress::Sent);
    desk.act(Action::Reverted(sent.id));
    assert_eq!(desk.editor.pending().len(), 1, "what is on its way cannot be called back");
}

#[test]
fn a_row_that_was_not_made_takes_in_what_was_wanted_meanwhile() {
    let mut desk = Desk::new();
    desk.act(added(Group::InProgress, name("New one")));
    desk.read();
    let (ticket, _) = desk.write();
    let target = desk.editor.sections()[0].rows[3].status.id;
    desk.act(Action::Edited { target, change: rename("Better") });
    desk.act(Action::Written(ticket, Err(failure(Cause::TimedOut))));
    let round = desk.save();
    assert_eq!((round.writes.len(), desk.editor.pending()), (1, &[][..]));
    assert_eq!(&*desk.portal.row(11).unwrap().name, "Better");
}
