//! A gateway that keeps rows in memory, as a server of one's own would keep them in a database.

use stagecraft::Gateway;
use stagecraft::gateway::Reply;
use stagecraft::statuses::json::Json;
use stagecraft::statuses::relocation::Reply as Answered;
use stagecraft::statuses::{
    Access, Act, Answer, Call, Directory, Draft, Failure, Group, Loaded, Read, Round, Seen, Status, StatusId,
    StoredColor, Written,
};
use std::cell::RefCell;
use std::future::ready;
use std::rc::Rc;

/// The rows of the one directory there is.
pub(crate) struct Shelf(RefCell<Vec<Rc<Status>>>);

impl Default for Shelf {
    fn default() -> Self {
        let stages = [
            ("NEW", "New", Group::InProgress),
            ("WON", "Deal won", Group::Success),
            ("LOSE", "Deal lost", Group::Failed),
        ];
        let rows = (1..).zip(stages).filter_map(|(id, (code, name, group))| {
            Some(row(StatusId::new(id)?, code, name, StoredColor::Default, i64::from(id) * 10, group))
        });
        Self(RefCell::new(rows.collect()))
    }
}

fn row(id: StatusId, code: &str, name: &str, color: StoredColor, sort: i64, group: Group) -> Rc<Status> {
    Rc::new(Status {
        id,
        entity: Directory::deals().entity,
        code: code.into(),
        name: name.into(),
        name_init: "".into(),
        sort,
        system: false,
        color,
        group,
    })
}

impl Shelf {
    /// Does what one command asks for, and tells what is there afterwards: that is what the editor believes.
    fn act(&self, act: &Act) -> Read {
        match act {
            Act::Update { id, name, color, sort } => {
                let mut rows = self.0.borrow_mut();
                let Some(row) = rows.iter_mut().find(|row| row.id == *id) else { return Read::Missing };
                let mut changed = (**row).clone();
                if let Some(name) = name {
                    changed.name = name.as_str().into();
                }
                if let Some(color) = color {
                    changed.color = color.clone();
                }
                changed.sort = sort.unwrap_or(changed.sort);
                *row = Rc::new(changed);
                Read::Row(Rc::clone(row))
            }
            Act::Add { draft, sort } => self.add(draft, *sort).map_or(Read::Unknown, Read::Row),
            Act::Delete { id, .. } => {
                self.0.borrow_mut().retain(|row| row.id != *id);
                Read::Missing
            }
        }
    }

    fn add(&self, draft: &Draft, sort: i64) -> Option<Rc<Status>> {
        let mut rows = self.0.borrow_mut();
        let last = rows.iter().map(|row| row.id.get()).max().unwrap_or_default();
        let color = draft.color.map_or(StoredColor::Default, StoredColor::Color);
        let added =
            row(StatusId::new(last + 1)?, &draft.code, draft.name.as_str(), color, sort, draft.place.group);
        rows.push(Rc::clone(&added));
        Some(added)
    }
}

impl Gateway for Shelf {
    fn load(&self) -> Reply<'_, Result<Loaded, Failure>> {
        let directories = vec![Rc::new(Directory { name: "Repairs".into(), ..Directory::deals() })];
        Box::pin(ready(Ok(Loaded { directories, rows: self.0.borrow().clone(), access: Access::Edit })))
    }

    fn read<'a>(&'a self, _: &'a str, _: &'a [StatusId]) -> Reply<'a, Result<Seen, Failure>> {
        Box::pin(ready(Ok(Seen::All(self.0.borrow().clone()))))
    }

    fn write<'a>(&'a self, round: &'a Round) -> Reply<'a, Result<Written, Failure>> {
        let answers = round.writes.iter().map(|write| Answer { write: Ok(()), read: self.act(&write.act) });
        Box::pin(ready(Ok(Written { answers: answers.collect(), resets: Vec::new() })))
    }

    /// There are no records here, so nothing holds any stage.
    fn ask<'a>(&'a self, calls: &'a [Call]) -> Reply<'a, Result<Vec<Answered>, Failure>> {
        let none = |_| Answered { result: Ok(Json::List(Vec::new())), total: Some(0) };
        Box::pin(ready(Ok(calls.iter().map(none).collect())))
    }

    /// Nor are there pages of a portal.
    fn show<'a>(&'a self, path: &'a str) -> Reply<'a, Result<(), String>> {
        Box::pin(ready(Err(path.to_owned())))
    }
}
