use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A moment on the wall clock, printed the way the portal prints it (rest-behaviour §6.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Moment(Duration);

impl Moment {
    pub(crate) fn now() -> Self {
        Self(SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default())
    }

    /// The moment so many seconds later.
    pub(crate) fn later(self, seconds: f64) -> Self {
        Self(self.0 + Duration::try_from_secs_f64(seconds).unwrap_or_default())
    }

    /// Seconds since the epoch, with the fraction.
    pub(crate) fn seconds(self) -> f64 {
        self.0.as_secs_f64()
    }

    /// Whole seconds since the epoch.
    pub(crate) fn whole_seconds(self) -> u64 {
        self.0.as_secs()
    }

    /// `2026-11-22T04:26:03+00:00`.
    pub(crate) fn iso(self) -> String {
        format!("{}+00:00", self.date_time())
    }

    /// `2026-11-22T04:26:03.123Z`.
    pub(crate) fn iso_millis(self) -> String {
        format!("{}.{:03}Z", self.date_time(), self.0.subsec_millis())
    }

    fn date_time(self) -> String {
        let seconds = self.0.as_secs();
        let (year, month, day) = civil(seconds / 86_400);
        let (hour, minute, second) = (seconds / 3_600 % 24, seconds / 60 % 60, seconds % 60);
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")
    }
}

/// The calendar day that is so many days after 1970-01-01, counted in 400-year eras from a March.
fn civil(days: u64) -> (u64, u64, u64) {
    let shifted = days + 719_468;
    let (era, day_of_era) = (shifted / 146_097, shifted % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    (era * 400 + year_of_era + u64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_printed_in_utc() {
        let moment = |seconds, millis| Moment(Duration::from_secs(seconds) + Duration::from_millis(millis));
        assert_eq!(moment(0, 0).iso(), "1970-01-01T00:00:00+00:00");
        assert_eq!(moment(951_782_400, 7).iso_millis(), "2000-02-29T00:00:00.007Z");
        assert_eq!(moment(1_752_149_050, 0).iso(), "2025-07-10T12:04:10+00:00");
    }
}
