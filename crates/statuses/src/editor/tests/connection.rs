//! Without a connection, and at the end of the session.

use super::*;

#[test]
fn offline_nothing_is_sent_and_nothing_is_lost() {
    let mut desk = Desk::new();
    desk.act(Action::Connected(false));
    desk.edit(1, rename("One"));
    desk.edit(2, rename("Two"));
    assert_eq!((desk.editor.effects(desk.now + 60_000), desk.editor.wake()), (None, None));
    assert_eq!(desk.editor.link(), Link::Offline);
    desk.act(Action::Connected(true));
    assert_eq!(desk.notice(), Some(Notice::Online { count: 2 }));
    desk.save();
    assert_eq!(desk.stored()[..2], ["One", "Two"]);
}

#[test]
fn an_ended_session_keeps_the_edits_until_the_user_reconnects() {
    let mut desk = Desk::new();
    desk.edit(2, rename("Kept"));
    let (ticket, _) = desk.next();
    desk.act(Action::Read(ticket, Err(failure(Cause::SessionEnded))));
    assert_eq!((desk.editor.link(), desk.editor.effects(desk.now + 60_000)), (Link::Ended, None));
    assert_eq!(&*desk.row(2).status.name, "Kept");
    desk.act(Action::Connected(true));
    assert_eq!(desk.editor.link(), Link::Ended, "the network is another matter");
    desk.act(Action::ReconnectWanted);
    desk.save();
    assert_eq!(desk.stored()[1], "Kept");
}

#[test]
fn a_refresh_that_met_the_end_of_the_session_is_made_up_for_by_reconnecting() {
    let mut desk = Desk::new();
    desk.act(Action::RefreshWanted);
    let (ticket, _) = desk.next();
    desk.act(Action::Read(ticket, Err(failure(Cause::SessionEnded))));
    assert_eq!(desk.editor.link(), Link::Ended);
    desk.portal.change(id(2), |row| row.name = "Theirs".into());
    desk.act(Action::ReconnectWanted);
    desk.read();
    assert_eq!((&*desk.row(2).status.name, desk.notice()), ("Theirs", Some(Notice::Elsewhere { count: 1 })));
}

#[test]
fn what_was_read_before_the_connection_broke_is_read_again_before_a_write() {
    let mut desk = Desk::new();
    desk.edit(2, rename("Mine"));
    let (ticket, _) = desk.next();
    desk.act(Action::Connected(false));
    desk.act(Action::Read(ticket, Ok(desk.portal.list())));
    desk.wait(3_600_000);
    desk.portal.change(id(2), |row| row.name = "Theirs".into());
    desk.act(Action::Connected(true));
    desk.read();
    assert!(matches!(desk.state(2), RowState::Conflict(_)));
}
