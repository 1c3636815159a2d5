//! Others at work on the same list.

use super::*;

#[test]
fn the_same_field_changed_on_both_sides_is_a_conflict_and_nothing_is_overwritten() {
    for choice in [Choice::Theirs, Choice::Mine] {
        let mut desk = Desk::new();
        desk.edit(2, rename("Mine"));
        desk.portal.change(id(2), |row| row.name = "Theirs".into());
        desk.read();
        let RowState::Conflict(clash) = desk.state(2) else { panic!("a conflict") };
        assert_eq!(clash.theirs, Value::Name("Theirs".into()));
        assert_eq!(
            desk.editor.effects(desk.now + 10_000),
            None,
            "nothing is written before the user decides"
        );
        assert_eq!((desk.stored()[1].as_str(), &*desk.row(2).status.name), ("Theirs", "Mine"));
        desk.act(Action::Resolved(clash.mutation, choice));
        if choice == Choice::Mine {
            desk.save();
        }
        assert_eq!(desk.shown(), desk.stored());
        assert_eq!(desk.stored()[1], if choice == Choice::Mine { "Mine" } else { "Theirs" });
    }
}

#[test]
fn different_fields_merge() {
    let mut desk = Desk::new();
    desk.edit(2, recolor(0xff));
    desk.portal.change(id(2), |row| row.name = "Theirs".into());
    desk.save();
    let row = desk.portal.row(2).unwrap();
    assert_eq!((&*row.name, row.color.to_string().as_str()), ("Theirs", "#0000ff"));
    assert_eq!(desk.shown(), desk.stored());
}

#[test]
fn both_wanting_the_same_is_no_conflict() {
    let mut desk = Desk::new();
    desk.edit(2, rename("Same"));
    desk.portal.change(id(2), |row| row.name = "Same".into());
    desk.read();
    assert_eq!((desk.state(2), desk.editor.pending()), (RowState::Saved, &[][..]));
}

#[test]
fn rows_that_appear_elsewhere_wait_while_the_user_writes() {
    let mut desk = Desk::new();
    desk.act(Action::Writing(true));
    desk.edit(1, rename("Mine"));
    desk.portal.add("Theirs", Group::InProgress);
    desk.save();
    assert_eq!((desk.editor.sections()[0].arrived, desk.shown().len()), (1, 6));
    desk.act(Action::ArrivedShown);
    assert_eq!(desk.shown(), desk.stored());
    desk.act(Action::Writing(false));
    desk.portal.add("Another", Group::Failed);
    desk.act(Action::RefreshWanted);
    desk.read();
    assert_eq!(desk.shown(), desk.stored(), "at once, else");
}
