//! A timer for what comes due.

use gloo_timers::callback::Timeout;
use statuses::Millis;
use std::cell::RefCell;
use std::rc::Rc;

/// Between two looks at what is due, in milliseconds: clocks and timers do not agree to the last one.
const LEAST_WAIT: Millis = 10;
/// Timers stand still while a computer sleeps, and clocks go on: after this many milliseconds it is looked at anyway.
const MOST_WAIT: Millis = 60_000;

/// Set to one thing at a time.
#[derive(Clone, Default)]
pub struct Alarm(Rc<RefCell<Option<Timeout>>>);

impl Alarm {
    /// Has it looked again when it is `due`, or before, in place of what was to be done until now.
    pub fn set(&self, due: Millis, now: Millis, look: impl FnOnce() + 'static) {
        let wait = u32::try_from(due.saturating_sub(now).clamp(LEAST_WAIT, MOST_WAIT)).unwrap_or(u32::MAX);
        *self.0.borrow_mut() = Some(Timeout::new(wait, look));
    }

    /// Nothing is to be looked at any more.
    pub fn clear(&self) {
        drop(self.0.take());
    }
}
