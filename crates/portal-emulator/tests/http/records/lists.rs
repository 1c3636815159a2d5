use serde_json::{Value, json};

use super::{Crm, refused};

#[tokio::test]
async fn a_list_has_pages_of_fifty() {
    let crm = Crm::with(json!([
        {"op": "deals", "stage": "NEW", "count": 60},
        {"op": "deals", "stage": "WON", "count": 60, "fields": {"SOURCE_ID": "CALL"}},
        {"op": "deals", "stage": "NEW", "count": 1, "hidden": true},
    ]))
    .await;
    // By the index, by a scan, and without a filter.
    for (filter, total) in [
        (json!({"STAGE_ID": "WON"}), 60),
        (json!({"SOURCE_ID": "CALL"}), 60),
        (json!({"@STAGE_ID": ["WON", "LOSE"]}), 60),
        (json!({}), 120),
        (json!({"STAGE_ID": ""}), 120),
        (json!({"NO_SUCH_FIELD": 1, "stage_id": "WON"}), 120),
    ] {
        let page = async |start: i64| {
            let body =
                crm.call("crm.deal.list", json!({"filter": filter, "select": ["ID"], "start": start})).await;
            (body["result"].as_array().unwrap().len(), body["total"].clone(), body.get("next").cloned())
        };
        assert_eq!(page(0).await, (50, json!(total), Some(json!(50))), "{filter}");
        let (second, next) = if total == 60 { (10, None) } else { (50, Some(json!(100))) };
        assert_eq!(page(50).await, (second, json!(total), next), "{filter}");
        assert_eq!(page(500).await, (0, json!(total), None), "{filter}");
        assert_eq!(page(-1).await, (50, json!(0), None), "{filter}");
    }
    assert_eq!(crm.refusal("crm.deal.get", json!({"id": 121})).await, refused(400, "", "Access denied."));
}

#[tokio::test]
async fn a_filter_has_prefixes() {
    let crm = Crm::with(json!([
        {"op": "leads", "stage": "NEW", "fields": {"TITLE": "Molly", "SOURCE_ID": "CALL", "OPPORTUNITY": 9}},
        {"op": "leads", "stage": "NEW", "fields": {"TITLE": "Holly", "SOURCE_ID": "WEB", "OPPORTUNITY": "10"}},
        {"op": "leads", "stage": "JUNK", "fields": {"TITLE": "Pete"}},
    ]))
    .await;
    for (filter, expected) in [
        (json!({"STATUS_ID": "new"}), vec!["1", "2"]),
        (json!({"STATUS_ID": ["NEW", "JUNK"]}), vec!["1", "2", "3"]),
        (json!({"@STATUS_ID": ["JUNK"], "SOURCE_ID": "CALL"}), vec![]),
        (json!({"!STATUS_ID": "NEW"}), vec!["3"]),
        (json!({"!@STATUS_ID": ["JUNK"]}), vec!["1", "2"]),
        (json!({"!SOURCE_ID": "CALL"}), vec!["2", "3"]),
        (json!({"!=SOURCE_ID": "CALL", "STATUS_ID": "NEW"}), vec!["2"]),
        (json!({"%TITLE": "oll"}), vec!["1", "2"]),
        (json!({"!%TITLE": "oll"}), vec!["3"]),
        (json!({"=%TITLE": "mol%"}), vec!["1"]),
        (json!({"%=TITLE": "%te"}), vec!["3"]),
        (json!({"%SOURCE_ID": "CAL"}), vec![]),
        (json!({"%SOURCE_ID": "CALL"}), vec!["1"]),
        (json!({">OPPORTUNITY": 9}), vec!["2"]),
        (json!({">=OPPORTUNITY": 9, "<OPPORTUNITY": "10"}), vec!["1"]),
        (json!({"<=ID": 2, ">ID": 1}), vec!["2"]),
        (json!({"=STATUS_SEMANTIC_ID": "F"}), vec!["3"]),
        (json!({"@ID": []}), vec!["1", "2", "3"]),
    ] {
        assert_eq!(crm.ids("crm.lead.list", filter.clone()).await, expected, "{filter}");
    }
}

#[tokio::test]
async fn a_list_is_ordered_and_selected() {
    let crm = Crm::with(json!([
        {"op": "companies", "fields": {"TITLE": "beta", "REVENUE": 9}},
        {"op": "companies", "fields": {"TITLE": "Alpha", "REVENUE": 10}},
        {"op": "companies", "fields": {"TITLE": "alpha", "REVENUE": 10}},
    ]))
    .await;
    for (order, expected) in [
        (json!({}), ["1", "2", "3"]),
        (json!({"ID": "desc"}), ["3", "2", "1"]),
        (json!({"REVENUE": "ASC"}), ["1", "2", "3"]),
        (json!({"TITLE": "asc"}), ["2", "3", "1"]),
        (json!({"TITLE": "DESC"}), ["1", "2", "3"]),
        (json!({"TITLE": "asc", "ID": "DESC"}), ["3", "2", "1"]),
        (json!({"NO_SUCH_FIELD": "DESC"}), ["1", "2", "3"]),
    ] {
        let body = crm.call("crm.company.list", json!({"order": order, "select": ["ID"]})).await;
        let ids: Vec<_> = body["result"].as_array().unwrap().iter().map(|row| row["ID"].clone()).collect();
        assert_eq!(json!(ids), json!(expected), "{order}");
    }
    let rows = async |select: Value| {
        crm.call("crm.company.list", json!({"select": select})).await["result"][0].to_string()
    };
    assert_eq!(rows(json!(["TITLE", "INDUSTRY"])).await, r#"{"TITLE":"beta","INDUSTRY":null,"ID":"1"}"#);
    assert_eq!(rows(json!(["ID", "NO_SUCH_FIELD"])).await, r#"{"ID":"1"}"#);
    let whole = rows(json!([])).await;
    assert_eq!(rows(json!(["ID", "*"])).await, whole);
    assert_eq!(rows(json!("ID")).await, whole);
    for argument in ["order", "filter"] {
        assert_eq!(
            crm.refusal("crm.company.list", json!({argument: "x"})).await,
            refused(400, "", &format!("Parameter '{argument}' must be array."))
        );
    }
}
