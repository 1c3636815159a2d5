//! The answer to `crm.status.list`, decoded in three ways, each of which can be built alone to be weighed: by the widget's
//! own reader, by `serde_json`, and by the browser's parser with `serde-wasm-bindgen`. All end with the rows as the widget
//! keeps them, in the order in which they are shown, and say how many there are and what their positions add up to.

use statuses::Status;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// Decodes nothing: what every variant weighs besides.
#[wasm_bindgen]
#[must_use]
pub fn none(text: &str) -> f64 {
    let mut rows: Vec<Rc<Status>> = Vec::new();
    Status::arrange(&mut rows);
    sum(&rows) + f64::from(text.is_empty())
}

/// The widget's reader.
#[cfg(feature = "own")]
#[wasm_bindgen]
#[must_use]
pub fn own(text: &str) -> f64 {
    let answer = statuses::json::Json::parse(text).ok();
    let rows = answer.and_then(|answer| statuses::wire::all_statuses(answer.get("result")));
    sum(&rows.unwrap_or_default())
}

/// `serde_json` on the text.
#[cfg(feature = "text")]
#[wasm_bindgen]
#[must_use]
pub fn text(text: &str) -> f64 {
    serde_json::from_str(text).map_or(0.0, |answer: typed::Answer| sum(&answer.rows()))
}

/// The browser's parser, then `serde-wasm-bindgen`.
#[cfg(feature = "browser")]
#[wasm_bindgen]
#[must_use]
pub fn browser(text: &js_sys::JsString) -> f64 {
    let parsed = js_sys::JSON::parse(&String::from(text)).map_err(serde_wasm_bindgen::Error::from);
    let answer = parsed.and_then(serde_wasm_bindgen::from_value);
    answer.map_or(0.0, |answer: typed::Answer| sum(&answer.rows()))
}

#[expect(clippy::cast_precision_loss, reason = "small numbers")]
fn sum(rows: &[Rc<Status>]) -> f64 {
    rows.iter().map(|row| 1.0 + row.sort as f64).sum()
}

/// The answer as types, as `serde` has it. More strict than the portal is in its word: numbers must come as strings.
#[cfg(any(feature = "text", feature = "browser"))]
mod typed {
    use serde::Deserialize;
    use statuses::directory::Kind;
    use statuses::{Group, Status, StatusId, StoredColor};
    use std::rc::Rc;

    /// The envelope.
    #[derive(Deserialize)]
    pub(crate) struct Answer {
        result: Vec<Row>,
    }

    #[derive(Deserialize)]
    #[serde(rename_all = "UPPERCASE")]
    struct Row {
        id: Box<str>,
        entity_id: Box<str>,
        status_id: Box<str>,
        name: Box<str>,
        #[serde(default)]
        name_init: Option<Box<str>>,
        sort: Box<str>,
        system: Box<str>,
        #[serde(default)]
        color: Option<Box<str>>,
        #[serde(default)]
        semantics: Option<Box<str>>,
        #[serde(default)]
        extra: Option<Extra>,
    }

    #[derive(Deserialize)]
    #[serde(rename_all = "UPPERCASE")]
    struct Extra {
        #[serde(default)]
        semantics: Option<Box<str>>,
    }

    impl Answer {
        /// The rows, arranged.
        pub(crate) fn rows(self) -> Vec<Rc<Status>> {
            let mut rows: Vec<_> = self.result.into_iter().filter_map(Row::status).map(Rc::new).collect();
            Status::arrange(&mut rows);
            rows
        }
    }

    impl Row {
        fn status(self) -> Option<Status> {
            let word = self.extra.and_then(|extra| extra.semantics);
            let group = match (self.semantics.as_deref().unwrap_or(""), word.as_deref().unwrap_or("")) {
                _ if Kind::of(&self.entity_id) == Kind::Values => Group::InProgress,
                ("S", _) | ("" | "P", "success") => Group::Success,
                ("" | "P", "" | "process") => Group::InProgress,
                _ => Group::Failed,
            };
            Some(Status {
                id: StatusId::parse(&self.id)?,
                entity: self.entity_id,
                code: self.status_id,
                name: self.name,
                name_init: self.name_init.unwrap_or_default(),
                sort: self.sort.parse().unwrap_or(0),
                system: &*self.system == "Y",
                color: StoredColor::parse(self.color.as_deref().unwrap_or("")),
                group,
            })
        }
    }
}
