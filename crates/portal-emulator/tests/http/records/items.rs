use serde_json::{Value, json};

use super::{Crm, refused};

#[tokio::test]
async fn an_item_has_real_numbers() {
    let crm = Crm::with(json!([
        {"op": "pipeline", "id": 9},
        {"op": "deals", "stage": "C9:NEW", "fields": {"sourceId": "WEB", "opportunity": 999.9, "companyId": 4}},
        {"op": "leads", "stage": "IN_PROCESS"},
        {"op": "companies"},
        {"op": "items", "stage": "DT1038_37:NEW", "count": 1},
    ]))
    .await;
    let get = async |type_id: u64| {
        crm.call("crm.item.get", json!({"entityTypeId": type_id, "id": 1})).await["result"]["item"].clone()
    };
    let deal = get(2).await;
    for (name, value) in [
        ("id", json!(1)),
        ("categoryId", json!(9)),
        ("stageId", json!("C9:NEW")),
        ("stageSemanticId", json!("P")),
        ("typeId", json!("SALE")),
        ("sourceId", json!("WEB")),
        ("opportunity", json!(999.9)),
        ("taxValue", json!(0)),
        ("companyId", json!(4)),
        ("contactId", json!(0)),
        ("probability", json!(null)),
        ("searchContent", json!(null)),
        ("createdBy", json!(1)),
        ("isNew", json!("Y")),
        ("observers", json!([])),
        ("entityTypeId", json!(2)),
    ] {
        assert_eq!(deal.get(name), Some(&value), "{name}");
    }
    let lead = get(1).await;
    assert_eq!((&lead["stageId"], &lead["birthdate"]), (&json!("IN_PROCESS"), &json!(null)));
    assert_eq!(get(4).await["typeId"], "CUSTOMER");
    let item = get(1038).await;
    assert_eq!((&item["categoryId"], &item["stageId"]), (&json!(37), &json!("DT1038_37:NEW")));
}

#[tokio::test]
async fn items_are_listed_under_their_names() {
    let crm = Crm::with(json!([
        {"op": "invoices", "stage": "N"},
        {"op": "items", "entityTypeId": 31, "stage": "DT31_1:N", "count": 51, "fields": {"sourceId": "CALL"}},
        {"op": "items", "entityTypeId": 31, "stage": "DT31_1:P", "count": 2, "fields": {"opportunity": 7}},
    ]))
    .await;
    let list = async |mut params: Value| {
        params["entityTypeId"] = json!(31);
        crm.call("crm.item.list", params).await
    };
    let body = list(json!({"filter": {"stageId": "DT31_1:N"}, "select": ["id", "stageId"]})).await;
    assert_eq!(body["result"]["items"][0], json!({"id": 1, "stageId": "DT31_1:N"}));
    assert_eq!((&body["total"], &body["next"]), (&json!(51), &json!(50)));
    let body =
        list(json!({"filter": {"=STAGE_ID": "DT31_1:P", ">opportunity": 6}, "order": {"id": "DESC"}})).await;
    let rows = body["result"]["items"].as_array().unwrap();
    assert_eq!((rows.len(), &rows[0]["id"], &rows[0]["opportunity"]), (2, &json!(53), &json!(7)));
    let body = list(json!({"filter": {"!sourceId": "CALL"}, "start": -1, "select": ["sourceId"]})).await;
    assert_eq!(body["result"]["items"], json!([{"id": 52, "sourceId": null}, {"id": 53, "sourceId": null}]));
    assert_eq!((&body["total"], body.get("next")), (&json!(0), None));
    let body = list(json!({"filter": {"stageId": ""}, "select": ["id"]})).await;
    assert_eq!(body["total"], 53);
}

