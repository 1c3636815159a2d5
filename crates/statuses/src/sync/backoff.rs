//! When to try again.

use crate::clock::Millis;

/// Waits between tries, in milliseconds; after the last one the user is asked.
const WAITS: [Millis; 5] = [1_000, 2_000, 4_000, 8_000, 8_000];

/// When a change that has been tried this often may be tried again; none if that was often enough.
///
/// Up to a quarter is added to each wait, so that clients that were turned away together do not come back
/// together. The clock's last digits are random enough for that.
#[must_use]
pub fn due(attempts: u32, now: Millis) -> Option<Millis> {
    let wait = WAITS.get(usize::try_from(attempts).ok()?.saturating_sub(1))?;
    let jitter = (now ^ (now >> 7)).wrapping_mul(0x9e37_79b9) >> 8 & 0xff;
    Some(now + wait + wait * jitter / 1024)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn waits_double_up_to_a_cap_and_end(now in 0u64..1 << 45) {
            for (attempts, wait) in [(1, 1_000), (2, 2_000), (3, 4_000), (4, 8_000), (5, 8_000)] {
                let due = due(attempts, now).unwrap() - now;
                prop_assert!((wait..=wait + wait / 4).contains(&due), "{attempts}: {due}");
            }
            prop_assert_eq!(due(6, now), None);
        }
    }

    #[test]
    fn clients_do_not_come_back_together() {
        let dues: std::collections::BTreeSet<_> = (0..100).map(|now| due(4, now).unwrap() - now).collect();
        assert!(dues.len() > 50, "{}", dues.len());
    }
}
