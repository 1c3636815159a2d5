//! The portal's JSON to the domain's types, and the only door between them.
//!
//! PHP sends numbers as strings, empty objects as lists and "none" as null, empty or `#`
//! (rest-behaviour §1.5, §10). Reading is lenient about all of that and strict about identity.

use crate::color::StoredColor;
use crate::directory::{Directory, Kind};
use crate::json::Json;
use crate::status::{Group, Status, StatusId};
use std::rc::Rc;

/// The rows of a list that belong to `entity`, in the order in which they are shown; none if it is no list. An
/// answer that is no list must not pass for an empty one: every row would seem to be gone.
///
/// Rows of other directories are left out: a filter the server did not understand returns the whole table
/// (§10.12).
#[must_use]
pub fn statuses(result: &Json, entity: &str) -> Option<Vec<Rc<Status>>> {
    let (Json::List(_) | Json::Map(_)) = result else { return None };
    let mut statuses: Vec<_> =
        result.values().filter_map(status).filter(|status| &*status.entity == entity).map(Rc::new).collect();
    Status::arrange(&mut statuses);
    Some(statuses)
}

/// One row; none if it has no id.
#[must_use]
pub fn status(row: &Json) -> Option<Status> {
    let entity = text(row, "ENTITY_ID");
    let group = match Kind::of(&entity) {
        Kind::Stages => group(row),
        Kind::Values => Group::InProgress,
    };
    Some(Status {
        id: StatusId::parse(&text(row, "ID"))?,
        code: text(row, "STATUS_ID"),
        name: text(row, "NAME"),
        name_init: text(row, "NAME_INIT"),
        sort: text(row, "SORT").parse().unwrap_or(0),
        system: &*text(row, "SYSTEM") == "Y",
        color: StoredColor::parse(&text(row, "COLOR")),
        group,
        entity,
    })
}

/// The directories of `crm.status.entity.types` (§2.8); entries without an id are left out.
#[must_use]
pub fn directories(result: &Json) -> Vec<Directory> {
    result.values().filter_map(directory).collect()
}

fn directory(entry: &Json) -> Option<Directory> {
    let entity = text(entry, "ID");
    if entity.is_empty() {
        return None;
    }
    // An empty SEMANTIC_INFO is a list, in which no key is found.
    let info = entry.get("SEMANTIC_INFO");
    let code = |key| Some(text(info, key)).filter(|code| !code.is_empty());
    let described = Directory {
        name: text(entry, "NAME"),
        start: code("START_FIELD"),
        success: code("FINAL_SUCCESS_FIELD"),
        ..Directory::unnamed(&entity)
    };
    Some(if described.success.is_some() { Directory { kind: Kind::Stages, ..described } } else { described })
}

/// `SEMANTICS` decides; where it is null `EXTRA` may tell that the row stands behind success. Semantics
/// unknown here are endings of some kind, and are shown as such (ux §9.3).
fn group(row: &Json) -> Group {
    match (row.get("SEMANTICS").text(), row.get("EXTRA").get("SEMANTICS").text()) {
        ("S", _) | ("" | "P", "success") => Group::Success,
        ("" | "P", "" | "process") => Group::InProgress,
        _ => Group::Failed,
    }
}

/// A field as text, whatever type it was sent as; null and absent are empty.
fn text(object: &Json, key: &str) -> Box<str> {
    object.get(key).text().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn json(value: &Value) -> Json {
        Json::parse(&value.to_string()).unwrap()
    }

    fn row(over: Value) -> Value {
        let mut row = json!({
            "ID": "103", "ENTITY_ID": "DEAL_STAGE", "STATUS_ID": "PREPARATION", "NAME": "<b>&amp;</b>",
            "NAME_INIT": "", "SORT": "20", "SYSTEM": "N", "CATEGORY_ID": null, "COLOR": "#2FC6F6",
            "SEMANTICS": null, "EXTRA": {"SEMANTICS": "process", "COLOR": "#2FC6F6"}
        });
        let Value::Object(over) = over else { panic!("an object") };
        row.as_object_mut().unwrap().extend(over);
        row
    }

    #[test]
    fn a_row_of_strings_becomes_a_status() {
        let status = status(&json(&row(json!({})))).unwrap();
        assert_eq!((status.id.get(), status.sort, status.system), (103, 20, false));
        assert_eq!(&*status.name, "<b>&amp;</b>", "shown as stored");
        assert_eq!(status.group, Group::InProgress);
    }

    #[test]
    fn numbers_as_numbers_are_read_too() {
        let status = status(&json(&row(json!({"ID": 7, "SORT": 30, "SYSTEM": "Y"})))).unwrap();
        assert_eq!((status.id.get(), status.sort, status.system), (7, 30, true));
    }

    #[test]
    fn semantics_give_the_group_and_extra_only_helps_out() {
        let group = |semantics: Value, extra: Value| {
            status(&json(&row(json!({"SEMANTICS": semantics, "EXTRA": extra})))).unwrap().group
        };
        let extra = |text: &str| json!({"SEMANTICS": text});
        assert_eq!(group(json!("S"), json!(null)), Group::Success);
        assert_eq!(group(json!("F"), extra("apology")), Group::Failed);
        assert_eq!(group(json!(null), extra("apology")), Group::Failed);
        assert_eq!(group(json!(null), json!(null)), Group::InProgress);
        assert_eq!(group(json!("X"), json!(null)), Group::Failed);
    }

    #[test]
    fn rows_of_other_directories_are_left_out_and_ties_go_by_id() {
        let list = json!([
            row(json!({"ID": "9", "SORT": "10", "SEMANTICS": "F"})),
            row(json!({"ID": "30", "SORT": "10"})),
            row(json!({"ID": "4", "SORT": "10"})),
            row(json!({"ID": "1", "ENTITY_ID": "SOURCE"})),
            {"NAME": "no id"}
        ]);
        let ids: Vec<_> =
            statuses(&json(&list), "DEAL_STAGE").unwrap().iter().map(|status| status.id.get()).collect();
        assert_eq!(ids, [4, 30, 9]);
    }

    #[test]
    fn what_is_no_list_is_not_an_empty_one() {
        assert_eq!(statuses(&json(&json!([])), "SOURCE"), Some(Vec::new()));
        assert_eq!(statuses(&json(&json!({})), "SOURCE"), Some(Vec::new()), "for PHP the same");
        for no_list in [json!(null), json!(false), json!("x"), json!(0)] {
            assert_eq!(statuses(&json(&no_list), "SOURCE"), None);
        }
    }

    #[test]
    fn the_values_of_a_plain_list_are_one_group() {
        let value = row(json!({"ENTITY_ID": "SOURCE", "SEMANTICS": "F", "EXTRA": null, "COLOR": null}));
        let status = status(&json(&value)).unwrap();
        assert_eq!((status.group, status.color), (Group::InProgress, StoredColor::Default));
    }

    #[test]
    fn directories_are_read_with_and_without_semantics() {
        let list = json!([
            {"ID": "STATUS", "NAME": "Lead stages", "SEMANTIC_INFO": {"START_FIELD": "NEW", "FINAL_SUCCESS_FIELD": "CONVERTED"}},
            {"ID": "SOURCE", "NAME": "Sources", "SEMANTIC_INFO": []},
            {"NAME": "no id"}
        ]);
        let directories = directories(&json(&list));
        assert_eq!(directories.len(), 2);
        assert_eq!(directories[0].start.as_deref(), Some("NEW"));
        assert_eq!(directories[0].success.as_deref(), Some("CONVERTED"));
        assert_eq!((directories[1].kind, &directories[1].start), (Kind::Values, &None));
    }
}
