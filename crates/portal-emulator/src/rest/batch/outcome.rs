use serde_json::{Map, Value, json};

use super::container;
use crate::{php, rest::answer::Answer};

/// What the commands of a batch gave, by their keys (rest-behaviour §7).
#[derive(Debug, Default)]
pub(super) struct Outcome {
    result: Map<String, Value>,
    error: Map<String, Value>,
    total: Map<String, Value>,
    next: Map<String, Value>,
    time: Map<String, Value>,
}

impl Outcome {
    pub(super) fn succeed(&mut self, key: &str, answer: Answer, time: Value) {
        self.result.insert(key.to_owned(), answer.result);
        if let Some(total) = answer.total {
            self.total.insert(key.to_owned(), json!(total));
        }
        if let Some(next) = answer.next {
            self.next.insert(key.to_owned(), json!(next));
        }
        self.time.insert(key.to_owned(), time);
    }

    pub(super) fn fail(&mut self, key: &str, error: Value) {
        self.error.insert(key.to_owned(), error);
    }

    /// A container by the name that references use.
    pub(super) fn container(&self, name: &str) -> Option<Value> {
        match name {
            "result" => Some(container(&self.result)),
            "error" => Some(container(&self.error)),
            "total" => Some(container(&self.total)),
            "next" => Some(container(&self.next)),
            "time" => Some(container(&self.time)),
            _ => None,
        }
    }

    /// Each container is `[]`, a list or an object, by its keys.
    pub(super) fn into_json(self) -> Value {
        json!({
            "result": php::array(self.result),
            "result_error": php::array(self.error),
            "result_total": php::array(self.total),
            "result_next": php::array(self.next),
            "result_time": php::array(self.time),
        })
    }
}
