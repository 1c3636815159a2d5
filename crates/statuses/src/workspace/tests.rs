//! Directories being opened, left and returned to.

use super::*;
use crate::color::StoredColor;
use crate::failure::Cause;
use crate::name::Name;
use crate::status::{Group, StatusId};
use crate::store::{Change, RowState, Seen};

mod scale;

const START: Millis = 1_700_000_000_000;
const MINUTE: Millis = 60_000;

fn id(number: u32) -> StatusId {
    StatusId::new(number).unwrap()
}

fn row(number: u32, entity: &str) -> Rc<Status> {
    Rc::new(Status {
        id: id(number),
        entity: entity.into(),
        code: format!("S{number}").into(),
        name: format!("Row {number}").into(),
        name_init: "".into(),
        sort: i64::from(number) * 10,
        system: false,
        color: StoredColor::Default,
        group: Group::InProgress,
    })
}

fn rows() -> Vec<Rc<Status>> {
    [(1, "DEAL_STAGE"), (2, "DEAL_STAGE"), (3, "SOURCE"), (4, "EVENT_TYPE")]
        .map(|(number, entity)| row(number, entity))
        .to_vec()
}

fn loaded() -> Loaded {
    let directories = ["DEAL_STAGE", "SOURCE", "INDUSTRY"].map(|it| Rc::new(Directory::unnamed(it)));
    Loaded { directories: directories.to_vec(), rows: rows(), access: Access::Edit }
}

/// A workspace and the time.
struct Desk {
    workspace: Rc<Workspace>,
    now: Millis,
}

impl Desk {
    fn new() -> Self {
        Self { workspace: Rc::new(Workspace::new(Opening::default())), now: START }
    }

    fn ready() -> Self {
        let mut desk = Self::new();
        desk.start();
        desk.act(Event::Loaded(0, Ok(loaded())));
        desk
    }

    fn act(&mut self, event: Event) {
        self.workspace = Rc::clone(&self.workspace).reduce(event, self.now);
    }

    fn here(&mut self, action: Action) {
        self.act(Event::Here(action));
    }

    fn open(&mut self, entity: &str) {
        self.act(Event::Opened(entity.into()));
    }

    fn rename(&mut self, number: u32, name: &str) {
        let change = Change::Rename(Name::parse(name).unwrap());
        self.here(Action::Edited { target: id(number), change });
    }

    /// Starts what is due, waiting for it.
    fn start(&mut self) -> Effect {
        for _ in 0..9 {
            if let Some(effect) = self.workspace.effects(self.now) {
                self.act(Event::Started(effect.clone()));
                return effect;
            }
            self.now = self.workspace.wake().expect("something to wait for");
        }
        panic!("nothing is ever due");
    }

    /// The next request is answered so.
    fn answer(&mut self, seen: Result<Seen, Failure>) -> Box<str> {
        let Effect::Ask(entity, ticket, Request::Read(_)) = self.start() else { panic!("a reading") };
        self.act(Event::In(entity.clone(), Action::Read(ticket, seen)));
        entity
    }

    fn entity(&self) -> &str {
        &self.workspace.editor().directory().entity
    }

    fn names(&self) -> Vec<String> {
        let sections = self.workspace.editor().sections();
        let rows = sections.iter().flat_map(|section| &section.rows);
        rows.map(|row| row.status.name.to_string()).collect()
    }
}

fn failure(cause: Cause) -> Failure {
    Failure::because(cause, "x", "")
}

#[test]
fn everything_is_asked_for_once() {
    let mut desk = Desk::new();
    assert_eq!(desk.start(), Effect::Load(0));
    assert_eq!(desk.workspace.effects(desk.now), None);
    desk.act(Event::LoadDelayed);
    assert_eq!(desk.workspace.phase(), &Phase::Loading { slow: true });
    desk.act(Event::Loaded(0, Err(failure(Cause::Internal))));
    assert_eq!(desk.workspace.effects(desk.now), None);
    desk.act(Event::LoadWanted);
    assert_eq!(desk.start(), Effect::Load(1));
}

