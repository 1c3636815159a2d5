//! The whole state of the editor, and the only place where it changes.
//!
//! [`Editor::reduce`] is pure: the time is told, and nothing is sent. What has to be sent is told by
//! [`Editor::effects`]; whoever sends it reports back with an [`Action`].

mod action;
mod additions;
mod answers;
mod palette;
mod steps;

pub use action::{Action, Hand, Notice, Written};
pub use additions::{Spot, Standing};

use crate::clock::Millis;
use crate::directory::Directory;
use crate::failure::{Cause, Failure};
use crate::history::{History, Part, Step};
use crate::key::{self, pair};
use crate::status::{Group, Status, StatusId};
use crate::store::{Change, Lineup, Mutation, MutationId, Row, Seen, Store};
use crate::sync::{Bucket, Link, Outbox, Request, Ticket, Trouble};
use crate::tree::Keys;
use std::rc::Rc;

/// One directory being edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Editor {
    directory: Rc<Directory>,
    access: Access,
    store: Store,
    outbox: Outbox,
    history: History,
    notice: Option<Rc<Notice>>,
    /// Rows that were made here: under which id they were shown first, and which one the portal gave them; and the other
    /// way round.
    born: Keys,
    /// The rows that were added last, under their first ids.
    added: Vec<StatusId>,
}

/// What the user may do with the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Change it.
    Edit,
    /// Look at it (rest-behaviour §1.4).
    View,
}

/// The rows of one group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Which group.
    pub group: Group,
    /// Its rows in order.
    pub rows: Vec<Row>,
    /// How many more there are that somebody else made, and that the user has not asked to see.
    pub arrived: usize,
}

/// How many rows are in which trouble.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Rows shown.
    pub rows: usize,
    /// Changes on their way, deletions that can still be taken back included.
    pub saving: usize,
    /// Changes that were not made.
    pub failed: usize,
    /// Changes that clash with somebody else's.
    pub conflicts: usize,
    /// Names that were written and are none.
    pub unfinished: usize,
}

impl Tally {
    /// Changes the portal does not hold.
    #[must_use]
    pub fn unsaved(self) -> usize {
        self.saving + self.left()
    }

    /// Changes the user has to decide about.
    #[must_use]
    pub fn open(self) -> usize {
        self.failed + self.conflicts
    }

    /// What the user has to see to, names included that are still open in their fields.
    #[must_use]
    pub fn left(self) -> usize {
        self.open() + self.unfinished
    }
}

impl Editor {
    /// An editor of these rows, which were read at `now`.
    #[must_use]
    pub fn new(directory: Directory, rows: Vec<Rc<Status>>, access: Access, now: Millis) -> Self {
        let empty = Self {
            directory: Rc::new(directory),
            access,
            store: Store::default(),
            outbox: Outbox::default(),
            history: History::default(),
            notice: None,
            born: Keys::default(),
            added: Vec::new(),
        };
        empty.reloaded(None, rows, access, now)
    }

    /// The editor with everything as it was just read by other means.
    #[must_use]
    pub fn reloaded(
        mut self,
        directory: Option<&Rc<Directory>>,
        rows: Vec<Rc<Status>>,
        access: Access,
        now: Millis,
    ) -> Self {
        if let Some(directory) = directory {
            self.directory = Rc::clone(directory);
        }
        self.access = access;
        self.outbox.loaded(now);
        let settled = self.store.take(Seen::All(rows), false, now);
        self.conclude(settled);
        self.store.keep_lineup();
        self
    }

    /// Takes over what is the same for all directories of a portal: whether it can be asked, and what the user may do.
    pub fn share(&mut self, link: Link, access: Access) {
        self.outbox.share(link);
        self.access = access;
    }

    /// How full the portal is, as far as is known here.
    #[must_use]
    pub fn bucket(&self) -> Bucket {
        self.outbox.bucket()
    }

    /// Takes over how full the portal is.
    pub fn keep_pace(&mut self, bucket: Bucket) {
        *self.outbox.bucket_mut() = bucket;
    }

