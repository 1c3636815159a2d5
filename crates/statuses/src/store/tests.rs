use super::*;
use crate::color::{Color, StoredColor};
use crate::name::Name;
use crate::status::Group;
use proptest::prelude::*;

fn id(number: u32) -> StatusId {
    StatusId::new(number).unwrap()
}

fn status(number: u32, name: &str) -> Rc<Status> {
    Rc::new(Status {
        id: id(number),
        entity: "DEAL_STAGE".into(),
        code: format!("CODE{number}").into(),
        name: name.into(),
        name_init: "".into(),
        sort: i64::from(number) * 10,
        system: false,
        color: StoredColor::Default,
        group: Group::InProgress,
    })
}

fn store() -> Store {
    let mut store = Store::default();
    store.load(vec![status(1, "New"), status(2, "Offer"), status(3, "Won")]);
    store
}

fn rename(name: &str) -> Change {
    Change::Rename(Name::parse(name).unwrap())
}

fn send_next(store: &mut Store) -> Mutation {
    let mutation = store.sendable().first().copied().cloned().expect("something to send");
    store.sent(mutation.id);
    mutation
}

fn row(store: &Store, number: u32) -> Row {
    store.rows().into_iter().find(|row| row.status.id == id(number)).expect("the row")
}

fn stored(row: Rc<Status>) -> Answer {
    Answer { write: Ok(()), read: Read::Row(row) }
}

fn refused(cause: Cause) -> Answer {
    Answer { write: Err(Failure::because(cause, "x", "")), read: Read::Unknown }
}

#[test]
fn an_edit_is_seen_at_once_and_saved_only_after_its_read_back() {
    let mut store = store();
    store.edit(id(2), rename("Offer sent"));
    assert_eq!(&*row(&store, 2).status.name, "Offer sent");
    assert_eq!(row(&store, 2).state, RowState::Saving);
    let mutation = send_next(&mut store);
    assert_eq!(row(&store, 2).state, RowState::Saving);
    let settled = store.settle(mutation.id, stored(status(2, "Offer sent")));
    assert_eq!(settled, Some(Settled::Saved(rename("Offer sent"))));
    assert_eq!(row(&store, 2).state, RowState::Saved);
    store.forget_saved(id(2));
    assert_eq!(row(&store, 2).state, RowState::Idle);
}

#[test]
fn a_yes_that_stored_nothing_is_a_failure_and_keeps_the_edit() {
    let mut store = store();
    store.edit(id(2), rename("Offer sent"));
    let mutation = send_next(&mut store);
    store.settle(mutation.id, stored(status(2, "Offer")));
    let RowState::Failed(mishap) = row(&store, 2).state else { panic!("failed") };
    assert_eq!(mishap.failure.cause, Cause::NotStored);
    assert_eq!(&*mishap.base.name, "Offer");
    assert_eq!(&*row(&store, 2).status.name, "Offer sent", "the user's text stays");
}

#[test]
fn a_lost_answer_is_settled_by_what_the_portal_holds() {
    let mut store = store();
    store.edit(id(2), rename("Offer sent"));
    let mutation = send_next(&mut store);
    let answer = Answer { read: Read::Row(status(2, "Offer sent")), ..refused(Cause::TimedOut) };
    assert!(matches!(store.settle(mutation.id, answer), Some(Settled::Saved(_))));
}

#[test]
fn a_rejected_edit_leaves_the_later_edit_standing() {
    let mut store = store();
    store.edit(id(2), rename("First"));
    let first = send_next(&mut store);
    store.edit(id(2), rename("Second"));
    store.settle(first.id, refused(Cause::Internal));
    assert_eq!(&*row(&store, 2).status.name, "Second");
    assert_eq!(row(&store, 2).state, RowState::Saving, "the newer edit speaks for the field");
}

#[test]
fn edits_that_wait_are_merged_and_one_row_has_one_request() {
    let mut store = store();
    store.edit(id(1), rename("a"));
    let first = send_next(&mut store);
    for name in ["b", "c", "d"] {
        store.edit(id(1), rename(name));
    }
    store.edit(id(1), Change::Recolor(Color::from_rgb(1)));
    store.edit(id(3), rename("z"));
    let targets: Vec<_> = store.sendable().iter().map(|mutation| mutation.target).collect();
    assert_eq!(targets, [id(3)], "row 1 is busy");
    store.settle(first.id, stored(status(1, "a")));
    assert_eq!(store.pending().len(), 3, "name d, colour, z");
    assert_eq!(store.sendable()[0].change, rename("d"));
}

