//! What holds a row may have come to hold it while its deletion was kept back.

use super::desk::Desk;
use super::*;
use crate::relocation::Reply;
use crate::store::BELIEVED;
use crate::usage::Survey;

const DELETE: Change = Change::Delete { forced: false };

/// A deletion whose time comes while there is no connection, and then there is one again.
fn held_up() -> Desk {
    let mut desk = Desk::new();
    desk.edit(2, DELETE);
    desk.act(Action::Connected(false));
    desk.wait(BELIEVED);
    assert_eq!(desk.editor.effects(desk.now), None);
    desk.act(Action::Connected(true));
    desk
}

/// The next request counts.
fn counting(desk: &mut Desk) -> (Ticket, Rc<Survey>) {
    match desk.ask() {
        (ticket, Request::Count(survey)) => (ticket, survey),
        (_, other) => panic!("a count before {other:?}"),
    }
}

fn why(desk: &Desk, number: u32) -> Cause {
    let RowState::Failed(mishap) = desk.state(number) else { panic!("{:?}", desk.state(number)) };
    mishap.failure.cause
}

#[test]
fn a_deletion_that_nothing_holds_up_is_counted_once() {
    let mut desk = Desk::new();
    desk.edit(2, DELETE);
    desk.save();
    assert_eq!((desk.portal.row(2), desk.counts), (None, 0), "it was counted before it was asked for");
}

#[test]
fn a_deletion_that_was_held_up_is_counted_again_and_then_made() {
    let mut desk = held_up();
    let (ticket, survey) = counting(&mut desk);
    assert_eq!(survey.ids().collect::<Vec<_>>(), [id(2)]);
    assert_eq!(desk.editor.effects(desk.now), None, "nothing goes before the answer");
    desk.count(ticket, &survey);
    desk.save();
    assert_eq!((desk.portal.row(2), desk.counts), (None, 1));
}

#[test]
fn a_row_that_records_hold_by_now_comes_back_and_says_so() {
    let mut desk = held_up();
    desk.records = 3;
    let (ticket, survey) = counting(&mut desk);
    desk.count(ticket, &survey);
    assert_eq!(why(&desk, 2), Cause::InUse);
    assert_eq!(desk.notice(), Some(Notice::Open { count: 1 }));
    desk.wait(BELIEVED);
    assert_eq!(desk.editor.effects(desk.now), None);
    // Once the user has seen to it, it goes as any other one.
    desk.records = 0;
    desk.edit(2, DELETE);
    desk.save();
    assert_eq!(desk.portal.row(2), None);
}

#[test]
fn what_the_user_knows_of_is_no_surprise() {
    let mut desk = held_up();
    desk.act(Action::Accepted(id(2), 3));
    desk.records = 4;
    let (ticket, survey) = counting(&mut desk);
    desk.count(ticket, &survey);
    assert_eq!(why(&desk, 2), Cause::InUse, "one more than that is");
    desk.edit(2, DELETE);
    desk.act(Action::Accepted(id(2), 4));
    desk.wait(BELIEVED);
    desk.save();
    assert_eq!((desk.portal.row(2), desk.counts), (None, 2));
}

#[test]
fn what_nobody_could_count_and_is_deleted_all_the_same_is_not_counted_again() {
    let mut desk = held_up();
    desk.act(Action::Accepted(id(2), u32::MAX));
    desk.save();
    assert_eq!((desk.portal.row(2), desk.counts), (None, 0));
    // No records are known that could hold these.
    let rows: Vec<_> = (1..=3)
        .map(|number| {
            Rc::new(Status {
                entity: "CALL_LIST".into(),
                ..(*desk::status(number, Group::InProgress)).clone()
            })
        })
        .collect();
    let mut desk = Desk::new();
    desk.editor = Rc::new(Editor::new(Directory::unnamed("CALL_LIST"), rows.clone(), Access::Edit, START));
    desk.portal.rows = rows;
    desk.edit(2, DELETE);
    desk.wait(BELIEVED);
    desk.save();
    assert_eq!((desk.portal.row(2), desk.counts), (None, 0));
}

