//! Single stories of changes on their way to the portal.

use super::desk::status;
use super::*;
use crate::status::Status;

#[test]
fn an_edit_is_seen_at_once_and_saved_only_after_its_read_back() {
    let mut desk = Desk::new();
    desk.edit(2, rename("Offer sent"));
    assert_eq!(&*desk.row(2).status.name, "Offer sent");
    assert_eq!(desk.state(2), RowState::Saving);
    desk.save();
    assert_eq!(desk.state(2), RowState::Saved);
    assert_eq!(desk.notice(), Some(Notice::Renamed { was: "Stage 2".into(), name: "Offer sent".into() }));
    desk.act(Action::SavedSeen(id(2)));
    assert_eq!(desk.state(2), RowState::Idle);
}

#[test]
fn a_yes_that_stored_nothing_is_a_failure_and_keeps_the_edit() {
    let mut desk = Desk::new();
    desk.edit(2, rename("Offer sent"));
    desk.read();
    let (ticket, round) = desk.write();
    let mut elsewhere = desk.portal.clone();
    let mut written = elsewhere.write(&round);
    written.answers[0].read = crate::store::Read::Row(Rc::clone(desk.portal.row(2).unwrap()));
    desk.act(Action::Written(ticket, Ok(written)));
    let RowState::Failed(mishap) = desk.state(2) else { panic!("failed") };
    assert_eq!((mishap.failure.cause, &*mishap.base.name), (Cause::NotStored, "Stage 2"));
    assert_eq!(&*desk.row(2).status.name, "Offer sent", "the user's text stays");
}

#[test]
fn a_new_row_that_was_not_stored_is_not_said_to_be_deleted() {
    let mut desk = Desk::new();
    desk.act(added(Group::InProgress, name("New one")));
    desk.read();
    let (ticket, round) = desk.write();
    let answers = round
        .writes
        .iter()
        .map(|_| crate::store::Answer { write: Ok(()), read: crate::store::Read::Missing });
    desk.act(Action::Written(ticket, Ok(Written { answers: answers.collect(), resets: Vec::new() })));
    let failed = desk.editor.pending()[0].progress.clone();
    assert!(matches!(failed, Progress::Failed(failure) if failure.cause == Cause::NotStored));
    desk.act(Action::Retried(desk.question()));
    desk.save();
    assert_eq!(desk.stored().iter().filter(|name| *name == "New one").count(), 1);
}

#[test]
fn changes_that_come_close_together_travel_together() {
    let mut desk = Desk::new();
    for number in 1..=6 {
        desk.edit(number, rename(&format!("Name {number}")));
        desk.edit(number, recolor(number));
    }
    let round = desk.save();
    assert_eq!(round.writes.len(), 6, "one command for both fields of a row");
    assert_eq!(desk.editor.pending(), []);
    assert_eq!(desk.notice(), Some(Notice::Saved { count: 12 }));
    assert_eq!(desk.stored(), ["Name 1", "Name 2", "Name 3", "Name 4", "Name 5", "Name 6"]);
}

#[test]
fn a_thousand_edits_in_a_row_keep_to_the_portals_pace() {
    let mut desk = Desk::new();
    let (mut level, mut then, mut requests) = (0u64, desk.now, 0);
    let mut note = |now: Millis| {
        level = level.saturating_sub((now - then) * 2) + 1_000;
        then = now;
        requests += 1;
        assert!(level <= 50_000, "QUERY_LIMIT_EXCEEDED");
    };
    for nth in 0..1_000u32 {
        desk.edit(1 + nth % 6, rename(&format!("Name {nth}")));
        desk.wait(100);
        while let Some((ticket, request)) = desk.editor.effects(desk.now) {
            note(desk.now);
            desk.act(Action::Started(ticket, request.clone()));
            desk.answer(ticket, request);
        }
    }
    assert!(requests <= 202, "two requests a second for 100 s: {requests}");
}

