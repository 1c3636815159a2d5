use serde_json::{Map, Value, json};

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

    /// The value at a path in the container of this name, or the deepest one on the way to it.
    pub(super) fn find(&self, container: &str, path: &[&str]) -> Option<Value> {
        let map = match container {
            "result" => &self.result,
            "error" => &self.error,
            "total" => &self.total,
            "next" => &self.next,
            "time" => &self.time,
            _ => return None,
        };
        let found = path.first().and_then(|key| map.get(*key)).filter(|value| !value.is_null());
        let Some(mut value) = found else { return Some(whole(map)) };
        for key in path.iter().skip(1) {
            let Some(inner) = php::get(value, key) else { break };
            value = inner;
        }
        Some(value.clone())
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

/// A container as a value.
fn whole(map: &Map<String, Value>) -> Value {
    if map.is_empty() { json!([]) } else { Value::Object(map.clone()) }
}
