//! What the user did, to be taken back (ux §6.2: Undo).

use crate::status::StatusId;
use crate::store::Change;
use std::collections::VecDeque;
use std::rc::Rc;

/// Steps that are remembered (ux §6.2).
pub const MOST_STEPS: usize = 50;

/// One thing the user did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its number in this session.
    pub number: u32,
    /// The row.
    pub target: StatusId,
    /// What the row was called then.
    pub name: Box<str>,
    /// What was done.
    pub done: Change,
    /// What takes it back; none for a deletion, which can only be called off.
    pub back: Option<Change>,
}

/// The steps of a session, and those taken back since the last new one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    done: VecDeque<Rc<Step>>,
    undone: Vec<Rc<Step>>,
    issued: u32,
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
    pub fn add(&mut self, target: StatusId, name: &str, done: Change, back: Option<Change>) {
        self.undone.clear();
        self.issued += 1;
        self.push(Rc::new(Step { number: self.issued, target, name: name.into(), done, back }));
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

    /// A change of a row was given up: its step is none.
    pub fn withdraw(&mut self, target: StatusId, change: &Change) {
        if let Some(at) = self.done.iter().rposition(|step| step.target == target && step.done == *change) {
            self.done.remove(at);
        }
    }

    /// A row is gone, and what was done to it with it.
    pub fn forget(&mut self, target: StatusId) {
        self.done.retain(|step| step.target != target);
        self.undone.retain(|step| step.target != target);
    }

    /// A row has another id now.
    pub fn rename(&mut self, was: StatusId, target: StatusId) {
        for step in self.done.iter_mut().chain(&mut self.undone).filter(|step| step.target == was) {
            Rc::make_mut(step).target = target;
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