#[test]
fn edits_of_one_field_are_merged_and_one_row_has_one_request() {
    let mut desk = Desk::new();
    desk.edit(1, rename("a"));
    desk.read();
    let (ticket, round) = desk.write();
    for text in ["b", "c", "d"] {
        desk.edit(1, rename(text));
    }
    desk.edit(3, rename("z"));
    assert_eq!(desk.editor.effects(desk.now + 60_000), None, "one request at a time");
    let written = desk.portal.write(&round);
    desk.act(Action::Written(ticket, Ok(written)));
    assert_eq!(desk.save().writes.len(), 2, "d and z");
    assert_eq!((desk.stored()[0].as_str(), desk.stored()[2].as_str()), ("d", "z"));
}

#[test]
fn an_edit_back_to_what_is_stored_sends_nothing() {
    let mut desk = Desk::new();
    desk.edit(2, rename("Offer sent"));
    desk.edit(2, rename("Stage 2"));
    assert_eq!(desk.editor.pending(), []);
    assert_eq!(desk.state(2), RowState::Idle);
}

#[test]
fn a_rejected_edit_leaves_the_later_edit_standing() {
    let mut desk = Desk::new();
    desk.edit(2, rename("First"));
    desk.read();
    let (ticket, _) = desk.write();
    desk.edit(2, rename("Second"));
    desk.act(Action::Written(ticket, Err(failure(Cause::Misuse))));
    assert_eq!(&*desk.row(2).status.name, "Second");
    assert_eq!(desk.state(2), RowState::Saving, "the newer edit speaks for the field");
    desk.save();
    assert_eq!(desk.stored()[1], "Second");
}

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
fn transient_trouble_is_tried_again_ever_more_slowly_and_then_asked_about() {
    let mut desk = Desk::new();
    desk.edit(2, rename("Offer sent"));
    let mut waits = Vec::new();
    for _ in 0..6 {
        let (ticket, _) = desk.next();
        let then = desk.now;
        desk.act(Action::Read(ticket, Err(failure(Cause::Unreachable))));
        waits.extend(desk.editor.trouble().map(|trouble| trouble.seconds));
        assert_eq!(then, desk.now);
    }
    assert!(waits.windows(2).all(|pair| pair[0] <= pair[1]) && waits[0] <= 2 && waits[4] >= 8, "{waits:?}");
    let RowState::Failed(mishap) = desk.state(2) else { panic!("failed") };
    assert_eq!(mishap.failure.cause, Cause::Unreachable);
    assert_eq!(&*desk.row(2).status.name, "Offer sent");
    desk.act(Action::Retried(desk.question()));
    desk.save();
    assert_eq!(desk.stored()[1], "Offer sent");
}

#[test]
fn hurrying_tries_at_once() {
    let mut desk = Desk::new();
    desk.edit(2, rename("Offer sent"));
    let (ticket, _) = desk.next();
    desk.act(Action::Read(ticket, Err(failure(Cause::Unreachable))));
    assert_eq!((desk.state(2), desk.editor.effects(desk.now)), (RowState::Waiting, None));
    desk.act(Action::Hurried);
    assert!(desk.editor.effects(desk.now).is_some());
}

