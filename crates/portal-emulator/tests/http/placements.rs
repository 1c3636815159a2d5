use portal_emulator::Emulator;
use serde_json::{Value, json};

use crate::{
    client::{Reply, call, call_webhook, ops, post_json, refusal, scoped_token, token},
    start,
};

const HANDLER: &str = "http://127.0.0.1:8080/?place=1";

async fn bind(emulator: &Emulator, token: &str, placement: &str, handler: &str) -> Reply {
    call(emulator, token, "placement.bind", &json!({"PLACEMENT": placement, "HANDLER": handler})).await
}

async fn bound(emulator: &Emulator, token: &str) -> Vec<Value> {
    call(emulator, token, "placement.get", &json!({})).await.json()["result"].as_array().unwrap().clone()
}

fn coded(reply: &Reply) -> (u16, String) {
    let (status, code, _) = refusal(reply);
    (status, code)
}

#[tokio::test]
async fn a_handler_is_bound_and_unbound() {
    let emulator = start().await;
    let token = token(&emulator, "admin").await;
    assert_eq!(call(&emulator, &token, "placement.get", &json!({})).await.json()["result"], json!([]));
    for (placement, handler) in [
        ("crm_funnels_toolbar", HANDLER),
        ("CRM_FUNNELS_TOOLBAR", "https://a.example.com"),
        ("LEFT_MENU", HANDLER),
    ] {
        assert_eq!(bind(&emulator, &token, placement, handler).await.json()["result"], true, "{placement}");
    }
    let again = refusal(&bind(&emulator, &token, "LEFT_MENU", HANDLER).await);
    let text = "Unable to set placement handler: Handler already binded";
    assert_eq!(again, (400, "ERROR_CORE".to_owned(), text.to_owned()));
    let codes: Vec<_> = bound(&emulator, &token).await.iter().map(|row| row["placement"].clone()).collect();
    assert_eq!(codes, ["CRM_FUNNELS_TOOLBAR", "CRM_FUNNELS_TOOLBAR", "LEFT_MENU"]);

    let unbind = async |params: Value| {
        call(&emulator, &token, "placement.unbind", &params).await.json()["result"]["count"].clone()
    };
    // Each is counted twice.
    assert_eq!(unbind(json!({"PLACEMENT": "LEFT_MENU", "HANDLER": "https://a.example.com"})).await, 0);
    assert_eq!(unbind(json!({"PLACEMENT": "LEFT_MENU", "USER_ID": 1})).await, 0);
    assert_eq!(unbind(json!({"placement": "left_menu", "handler": HANDLER})).await, 2);
    assert_eq!(unbind(json!({"PLACEMENT": "CRM_FUNNELS_TOOLBAR"})).await, 4);
    assert_eq!(unbind(json!({"PLACEMENT": "NOWHERE"})).await, 0);
    assert!(bound(&emulator, &token).await.is_empty());

    bind(&emulator, &token, "LEFT_MENU", HANDLER).await;
    post_json(&format!("{}/reset", emulator.control()), &json!({})).await;
    assert!(bound(&emulator, &token).await.is_empty(), "a reset forgets them");
}

#[tokio::test]
async fn a_binding_is_printed_with_its_texts() {
    let emulator = start().await;
    let token = token(&emulator, "colleague").await;
    let texts =
        json!({"PLACEMENT": "LEFT_MENU", "HANDLER": HANDLER, "TITLE": " Stages ", "OPTIONS": {"a": 1}});
    call(&emulator, &token, "placement.bind", &texts).await;
    let texts = json!({
        "PLACEMENT": "CRM_DEAL_DETAIL_ACTIVITY",
        "HANDLER": HANDLER,
        "TITLE": "ignored",
        "LANG_ALL": {"de": {"TITLE": "Phasen"}, "pl": {"TITLE": "Etapy", "GROUP_NAME": "g"}},
        "OPTIONS": {"useBuiltInInterface": "Y", "other": "x"},
    });
    call(&emulator, &token, "placement.bind", &texts).await;
    bind(&emulator, &token, "CRM_FUNNELS_TOOLBAR", HANDLER).await;
    let label = |title: &str, group: &str| json!({"TITLE": title, "DESCRIPTION": "", "GROUP_NAME": group});
    let expected = [
        json!({
            "placement": "LEFT_MENU", "userId": 0, "handler": HANDLER, "options": [], "title": "Stages",
            "description": "", "langAll": {"en": label("Stages", "")},
        }),
        json!({
            "placement": "CRM_DEAL_DETAIL_ACTIVITY", "userId": 0, "handler": HANDLER,
            "options": {
                "useBuiltInInterface": "Y", "newUserNotificationTitle": "", "newUserNotificationText": "",
            },
            "title": "Phasen", "description": "",
            "langAll": {"de": label("Phasen", ""), "pl": label("Etapy", "g")},
        }),
        // Without a title, the application's name is in the portal's language only.
        json!({
            "placement": "CRM_FUNNELS_TOOLBAR", "userId": 0, "handler": HANDLER, "options": [], "title": "",
            "description": "", "langAll": {"en": label("Application", "")},
        }),
    ];
    assert_eq!(bound(&emulator, &token).await, expected);
}

