use serde_json::{Value, json};

use super::{Answer, Caller, Params, Portal, RestError};
use crate::{
    php,
    portal::{status::Status, statuses::Statuses},
    secret,
};

/// `crm.status.add`: the checks in the order of rest-behaviour §2.4.
pub(super) fn add(portal: &mut Portal, caller: &Caller, params: &Params) -> Result<Answer, RestError> {
    let fields = params.array("fields")?;
    params.array("params")?;
    caller.require_config_write(portal)?;
    let text = |name: &str| php::get(&fields, name).map(php::string).unwrap_or_default();
    let (entity_id, status_id) = (text("ENTITY_ID"), text("STATUS_ID"));
    require_ids(&entity_id, &status_id)?;
    let entity = portal.statuses.entity_type(&entity_id);
    let entity = entity.ok_or(RestError::refused("Specified entity type is not supported."))?;
    let code = Code::new(&entity_id, &status_id, &php::string(&entity["PREFIX"]));
    code.check(&portal.statuses)?;

    let mut status = Status::blank(0);
    status.status_id = code.stored(&portal.statuses);
    status.entity_id.clone_from(&entity_id);
    let category = php::get(&fields, "CATEGORY_ID").map(|given| php::int(given).to_string());
    status.category_id = Some(category.unwrap_or_else(|| category_of(&entity_id, entity)));
    status.set_name(php::trim(&text("NAME")));
    status.set_sort(php::get(&fields, "SORT").map_or(0, php::int));
    status.set_color(&with_hash(&color_of(&fields)));
    status.semantics = check_row(&portal.statuses, &status, &text("SEMANTICS"))?;
    Ok(Answer::plain(json!(portal.statuses.insert(status))))
}

fn require_ids(entity_id: &str, status_id: &str) -> Result<(), RestError> {
    let missing: Vec<_> = [("ENTITY_ID", entity_id), ("STATUS_ID", status_id)]
        .into_iter()
        .filter(|(_, value)| value.is_empty())
        .map(|(name, _)| format!("The field {name} is required."))
        .collect();
    if missing.is_empty() { Ok(()) } else { Err(RestError::Refused(missing.join("\n").into())) }
}

/// `COLOR`, which may be null, or else its alias in `EXTRA`.
fn color_of(fields: &Value) -> String {
    let alias = php::get(fields, "EXTRA").and_then(|extra| php::get(extra, "COLOR"));
    fields.get("COLOR").or(alias).map(php::string).unwrap_or_default()
}

/// Pipelines have their number in the row; everything else has 0.
fn category_of(entity_id: &str, entity: &Value) -> String {
    let is_pipeline =
        ["DEAL_STAGE_", "DYNAMIC_", "SMART_INVOICE_STAGE_"].iter().any(|start| entity_id.starts_with(start));
    if is_pipeline { php::int(&entity["CATEGORY_ID"]).to_string() } else { "0".to_owned() }
}

/// On adding, an empty colour stays empty; a zero counts as empty.
fn with_hash(color: &str) -> String {
    if matches!(color, "" | "0") || color.starts_with('#') { color.to_owned() } else { format!("#{color}") }
}

/// A new code, without and with the prefix of its pipeline.
struct Code<'a> {
    entity_id: &'a str,
    bare: &'a str,
    prefix: String,
}

impl<'a> Code<'a> {
    fn new(entity_id: &'a str, status_id: &'a str, prefix: &str) -> Self {
        let bare = status_id.split_once(':').map_or(status_id, |(_, bare)| bare);
        let prefix = if prefix.is_empty() { String::new() } else { format!("{prefix}:") };
        Self { entity_id, bare, prefix }
    }

    fn check(&self, statuses: &Statuses) -> Result<(), RestError> {
        let is_stage = matches!(self.entity_id, "STATUS" | "QUOTE_STATUS" | "DEAL_STAGE")
            || self.entity_id.starts_with("DEAL_STAGE_");
        let limit = match self.entity_id {
            "STATUS" => 21,
            _ if is_stage => 22,
            _ => 50,
        };
        let max = limit - self.prefix.chars().count().min(limit);
        if self.bare.chars().count() > max {
            return Err(RestError::Core(format!("Exceeded maximum length of status ID: {max}.").into()));
        }
        let is_legal = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
        if is_stage && (self.bare.is_empty() || !self.bare.bytes().all(is_legal)) {
            let text =
                "Status ID may include Latin characters, numbers, minus and underscore characters only";
            return Err(RestError::Core(text.into()));
        }
        if self.is_taken(statuses, self.bare) {
            return Err(RestError::Core("The specified status ID already exists.".into()));
        }
        Ok(())
    }

    fn is_taken(&self, statuses: &Statuses, bare: &str) -> bool {
        let full = format!("{}{bare}", self.prefix);
        statuses.of_entity(self.entity_id).any(|row| row.status_id.eq_ignore_ascii_case(&full))
    }

    /// The code as stored; `"0"` and nothing ask for a random one.
    fn stored(&self, statuses: &Statuses) -> String {
        let mut bare = self.bare.to_owned();
        while matches!(bare.as_str(), "" | "0") || (bare != self.bare && self.is_taken(statuses, &bare)) {
            bare = format!("UC_{}", secret::hex(3).to_uppercase());
        }
        format!("{}{bare}", self.prefix)
    }
}

/// The checks of the table itself; gives the semantics to store, where process is nothing.
fn check_row(statuses: &Statuses, status: &Status, semantics: &str) -> Result<Option<String>, RestError> {
    if status.name.is_empty() {
        return Err(RestError::refused("The field Title is required."));
    }
    let success = statuses.of_entity(&status.entity_id).find(|row| row.semantics.as_deref() == Some("S"));
    // A zero counts as empty.
    match (if semantics == "0" { "" } else { semantics }, success) {
        ("" | "P", Some(success)) if status.sort >= success.sort => Err(RestError::refused(
            "Cannot create more stages after the final stage because the final successful stage already exists. \
             Try using sort order values less than that of the final stage.",
        )),
        ("F", Some(success)) if status.sort <= success.sort => {
            Err(RestError::refused("Cannot add semantics with the specified sort order."))
        }
        ("S", Some(_)) => Err(RestError::refused("Only one success status can exist for any one type")),
        ("" | "P", _) => Ok(None),
        ("F" | "S", _) => Ok(Some(semantics.to_owned())),
        _ => Err(RestError::refused("This type of semantics is not supported.")),
    }
}
