use super::*;
use crate::color::StoredColor;
use crate::name::Name;
use crate::status::Status;
use crate::store::{Read, RowState};

fn id(number: u32) -> StatusId {
    StatusId::new(number).unwrap()
}

fn status(number: u32, group: Group) -> Rc<Status> {
    Rc::new(Status {
        id: id(number),
        entity: "DEAL_STAGE".into(),
        code: format!("S{number}").into(),
        name: format!("Stage {number}").into(),
        name_init: "".into(),
        sort: 10,
        system: false,
        color: StoredColor::Default,
        group,
    })
}

fn loaded() -> Rc<Editor> {
    let rows = vec![status(1, Group::InProgress), status(2, Group::Success), status(3, Group::Failed)];
    let loaded = Loaded { directory: None, rows, access: Access::Edit };
    Rc::new(Editor::new(Directory::deals()))
        .reduce(Action::ListRequested)
        .reduce(Action::ListLoaded(0, loaded))
}

fn rename(editor: Rc<Editor>, name: &str) -> (Rc<Editor>, MutationId) {
    let change = Change::Rename(Name::parse(name).unwrap());
    let editor = editor.reduce(Action::Edited { target: id(1), change });
    let Some(Effect::Write { mutation, .. }) = editor.effects().pop() else { panic!("a write") };
    (editor.reduce(Action::Sent(mutation)), mutation)
}

fn refused(cause: Cause) -> Answer {
    Answer { write: Err(Failure::because(cause, "x", "")), read: Read::Unknown }
}

#[test]
fn the_list_is_asked_for_once() {
    let editor = Rc::new(Editor::new(Directory::deals()));
    assert_eq!(editor.effects(), [Effect::Load { entity: "DEAL_STAGE".into(), load: 0 }]);
    let editor = editor.reduce(Action::ListRequested);
    assert_eq!(editor.effects(), []);
    let editor = editor.reduce(Action::ListDelayed);
    assert_eq!(editor.phase(), &Phase::Loading { slow: true });
    let failed = editor.reduce(Action::ListFailed(0, Failure::because(Cause::Internal, "batch", "")));
    assert_eq!(failed.effects(), []);
    assert_eq!(failed.reduce(Action::ListWanted).effects().len(), 1);
}

#[test]
fn a_late_delay_does_not_bring_the_skeleton_back() {
    let editor = loaded();
    assert!(Rc::ptr_eq(&editor, &Rc::clone(&editor).reduce(Action::ListDelayed)));
}

#[test]
fn an_answer_that_was_overtaken_changes_nothing() {
    let editor = Rc::new(Editor::new(Directory::deals())).reduce(Action::ListRequested);
    let editor = editor.reduce(Action::ListWanted).reduce(Action::ListRequested);
    let late = Action::ListFailed(0, Failure::because(Cause::TimedOut, "batch", ""));
    assert!(Rc::ptr_eq(&editor, &Rc::clone(&editor).reduce(late)));
    let late = Action::ListLoaded(0, Loaded { directory: None, rows: vec![], access: Access::View });
    assert!(Rc::ptr_eq(&editor, &Rc::clone(&editor).reduce(late)));
}

#[test]
fn a_thin_description_does_not_take_the_protection_away() {
    let thin = Directory::unnamed("DEAL_STAGE");
    let loaded = Loaded { directory: Some(thin), rows: vec![], access: Access::Edit };
    let editor = Rc::new(Editor::new(Directory::deals())).reduce(Action::ListLoaded(0, loaded));
    assert_eq!(editor.directory().start.as_deref(), Some("NEW"));
}

#[test]
fn without_the_right_nothing_more_is_wanted() {
    let (editor, mutation) = rename(loaded(), "Lead");
    let editor = editor.reduce(Action::Answered(mutation, refused(Cause::AccessDenied)));
    let change = Change::Delete { forced: false };
    let edited = Rc::clone(&editor).reduce(Action::Edited { target: id(1), change });
    assert!(Rc::ptr_eq(&editor, &edited));
}

#[test]
fn rows_come_in_their_groups() {
    let sections = loaded().sections();
    assert_eq!(sections.iter().map(|section| section.rows.len()).collect::<Vec<_>>(), [1, 1, 1]);
    assert_eq!(sections[1].group, Group::Success);
}

#[test]
fn a_refused_write_makes_the_list_read_only_and_says_what_was_put_back() {
    let (editor, mutation) = rename(loaded(), "Lead");
    let editor = editor.reduce(Action::Answered(mutation, refused(Cause::AccessDenied)));
    assert_eq!(editor.access(), Access::View);
    let put_back = Notice::PutBack { name: "Lead".into(), was: "Stage 1".into() };
    assert_eq!(editor.notice().map(|notice| &**notice), Some(&put_back));
    assert_eq!(editor.tally(), Tally { rows: 3, saving: 0, failed: 0 });
}

#[test]
fn failures_are_counted_until_they_are_decided() {
    let (editor, mutation) = rename(loaded(), "Lead");
    let editor = editor.reduce(Action::Answered(mutation, refused(Cause::Internal)));
    assert_eq!(editor.tally(), Tally { rows: 3, saving: 0, failed: 1 });
    let editor = editor.reduce(Action::Reverted(mutation));
    assert_eq!(editor.tally(), Tally { rows: 3, saving: 0, failed: 0 });
}

#[test]
fn a_failed_deletion_can_be_forced() {
    let editor = loaded();
    let editor = editor.reduce(Action::Edited { target: id(3), change: Change::Delete { forced: false } });
    let Some(Effect::Write { mutation, .. }) = editor.effects().pop() else { panic!("a write") };
    let editor = editor.reduce(Action::Sent(mutation));
    let editor = editor.reduce(Action::Answered(mutation, refused(Cause::NeedsForced)));
    let editor = editor.reduce(Action::Forced(mutation));
    let Some(Effect::Write { change, .. }) = editor.effects().pop() else { panic!("a write") };
    assert_eq!(change, Change::Delete { forced: true });
    assert_eq!(editor.sections()[2].rows[0].state, RowState::Deleting);
}

#[test]
fn what_is_unknown_changes_nothing_and_allocates_nothing() {
    let (editor, mutation) = rename(loaded(), "Lead");
    let editor = editor.reduce(Action::Reverted(mutation));
    for action in [Action::Sent(mutation), Action::Retried(mutation), Action::SavedSeen(id(9))] {
        assert!(Rc::ptr_eq(&editor, &Rc::clone(&editor).reduce(action)));
    }
}
