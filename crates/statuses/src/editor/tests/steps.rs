//! Steps of many rows, and putting a whole group in order.

use super::*;
use crate::store::{Act, Round};

/// A list of `count` values in progress, in order.
fn list(count: u32) -> Desk {
    let mut desk = Desk::new();
    desk.portal.rows = (1..=count).map(|number| desk::status(number, Group::InProgress)).collect();
    desk.act(Action::RefreshWanted);
    desk.read();
    desk
}

fn arrange(desk: &mut Desk, order: &[u32]) {
    let order = order.iter().map(|number| id(*number)).collect();
    desk.act(Action::Arranged { group: Group::InProgress, order });
}

fn order(desk: &Desk) -> Vec<u32> {
    desk.editor.sections()[0].rows.iter().map(|row| row.status.id.get()).collect()
}

fn written(round: &Round) -> Vec<u32> {
    let target = |act: &Act| match act {
        Act::Update { id, .. } => id.get(),
        _ => panic!("only positions"),
    };
    round.writes.iter().map(|write| target(&write.act)).collect()
}

fn step(desk: &Desk) -> String {
    let texts = crate::text::Lang::built_in(crate::text::Language::En).texts();
    desk.editor
        .history()
        .steps()
        .next()
        .map(|step| crate::text::step(texts, step).to_string())
        .unwrap_or_default()
}

#[test]
fn an_order_is_made_by_the_fewest_moves_and_is_one_step() {
    let mut desk = list(6);
    arrange(&mut desk, &[5, 1, 2, 4, 3, 6]);
    assert_eq!(order(&desk), [5, 1, 2, 4, 3, 6]);
    assert_eq!(desk.editor.pending().len(), 2, "5, and one of 3 and 4");
    assert_eq!(desk.editor.history().steps().count(), 1);
    assert_eq!(step(&desk), "Moved 2 values");
    let round = desk.save();
    assert_eq!(written(&round).len(), 2, "nothing that stands where it should is written");
    assert_eq!(desk.notice(), desk.editor.history().steps().next().cloned().map(Notice::Done));
    desk.act(Action::Undone(None));
    assert_eq!(order(&desk), [1, 2, 3, 4, 5, 6]);
    desk.save();
    assert_eq!(desk.stored(), (1..=6).map(|number| format!("Stage {number}")).collect::<Vec<_>>());
    assert!(matches!(desk.notice(), Some(Notice::TakenBack(_))));
    desk.act(Action::Redone);
    assert_eq!(order(&desk), [5, 1, 2, 4, 3, 6]);
    desk.save();
    assert!(matches!(desk.notice(), Some(Notice::Repeated(_))));
    assert_eq!(desk.editor.pending(), []);
}

#[test]
fn an_order_that_is_there_is_no_step() {
    let mut desk = list(4);
    arrange(&mut desk, &[1, 2, 3, 4]);
    assert!(desk.editor.history().steps().next().is_none());
    assert_eq!(desk.editor.pending(), []);
}

#[test]
fn rows_that_an_order_does_not_name_stay_behind_their_neighbour() {
    let mut desk = list(5);
    arrange(&mut desk, &[4, 2, 99]);
    assert_eq!(order(&desk), [1, 4, 5, 2, 3]);
}

#[test]
fn a_long_list_is_put_in_order_over_several_rounds_and_told_of_once() {
    let mut desk = list(80);
    let wanted: Vec<_> = (1..=80).rev().collect();
    arrange(&mut desk, &wanted);
    assert_eq!(order(&desk), wanted);
    let mut rounds = 0;
    while !desk.editor.pending().is_empty() {
        desk.act(Action::CodeCopied(id(1)));
        desk.save();
        rounds += 1;
    }
    assert_eq!(rounds, 4, "79 positions, 25 at a time");
    assert!(matches!(desk.notice(), Some(Notice::Done(step)) if step.parts.len() == 79));
    let stored: Vec<_> = desk.portal.rows.iter().map(|row| row.id.get()).collect();
    assert_eq!(stored, wanted);
    desk.act(Action::Undone(None));
    assert_eq!(order(&desk), (1..=80).collect::<Vec<_>>());
}

