use serde_json::{Value, json};

use super::{Crm, refused};
use crate::client::{call, ops, token};

#[tokio::test]
async fn a_deal_pipeline_is_added_with_its_stages() {
    let crm = Crm::with(json!([])).await;
    let added =
        crm.call("crm.category.add", json!({"entityTypeId": 2, "fields": {"name": " Repairs "}})).await;
    let expected = json!({"id": 1, "name": "Repairs", "sort": 500, "entityTypeId": 2, "isDefault": "N",
        "originId": "", "originatorId": ""});
    assert_eq!(added["result"]["category"], expected);
    let list = crm.call("crm.category.list", json!({"entityTypeId": "2"})).await;
    let general = json!({"id": 0, "name": "General", "sort": 100, "entityTypeId": 2, "isDefault": "Y"});
    assert_eq!(list["result"]["categories"], json!([general, expected]));
    assert_eq!(list["total"], 2);
    let got = crm.call("crm.category.get", json!({"entityTypeId": 2, "id": 0})).await;
    assert_eq!(got["result"]["category"], general);
    let stages = crm.call("crm.status.list", json!({"filter": {"ENTITY_ID": "DEAL_STAGE_1"}})).await;
    assert_eq!((&stages["total"], &stages["result"][0]["STATUS_ID"]), (&json!(8), &json!("C1:NEW")));
}

#[tokio::test]
async fn a_smart_process_has_pipelines_of_its_own() {
    let crm = Crm::with(json!({"op": "type", "entityTypeId": 1038, "title": "Repairs"})).await;
    let types = crm.call("crm.type.list", json!({})).await;
    assert_eq!(types["total"], 1);
    let row = &types["result"]["types"][0];
    assert_eq!(
        (&row["id"], &row["title"], &row["entityTypeId"], &row["isStagesEnabled"]),
        (&json!(1), &json!("Repairs"), &json!(1038), &json!("Y"))
    );
    let fields = json!({"name": "Urgent", "sort": -5, "isDefault": "Y"});
    let added = crm.call("crm.category.add", json!({"entityTypeId": 1038, "fields": fields})).await;
    let id = added["result"]["category"]["id"].as_u64().unwrap();
    let list = crm.call("crm.category.list", json!({"entityTypeId": 1038})).await;
    let summary: Vec<_> = list["result"]["categories"]
        .as_array()
        .unwrap()
        .iter()
        .map(|category| {
            json!([category["name"], category["sort"], category["isDefault"], category["isSystem"]])
        })
        .collect();
    assert_eq!(json!(summary), json!([["Urgent", 0, "Y", "N"], ["Default", 100, "N", "N"]]));

    let entity_id = format!("DYNAMIC_1038_STAGE_{id}");
    let stages = crm.call("crm.status.list", json!({"filter": {"ENTITY_ID": entity_id}})).await;
    let codes: Vec<_> =
        stages["result"].as_array().unwrap().iter().map(|row| row["STATUS_ID"].clone()).collect();
    let expected = ["NEW", "PREPARATION", "CLIENT", "SUCCESS", "FAIL"];
    assert_eq!(json!(codes), json!(expected.map(|code| format!("DT1038_{id}:{code}"))));
    assert_eq!(
        (&stages["result"][3]["SEMANTICS"], &stages["result"][0]["EXTRA"]),
        (&json!("S"), &json!(null))
    );
    let types = crm.call("crm.status.entity.types", json!({})).await;
    assert!(types["result"].as_array().unwrap().iter().any(|entity| entity["ID"] == entity_id));
}

#[tokio::test]
async fn invoices_have_pipelines_and_contacts_have_none() {
    let crm = Crm::with(json!([])).await;
    let empty = crm.call("crm.category.list", json!({"entityTypeId": 31})).await;
    assert_eq!((&empty["total"], &empty["result"]["categories"]), (&json!(0), &json!([])));
    ops(&crm.emulator, &json!({"op": "pipeline", "entityTypeId": 31, "name": "Invoices"})).await;
    let list = crm.call("crm.category.list", json!({"entityTypeId": 31})).await;
    assert_eq!(list["result"]["categories"][0]["isDefault"], "Y");
    let stages = crm.call("crm.status.list", json!({"filter": {"ENTITY_ID": "SMART_INVOICE_STAGE_1"}})).await;
    assert_eq!((&stages["total"], &stages["result"][0]["STATUS_ID"]), (&json!(4), &json!("DT31_1:N")));
    for (params, code, text) in [
        (json!({}), "100", "Could not find value for parameter {entityTypeId}"),
        (json!({"entityTypeId": 3}), "ENTITY_TYPE_NOT_SUPPORTED", "Entity type Contact is not supported"),
        (json!({"entityTypeId": 500}), "NOT_FOUND", "SPA not found"),
    ] {
        assert_eq!(crm.refusal("crm.category.list", params).await, refused(400, code, text));
    }
}

#[tokio::test]
async fn dictionary_rows_make_a_smart_process_known() {
    let row = json!({"ENTITY_ID": "DYNAMIC_1038_STAGE_37", "STATUS_ID": "DT1038_37:NEW", "NAME": "New"});
    let crm = Crm::with(json!([{"op": "raw_status_add", "row": row}])).await;
    let types = crm.call("crm.type.list", json!({"filter": {"entityTypeId": 1038}})).await;
    assert_eq!(types["result"]["types"][0]["entityTypeId"], 1038);
    let list = async || {
        let body = crm.call("crm.category.list", json!({"entityTypeId": 1038})).await;
        let categories = body["result"]["categories"].as_array().unwrap().clone();
        categories.iter().map(|category| category["id"].as_u64().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(list().await, [37]);
    crm.call("crm.category.add", json!({"entityTypeId": 1038, "fields": {"name": "x"}})).await;
    assert_eq!(list().await, [37, 38]);
}

#[tokio::test]
async fn settings_are_for_those_who_may_change_them() {
    let crm = Crm::with(json!([])).await;
    let manager = token(&crm.emulator, "manager").await;
    let fields = json!({"name": "x"});
    for (method, params) in
        [("crm.category.add", json!({"entityTypeId": 2, "fields": fields})), ("crm.type.list", json!({}))]
    {
        let reply = call(&crm.emulator, &manager, method, &params).await;
        let body: Value = reply.json();
        assert_eq!((reply.status, &body["error"]), (400, &json!("ACCESS_DENIED")), "{method}");
    }
    for fields in [json!({}), json!({"name": "  "})] {
        assert_eq!(
            crm.refusal("crm.category.add", json!({"entityTypeId": 2, "fields": fields})).await,
            refused(400, "0", "Field 'NAME' is required")
        );
    }
    assert_eq!(
        crm.refusal("crm.type.list", json!({"order": {"nothing": "ASC"}})).await,
        refused(400, "INVALID_ARG_VALUE", "Invalid order: field 'nothing' is not allowed in order")
    );
}
