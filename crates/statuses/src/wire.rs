//! The portal's JSON to the domain's types, and the only door between them.
//!
//! PHP sends numbers as strings, empty objects as lists and "none" as null, empty or `#`
//! (rest-behaviour §1.5, §10). Reading is lenient about all of that and strict about identity.

use crate::color::StoredColor;
use crate::directory::{Directory, Family, Kind};
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
    let mut statuses = all_statuses(result)?;
    statuses.retain(|status| &*status.entity == entity);
    Some(statuses)
}

/// The rows of all directories, each in the order in which its own are shown; none if it is no list.
#[must_use]
pub fn all_statuses(result: &Json) -> Option<Vec<Rc<Status>>> {
    let (Json::List(_) | Json::Map(_)) = result else { return None };
    let mut statuses: Vec<_> = result.values().filter_map(status).map(Rc::new).collect();
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

/// The directories of `crm.status.entity.types` (§2.8) in the order in which they are offered; entries without an id
/// are left out. The pipelines of deals are called and ordered as `crm.category.list` says, as far as it does (§8).
#[must_use]
pub fn directories(types: &Json, categories: &Json) -> Vec<Rc<Directory>> {
    let pipelines: Vec<_> = categories.get("categories").values().filter_map(pipeline).collect();
    let mut found = Vec::new();
    for mut directory in types.values().filter_map(directory) {
        let mut known = pipelines.iter().filter(|_| directory.family == Family::Deals);
        let pipeline = known.find(|pipeline| Some(pipeline.category) == directory.category);
        if let Some(pipeline) = pipeline.filter(|pipeline| !pipeline.name.is_empty()) {
            directory.name.clone_from(&pipeline.name);
        }
        directory.sort = pipeline.map_or(0, |pipeline| pipeline.sort);
        Directory::insert(&mut found, Rc::new(directory));
    }
    found
}

/// A pipeline, as `crm.category.list` tells of it.
struct Pipeline {
    category: u32,
    name: Box<str>,
    sort: i64,
}

fn pipeline(entry: &Json) -> Option<Pipeline> {
    let category = entry.get("id").text().parse().ok()?;
    let sort = entry.get("sort").text().parse().unwrap_or(0);
    Some(Pipeline { category, name: text(entry, "name"), sort })
}

fn directory(entry: &Json) -> Option<Directory> {
    let entity = text(entry, "ID");
    if entity.is_empty() || Directory::is_hidden(&entity) {
        return None;
    }
    let known = Directory::unnamed(&entity);
    // An empty SEMANTIC_INFO is a list, in which no key is found.
    let info = entry.get("SEMANTIC_INFO");
    let code = |key| Some(text(info, key)).filter(|code| !code.is_empty());
    let number = |key| entry.get(key).text().parse().ok();
    let success = code("FINAL_SUCCESS_FIELD");
    let off = matches!(entry.get("IS_ENABLED"), Json::Bool(false)) || entry.get("IS_ENABLED").text() == "N";
    Some(Directory {
        name: text(entry, "NAME"),
        kind: if success.is_some() { Kind::Stages } else { known.kind },
        entity_type: known.entity_type.or_else(|| number("ENTITY_TYPE_ID")),
        category: known.category.or_else(|| number("CATEGORY_ID")),
        prefix: Some(text(entry, "PREFIX")).filter(|prefix| !prefix.is_empty()).unwrap_or(known.prefix),
        start: code("START_FIELD").or(known.start),
        success: success.or(known.success),
        enabled: !off,
        ..Directory::unnamed(&entity)
    })
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
            {"ID": "SOURCE", "NAME": "Sources", "SEMANTIC_INFO": []},
            {"ID": "EVENT_TYPE", "NAME": "hidden"},
            {"ID": "HONORIFIC", "NAME": "Salutations", "IS_ENABLED": false},
            {"ID": "CALL_LIST", "NAME": "Call statuses", "SEMANTIC_INFO": {"START_FIELD": "A", "FINAL_SUCCESS_FIELD": "B"}},
            {"ID": "STATUS", "NAME": "Lead stages", "SEMANTIC_INFO": {"START_FIELD": "FIRST", "FINAL_SUCCESS_FIELD": "CONVERTED"}},
            {"ID": "QUOTE_STATUS", "NAME": "Estimates"},
            {"NAME": "no id"}
        ]);
        let directories = directories(&json(&list), &Json::default());
        let entities: Vec<_> = directories.iter().map(|directory| &*directory.entity).collect();
        assert_eq!(entities, ["STATUS", "QUOTE_STATUS", "SOURCE", "CALL_LIST", "HONORIFIC"]);
        let codes = |at: usize| (directories[at].start.as_deref(), directories[at].success.as_deref());
        assert_eq!(codes(0), (Some("FIRST"), Some("CONVERTED")));
        assert_eq!(codes(1), (Some("DRAFT"), Some("APPROVED")), "as it is known, where nothing is said");
        assert_eq!((directories[2].kind, codes(2)), (Kind::Values, (None, None)));
        assert_eq!(directories[3].kind, Kind::Stages, "an order of success makes stages of values");
        assert!(!directories[4].enabled);
    }

    #[test]
    fn pipelines_have_their_own_names_and_order() {
        let types = json!([
            {"ID": "DYNAMIC_128_STAGE_9", "NAME": "Contracts", "ENTITY_TYPE_ID": 128, "CATEGORY_ID": "9", "PREFIX": "DT128_9"},
            {"ID": "DEAL_STAGE", "NAME": "Deal Stage", "CATEGORY_ID": 0},
            {"ID": "DEAL_STAGE_5", "NAME": "Deal stages (Partners)", "CATEGORY_ID": "5"},
            {"ID": "DEAL_STAGE_7", "NAME": "Deal stages (Repairs)", "CATEGORY_ID": "7"}
        ]);
        let categories = json!({"categories": [
            {"id": 7, "name": "Repairs", "sort": 100}, {"id": 0, "name": "Sales", "sort": "200"},
            {"id": "5", "name": "", "sort": 300}
        ]});
        let named = |categories: &Value| -> Vec<String> {
            let found = directories(&json(&types), &json(categories));
            found.iter().map(|directory| directory.name.to_string()).collect()
        };
        assert_eq!(named(&categories), ["Repairs", "Sales", "Deal stages (Partners)", "Contracts"]);
        let unknown = ["Deal Stage", "Deal stages (Partners)", "Deal stages (Repairs)", "Contracts"];
        assert_eq!(named(&json!(null)), unknown);
        assert_eq!(named(&json!([])), unknown);
    }
}
