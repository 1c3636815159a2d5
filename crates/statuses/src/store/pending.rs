//! The mutations that the portal has not confirmed, to be looked up by their rows.

use super::base::by_id;
use super::{Change, Mutation, MutationId};
use crate::key::Key;
use crate::status::StatusId;
use crate::tree::Keys;
use std::ops::{Deref, Index, IndexMut};
use std::rc::Rc;

/// Mutations in the order in which the user made them, which is that of their ids.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Pending {
    all: Vec<Rc<Mutation>>,
    /// Their rows, each with its mutations in order.
    targets: Keys,
    /// So many have an earlier one of the same row before them.
    behind: usize,
}

fn key(target: StatusId, id: MutationId) -> Key {
    by_id(target) << 32 | Key::from(id.0)
}

impl Pending {
    /// Where a mutation stands.
    pub(super) fn position(&self, id: MutationId) -> Option<usize> {
        self.all.binary_search_by_key(&id, |it| it.id).ok()
    }

    /// Where the mutations of a row stand, in order.
    pub(super) fn places(&self, target: StatusId) -> Vec<usize> {
        let mut places = Vec::new();
        for (key, ()) in self.targets.since(by_id(target) << 32) {
            if key >> 32 != by_id(target) {
                break;
            }
            let id = MutationId(u32::try_from(key & Key::from(u32::MAX)).unwrap_or_default());
            places.extend(self.position(id));
        }
        places
    }

    /// The mutations of a row, in order.
    pub(super) fn of(&self, target: StatusId) -> impl DoubleEndedIterator<Item = &Mutation> {
        self.places(target).into_iter().map(|at| &*self.all[at])
    }

    /// Whether there is one of a row.
    pub(super) fn is_any(&self, target: StatusId) -> bool {
        !self.places(target).is_empty()
    }

    /// Whether any has an earlier one of the same row before it.
    pub(super) fn is_crowded(&self) -> bool {
        self.behind > 0
    }

    /// Where the mutation stands that makes a row.
    pub(super) fn making(&self, target: StatusId) -> Option<usize> {
        self.places(target).into_iter().find(|at| matches!(self.all[*at].change, Change::Add(_)))
    }

    /// A new one.
    pub(super) fn push(&mut self, mutation: Mutation) {
        self.push_shared(Rc::new(mutation));
    }

    fn push_shared(&mut self, mutation: Rc<Mutation>) {
        let behind = self.is_any(mutation.target);
        self.behind += usize::from(behind);
        self.targets.put(key(mutation.target, mutation.id), ());
        self.all.push(mutation);
    }

    /// Takes one out.
    pub(super) fn remove(&mut self, at: usize) -> Mutation {
        let mutation = self.all.remove(at);
        self.targets.take(key(mutation.target, mutation.id));
        let behind = self.is_any(mutation.target);
        self.behind -= usize::from(behind);
        Rc::unwrap_or_clone(mutation)
    }

    /// Takes those of a row out.
    pub(super) fn remove_of(&mut self, target: StatusId) {
        for at in self.places(target).into_iter().rev() {
            self.remove(at);
        }
    }

    /// Takes out those that do not stay.
    pub(super) fn retain(&mut self, stays: impl Fn(&Mutation) -> bool) {
        let all = std::mem::take(self).all;
        all.into_iter().filter(|it| stays(it)).for_each(|it| self.push_shared(it));
    }

    /// A row has another id now.
    pub(super) fn rename(&mut self, was: StatusId, target: StatusId) {
        let places = self.places(was);
        if !places.is_empty() && self.is_any(target) {
            self.behind += 1;
        }
        for at in places {
            let mutation = &mut self[at];
            mutation.target = target;
            let id = mutation.id;
            self.targets.take(key(was, id));
            self.targets.put(key(target, id), ());
        }
    }
}

impl Deref for Pending {
    type Target = [Rc<Mutation>];

    fn deref(&self) -> &Self::Target {
        &self.all
    }
}

impl Index<usize> for Pending {
    type Output = Mutation;

    fn index(&self, at: usize) -> &Mutation {
        &self.all[at]
    }
}

/// For everything but the row and the id.
impl IndexMut<usize> for Pending {
    fn index_mut(&mut self, at: usize) -> &mut Mutation {
        Rc::make_mut(&mut self.all[at])
    }
}
