use super::answers::whole;
use super::*;
use crate::failure::Cause;
use proptest::prelude::*;
use std::collections::BTreeMap;

const FROM: &str = "CALL";
const TO: &str = "WEB";

/// A portal with records of three kinds, which does what it is told, or not.
struct Portal {
    /// By kind and id: the value, and whether the record can be changed.
    records: BTreeMap<(usize, RecordId), (&'static str, bool)>,
}

/// What happens to a request.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Luck {
    Fine,
    /// Nothing is done.
    Refused,
    /// All is done, and the answer is lost.
    AnswerLost,
    /// It says yes and does nothing.
    NotStored,
    /// One command of the batch fails inside.
    Shaken,
}

impl Portal {
    fn new(counts: [u32; 3], stubborn: &[u32]) -> Self {
        let records = (0..3).flat_map(|kind| (1..=counts[kind]).map(move |id| (kind, id * 3)));
        let records = records.map(|key| (key, (FROM, !(key.0 == 1 && stubborn.contains(&key.1))))).collect();
        Self { records }
    }

    fn left(&self) -> u32 {
        whole(self.records.values().filter(|(value, _)| *value == FROM).count())
    }

    fn counts(&self) -> [u32; 3] {
        [0, 1, 2].map(|kind| self.holding(kind).len()).map(whole)
    }

    fn holding(&self, of: usize) -> Vec<RecordId> {
        let records = self.records.iter().filter(|((kind, _), (value, _))| *kind == of && *value == FROM);
        records.map(|((_, id), _)| *id).collect()
    }

    fn answer(&mut self, holders: &[Holder], request: &Request, luck: Luck) -> Result<Vec<Reply>, Failure> {
        if luck == Luck::Refused {
            return Err(Failure::refused("batch", 503, "QUERY_LIMIT_EXCEEDED", ""));
        }
        let replies = match request {
            Request::Count => {
                self.counts().map(|count| reply(Ok(Json::List(Vec::new())), Some(count))).to_vec()
            }
            Request::Move { holder, ids, after } => {
                let kind = holders.iter().position(|it| it == holder).unwrap();
                assert!(ids.len() + usize::from(after.is_some()) <= 50);
                let mut replies: Vec<_> = ids.iter().map(|id| self.update(kind, *id, luck)).collect();
                replies.extend(after.map(|after| self.page(kind, after)));
                replies
            }
        };
        if luck == Luck::AnswerLost {
            Err(Failure::because(Cause::Unreachable, "batch", ""))
        } else {
            Ok(replies)
        }
    }

    fn update(&mut self, kind: usize, id: RecordId, luck: Luck) -> Reply {
        let (value, willing) = self.records.get_mut(&(kind, id)).unwrap();
        if !*willing {
            return reply(Err(Failure::refused("crm.deal.update", 400, "", "A field is required")), None);
        }
        if luck == Luck::Shaken && id.is_multiple_of(2) {
            return reply(Err(Failure::refused("crm.deal.update", 500, "INTERNAL_SERVER_ERROR", "")), None);
        }
        if luck != Luck::NotStored {
            *value = TO;
        }
        reply(Ok(Json::Bool(true)), None)
    }

    fn page(&self, kind: usize, after: RecordId) -> Reply {
        let found: Vec<_> = self.holding(kind).into_iter().filter(|id| *id > after).collect();
        let row = |id: &RecordId| Json::Map(vec![("ID".into(), Json::Text(id.to_string().into()))]);
        reply(Ok(Json::List(found.iter().take(PAGE).map(row).collect())), Some(whole(found.len())))
    }
}

fn reply(result: Result<Json, Failure>, total: Option<u32>) -> Reply {
    Reply { result, total }
}

/// Everything that may be done while records are moved.
#[derive(Clone, Copy, Debug)]
enum Doing {
    Ask(Luck),
    Pause,
    Stop,
    Resume,
    /// Somebody puts another record into the value.
    Arrive(RecordId),
}