    /// The directory being edited.
    #[must_use]
    pub fn directory(&self) -> &Rc<Directory> {
        &self.directory
    }

    /// What the user may do.
    #[must_use]
    pub fn access(&self) -> Access {
        self.access
    }

    /// What just happened.
    #[must_use]
    pub fn notice(&self) -> Option<&Rc<Notice>> {
        self.notice.as_ref()
    }

    /// Whether the portal can be asked at all.
    #[must_use]
    pub fn link(&self) -> Link {
        self.outbox.link()
    }

    /// Why nothing gets through at the moment.
    #[must_use]
    pub fn trouble(&self) -> Option<&Rc<Trouble>> {
        // It is over when the user has given up what waited because of it.
        let matters = |trouble: &&Rc<Trouble>| trouble.seconds == 0 || self.store.waiting().next().is_some();
        self.outbox.trouble().filter(matters)
    }

    /// What the user did, to be taken back.
    #[must_use]
    pub fn history(&self) -> &History {
        &self.history
    }

    /// The changes the portal does not hold.
    #[must_use]
    pub fn pending(&self) -> &[Rc<Mutation>] {
        self.store.pending()
    }

    /// Texts that the user has written for names of rows and that are none.
    #[must_use]
    pub fn unfinished(&self) -> &[(StatusId, Rc<str>)] {
        self.store.unfinished()
    }

    /// The row as the portal holds it.
    #[must_use]
    pub fn confirmed(&self, id: StatusId) -> Option<&Rc<Status>> {
        self.store.confirmed(id)
    }

    /// The id under which a row was shown first, which stays while the portal gives a new row its own.
    #[must_use]
    pub fn first_id(&self, id: StatusId) -> StatusId {
        if id.is_provisional() { id } else { self.other_id(id) }
    }

    /// The id that a row has by now.
    #[must_use]
    pub fn latest_id(&self, id: StatusId) -> StatusId {
        if id.is_provisional() { self.other_id(id) } else { id }
    }

    fn other_id(&self, id: StatusId) -> StatusId {
        let found = self.born.since(pair(id.get() as usize, 0)).next();
        let found = found.filter(|(key, ())| key::first(*key) == id.get() as usize);
        found.and_then(|(key, ())| StatusId::new(u32::try_from(key::second(key)).ok()?)).unwrap_or(id)
    }

    /// The rows by group; groups of a pipeline are there even when empty.
    #[must_use]
    pub fn sections(&self) -> Vec<Section> {
        let section = |group: &Group| Section { group: *group, rows: Vec::new(), arrived: 0 };
        let mut sections: Vec<_> = Group::ALL.iter().map(section).collect();
        for row in self.store.rows() {
            sections[row.status.group as usize].rows.push(row);
        }
        for section in &mut sections {
            section.arrived = self.arrived(section.group);
        }
        sections
    }

    /// A row as it is shown.
    #[must_use]
    pub fn row(&self, id: StatusId) -> Option<Row> {
        self.store.row(id)
    }

    /// The status of a row as it is shown.
    #[must_use]
    pub fn shown(&self, id: StatusId) -> Option<Rc<Status>> {
        self.store.shown(id)
    }

    /// The order in which the rows are shown. States share it until order or membership changes.
    #[must_use]
    pub fn lineup(&self) -> &Rc<Lineup> {
        self.store.kept_lineup()
    }

    /// The place of a row in the whole list, counted from zero through all groups.
    #[must_use]
    pub fn find(&self, id: StatusId) -> Option<usize> {
        self.store.find_in(self.lineup(), id)
    }

    /// The group of a row, and its place in it, counted from zero.
    #[must_use]
    pub fn place(&self, id: StatusId) -> Option<(Group, usize)> {
        let at = self.find(id)?;
        let group = self.lineup().group_at(at)?;
        Some((group, at - self.lineup().first(group)))
    }