#[test]
fn an_answer_that_was_overtaken_changes_nothing() {
    let mut desk = Desk::new();
    desk.start();
    desk.act(Event::LoadWanted);
    desk.start();
    for late in [Err(failure(Cause::TimedOut)), Ok(loaded())] {
        let before = Rc::clone(&desk.workspace);
        desk.act(Event::Loaded(0, late));
        assert!(Rc::ptr_eq(&before, &desk.workspace));
    }
    desk.act(Event::Loaded(1, Ok(loaded())));
    let before = Rc::clone(&desk.workspace);
    desk.act(Event::LoadDelayed);
    assert!(Rc::ptr_eq(&before, &desk.workspace), "a late delay does not bring the skeleton back");
}

#[test]
fn turning_to_another_directory_asks_nobody() {
    let mut desk = Desk::ready();
    assert_eq!((desk.entity(), desk.names()), ("DEAL_STAGE", vec!["Row 1".into(), "Row 2".into()]));
    for (entity, names) in
        [("SOURCE", vec!["Row 3"]), ("INDUSTRY", vec![]), ("DEAL_STAGE", vec!["Row 1", "Row 2"])]
    {
        desk.open(entity);
        assert_eq!((desk.entity(), desk.names()), (entity, names.iter().map(ToString::to_string).collect()));
        assert_eq!(desk.workspace.editor().access(), Access::Edit);
        assert_eq!(desk.workspace.effects(desk.now), None);
    }
    assert_eq!(desk.workspace.count("SOURCE"), 1);
    assert_eq!(desk.workspace.count("INDUSTRY"), 0);
}

#[test]
fn what_is_not_saved_when_the_user_turns_away_is_saved_all_the_same() {
    let mut desk = Desk::ready();
    desk.rename(1, "Lead");
    desk.open("SOURCE");
    assert_eq!((desk.workspace.unsaved(), desk.workspace.tally("DEAL_STAGE").saving), (1, 1));
    assert_eq!(desk.workspace.tally("INDUSTRY"), Tally::default());
    let read = desk.answer(Ok(Seen::All(rows_of(&rows(), "DEAL_STAGE"))));
    assert_eq!(&*read, "DEAL_STAGE");
    let Effect::Ask(entity, _, Request::Write(_)) = desk.start() else { panic!("a write") };
    assert_eq!(&*entity, "DEAL_STAGE");
    desk.open("DEAL_STAGE");
    assert_eq!(desk.names(), ["Lead", "Row 2"]);
    assert_eq!(desk.workspace.editor().row(id(1)).unwrap().state, RowState::Saving);
}

#[test]
fn a_name_that_is_none_waits_for_the_user_to_return() {
    let mut desk = Desk::ready();
    desk.here(Action::Unfinished(id(1), Some("".into())));
    desk.open("SOURCE");
    assert_eq!((desk.workspace.unsaved(), desk.workspace.tally("DEAL_STAGE").left()), (1, 1));
    assert_eq!(desk.workspace.effects(desk.now), None, "it is nothing to be sent");
    desk.open("DEAL_STAGE");
    assert_eq!(desk.workspace.editor().row(id(1)).unwrap().unfinished.as_deref(), Some(""));
    assert_eq!(desk.workspace.editor().row(id(2)).unwrap().unfinished, None);
    desk.here(Action::Unfinished(id(1), None));
    assert_eq!(desk.workspace.unsaved(), 0);
}

#[test]
fn whoever_returns_after_a_minute_sees_the_latest() {
    let mut desk = Desk::ready();
    desk.open("SOURCE");
    desk.now += MINUTE;
    desk.open("DEAL_STAGE");
    let renamed = Rc::new(Status { name: "Changed".into(), ..(*row(1, "DEAL_STAGE")).clone() });
    let read = desk.answer(Ok(Seen::All(vec![renamed, row(2, "DEAL_STAGE")])));
    assert_eq!((&*read, desk.names()), ("DEAL_STAGE", vec!["Changed".into(), "Row 2".into()]));
}

#[test]
fn only_the_directory_on_the_screen_is_read_again_from_time_to_time() {
    let mut desk = Desk::ready();
    desk.open("SOURCE");
    let first = desk.answer(Ok(Seen::All(vec![row(3, "SOURCE")])));
    assert_eq!((&*first, desk.now), ("SOURCE", START + 5 * MINUTE));
    assert_eq!(desk.workspace.wake(), Some(START + 10 * MINUTE));
    desk.here(Action::InView(false));
    assert_eq!(desk.workspace.wake(), None);
}