fn doing() -> impl Strategy<Value = Doing> {
    let luck = prop_oneof![
        6 => Just(Luck::Fine),
        1 => Just(Luck::Refused),
        1 => Just(Luck::AnswerLost),
        1 => Just(Luck::NotStored),
        1 => Just(Luck::Shaken),
    ];
    prop_oneof![
        20 => luck.prop_map(Doing::Ask),
        1 => Just(Doing::Pause),
        1 => Just(Doing::Stop),
        3 => Just(Doing::Resume),
        1 => (1u32..2_000).prop_map(Doing::Arrive),
    ]
}

struct Desk {
    relocation: Relocation,
    holders: Rc<[Holder]>,
    portal: Portal,
    now: Millis,
    requests: u32,
}

impl Desk {
    fn new(portal: Portal) -> Self {
        let holders: Rc<[Holder]> = Holder::of("SOURCE").into();
        let relocation = Relocation::new(Rc::clone(&holders), FROM, TO, &portal.counts());
        Self { relocation, holders, portal, now: 1_000_000, requests: 0 }
    }

    /// Makes the next request. What comes back clears the value only if none holds it.
    fn ask(&mut self, luck: Luck) -> bool {
        let Some(wake) = self.relocation.wake() else { return false };
        self.now = self.now.max(wake);
        let request = self.relocation.next(self.now).unwrap();
        let calls = self.relocation.calls(&request);
        assert!(!calls.is_empty() && calls.len() <= 50, "{request:?}");
        self.relocation.started(request.clone(), self.now);
        assert_eq!(self.relocation.next(self.now + 600_000), None, "one request at a time");
        self.requests += 1;
        let answer = self.portal.answer(&self.holders, &request, luck);
        self.relocation.answered(answer, self.now + 200);
        if self.relocation.stage() == Stage::Cleared {
            assert_eq!((self.portal.left(), request), (0, Request::Count));
        }
        true
    }

    fn finish(&mut self) {
        let mut rounds = 0;
        while self.ask(Luck::Fine) {
            rounds += 1;
            assert!(rounds < 500, "it ends: {:?}", self.relocation);
        }
    }
}

#[test]
fn all_kinds_of_records_are_moved_and_counted() {
    let mut desk = Desk::new(Portal::new([120, 0, 3], &[]));
    desk.finish();
    assert_eq!(desk.relocation.stage(), Stage::Cleared);
    assert_eq!((desk.relocation.moved(), desk.relocation.total()), (123, 123));
    // 1 look, 3 with updates and looks, one look and update of the third kind, and the count.
    assert_eq!(desk.requests, 7);
    assert!(desk.now - 1_000_000 >= 6_000, "no faster than one a second");
}

#[test]
fn what_refuses_is_kept_with_its_reason_and_nothing_is_cleared() {
    let mut desk = Desk::new(Portal::new([5, 60, 5], &[6, 90]));
    desk.finish();
    assert_eq!(desk.relocation.stage(), Stage::Stopped);
    assert_eq!((desk.relocation.moved(), desk.relocation.remaining()), (68, 2));
    let refused: Vec<_> = desk.relocation.refused().iter().map(|it| it.id).collect();
    assert_eq!(refused, [6, 90]);
    assert_eq!(&*desk.relocation.refused()[0].failure.raw.description, "A field is required");
}

#[test]
fn where_all_refuse_it_is_given_up_early() {
    let all: Vec<_> = (1..=3_000).map(|at| at * 3).collect();
    let mut desk = Desk::new(Portal::new([0, 3_000, 0], &all));
    desk.finish();
    assert_eq!(desk.relocation.stage(), Stage::Stopped);
    assert!(desk.requests < 6, "{}", desk.requests);
}

#[test]
fn a_stop_half_way_leaves_the_rest_and_can_be_continued() {
    let mut desk = Desk::new(Portal::new([200, 0, 0], &[]));
    for _ in 0..3 {
        desk.ask(Luck::Fine);
    }
    desk.relocation.stop();
    assert!(!desk.ask(Luck::Fine));
    let (moved, left) = (desk.relocation.moved(), desk.relocation.remaining());
    assert_eq!((moved, left, desk.portal.left()), (98, 102, 102));
    desk.relocation.resume(desk.now);
    desk.finish();
    assert_eq!((desk.relocation.stage(), desk.relocation.moved()), (Stage::Cleared, 200));
}

