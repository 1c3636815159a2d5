use portal_emulator::Emulator;
use serde_json::{Value, json};

use crate::{
    client::{call, ops, token},
    start,
};

struct Admin {
    emulator: Emulator,
    token: String,
}

impl Admin {
    async fn new() -> Self {
        let emulator = start().await;
        let token = token(&emulator, "admin").await;
        Self { emulator, token }
    }

    async fn call(&self, method: &str, params: Value) -> Value {
        call(&self.emulator, &self.token, method, &params).await.json()
    }

    async fn add(&self, fields: Value) -> Value {
        self.call("crm.status.add", json!({"fields": fields})).await
    }

    async fn total(&self, filter: Value) -> Value {
        self.call("crm.status.list", json!({"filter": filter})).await["total"].clone()
    }
}

#[tokio::test]
async fn filters_are_read_as_the_database_reads_them() {
    let admin = Admin::new().await;
    let totals = [
        (json!({"ENTITY_ID": "deal_stage"}), 8),
        (json!({"ID": "101abc"}), 1),
        (json!({"ID": "abc"}), 0),
        (json!({"SYSTEM": "Y", "ENTITY_ID": "STATUS"}), 3),
        (json!({"ENTITY_ID": "NOT_REF"}), 74),
        (json!({"ENTITY_ID": []}), 74),
        (json!({"SORT": 60, "ENTITY_ID": "DEAL_STAGE"}), 1),
        (json!({"NAME": "invoice", "ENTITY_ID": "DEAL_STAGE"}), 2),
        (json!({"NAME": "final&invoice", "ENTITY_ID": "DEAL_STAGE"}), 1),
        (json!({"NAME": "(final", "ENTITY_ID": "DEAL_STAGE"}), 8),
        (json!({"CATEGORY_ID": 7}), 0),
        (json!([]), 74),
    ];
    for (filter, total) in totals {
        assert_eq!(admin.total(filter.clone()).await, total, "{filter}");
    }
    let refused = admin.call("crm.status.list", json!({"filter": {"SORT": [1]}})).await;
    assert_eq!(refused["error_description"], "Filter by SORT must be a string");
    let both = json!({"filter": {"SEMANTICS": ["S"], "ENTITY_ID": ["A"]}});
    let refused = admin.call("crm.status.list", both).await;
    assert_eq!(refused["error_description"], "Filter by ENTITY_ID must be a string");
}

#[tokio::test]
async fn additions_take_optional_fields() {
    let admin = Admin::new().await;
    let base = json!({"ENTITY_ID": "SOURCE", "NAME": "x"});
    let additions = [
        (json!({"EXTRA": {"COLOR": "ABC"}}), "COLOR", json!("#ABC")),
        (json!({"EXTRA": {"COLOR": "ABC"}, "COLOR": "red"}), "COLOR", json!("#red")),
        (json!({"EXTRA": {"COLOR": "ABC"}, "COLOR": null}), "COLOR", json!("")),
        (json!({"COLOR": "0"}), "COLOR", json!("0")),
        (json!({"CATEGORY_ID": "7x"}), "CATEGORY_ID", json!("7")),
        (json!({"SEMANTICS": "0"}), "SEMANTICS", json!(null)),
    ];
    for (index, (fields, column, expected)) in additions.into_iter().enumerate() {
        let mut all = base.clone();
        all["STATUS_ID"] = json!(format!("S{index}"));
        all.as_object_mut().unwrap().extend(fields.as_object().cloned().unwrap());
        let id = admin.add(all).await["result"].clone();
        let row = admin.call("crm.status.get", json!({"id": id})).await;
        assert_eq!(row["result"][column], expected, "{fields}");
    }
}

#[tokio::test]
async fn additions_are_normalised() {
    let admin = Admin::new().await;
    ops(&admin.emulator, &json!([{"op": "pipeline", "id": 5}])).await;
    let id = admin
        .add(json!({"ENTITY_ID": "DEAL_STAGE_5", "STATUS_ID": "X-1", "NAME": " x ", "SORT": "15.7", "COLOR": "ABC"}))
        .await["result"]
        .clone();
    assert_eq!(id, 781);
    let row = admin.call("crm.status.get", json!({"id": id})).await["result"].clone();
    let shown = json!([
        row["STATUS_ID"],
        row["NAME"],
        row["SORT"],
        row["COLOR"],
        row["CATEGORY_ID"],
        row["SEMANTICS"]
    ]);
    assert_eq!(shown, json!(["C5:X-1", "x", "15", "#ABC", "5", null]));
    let id = admin.add(json!({"ENTITY_ID": "SOURCE", "STATUS_ID": "0", "NAME": "0"})).await["result"].clone();
    let row = admin.call("crm.status.get", json!({"id": id})).await["result"].clone();
    assert!(row["STATUS_ID"].as_str().unwrap().starts_with("UC_"), "{row}");
    assert_eq!((&row["COLOR"], &row["CATEGORY_ID"]), (&json!(""), &json!("0")));
}

