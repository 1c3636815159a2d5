//! What is read before a write, and when a list is read again.

use super::*;

#[test]
fn the_list_is_read_again_when_it_is_old_but_never_while_the_user_writes() {
    let mut desk = Desk::new();
    desk.wait(59_000);
    desk.act(Action::InView(true));
    assert_eq!(desk.editor.effects(desk.now), None, "read a minute ago");
    desk.wait(1_000);
    desk.act(Action::Writing(true));
    desk.act(Action::InView(true));
    assert_eq!(desk.editor.effects(desk.now), None);
    desk.act(Action::Writing(false));
    desk.read();
    let then = desk.now;
    desk.read();
    assert_eq!(desk.now - then, 300_000, "every five minutes");
    desk.act(Action::InView(false));
    assert_eq!(
        (desk.editor.wake(), desk.editor.effects(desk.now + 900_000)),
        (None, None),
        "unless nobody looks"
    );
}

#[test]
fn a_list_that_may_not_be_read_is_made_up_for_by_its_rows() {
    let mut desk = Desk::new();
    desk.edit(2, rename("Mine"));
    let (ticket, _) = desk.next();
    desk.act(Action::Read(ticket, Err(failure(Cause::MethodBusy))));
    let (ticket, request) = desk.next();
    assert_eq!(request, Request::Read(vec![id(2)]));
    let row = desk.portal.row(2).cloned();
    desk.act(Action::Read(ticket, Ok(Seen::Some(vec![(id(2), row)]))));
    let (ticket, round) = desk.write();
    let written = desk.portal.write(&round);
    desk.act(Action::Written(ticket, Ok(written)));
    assert_eq!(desk.stored()[1], "Mine");
}

#[test]
fn a_long_list_is_not_read_as_a_whole_before_a_change() {
    let mut desk = Desk::new();
    desk.portal.rows.extend((100..700).map(|number| desk::status(number, Group::Failed)));
    desk.act(Action::RefreshWanted);
    desk.read();
    desk.edit(2, rename("Mine"));
    desk.portal.change(id(2), |row| row.name = "Theirs".into());
    let (ticket, request) = desk.next();
    assert_eq!(request, Request::Read(vec![id(2)]));
    let row = desk.portal.row(2).cloned();
    desk.act(Action::Read(ticket, Ok(Seen::Some(vec![(id(2), row)]))));
    assert!(matches!(desk.state(2), RowState::Conflict(_)));
    assert!(desk.row(3).state == RowState::Idle && desk.shown().len() == 606);
}

#[test]
fn a_failed_refresh_is_told_only_if_it_was_asked_for() {
    let mut desk = Desk::new();
    desk.wait(60_000);
    desk.act(Action::InView(true));
    let (ticket, _) = desk.next();
    desk.act(Action::Read(ticket, Err(failure(Cause::Internal))));
    assert_eq!(desk.editor.trouble(), None);
    desk.act(Action::RefreshWanted);
    let (ticket, _) = desk.next();
    desk.act(Action::Read(ticket, Err(failure(Cause::Internal))));
    assert_eq!(desk.editor.trouble().map(|trouble| trouble.seconds), Some(0));
    assert_eq!(desk.shown().len(), 6, "the list stays");
}

#[test]
fn in_a_long_list_only_what_was_read_is_written() {
    let mut desk = Desk::new();
    desk.portal.rows.extend((100..700).map(|number| desk::status(number, Group::Failed)));
    desk.act(Action::RefreshWanted);
    desk.read();
    desk.portal.change(id(3), |row| row.name = "Theirs".into());
    desk.edit(2, rename("Mine"));
    let (ticket, request) = desk.next();
    assert_eq!(request, Request::Read(vec![id(2)]));
    // Wanted while the other row is being read.
    desk.edit(3, rename("Mine, too"));
    desk.wait(200);
    let row = desk.portal.row(2).cloned();
    desk.act(Action::Read(ticket, Ok(Seen::Some(vec![(id(2), row)]))));
    let (ticket, round) = desk.write();
    let written = desk.portal.write(&round);
    desk.act(Action::Written(ticket, Ok(written)));
    assert_eq!(&*desk.portal.row(3).unwrap().name, "Theirs", "nobody has looked at it");
    let (ticket, request) = desk.next();
    assert_eq!(request, Request::Read(vec![id(3)]));
    let row = desk.portal.row(3).cloned();
    desk.act(Action::Read(ticket, Ok(Seen::Some(vec![(id(3), row)]))));
    assert!(matches!(desk.state(3), RowState::Conflict(_)));
}

#[test]
fn what_needs_a_paused_list_does_not_keep_rows_from_being_read_alone() {
    let mut desk = Desk::new();
    desk.act(Action::Moved { target: id(1), steps: 1 });
    desk.edit(2, rename("Mine"));
    let (ticket, _) = desk.next();
    desk.act(Action::Read(ticket, Err(failure(Cause::MethodBusy))));
    let (ticket, request) = desk.next();
    assert_eq!(request, Request::Read(vec![id(2)]), "the list is not asked for again in vain");
    let row = desk.portal.row(2).cloned();
    desk.act(Action::Read(ticket, Ok(Seen::Some(vec![(id(2), row)]))));
    let (ticket, round) = desk.write();
    let written = desk.portal.write(&round);
    desk.act(Action::Written(ticket, Ok(written)));
    assert_eq!(desk.stored()[1], "Mine");
    let then = desk.now;
    desk.save();
    assert!(desk.now >= then + 50_000);
    assert_eq!(desk.shown(), desk.stored());
}

#[test]
fn rows_of_a_long_list_that_may_not_be_read_are_made_up_for_by_the_list() {
    let mut desk = Desk::new();
    desk.portal.rows.extend((100..700).map(|number| desk::status(number, Group::Failed)));
    desk.act(Action::RefreshWanted);
    desk.read();
    desk.edit(2, rename("Mine"));
    let (ticket, request) = desk.next();
    assert_eq!(request, Request::Read(vec![id(2)]));
    desk.act(Action::Read(ticket, Err(failure(Cause::MethodBusy))));
    desk.save();
    assert_eq!(desk.stored()[1], "Mine");
}
