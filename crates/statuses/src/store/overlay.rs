//! The view: pending mutations laid over the base.

use super::base::by_id;
use super::lineup::{Lineup, Plan, latest};
use super::{Change, Clash, Mishap, Mutation, Place, Progress, Row, RowState, Store};
use crate::name;
use crate::status::{Status, StatusId};
use crate::tree::Keys;
use std::rc::Rc;

impl Store {
    /// The rows as they are shown, in their order.
    #[must_use]
    pub fn rows(&self) -> Vec<Row> {
        self.lineup().ids().filter_map(|id| self.row(id)).collect()
    }

    /// A row as it is shown, without the others.
    #[must_use]
    pub fn row(&self, id: StatusId) -> Option<Row> {
        let status = self.shown(id)?;
        let unfinished = self.unfinished.iter().find(|(target, _)| *target == id);
        let unfinished = unfinished.map(|(_, text)| Rc::clone(text));
        Some(Row { state: self.state(id), unfinished, status })
    }

    /// The statuses as they are shown, in their order.
    #[must_use]
    pub fn arranged(&self) -> Vec<Rc<Status>> {
        self.lineup().ids().filter_map(|id| self.shown(id)).collect()
    }

    /// The order in which the rows are shown.
    #[must_use]
    pub fn lineup(&self) -> Rc<Lineup> {
        let plan = self.plan();
        if plan.is(&self.plan) { Rc::clone(&self.lineup) } else { Rc::new(plan.lineup(&self.base)) }
    }

    /// The order in which the rows are shown, as [`Self::keep_lineup`] has kept it.
    pub(crate) fn kept_lineup(&self) -> &Rc<Lineup> {
        &self.lineup
    }

    /// Keeps the order in which the rows are shown: states share it until it changes.
    pub(crate) fn keep_lineup(&mut self) {
        let plan = self.plan();
        if !plan.is(&self.plan) {
            self.lineup = Rc::new(plan.lineup(&self.base));
            self.plan = plan;
        }
    }

    /// Where a row is shown in an order of this store's rows, counted from zero through all groups.
    #[must_use]
    pub fn find_in(&self, lineup: &Lineup, id: StatusId) -> Option<usize> {
        lineup.find(id, &self.base)
    }

    /// Where a row is shown, counted from zero through all groups.
    #[must_use]
    pub fn find(&self, id: StatusId) -> Option<usize> {
        self.lineup().find(id, &self.base)
    }

    /// The neighbours of a row in the list.
    #[must_use]
    pub fn place(&self, id: StatusId) -> Option<Place> {
        let lineup = self.lineup();
        lineup.place_at(lineup.find(id, &self.base)?)
    }

    /// The place of a row after `steps` towards the end, or the start if negative; none if it is as far as it goes.
    #[must_use]
    pub fn beside(&self, id: StatusId, steps: isize) -> Option<Place> {
        let lineup = self.lineup();
        lineup.beside(lineup.find(id, &self.base)?, steps)
    }

    fn plan(&self) -> Plan {
        Plan::new(&self.base, &self.arrived, self.moved(&self.arrived, |_| true))
    }

    /// A row as it is shown, without its state and without the others.
    #[must_use]
    pub fn shown(&self, id: StatusId) -> Option<Rc<Status>> {
        if self.arrived.has(by_id(id)) {
            return None;
        }
        self.before_changes(id).map(|row| self.with_changes(row))
    }

    /// A row as the portal holds it or, where it does not yet, as it was first wanted.
    pub(super) fn before_changes(&self, id: StatusId) -> Option<Rc<Status>> {
        let draft = || self.draft(id).map(|draft| Rc::new(draft.as_row(id)));
        self.confirmed(id).cloned().or_else(draft)
    }

    /// Where those of the pending mutations that `count` want their rows, beside those that are `hidden`.
    pub(super) fn moved(&self, hidden: &Keys, count: impl Fn(&Mutation) -> bool) -> Vec<(StatusId, Place)> {
        let place = |it: &Mutation| match &it.change {
            Change::Add(draft) => Some(draft.place),
            Change::Move(place) => Some(*place),
            _ => None,
        };
        let exists = |id: StatusId| match self.confirmed(id) {
            Some(_) => !hidden.has(by_id(id)),
            None => self.pending.of(id).any(|it| matches!(it.change, Change::Add(_)) && count(it)),
        };
        let counted = self.pending.iter().filter(|it| place(it).is_some() && count(it) && exists(it.target));
        latest(&counted.filter_map(|it| Some((it.target, place(it)?))).collect::<Vec<_>>())
    }

