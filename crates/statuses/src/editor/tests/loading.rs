//! Getting the list in the first place, and what the user may do with it.

use super::*;

fn started(editor: Editor) -> Rc<Editor> {
    let editor = Rc::new(editor);
    let effect = editor.effects(START).expect("a load");
    editor.reduce(Action::Started(effect), START)
}

fn loaded(directory: Option<Directory>) -> Loaded {
    Loaded { directory, rows: vec![], access: Access::Edit }
}

#[test]
fn the_list_is_asked_for_once() {
    let editor = Editor::new(Directory::deals());
    assert_eq!(editor.effects(START), Some(Effect::Load { entity: "DEAL_STAGE".into(), load: 0 }));
    let editor = started(editor);
    assert_eq!(editor.effects(START), None);
    let editor = editor.reduce(Action::ListDelayed, START);
    assert_eq!(editor.phase(), &Phase::Loading { slow: true });
    let failed = editor.reduce(Action::ListFailed(0, failure(Cause::Internal)), START);
    assert_eq!(failed.effects(START), None);
    assert!(failed.reduce(Action::ListWanted, START).effects(START).is_some());
}

#[test]
fn a_late_delay_does_not_bring_the_skeleton_back() {
    let editor = Desk::new().editor;
    assert!(Rc::ptr_eq(&editor, &Rc::clone(&editor).reduce(Action::ListDelayed, START)));
}

#[test]
fn an_answer_that_was_overtaken_changes_nothing() {
    let editor = started(Editor::new(Directory::deals())).reduce(Action::ListWanted, START);
    let editor = started((*editor).clone());
    let late = Action::ListFailed(0, failure(Cause::TimedOut));
    assert!(Rc::ptr_eq(&editor, &Rc::clone(&editor).reduce(late, START)));
    let late = Action::ListLoaded(0, loaded(None));
    assert!(Rc::ptr_eq(&editor, &Rc::clone(&editor).reduce(late, START)));
}

#[test]
fn a_thin_description_does_not_take_the_protection_away() {
    let thin = Directory::unnamed("DEAL_STAGE");
    let editor = started(Editor::new(Directory::deals()));
    let editor = editor.reduce(Action::ListLoaded(0, loaded(Some(thin))), START);
    assert_eq!(editor.directory().start.as_deref(), Some("NEW"));
}

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
