use std::cmp::Ordering;

use serde_json::Value;

use super::{Answer, Caller, Params, Portal, RestError, extra::Printer, name_filter::NameFilter};
use crate::{php, portal::status::Status};

/// `crm.status.get` (rest-behaviour §2.2).
pub(super) fn get(portal: &mut Portal, _: &Caller, params: &Params) -> Result<Answer, RestError> {
    let id = params.id()?;
    let status = portal.statuses.find(id).ok_or(RestError::refused("CRM Status is not found."))?;
    Ok(Answer::plain(Printer::new(&portal.statuses).row(status)))
}

/// `crm.status.list`: never paged, whatever `start` and `select` say (rest-behaviour §2.1).
pub(super) fn list(portal: &mut Portal, _: &Caller, params: &Params) -> Result<Answer, RestError> {
    let order = Order::parse(&params.array("order")?);
    let filter = Filter::parse(&params.array("filter")?)?;
    let mut rows: Vec<_> = portal.statuses.rows().iter().filter(|row| filter.admits(row)).collect();
    rows.sort_by(|a, b| order.compare(a, b));
    let mut printer = Printer::new(&portal.statuses);
    Ok(Answer::counted(rows.into_iter().map(|row| printer.row(row)).collect()))
}

/// The conditions of a list. Unknown keys and empty values are none.
struct Filter {
    conditions: Vec<Condition>,
}

enum Condition {
    Id(f64),
    Text(Column, String),
    Name(NameFilter),
    System(bool),
    Category(i64),
}

#[derive(Clone, Copy)]
enum Column {
    EntityId,
    StatusId,
    Sort,
    Semantics,
}

/// The keys that take one text, in the order in which they are checked.
const TEXT_KEYS: [&str; 4] = ["ENTITY_ID", "STATUS_ID", "SORT", "SEMANTICS"];

fn is_filled_array(value: &Value) -> bool {
    php::is_array(value) && !php::is_empty_array(value)
}

impl Filter {
    fn parse(filter: &Value) -> Result<Self, RestError> {
        let is_list = |key: &&str| php::get(filter, key).is_some_and(is_filled_array);
        if let Some(key) = TEXT_KEYS.into_iter().find(is_list) {
            return Err(RestError::Refused(format!("Filter by {key} must be a string").into()));
        }
        let mut conditions = Vec::new();
        for (key, value) in php::entries(filter) {
            if php::is_empty_array(value) || matches!(php::string(value).as_str(), "" | "NOT_REF") {
                continue;
            }
            conditions.extend(Condition::parse(&key, value));
        }
        Ok(Self { conditions })
    }

    fn admits(&self, row: &Status) -> bool {
        self.conditions.iter().all(|condition| condition.admits(row))
    }
}

impl Condition {
    fn parse(key: &str, value: &Value) -> Option<Self> {
        let column = match key {
            "ENTITY_ID" => Column::EntityId,
            "STATUS_ID" => Column::StatusId,
            "SORT" => Column::Sort,
            "SEMANTICS" => Column::Semantics,
            "ID" => return Some(Self::Id(php::number(&php::string(value)))),
            "NAME" => return Some(Self::Name(NameFilter::parse(&php::string(value)))),
            "SYSTEM" => return Some(Self::System(value == "Y")),
            "CATEGORY_ID" => return Some(Self::Category(php::int(value))),
            _ => return None,
        };
        Some(Self::Text(column, php::string(value)))
    }

    fn admits(&self, row: &Status) -> bool {
        match self {
            #[expect(clippy::cast_precision_loss, clippy::float_cmp, reason = "the database compares floats")]
            Self::Id(id) => row.id as f64 == *id,
            Self::Text(column, text) => match column {
                Column::EntityId => same(&row.entity_id, text),
                Column::StatusId => same(&row.status_id, text),
                Column::Sort => row.sort.to_string() == *text,
                Column::Semantics => row.semantics.as_ref().is_some_and(|semantics| same(semantics, text)),
            },
            Self::Name(name) => name.admits(&row.name),
            Self::System(system) => row.system == *system,
            Self::Category(category) => {
                row.category_id.as_ref().is_some_and(|id| *id == category.to_string())
            }
        }
    }
}

/// The database compares without regard to case (rest-behaviour §12.3).
fn same(stored: &str, wanted: &str) -> bool {
    stored.to_lowercase() == wanted.to_lowercase()
}

/// By which columns to sort, and whether downwards; equal rows stay in the order of their ids.
struct Order {
    keys: Vec<(String, bool)>,
}

const SORTABLE: [&str; 8] =
    ["ID", "ENTITY_ID", "STATUS_ID", "NAME", "SORT", "SYSTEM", "CATEGORY_ID", "SEMANTICS"];

impl Order {
    fn parse(order: &Value) -> Self {
        let descending = |value: &Value| !php::string(value).eq_ignore_ascii_case("ASC");
        let given = php::entries(order);
        let keys: Vec<_> = given
            .iter()
            .map(|(key, value)| (key.to_uppercase(), descending(value)))
            .filter(|(key, _)| SORTABLE.contains(&key.as_str()))
            .collect();
        match (given.is_empty(), keys.is_empty()) {
            (true, _) => Self { keys: vec![("SORT".to_owned(), false)] },
            (false, true) => Self { keys: vec![("ID".to_owned(), true)] },
            (false, false) => Self { keys },
        }
    }

    fn compare(&self, a: &Status, b: &Status) -> Ordering {
        self.keys.iter().fold(Ordering::Equal, |ordering, (key, descending)| {
            ordering.then_with(|| {
                let ordering = compare_column(key, a, b);
                if *descending { ordering.reverse() } else { ordering }
            })
        })
    }
}

fn compare_column(key: &str, a: &Status, b: &Status) -> Ordering {
    let text = |a: &str, b: &str| a.to_lowercase().cmp(&b.to_lowercase());
    let category = |row: &Status| row.category_id.as_ref().map(|id| id.parse::<i64>().unwrap_or(0));
    match key {
        "ENTITY_ID" => text(&a.entity_id, &b.entity_id),
        "STATUS_ID" => text(&a.status_id, &b.status_id),
        "NAME" => text(&a.name, &b.name),
        "SORT" => a.sort.cmp(&b.sort),
        "SYSTEM" => a.system.cmp(&b.system),
        "CATEGORY_ID" => category(a).cmp(&category(b)),
        "SEMANTICS" => a.semantics.cmp(&b.semantics),
        _ => a.id.cmp(&b.id),
    }
}