#[test]
fn hurrying_does_not_wait_for_a_paused_method() {
    let mut desk = Desk::new();
    desk.edit(2, rename("Offer sent"));
    for _ in 0..2 {
        let (ticket, _) = desk.next();
        desk.act(Action::Read(ticket, Err(failure(Cause::MethodBusy))));
    }
    assert_eq!(desk.editor.effects(desk.now), None);
    assert!(desk.editor.trouble().is_some_and(|trouble| trouble.seconds >= 50), "paused");
    desk.act(Action::Hurried);
    assert!(desk.editor.effects(desk.now).is_some());
    desk.save();
    assert_eq!(desk.stored()[1], "Offer sent");
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
fn what_the_portal_refuses_for_good_is_not_tried_again() {
    let mut desk = Desk::new();
    desk.edit(2, Change::Delete { forced: false });
    desk.wait(SECOND_THOUGHT);
    desk.refuse(Cause::HasItems);
    let RowState::Failed(mishap) = desk.state(2) else { panic!("failed") };
    assert_eq!(mishap.failure.cause, Cause::HasItems);
    assert_eq!(desk.editor.effects(desk.now + 60_000), None);
    assert_eq!(desk.editor.tally(), Tally { rows: 6, failed: 1, ..Tally::default() });
}

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
fn moves_are_written_as_few_positions_and_judged_by_the_order() {
    let mut desk = Desk::new();
    desk.act(Action::Moved { target: id(1), steps: 2 });
    desk.act(Action::Moved { target: id(5), steps: 1 });
    assert_eq!(desk.shown(), ["Stage 2", "Stage 3", "Stage 1", "Stage 4", "Stage 6", "Stage 5"]);
    let round = desk.save();
    assert_eq!((round.writes.len(), round.moves.len()), (2, 2));
    assert_eq!(desk.stored(), desk.shown());
    assert_eq!(desk.editor.pending(), []);
    for _ in 0..2 {
        desk.act(Action::Undone(None));
    }
    desk.save();
    assert_eq!(desk.stored(), ["Stage 1", "Stage 2", "Stage 3", "Stage 4", "Stage 5", "Stage 6"]);
}

#[test]
fn a_move_into_a_list_that_was_sorted_elsewhere_still_means_what_it_meant() {
    let mut desk = Desk::new();
    desk.act(Action::Moved { target: id(1), steps: 1 });
    // Behind 2, wherever that is now.
    desk.portal.change(id(3), |row| row.sort = 5);
    desk.save();
    assert_eq!(desk.stored()[..3], ["Stage 3", "Stage 2", "Stage 1"]);
    assert_eq!(desk.shown(), desk.stored());
}

#[test]
fn a_new_row_stands_where_it_was_put_before_and_after_it_is_made() {
    let mut desk = Desk::new();
    desk.act(added(Group::InProgress, name("New one")));
    desk.act(added(Group::Failed, name("Lost one")));
    let shown = desk.shown();
    assert_eq!(shown[3], "New one");
    desk.save();
    assert_eq!((desk.shown(), desk.stored()), (shown.clone(), shown));
    assert_eq!(desk.notice(), Some(Notice::Saved { count: 2 }));
    desk.act(Action::Undone(None));
    desk.act(Action::Undone(None));
    desk.wait(SECOND_THOUGHT);
    desk.save();
    assert_eq!(desk.stored().len(), 6);
}

#[test]
fn what_is_read_back_of_a_row_that_was_not_made_is_another_one() {
    // The portal takes the reference to what was not made for the number 1.
    let lead = Rc::new(Status { entity: "STATUS".into(), ..(*status(99, Group::InProgress)).clone() });
    for read in [crate::store::Read::Row(lead), crate::store::Read::Missing] {
        let mut desk = Desk::new();
        desk.act(added(Group::InProgress, name("New one")));
        desk.read();
        let (ticket, _) = desk.write();
        let answer = crate::store::Answer { write: Err(failure(Cause::OutOfOrder)), read };
        desk.act(Action::Written(ticket, Ok(Written { answers: vec![answer], resets: Vec::new() })));
        assert_eq!(desk.shown().len(), 7, "no row of another list");
        let RowState::Failed(mishap) = desk.editor.sections()[0].rows[3].state.clone() else {
            panic!("failed")
        };
        assert_eq!(mishap.failure.cause, Cause::OutOfOrder, "what the portal said of it");
    }
}

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
fn a_paused_method_pauses_alone_and_until_the_portal_said() {
    let mut desk = Desk::new();
    desk.edit(2, rename("Paused"));
    desk.read();
    let (ticket, round) = desk.write();
    let answers = vec![crate::store::Answer {
        write: Err(failure(Cause::MethodBusy)),
        read: crate::store::Read::Row(Rc::clone(desk.portal.row(2).unwrap())),
    }];
    assert_eq!(round.writes.len(), answers.len());
    let resets = vec![("crm.status.update", 90_000)];
    desk.act(Action::Written(ticket, Ok(Written { answers, resets })));
    let then = desk.now;
    desk.edit(5, Change::Delete { forced: false });
    desk.wait(SECOND_THOUGHT);
    let round = desk.save();
    assert_eq!(round.writes.len(), 1, "deleting goes on");
    assert_eq!(desk.state(2), RowState::Waiting);
    desk.save();
    assert!(desk.now >= then + 90_000 && desk.now < then + 92_000, "{}", desk.now - then);
    assert_eq!(desk.stored()[1], "Paused");
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
fn a_name_that_a_batch_would_alter_goes_alone() {
    let mut desk = Desk::new();
    desk.edit(1, rename("One"));
    desk.edit(2, rename("Costs $result[r1][NAME]"));
    desk.edit(3, rename("Three"));
    assert_eq!(desk.save().writes.len(), 1);
    assert_eq!(desk.save().writes.len(), 1);
    assert_eq!(desk.save().writes.len(), 1);
    assert_eq!(desk.editor.pending(), []);
}

#[test]
fn failures_are_counted_until_they_are_decided_and_told_once() {
    let mut desk = Desk::new();
    for number in 1..=3 {
        desk.edit(number, rename("Same"));
    }
    desk.refuse(Cause::UpdateFailed);
    assert_eq!(desk.notice(), Some(Notice::Open { count: 3 }));
    assert_eq!(desk.editor.tally(), Tally { rows: 6, failed: 3, ..Tally::default() });
    for _ in 0..3 {
        desk.act(Action::Reverted(desk.question()));
    }
    assert_eq!(desk.editor.tally(), Tally { rows: 6, ..Tally::default() });
    assert_eq!(desk.shown(), desk.stored());
    assert!(desk.editor.history().steps().next().is_none(), "what was given up cannot be taken back, too");
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
fn progress_that_is_sent_is_known() {
    let mut desk = Desk::new();
    desk.edit(1, rename("One"));
    desk.read();
    let (_, round) = desk.write();
    let sent = desk.editor.pending().iter().find(|it| it.id == round.ids().next().unwrap()).unwrap();
    assert_eq!(sent.progress, Progress::Sent);
    desk.act(Action::Reverted(sent.id));
    assert_eq!(desk.editor.pending().len(), 1, "what is on its way cannot be called back");
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

#[test]
fn positions_that_take_several_requests_are_not_asked_for_in_vain_for_ever() {
    use Cause::{AccessDenied, Internal, UpdateFailed};
    for (cause, adds) in
        [(UpdateFailed, false), (Internal, false), (AccessDenied, false), (UpdateFailed, true)]
    {
        let mut desk = Desk::new();
        // All in one place: a move has to number them anew, which does not fit into one request.
        desk.portal.rows.extend((100..140).map(|number| {
            Rc::new(crate::status::Status { sort: 70, ..(*desk::status(number, Group::Failed)).clone() })
        }));
        desk.act(Action::RefreshWanted);
        desk.read();
        if adds {
            desk.act(added(Group::Success, name("Again")));
        } else {
            desk.act(Action::Moved { target: id(139), steps: -38 });
        }
        for _ in 0..7 {
            if desk.editor.tally().saving > 0 {
                desk.refuse(cause);
            }
        }
        assert_eq!(desk.editor.tally().saving, 0, "{cause:?}: told, instead of tried for ever");
    }
}

#[test]
fn positions_that_take_several_requests_are_written_one_after_the_other() {
    let mut desk = Desk::new();
    desk.portal.rows.extend((100..140).map(|number| {
        Rc::new(crate::status::Status { sort: 70, ..(*desk::status(number, Group::Failed)).clone() })
    }));
    desk.act(Action::RefreshWanted);
    desk.read();
    desk.act(Action::Moved { target: id(139), steps: -38 });
    desk.act(added(Group::Failed, name("Lost one")));
    let shown = desk.shown();
    while !desk.editor.pending().is_empty() {
        desk.save();
        assert_eq!(desk.shown(), shown);
    }
    assert_eq!(desk.stored(), shown);
}

#[test]
fn a_row_that_vanishes_while_others_are_moved_is_the_one_that_is_gone() {
    let mut desk = Desk::new();
    // Moving 1 behind 2 numbers all three anew.
    for number in 1..=3 {
        desk.portal.change(id(number), |row| row.sort = 10);
    }
    desk.act(Action::RefreshWanted);
    desk.read();
    desk.act(Action::Moved { target: id(1), steps: 1 });
    desk.read();
    let (ticket, round) = desk.write();
    let other = |write: &crate::store::Write| match write.act {
        crate::store::Act::Update { id, .. } => Some(id).filter(|written| *written != self::id(1)),
        _ => None,
    };
    let vanished = round.writes.iter().find_map(other).expect("another row");
    desk.portal.rows.retain(|row| row.id != vanished);
    let written = desk.portal.write(&round);
    desk.act(Action::Written(ticket, Ok(written)));
    assert!(matches!(desk.state(1), RowState::Saved), "{:?}", desk.state(1));
    assert_eq!(desk.state(vanished.get()), RowState::Gone);
    assert_eq!(desk.editor.pending(), []);
}

#[test]
fn a_moved_row_that_vanishes_is_not_called_saved() {
    let mut desk = Desk::new();
    desk.act(Action::Moved { target: id(1), steps: 2 });
    desk.read();
    let (ticket, round) = desk.write();
    desk.portal.rows.retain(|row| row.id != id(1));
    let written = desk.portal.write(&round);
    desk.act(Action::Written(ticket, Ok(written)));
    let RowState::Failed(mishap) = desk.state(1) else { panic!("failed") };
    assert_eq!(mishap.failure.cause, Cause::Gone);
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

#[test]
fn a_request_that_is_refused_for_its_time_as_a_whole_pauses_its_methods() {
    let mut desk = Desk::new();
    desk.edit(2, rename("Paused"));
    desk.read();
    let (ticket, _) = desk.write();
    let then = desk.now;
    desk.act(Action::Written(ticket, Err(failure(Cause::MethodBusy))));
    desk.save();
    assert!(desk.now >= then + 60_000, "{}", desk.now - then);
}

#[test]
fn names_that_go_alone_keep_to_the_portals_pace_too() {
    let mut desk = Desk::new();
    let (mut level, mut then) = (0u64, desk.now);
    for nth in 0..2_000u32 {
        desk.edit(1 + nth % 6, rename(&format!("$ {nth}")));
        desk.wait(100);
        while let Some((ticket, request)) = desk.editor.effects(desk.now) {
            // The write and its read-back are two requests.
            let requests = if matches!(request, Request::Write(_)) { 2 } else { 1 };
            level = level.saturating_sub((desk.now - then) * 2) + 1_000 * requests;
            then = desk.now;
            assert!(level <= 50_000, "QUERY_LIMIT_EXCEEDED");
            desk.act(Action::Started(ticket, request.clone()));
            desk.answer(ticket, request);
        }
    }
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

#[test]
fn a_move_beside_one_that_failed_means_the_order_that_is_seen() {
    for cause in [Cause::UpdateFailed, Cause::Internal] {
        let mut desk = Desk::new();
        desk.act(Action::Moved { target: id(2), steps: -1 });
        for _ in 0..3 {
            if !desk.editor.pending()[0].is_failed() {
                desk.refuse(cause);
            }
        }
        desk.act(Action::Moved { target: id(3), steps: -1 });
        assert_eq!(desk.shown()[..3], ["Stage 2", "Stage 3", "Stage 1"]);
        // By itself the second move would be nothing to do, and the first one would then undo it.
        desk.refuse(Cause::Internal);
        desk.save();
        assert_eq!(desk.stored()[..3], ["Stage 2", "Stage 3", "Stage 1"]);
        assert_eq!((desk.shown(), desk.editor.pending()), (desk.stored(), &[][..]));
    }
}

#[test]
fn moves_that_failed_together_are_tried_again_together() {
    let mut desk = Desk::new();
    desk.act(Action::Moved { target: id(2), steps: -1 });
    desk.act(Action::Moved { target: id(3), steps: -1 });
    desk.refuse(Cause::UpdateFailed);
    let second = desk.editor.pending()[1].id;
    desk.act(Action::Retried(second));
    desk.save();
    assert_eq!(desk.stored()[..3], ["Stage 2", "Stage 3", "Stage 1"]);
    assert_eq!((desk.shown(), desk.editor.pending()), (desk.stored(), &[][..]));
}

#[test]
fn a_newer_move_speaks_for_the_row() {
    let mut desk = Desk::new();
    desk.act(Action::Moved { target: id(1), steps: 1 });
    desk.read();
    let (ticket, round) = desk.write();
    desk.act(Action::Moved { target: id(1), steps: 1 });
    let answers = round.writes.iter().map(|write| {
        let crate::store::Act::Update { id, .. } = write.act else { panic!("a position") };
        let row = desk.portal.rows.iter().find(|row| row.id == id).cloned();
        crate::store::Answer {
            write: Err(failure(Cause::UpdateFailed)),
            read: crate::store::Read::Row(row.unwrap()),
        }
    });
    let answers = answers.collect();
    desk.act(Action::Written(ticket, Ok(Written { answers, resets: vec![] })));
    assert_eq!(desk.state(1), RowState::Saving, "the newer move is on its way");
    desk.save();
    assert_eq!((desk.shown(), desk.editor.pending()), (desk.stored(), &[][..]));
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

#[test]
fn trouble_is_over_when_nothing_waits_because_of_it() {
    let mut desk = Desk::new();
    desk.edit(2, rename("Offer sent"));
    let (ticket, _) = desk.next();
    desk.act(Action::Read(ticket, Err(failure(Cause::Unreachable))));
    assert!(desk.editor.trouble().is_some());
    let waiting = desk.editor.pending()[0].id;
    desk.act(Action::Reverted(waiting));
    assert_eq!(desk.editor.trouble(), None);
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

#[test]
fn whoever_tries_again_has_all_tries_again() {
    let mut desk = Desk::new();
    desk.edit(2, rename("Offer sent"));
    let fail = |desk: &mut Desk| {
        let (ticket, _) = desk.next();
        desk.act(Action::Read(ticket, Err(failure(Cause::Unreachable))));
    };
    (0..6).for_each(|_| fail(&mut desk));
    desk.act(Action::Retried(desk.question()));
    (0..5).for_each(|_| fail(&mut desk));
    assert_eq!(desk.state(2), RowState::Waiting);
}

#[test]
fn a_full_portal_is_given_time_even_if_the_user_hurries() {
    let mut desk = Desk::new();
    desk.edit(2, rename("Offer sent"));
    let (ticket, _) = desk.next();
    desk.act(Action::Read(ticket, Err(failure(Cause::Busy))));
    desk.act(Action::Hurried);
    assert_eq!(desk.editor.effects(desk.now + 499), None);
    assert!(desk.editor.effects(desk.now + 500).is_some());
}

#[test]
fn a_row_that_was_not_made_takes_in_what_was_wanted_meanwhile() {
    let mut desk = Desk::new();
    desk.act(added(Group::InProgress, name("New one")));
    desk.read();
    let (ticket, _) = desk.write();
    let target = desk.editor.sections()[0].rows[3].status.id;
    desk.act(Action::Edited { target, change: rename("Better") });
    desk.act(Action::Written(ticket, Err(failure(Cause::TimedOut))));
    let round = desk.save();
    assert_eq!((round.writes.len(), desk.editor.pending()), (1, &[][..]));
    assert_eq!(&*desk.portal.row(11).unwrap().name, "Better");
}
