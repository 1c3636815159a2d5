//! Taking back and repeating, checked against what the portal holds.

use super::*;

#[test]
fn an_addition_that_was_undone_can_be_redone_before_the_row_is_gone() {
    let mut desk = Desk::new();
    desk.act(added(Group::InProgress, name("New one")));
    desk.save();
    desk.act(Action::Undone(None));
    desk.act(Action::Redone);
    for _ in 0..4 {
        desk.wait(SECOND_THOUGHT);
        if let Some((ticket, request)) = desk.editor.effects(desk.now) {
            desk.act(Action::Started(ticket, request.clone()));
            desk.answer(ticket, request);
        }
    }
    assert_eq!((desk.stored().len(), desk.shown().len()), (7, 7));
    assert_eq!(desk.editor.pending(), []);
}

#[test]
fn undo_is_checked_against_what_the_portal_holds() {
    let mut desk = Desk::new();
    desk.edit(2, rename("Mine"));
    desk.save();
    desk.portal.change(id(2), |row| row.name = "Theirs".into());
    desk.act(Action::Undone(None));
    desk.read();
    let RowState::Conflict(clash) = desk.state(2) else { panic!("a conflict") };
    assert!(clash.undo);
    desk.act(Action::Resolved(clash.mutation, Choice::Mine));
    desk.save();
    assert_eq!(desk.stored()[1], "Stage 2");
}

#[test]
fn undo_and_redo_walk_through_the_history() {
    let mut desk = Desk::new();
    for text in ["A", "B", "C"] {
        desk.edit(2, rename(text));
        desk.save();
    }
    for stored in ["B", "A", "Stage 2"] {
        desk.act(Action::Undone(None));
        desk.save();
        assert_eq!(desk.stored()[1], stored);
    }
    desk.act(Action::Undone(None));
    assert_eq!(desk.editor.pending(), [], "that was all");
    desk.act(Action::Redone);
    desk.save();
    assert_eq!(desk.stored()[1], "A");
    desk.edit(2, recolor(5));
    assert_eq!(desk.editor.history().undone(), None, "a new step ends what could be repeated");
}

#[test]
fn a_change_taken_back_before_it_is_sent_is_never_sent() {
    let mut desk = Desk::new();
    desk.edit(2, rename("Mine"));
    desk.act(Action::Undone(None));
    assert_eq!((desk.editor.pending(), desk.editor.effects(desk.now + 1_000)), (&[][..], None));
}

#[test]
fn undo_is_checked_against_what_was_done_not_against_what_was_read_since() {
    let mut desk = Desk::new();
    desk.edit(2, rename("Mine"));
    desk.save();
    desk.portal.change(id(2), |row| row.name = "Theirs".into());
    desk.act(Action::RefreshWanted);
    desk.read();
    desk.act(Action::Undone(None));
    desk.read();
    assert!(matches!(desk.state(2), RowState::Conflict(_)));
    assert_eq!(desk.stored()[1], "Theirs");
}
