//! What the page has shown, as `page.js` tells it.

use serde_json::Value;

/// The page before its program runs.
const NOTHING: &str = "(grey placeholders)";

/// A row as it is shown.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    pub(super) id: u64,
    pub(super) state: String,
    pub(super) name: String,
    pub(super) color: String,
}

/// What was shown from an act until nothing more happened by itself.
#[derive(Clone, Debug)]
pub(super) struct Told {
    /// Messages that came and went.
    pub(super) said: Vec<String>,
    /// Messages that stand.
    pub(super) now: Vec<String>,
    /// The status line.
    pub(super) line: String,
    pub(super) rows: Vec<Shown>,
    /// What must never happen, and did.
    pub(super) wrong: Vec<String>,
    /// Whether rows may be changed.
    pub(super) editable: bool,
    /// Whether a way forward is offered.
    pub(super) forward: bool,
}

impl Told {
    pub(super) fn read(value: &Value) -> Self {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let texts = |key: &str| value[key].as_array().into_iter().flatten().map(text).collect();
        let row = |row: &Value| Shown {
            id: row["id"].as_u64().expect("a number"),
            state: text(&row["state"]),
            name: text(&row["name"]),
            color: text(&row["color"]),
        };
        Self {
            said: texts("said"),
            now: texts("now"),
            line: text(&value["line"]),
            rows: value["rows"].as_array().into_iter().flatten().map(row).collect(),
            wrong: texts("wrong"),
            editable: value["editable"] == true,
            forward: value["forward"] == true,
        }
    }

    /// Everything in the order in which it was shown, a line each.
    pub(super) fn text(&self) -> String {
        let messages = self.said.iter().chain(&self.now).map(|text| cell(text));
        let line = (!self.line.is_empty()).then(|| format!("**{}**", cell(&self.line)));
        let text = messages.chain(line).collect::<Vec<_>>().join("<br>");
        if text.is_empty() { NOTHING.to_owned() } else { text }
    }

    /// Whether the program has not shown anything.
    pub(super) fn is_blank(&self) -> bool {
        self.text() == NOTHING
    }

    /// Whether anything that was said has this in it.
    pub(super) fn mentions(&self, part: &str) -> bool {
        self.said.iter().chain(&self.now).chain([&self.line]).any(|text| text.contains(part))
    }
}

/// A text as a cell of a table holds it.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('<', "&lt;").replace('*', "\\*")
}
