use serde_json::{Map, Value, json};

use crate::{clock::Moment, options::Generation};

/// What a call gives back (rest-behaviour §1.6).
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Answer {
    pub(crate) result: Value,
    pub(crate) next: Option<i64>,
    pub(crate) total: Option<u64>,
}

impl Answer {
    /// A result that is not counted.
    pub(crate) fn plain(result: Value) -> Self {
        Self { result, next: None, total: None }
    }

    /// A list with the number of its rows, all of them on one page.
    pub(crate) fn counted(rows: Vec<Value>) -> Self {
        Self { total: Some(rows.len() as u64), result: Value::Array(rows), next: None }
    }

    /// The body of the answer to a call of its own.
    pub(crate) fn body(self, time: Value) -> Value {
        let mut body = Map::new();
        body.insert("result".to_owned(), self.result);
        if let Some(next) = self.next {
            body.insert("next".to_owned(), json!(next));
        }
        if let Some(total) = self.total {
            body.insert("total".to_owned(), json!(total));
        }
        body.insert("time".to_owned(), time);
        Value::Object(body)
    }
}

/// The `time` block of a call that began then and ends now (rest-behaviour §6.5).
///
/// The newest release casts `start` and `processing` to integers. Calls are too short to count as operating time.
pub(crate) fn time(start: Moment, generation: Generation) -> Value {
    let finish = Moment::now();
    let duration = finish.seconds() - start.seconds();
    let (printed_start, processing) = match generation {
        Generation::Y2024 => (json!(start.seconds()), json!(duration)),
        Generation::Y2026 => (json!(start.whole_seconds()), json!(0)),
    };
    json!({
        "start": printed_start,
        "finish": finish.seconds(),
        "duration": duration,
        "processing": processing,
        "date_start": start.iso(),
        "date_finish": finish.iso(),
        "operating_reset_at": finish.whole_seconds() + 600,
        "operating": 0,
    })
}
