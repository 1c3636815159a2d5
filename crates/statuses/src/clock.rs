//! Time, as far as this crate knows it: told from outside, never asked for.

/// Milliseconds since some fixed moment, on one clock for a whole session.
pub type Millis = u64;

/// Makes such a clock of one that people or the network may put back: it stands still then, and goes on from there.
/// Otherwise everything that waits would wait until the old time comes round again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clock {
    told: Millis,
    behind: Millis,
}

impl Clock {
    /// The time, where the other clock says `now`.
    pub fn tell(&mut self, now: Millis) -> Millis {
        let time = now.saturating_add(self.behind);
        self.behind += self.told.saturating_sub(time);
        self.told = time.max(self.told);
        self.told
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_clock_that_is_put_back_goes_on() {
        let mut clock = Clock::default();
        let told = [1_000, 1_500, 200, 300, 299, 400, 5_000].map(|now| clock.tell(now));
        assert_eq!(told, [1_000, 1_500, 1_500, 1_600, 1_600, 1_701, 6_301]);
    }

    proptest! {
        #[test]
        fn time_never_goes_back(nows in prop::collection::vec(0u64..1 << 45, 0..50)) {
            let mut clock = Clock::default();
            let told: Vec<_> = nows.iter().map(|now| clock.tell(*now)).collect();
            prop_assert!(told.is_sorted());
        }
    }
}
