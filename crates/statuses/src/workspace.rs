//! The whole portal: its directories, and an editor for each one that was opened.
//!
//! The start reads everything in one request, so that turning to another directory asks nobody. An editor stays when
//! the user turns away from it: what is not saved there yet goes on being saved.

use crate::clock::Millis;
use crate::directory::Directory;
use crate::editor::{Access, Action, Editor, Tally};
use crate::failure::Failure;
use crate::opening::Opening;
use crate::status::Status;
use crate::sync::{Link, Request, Ticket};
use std::rc::Rc;

/// The state of everything, and the only place where it changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workspace {
    phase: Phase,
    load: u32,
    opening: Rc<Opening>,
    directories: Rc<Vec<Rc<Directory>>>,
    /// What was read at the start, for the directories that nobody has opened since.
    shelf: Rc<Vec<Rc<Status>>>,
    read_at: Millis,
    editors: Vec<Rc<Editor>>,
    /// Which of them is on the screen.
    open: usize,
    /// Somebody looks.
    visible: bool,
}

/// Whether there is something to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phase {
    /// It has to be asked for.
    Wanted,
    /// It was asked for.
    Loading {
        /// Long enough ago to say so.
        slow: bool,
    },
    /// It is there.
    Ready,
    /// It did not come.
    Failed(Failure),
}

/// What the portal told at the start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loaded {
    /// Its directories in the order in which they are offered; none if it did not describe them.
    pub directories: Vec<Rc<Directory>>,
    /// The rows of all of them.
    pub rows: Vec<Rc<Status>>,
    /// What the user may do.
    pub access: Access,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// What was wanted is under way.
    Started(Effect),
    /// No answer yet, and the user should know that we know.
    LoadDelayed,
    /// The load of this number came, or did not.
    Loaded(u32, Result<Loaded, Failure>),
    /// The user wants everything from the start.
    LoadWanted,
    /// The user turns to the directory of this id.
    Opened(Box<str>),
    /// Something of the directory of this id.
    In(Box<str>, Action),
    /// Something of the directory on the screen, or of what is around all of them.
    Here(Action),
}

/// Something that has to be done outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Ask for everything, to be reported under this number: an answer that was overtaken by a newer request must
    /// not win.
    Load(u32),
    /// Ask for something of the directory of this id, to be reported under the ticket.
    Ask(Box<str>, Ticket, Request),
}

impl Workspace {
    /// A workspace that wants everything.
    #[must_use]
    pub fn new(opening: Opening) -> Self {
        // There is always an editor; before the portal has answered it has no rows and nobody sees it.
        let nothing = Editor::new(Directory::unnamed(""), Vec::new(), Access::View, 0);
        Self {
            phase: Phase::Wanted,
            load: 0,
            opening: Rc::new(opening),
            directories: Rc::default(),
            shelf: Rc::default(),
            read_at: 0,
            editors: vec![Rc::new(nothing)],
            open: 0,
            visible: true,
        }
    }

    /// Whether there is something to show.
    #[must_use]
    pub fn phase(&self) -> &Phase {
        &self.phase
    }

    /// The directories that are offered, in their order.
    #[must_use]
    pub fn directories(&self) -> &[Rc<Directory>] {
        &self.directories
    }

    /// The editor of the directory on the screen.
    #[must_use]
    pub fn editor(&self) -> &Rc<Editor> {
        &self.editors[self.open]
    }

    /// The editors of the other directories that were opened.
    pub fn others(&self) -> impl Iterator<Item = &Rc<Editor>> {
        self.editors.iter().enumerate().filter(|(at, _)| *at != self.open).map(|(_, editor)| editor)
    }

    /// What a directory looks like, without turning to it.
    #[must_use]
    pub fn glance(&self, entity: &str) -> Rc<Editor> {
        if let Some(at) = self.find(entity) {
            return Rc::clone(&self.editors[at]);
        }
        let described = self.directories.iter().find(|it| *it.entity == *entity);
        let directory = described.map_or_else(|| Directory::unnamed(entity), |it| (**it).clone());
        let rows = rows_of(&self.shelf, entity);
        Rc::new(Editor::new(directory, rows, self.editor().access(), self.read_at))
    }

    /// How many rows a directory has.
    #[must_use]
    pub fn count(&self, entity: &str) -> usize {
        match self.find(entity) {
            Some(at) => self.editors[at].tally().rows,
            None => self.shelf.iter().filter(|row| *row.entity == *entity).count(),
        }
    }

    /// How the rows of a directory stand; all is well with one that was never opened.
    #[must_use]
    pub fn tally(&self, entity: &str) -> Tally {
        self.find(entity).map(|at| self.editors[at].tally()).unwrap_or_default()
    }

    /// Changes the portal does not hold, in all directories.
    #[must_use]
    pub fn unsaved(&self) -> usize {
        self.editors.iter().map(|editor| editor.tally().unsaved()).sum()
    }

    /// What has to be done at `now`. The same is told until an event says that it is under way.
    #[must_use]
    pub fn effects(&self, now: Millis) -> Option<Effect> {
        match self.phase {
            // A list asked for now could be older than what is just being written.
            Phase::Wanted if self.editors.iter().any(|editor| editor.is_busy()) => None,
            Phase::Wanted => Some(Effect::Load(self.load)),
            Phase::Ready => self.editors.iter().find_map(|editor| {
                let (ticket, request) = editor.effects(now)?;
                Some(Effect::Ask(editor.directory().entity.clone(), ticket, request))
            }),
            _ => None,
        }
    }

