//! What goes wrong on order, so that a client can be seen to cope.

use super::random::Random;

pub(crate) mod kind;
pub(crate) mod scope;

use kind::{Description, Hook, Kind, Target};
use scope::Scope;

/// A fault that waits for its chance.
#[derive(Clone, Debug)]
pub(crate) struct Fault {
    pub(crate) id: u64,
    pub(crate) description: &'static Description,
    pub(crate) kind: Kind,
    pub(crate) scope: Scope,
    /// How often it still occurs; without end if nothing.
    pub(crate) left: Option<u64>,
    /// In which share of its chances it occurs, from 0 to 1.
    pub(crate) probability: f64,
    /// How often it has occurred.
    pub(crate) hits: u64,
}

/// The faults that are waiting, oldest first.
#[derive(Debug)]
pub(crate) struct Faults {
    list: Vec<Fault>,
    last_id: u64,
    random: Random,
}

impl Default for Faults {
    /// None. Chances are drawn in the same order after every reset, so that a run can be repeated.
    fn default() -> Self {
        Self { list: Vec::new(), last_id: 0, random: Random::seeded(1) }
    }
}

impl Faults {
    /// Lets a fault wait and returns its id.
    pub(crate) fn add(&mut self, fault: Fault) -> u64 {
        self.last_id += 1;
        self.list.push(Fault { id: self.last_id, ..fault });
        self.last_id
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Fault> {
        self.list.iter()
    }

    /// Takes back those of which this is true, and says how many there were.
    pub(crate) fn remove(&mut self, unwanted: impl Fn(&Fault) -> bool) -> usize {
        let before = self.list.len();
        self.list.retain(|fault| !unwanted(fault));
        before - self.list.len()
    }

    /// Whether any waits for messages of the frame.
    pub(crate) fn wait_for_frame(&self) -> bool {
        self.list.iter().any(|fault| fault.scope.target == Target::Command)
    }

    /// Whether any is to close a connection.
    pub(crate) fn break_connections(&self) -> bool {
        self.list.iter().any(|fault| matches!(fault.kind, Kind::Reset | Kind::AnswerLost))
    }

    /// What goes wrong here and now, up to the first fault that ends it: those after that wait for another time. A
    /// fault that has occurred as often as it should is gone.
    pub(crate) fn spring(&mut self, hook: Hook<'_>) -> Vec<Kind> {
        let mut sprung = Vec::new();
        let random = &mut self.random;
        let chances =
            self.list.iter_mut().filter(|fault| fault.scope.covers(hook) && fault.kind.acts_at(hook));
        for fault in chances {
            if !random.happens(fault.probability) {
                continue;
            }
            fault.hits += 1;
            fault.left = fault.left.map(|left| left.saturating_sub(1));
            sprung.push(fault.kind.clone());
            if fault.kind.ends_it() {
                break;
            }
        }
        self.list.retain(|fault| fault.left != Some(0));
        sprung
    }
}

#[cfg(test)]
mod tests {
    use super::{kind::DESCRIPTIONS, scope::Names, *};

    fn fault(kind: Kind, left: Option<u64>, probability: f64) -> Fault {
        let scope = Scope { target: Target::Method, names: Names::All };
        Fault { id: 0, description: &DESCRIPTIONS[0], kind, scope, left, probability, hits: 0 }
    }

    #[test]
    fn a_fault_occurs_as_often_as_it_was_told() {
        let mut faults = Faults::default();
        faults.add(fault(Kind::Reset, Some(2), 1.0));
        let methods = ["x".to_owned()];
        let sprung: Vec<_> = (0..3).map(|_| faults.spring(Hook::Request(&methods)).len()).collect();
        assert_eq!(sprung, [1, 1, 0]);
        assert_eq!(faults.iter().count(), 0);
    }

    #[test]
    fn a_chance_is_not_a_certainty() {
        let mut faults = Faults::default();
        faults.add(fault(Kind::Refused, None, 0.5));
        let hits = (0..200).filter(|_| !faults.spring(Hook::Call("x")).is_empty()).count();
        assert!((60..140).contains(&hits), "{hits}");
        assert_eq!(faults.iter().map(|fault| fault.hits).sum::<u64>(), hits as u64);
    }

    #[test]
    fn kinds_wait_for_their_moment() {
        let mut faults = Faults::default();
        faults.add(fault(Kind::NotStored, Some(1), 1.0));
        assert_eq!(faults.spring(Hook::Request(&["x".to_owned()])), []);
        assert_eq!(faults.spring(Hook::Call("x")), [Kind::NotStored]);
    }

    #[test]
    fn faults_that_end_it_take_turns() {
        let mut faults = Faults::default();
        for kind in [Kind::Truncated, Kind::Html(502), Kind::Html(503)] {
            faults.add(fault(kind, Some(1), 1.0));
        }
        let methods = ["x".to_owned()];
        assert_eq!(faults.spring(Hook::Request(&methods)), [Kind::Truncated, Kind::Html(502)]);
        assert_eq!(faults.spring(Hook::Request(&methods)), [Kind::Html(503)]);
    }
}
