//! The view: pending mutations laid over the base.

use super::place::place_all;
use super::{Change, Clash, Mishap, Mutation, Place, Progress, Row, RowState, Store};
use crate::status::{Status, StatusId};
use std::rc::Rc;

impl Store {
    /// The rows as they are shown, in their order.
    #[must_use]
    pub fn rows(&self) -> Vec<Row> {
        let rows = self.arranged();
        let unfinished =
            |id| self.unfinished.iter().find(|(target, _)| *target == id).map(|(_, text)| Rc::clone(text));
        let row = |status: Rc<Status>| Row {
            state: self.state(status.id),
            unfinished: unfinished(status.id),
            status,
        };
        rows.into_iter().map(row).collect()
    }

    /// The statuses as they are shown, in their order.
    #[must_use]
    pub fn arranged(&self) -> Vec<Rc<Status>> {
        let shown = self.base.iter().filter(|row| !self.arrived.contains(&row.id));
        if self.pending.is_empty() {
            return shown.cloned().collect();
        }
        let mut rows: Vec<_> = shown.map(|row| self.overlaid(row)).collect();
        self.rearrange(&mut rows, |_| true);
        rows
    }

    /// A row as it is shown, without the others.
    #[must_use]
    pub fn shown(&self, id: StatusId) -> Option<Rc<Status>> {
        if self.arrived.contains(&id) {
            return None;
        }
        self.before_changes(id).map(|row| self.with_changes(row))
    }

    /// A row as the portal holds it or, where it does not yet, as it was first wanted.
    fn before_changes(&self, id: StatusId) -> Option<Rc<Status>> {
        let draft = || self.draft(id).map(|draft| Rc::new(draft.as_row(id)));
        self.confirmed(id).cloned().or_else(draft)
    }

    /// Puts rows where those of the pending mutations that `count` want them, and drafts among them.
    ///
    /// The rows that nobody moved keep their order, and each moved one goes behind its neighbour: done again on
    /// its own outcome, this changes nothing.
    pub(super) fn rearrange(&self, rows: &mut Vec<Rc<Status>>, count: impl Fn(&Mutation) -> bool) {
        let mut moved: Vec<(Rc<Status>, Place)> = Vec::new();
        for mutation in self.pending.iter().filter(|mutation| count(mutation)) {
            let (row, place) = match &mutation.change {
                Change::Add(draft) => {
                    (Some(self.with_changes(Rc::new(draft.as_row(mutation.target)))), draft.place)
                }
                Change::Move(place) => (rows.iter().find(|row| row.id == mutation.target).cloned(), *place),
                _ => continue,
            };
            moved.retain(|(row, _)| row.id != mutation.target);
            moved.extend(row.map(|row| (row, place)));
        }
        place_all(rows, moved);
    }

    /// Whether the portal has the order that the pending moves want.
    pub(super) fn is_in_order(&self) -> bool {
        let rows = self.living();
        let mut wanted = rows.clone();
        self.rearrange(&mut wanted, |it| matches!(it.change, Change::Move(_)));
        wanted.iter().zip(&rows).all(|(wanted, row)| wanted.id == row.id)
    }

    /// Whether the portal has rows at these places.
    pub(crate) fn is_ordered(&self, places: &[(StatusId, Place)]) -> bool {
        let rows = self.living();
        let row = |id: StatusId| rows.iter().find(|row| row.id == id).cloned();
        let mut wanted = rows.clone();
        place_all(&mut wanted, places.iter().filter_map(|(id, place)| Some((row(*id)?, *place))).collect());
        wanted.iter().zip(&rows).all(|(wanted, row)| wanted.id == row.id)
    }

    /// The rows that the portal has, as far as we know.
    pub(super) fn living(&self) -> Vec<Rc<Status>> {
        self.base.iter().filter(|row| !self.gone.contains(&row.id)).cloned().collect()
    }

    pub(super) fn overlaid(&self, base: &Rc<Status>) -> Rc<Status> {
        self.with_changes(Rc::clone(base))
    }

    fn with_changes(&self, row: Rc<Status>) -> Rc<Status> {
        let id = row.id;
        let mine = self.pending.iter().filter(|mutation| mutation.target == id);
        mine.fold(row, |row, mutation| mutation.change.over(row))
    }

    fn state(&self, id: StatusId) -> RowState {
        let mut state = if self.gone.contains(&id) {
            RowState::Gone
        } else if self.saved.contains(&id) {
            RowState::Saved
        } else {
            RowState::Idle
        };
        for mutation in self.pending.iter().filter(|mutation| mutation.target == id) {
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
