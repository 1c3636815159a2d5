use serde_json::json;

use super::{Crm, refused};
use crate::client::{call, token};

#[tokio::test]
async fn a_deal_that_moves_means_what_its_stage_means() {
    let crm = Crm::with(json!([
        {"op": "pipeline", "id": 5},
        {"op": "deals", "stage": "NEW", "count": 2},
        {"op": "deals", "stage": "C5:NEW"},
    ]))
    .await;
    let moved = async |id: u64, fields| {
        let body = crm.call("crm.deal.update", json!({"id": id, "fields": fields})).await;
        assert_eq!(body["result"], true);
        let deal = crm.call("crm.deal.get", json!({"id": id})).await["result"].clone();
        ["STAGE_ID", "STAGE_SEMANTIC_ID", "CATEGORY_ID", "CLOSED", "IS_NEW"].map(|name| deal[name].clone())
    };
    let fields = json!({"STAGE_ID": "WON"});
    assert_eq!(moved(1, fields).await, ["WON", "S", "0", "Y", "N"].map(|text| json!(text)));
    let fields = json!({"STAGE_ID": "APOLOGY"});
    assert_eq!(moved(1, fields).await, ["APOLOGY", "F", "0", "Y", "N"].map(|text| json!(text)));
    // A stage that is not in the deal's pipeline is written, and means nothing.
    let fields = json!({"STAGE_ID": "C5:WON", "CATEGORY_ID": 5});
    assert_eq!(moved(1, fields).await, ["C5:WON", "", "0", "N", "N"].map(|text| json!(text)));
    let fields = json!({"STAGE_ID": "", "STAGE_SEMANTIC_ID": "S", "stage_id": "WON"});
    assert_eq!(moved(2, fields).await, ["NEW", "P", "0", "N", "Y"].map(|text| json!(text)));
    let fields = json!({"STAGE_ID": "C5:LOSE"});
    assert_eq!(moved(3, fields).await, ["C5:LOSE", "F", "5", "Y", "N"].map(|text| json!(text)));
    assert_eq!(crm.ids("crm.deal.list", json!({"STAGE_ID": "NEW"})).await, ["2"]);
    assert_eq!(crm.ids("crm.deal.list", json!({"STAGE_ID": "C5:WON"})).await, ["1"]);
    assert_eq!(crm.ids("crm.deal.list", json!({"CATEGORY_ID": 5})).await, ["3"]);
}

#[tokio::test]
async fn a_stage_is_free_when_its_last_record_has_left() {
    let crm = Crm::with(json!({"op": "leads", "stage": "IN_PROCESS", "count": 1})).await;
    let delete = json!({"id": 2});
    assert_eq!(
        crm.refusal("crm.status.delete", delete.clone()).await.2,
        "There are active items in this status."
    );
    crm.call("crm.lead.update", json!({"id": 1, "fields": {"STATUS_ID": "JUNK"}})).await;
    let lead = crm.call("crm.lead.get", json!({"id": 1})).await["result"].clone();
    assert_eq!((&lead["STATUS_ID"], &lead["STATUS_SEMANTIC_ID"]), (&json!("JUNK"), &json!("F")));
    assert!(lead["DATE_CLOSED"].as_str().unwrap().len() > 10);
    assert_eq!(crm.call("crm.status.delete", delete).await["result"], true);
}

#[tokio::test]
async fn fields_are_cast_and_the_rest_is_dropped() {
    let crm = Crm::with(json!([{"op": "contacts", "count": 2}, {"op": "quotes", "stage": "DRAFT"}])).await;
    let fields = json!({"HONORIFIC": "HNR_EN_2", "SOURCE_ID": null, "COMPANY_ID": "12abc", "EXPORT": "n",
        "ID": 7, "DATE_CREATE": "x", "NO_SUCH_FIELD": 1, "TYPE_ID": "NO_SUCH_TYPE"});
    crm.call("crm.contact.update", json!({"ID": 1, "FIELDS": fields})).await;
    let contact = crm.call("crm.contact.get", json!({"id": 1})).await["result"].clone();
    for (name, value) in
        [("HONORIFIC", "HNR_EN_2"), ("SOURCE_ID", ""), ("COMPANY_ID", "12"), ("EXPORT", "N"), ("ID", "1")]
    {
        assert_eq!(contact[name], value, "{name}");
    }
    assert_eq!(contact["TYPE_ID"], "NO_SUCH_TYPE");
    assert!(contact["DATE_CREATE"].as_str().unwrap().starts_with("20"));
    let other = crm.call("crm.contact.get", json!({"id": 2})).await["result"].clone();
    assert_eq!((&other["HONORIFIC"], &other["TYPE_ID"]), (&json!(null), &json!("CLIENT")));
    crm.call("crm.quote.update", json!({"id": 1, "fields": {"STATUS_ID": "APPROVED", "OPPORTUNITY": "1.5"}}))
        .await;
    let quote = crm.call("crm.quote.get", json!({"id": 1})).await["result"].clone();
    assert_eq!((&quote["CLOSED"], &quote["OPPORTUNITY"]), (&json!("Y"), &json!("1.50")));
}

#[tokio::test]
async fn whoever_has_crm_access_may_update_and_is_named() {
    let crm = Crm::with(json!({"op": "companies"})).await;
    let manager = token(&crm.emulator, "manager").await;
    let update = json!({"id": 1, "fields": {"INDUSTRY": "IT"}});
    assert_eq!(call(&crm.emulator, &manager, "crm.company.update", &update).await.status, 200);
    let company = crm.call("crm.company.get", json!({"id": 1})).await["result"].clone();
    assert_eq!(
        (&company["INDUSTRY"], &company["MODIFY_BY_ID"], &company["CREATED_BY_ID"]),
        (&json!("IT"), &json!("2"), &json!("1"))
    );
}

#[tokio::test]
async fn an_update_checks_arrays_then_the_id_then_the_record() {
    let crm = Crm::with(json!({"op": "deals", "stage": "NEW", "hidden": true})).await;
    for (params, text) in [
        (json!({"id": 0, "fields": "x"}), "Parameter 'fields' must be array."),
        (json!({"id": 0, "params": "x"}), "Parameter 'params' must be array."),
        (json!({"id": "abc"}), "ID is not defined or invalid."),
        (json!({"id": 2, "fields": {}}), "Not found"),
        (json!({"id": 1, "fields": {}}), "Access denied."),
    ] {
        assert_eq!(crm.refusal("crm.deal.update", params).await, refused(400, "", text));
    }
}
