//! How much the portal lets its callers do (rest-behaviour §6.7).

use std::{collections::HashMap, time::Instant};

use crate::options::RequestLimit;

mod operating;

pub(crate) use operating::Operating;
use operating::Window;

/// The leaky bucket, and the operating time of each method and caller.
#[derive(Debug)]
pub(crate) struct Limits {
    request_limit: RequestLimit,
    bucket: Bucket,
    /// Whether methods are stopped when their time is used up.
    operating_is_limited: bool,
    /// By caller and method.
    windows: HashMap<(String, String), Window>,
    /// How long methods pretend to work, in seconds.
    costs: HashMap<String, f64>,
}

/// The limit of operating time in the cloud, in seconds of ten minutes.
const OPERATING_LIMIT: f64 = 480.0;

/// Shorter calls are not counted.
const SHORTEST_COUNTED: f64 = 0.1;

impl Limits {
    pub(crate) fn new(request_limit: RequestLimit) -> Self {
        Self {
            request_limit,
            bucket: Bucket { level: 0.0, at: Instant::now() },
            operating_is_limited: true,
            windows: HashMap::new(),
            costs: HashMap::new(),
        }
    }

    pub(crate) fn request_limit(&self) -> RequestLimit {
        self.request_limit
    }

    /// Changes the limit; the bucket is empty again.
    pub(crate) fn set_request_limit(&mut self, limit: RequestLimit) {
        self.request_limit = limit;
        self.bucket.level = 0.0;
    }

    pub(crate) fn operating_is_limited(&self) -> bool {
        self.operating_is_limited
    }

    pub(crate) fn limit_operating(&mut self, limited: bool) {
        self.operating_is_limited = limited;
    }

    /// Makes a method count as so many seconds of work, without taking that long.
    pub(crate) fn set_cost(&mut self, method: String, seconds: f64) {
        self.costs.insert(method, seconds);
    }

    pub(crate) fn cost(&self, method: &str) -> f64 {
        self.costs.get(method).copied().unwrap_or(0.0)
    }

    /// Lets a request in, or says that the bucket flows over. All callers of one address share the bucket; a
    /// request that is turned away is no drop.
    pub(crate) fn admit(&mut self, from_page: bool, now: Instant) -> bool {
        let (capacity, drain) = match self.request_limit {
            RequestLimit::Off => return true,
            RequestLimit::Page if !from_page => return true,
            RequestLimit::Page | RequestLimit::Standard => (50.0, 2.0),
            RequestLimit::Enterprise => (250.0, 5.0),
        };
        self.bucket.pour(capacity, drain, now)
    }

    /// Whether a caller has used up a method's time; asked before the call.
    pub(crate) fn is_used_up(&self, caller: &str, method: &str, now: u64) -> bool {
        self.operating_is_limited && self.operating(caller, method, now).seconds >= OPERATING_LIMIT
    }

    /// Counts a call of so many seconds.
    pub(crate) fn count(&mut self, caller: &str, method: &str, seconds: f64, now: u64) {
        if seconds >= SHORTEST_COUNTED {
            let key = (caller.to_owned(), method.to_owned());
            self.windows.entry(key).or_default().add(seconds, now);
        }
    }

    /// How much time a caller has used of a method, at a second since the epoch.
    pub(crate) fn operating(&self, caller: &str, method: &str, now: u64) -> Operating {
        let key = (caller.to_owned(), method.to_owned());
        self.windows.get(&key).map_or_else(|| Operating::none(now), |window| window.used(now))
    }
}

#[derive(Debug)]
struct Bucket {
    level: f64,
    at: Instant,
}

impl Bucket {
    fn pour(&mut self, capacity: f64, drain: f64, now: Instant) -> bool {
        let passed = now.saturating_duration_since(self.at).as_secs_f64();
        self.level = (self.level - passed * drain).max(0.0);
        self.at = now;
        let fits = self.level + 1.0 <= capacity;
        if fits {
            self.level += 1.0;
        }
        fits
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn burst(limits: &mut Limits, count: usize, at: Instant) -> usize {
        (0..count).filter(|_| limits.admit(true, at)).count()
    }

    #[test]
    fn fifty_requests_and_two_more_each_second() {
        let mut limits = Limits::new(RequestLimit::Standard);
        let start = Instant::now();
        assert_eq!(burst(&mut limits, 60, start), 50);
        assert_eq!(burst(&mut limits, 60, start + Duration::from_secs(3)), 6);
        assert_eq!(burst(&mut limits, 60, start + Duration::from_mins(1)), 50);
    }

    #[test]
    fn larger_portals_get_more() {
        let mut limits = Limits::new(RequestLimit::Enterprise);
        let start = Instant::now();
        assert_eq!(burst(&mut limits, 300, start), 250);
        assert_eq!(burst(&mut limits, 300, start + Duration::from_secs(2)), 10);
    }

    #[test]
    fn a_script_beside_the_page_is_let_through() {
        let mut limits = Limits::new(RequestLimit::Page);
        let now = Instant::now();
        assert_eq!((0..99).filter(|_| limits.admit(false, now)).count(), 99);
        assert_eq!(burst(&mut limits, 99, now), 50);
        limits.set_request_limit(RequestLimit::Off);
        assert_eq!(burst(&mut limits, 99, now), 99);
    }

    #[test]
    fn time_is_counted_for_each_caller_and_method() {
        let mut limits = Limits::new(RequestLimit::Page);
        limits.count("app", "crm.status.list", 0.09, 1000);
        assert!(limits.operating("app", "crm.status.list", 1000).seconds < 0.01);
        limits.count("app", "crm.status.list", 480.0, 1000);
        assert!(limits.is_used_up("app", "crm.status.list", 1001));
        assert!(!limits.is_used_up("app", "crm.status.get", 1001));
        assert!(!limits.is_used_up("webhook", "crm.status.list", 1001));
        limits.limit_operating(false);
        assert!(!limits.is_used_up("app", "crm.status.list", 1001));
    }
}