#[test]
fn the_end_of_the_session_and_the_lack_of_the_right_are_known_everywhere() {
    let mut desk = Desk::ready();
    desk.open("SOURCE");
    desk.open("DEAL_STAGE");
    desk.rename(1, "Lead");
    desk.answer(Err(failure(Cause::SessionEnded)));
    desk.open("SOURCE");
    assert_eq!(desk.workspace.editor().link(), Link::Ended);
    desk.open("INDUSTRY");
    assert_eq!(desk.workspace.editor().link(), Link::Ended, "also where nobody was before");
    desk.here(Action::ReconnectWanted);
    assert!(desk.workspace.editors.iter().all(|editor| editor.link() == Link::Up));
    desk.here(Action::Connected(false));
    assert!(desk.workspace.editors.iter().all(|editor| editor.link() == Link::Offline));
}

#[test]
fn a_portal_that_describes_nothing_shows_what_has_rows() {
    let mut desk = Desk::new();
    desk.start();
    desk.act(Event::Loaded(0, Ok(Loaded { directories: vec![], ..loaded() })));
    let offered: Vec<_> = desk.workspace.directories().iter().map(|it| it.entity.to_string()).collect();
    assert_eq!(offered, ["DEAL_STAGE", "SOURCE"], "hidden ones are not offered");
    let mut desk = Desk::new();
    desk.start();
    desk.act(Event::Loaded(0, Ok(Loaded { directories: vec![], rows: vec![], access: Access::View })));
    assert_eq!((desk.entity(), desk.names()), ("DEAL_STAGE", vec![]));
}

#[test]
fn a_reload_brings_every_directory_that_was_opened_up_to_date() {
    let mut desk = Desk::ready();
    desk.open("SOURCE");
    desk.act(Event::LoadWanted);
    desk.start();
    let mut again = loaded();
    again.rows = vec![row(7, "SOURCE"), row(8, "DEAL_STAGE")];
    again.access = Access::View;
    desk.act(Event::Loaded(1, Ok(again)));
    assert_eq!((desk.entity(), desk.names()), ("SOURCE", vec!["Row 3".into(), "Row 7".into()]));
    assert_eq!(desk.workspace.editor().row(id(3)).unwrap().state, RowState::Gone, "nothing vanishes unsaid");
    desk.open("DEAL_STAGE");
    assert_eq!(desk.names(), ["Row 1", "Row 2", "Row 8"]);
    assert_eq!(desk.workspace.editor().access(), Access::View);
}

#[test]
fn all_directories_together_keep_to_the_portals_pace() {
    let mut desk = Desk::ready();
    desk.now += MINUTE;
    desk.rename(1, "Lead");
    desk.open("SOURCE");
    desk.rename(3, "Fair");
    let first = desk.now;
    let mut asked = Vec::new();
    for nth in 0..40u64 {
        // Whoever works in two directories and deletes in a third.
        desk.here(Action::Asked);
        asked.push(desk.now);
        if let Effect::Ask(entity, ticket, Request::Read(_)) = desk.start() {
            asked.push(desk.now);
            desk.act(Event::In(entity, Action::Read(ticket, Err(failure(Cause::Unreachable)))));
        }
        let free = desk.workspace.editor().bucket().free_at();
        assert!(desk.workspace.editors.iter().all(|editor| editor.bucket().free_at() == free), "{nth}");
        desk.now = desk.now.max(free);
        if desk.workspace.unsaved() == 0 || desk.workspace.wake().is_none() {
            break;
        }
        if desk.workspace.editors.iter().all(|editor| editor.tally().failed == 1) {
            break;
        }
    }
    let (many, took) = (asked.len() as u64, asked.last().unwrap() - first);
    assert!(many > 10 && asked[0] == first, "{asked:?}");
    assert!(many <= 4 + took / 500, "{many} in {took} ms");
}

#[test]
fn what_the_portal_refuses_in_one_place_waits_in_all() {
    let mut desk = Desk::ready();
    desk.open("SOURCE");
    desk.now += MINUTE;
    desk.rename(3, "Fair");
    desk.now += 1_000;
    desk.here(Action::Crowded);
    let refused = desk.now;
    desk.answer(Err(failure(Cause::Busy)));
    assert!(desk.now >= refused + 500, "not at once");
    let again = desk.now;
    desk.open("DEAL_STAGE");
    desk.rename(1, "Lead");
    let Effect::Ask(entity, ..) = desk.start() else { panic!("a reading") };
    assert_eq!(&*entity, "DEAL_STAGE");
    assert!(desk.now >= again + 500, "and the other directory does not ask in between");
}
