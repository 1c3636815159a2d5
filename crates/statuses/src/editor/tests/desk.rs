//! An editor at work against a portal made of a few rows: what a test needs to play both sides.

use super::*;
use crate::color::{Color, StoredColor};
use crate::json::Json;
use crate::name::Name;
use crate::relocation::Reply;
use crate::status::Status;
use crate::store::{Act, Answer, Draft, Read, Round, RowState, Seen};
use crate::sync::{Request, Ticket};
use crate::usage::Survey;

pub(super) const START: Millis = 1_700_000_000_000;

pub(super) fn id(number: u32) -> StatusId {
    StatusId::new(number).unwrap()
}

pub(super) fn status(number: u32, group: Group) -> Rc<Status> {
    Rc::new(Status {
        id: id(number),
        entity: "DEAL_STAGE".into(),
        code: format!("S{number}").into(),
        name: format!("Stage {number}").into(),
        name_init: "".into(),
        sort: i64::from(number) * 10,
        system: false,
        color: StoredColor::Default,
        group,
    })
}

pub(super) fn name(text: &str) -> Name {
    Name::parse(text).unwrap()
}

pub(super) fn rename(text: &str) -> Change {
    Change::Rename(name(text))
}

/// A new row at the end of a group.
pub(super) fn added(group: Group, name: Name) -> Action {
    Action::Added { spot: Spot { group, below: None }, rows: vec![name.into()] }
}

pub(super) fn recolor(rgb: u32) -> Change {
    Change::Recolor(StoredColor::Color(Color::from_rgb(rgb)))
}

pub(super) fn failure(cause: Cause) -> Failure {
    Failure::because(cause, "x", "")
}

/// The portal: it does what it is asked, as rest-behaviour §2 to §4 say.
#[derive(Clone, Debug)]
pub(super) struct Portal {
    pub(super) rows: Vec<Rc<Status>>,
    next: u32,
}

impl Portal {
    pub(super) fn row(&self, number: u32) -> Option<&Rc<Status>> {
        self.rows.iter().find(|row| row.id == id(number))
    }

    pub(super) fn change(&mut self, target: StatusId, change: impl FnOnce(&mut Status)) {
        if let Some(row) = self.rows.iter_mut().find(|row| row.id == target) {
            change(Rc::make_mut(row));
        }
        Status::arrange(&mut self.rows);
    }

    pub(super) fn add(&mut self, text: &str, group: Group) -> StatusId {
        self.next += 1;
        let sort = self.rows.iter().map(|row| row.sort).max().unwrap_or(0) + 10;
        self.rows.push(Rc::new(Status {
            code: format!("T{}", self.next).into(),
            name: text.into(),
            sort,
            ..(*status(self.next, group)).clone()
        }));
        Status::arrange(&mut self.rows);
        id(self.next)
    }

    pub(super) fn list(&self) -> Seen {
        Seen::All(self.rows.clone())
    }

    /// Makes one write and reads it back.
    pub(super) fn act(&mut self, act: &Act) -> Answer {
        let gone = || Err(failure(Cause::Gone));
        let (write, target) = match act {
            Act::Update { id, name, color, sort } => {
                let known = self.rows.iter().any(|row| row.id == *id);
                self.change(*id, |row| {
                    if let Some(name) = name {
                        row.name = name.as_str().into();
                    }
                    if let Some(color) = color {
                        row.color = color.clone();
                    }
                    row.sort = sort.unwrap_or(row.sort);
                });
                (if known { Ok(()) } else { gone() }, Some(*id))
            }
            Act::Delete { id, .. } => {
                let count = self.rows.len();
                self.rows.retain(|row| row.id != *id);
                (if self.rows.len() < count { Ok(()) } else { gone() }, Some(*id))
            }
            Act::Add { draft, .. } if self.rows.iter().any(|row| draft.is(row)) => {
                (Err(failure(Cause::CodeTaken)), None)
            }
            Act::Add { draft, sort } => (Ok(()), Some(self.make(draft, *sort))),
        };
        let read = target.map_or(Read::Unknown, |target| {
            self.rows.iter().find(|row| row.id == target).cloned().map_or(Read::Missing, Read::Row)
        });
        Answer { write, read }
    }

    fn make(&mut self, draft: &Draft, sort: i64) -> StatusId {
        assert!(sort > 0, "the portal would make it 10");
        self.next += 1;
        self.rows.push(Rc::new(Status {
            code: draft.code.clone(),
            name: draft.name.as_str().into(),
            sort,
            color: draft.color.map_or(StoredColor::Default, StoredColor::Color),
            ..(*status(self.next, draft.place.group)).clone()
        }));
        Status::arrange(&mut self.rows);
        id(self.next)
    }

    pub(super) fn write(&mut self, round: &Round) -> Written {
        let answers = round.writes.iter().map(|write| self.act(&write.act)).collect();
        Written { answers, resets: Vec::new() }
    }
}

/// An editor, its portal, and the time.
pub(super) struct Desk {
    pub(super) editor: Rc<Editor>,
    pub(super) portal: Portal,
    pub(super) now: Millis,
    /// So many records hold each of its rows.
    pub(super) records: u32,
    /// How often they were counted.
    pub(super) counts: u32,
}

