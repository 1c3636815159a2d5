use serde_json::{Map, Value, json};

use crate::php;

/// A row of the dictionary table (rest-behaviour §1.5).
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_field_names, reason = "the columns are called so")]
pub(crate) struct Status {
    pub(crate) id: u64,
    pub(crate) entity_id: String,
    pub(crate) status_id: String,
    pub(crate) name: String,
    pub(crate) name_init: String,
    pub(crate) sort: i64,
    pub(crate) system: bool,
    pub(crate) category_id: Option<String>,
    pub(crate) color: Option<String>,
    pub(crate) semantics: Option<String>,
}

impl Status {
    /// A row of which nothing is known yet: what columns get that are not given.
    pub(crate) fn blank(id: u64) -> Self {
        Self {
            id,
            entity_id: String::new(),
            status_id: String::new(),
            name: String::new(),
            name_init: String::new(),
            sort: 10,
            system: false,
            category_id: Some("0".to_owned()),
            color: None,
            semantics: None,
        }
    }

    /// Reads a row in the shape in which the REST API prints it.
    pub(crate) fn from_json(row: &Value) -> Self {
        let mut status = Self::blank(0);
        for (column, value) in php::entries(row) {
            status.set(&column, value);
        }
        status
    }

    /// Writes a column without any check. Unknown columns are ignored.
    pub(crate) fn set(&mut self, column: &str, value: &Value) {
        let nullable = || (!value.is_null()).then(|| php::string(value));
        match column {
            "ID" => self.id = u64::try_from(php::int(value)).unwrap_or(0),
            "ENTITY_ID" => self.entity_id = php::string(value),
            "STATUS_ID" => self.status_id = php::string(value),
            "NAME" => self.name = php::string(value),
            "NAME_INIT" => self.name_init = php::string(value),
            "SORT" => self.sort = php::int(value),
            "SYSTEM" => self.system = value == "Y" || value == &Value::Bool(true),
            "CATEGORY_ID" => self.category_id = nullable(),
            "COLOR" => self.color = nullable(),
            "SEMANTICS" => self.semantics = nullable(),
            _ => {}
        }
    }

    /// The row as stored, numbers as strings, columns in the order of the table.
    pub(crate) fn to_json(&self) -> Map<String, Value> {
        let columns = [
            ("ID", json!(self.id.to_string())),
            ("ENTITY_ID", json!(self.entity_id)),
            ("STATUS_ID", json!(self.status_id)),
            ("NAME", json!(self.name)),
            ("NAME_INIT", json!(self.name_init)),
            ("SORT", json!(self.sort.to_string())),
            ("SYSTEM", json!(self.system_flag())),
            ("CATEGORY_ID", json!(self.category_id)),
            ("COLOR", json!(self.color)),
            ("SEMANTICS", json!(self.semantics)),
        ];
        columns.into_iter().map(|(column, value)| (column.to_owned(), value)).collect()
    }

    pub(crate) fn system_flag(&self) -> &'static str {
        if self.system { "Y" } else { "N" }
    }

    /// The code without the prefix of its pipeline: `C5:WON` is `WON`.
    pub(crate) fn bare_code(&self) -> &str {
        self.status_id.split_once(':').map_or(&self.status_id, |(_, code)| code)
    }

    /// Stores a name as the database does: at most 100 characters (rest-behaviour §3.2).
    pub(crate) fn set_name(&mut self, name: &str) {
        self.name = name.chars().take(100).collect();
    }

    /// Stores a colour as the database does: at most 10 characters (rest-behaviour §3.2).
    pub(crate) fn set_color(&mut self, color: &str) {
        self.color = Some(color.chars().take(10).collect());
    }

    /// Stores a position: whatever is not positive becomes 10 (rest-behaviour §3.1).
    pub(crate) fn set_sort(&mut self, sort: i64) {
        self.sort = if sort <= 0 { 10 } else { sort.min(i64::from(i32::MAX)) };
    }
}