    /// When to look for effects again, if nothing else happens.
    #[must_use]
    pub fn wake(&self) -> Option<Millis> {
        let ready = self.editors.iter().filter(|_| self.phase == Phase::Ready);
        ready.filter_map(|editor| editor.wake()).min()
    }

    /// The workspace after something has happened at `now`; the same allocation if that changes nothing.
    #[must_use]
    pub fn reduce(self: Rc<Self>, event: Event, now: Millis) -> Rc<Self> {
        let mut next = (*self).clone();
        next.apply(event, now);
        if next == *self { self } else { Rc::new(next) }
    }

    fn apply(&mut self, event: Event, now: Millis) {
        match event {
            Event::Started(Effect::Load(_)) => {
                self.phase = Phase::Loading { slow: false };
                self.update(self.open, Action::Asked, now);
            }
            Event::Started(Effect::Ask(entity, ticket, request)) => {
                self.tell(&entity, Action::Started(ticket, request), now);
            }
            Event::LoadDelayed => {
                if let Phase::Loading { slow } = &mut self.phase {
                    *slow = true;
                }
            }
            Event::Loaded(load, loaded) if load == self.load => match loaded {
                Ok(loaded) => self.take_over(loaded, now),
                Err(failure) => self.phase = Phase::Failed(failure),
            },
            Event::Loaded(..) => {}
            Event::LoadWanted => {
                self.load += 1;
                self.phase = Phase::Wanted;
            }
            Event::Opened(entity) => self.turn_to(&entity, now),
            Event::In(entity, action) => self.tell(&entity, action, now),
            Event::Here(action) => self.tell_here(action, now),
        }
        self.agree();
    }

    fn take_over(&mut self, loaded: Loaded, now: Millis) {
        let Loaded { directories, rows, access } = loaded;
        self.directories = Rc::new(if directories.is_empty() { undescribed(&rows) } else { directories });
        (self.shelf, self.read_at, self.phase) = (Rc::new(rows), now, Phase::Ready);
        for editor in &mut self.editors {
            let entity = editor.directory().entity.clone();
            let described = self.directories.iter().find(|it| it.entity == entity);
            let rows = rows_of(&self.shelf, &entity);
            *editor = Rc::new((**editor).clone().reloaded(described, rows, access, now));
        }
        if self.editor().directory().entity.is_empty() {
            let first = self.opening.choose(&self.directories);
            let entity = first.map_or_else(|| Box::from("DEAL_STAGE"), |directory| directory.entity.clone());
            self.turn_to(&entity, now);
            self.editors.retain(|editor| !editor.directory().entity.is_empty());
            self.open = 0;
        }
    }

    fn turn_to(&mut self, entity: &str, now: Millis) {
        self.update(self.open, Action::Left, now);
        self.open = self.find(entity).unwrap_or_else(|| {
            self.editors.push(self.glance(entity));
            self.editors.len() - 1
        });
        self.update(self.open, Action::InView(self.visible), now);
        self.agree();
    }

    fn tell(&mut self, entity: &str, action: Action, now: Millis) {
        if let Some(at) = self.find(entity) {
            self.update(at, action, now);
        }
    }

    fn tell_here(&mut self, action: Action, now: Millis) {
        match action {
            Action::Connected(_) | Action::ReconnectWanted => {
                (0..self.editors.len()).for_each(|at| self.update(at, action.clone(), now));
            }
            Action::InView(visible) => {
                self.visible = visible;
                self.update(self.open, action, now);
            }
            _ => self.update(self.open, action, now),
        }
    }

    fn update(&mut self, at: usize, action: Action, now: Millis) {
        self.editors[at] = Rc::clone(&self.editors[at]).reduce(action, now);
    }

    /// The session, the right to change anything, and the patience of the portal are the same everywhere.
    fn agree(&mut self) {
        let ended = self.editors.iter().any(|editor| editor.link() == Link::Ended);
        let offline = self.editors.iter().any(|editor| editor.link() == Link::Offline);
        let deprived = self.editors.iter().any(|editor| editor.access() == Access::View);
        let bucket = self.editors.iter().map(|editor| editor.bucket()).max().unwrap_or_default();
        for editor in &mut self.editors {
            if editor.bucket() != bucket {
                Rc::make_mut(editor).keep_pace(bucket);
            }
            let link = match (ended, offline) {
                (true, _) => Link::Ended,
                (_, true) => Link::Offline,
                _ => Link::Up,
            };
            let access = if deprived { Access::View } else { editor.access() };
            if (editor.link(), editor.access()) != (link, access) {
                Rc::make_mut(editor).share(link, access);
            }
        }
    }

    fn find(&self, entity: &str) -> Option<usize> {
        self.editors.iter().position(|editor| *editor.directory().entity == *entity)
    }
}

fn rows_of(shelf: &[Rc<Status>], entity: &str) -> Vec<Rc<Status>> {
    shelf.iter().filter(|row| *row.entity == *entity).cloned().collect()
}

/// The directories that rows belong to, for a portal that does not describe any.
fn undescribed(rows: &[Rc<Status>]) -> Vec<Rc<Directory>> {
    let mut found: Vec<Rc<Directory>> = Vec::new();
    for row in rows.iter().filter(|row| !Directory::is_hidden(&row.entity)) {
        if !found.iter().any(|known| known.entity == row.entity) {
            Directory::insert(&mut found, Rc::new(Directory::unnamed(&row.entity)));
        }
    }
    found
}

#[cfg(test)]
mod tests;