#[tokio::test]
async fn only_an_administrator_of_an_application_binds() {
    let emulator = start().await;
    let manager = token(&emulator, "manager").await;
    for method in ["placement.bind", "placement.unbind", "placement.get", "placement.list"] {
        let params = json!({"PLACEMENT": "LEFT_MENU", "HANDLER": HANDLER});
        let refused = refusal(&call_webhook(&emulator, "admin", method, &params).await);
        let text = "Current authorization type is denied for this method Application context required";
        assert_eq!(refused, (403, "WRONG_AUTH_TYPE".to_owned(), text.to_owned()), "{method}");
        let reply = call(&emulator, &manager, method, &params).await;
        if method == "placement.list" {
            assert_eq!(reply.status, 200);
        } else {
            let denied = (403, "ACCESS_DENIED".to_owned(), "Access denied!".to_owned());
            assert_eq!(refusal(&reply), denied, "{method}");
        }
        let narrow = scoped_token(&emulator, "admin", "crm").await;
        let refused = coded(&call(&emulator, &narrow, method, &params).await);
        assert_eq!(refused, (401, "insufficient_scope".to_owned()), "{method}");
    }
}

#[tokio::test]
async fn a_bad_binding_is_refused() {
    let emulator = start().await;
    let token = token(&emulator, "admin").await;
    let null = |name: &str| format!("Argument '{name}' is null or empty");
    let kind = "The value of an argument 'PLACEMENT' must be of type string".to_owned();
    for (method, params, argument, text) in [
        ("placement.bind", json!({"PLACEMENT": ""}), "PLACEMENT", null("PLACEMENT")),
        ("placement.bind", json!({"HANDLER": HANDLER}), "PLACEMENT", kind.clone()),
        ("placement.bind", json!({"PLACEMENT": "LEFT_MENU"}), "HANDLER", null("HANDLER")),
        ("placement.bind", json!({"PLACEMENT": "default"}), "PLACEMENT", "Wrong value".to_owned()),
        ("placement.unbind", json!({"PLACEMENT": ["LEFT_MENU"]}), "PLACEMENT", kind.clone()),
        ("placement.unbind", json!({"PLACEMENT": ""}), "PLACEMENT", null("PLACEMENT")),
    ] {
        let reply = call(&emulator, &token, method, &params).await;
        let expected = json!({"error": "ERROR_ARGUMENT", "error_description": text, "argument": argument});
        assert_eq!((reply.status, reply.json()), (400, expected), "{method} {params}");
    }
    for (placement, handler, code) in [
        // The handler is looked at before the place.
        ("NOWHERE", "http://localhost:8080/", "ERROR_WRONG_HANDLER_URL"),
        ("LEFT_MENU", "ftp://example.com/", "ERROR_UNSUPPORTED_PROTOCOL"),
        ("NOWHERE", HANDLER, "ERROR_PLACEMENT_NOT_FOUND"),
        ("CRM_DEAL_FUNNELS_TOOLBAR", HANDLER, "ERROR_PLACEMENT_NOT_FOUND"),
        // The token has no scope for it.
        ("USER_PROFILE_MENU", HANDLER, "ERROR_PLACEMENT_NOT_FOUND"),
    ] {
        let refused = coded(&bind(&emulator, &token, placement, handler).await);
        assert_eq!(refused, (400, code.to_owned()), "{placement}");
    }
    let personal = json!({"PLACEMENT": "LEFT_MENU", "HANDLER": HANDLER, "USER_ID": 2});
    let refused = coded(&call(&emulator, &token, "placement.bind", &personal).await);
    assert_eq!(refused, (400, "ERROR_PLACEMENT_USER_MODE".to_owned()));
    let no_crm = scoped_token(&emulator, "admin", "placement,user").await;
    let refused = coded(&bind(&emulator, &no_crm, "CRM_FUNNELS_TOOLBAR", HANDLER).await);
    assert_eq!(refused, (400, "ERROR_PLACEMENT_NOT_FOUND".to_owned()));
    assert_eq!(bind(&emulator, &no_crm, "USER_PROFILE_MENU", HANDLER).await.status, 200);
    assert_eq!(bound(&emulator, &token).await.len(), 1);
}

