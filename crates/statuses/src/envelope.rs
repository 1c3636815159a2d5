//! The envelope around every REST answer (rest-behaviour §1.6, §6, §7).

use crate::clock::Millis;
use crate::failure::{Cause, Failure};
use crate::json::Json;

/// Takes the `result` out of an answer.
///
/// An answer has failed when it has the key `error`, whatever that holds: for most failures of
/// `crm.status.*` it is the empty string, and some arrive with HTTP 200 (§10.1, §6.6).
///
/// # Errors
/// The refusal, or that the body is not a REST answer.
pub fn open(method: &'static str, status: u16, body: &str) -> Result<Json, Failure> {
    let Ok(mut answer) = Json::parse(body) else {
        return Err(Failure::unreadable(method, status, "The answer is not JSON"));
    };
    if let Some(code) = answer.find("error") {
        let description = answer.get("error_description").text();
        return Err(Failure::refused(method, status, code.text(), description));
    }
    answer
        .take("result")
        .ok_or_else(|| Failure::unreadable(method, status, "The answer has neither result nor error"))
}

/// The answers to the commands of one batch.
#[derive(Clone, Debug)]
pub struct Batch {
    results: Json,
    errors: Json,
    times: Json,
    totals: Json,
}

impl Batch {
    /// Reads the `result` of a batch. Its containers are `[]` when empty and objects otherwise, because
    /// our keys are never numeric (§7).
    ///
    /// # Errors
    /// The answer is not that of a batch.
    pub fn read(mut result: Json) -> Result<Self, Failure> {
        let mut take = |key| result.take(key);
        let Some(results) = take("result") else {
            return Err(Failure::unreadable("batch", 200, "The answer is not that of a batch"));
        };
        let mut other = |key| take(key).unwrap_or_default();
        let (errors, times) = (other("result_error"), other("result_time"));
        Ok(Self { results, errors, times, totals: other("result_total") })
    }

    /// How many a command has found in all, if it counts (§8).
    #[must_use]
    pub fn total(&self, key: &str) -> Option<u32> {
        self.totals.get(key).text().parse().ok()
    }

    /// When the operating time that a command's method used up is given back, in milliseconds from the answer;
    /// none if the portal does not say (§6.5, §6.7). Both moments are on the portal's clock, so that ours may be
    /// wrong.
    #[must_use]
    pub fn reset(&self, key: &str) -> Option<Millis> {
        let time = self.times.get(key);
        let seconds =
            |name| time.get(name).text().split('.').next().and_then(|text| text.parse::<u64>().ok());
        // It counts over ten minutes: what is told to be longer is no time to wait.
        let wait = seconds("operating_reset_at")?.saturating_sub(seconds("finish")?);
        Some(wait.min(600) * 1000)
    }

    /// The answer to one command. It has failed when it has no result: either with an error, whose code
    /// may be empty, or because it never ran (§10.22).
    ///
    /// # Errors
    /// The refusal, or that the command was not run.
    pub fn take(&mut self, key: &str, method: &'static str) -> Result<Json, Failure> {
        if let Some(error) = self.errors.find(key) {
            let text = |name| error.get(name).text();
            // A nested refusal has no status of its own; 400 is what the method alone would have got.
            return Err(Failure::refused(method, 400, text("error"), text("error_description")));
        }
        self.results
            .take(key)
            .ok_or_else(|| Failure::because(Cause::Unreadable, method, "The command was not run"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn json(value: &serde_json::Value) -> Json {
        Json::parse(&value.to_string()).unwrap()
    }

    fn cause(status: u16, body: &str) -> Option<Cause> {
        open("crm.status.get", status, body).err().map(|failure| failure.cause)
    }

    #[test]
    fn an_empty_error_is_an_error() {
        let body = r#"{"error":"","error_description":"Status is not found."}"#;
        assert_eq!(cause(400, body), Some(Cause::Gone));
        assert_eq!(cause(200, body), Some(Cause::Gone));
    }

    #[test]
    fn falsy_results_are_results() {
        for result in ["false", "0", "[]", "null", "\"\""] {
            assert!(open("x", 200, &format!(r#"{{"result":{result}}}"#)).is_ok(), "{result}");
        }
    }

    #[test]
    fn what_is_no_rest_answer_fails_by_its_status() {
        assert_eq!(cause(200, "{\"result\":"), Some(Cause::Unreadable));
        assert_eq!(cause(200, "{}"), Some(Cause::Unreadable));
        assert_eq!(cause(502, "<html>Bad gateway</html>"), Some(Cause::Internal));
        assert_eq!(cause(503, ""), Some(Cause::Busy));
    }

    #[test]
    fn a_batch_without_results_has_lists_instead_of_objects() {
        let mut batch = Batch::read(json(&json!({
            "result": [], "result_error": {"write": {"error": "", "error_description": "Access denied."}},
            "result_total": [], "result_next": [], "result_time": []
        })))
        .unwrap();
        assert_eq!(batch.take("write", "w").unwrap_err().cause, Cause::AccessDenied);
        assert_eq!(batch.take("read", "r").unwrap_err().cause, Cause::Unreadable);
    }

    #[test]
    fn no_method_is_paused_for_longer_than_its_time_is_counted() {
        let batch = |reset: u64| {
            let time = json!({"operating_reset_at": reset, "finish": 1_700_000_000.5});
            Batch::read(json(&json!({"result": [], "result_time": {"write": time}}))).unwrap()
        };
        assert_eq!(batch(1_700_000_090).reset("write"), Some(90_000));
        assert_eq!(batch(u64::MAX).reset("write"), Some(600_000));
        assert_eq!(batch(5).reset("write"), Some(0));
    }

    #[test]
    fn totals_stand_beside_the_results() {
        let batch = |totals: serde_json::Value| {
            Batch::read(json(&json!({"result": {"c0": []}, "result_total": totals}))).unwrap()
        };
        let counted = batch(json!({"c0": 41}));
        assert_eq!((counted.total("c0"), counted.total("c1")), (Some(41), None));
        assert_eq!(batch(json!([])).total("c0"), None);
    }

    #[test]
    fn a_batch_gives_each_answer_under_its_key() {
        let mut batch = Batch::read(json(&json!({
            "result": {"write": true, "read": {"ID": "1"}}, "result_error": []
        })))
        .unwrap();
        assert_eq!(batch.take("write", "w"), Ok(Json::Bool(true)));
        assert_eq!(batch.take("read", "r"), Ok(json(&json!({"ID": "1"}))));
    }
}
