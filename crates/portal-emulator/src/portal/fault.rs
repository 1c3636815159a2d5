use std::time::Duration;

/// A way in which the next requests go wrong before the portal's own code sees them (rest-behaviour §6.8).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The answer comes late.
    Delay(Duration),
    /// The connection is closed without an answer.
    Close,
    /// The answer is a page of the front end, with this status.
    Html(u16),
    /// The method refuses without giving a reason.
    Refusal,
}

/// A fault that waits for requests.
#[derive(Clone, Debug)]
pub(crate) struct Trap {
    pub(crate) fault: Fault,
    /// The method it waits for; any if none.
    pub(crate) method: Option<String>,
    /// How many requests it still catches; all if none.
    pub(crate) left: Option<u64>,
}

impl Trap {
    fn catches(&self, method: &str) -> bool {
        self.left != Some(0) && self.method.as_deref().is_none_or(|wanted| wanted == method)
    }
}

/// The faults that are waiting.
#[derive(Debug, Default)]
pub(crate) struct Traps {
    list: Vec<Trap>,
}

impl Traps {
    pub(crate) fn set(&mut self, trap: Trap) {
        self.list.push(trap);
    }

    /// Takes what the front end does to a request: at most one fault of each waiting trap.
    pub(crate) fn spring(&mut self, method: &str) -> Vec<Fault> {
        self.take(method, |fault| *fault != Fault::Refusal)
    }

    /// Whether the method is to refuse this time.
    pub(crate) fn refuses(&mut self, method: &str) -> bool {
        !self.take(method, |fault| *fault == Fault::Refusal).is_empty()
    }

    fn take(&mut self, method: &str, wanted: impl Fn(&Fault) -> bool) -> Vec<Fault> {
        let mut taken = Vec::new();
        for trap in self.list.iter_mut().filter(|trap| wanted(&trap.fault) && trap.catches(method)) {
            trap.left = trap.left.map(|left| left - 1);
            taken.push(trap.fault.clone());
        }
        self.list.retain(|trap| trap.left != Some(0));
        taken
    }
}
