//! When the portal is asked, how often, and when again after trouble.

use super::*;

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
