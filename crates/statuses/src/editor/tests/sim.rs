//! Everything at once, in any order: two administrators, a portal that loses, refuses, repeats and lies, and a
//! clock. What must hold, holds after every step and when all is quiet.

use super::desk::{Desk, START, added, failure, name, recolor, rename};
use super::*;
use crate::color::{Color, StoredColor};
use crate::json::Json;
use crate::relocation::Reply;
use crate::status::Status;
use crate::store::{Act, Answer, BELIEVED, Choice, Read, Round, RowState};
use crate::sync::{Request, Ticket};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// What can happen.
#[derive(Clone, Debug)]
enum Event {
    Rename(usize, u32),
    Recolor(usize, u32),
    Move(usize, isize),
    /// The group in progress is wanted in the order of these numbers.
    Arrange([u8; 6]),
    /// Two rows are renamed and one is made, as one step.
    Together(usize, usize, u32),
    Add(u32),
    Delete(usize),
    Undo,
    Redo,
    Resolve(bool),
    Retry,
    Revert,
    Refresh,
    Connect(bool),
    Writing(bool),
    Wait(u64),
    /// The next request is made if one is due.
    Ask,
    /// The oldest request is answered.
    Answer(Fate),
    TheyRename(usize, u32),
    TheyRecolor(usize, u32),
    TheyMove(usize, i64),
    TheyAdd(u32),
    TheyDelete(usize),
    /// A record gets the value.
    TheyUse(usize),
}

/// How the portal deals with a request.
#[derive(Clone, Copy, Debug)]
enum Fate {
    Well,
    /// It does it and the answer is lost.
    Lost,
    /// It never comes there.
    Unreached,
    Refused(Cause),
    /// It says yes and stores nothing.
    Lied,
    /// The browser sends it twice, and the second answer counts.
    Twice,
    /// Only the first write is made, then it breaks.
    Half,
}

fn event() -> impl Strategy<Value = Event> {
    let row = 0usize..8;
    let text = 0u32..4;
    let fate = prop_oneof![
        6 => Just(Fate::Well),
        1 => Just(Fate::Lost),
        1 => Just(Fate::Unreached),
        1 => prop::sample::select(vec![Cause::Busy, Cause::MethodBusy, Cause::Internal, Cause::UpdateFailed, Cause::Unknown])
            .prop_map(Fate::Refused),
        1 => Just(Fate::Lied),
        1 => Just(Fate::Twice),
        1 => Just(Fate::Half),
    ];
    prop_oneof![
        4 => (row.clone(), text.clone()).prop_map(|(row, text)| Event::Rename(row, text)),
        3 => (row.clone(), text.clone()).prop_map(|(row, rgb)| Event::Recolor(row, rgb)),
        3 => (row.clone(), -3isize..4).prop_map(|(row, steps)| Event::Move(row, steps)),
        1 => any::<[u8; 6]>().prop_map(Event::Arrange),
        1 => (row.clone(), row.clone(), text.clone()).prop_map(|(one, two, text)| Event::Together(one, two, text)),
        1 => text.clone().prop_map(Event::Add),
        1 => row.clone().prop_map(Event::Delete),
        2 => Just(Event::Undo),
        1 => Just(Event::Redo),
        1 => any::<bool>().prop_map(Event::Resolve),
        1 => Just(Event::Retry),
        1 => Just(Event::Revert),
        1 => Just(Event::Refresh),
        1 => any::<bool>().prop_map(Event::Connect),
        1 => any::<bool>().prop_map(Event::Writing),
        3 => (0u64..9_000).prop_map(Event::Wait),
        8 => Just(Event::Ask),
        8 => fate.prop_map(Event::Answer),
        1 => (row.clone(), text.clone()).prop_map(|(row, text)| Event::TheyRename(row, text)),
        1 => (row.clone(), text.clone()).prop_map(|(row, rgb)| Event::TheyRecolor(row, rgb)),
        1 => (row.clone(), 1i64..80).prop_map(|(row, sort)| Event::TheyMove(row, sort)),
        1 => text.prop_map(Event::TheyAdd),
        1 => row.clone().prop_map(Event::TheyDelete),
        1 => row.prop_map(Event::TheyUse),
    ]
}

