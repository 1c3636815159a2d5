//! What the widget shows, and what the portal holds, as far as they can be compared.

use serde_json::Value;

/// A row on the screen.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) id: String,
    /// Names the row from the moment it is wanted: the id comes later.
    pub(super) code: String,
    pub(super) state: String,
    /// None while it is being written.
    pub(super) name: Option<String>,
    pub(super) color: String,
    pub(super) group: usize,
    pub(super) note: String,
    pub(super) buttons: Vec<String>,
}

/// Everything on the screen.
#[derive(Clone, Debug, Default)]
pub(super) struct Screen {
    pub(super) rows: Vec<Line>,
    /// There is a list.
    pub(super) ready: bool,
    pub(super) readonly: bool,
    pub(super) busy: bool,
    /// Groups with rows that others made and that are not shown yet.
    pub(super) arrived: usize,
    pub(super) banner: String,
    /// The buttons of banners and of what stands in the place of the list.
    pub(super) ways: Vec<String>,
    pub(super) line: String,
    pub(super) blank: String,
    /// What is said when the program has stopped.
    pub(super) crash: String,
    pub(super) report: String,
}

/// A row of the portal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Held {
    pub(super) id: String,
    pub(super) code: String,
    pub(super) name: String,
    pub(super) color: String,
    pub(super) group: usize,
    pub(super) sort: i64,
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn texts(value: &Value) -> Vec<String> {
    value.as_array().map(|list| list.iter().map(text).collect()).unwrap_or_default()
}

fn count(value: &Value) -> usize {
    value.as_u64().and_then(|count| usize::try_from(count).ok()).unwrap_or_default()
}

impl Screen {
    pub(super) fn read(value: &Value) -> Self {
        let rows = value["rows"].as_array().cloned().unwrap_or_default();
        let is = |name: &str| value[name] == true;
        Self {
            rows: rows.iter().map(Line::read).collect(),
            ready: is("ready"),
            readonly: is("readonly"),
            busy: is("busy"),
            arrived: count(&value["arrived"]),
            banner: text(&value["banner"]),
            ways: texts(&value["ways"]),
            line: text(&value["line"]),
            blank: text(&value["blank"]),
            crash: text(&value["crash"]),
            report: text(&value["report"]),
        }
    }

    pub(super) fn row(&self, code: &str) -> Option<&Line> {
        self.rows.iter().find(|row| row.code == code)
    }

    /// The codes of a group, in order.
    pub(super) fn order(&self, group: usize) -> Vec<String> {
        self.rows.iter().filter(|row| row.group == group).map(|row| row.code.clone()).collect()
    }

    /// Whether nothing is under way, and nobody is asked anything.
    pub(super) fn is_quiet(&self) -> bool {
        self.ready && !self.readonly && self.banner.is_empty() && self.rows.iter().all(Line::is_quiet)
    }

    /// The screen in words.
    pub(super) fn describe(&self) -> String {
        let mut lines: Vec<_> = self.rows.iter().map(Line::describe).collect();
        for (what, said) in [
            ("banner", &self.banner),
            ("line", &self.line),
            ("instead", &self.blank),
            ("stopped", &self.crash),
            ("report", &self.report),
        ] {
            if !said.is_empty() {
                lines.push(format!("{what}: {}", said.replace('\n', " | ")));
            }
        }
        if self.readonly {
            lines.push("read-only".to_owned());
        }
        lines.join("\n")
    }
}

impl Line {
    fn read(value: &Value) -> Self {
        Self {
            id: text(&value["id"]),
            code: text(&value["code"]),
            state: text(&value["state"]),
            name: value["name"].as_str().map(str::to_owned),
            color: text(&value["color"]).trim().to_lowercase(),
            group: count(&value["group"]),
            note: text(&value["note"]),
            buttons: texts(&value["buttons"]),
        }
    }

    /// The portal holds what is shown here, says the widget.
    pub(super) fn is_quiet(&self) -> bool {
        matches!(self.state.as_str(), "idle" | "saved")
    }

    /// Nothing of it can be changed.
    pub(super) fn is_leaving(&self) -> bool {
        matches!(self.state.as_str(), "doomed" | "deleting" | "gone")
    }

    pub(super) fn describe(&self) -> String {
        let Self { id, code, state, color, group, note, .. } = self;
        let name = self.name.as_deref().unwrap_or("(being written)");
        format!("{group} {id:>10} {code:<20} {color:<8} {state:<9} {name} {note} {:?}", self.buttons)
    }
}

impl Held {
    /// The stages of deals, in the order in which everybody sees them.
    pub(super) fn all(state: &Value) -> Vec<Self> {
        let rows = state.as_array().or_else(|| state["status_rows"].as_array()).expect("rows");
        let mut rows: Vec<_> =
            rows.iter().filter(|row| row["ENTITY_ID"] == "DEAL_STAGE").map(Self::read).collect();
        let id = |row: &Self| row.id.parse::<u32>().unwrap_or_default();
        rows.sort_by_key(|row| (row.group, row.sort, id(row)));
        rows
    }

    fn read(row: &Value) -> Self {
        Self {
            id: text(&row["ID"]),
            code: text(&row["STATUS_ID"]),
            name: text(&row["NAME"]),
            color: text(&row["COLOR"]).to_lowercase(),
            group: match row["SEMANTICS"].as_str() {
                Some("S") => 1,
                Some("F") => 2,
                _ => 0,
            },
            sort: row["SORT"].as_str().and_then(|sort| sort.parse().ok()).unwrap_or_default(),
        }
    }

    pub(super) fn describe(&self) -> String {
        let Self { id, code, name, color, group, sort } = self;
        format!("{group} {id:>10} {code:<20} {color:<8} {sort:>5}     {name}")
    }
}