#[test]
fn a_count_that_cannot_be_had_deletes_nothing() {
    let mut desk = held_up();
    let (ticket, _) = counting(&mut desk);
    let refused = Reply { result: Err(failure(Cause::AccessDenied)), total: None };
    desk.act(Action::Counted(ticket, Ok(vec![refused])));
    assert_eq!(why(&desk, 2), Cause::Uncounted);
    // Where it is only the connection, that is tried again, ever more slowly.
    let mut desk = held_up();
    for _ in 0..6 {
        let (ticket, _) = counting(&mut desk);
        desk.act(Action::Counted(ticket, Err(failure(Cause::Unreachable))));
    }
    assert_eq!(why(&desk, 2), Cause::Unreachable);
    desk.act(Action::Retried(desk.question()));
    let (ticket, survey) = counting(&mut desk);
    desk.count(ticket, &survey);
    desk.save();
    assert_eq!(desk.portal.row(2), None);
}

#[test]
fn whatever_holds_a_deletion_up_its_count_is_old_then() {
    // Trouble that is tried again until it is long ago.
    let mut desk = Desk::new();
    desk.edit(2, DELETE);
    while desk.now < START + BELIEVED {
        match desk.ask() {
            (ticket, Request::Read(_)) => desk.act(Action::Read(ticket, Err(failure(Cause::Busy)))),
            other => panic!("{other:?}"),
        }
        desk.wait(1_000);
    }
    counting(&mut desk);
    // Whoever reads it for long.
    let mut desk = Desk::new();
    desk.edit(2, DELETE);
    let RowState::Doomed(mutation) = desk.state(2) else { panic!("doomed") };
    desk.act(Action::Held(mutation, true));
    desk.wait(60_000);
    desk.act(Action::Held(mutation, false));
    counting(&mut desk);
    // A new row that records hold when its addition is taken back.
    let mut desk = Desk::new();
    desk.act(desk::added(Group::InProgress, desk::name("New one")));
    desk.save();
    desk.act(Action::Undone(None));
    counting(&mut desk);
}

#[test]
fn what_was_called_off_or_deleted_elsewhere_meanwhile_is_left_alone() {
    let mut desk = held_up();
    let (ticket, survey) = counting(&mut desk);
    desk.act(Action::Undone(None));
    desk.records = 3;
    desk.count(ticket, &survey);
    assert_eq!((desk.state(2), desk.editor.pending()), (RowState::Idle, &[][..]));
    let mut desk = held_up();
    desk.portal.rows.retain(|row| row.id != id(2));
    desk.act(Action::RefreshWanted);
    let (ticket, survey) = counting(&mut desk);
    desk.count(ticket, &survey);
    desk.read();
    assert_eq!(desk.notice(), Some(Notice::AlreadyDeleted { name: "Stage 2".into() }));
}

#[test]
fn a_reading_that_takes_long_is_believed_as_of_its_start() {
    let mut desk = Desk::new();
    desk.edit(2, DELETE);
    let (ticket, Request::Read(_)) = desk.ask() else { panic!("a reading") };
    desk.wait(BELIEVED);
    desk.act(Action::Read(ticket, Ok(desk.portal.list())));
    let (_, Request::Write(round)) = desk.ask() else { panic!("not round and round") };
    assert_eq!(round.writes.len(), 1);
}

#[test]
fn other_changes_do_not_wait_for_the_count() {
    let mut desk = held_up();
    desk.edit(1, rename("Lead"));
    let (ticket, _) = counting(&mut desk);
    desk.act(Action::Counted(ticket, Ok(Vec::new())));
    assert_eq!(why(&desk, 2), Cause::Uncounted);
    let round = desk.save();
    assert_eq!(round.writes.len(), 1);
    assert_eq!(desk.stored()[0], "Lead");
}
