//! What the user may do with a list.

use super::*;

#[test]
fn rows_come_in_their_groups() {
    let sections = Desk::new().editor.sections();
    assert_eq!(sections.iter().map(|section| section.rows.len()).collect::<Vec<_>>(), [3, 1, 2]);
    assert_eq!(sections[1].group, Group::Success);
}

#[test]
fn a_refused_write_makes_the_list_read_only_and_says_what_was_put_back() {
    let mut desk = Desk::new();
    desk.edit(1, rename("Lead"));
    desk.refuse(Cause::AccessDenied);
    assert_eq!(desk.editor.access(), Access::View);
    assert_eq!(
        desk.notice(),
        Some(Notice::PutBack { name: "Lead".into(), was: "Stage 1".into(), others: 0 })
    );
    assert_eq!(desk.editor.tally(), Tally { rows: 6, ..Tally::default() });
    let editor = Rc::clone(&desk.editor);
    desk.edit(1, rename("Again"));
    assert!(Rc::ptr_eq(&editor, &desk.editor), "nothing more is wanted without the right");
}

#[test]
fn whoever_lacks_the_right_is_told_of_everything_that_was_put_back() {
    let mut desk = Desk::new();
    for number in 1..=3 {
        desk.edit(number, rename("Same"));
    }
    desk.refuse(Cause::AccessDenied);
    assert_eq!(
        desk.notice(),
        Some(Notice::PutBack { name: "Same".into(), was: "Stage 1".into(), others: 2 })
    );
}

#[test]
fn what_is_unknown_changes_nothing_and_allocates_nothing() {
    let mut desk = Desk::new();
    desk.edit(1, rename("Lead"));
    desk.refuse(Cause::UpdateFailed);
    let question = desk.question();
    desk.act(Action::Reverted(question));
    let editor = Rc::clone(&desk.editor);
    for action in [
        Action::Retried(question),
        Action::Reverted(question),
        Action::Resolved(question, Choice::Mine),
        Action::Held(question, true),
        Action::SavedSeen(id(9)),
        Action::Moved { target: id(9), steps: 1 },
        Action::CreatedAgain(id(9)),
        Action::Undone(Some(99)),
        Action::Redone,
    ] {
        assert!(Rc::ptr_eq(&editor, &Rc::clone(&editor).reduce(action.clone(), START)), "{action:?}");
    }
}

#[test]
fn a_deletion_that_was_being_read_goes_on_when_the_user_turns_away() {
    let mut desk = Desk::new();
    desk.edit(5, Change::Delete { forced: false });
    let RowState::Doomed(mutation) = desk.state(5) else { panic!("doomed") };
    desk.act(Action::Held(mutation, true));
    desk.act(Action::Left);
    assert_eq!(desk.editor.pending()[0].due, desk.now + SECOND_THOUGHT);
    assert!(!desk.editor.pending()[0].is_held());
}
