//! How the cost of an edit grows with the list: `cargo bench -p statuses`.
//!
//! Times are those of one run on one machine; what can be compared are the ratios, which `docs/bench/reducer.md` has.
#![expect(
    clippy::unwrap_used,
    missing_docs,
    reason = "a bench may panic, and the macros of the library have no words"
)]

use criterion::{BatchSize, BenchmarkId, Criterion, criterion_group, criterion_main};
use statuses::{
    Access, Act, Action, Answer, Change, Color, Directory, Effect, Event, Filter, Group, Loaded, Millis,
    Name, Opening, Read, Request, Seen, Status, StatusId, StoredColor, Workspace, Write, Written,
};
use std::hint::black_box;
use std::rc::Rc;
use std::time::Duration;

const SIZES: [u32; 4] = [100, 1_000, 10_000, 100_000];
const ENTITY: &str = "SOURCE";
const START: Millis = 1_700_000_000_000;

/// A workspace with one directory of so many rows, and the time.
#[derive(Clone)]
struct Desk {
    workspace: Rc<Workspace>,
    now: Millis,
}

impl Desk {
    fn new(count: u32) -> Self {
        let workspace = Rc::new(Workspace::new(Opening::default()));
        let mut desk = Self { workspace, now: START };
        desk.tell(Event::Started(Effect::Load(0)));
        let directories = vec![Rc::new(Directory::unnamed(ENTITY))];
        let loaded = Loaded { directories, rows: rows(count), access: Access::Edit };
        desk.tell(Event::Loaded(0, Ok(loaded)));
        desk
    }

    /// All that happens for an event, beside what is rendered.
    fn tell(&mut self, event: Event) {
        self.workspace = Rc::clone(&self.workspace).reduce(event, self.now);
        black_box((self.workspace.effects(self.now), self.workspace.wake()));
    }

    fn act(&mut self, action: Action) {
        self.tell(Event::Here(action));
    }

    /// What happens for one action, in a copy of this.
    fn told(mut self, action: Action) -> Self {
        self.act(action);
        self
    }

    /// What is to be asked next; it is under way then.
    fn next(&mut self) -> Option<(statuses::Ticket, Request)> {
        // Soon enough for a reading to be believed.
        self.now += 2_000;
        let effect = self.workspace.effects(self.now)?;
        let Effect::Ask(_, ticket, request) = effect.clone() else { return None };
        self.tell(Event::Started(effect));
        Some((ticket, request))
    }

    /// Goes on until something is written; this is the answer, and the portal has done everything that it was asked.
    fn answer(&mut self) -> Action {
        loop {
            let (ticket, request) = self.next().unwrap();
            match request {
                Request::Read(ids) => {
                    let editor = Rc::clone(self.workspace.editor());
                    let row = |id: StatusId| (id, editor.confirmed(id).cloned());
                    let all = editor.lineup().ids();
                    let seen = match &ids[..] {
                        [] => Seen::All(all.filter_map(|id| row(id).1).collect()),
                        ids => Seen::Some(ids.iter().map(|id| row(*id)).collect()),
                    };
                    self.act(Action::Read(ticket, Ok(seen)));
                }
                Request::Write(round) => {
                    let answers = round.writes.iter().map(|write| self.done(write)).collect();
                    return Action::Written(ticket, Ok(Written { answers, resets: Vec::new() }));
                }
                Request::Count(_) => unreachable!("nothing is deleted"),
            }
        }
    }

    /// Goes on until something may be written.
    fn cleared(mut self) -> Self {
        let (ticket, request) = self.next().unwrap();
        assert_eq!(request, Request::Read(Vec::new()));
        let editor = Rc::clone(self.workspace.editor());
        let rows = editor.lineup().ids().filter_map(|id| editor.confirmed(id).cloned());
        self.act(Action::Read(ticket, Ok(Seen::All(rows.collect()))));
        self.now += 2_000;
        let next = self.workspace.effects(self.now);
        assert!(matches!(next, Some(Effect::Ask(_, _, Request::Write(_)))), "{next:?}");
        self
    }

    fn done(&self, write: &Write) -> Answer {
        let Act::Update { id, name, color, sort } = &write.act else { unreachable!("rows are updated") };
        let mut row = (**self.workspace.editor().confirmed(*id).unwrap()).clone();
        row.name = name.as_ref().map_or(row.name, |name| name.as_str().into());
        row.color = color.clone().unwrap_or(row.color);
        row.sort = sort.unwrap_or(row.sort);
        Answer { write: Ok(()), read: Read::Row(Rc::new(row)) }
    }

    fn saved(mut self) -> Self {
        let answer = self.answer();
        self.act(answer);
        self
    }
}

fn id(number: u32) -> StatusId {
    StatusId::new(number).unwrap()
}

