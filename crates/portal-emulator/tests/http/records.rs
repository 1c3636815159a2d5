use portal_emulator::Emulator;
use serde_json::{Value, json};

use crate::{
    client::{call, ops, refusal, token},
    start,
};

mod categories;
mod items;
mod lists;
mod scale;
mod update;

/// A portal with records in it, and a way to ask it.
struct Crm {
    emulator: Emulator,
    token: String,
}

impl Crm {
    async fn with(operations: Value) -> Self {
        let emulator = start().await;
        ops(&emulator, &operations).await;
        let token = token(&emulator, "admin").await;
        Self { emulator, token }
    }

    async fn call(&self, method: &str, params: Value) -> Value {
        let reply = call(&self.emulator, &self.token, method, &params).await;
        let body = reply.json();
        assert_eq!(reply.status, 200, "{method} {params}: {body}");
        body
    }

    /// Status, `error` and `error_description` of a refusal.
    async fn refusal(&self, method: &str, params: Value) -> (u16, String, String) {
        refusal(&call(&self.emulator, &self.token, method, &params).await)
    }

    /// The ids that a filter lets through.
    async fn ids(&self, method: &str, filter: Value) -> Vec<String> {
        let body = self.call(method, json!({"filter": filter, "select": ["ID"]})).await;
        let rows = body["result"].as_array().unwrap();
        assert_eq!(body["total"], rows.len());
        rows.iter().map(|row| row["ID"].as_str().unwrap().to_owned()).collect()
    }
}

fn refused(status: u16, code: &str, text: &str) -> (u16, String, String) {
    (status, code.to_owned(), text.to_owned())
}

#[tokio::test]
async fn a_record_has_all_standard_fields_as_texts() {
    let crm = Crm::with(json!([
        {"op": "leads", "stage": "CONVERTED", "fields": {"HONORIFIC": "HNR_EN_1", "OPPORTUNITY": 15000}},
        {"op": "deals", "stage": "NEW"},
        {"op": "quotes", "stage": "SENT"},
        {"op": "contacts", "fields": {"TYPE_ID": "PARTNER", "name": "Ada"}},
        {"op": "companies", "count": 2, "fields": {"INDUSTRY": "IT", "EMPLOYEES": "EMPLOYEES_1"}},
    ]))
    .await;
    for (method, count, expected) in [
        (
            "crm.lead",
            51,
            json!({"ID": "1", "TITLE": "Lead #1", "HONORIFIC": "HNR_EN_1", "SOURCE_ID": null, "STATUS_ID": "CONVERTED",
                "STATUS_SEMANTIC_ID": "S", "OPPORTUNITY": "15000.00", "BIRTHDATE": "", "OPENED": "Y"}),
        ),
        (
            "crm.deal",
            44,
            json!({"ID": "1", "TITLE": "Deal #1", "TYPE_ID": "SALE", "STAGE_ID": "NEW", "CATEGORY_ID": "0",
                "STAGE_SEMANTIC_ID": "P", "IS_NEW": "Y", "CLOSED": "N", "PROBABILITY": null}),
        ),
        ("crm.quote", 42, json!({"ID": "1", "STATUS_ID": "SENT", "CLOSED": "N", "LEAD_ID": null})),
        ("crm.contact", 43, json!({"ID": "1", "TYPE_ID": "PARTNER", "NAME": "Ada", "HONORIFIC": null})),
        (
            "crm.company",
            51,
            json!({"ID": "1", "COMPANY_TYPE": "CUSTOMER", "INDUSTRY": "IT", "EMPLOYEES": "EMPLOYEES_1"}),
        ),
    ] {
        let row = crm.call(&format!("{method}.get"), json!({"id": "1"})).await["result"].clone();
        let fields = row.as_object().unwrap();
        assert_eq!(fields.len(), count, "{method}");
        assert!(fields.values().all(|value| value.is_string() || value.is_null()), "{method}: {row}");
        for (name, value) in expected.as_object().unwrap() {
            assert_eq!(fields.get(name), Some(value), "{method} {name}");
        }
        let listed = crm.call(&format!("{method}.list"), json!({})).await;
        assert_eq!(listed["result"][0], row, "{method}");
        assert_eq!(
            crm.refusal(&format!("{method}.get"), json!({"id": 99})).await,
            refused(400, "", "Not found"),
            "{method}"
        );
        assert_eq!(
            crm.refusal(&format!("{method}.get"), json!({"Id": 1})).await,
            refused(400, "", "ID is not defined or invalid.")
        );
    }
}

#[tokio::test]
async fn records_need_crm_access() {
    let crm = Crm::with(json!({"op": "deals", "stage": "NEW"})).await;
    ops(&crm.emulator, &json!({"op": "user", "crm_access": false})).await;
    for method in
        ["crm.deal.list", "crm.contact.get", "crm.item.list", "crm.category.list", "crm.lead.update"]
    {
        assert_eq!(crm.refusal(method, json!({})).await, refused(400, "", "Access denied."), "{method}");
    }
}
