//! Deleting rows, and rows that others delete.

use super::*;

#[test]
fn a_failed_deletion_can_be_forced() {
    let mut desk = Desk::new();
    desk.edit(5, Change::Delete { forced: false });
    desk.wait(SECOND_THOUGHT);
    desk.refuse(Cause::NeedsForced);
    desk.act(Action::Forced(desk.question()));
    assert!(matches!(desk.state(5), RowState::Doomed(_)), "there is one last undo");
    desk.wait(SECOND_THOUGHT);
    let round = desk.save();
    assert_eq!(round.writes[0].act, crate::store::Act::Delete { id: id(5), forced: true });
    assert_eq!(desk.notice(), Some(Notice::Deleted { name: "Stage 5".into() }));
}

#[test]
fn a_deletion_waits_seven_seconds_and_can_be_taken_back() {
    let mut desk = Desk::new();
    desk.edit(2, Change::Delete { forced: false });
    let RowState::Doomed(mutation) = desk.state(2) else { panic!("doomed") };
    desk.wait(SECOND_THOUGHT - 1);
    assert_eq!(desk.editor.effects(desk.now), None);
    // Who reads it stops the time.
    desk.act(Action::Held(mutation, true));
    desk.wait(60_000);
    assert_eq!(desk.editor.effects(desk.now), None);
    desk.act(Action::Held(mutation, false));
    desk.act(Action::Undone(None));
    assert_eq!((desk.state(2), desk.editor.pending()), (RowState::Idle, &[][..]));
    assert!(desk.editor.history().steps().next().is_none());
    desk.act(Action::Redone);
    desk.wait(SECOND_THOUGHT);
    desk.save();
    assert_eq!(desk.portal.row(2), None);
    assert!(desk.editor.history().steps().next().is_none(), "what is gone cannot be taken back");
}

#[test]
fn deleting_what_is_gone_is_no_failure() {
    let mut desk = Desk::new();
    desk.edit(2, Change::Delete { forced: false });
    desk.portal.rows.remove(1);
    desk.wait(SECOND_THOUGHT);
    desk.read();
    assert_eq!(desk.notice(), Some(Notice::AlreadyDeleted { name: "Stage 2".into() }));
    assert_eq!(desk.shown().len(), 5);
}

#[test]
fn a_row_deleted_elsewhere_stays_in_view_and_can_be_made_again() {
    let mut desk = Desk::new();
    desk.edit(2, rename("Offer sent"));
    desk.portal.rows.remove(1);
    desk.read();
    let RowState::Failed(mishap) = desk.state(2) else { panic!("failed") };
    assert_eq!(mishap.failure.cause, Cause::Gone);
    desk.act(Action::CreatedAgain(id(2)));
    assert_eq!(desk.shown()[1], "Offer sent", "where it was, as it was wanted");
    desk.save();
    assert_eq!(desk.stored(), ["Stage 1", "Offer sent", "Stage 3", "Stage 4", "Stage 5", "Stage 6"]);
    assert_eq!(&*desk.portal.row(11).unwrap().code, "S2");
}

#[test]
fn a_row_deleted_elsewhere_can_be_seen_off() {
    let mut desk = Desk::new();
    desk.portal.rows.remove(1);
    desk.act(Action::RefreshWanted);
    desk.read();
    assert_eq!(desk.state(2), RowState::Gone);
    assert_eq!(desk.notice(), Some(Notice::Elsewhere { count: 1 }));
    desk.act(Action::Removed(id(2)));
    assert_eq!(desk.shown(), desk.stored());
}

#[test]
fn a_row_renamed_elsewhere_is_not_deleted_unasked() {
    let mut desk = Desk::new();
    desk.edit(2, rename("Mine"));
    desk.edit(2, Change::Delete { forced: false });
    desk.save();
    assert_eq!(desk.stored()[1], "Mine", "one's own new name is no reason to ask");
    desk.portal.change(id(2), |row| row.name = "Theirs".into());
    desk.wait(SECOND_THOUGHT);
    desk.read();
    assert!(matches!(desk.state(2), RowState::Conflict(_)));
    desk.act(Action::Resolved(desk.question(), Choice::Mine));
    desk.save();
    assert_eq!(desk.portal.row(2), None);
}

#[test]
fn a_deletion_that_is_on_its_way_is_not_said_to_be_taken_back() {
    let mut desk = Desk::new();
    desk.edit(2, Change::Delete { forced: false });
    desk.wait(SECOND_THOUGHT);
    desk.read();
    let (ticket, round) = desk.write();
    desk.act(Action::Undone(None));
    assert_ne!(desk.notice(), Some(Notice::Undone { name: "Stage 2".into() }));
    // If it fails it can still be given up so.
    let row = desk.portal.row(2).cloned().unwrap();
    let answer =
        crate::store::Answer { write: Err(failure(Cause::HasItems)), read: crate::store::Read::Row(row) };
    assert_eq!(round.writes.len(), 1);
    desk.act(Action::Written(ticket, Ok(Written { answers: vec![answer], resets: vec![] })));
    assert!(matches!(desk.state(2), RowState::Failed(_)));
    desk.act(Action::Undone(None));
    assert_eq!((desk.state(2), desk.editor.pending()), (RowState::Idle, &[][..]));
}

#[test]
fn a_deletion_that_was_being_read_goes_on_after_the_right_is_gone() {
    let mut desk = Desk::new();
    desk.edit(5, Change::Delete { forced: false });
    let RowState::Doomed(mutation) = desk.state(5) else { panic!("doomed") };
    desk.act(Action::Held(mutation, true));
    desk.edit(1, rename("Lead"));
    desk.refuse(Cause::AccessDenied);
    desk.act(Action::Held(mutation, false));
    desk.wait(SECOND_THOUGHT);
    desk.refuse(Cause::AccessDenied);
    assert_eq!(desk.editor.pending(), [], "not held for ever");
}