struct Sim {
    desk: Desk,
    /// The request under way.
    asked: Option<(Ticket, Request)>,
    /// What the portal held when it was last read, for everything that has been read.
    read: Vec<Rc<Status>>,
    /// Somebody else was active since the last reading: a write may then overwrite what nobody could see.
    raced: bool,
    /// Rows that records hold, and since when.
    used: BTreeMap<StatusId, Millis>,
    /// When the portal was asked what is not to be overwritten.
    read_at: Millis,
}

impl Sim {
    fn new() -> Self {
        let desk = Desk::new();
        let read = desk.portal.rows.clone();
        Self { desk, asked: None, read, raced: false, used: BTreeMap::new(), read_at: START }
    }

    fn target(&self, at: usize) -> Option<StatusId> {
        let rows: Vec<_> = self.desk.editor.sections().into_iter().flat_map(|section| section.rows).collect();
        let row = &rows.get(at % rows.len().max(1))?;
        // What is gone or on its way out cannot be edited on the screen either.
        let frozen = matches!(row.state, RowState::Gone | RowState::Doomed(_) | RowState::Deleting);
        (!frozen).then_some(row.status.id)
    }

    fn edit(&mut self, at: usize, change: Change) {
        if let Some(target) = self.target(at) {
            self.desk.act(Action::Edited { target, change });
        }
    }

    fn they(&mut self, at: usize, change: impl FnOnce(&mut Status)) {
        let rows = &self.desk.portal.rows;
        if let Some(row) = rows.get(at % rows.len().max(1)) {
            let target = row.id;
            self.desk.portal.change(target, change);
            self.raced = true;
        }
    }

    fn step(&mut self, event: &Event) {
        let text = |text: &u32| ["a", "b", "c", "d"][*text as usize];
        match event {
            Event::Rename(row, to) => self.edit(*row, rename(text(to))),
            Event::Recolor(row, rgb) => self.edit(*row, recolor(*rgb)),
            Event::Move(row, steps) => {
                if let Some(target) = self.target(*row) {
                    self.desk.act(Action::Moved { target, steps: *steps });
                }
            }
            Event::Arrange(weights) => {
                let rows = self.desk.editor.sections().swap_remove(0).rows;
                let mut order: Vec<_> = rows.iter().map(|row| row.status.id).collect();
                order.sort_by_key(|id| weights[id.get() as usize % weights.len()]);
                self.desk.act(Action::Arranged { group: Group::InProgress, order });
            }
            Event::Together(one, two, to) => {
                let edit =
                    |(row, to)| Some(Action::Edited { target: self.target(row)?, change: rename(text(&to)) });
                let mut actions: Vec<_> =
                    [(*one, *to), (*two, (to + 1) % 4)].into_iter().filter_map(edit).collect();
                actions.push(added(Group::Failed, name(text(to))));
                self.desk.act(Action::Together(actions));
            }
            Event::Add(to) => self.desk.act(added(Group::InProgress, name(text(to)))),
            // Before a row is deleted it is counted.
            Event::Delete(row) if self.target(*row).is_some_and(|id| self.used.contains_key(&id)) => {}
            Event::Delete(row) => self.edit(*row, Change::Delete { forced: false }),
            Event::Undo => self.desk.act(Action::Undone(None)),
            Event::Redo => self.desk.act(Action::Redone),
            Event::Resolve(mine) => self.decide(if *mine { Choice::Mine } else { Choice::Theirs }),
            Event::Retry => self.failed().into_iter().for_each(|id| self.desk.act(Action::Retried(id))),
            Event::Revert => self.failed().into_iter().for_each(|id| self.desk.act(Action::Reverted(id))),
            Event::Refresh => self.desk.act(Action::RefreshWanted),
            Event::Connect(online) => self.desk.act(Action::Connected(*online)),
            Event::Writing(writing) => self.desk.act(Action::Writing(*writing)),
            Event::Wait(wait) => self.desk.wait(*wait),
            Event::Ask => self.ask(),
            Event::Answer(fate) => self.answer(*fate),
            Event::TheyRename(row, to) => {
                self.they(*row, |row| row.name = format!("their {}", text(to)).into());
            }
            Event::TheyRecolor(row, rgb) => {
                self.they(*row, |row| row.color = StoredColor::Color(Color::from_rgb(0xff_0000 + rgb)));
            }
            Event::TheyMove(row, sort) => self.they(*row, |row| {
                // Within its group, as every editor keeps it.
                row.sort = match row.group {
                    Group::InProgress => *sort,
                    Group::Success => 1_000 + *sort,
                    Group::Failed => 2_000 + *sort,
                };
            }),
            Event::TheyAdd(to) => drop(self.desk.portal.add(&format!("their {}", text(to)), Group::Failed)),
            Event::TheyDelete(row) => {
                let rows = &mut self.desk.portal.rows;
                if rows.len() > 2 {
                    rows.remove(row % rows.len());
                }
            }
            Event::TheyUse(row) => {
                let rows = &self.desk.portal.rows;
                if let Some(row) = rows.get(row % rows.len().max(1)) {
                    self.used.entry(row.id).or_insert(self.desk.now);
                }
            }
        }
    }