#[test]
fn an_edit_back_to_what_is_stored_sends_nothing() {
    let mut store = store();
    store.edit(id(2), rename("Offer sent"));
    store.edit(id(2), rename("Offer"));
    assert_eq!(store.pending(), []);
    assert_eq!(row(&store, 2).state, RowState::Idle);
}

#[test]
fn retry_sends_the_same_and_revert_shows_the_stored() {
    let mut store = store();
    store.edit(id(2), rename("Offer sent"));
    let mutation = send_next(&mut store);
    store.settle(mutation.id, refused(Cause::Internal));
    store.retry(mutation.id);
    assert_eq!(send_next(&mut store).change, rename("Offer sent"));
    store.settle(mutation.id, refused(Cause::Internal));
    store.revert(mutation.id);
    assert_eq!(&*row(&store, 2).status.name, "Offer");
}

#[test]
fn without_the_right_the_row_is_put_back() {
    let mut store = store();
    store.edit(id(2), rename("Offer sent"));
    let mutation = send_next(&mut store);
    assert_eq!(store.settle(mutation.id, refused(Cause::AccessDenied)), Some(Settled::PutBack));
    assert_eq!(&*row(&store, 2).status.name, "Offer");
}

#[test]
fn a_deletion_is_done_when_the_row_cannot_be_read_any_more() {
    let mut store = store();
    store.edit(id(2), Change::Delete { forced: false });
    assert_eq!(row(&store, 2).state, RowState::Deleting);
    let mutation = send_next(&mut store);
    let answer = Answer { write: Ok(()), read: Read::Missing };
    assert_eq!(store.settle(mutation.id, answer), Some(Settled::Removed { before: false }));
    assert_eq!(store.rows().len(), 2);
}

#[test]
fn deleting_what_is_gone_is_no_failure() {
    let mut store = store();
    store.edit(id(2), Change::Delete { forced: false });
    let mutation = send_next(&mut store);
    assert_eq!(store.settle(mutation.id, refused(Cause::Gone)), Some(Settled::Removed { before: true }));
}

#[test]
fn a_refused_deletion_keeps_the_row_and_says_why() {
    let mut store = store();
    store.edit(id(2), Change::Delete { forced: false });
    let mutation = send_next(&mut store);
    let answer = Answer { read: Read::Row(status(2, "Offer")), ..refused(Cause::HasItems) };
    assert_eq!(store.settle(mutation.id, answer), Some(Settled::Failed));
    let RowState::Failed(mishap) = row(&store, 2).state else { panic!("failed") };
    assert_eq!(mishap.failure.cause, Cause::HasItems);
}

#[test]
fn renaming_what_is_gone_fails_with_the_row_still_there() {
    let mut store = store();
    store.edit(id(2), rename("x"));
    let mutation = send_next(&mut store);
    let answer = Answer { read: Read::Missing, ..refused(Cause::Gone) };
    store.settle(mutation.id, answer);
    let RowState::Failed(mishap) = row(&store, 2).state else { panic!("failed") };
    assert_eq!(mishap.failure.cause, Cause::Gone);
    store.remove(id(2));
    assert_eq!((store.rows().len(), store.pending().len()), (2, 0));
}

#[test]
fn a_read_back_brings_the_changes_of_others() {
    let mut store = store();
    store.edit(id(2), Change::Recolor(Color::from_rgb(0xff)));
    let mutation = send_next(&mut store);
    let theirs = Status { color: Color::from_rgb(0xff).into(), ..(*status(2, "Theirs")).clone() };
    store.settle(mutation.id, stored(Rc::new(theirs)));
    assert_eq!(&*row(&store, 2).status.name, "Theirs");
}

/// What can happen to a store, with made-up parameters.
#[derive(Clone, Debug)]
enum Event {
    Rename(u32, String),
    Recolor(u32, u32),
    Send,
    Confirm,
    Lose,
    Refuse,
    Revert,
    Retry,
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let event = prop_oneof![
        (1u32..4, "[a-d]").prop_map(|(row, name)| Event::Rename(row, name)),
        (1u32..4, 0u32..3).prop_map(|(row, color)| Event::Recolor(row, color)),
        Just(Event::Send),
        Just(Event::Confirm),
        Just(Event::Lose),
        Just(Event::Refuse),
        Just(Event::Revert),
        Just(Event::Retry),
    ];
    prop::collection::vec(event, 0..60)
}