#[test]
fn a_colleagues_move_stands_when_an_order_is_taken_back() {
    let mut desk = list(5);
    arrange(&mut desk, &[3, 2, 1, 4, 5]);
    desk.save();
    // Row 5 goes first: it was none of those that were put in order.
    desk.portal.change(id(5), |row| row.sort = 1);
    desk.act(Action::RefreshWanted);
    desk.read();
    desk.act(Action::Undone(None));
    desk.save();
    let stored: Vec<_> = desk.portal.rows.iter().map(|row| row.id.get()).collect();
    assert_eq!(stored.iter().filter(|id| **id != 5).copied().collect::<Vec<_>>(), [1, 2, 3, 4]);
    assert_ne!(stored.last(), Some(&5), "where the colleague put it, it may be pushed, but not put back");
}

#[test]
fn what_was_done_together_is_taken_back_and_repeated_together() {
    let mut desk = Desk::new();
    desk.act(Action::Together(vec![
        added(Group::InProgress, name("One")),
        added(Group::InProgress, name("Two")),
        added(Group::Failed, name("Three")),
    ]));
    assert_eq!((desk.editor.history().steps().count(), step(&desk)), (1, "Added 3 values".to_owned()));
    let shown = desk.shown();
    desk.act(Action::Undone(None));
    assert_eq!(desk.editor.pending(), [], "nobody was asked yet");
    desk.act(Action::Redone);
    assert_eq!(desk.shown(), shown);
    desk.save();
    assert_eq!(desk.stored(), shown, "in the same order, with other ids");
    assert!(matches!(desk.notice(), Some(Notice::Repeated(_) | Notice::Done(_))));
    desk.act(Action::Undone(None));
    assert_eq!(desk.editor.tally().saving, 3, "three deletions that can still be taken back");
    desk.act(Action::Redone);
    assert_eq!(desk.editor.pending(), [], "called off");
    assert_eq!(desk.stored().len(), 9);
}

#[test]
fn a_conflict_concerns_its_row_and_the_rest_of_the_step_is_taken_back() {
    let mut desk = Desk::new();
    let edit = |number, rgb| Action::Edited { target: id(number), change: recolor(rgb) };
    desk.act(Action::Together(vec![edit(1, 1), edit(2, 2), edit(3, 3)]));
    assert_eq!(step(&desk), "Recoloured 3 values");
    desk.save();
    desk.portal.change(id(2), |row| row.color = crate::StoredColor::Color(crate::Color::from_rgb(0xff)));
    desk.act(Action::Undone(None));
    desk.save();
    assert!(matches!(desk.state(2), RowState::Conflict(clash) if clash.undo));
    assert_eq!(desk.editor.tally().conflicts, 1);
    assert_eq!(desk.portal.row(1).unwrap().color, crate::StoredColor::Default);
    assert_eq!(desk.portal.row(3).unwrap().color, crate::StoredColor::Default);
    desk.act(Action::Resolved(desk.question(), Choice::Theirs));
    desk.act(Action::Redone);
    desk.save();
    assert_eq!(desk.portal.row(1).unwrap().color.to_string(), "#000001");
}

#[test]
fn what_is_given_up_of_a_step_or_gone_is_no_part_of_it_any_more() {
    let mut desk = Desk::new();
    let edit = |number| Action::Edited { target: id(number), change: rename(&format!("Name {number}")) };
    desk.act(Action::Together(vec![edit(1), edit(2), edit(3)]));
    desk.refuse(Cause::UpdateFailed);
    desk.act(Action::Reverted(desk.question()));
    assert_eq!(step(&desk), "Renamed 2 values");
    desk.act(Action::Removed(id(2)));
    assert_eq!(step(&desk), "Renamed \"Stage 3\" to \"Name 3\"");
    desk.act(Action::Removed(id(3)));
    assert!(desk.editor.history().steps().next().is_none());
}

#[test]
fn many_steps_together_push_out_no_part_of_their_own() {
    let mut desk = Desk::new();
    let edit = |nth: u32| Action::Edited { target: id(1 + nth % 6), change: rename(&format!("Name {nth}")) };
    desk.act(Action::Together((0..100).map(edit).collect()));
    let step = desk.editor.history().steps().next().unwrap();
    assert_eq!((step.parts.len(), desk.editor.history().steps().count()), (100, 1));
    desk.act(Action::Undone(None));
    assert_eq!(desk.editor.pending(), []);
}
