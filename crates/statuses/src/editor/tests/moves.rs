//! Moving rows: few positions are written, and the order that comes of them is judged.

use super::*;

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
