//! An emulated portal with a directory of so many values, and a client registered in it.

use std::sync::Arc;

use browser::http::{delete, get, post};
use portal_emulator::{App, Emulator, Options, RequestLimit};
use serde_json::{Value, json};

use crate::{
    client::{Client, Condition},
    host::{Files, Host, Weight},
};

/// How many stages the directory that is opened has in the seed.
const SEEDED: u32 = 8;

/// A portal for one client under one condition.
#[derive(Debug)]
pub(crate) struct Portal {
    emulator: Emulator,
    host: Host,
    pub(crate) client: Client,
    pub(crate) condition: Condition,
    pub(crate) size: u32,
}

/// The REST requests until something had happened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Traffic {
    /// Requests that do something.
    pub(crate) requests: usize,
    /// What the browser asks before.
    pub(crate) preflights: usize,
}

impl Portal {
    /// Starts host and portal.
    pub(crate) async fn open(client: Client, files: Arc<Files>, condition: Condition, size: u32) -> Self {
        let host = Host::start(files, condition.latency()).await;
        let options = Options {
            app: App::External(format!("{}/index.html", host.address())),
            request_limit: RequestLimit::Off,
            latency: condition.latency(),
            ..Options::default()
        };
        let emulator = Emulator::start(options).await.expect("the emulator starts");
        let count = size.saturating_sub(SEEDED);
        let order = json!([{"op": "generate", "entity": "DEAL_STAGE", "count": count, "seed": 1}]);
        post(&format!("{}/ops", emulator.control()), &order);
        Self { emulator, host, client, condition, size }
    }

    /// The page in which the client is opened.
    pub(crate) fn url(&self) -> String {
        format!("{}/?placement=CRM_FUNNELS_TOOLBAR&user=admin&lang=en&open=post", self.emulator.portal())
    }

    /// Counts from now on.
    pub(crate) fn forget(&self) {
        self.host.forget();
        delete(&format!("{}/log", self.emulator.control()));
    }

    /// What the files weigh that were asked for before a moment, given in milliseconds since the epoch.
    pub(crate) fn weight_before(&self, moment: f64) -> Weight {
        self.host.weight(|asked| asked < moment)
    }

    /// What those weigh that were asked for since then.
    pub(crate) fn weight_since(&self, moment: f64) -> Weight {
        self.host.weight(|asked| asked >= moment)
    }

    /// What was asked of the REST API before a moment, given in milliseconds since the epoch.
    pub(crate) fn traffic_before(&self, moment: f64) -> Traffic {
        let log = get(&format!("{}/log", self.emulator.control()));
        let before = log.as_array().into_iter().flatten().filter(|entry| millis(&entry["time"]) < moment);
        before.fold(Traffic::default(), |sum, entry| {
            let is_preflight = entry["http_method"] == "OPTIONS";
            Traffic {
                requests: sum.requests + usize::from(!is_preflight),
                preflights: sum.preflights + usize::from(is_preflight),
            }
        })
    }

    /// Every row it holds.
    pub(crate) fn rows(&self) -> Vec<Value> {
        let state = get(&format!("{}/state", self.emulator.control()));
        state.as_array().or_else(|| state["status_rows"].as_array()).cloned().expect("rows")
    }

    /// Ends it.
    pub(crate) async fn close(self) {
        self.emulator.stop().await;
    }
}

/// The milliseconds since the epoch of `2026-12-01T07:25:00.123Z`; anything else is before everything.
fn millis(time: &Value) -> f64 {
    let text = time.as_str().unwrap_or_default();
    let fields: Vec<i64> =
        text.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).collect();
    let [year, month, day, hour, minute, second, milli, ..] = fields[..] else { return f64::MIN };
    // Days since the epoch, by the civil calendar: years begin in March, so that leap days come last.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days = 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 719_469;
    let millis = (((days * 24 + hour) * 60 + minute) * 60 + second) * 1000 + milli;
    #[expect(clippy::cast_precision_loss, reason = "milliseconds of this century are exact")]
    let millis = millis as f64;
    millis
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_of_the_log_are_those_of_the_page() {
        let whole = |time: &str| format!("{:.0}", millis(&json!(time)));
        assert_eq!(whole("1970-01-01T00:00:00.000Z"), "0");
        assert_eq!(whole("2024-02-29T12:00:00.250Z"), "1709208000250");
        assert!(millis(&json!(null)) < 0.0, "what has no time is before everything");
    }
}
