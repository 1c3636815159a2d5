//! Answers that do not come, and requests that the browser repeats.

use super::*;

#[test]
fn a_lost_answer_is_settled_by_what_the_portal_holds() {
    for done in [true, false] {
        let mut desk = Desk::new();
        desk.edit(2, rename("Offer sent"));
        desk.lose(done);
        assert_eq!(desk.state(2), RowState::Checking);
        assert_eq!(desk.editor.trouble().map(|it| it.failure.cause), Some(Cause::TimedOut));
        if done {
            desk.read();
            assert_eq!(desk.state(2), RowState::Saved, "nothing is sent twice");
        } else {
            desk.save();
        }
        assert_eq!((desk.editor.pending(), desk.stored()[1].as_str()), (&[][..], "Offer sent"));
        assert_eq!(desk.editor.trouble(), None);
    }
}

#[test]
fn a_row_that_was_made_though_the_answer_was_lost_is_not_made_again() {
    let mut desk = Desk::new();
    desk.act(added(Group::InProgress, name("New one")));
    desk.lose(true);
    let provisional = desk.editor.sections()[0].rows[3].status.id;
    assert!(provisional.is_provisional());
    desk.act(Action::Edited { target: provisional, change: recolor(7) });
    desk.read();
    assert_eq!(desk.portal.rows.len(), 7);
    assert_eq!(desk.state(11), RowState::Saving, "the colour is still to be sent, to the row's own id");
    let (ticket, round) = desk.write();
    let written = desk.portal.write(&round);
    desk.act(Action::Written(ticket, Ok(written)));
    assert_eq!(desk.portal.row(11).unwrap().color.to_string(), "#000007");
}

#[test]
fn already_exists_is_not_believed_before_looking() {
    // A browser repeats a request whose connection broke: the second one meets the row of the first.
    let mut desk = Desk::new();
    desk.act(added(Group::InProgress, name("New one")));
    desk.read();
    let (ticket, round) = desk.write();
    desk.portal.write(&round);
    let written = desk.portal.write(&round);
    assert_eq!(written.answers[0].write, Err(failure(Cause::CodeTaken)));
    desk.act(Action::Written(ticket, Ok(written)));
    assert_eq!(desk.editor.tally().failed, 0);
    desk.read();
    assert_eq!((desk.state(11), desk.portal.rows.len()), (RowState::Saved, 7));
}

#[test]
fn a_reading_without_an_answer_leaves_no_doubt() {
    let mut desk = Desk::new();
    desk.edit(2, rename("Offer sent"));
    for _ in 0..6 {
        let (ticket, _) = desk.next();
        desk.act(Action::Read(ticket, Err(failure(Cause::TimedOut))));
        let cause = desk.editor.trouble().map_or(Cause::Unanswered, |trouble| trouble.failure.cause);
        assert_eq!(cause, Cause::Unanswered);
    }
    let RowState::Failed(mishap) = desk.state(2) else { panic!("failed") };
    assert_eq!(mishap.failure.cause, Cause::Unanswered, "nothing was sent");
    desk.act(Action::Retried(desk.question()));
    desk.lose(false);
    let (ticket, _) = desk.next();
    desk.act(Action::Read(ticket, Err(failure(Cause::TimedOut))));
    assert_eq!(desk.editor.trouble().map(|it| it.failure.cause), Some(Cause::TimedOut), "that was");
}

#[test]
fn ones_own_lost_write_is_no_conflict() {
    let mut desk = Desk::new();
    desk.edit(2, rename("First"));
    desk.read();
    let (ticket, round) = desk.write();
    desk.edit(2, rename("Second"));
    desk.act(Action::Written(ticket, Err(failure(Cause::TimedOut))));
    // It is stored late, after the next reading.
    desk.read();
    desk.portal.write(&round);
    let (ticket, second) = desk.write();
    assert_eq!(second.writes.len(), 1);
    desk.act(Action::Written(ticket, Err(failure(Cause::Busy))));
    assert_eq!(desk.stored()[1], "First");
    desk.save();
    assert_eq!((desk.stored()[1].as_str(), desk.editor.pending()), ("Second", &[][..]));
}

#[test]
fn a_lost_write_is_not_called_put_back_when_reading_is_refused() {
    let mut desk = Desk::new();
    desk.edit(2, rename("Offer sent"));
    desk.lose(true);
    let (ticket, _) = desk.next();
    desk.act(Action::Read(ticket, Err(failure(Cause::AccessDenied))));
    assert!(matches!(desk.state(2), RowState::Failed(_)), "nobody knows what the portal holds");
}