    /// Whether the portal has the order that the pending moves want.
    pub(super) fn is_in_order(&self) -> bool {
        self.is_ordered(&self.moved(&self.gone, Mutation::is_move))
    }

    /// Whether the portal has rows at these places.
    pub(crate) fn is_ordered(&self, places: &[(StatusId, Place)]) -> bool {
        let mut places = latest(places);
        places.retain(|(id, _)| self.confirmed(*id).is_some() && !self.is_gone(*id));
        Plan::new(&self.base, &self.gone, places).lineup(&self.base).is_natural(&self.base, &self.gone)
    }

    pub(super) fn overlaid(&self, base: &Rc<Status>) -> Rc<Status> {
        self.with_changes(Rc::clone(base))
    }

    /// The rows that are shown with a name, however it is written.
    pub fn named(&self, name: &str) -> impl Iterator<Item = StatusId> {
        let folded = name::folded(name);
        let renamed =
            self.pending.iter().filter(|it| matches!(it.change, Change::Rename(_) | Change::Add(_)));
        let may = self.base.named(name).chain(renamed.map(|it| it.target));
        may.filter(move |id| self.shown(*id).is_some_and(|row| name::folded(&row.name) == folded))
    }

    /// The row that has a code, with or without its pipeline's prefix.
    #[must_use]
    pub fn coded(&self, code: &str) -> Option<StatusId> {
        let is = |row: &Status| row.short_code().eq_ignore_ascii_case(code);
        let drafts = self.pending.iter().filter(|it| matches!(it.change, Change::Add(_))).map(|it| it.target);
        let mut may = self.base.coded(code).map(|row| row.id).chain(drafts);
        may.find(|id| self.shown(*id).is_some_and(|row| is(&row)))
    }

    fn with_changes(&self, row: Rc<Status>) -> Rc<Status> {
        let id = row.id;
        self.pending.of(id).fold(row, |row, mutation| mutation.change.over(row))
    }

    /// Whether a row is on its way out, or gone.
    pub(crate) fn is_leaving(&self, id: StatusId) -> bool {
        // Nearly all rows have nothing pending: then nothing has to be found out about them.
        (self.is_gone(id) || self.pending_of(id).next().is_some()) && self.state(id).is_leaving()
    }

    fn state(&self, id: StatusId) -> RowState {
        let mut state = if self.is_gone(id) {
            RowState::Gone
        } else if self.saved.has(by_id(id)) {
            RowState::Saved
        } else {
            RowState::Idle
        };
        for mutation in self.pending.of(id) {
            state = match (&mutation.progress, &mutation.change) {
                (Progress::Failed(_) | Progress::Conflict(_), _) => return self.question(mutation),
                (Progress::Delayed { .. }, _) => RowState::Doomed(mutation.id),
                (_, Change::Delete { .. }) => RowState::Deleting,
                _ if matches!(state, RowState::Doomed(_) | RowState::Deleting) => state,
                (Progress::Confirming, _) => RowState::Checking,
                _ if state == RowState::Checking => state,
                (Progress::Waiting, _) if mutation.attempts > 0 => RowState::Waiting,
                _ if state == RowState::Waiting => state,
                _ => RowState::Saving,
            };
        }
        state
    }

    fn question(&self, mutation: &Mutation) -> RowState {
        let (id, change) = (mutation.id, mutation.change.clone());
        match &mutation.progress {
            Progress::Conflict(theirs) => {
                let clash = Clash { mutation: id, change, undo: mutation.undo, theirs: theirs.clone() };
                RowState::Conflict(Rc::new(clash))
            }
            Progress::Failed(failure) => {
                self.before_changes(mutation.target).map_or(RowState::Idle, |base| {
                    RowState::Failed(Rc::new(Mishap { mutation: id, change, base, failure: failure.clone() }))
                })
            }
            _ => RowState::Idle,
        }
    }
}
