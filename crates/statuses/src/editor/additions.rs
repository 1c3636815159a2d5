//! New rows: what is chosen for them, where they go, and how far those that were added last have come.

use super::Editor;
use crate::clock::Millis;
use crate::code::{CodeError, Codes};
use crate::color::distinct::Distinct;
use crate::directory::Kind;
use crate::failure::Failure;
use crate::inventory::{Addition, Inventory};
use crate::status::{Group, StatusId};
use crate::store::{Change, Draft, Mishap, Mutation, MutationId, Place, Progress, RowState};
use std::rc::Rc;

/// Where new rows go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The group.
    pub group: Group,
    /// The row they go below; none for the end of the group.
    pub below: Option<StatusId>,
}

/// How far a row that was added has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It has still to be sent, or sent again.
    Waiting,
    /// It is being sent, or looked for.
    UnderWay,
    /// The portal has it.
    Added,
    /// The portal refused it.
    Failed(Failure),
    /// It was given up.
    Dropped,
}

impl Editor {
    /// What the directory has in use.
    #[must_use]
    pub fn inventory(&self) -> Inventory {
        let directory = self.directory();
        let codes = Codes::new(&directory.entity, &directory.prefix, self.store.codes());
        let sections = self.sections();
        let rows = sections.iter().flat_map(|section| section.rows.iter().enumerate());
        let shown = rows.clone().filter_map(|(nth, row)| directory.shown_color(&row.status, nth));
        let colors = (directory.kind == Kind::Stages).then(|| Distinct::beside(shown));
        Inventory::new(codes, colors, rows.map(|(_, row)| &*row.status.name))
    }

    /// Whether another row than this one has a name, however it is written (ux §7, E19).
    #[must_use]
    pub fn has_name(&self, name: &str, except: Option<StatusId>) -> bool {
        self.store.named(name).any(|id| Some(id) != except)
    }

    /// What the row is called that has a code, typed with or without the pipeline's prefix.
    #[must_use]
    pub fn owner_of_code(&self, code: &str) -> Option<Box<str>> {
        let code = code.trim().rsplit(':').next().unwrap_or_default();
        let owner = self.store.shown(self.store.coded(code)?)?;
        Some(owner.name.clone())
    }

    /// The latest row that was added, by the id it has now.
    #[must_use]
    pub fn newest(&self) -> Option<StatusId> {
        self.added.last().map(|id| self.latest_id(*id))
    }

    /// How far the rows have come that were added last, in their order.
    #[must_use]
    pub fn standings(&self) -> Vec<Standing> {
        self.added.iter().map(|id| self.standing(*id)).collect()
    }

    /// What has gone wrong with the first of the rows that were added last.
    #[must_use]
    pub fn mishap(&self) -> Option<Rc<Mishap>> {
        self.added.iter().find_map(|id| match self.row(*id)?.state {
            RowState::Failed(mishap) => Some(mishap),
            _ => None,
        })
    }

    fn standing(&self, id: StatusId) -> Standing {
        if self.latest_id(id) != id {
            return Standing::Added;
        }
        match self.addition(id).map(|mutation| &mutation.progress) {
            None => Standing::Dropped,
            Some(Progress::Sent | Progress::Confirming) => Standing::UnderWay,
            Some(Progress::Failed(failure)) => Standing::Failed(failure.clone()),
            Some(_) => Standing::Waiting,
        }
    }

    fn addition(&self, id: StatusId) -> Option<&Mutation> {
        self.store.pending_of(id).find(|it| matches!(it.change, Change::Add(_)))
    }

    /// Adds rows one below the other, as one step.
    pub(super) fn add(&mut self, spot: Spot, rows: Vec<Addition>, now: Millis) {
        let mut inventory = self.inventory();
        let mut place = self.place_of(spot);
        let opened = self.history.open();
        self.added = rows
            .into_iter()
            .map(|row| {
                let Addition { name, code, color } = inventory.complete(row, now);
                let (entity, code) = (self.directory.entity.clone(), code.unwrap_or_default());
                let target = self.add_draft(Draft { entity, code, name, color, place }, now);
                place.after = Some(target);
                target
            })
            .collect();
        if opened {
            self.history.close();
        }
    }

    fn place_of(&self, spot: Spot) -> Place {
        let (lineup, group) = (self.store.lineup(), spot.group);
        if let Some(below) = spot.below.map(|id| self.latest_id(id))
            && let Some(place) = self.store.place(below).filter(|place| place.group == group)
        {
            return Place { group, after: Some(below), before: place.before };
        }
        let last = lineup.places(group).next_back().and_then(|last| lineup.at(last));
        Place { after: last, ..Place::at_end(group) }
    }

    /// Gives up those of the rows added last that the portal does not have, as far as they can be called back.
    pub(super) fn stop_adding(&mut self, now: Millis) {
        let made = self.added.iter().filter_map(|id| self.addition(*id));
        let ids: Vec<_> = made.filter(|it| !it.progress.is_under_way()).map(|it| it.id).collect();
        // The last ones first: what is left of their step has not to be moved up each time.
        for id in ids.into_iter().rev() {
            self.revert(id, now);
        }
    }

    /// Sends a new row again under a code that nobody has.
    pub(super) fn recode(&mut self, id: MutationId, now: Millis) {
        if let Some(Change::Add(draft)) = self.store.mutation(id).map(|mutation| &mutation.change) {
            let code = self.inventory().codes.suggest(draft.name.as_str(), now);
            self.store.recode(id, code, now);
        }
    }

    /// Makes a row again that was taken back. Another one may have got its code since.
    pub(super) fn add_again(&mut self, mut draft: Draft, now: Millis) -> StatusId {
        let codes = self.inventory().codes;
        if codes.check(&draft.code) == Err(CodeError::Taken) {
            draft.code = codes.suggest(draft.name.as_str(), now);
        }
        self.store.add(draft, now)
    }
}
