//! What an edit costs in a long list: nothing is measured, but counted how many rows are looked at, and made anew.

use super::*;
use crate::color::Color;
use crate::editor::Written;
use crate::store::{Act, Answer, Read};
use crate::tree::steps;

const ENTITY: &str = "SOURCE";

/// What was done, how often a row was come by meanwhile, and how many nodes of trees are new.
type Cost = (&'static str, usize);

/// A workspace with a long list in it.
struct Long {
    desk: Desk,
    costs: Vec<Cost>,
}

impl Long {
    fn new(count: u32) -> Self {
        let mut desk = Desk::new();
        desk.start();
        let directories = vec![Rc::new(Directory::unnamed(ENTITY))];
        let rows = (1..=count).map(|number| row(number, ENTITY)).collect();
        desk.act(Event::Loaded(0, Ok(Loaded { directories, rows, access: Access::Edit })));
        Self { desk, costs: Vec::new() }
    }

    fn editor(&self) -> &Rc<Editor> {
        self.desk.workspace.editor()
    }

    /// Tells of something, and looks for what is to be done then.
    fn tell(&mut self, what: &'static str, event: Event) {
        let before = steps();
        self.desk.act(event);
        let _ = (self.desk.workspace.effects(self.desk.now), self.desk.workspace.wake());
        self.costs.push((what, steps() - before));
    }

    fn act(&mut self, what: &'static str, action: Action) {
        self.tell(what, Event::Here(action));
    }

    /// Saves what is pending. What is read is said to be what is known, and of that only `ids`.
    fn save(&mut self, what: &'static str, ids: &[StatusId]) {
        for _ in 0..2 {
            self.desk.now += 2_000;
            let Some(Effect::Ask(entity, ticket, request)) = self.desk.workspace.effects(self.desk.now)
            else {
                panic!("{what}: nothing to ask for");
            };
            self.tell(what, Event::Started(Effect::Ask(entity, ticket, request.clone())));
            let answer = match request {
                Request::Read(_) => {
                    let known = |id: &StatusId| (*id, self.editor().confirmed(*id).cloned());
                    Action::Read(ticket, Ok(Seen::Some(ids.iter().map(known).collect())))
                }
                Request::Write(round) => {
                    let answers = round.writes.iter().map(|write| self.made(&write.act)).collect();
                    Action::Written(ticket, Ok(Written { answers, resets: Vec::new() }))
                }
                Request::Count(_) => panic!("nothing is to be deleted"),
            };
            self.act(what, answer);
        }
        assert_eq!(self.editor().tally().unsaved(), 0, "{what}");
    }

    fn made(&self, act: &Act) -> Answer {
        let Act::Update { id, name, color, sort } = act else { panic!("{act:?}") };
        let mut row = (**self.editor().confirmed(*id).unwrap()).clone();
        row.name = name.as_ref().map_or(row.name, |name| name.as_str().into());
        row.color = color.clone().unwrap_or(row.color);
        row.sort = sort.unwrap_or(row.sort);
        Answer { write: Ok(()), read: Read::Row(Rc::new(row)) }
    }
}

fn renamed(number: u32, text: &str) -> Action {
    Action::Edited { target: id(number), change: Change::Rename(Name::parse(text).unwrap()) }
}

/// A day's work in the middle of a list of so many rows.
fn work(count: u32) -> Long {
    let mut long = Long::new(count);
    let (at, far) = (count / 2, count / 4);
    long.act("rename", renamed(at, "Another"));
    long.save("save a name", &[id(at)]);
    let color = StoredColor::Color(Color::from_rgb(0x2f_c6f6));
    long.act("recolour", Action::Edited { target: id(at), change: Change::Recolor(color) });
    long.save("save a colour", &[id(at)]);
    for (step, save, number, steps) in [
        ("move", "save a move", at, 3),
        ("move far", "save a move far", at + 9, isize::try_from(far).unwrap()),
    ] {
        long.act(step, Action::Moved { target: id(number), steps });
        long.act(step, Action::Moved { target: id(number), steps: -1 });
        long.save(save, &[id(number)]);
    }
    long.act("undo a move", Action::Undone(None));
    long.act("undo a name", Action::Undone(Some(1)));
    long.act("redo", Action::Redone);
    long
}

#[test]
fn an_edit_comes_by_no_more_rows_in_a_long_list_than_in_a_short_one() {
    let (short, long) = (work(1_000), work(100_000));
    assert_eq!(short.costs.len(), long.costs.len());
    for ((what, short), (_, long)) in short.costs.iter().zip(&long.costs) {
        // A tree of a hundred times as many is not twice as high.
        assert!(*long <= 2 * short + 50, "{what}: {short} in a short list, {long} in a long one");
    }
}

#[test]
fn what_is_done_to_many_rows_costs_as_many_times_more() {
    let cost = |count: u32| {
        let mut long = Long::new(count);
        let ids: Vec<_> = (1..=count).map(id).collect();
        let color = Change::Recolor(StoredColor::Color(Color::from_rgb(0x2f_c6f6)));
        let all = ids.iter().map(|id| Action::Edited { target: *id, change: color.clone() });
        long.act("recolour all", Action::Together(all.collect()));
        long.act("undo all", Action::Undone(None));
        let order = ids.iter().rev().copied().collect();
        long.act("turn the order round", Action::Arranged { group: Group::InProgress, order });
        long.act("move one of them", Action::Moved { target: ids[0], steps: -3 });
        long.act("undo", Action::Undone(None));
        long.act("undo", Action::Undone(None));
        assert!(long.editor().lineup().ids().eq(ids));
        long.costs
    };
    for ((what, few), (_, many)) in cost(200).into_iter().zip(cost(2_000)) {
        assert!(many <= 10 * few * 2, "{what}: {few} for few, {many} for many");
    }
}

#[test]
fn the_order_is_shared_until_it_changes() {
    let mut long = Long::new(1_000);
    let before = Rc::clone(long.editor().lineup());
    long.act("rename", renamed(7, "Another"));
    long.save("save a name", &[id(7)]);
    let untouched = Rc::clone(long.editor().confirmed(id(8)).unwrap());
    long.act("undo", Action::Undone(None));
    assert!(Rc::ptr_eq(&before, long.editor().lineup()));
    long.act("move", Action::Moved { target: id(7), steps: 2 });
    assert!(!Rc::ptr_eq(&before, long.editor().lineup()));
    assert_eq!(long.editor().place(id(7)), Some((Group::InProgress, 8)));
    long.act("undo", Action::Undone(None));
    assert!(before.ids().eq(long.editor().lineup().ids()));
    assert!(Rc::ptr_eq(&untouched, long.editor().confirmed(id(8)).unwrap()));
}

#[test]
fn the_name_of_another_row_is_found_whatever_has_become_of_it() {
    let mut long = Long::new(9);
    let taken = |long: &Long, name: &str| long.editor().has_name(name, Some(id(1)));
    assert!(taken(&long, " ROW 5 ") && !taken(&long, "Row 1") && !taken(&long, "Fünf"));
    long.act("rename", renamed(5, "Fünf"));
    assert!(!taken(&long, "Row 5") && taken(&long, "FÜNF"), "as it is shown");
    long.save("save a name", &[id(5)]);
    assert!(!taken(&long, "Row 5") && taken(&long, "fünf"), "as it is stored");
    long.act("remove", Action::Removed(id(5)));
    assert!(!taken(&long, "fünf"));
}