impl Desk {
    /// Three rows in progress, one of success, two of failure.
    pub(super) fn new() -> Self {
        use Group::{Failed, InProgress, Success};
        let groups = [InProgress, InProgress, InProgress, Success, Failed, Failed];
        let rows: Vec<_> = (1..).zip(groups).map(|(number, group)| status(number, group)).collect();
        let editor = Rc::new(Editor::new(Directory::deals(), rows.clone(), Access::Edit, START));
        Self { editor, portal: Portal { rows, next: 10 }, now: START, records: 0, counts: 0 }
    }

    pub(super) fn act(&mut self, action: Action) {
        self.editor = Rc::clone(&self.editor).reduce(action, self.now);
    }

    pub(super) fn edit(&mut self, number: u32, change: Change) {
        self.act(Action::Edited { target: id(number), change });
    }

    /// Lets time pass until the next request is due that is no count, and starts it. Counts are answered.
    pub(super) fn next(&mut self) -> (Ticket, Request) {
        loop {
            match self.ask() {
                (ticket, Request::Count(survey)) => self.count(ticket, &survey),
                asked => return asked,
            }
        }
    }

    /// The records of these rows are counted.
    pub(super) fn count(&mut self, ticket: Ticket, survey: &Survey) {
        let reply = |_| Reply { result: Ok(Json::List(Vec::new())), total: Some(self.records) };
        let replies = survey.calls().iter().map(reply).collect();
        self.counts += 1;
        self.act(Action::Counted(ticket, Ok(replies)));
    }

    /// Lets time pass until the next request is due, and starts it.
    pub(super) fn ask(&mut self) -> (Ticket, Request) {
        for _ in 0..100 {
            if let Some((ticket, request)) = self.editor.effects(self.now) {
                self.act(Action::Started(ticket, request.clone()));
                return (ticket, request);
            }
            let wake = self.editor.wake().expect("something to wait for");
            assert!(wake > self.now, "woken for nothing");
            self.now = wake;
        }
        panic!("nothing is ever due");
    }

    /// The portal does what it is asked.
    pub(super) fn answer(&mut self, ticket: Ticket, request: Request) {
        match request {
            Request::Read(_) => self.act(Action::Read(ticket, Ok(self.portal.list()))),
            Request::Write(round) => {
                let written = self.portal.write(&round);
                self.act(Action::Written(ticket, Ok(written)));
            }
            Request::Count(survey) => self.count(ticket, &survey),
        }
    }

    /// The reading that comes before a write is answered.
    pub(super) fn read(&mut self) {
        let (ticket, Request::Read(rows)) = self.next() else { panic!("a reading") };
        assert_eq!(rows, [], "the whole list");
        self.act(Action::Read(ticket, Ok(self.portal.list())));
    }

    /// The next request is a round of writes.
    pub(super) fn write(&mut self) -> (Ticket, Rc<Round>) {
        match self.next() {
            (ticket, Request::Write(round)) => (ticket, round),
            _ => panic!("a write"),
        }
    }

    /// Reads, writes, and everything goes well.
    pub(super) fn save(&mut self) -> Rc<Round> {
        self.read();
        let (ticket, round) = self.write();
        let written = self.portal.write(&round);
        self.act(Action::Written(ticket, Ok(written)));
        round
    }

    /// Reads and writes, and the portal answers every write so without making it.
    pub(super) fn refuse(&mut self, cause: Cause) {
        self.read();
        let (ticket, round) = self.write();
        let answer = |write: &crate::store::Write| {
            let read = match &write.act {
                Act::Update { id, .. } | Act::Delete { id, .. } => self
                    .portal
                    .rows
                    .iter()
                    .find(|row| row.id == *id)
                    .cloned()
                    .map_or(Read::Missing, Read::Row),
                Act::Add { .. } => Read::Unknown,
            };
            Answer { write: Err(failure(cause)), read }
        };
        let answers = round.writes.iter().map(answer).collect();
        self.act(Action::Written(ticket, Ok(Written { answers, resets: Vec::new() })));
    }

    /// Reads and writes, and no answer comes; the portal may have done it all the same.
    pub(super) fn lose(&mut self, done: bool) {
        self.read();
        let (ticket, round) = self.write();
        if done {
            self.portal.write(&round);
        }
        self.act(Action::Written(ticket, Err(failure(Cause::TimedOut))));
    }

    pub(super) fn wait(&mut self, wait: Millis) {
        self.now += wait;
    }

    pub(super) fn row(&self, number: u32) -> Row {
        self.editor.row(id(number)).expect("the row")
    }

    pub(super) fn state(&self, number: u32) -> RowState {
        self.row(number).state
    }

    pub(super) fn shown(&self) -> Vec<String> {
        let rows = self.editor.sections().into_iter().flat_map(|section| section.rows);
        rows.map(|row| row.status.name.to_string()).collect()
    }

    pub(super) fn stored(&self) -> Vec<String> {
        self.portal.rows.iter().map(|row| row.name.to_string()).collect()
    }

    pub(super) fn notice(&self) -> Option<Notice> {
        self.editor.notice().map(|notice| (**notice).clone())
    }

    /// The mutation the user is asked about.
    pub(super) fn question(&self) -> MutationId {
        let open = |it: &&Rc<Mutation>| it.is_failed() || it.is_in_conflict();
        self.editor.pending().iter().find(open).expect("an open question").id
    }
}
