use serde_json::{Map, Value, json};

use crate::{clock::Moment, options::Generation, portal::limits::Operating};

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

/// How long a call took, and how much of its method's time the caller has used.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Timing {
    pub(crate) start: Moment,
    /// Seconds that the method pretends to have worked.
    pub(crate) pretended: f64,
    /// Nothing if operating time is not limited.
    pub(crate) operating: Option<Operating>,
}

impl Timing {
    /// The `time` block of a call that ends now (rest-behaviour §6.5).
    ///
    /// The newest release casts `start` and `processing` to integers.
    pub(crate) fn print(self, generation: Generation) -> Value {
        let finish = Moment::now().later(self.pretended);
        let duration = finish.seconds() - self.start.seconds();
        let (start, processing) = match generation {
            Generation::Y2024 => (json!(self.start.seconds()), json!(duration)),
            #[expect(clippy::cast_possible_truncation, reason = "a call takes no years")]
            Generation::Y2026 => (json!(self.start.whole_seconds()), json!(duration as i64)),
        };
        let mut time = json!({
            "start": start,
            "finish": finish.seconds(),
            "duration": duration,
            "processing": processing,
            "date_start": self.start.iso(),
            "date_finish": finish.iso(),
        });
        if let (Some(operating), Value::Object(time)) = (self.operating, &mut time) {
            time.insert("operating_reset_at".to_owned(), json!(operating.reset_at));
            let seconds = operating.seconds;
            // As PHP prints it: nothing used is an integer.
            let printed = if seconds > 0.0 { json!(seconds) } else { json!(0) };
            time.insert("operating".to_owned(), printed);
        }
        time
    }
}
