use std::collections::VecDeque;

/// A minute's worth of a method's work is forgotten as a whole.
const MINUTE: u64 = 60;

/// How long a minute is remembered, in seconds.
const MEMORY: u64 = 600;

/// What a caller has used of a method's time (rest-behaviour §6.5, §6.7).
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Operating {
    /// The sum of the last ten minutes, in seconds.
    pub(crate) seconds: f64,
    /// The second since the epoch at which the oldest minute of it is forgotten.
    pub(crate) reset_at: u64,
}

impl Operating {
    /// Nothing used so far.
    pub(crate) fn none(now: u64) -> Self {
        Self { seconds: 0.0, reset_at: now + MEMORY }
    }
}

/// The last ten minutes of one method and caller, a bucket for each minute.
#[derive(Clone, Debug, Default)]
pub(super) struct Window {
    /// When the minute began, and the seconds of work in it; oldest first.
    minutes: VecDeque<(u64, f64)>,
}

impl Window {
    /// Adds a call that ended at a second since the epoch.
    pub(super) fn add(&mut self, seconds: f64, now: u64) {
        self.minutes.retain(|(minute, _)| minute + MEMORY > now);
        let minute = now - now % MINUTE;
        match self.minutes.back_mut() {
            Some((last, sum)) if *last == minute => *sum += seconds,
            _ => self.minutes.push_back((minute, seconds)),
        }
    }

    pub(super) fn used(&self, now: u64) -> Operating {
        let kept = || self.minutes.iter().filter(|(minute, _)| minute + MEMORY > now);
        let Some((oldest, _)) = kept().next() else { return Operating::none(now) };
        Operating { seconds: kept().map(|(_, sum)| sum).sum(), reset_at: oldest + MEMORY }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_are_forgotten_one_by_one() {
        let mut window = Window::default();
        window.add(2.0, 610);
        window.add(3.0, 655);
        window.add(4.0, 661);
        assert_eq!(window.used(661), Operating { seconds: 9.0, reset_at: 1200 });
        assert_eq!(window.used(1200), Operating { seconds: 4.0, reset_at: 1260 });
        assert_eq!(window.used(1300), Operating { seconds: 0.0, reset_at: 1900 });
    }
}
