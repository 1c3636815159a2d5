//! The portal's leaky bucket, as seen from here (rest-behaviour §6.7).

use crate::clock::Millis;

/// Requests that may go at once: what one person does at a time. The portal takes 50, but other pages of the same
/// person share them.
const CAPACITY: u64 = 4;
/// Milliseconds in which one request drains.
const DRAIN: Millis = 500;

/// How full the bucket is, kept as the moment at which it will be empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Bucket {
    empty_at: Millis,
}

impl Bucket {
    /// A request is made.
    pub fn add(&mut self, now: Millis) {
        self.empty_at = self.empty_at.max(now) + DRAIN;
    }

    /// The portal says that it is full.
    pub fn fill(&mut self, now: Millis) {
        self.empty_at = now + CAPACITY * DRAIN;
    }

    /// When there is room for a request.
    #[must_use]
    pub fn free_at(&self) -> Millis {
        self.empty_at.saturating_sub((CAPACITY - 1) * DRAIN)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Whoever always waits for room never overflows the portal's bucket of 50, which drains 2 a second.
        #[test]
        fn the_portal_never_overflows(gaps in prop::collection::vec(0u64..2_000, 0..400)) {
            let (mut bucket, mut now, mut level, mut then) = (Bucket::default(), 1_000, 0u64, 1_000);
            for gap in gaps {
                now = (now + gap).max(bucket.free_at());
                level = level.saturating_sub((now - then) * 2);
                then = now;
                bucket.add(now);
                level += 1_000;
                prop_assert!(level <= 50_000, "{level}");
            }
        }
    }

    #[test]
    fn a_full_bucket_gives_room_one_by_one() {
        let mut bucket = Bucket::default();
        bucket.fill(10_000);
        assert_eq!(bucket.free_at(), 10_500);
        bucket.add(10_500);
        assert_eq!(bucket.free_at(), 11_000);
    }
}
