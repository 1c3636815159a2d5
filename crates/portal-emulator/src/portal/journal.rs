use std::collections::VecDeque;

use serde_json::{Value, json};

use crate::clock::Moment;

/// One REST request, without anything secret.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) time: Moment,
    pub(crate) http_method: String,
    /// The API method in lower case; a request may name none.
    pub(crate) method: Option<String>,
    pub(crate) content_type: Option<String>,
    pub(crate) params: Value,
    pub(crate) status: u16,
    /// Where the credential stood.
    pub(crate) token_in: Option<&'static str>,
}

/// The latest REST requests, preflights included.
#[derive(Debug, Default)]
pub(crate) struct Journal {
    entries: VecDeque<Entry>,
}

/// Older entries are forgotten, so that a portal can run for days.
const LONGEST: usize = 10_000;

impl Journal {
    pub(crate) fn record(&mut self, entry: Entry) {
        if self.entries.len() == LONGEST {
            self.entries.pop_front();
        }
        self.entries.push_back(entry);
    }

    pub(crate) fn to_json(&self) -> Value {
        self.entries.iter().map(Entry::to_json).collect()
    }
}

impl Entry {
    fn to_json(&self) -> Value {
        json!({
            "time": self.time.iso_millis(),
            "http_method": self.http_method,
            "method": self.method,
            "content_type": self.content_type,
            "params": self.params,
            "status": self.status,
            "token_in": self.token_in,
        })
    }
}