    fn failed(&self) -> Vec<MutationId> {
        self.desk.editor.pending().iter().filter(|it| it.is_failed()).map(|it| it.id).collect()
    }

    fn decide(&mut self, choice: Choice) {
        let open: Vec<_> =
            self.desk.editor.pending().iter().filter(|it| it.is_in_conflict()).map(|it| it.id).collect();
        for id in open {
            self.desk.act(Action::Resolved(id, choice));
        }
    }

    fn ask(&mut self) {
        let Some((ticket, request)) = self.desk.editor.effects(self.desk.now) else { return };
        assert!(self.asked.is_none(), "one request at a time");
        if let Request::Write(round) = &request {
            self.check_round(round);
        }
        if let Request::Read(_) = &request {
            self.read_at = self.desk.now;
        }
        self.desk.act(Action::Started(ticket, request.clone()));
        self.asked = Some((ticket, request));
    }

    /// No mutation twice, no row twice, and nothing that would overwrite what somebody else did before the
    /// reading.
    fn check_round(&self, round: &Round) {
        let mut ids: Vec<_> = round.ids().collect();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), round.ids().count(), "a mutation is sent once");
        for write in &round.writes {
            if let Act::Delete { id, .. } = &write.act {
                let used = self.used.get(id).copied().unwrap_or(Millis::MAX);
                assert!(used.saturating_add(BELIEVED) > self.read_at, "{id:?} is in use since {used}");
            }
            let Act::Update { id, name, color, .. } = &write.act else { continue };
            assert!(!id.is_provisional());
            let Some(held) = self.desk.portal.rows.iter().find(|row| row.id == *id).filter(|_| !self.raced)
            else {
                continue;
            };
            // What the editor has read is what it may overwrite: it has shown it, or asked.
            let known = self.read.iter().find(|row| row.id == *id).expect("read before it is written");
            assert!(name.is_none() || known.name == held.name, "{held:?} {known:?}");
            assert!(color.is_none() || known.color == held.color, "{held:?} {known:?}");
        }
    }

    fn answer(&mut self, fate: Fate) {
        let Some((ticket, request)) = self.asked.take() else { return };
        let action = match request {
            Request::Read(_) => Action::Read(
                ticket,
                match fate {
                    Fate::Lost | Fate::Unreached | Fate::Half => Err(failure(Cause::Unreachable)),
                    Fate::Refused(cause) if failure(cause).is_transient() => Err(failure(cause)),
                    _ => {
                        self.raced = false;
                        self.read = self.desk.portal.rows.clone();
                        Ok(self.desk.portal.list())
                    }
                },
            ),
            Request::Write(round) => Action::Written(ticket, self.write(&round, fate)),
            Request::Count(survey) => {
                let count = |id| u32::from(self.used.contains_key(&id));
                let reply = |id| Reply { result: Ok(Json::List(Vec::new())), total: Some(count(id)) };
                let counts = match fate {
                    Fate::Well | Fate::Twice => Ok(survey.ids().map(reply).collect()),
                    Fate::Refused(cause) => Err(failure(cause)),
                    Fate::Lied => Ok(Vec::new()),
                    Fate::Lost | Fate::Unreached | Fate::Half => Err(failure(Cause::Unreachable)),
                };
                Action::Counted(ticket, counts)
            }
        };
        self.desk.act(action);
    }

    fn write(&mut self, round: &Round, fate: Fate) -> Result<Written, Failure> {
        match fate {
            Fate::Well => Ok(self.desk.portal.write(round)),
            Fate::Twice => {
                self.desk.portal.write(round);
                Ok(self.desk.portal.write(round))
            }
            Fate::Lost => {
                self.desk.portal.write(round);
                Err(failure(Cause::TimedOut))
            }
            Fate::Half => {
                if let Some(first) = round.writes.first() {
                    self.desk.portal.act(&first.act);
                }
                Err(failure(Cause::Unreadable))
            }
            Fate::Unreached => Err(failure(Cause::Unreachable)),
            Fate::Refused(cause) => Ok(self.pretend(round, Err(failure(cause)))),
            Fate::Lied => Ok(self.pretend(round, Ok(()))),
        }
    }

    /// Answers without doing anything.
    fn pretend(&self, round: &Round, said: Result<(), Failure>) -> Written {
        let answer = |write: &crate::store::Write| {
            let read = match &write.act {
                Act::Update { id, .. } | Act::Delete { id, .. } => {
                    let row = self.desk.portal.rows.iter().find(|row| row.id == *id);
                    row.cloned().map_or(Read::Missing, Read::Row)
                }
                Act::Add { .. } => Read::Unknown,
            };
            Answer { write: said.clone(), read }
        };
        Written { answers: round.writes.iter().map(answer).collect(), resets: Vec::new() }
    }

    /// The faults stop, the user decides everything, and time passes.
    fn settle(&mut self, choice: Choice) {
        self.desk.act(Action::Connected(true));
        self.desk.act(Action::Writing(false));
        self.used.clear();
        for _ in 0..200 {
            self.answer(Fate::Well);
            self.decide(choice);
            for id in self.failed() {
                let gone = self.desk.editor.pending().iter().any(|it| {
                    it.id == id && matches!(&it.progress, Progress::Failed(failure) if matches!(failure.cause, Cause::Gone | Cause::CodeTaken))
                });
                self.desk.act(if gone { Action::Reverted(id) } else { Action::Retried(id) });
            }
            self.ask();
            if self.asked.is_none() {
                let quiet = self.desk.editor.pending().is_empty();
                if quiet {
                    break;
                }
                self.desk.now = self.desk.editor.wake().expect("something to wait for").max(self.desk.now);
            }
        }
        self.desk.act(Action::RefreshWanted);
        self.desk.now = self.desk.editor.wake().expect("a reading").max(self.desk.now);
        self.ask();
        self.answer(Fate::Well);
        for row in self.desk.editor.sections().into_iter().flat_map(|section| section.rows) {
            if row.state == RowState::Gone {
                self.desk.act(Action::Removed(row.status.id));
            }
        }
    }

    fn shown(&self) -> Vec<Rc<Status>> {
        self.desk
            .editor
            .sections()
            .into_iter()
            .flat_map(|section| section.rows)
            .map(|row| row.status)
            .collect()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    /// The base equals what the portal holds once all is quiet, and the screen shows it.
    #[test]
    fn when_all_is_quiet_the_screen_shows_what_the_portal_holds(
        events in prop::collection::vec(event(), 0..120),
        mine in any::<bool>(),
    ) {
        let mut sim = Sim::new();
        for event in &events {
            sim.step(event);
        }
        sim.settle(if mine { Choice::Mine } else { Choice::Theirs });
        prop_assert_eq!(sim.desk.editor.pending(), &[]);
        prop_assert_eq!(sim.shown(), sim.desk.portal.rows);
    }

    /// What the user last wanted of a field is shown, or the portal has it, until the user or a decision gives
    /// it up.
    #[test]
    fn no_edit_disappears(events in prop::collection::vec(event(), 0..80)) {
        let mut sim = Sim::new();
        let mut wanted = BTreeMap::<StatusId, String>::new();
        for event in &events {
            let before = sim.desk.editor.pending().to_vec();
            let target = match event {
                Event::Rename(row, _) => sim.target(*row),
                _ => None,
            };
            sim.step(event);
            match event {
                Event::Rename(_, to) => {
                    if let Some(target) = target {
                        wanted.insert(target, ["a", "b", "c", "d"][*to as usize].to_owned());
                    }
                }
                Event::Undo | Event::Redo | Event::Revert | Event::Resolve(_) | Event::Together(..) => wanted.clear(),
                _ => {}
            }
            let shown = sim.shown();
            wanted.retain(|target, text| {
                let row = shown.iter().find(|row| row.id == *target);
                let held = row.is_some_and(|row| *row.name == **text);
                let portal = sim.desk.portal.rows.iter().find(|row| row.id == *target);
                let confirmed = !before.iter().any(|it| it.target == *target && matches!(it.change, Change::Rename(_)));
                // Confirmed, and changed by somebody else since: seen at a reading.
                let theirs = portal.is_none_or(|row| row.name.starts_with("their"))
                    || row.is_some_and(|row| row.name.starts_with("their"));
                assert!(held || row.is_none() || confirmed && theirs, "{target:?}: {text} is neither shown nor stored");
                held
            });
        }
    }

    /// Giving everything up shows what was read last.
    #[test]
    fn giving_everything_up_returns_the_base(events in prop::collection::vec(event(), 0..60)) {
        let mut sim = Sim::new();
        let mine = |event: &&Event| matches!(
            event,
            Event::Rename(..) | Event::Recolor(..) | Event::Move(..) | Event::Arrange(_) | Event::Add(_) | Event::Delete(_)
        );
        let base = sim.shown();
        events.iter().filter(mine).for_each(|event| sim.step(event));
        let ids: Vec<_> = sim.desk.editor.pending().iter().map(|it| it.id).collect();
        for id in ids {
            sim.desk.act(Action::Reverted(id));
        }
        prop_assert_eq!(sim.shown(), base);
    }

    /// Taking every step back, with nothing sent meanwhile, leaves nothing to do.
    #[test]
    fn undoing_everything_leaves_nothing_to_do(events in prop::collection::vec(event(), 0..40)) {
        let mut sim = Sim::new();
        let mine = |event: &&Event| matches!(
            event,
            Event::Rename(..) | Event::Recolor(..) | Event::Delete(_) | Event::Move(..) | Event::Arrange(_)
        );
        let base = sim.shown();
        events.iter().filter(mine).for_each(|event| sim.step(event));
        while sim.desk.editor.history().steps().next().is_some() {
            sim.desk.act(Action::Undone(None));
        }
        prop_assert_eq!(sim.shown(), base);
        prop_assert_eq!(sim.desk.editor.pending(), &[]);
    }
}