    /// How many more rows of a group there are that somebody else made, and that the user has not asked to see.
    #[must_use]
    pub fn arrived(&self, group: Group) -> usize {
        let rows = self.store.arrived().filter_map(|id| self.store.confirmed(id));
        rows.filter(|row| row.group == group).count()
    }

    /// A row and its place in its group, counted from zero.
    #[must_use]
    pub fn placed(&self, id: StatusId) -> Option<(usize, Row)> {
        let (_, at) = self.place(id)?;
        Some((at, self.row(id)?))
    }

    /// How many rows are in which trouble.
    #[must_use]
    pub fn tally(&self) -> Tally {
        let count = |of: fn(&Mutation) -> bool| self.store.pending().iter().filter(|it| of(it)).count();
        let (failed, conflicts) = (count(Mutation::is_failed), count(Mutation::is_in_conflict));
        let saving = self.store.pending().len() - failed - conflicts;
        let unfinished = self.store.unfinished().len();
        Tally { rows: self.store.len(), saving, failed, conflicts, unfinished }
    }

    /// The request to be made at `now`. The same is told until an action says that it is under way.
    #[must_use]
    pub fn effects(&self, now: Millis) -> Option<(Ticket, Request)> {
        self.outbox.next(&self.store, now)
    }

    /// Whether an answer is awaited.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.outbox.is_busy()
    }

    /// When to look for a request again, if nothing else happens.
    #[must_use]
    pub fn wake(&self) -> Option<Millis> {
        self.outbox.wake(&self.store)
    }

    /// The editor after something has happened at `now`; the same allocation if that changes nothing.
    #[must_use]
    pub fn reduce(self: Rc<Self>, action: Action, now: Millis) -> Rc<Self> {
        let mut next = (*self).clone();
        next.apply(action, now);
        next.store.keep_lineup();
        if next == *self { self } else { Rc::new(next) }
    }

    fn apply(&mut self, action: Action, now: Millis) {
        match action {
            Action::Started(ticket, request) => self.start(ticket, request, now),
            Action::Read(ticket, seen) => self.read(ticket, seen, now),
            Action::Written(ticket, written) => self.written(ticket, written, now),
            Action::Counted(ticket, counts) => self.counted(ticket, counts, now),
            Action::RefreshWanted => self.outbox.refresh(),
            Action::Hurried => {
                self.outbox.hurry();
                self.store.hurry(now);
            }
            Action::ReconnectWanted => {
                self.outbox.reconnect();
                self.store.hurry(now);
            }
            Action::Asked => self.outbox.bucket_mut().add(now),
            Action::Crowded => self.outbox.bucket_mut().fill(now),
            Action::Connected(online) => self.connect(online, now),
            Action::InView(visible) => self.outbox.look(visible, now),
            Action::Writing(writing) => self.outbox.write(writing),
            Action::Left => {
                // Nobody reads them any more.
                let held = self.store.pending().iter().filter(|it| it.is_held()).map(|it| it.id);
                for id in held.collect::<Vec<_>>() {
                    self.store.hold(id, false, now);
                }
                self.outbox.look(false, now);
                self.outbox.write(false);
                self.notice = None;
            }
            Action::Unfinished(target, text) => self.store.leave_unfinished(target, text),
            Action::Removed(target) => {
                self.store.remove(target);
                self.history.forget(target);
            }
            Action::Reverted(id) => self.revert(id, now),
            Action::AddingStopped => self.stop_adding(now),
            Action::Resolved(id, choice) => self.store.resolve(id, choice, now),
            Action::Held(id, held) => self.store.hold(id, held, now),
            Action::SavedSeen(target) => self.store.forget_saved(target),
            Action::ArrivedShown => self.store.show_arrived(),
            Action::CodeCopied(id) => {
                let code = self.store.confirmed(id).map(|row| row.code.clone());
                self.notice = code.map(|code| Rc::new(Notice::CodeCopied { code }));
            }
            Action::Told(notice) => self.notice = Some(Rc::new(notice)),
            // What was open when the right was taken away asks in vain.
            _ if self.access == Access::View => {}
            Action::Edited { target, change } => self.edit(target, change, now),
            Action::Accepted(target, records) => self.store.accept(target, records),
            Action::Moved { target, steps } => {
                if let Some(place) = self.store.beside(target, steps) {
                    self.edit(target, Change::Move(place), now);
                    self.tell_place(target);
                }
            }
            Action::Dropped { target, place } => {
                self.edit(target, Change::Move(place), now);
                let said = self.stance(target);
                self.notice =
                    said.map(|(name, at, of)| Rc::new(Notice::Handled { hand: Hand::Dropped, name, at, of }));
            }
            Action::Arranged { group, order } => self.arrange(group, &order, now),
            Action::Together(actions) => self.together(actions, now),
            Action::Added { spot, rows } => self.add(spot, rows, now),
            Action::Recoded(id) => self.recode(id, now),
            Action::Retried(id) => self.store.retry(id, now),
            Action::Forced(id) => self.force(id, now),
            Action::Undone(number) => self.undo(number, now),
            Action::Redone => self.redo(now),
            Action::CreatedAgain(target) => {
                self.history.forget(target);
                self.store.create_again(target, now);
            }
        }
    }

    fn connect(&mut self, online: bool, now: Millis) {
        let was = self.outbox.link();
        self.outbox.connect(online);
        if was == Link::Offline && online {
            self.store.hurry(now);
            self.outbox.hurry();
            let count = self.tally().saving;
            self.notice = Some(Rc::new(Notice::Online { count }));
        }
    }

    fn tell_place(&mut self, target: StatusId) {
        let Some((name, at, of)) = self.stance(target) else { return };
        self.notice = Some(Rc::new(Notice::Placed { name, at, of }));
    }

    /// What a row is called, its place in its group from 1, and how many rows the group has.
    fn stance(&self, target: StatusId) -> Option<(Box<str>, usize, usize)> {
        let (lineup, row) = (self.store.lineup(), self.store.shown(target)?);
        let places = lineup.places(row.group);
        let at = self.store.find_in(&lineup, target)?;
        Some((row.name.clone(), at - places.start + 1, places.len()))
    }

    /// Gives a change up. What is not done cannot be taken back either.
    fn revert(&mut self, id: MutationId, now: Millis) {
        let Some(mutation) = self.store.mutation(id).filter(|it| !it.progress.is_under_way()).cloned() else {
            return;
        };
        // The portal may hold a part of an order: going back to the old one is a change like any other.
        if mutation.is_failed()
            && let Some(step) = self.order_of(mutation.target).filter(|_| !mutation.undo)
            && matches!(mutation.change, Change::Move(_))
            && !self.store.is_gone(mutation.target)
        {
            let number = step.number;
            return self.undo(Some(number), now);
        }
        self.store.revert(id);
        if !mutation.undo {
            self.history.withdraw(mutation.target, &mutation.change);
        }
    }

    /// The latest step that moved a row.
    fn order_of(&self, target: StatusId) -> Option<&Rc<Step>> {
        let moved = |part: &Part| part.target == target && matches!(part.done, Change::Move(_));
        self.history.steps().find(|step| step.parts.iter().any(moved))
    }

    /// Whether the portal holds a part of an order that was not saved, to which the place of this row belongs.
    #[must_use]
    pub fn is_partly_ordered(&self, target: StatusId) -> bool {
        self.order_of(target).is_some_and(|step| !self.store.is_ordered(&step.places_before()))
    }

    fn force(&mut self, id: MutationId, now: Millis) {
        if let Some(target) = self.store.mutation(id).map(|mutation| mutation.target) {
            self.edit(target, Change::Delete { forced: true }, now);
        }
    }
}

impl Failure {
    /// Whether the user cannot even see the list, as opposed to a list that failed to come.
    #[must_use]
    pub fn shuts_out(&self) -> bool {
        matches!(self.cause, Cause::AccessDenied | Cause::MissingScope | Cause::Plan | Cause::PortalClosed)
    }
}

#[cfg(test)]
mod tests;