#[test]
fn an_answer_that_was_lost_is_looked_after_and_counted() {
    let mut desk = Desk::new(Portal::new([100, 0, 0], &[]));
    desk.ask(Luck::Fine);
    desk.ask(Luck::AnswerLost);
    assert!(desk.relocation.trouble().is_some());
    desk.ask(Luck::Fine);
    assert_eq!((desk.relocation.moved(), desk.relocation.total()), (49, 100));
    desk.finish();
    assert_eq!((desk.relocation.stage(), desk.relocation.moved()), (Stage::Cleared, 100));
}

#[test]
fn a_portal_that_never_answers_ends_it() {
    for luck in [Luck::Refused, Luck::AnswerLost] {
        let mut desk = Desk::new(Portal::new([500, 0, 0], &[]));
        desk.ask(Luck::Fine);
        while desk.ask(luck) {
            assert!(desk.requests < 40);
        }
        assert_eq!(desk.relocation.stage(), Stage::Stopped, "{luck:?}");
    }
}

#[test]
fn a_yes_that_was_none_is_not_believed() {
    let mut desk = Desk::new(Portal::new([10, 0, 0], &[]));
    while desk.ask(Luck::NotStored) {
        assert!(desk.requests < 40);
    }
    assert_eq!((desk.relocation.stage(), desk.relocation.moved()), (Stage::Stopped, 0));
    assert_eq!(desk.relocation.remaining(), 10);
}

#[test]
fn one_record_that_always_shakes_the_portal_does_not_hold_up_the_others() {
    let mut desk = Desk::new(Portal::new([9, 0, 0], &[]));
    while desk.ask(Luck::Shaken) {
        assert!(desk.requests < 40);
    }
    assert_eq!((desk.relocation.stage(), desk.relocation.moved()), (Stage::Stopped, 5));
    assert_eq!(desk.relocation.refused().len(), 4);
}

#[test]
fn a_value_that_cannot_be_asked_for_is_never_cleared() {
    let holders: Rc<[Holder]> = Holder::of("SOURCE").into();
    let mut relocation = Relocation::new(holders, "", TO, &[0, 0, 0]);
    let request = relocation.next(0).unwrap();
    assert!(relocation.calls(&request).is_empty());
    relocation.started(request, 0);
    relocation.answered(Ok(Vec::new()), 100);
    assert_ne!(relocation.stage(), Stage::Cleared);
}

proptest! {
    /// Whatever happens: the value is cleared only by a count of 0, and it ends.
    #[test]
    fn nothing_is_cleared_before_the_count_is_zero(
        counts in [0u32..130, 0u32..130, 0u32..130],
        stubborn in prop::collection::vec(1u32..130, 0..3),
        doings in prop::collection::vec(doing(), 0..80),
    ) {
        let stubborn: Vec<_> = stubborn.into_iter().map(|at| at * 3).collect();
        let mut desk = Desk::new(Portal::new(counts, &stubborn));
        for doing in doings {
            let before = desk.relocation.stage();
            match doing {
                Doing::Ask(luck) => drop(desk.ask(luck)),
                Doing::Pause => desk.relocation.pause(),
                Doing::Stop => desk.relocation.stop(),
                Doing::Resume => desk.relocation.resume(desk.now),
                Doing::Arrive(id) if before != Stage::Cleared => {
                    desk.portal.records.entry((2, id)).or_insert((FROM, true));
                }
                Doing::Arrive(_) => {}
            }
            prop_assert!(before != Stage::Cleared || desk.relocation.stage() == Stage::Cleared);
            prop_assert!(desk.relocation.moved() <= desk.relocation.total());
        }
        // Once to go on after a pause, and once after it gave up on what kept arriving.
        for _ in 0..2 {
            desk.finish();
            desk.relocation.resume(desk.now);
        }
        desk.finish();
        let cleared = desk.relocation.stage() == Stage::Cleared;
        let stuck = desk.portal.records.values().any(|(value, willing)| *value == FROM && !willing);
        prop_assert_eq!(cleared, !stuck, "{:?}", desk.relocation);
    }
}