#[tokio::test]
async fn additions_are_refused_in_order() {
    let admin = Admin::new().await;
    ops(&admin.emulator, &json!([{"op": "pipeline", "id": 5}])).await;
    let after = "Cannot create more stages after the final stage because the final successful stage already exists. \
                 Try using sort order values less than that of the final stage.";
    let refusals = [
        (
            json!({"ENTITY_ID": "STATUS", "STATUS_ID": "A".repeat(22)}),
            "Exceeded maximum length of status ID: 21.<br>",
        ),
        (
            json!({"ENTITY_ID": "DEAL_STAGE_5", "STATUS_ID": "A".repeat(20)}),
            "Exceeded maximum length of status ID: 19.<br>",
        ),
        (
            json!({"ENTITY_ID": "SOURCE", "STATUS_ID": "A".repeat(51)}),
            "Exceeded maximum length of status ID: 50.<br>",
        ),
        (
            json!({"ENTITY_ID": "DEAL_STAGE_5", "STATUS_ID": "WON"}),
            "The specified status ID already exists.<br>",
        ),
        (
            json!({"ENTITY_ID": "DEAL_STAGE_5", "STATUS_ID": "C5:WON"}),
            "The specified status ID already exists.<br>",
        ),
        (json!({"ENTITY_ID": "DEAL_STAGE", "STATUS_ID": "A"}), "The field Title is required."),
        (json!({"ENTITY_ID": "DEAL_STAGE", "STATUS_ID": "A", "NAME": "x", "SORT": 60}), after),
        (
            json!({"ENTITY_ID": "DEAL_STAGE", "STATUS_ID": "A", "NAME": "x", "SEMANTICS": "S"}),
            "Only one success status can exist for any one type",
        ),
        (
            json!({"ENTITY_ID": "DEAL_STATE", "STATUS_ID": "A", "NAME": "x"}),
            "Specified entity type is not supported.",
        ),
    ];
    for (fields, text) in refusals {
        assert_eq!(admin.add(fields.clone()).await["error_description"], text, "{fields}");
    }
    let failure =
        json!({"ENTITY_ID": "DEAL_STAGE", "STATUS_ID": "F1", "NAME": "x", "SORT": 90, "SEMANTICS": "F"});
    assert!(admin.add(failure).await["result"].is_u64());
}

#[tokio::test]
async fn updates_cast_what_they_get() {
    let admin = Admin::new().await;
    let patches = [
        (json!({"NAME": ["x"]}), "NAME", json!("Array")),
        (json!({"NAME": "   "}), "NAME", json!("Create papers")),
        (json!({"NAME": true}), "NAME", json!("1")),
        (json!({"SORT": "15.7"}), "SORT", json!("15")),
        (json!({"SORT": [5]}), "SORT", json!("1")),
        (json!({"COLOR": null}), "COLOR", json!("#")),
        (json!({"STATUS_ID": "X", "SEMANTICS": "F", "name": "y"}), "STATUS_ID", json!("PREPARATION")),
        (json!({"COLOR": "red", "EXTRA": {"COLOR": "#FFF"}}), "COLOR", json!("#FFF")),
    ];
    for (fields, column, expected) in patches {
        ops(&admin.emulator, &json!({"op": "raw_status", "id": 103, "set": {"NAME": "Create papers"}})).await;
        let done = admin.call("crm.status.update", json!({"id": "103", "fields": fields})).await;
        assert_eq!(done["result"], true, "{fields}");
        let row = admin.call("crm.status.get", json!({"id": 103})).await;
        assert_eq!(row["result"][column], expected, "{fields}");
    }
}

#[tokio::test]
async fn rows_with_equal_positions_stay_in_the_order_of_their_ids() {
    let admin = Admin::new().await;
    let list = admin.call("crm.status.list", json!({"order": {"SORT": "DESC"}})).await;
    let rows: Vec<(i64, i64)> = list["result"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            let number = |column: &str| row[column].as_str().unwrap().parse::<i64>().unwrap();
            (-number("SORT"), number("ID"))
        })
        .collect();
    assert!(rows.is_sorted());
}