fn rows(count: u32) -> Vec<Rc<Status>> {
    let row = |number: u32| Status {
        id: id(number),
        entity: ENTITY.into(),
        code: format!("UC_{number}").into(),
        name: format!("Value {number}").into(),
        name_init: "".into(),
        sort: i64::from(number) * 10,
        system: false,
        color: StoredColor::Default,
        group: Group::InProgress,
    };
    (1..=count).map(|number| Rc::new(row(number))).collect()
}

fn rename(target: StatusId) -> Action {
    Action::Edited { target, change: Change::Rename(Name::parse("Another name").unwrap()) }
}

fn recolor(target: StatusId) -> Action {
    Action::Edited { target, change: Change::Recolor(StoredColor::Color(Color::from_rgb(0x2f_c6f6))) }
}

/// One row of the middle of the list is edited.
fn edits(bench: &mut Criterion) {
    for count in SIZES {
        let (middle, desk) = (id(count / 2), Desk::new(count));
        let step = Action::Moved { target: middle, steps: 3 };
        let renamed = desk.clone().told(rename(middle)).saved();
        let mut saving = desk.clone().told(rename(middle));
        let saved = saving.answer();
        let mut moving = desk.clone().told(step.clone());
        let moved = moving.answer();
        let cleared = desk.clone().told(step.clone()).cleared();
        for (name, desk, action) in [
            ("rename", &desk, rename(middle)),
            ("recolour", &desk, recolor(middle)),
            ("save a name", &saving, saved),
            ("undo a name", &renamed, Action::Undone(None)),
            ("move", &desk, step),
            // Its positions are found when it is looked for what is to be sent, which every action does.
            ("send a move", &cleared, Action::Writing(true)),
            ("save a move", &moving, moved),
        ] {
            let mut group = bench.benchmark_group(name);
            group.bench_with_input(BenchmarkId::from_parameter(count), &count, |bench, _| {
                let start = || (desk.clone(), action.clone());
                bench.iter_batched(start, |(desk, action)| desk.told(action), BatchSize::SmallInput);
            });
        }
    }
}

/// What a grid needs for the rows in view, and a field for a name.
fn views(bench: &mut Criterion) {
    for count in SIZES {
        let middle = id(count / 2);
        let desk = Desk::new(count).told(rename(middle));
        let editor = desk.workspace.editor();
        bench.benchmark_group("30 rows in view").bench_function(
            BenchmarkId::from_parameter(count),
            |bench| {
                let from = editor.placed(middle).unwrap().0 - 15;
                bench.iter(|| {
                    let ids = editor.lineup().range(from..from + 30);
                    let rows: Vec<_> = ids.filter_map(|id| editor.row(id)).collect();
                    (editor.lineup().count(Group::InProgress), editor.tally(), rows)
                });
            },
        );
        bench.benchmark_group("is a name in use").bench_function(
            BenchmarkId::from_parameter(count),
            |bench| {
                bench.iter(|| editor.has_name(black_box("value 7"), Some(middle)));
            },
        );
    }
}

/// Something is done with all rows.
fn wholes(bench: &mut Criterion) {
    for count in SIZES {
        let desk = Desk::new(count);
        let ids: Vec<_> = (1..=count).map(id).collect();
        let all = Action::Together(ids.iter().map(|id| recolor(*id)).collect());
        let colored = desk.clone().told(all.clone());
        let mut saving = colored.clone();
        let answer = saving.answer();
        let order = ids.iter().rev().copied().collect();
        let reversed = Action::Arranged { group: Group::InProgress, order };
        for (name, desk, action) in [
            ("recolour all", &desk, all),
            ("save 25 of all", &saving, answer),
            ("undo all", &colored, Action::Undone(None)),
            ("turn the order round", &desk, reversed),
        ] {
            let mut group = bench.benchmark_group(name);
            group.bench_with_input(BenchmarkId::from_parameter(count), &count, |bench, _| {
                let start = || (desk.clone(), action.clone());
                bench.iter_batched(start, |(desk, action)| desk.told(action), BatchSize::LargeInput);
            });
        }
        let filter = Filter::default().with_text("value 77");
        bench.benchmark_group("search").bench_function(BenchmarkId::from_parameter(count), |bench| {
            let editor = desk.workspace.editor();
            let rows = || editor.lineup().ids().filter_map(|id| editor.row(id));
            bench.iter(|| rows().filter(|row| filter.admits(row, |_| true)).count());
        });
        bench.benchmark_group("read all again").bench_function(BenchmarkId::from_parameter(count), |bench| {
            let start = || {
                let mut desk = desk.clone();
                desk.act(Action::RefreshWanted);
                let (ticket, _) = desk.next().unwrap();
                (desk, Action::Read(ticket, Ok(Seen::All(rows(count)))))
            };
            bench.iter_batched(start, |(desk, action)| desk.told(action), BatchSize::LargeInput);
        });
    }
}

fn config() -> Criterion {
    let short = (Duration::from_millis(200), Duration::from_millis(500));
    Criterion::default().warm_up_time(short.0).measurement_time(short.1).sample_size(10)
}

criterion_group! { name = reducer; config = config(); targets = edits, views, wholes }
criterion_main!(reducer);