/// A portal that stores what it is sent; `sent` is under way.
#[derive(Default)]
struct Run {
    store: Store,
    portal: Vec<Rc<Status>>,
    sent: Vec<Mutation>,
}

impl Run {
    fn new() -> Self {
        let store = store();
        Self { portal: store.base.to_vec(), store, sent: Vec::new() }
    }

    fn apply(&mut self, mutation: &Mutation) -> Rc<Status> {
        let row = self.portal.iter_mut().find(|row| row.id == mutation.target).expect("never deleted here");
        *row = mutation.change.over(Rc::clone(row));
        Rc::clone(row)
    }

    fn settle(&mut self, answer: impl Fn(&mut Self, &Mutation) -> Answer) {
        if !self.sent.is_empty() {
            let mutation = self.sent.remove(0);
            let answer = answer(self, &mutation);
            self.store.settle(mutation.id, answer);
        }
    }

    fn step(&mut self, event: &Event) {
        match event {
            Event::Rename(row, name) => self.store.edit(id(*row), rename(name)),
            Event::Recolor(row, color) => self.store.edit(id(*row), Change::Recolor(Color::from_rgb(*color))),
            Event::Send => {
                for mutation in self.store.sendable().into_iter().cloned().collect::<Vec<_>>() {
                    assert!(self.sent.iter().all(|sent| sent.target != mutation.target), "one request a row");
                    self.store.sent(mutation.id);
                    self.sent.push(mutation);
                }
            }
            Event::Confirm => self.settle(|run, mutation| stored(run.apply(mutation))),
            Event::Lose => self.settle(|run, mutation| {
                let row = run.apply(mutation);
                Answer { read: Read::Row(row), ..refused(Cause::TimedOut) }
            }),
            Event::Refuse => self.settle(|_, _| refused(Cause::Internal)),
            Event::Revert => self.failed().into_iter().for_each(|id| self.store.revert(id)),
            Event::Retry => self.failed().into_iter().for_each(|id| self.store.retry(id)),
        }
    }

    fn failed(&self) -> Vec<MutationId> {
        let failed = self.store.pending.iter().filter(|m| matches!(m.progress, Progress::Failed(_)));
        failed.map(|mutation| mutation.id).collect()
    }
}

proptest! {
    #[test]
    fn when_all_is_quiet_the_view_is_what_the_portal_holds(events in events()) {
        let mut run = Run::new();
        for event in &events {
            run.step(event);
        }
        for _ in 0..200 {
            for event in [Event::Retry, Event::Send, Event::Confirm] {
                run.step(&event);
            }
        }
        prop_assert_eq!(run.store.pending(), &[]);
        let seen: Vec<_> = run.store.rows().into_iter().map(|row| row.status).collect();
        prop_assert_eq!(seen, run.portal);
    }

    #[test]
    fn the_last_edit_of_a_field_is_shown_until_it_is_given_up(events in events()) {
        let mut run = Run::new();
        let mut wanted = [None, None, None];
        for event in &events {
            run.step(event);
            match event {
                Event::Rename(row, name) => wanted[*row as usize - 1] = Some(name.clone()),
                Event::Revert => wanted = [None, None, None],
                _ => {}
            }
            for (row, name) in run.store.rows().iter().zip(&wanted) {
                if let Some(name) = name {
                    prop_assert_eq!(&*row.status.name, name.as_str());
                }
            }
        }
    }

    #[test]
    fn giving_everything_up_returns_the_base(events in events()) {
        let mut run = Run::new();
        for event in events.iter().filter(|event| !matches!(event, Event::Send)) {
            run.step(event);
        }
        let ids: Vec<_> = run.store.pending.iter().map(|mutation| mutation.id).collect();
        for id in ids {
            run.store.revert(id);
        }
        let seen: Vec<_> = run.store.rows().into_iter().map(|row| row.status).collect();
        prop_assert_eq!(seen, run.store.base.to_vec());
    }
}