#[tokio::test]
async fn the_background_worker_is_bound_once_for_a_user() {
    let emulator = start().await;
    let token = token(&emulator, "admin").await;
    let worker = async |handler: &str, user: u64, errors: &str| {
        let params = json!({
            "PLACEMENT": "PAGE_BACKGROUND_WORKER", "HANDLER": handler, "USER_ID": user,
            "OPTIONS": {"errorHandlerUrl": errors},
        });
        call(&emulator, &token, "placement.bind", &params).await
    };
    // Not an HTTP error: the method's result is one.
    let refused = worker("https://a.b", 2, "").await;
    let text = "Field errorHandlerUrl is empty.";
    assert_eq!(refusal(&refused), (200, "EMPTY_ERROR_HANDLER_URL".to_owned(), text.to_owned()));
    assert_eq!(worker("https://a.b/2", 2, HANDLER).await.status, 200);
    assert_eq!(worker("https://a.b/3", 3, HANDLER).await.status, 200);
    let full = refusal(&worker("https://a.b/4", 2, HANDLER).await);
    assert_eq!(full, (400, "ERROR_PLACEMENT_MAX_COUNT".to_owned(), "Placement max count: 1".to_owned()));
    assert_eq!(worker("https://a.b/5", 0, HANDLER).await.status, 200);
    assert_eq!(coded(&worker("https://a.b/6", 4, HANDLER).await).1, "ERROR_PLACEMENT_MAX_COUNT");
    let rows = bound(&emulator, &token).await;
    assert_eq!((&rows[0]["userId"], &rows[0]["options"]), (&json!(2), &json!({"errorHandlerUrl": HANDLER})));
    assert_eq!(rows.len(), 3);
}

#[tokio::test]
async fn places_are_listed_by_scope() {
    let emulator = start().await;
    let admin = token(&emulator, "admin").await;
    let narrow = scoped_token(&emulator, "manager", "placement").await;
    let list = async |token: &str, params: Value| {
        let reply = call(&emulator, token, "placement.list", &params).await.json();
        reply["result"]
            .as_array()
            .unwrap()
            .iter()
            .map(|code| code.as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let has = |codes: &[String], code: &str| codes.iter().any(|other| other == code);
    let mine = list(&admin, json!({})).await;
    for code in ["CRM_FUNNELS_TOOLBAR", "CRM_QUOTE_LIST_TOOLBAR", "CRM_SMART_INVOICE_DETAIL_TAB", "LEFT_MENU"]
    {
        assert!(has(&mine, code), "{code}");
    }
    assert!(!has(&mine, "USER_PROFILE_MENU") && !has(&mine, "DEFAULT"));
    let common = list(&narrow, json!({})).await;
    assert!(has(&common, "PAGE_BACKGROUND_WORKER") && !has(&common, "CRM_FUNNELS_TOOLBAR"));
    assert_eq!(list(&admin, json!({"SCOPE": ""})).await, common);
    assert!(has(&list(&narrow, json!({"full": "Y"})).await, "USER_PROFILE_MENU"));
    let of_user = list(&narrow, json!({"scope": "user", "full": true})).await;
    assert_eq!(of_user, ["USER_PROFILE_MENU", "USER_PROFILE_TOOLBAR"]);

    let code = "CRM_DYNAMIC_1038_FUNNELS_TOOLBAR";
    assert_eq!(coded(&bind(&emulator, &admin, code, HANDLER).await).1, "ERROR_PLACEMENT_NOT_FOUND");
    let row = json!({"ENTITY_ID": "DYNAMIC_1038_STAGE_37", "STATUS_ID": "DT1038_37:NEW", "NAME": "New"});
    ops(&emulator, &json!({"op": "raw_status_add", "row": row})).await;
    assert!(has(&list(&admin, json!({})).await, code));
    assert_eq!(bind(&emulator, &admin, code, HANDLER).await.status, 200);
}