#[tokio::test]
async fn an_item_moves_between_pipelines() {
    let crm = Crm::with(json!([{"op": "pipeline", "id": 5}, {"op": "deals", "stage": "NEW"}])).await;
    let update = async |fields: Value| {
        let params = json!({"entityTypeId": 2, "id": 1, "fields": fields});
        let item = crm.call("crm.item.update", params).await["result"]["item"].clone();
        ["categoryId", "stageId", "stageSemanticId"].map(|name| item[name].clone())
    };
    assert_eq!(update(json!({"categoryId": 5})).await, [json!(5), json!("C5:NEW"), json!("P")]);
    assert_eq!(update(json!({"STAGE_ID": "C5:WON"})).await, [json!(5), json!("C5:WON"), json!("S")]);
    assert_eq!(
        update(json!({"categoryId": 0, "stageId": "LOSE"})).await,
        [json!(0), json!("LOSE"), json!("F")]
    );
    assert_eq!(update(json!({"sourceId": "CALL"})).await, [json!(0), json!("LOSE"), json!("F")]);
    for (fields, title) in [
        (json!({"stageId": "C5:NEW"}), "Stage"),
        (json!({"stageId": "NOWHERE"}), "Stage"),
        (json!({"categoryId": 6}), "Pipeline"),
    ] {
        assert_eq!(
            crm.refusal("crm.item.update", json!({"entityTypeId": 2, "id": 1, "fields": fields})).await,
            refused(400, "CRM_FIELD_ERROR_VALUE_NOT_VALID", &format!("Invalid value for field \"{title}\""))
        );
    }
    let deal = crm.call("crm.deal.get", json!({"id": 1})).await["result"].clone();
    assert_eq!((&deal["STAGE_ID"], &deal["SOURCE_ID"]), (&json!("LOSE"), &json!("CALL")));
}

#[tokio::test]
async fn refusals_have_codes() {
    let crm = Crm::with(json!({"op": "deals", "stage": "NEW", "hidden": true})).await;
    for (method, params, code, text) in [
        ("crm.item.list", json!({}), "100", "Could not find value for parameter {entityTypeId}"),
        ("crm.item.list", json!({"entityTypeId": 1038}), "NOT_FOUND", "SPA not found"),
        ("crm.item.list", json!({"entityTypeId": 5}), "NOT_FOUND", "SPA not found"),
        (
            "crm.item.list",
            json!({"entityTypeId": "x"}),
            "100",
            "Invalid value {x} to match with parameter {entityTypeId}. Should be value of type int.",
        ),
        (
            "crm.item.list",
            json!({"entityTypeId": 2, "filter": {"=nothing": 1}}),
            "INVALID_ARG_VALUE",
            "Invalid filter: field 'nothing' is not allowed in filter",
        ),
        (
            "crm.item.list",
            json!({"entityTypeId": 2, "order": {"nothing": "ASC"}}),
            "INVALID_ARG_VALUE",
            "Invalid order: field 'nothing' is not allowed in order",
        ),
        (
            "crm.item.list",
            json!({"entityTypeId": 2, "order": {"id": "up"}}),
            "INVALID_ARG_VALUE",
            "Invalid order: allowed sort directions are ASC, DESC. But got 'up' for field 'id'",
        ),
        ("crm.item.get", json!({"entityTypeId": 2}), "100", "Could not find value for parameter {id}"),
        ("crm.item.get", json!({"entityTypeId": 2, "id": 9}), "NOT_FOUND", "Element not found"),
        (
            "crm.item.get",
            json!({"entityTypeId": 2, "id": 1}),
            "ACCESS_DENIED",
            "You do not have permission to view this item",
        ),
        (
            "crm.item.update",
            json!({"entityTypeId": 2, "id": 9}),
            "100",
            "Could not find value for parameter {fields}",
        ),
        (
            "crm.item.update",
            json!({"entityTypeId": 2, "id": 1, "fields": {}}),
            "ACCESS_DENIED",
            "Access denied",
        ),
    ] {
        assert_eq!(crm.refusal(method, params.clone()).await, refused(400, code, text), "{method} {params}");
    }
}
