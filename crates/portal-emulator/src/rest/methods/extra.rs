use serde_json::{Value, json};

use crate::portal::{status::Status, statuses::Statuses};

/// The row as the API prints it, with `EXTRA` where there is one (rest-behaviour §1.5).
pub(super) fn row(statuses: &Statuses, status: &Status) -> Value {
    let mut row = status.to_json();
    if let Some(meaning) = meaning(statuses, status) {
        let color = status.color.as_deref().unwrap_or_default();
        row.insert("EXTRA".to_owned(), json!({"SEMANTICS": meaning, "COLOR": color}));
    }
    Value::Object(row)
}

/// What a stage means by its code and its place after the success stage; `SEMANTICS` has no say in it.
fn meaning(statuses: &Statuses, status: &Status) -> Option<&'static str> {
    let (success, failure) = final_codes(&status.entity_id)?;
    if status.status_id == success {
        return Some("success");
    }
    if status.status_id == failure {
        return Some("failure");
    }
    let success_row = statuses.of_entity(&status.entity_id).find(|row| row.status_id == success);
    let last = success_row.map_or(-1, |row| row.sort);
    Some(if status.sort > last { "apology" } else { "process" })
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
