//! What the user did, to be taken back (ux §6.2: Undo).

use crate::key::{self, pair};
use crate::status::StatusId;
use crate::store::{Change, Place};
use std::collections::VecDeque;
use std::rc::Rc;

/// Steps that are remembered (ux §6.2).
pub const MOST_STEPS: usize = 50;

/// One thing the user did, to one row or to many at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its number in this session.
    pub number: u32,
    /// What was done to which row, in order; never empty.
    pub parts: Vec<Part>,
}

/// What a step did to one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The row.
    pub target: StatusId,
    /// What the row was called then.
    pub name: Box<str>,
    /// What was done.
    pub done: Change,
    /// What takes it back; none for a deletion, which can only be called off.
    pub back: Option<Change>,
}

impl Step {
    /// The only part of a step that concerns one row.
    #[must_use]
    pub fn single(&self) -> Option<&Part> {
        self.parts.first().filter(|_| self.parts.len() == 1)
    }

    /// Where the rows stood that it moved.
    pub(crate) fn places_before(&self) -> Vec<(StatusId, Place)> {
        let place = |part: &Part| match part.back {
            Some(Change::Move(place)) => Some((part.target, place)),
            _ => None,
        };
        self.parts.iter().filter_map(place).collect()
    }
}

/// The steps of a session, and those taken back since the last new one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    done: VecDeque<Rc<Step>>,
    undone: Vec<Rc<Step>>,
    issued: u32,
    /// What has come since parts began to be gathered for one step.
    gathered: Option<Vec<Part>>,
}

impl History {
    /// Steps that can be taken back, the latest first.
    pub fn steps(&self) -> impl Iterator<Item = &Rc<Step>> {
        self.done.iter().rev()
    }

    /// The step that redo would repeat.
    #[must_use]
    pub fn undone(&self) -> Option<&Rc<Step>> {
        self.undone.last()
    }

    /// Remembers something new. What was taken back before is forgotten.
    pub fn add(&mut self, parts: Vec<Part>) {
        if parts.is_empty() {
            return;
        }
        self.undone.clear();
        if let Some(gathered) = &mut self.gathered {
            gathered.extend(parts);
            return;
        }
        self.issued += 1;
        self.push(Rc::new(Step { number: self.issued, parts }));
    }

    /// From now on what is added belongs to one step, until [`Self::close`]. False if that was so already.
    pub fn open(&mut self) -> bool {
        let closed = self.gathered.is_none();
        self.gathered.get_or_insert_default();
        closed
    }

    /// Ends the step that was begun.
    pub fn close(&mut self) {
        let parts = self.gathered.take().unwrap_or_default();
        self.add(parts);
    }

    /// The step that undo would take back: the latest, or the one of this number.
    #[must_use]
    pub fn step(&self, number: Option<u32>) -> Option<&Rc<Step>> {
        self.done.get(self.position(number)?)
    }

    /// Takes a step out to be taken back: the latest, or the one of this number.
    pub fn undo(&mut self, number: Option<u32>) -> Option<Rc<Step>> {
        let step = self.done.remove(self.position(number)?)?;
        self.undone.push(Rc::clone(&step));
        Some(step)
    }

    /// Takes a step out to be repeated.
    pub fn redo(&mut self) -> Option<Rc<Step>> {
        let step = self.undone.pop()?;
        self.push(Rc::clone(&step));
        Some(step)
    }

    /// The step that is the latest one for all of these changes, by which they were made or taken back.
    #[must_use]
    pub fn shared(&self, changes: &[(StatusId, &Change)]) -> Option<&Rc<Step>> {
        // Steps and changes may both be many.
        let mut known: Vec<_> =
            changes.iter().zip(0..).map(|((id, _), at)| pair(id.get() as usize, at)).collect();
        key::sort(&mut known);
        let mut made = vec![false; changes.len()];
        for step in self.undone.iter().rev().chain(self.steps()) {
            for part in &step.parts {
                let back = |change: &Change| part.back.as_ref().is_some_and(|back| back.is_kin(change));
                let target = part.target.get() as usize;
                let from = known.partition_point(|key| *key < pair(target, 0));
                for key in known[from..].iter().take_while(|key| key::first(**key) == target) {
                    let at = key::second(*key);
                    made[at] |= part.done.is_kin(changes[at].1) || back(changes[at].1);
                }
            }
            if made.contains(&true) {
                return (!made.contains(&false)).then_some(step);
            }
        }
        None
    }

    /// Whether a step is taken back.
    #[must_use]
    pub fn is_undone(&self, step: &Step) -> bool {
        self.undone.iter().any(|undone| undone.number == step.number)
    }

    /// A change of a row was given up: its part of a step is none.
    pub fn withdraw(&mut self, target: StatusId, change: &Change) {
        let given_up = |part: &Part| {
            // A place is told by its neighbours, which change while it is pending, as may all of a new row.
            let changes = matches!(change, Change::Move(_) | Change::Add(_));
            let same = part.done == *change || changes && part.done.is_kin(change);
            part.target == target && same
        };
        let Some(at) = self.done.iter().rposition(|step| step.parts.iter().rev().any(given_up)) else {
            return;
        };
        let step = Rc::make_mut(&mut self.done[at]);
        while let Some(at) = step.parts.iter().rposition(given_up) {
            step.parts.remove(at);
        }
        if step.parts.is_empty() {
            self.done.remove(at);
        }
    }

    /// A row is gone, and what was done to it with it.
    pub fn forget(&mut self, target: StatusId) {
        let concerns = |step: &Rc<Step>| step.parts.iter().any(|part| part.target == target);
        for step in self.done.iter_mut().chain(&mut self.undone).filter(|step| concerns(step)) {
            Rc::make_mut(step).parts.retain(|part| part.target != target);
        }
        self.done.retain(|step| !step.parts.is_empty());
        self.undone.retain(|step| !step.parts.is_empty());
    }

    /// A row has another id now.
    pub fn rename(&mut self, was: StatusId, target: StatusId) {
        let changes = |change: &Change| change.names(was);
        let concerns = |part: &Part| {
            part.target == was || changes(&part.done) || part.back.as_ref().is_some_and(changes)
        };
        for step in self.done.iter_mut().chain(&mut self.undone) {
            if !step.parts.iter().any(concerns) {
                continue;
            }
            for part in &mut Rc::make_mut(step).parts {
                if part.target == was {
                    part.target = target;
                }
                part.done.rename(was, target);
                part.back.iter_mut().for_each(|back| back.rename(was, target));
            }
        }
    }

    fn position(&self, number: Option<u32>) -> Option<usize> {
        match number {
            None => self.done.len().checked_sub(1),
            Some(number) => self.done.iter().position(|step| step.number == number),
        }
    }

    fn push(&mut self, step: Rc<Step>) {
        if self.done.len() == MOST_STEPS {
            self.done.pop_front();
        }
        self.done.push_back(step);
    }
}
