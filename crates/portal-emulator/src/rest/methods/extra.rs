use std::collections::HashMap;

use serde_json::{Value, json};

use crate::portal::{status::Status, statuses::Statuses};

/// Prints rows as the API does, with `EXTRA` where there is one (rest-behaviour §1.5).
///
/// What a stage means depends on its directory's success stage, which is looked for once for each directory.
pub(super) struct Printer<'a> {
    statuses: &'a Statuses,
    directories: HashMap<&'a str, Option<Finals>>,
}

/// The final stages of a directory.
struct Finals {
    success: String,
    failure: String,
    /// The position of the success stage, -1 if there is none.
    last: i64,
}

impl<'a> Printer<'a> {
    pub(super) fn new(statuses: &'a Statuses) -> Self {
        Self { statuses, directories: HashMap::new() }
    }

    pub(super) fn row(&mut self, status: &'a Status) -> Value {
        let mut row = status.to_json();
        let finals = self
            .directories
            .entry(&status.entity_id)
            .or_insert_with(|| Finals::of(self.statuses, &status.entity_id));
        if let Some(finals) = finals {
            let color = status.color.as_deref().unwrap_or_default();
            row.insert("EXTRA".to_owned(), json!({"SEMANTICS": finals.meaning(status), "COLOR": color}));
        }
        Value::Object(row)
    }
}

impl Finals {
    fn of(statuses: &Statuses, entity_id: &str) -> Option<Self> {
        let (success, failure) = final_codes(entity_id)?;
        let success_row = statuses.of_entity(entity_id).find(|row| row.status_id == success);
        let last = success_row.map_or(-1, |row| row.sort);
        Some(Self { success, failure, last })
    }

    /// What a stage means by its code and its place after the success stage; `SEMANTICS` has no say in it.
    fn meaning(&self, status: &Status) -> &'static str {
        match &status.status_id {
            code if *code == self.success => "success",
            code if *code == self.failure => "failure",
            _ if status.sort > self.last => "apology",
            _ => "process",
        }
    }
}

/// The codes of the success and the failure stage, for the dictionaries that have them.
fn final_codes(entity_id: &str) -> Option<(String, String)> {
    let (success, failure) = match entity_id {
        "STATUS" => ("CONVERTED", "JUNK"),
        "QUOTE_STATUS" => ("APPROVED", "DECLAINED"),
        "DEAL_STAGE" => ("WON", "LOSE"),
        _ => {
            let pipeline: u64 = entity_id.strip_prefix("DEAL_STAGE_")?.parse().ok()?;
            return Some((format!("C{pipeline}:WON"), format!("C{pipeline}:LOSE")));
        }
    };
    Some((success.to_owned(), failure.to_owned()))
}
