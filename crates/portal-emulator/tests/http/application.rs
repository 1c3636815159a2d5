use portal_emulator::Emulator;
use serde_json::{Value, json};

use crate::{
    client::{call, call_webhook, get, ops, post_json, refusal, scoped_token, token},
    page, start,
};

async fn result(emulator: &Emulator, token: &str, method: &str, params: Value) -> Value {
    let reply = call(emulator, token, method, &params).await;
    assert_eq!(reply.status, 200, "{method} {params}: {}", reply.text());
    reply.json()["result"].clone()
}

fn context_required() -> (u16, String, String) {
    let text = "Access denied! Application context required";
    (403, "ACCESS_DENIED".to_owned(), text.to_owned())
}

#[tokio::test]
async fn an_application_learns_what_it_is() {
    let emulator = start().await;
    let token = token(&emulator, "manager").await;
    let mut info = result(&emulator, &token, "app.info", json!({})).await;
    let code = info.as_object_mut().unwrap().remove("CODE").unwrap();
    assert!(code.as_str().unwrap().starts_with("local."), "{code}");
    let expected = json!({
        "ID": 1, "VERSION": 1, "STATUS": "L", "INSTALLED": true, "PAYMENT_EXPIRED": "N", "DAYS": null,
        "LANGUAGE_ID": "en", "LICENSE": "en_pro100", "LICENSE_TYPE": "pro100", "LICENSE_FAMILY": "pro",
    });
    assert_eq!(info, expected);
    let page = get(emulator.portal()).await.text();
    assert!(page.contains(&format!("\"clientId\":{code}")), "the page calls it otherwise");
}

#[tokio::test]
async fn a_webhook_learns_its_scope() {
    let emulator = start().await;
    let info = call_webhook(&emulator, "manager", "app.info", &json!({})).await.json()["result"].clone();
    let scope = info["SCOPE"].as_array().unwrap();
    assert!(scope.contains(&json!("crm")) && scope.contains(&json!("user")), "{info}");
    assert_eq!((&info["LICENSE"], info.as_object().unwrap().len()), (&json!("en_pro100"), 2));
    ops(&emulator, &json!({"op": "auth", "mode": "no_scope"})).await;
    let info = call_webhook(&emulator, "manager", "app.info", &json!({})).await.json();
    assert_eq!(info["result"]["SCOPE"], json!([]));
}

#[tokio::test]
async fn an_application_keeps_options() {
    let emulator = start().await;
    let (admin, manager) = (token(&emulator, "admin").await, token(&emulator, "manager").await);
    for scope in ["app", "user"] {
        let (read, write) = (format!("{scope}.option.get"), format!("{scope}.option.set"));
        assert_eq!(result(&emulator, &admin, &read, json!({})).await, json!([]), "{scope}");
        let options = json!({"options": {"theme": "dark", "columns": ["a", "b"]}});
        assert_eq!(result(&emulator, &admin, &write, options).await, json!(true));
        assert_eq!(result(&emulator, &admin, &write, json!({"loose": "1"})).await, json!(true));
        assert_eq!(
            result(&emulator, &admin, &read, json!({})).await,
            json!({"theme": "dark", "columns": ["a", "b"], "loose": "1"})
        );
        assert_eq!(result(&emulator, &admin, &read, json!({"option": "theme"})).await, json!("dark"));
        assert_eq!(result(&emulator, &admin, &read, json!({"option": "none"})).await, Value::Null);
    }
    assert_eq!(
        result(&emulator, &manager, "app.option.get", json!({"option": "theme"})).await,
        json!("dark")
    );
    assert_eq!(result(&emulator, &manager, "user.option.get", json!({})).await, json!([]));
    post_json(&format!("{}/reset", emulator.control()), &json!({})).await;
    assert_eq!(result(&emulator, &admin, "app.option.get", json!({})).await, json!([]));
}

#[tokio::test]
async fn options_are_refused() {
    let emulator = start().await;
    let (admin, manager) = (token(&emulator, "admin").await, token(&emulator, "manager").await);
    for method in ["app.option.get", "app.option.set", "user.option.get", "user.option.set"] {
        let refused = call_webhook(&emulator, "admin", method, &json!({"options": {"a": 1}})).await;
        assert_eq!(refusal(&refused), context_required(), "{method}");
    }
    let set = async |token: &str, params: Value| call(&emulator, token, "app.option.set", &params).await;
    let refused = refusal(&set(&manager, json!({"options": {"a": 1}})).await);
    assert_eq!((refused.0, refused.1.as_str()), (403, "ACCESS_DENIED"));
    assert_eq!(refused.2, "Access denied! Administrator authorization required");
    // Without options to store, the rights do not matter.
    for token in [&admin, &manager] {
        for empty in [json!({"options": []}), json!({})] {
            let reply = set(token, empty).await;
            let body = reply.json();
            let expected = json!({
                "error": "ERROR_ARGUMENT",
                "error_description": "Argument 'options' is null or empty",
                "argument": "options",
            });
            assert_eq!((reply.status, body), (400, expected));
        }
    }
    assert_eq!(set(&admin, json!({"options": "a"})).await.status, 500);
    let batch = json!({"cmd": {"a": "user.option.set"}});
    let batch = result(&emulator, &manager, "batch", batch).await;
    assert_eq!(batch["result_error"]["a"]["argument"], "options");
    assert_eq!(result(&emulator, &manager, "app.option.get", json!({})).await, json!([]));
}

#[tokio::test]
async fn the_frame_and_the_api_share_the_options() {
    let emulator = start().await;
    let page = page::open(&emulator, "").await;
    page::ajax(&emulator, &page, "action=set_option&options[0][name]=k&options[0][value]=v").await;
    let token = token(&emulator, "admin").await;
    assert_eq!(result(&emulator, &token, "app.option.get", json!({"option": "k"})).await, json!("v"));
    result(&emulator, &token, "user.option.set", json!({"options": {"seen": "1"}})).await;
    let page = get(emulator.portal()).await.text();
    assert!(page.contains("\"userOptions\":{\"seen\":\"1\"}"), "{page}");
}

#[tokio::test]
async fn scopes_and_methods_are_listed() {
    let emulator = start().await;
    let token = scoped_token(&emulator, "manager", "crm,user_brief").await;
    assert_eq!(result(&emulator, &token, "scope", json!({})).await, json!(["crm", "user_brief"]));
    let full = result(&emulator, &token, "scope", json!({"full": true})).await;
    assert!(full.as_array().unwrap().contains(&json!("user_basic")), "{full}");

    let names = async |params: Value| {
        let list = result(&emulator, &token, "methods", params).await;
        list.as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let has = |names: &[String], name: &str| names.iter().filter(|other| *other == name).count();
    let mine = names(json!({})).await;
    assert_eq!([has(&mine, "crm.status.list"), has(&mine, "user.current"), has(&mine, "batch")], [1, 1, 1]);
    let common = names(json!({"SCOPE": ""})).await;
    assert_eq!([has(&common, "crm.status.list"), has(&common, "batch")], [0, 1]);
    let of_crm = names(json!({"scope": "crm"})).await;
    assert_eq!([has(&of_crm, "crm.status.list"), has(&of_crm, "batch")], [1, 0]);
    // A method of three scopes stands in each.
    assert_eq!(has(&names(json!({"full": 1})).await, "user.current"), 3);

    let method = async |name: &str| result(&emulator, &token, "method.get", json!({"name": name})).await;
    assert_eq!(method("user.current").await, json!({"isExisting": true, "isAvailable": true}));
    assert_eq!(method("app.info").await, json!({"isExisting": true, "isAvailable": true}));
    assert_eq!(method("no.such").await, json!({"isExisting": false, "isAvailable": false}));
    let narrow = scoped_token(&emulator, "manager", "user").await;
    let crm = result(&emulator, &narrow, "method.get", json!({"name": "crm.status.list"})).await;
    assert_eq!(crm, json!({"isExisting": true, "isAvailable": false}));
}

#[tokio::test]
async fn the_server_tells_its_time_and_features() {
    let emulator = start().await;
    let token = scoped_token(&emulator, "outsider", "").await;
    let time = result(&emulator, &token, "server.time", json!({})).await;
    let time = time.as_str().unwrap();
    assert_eq!((time.len(), time.ends_with("+00:00")), (25, true), "{time}");
    let feature = async |code: &str| call(&emulator, &token, "feature.get", &json!({"CODE": code})).await;
    assert_eq!(feature("rest_offline_extended").await.json()["result"], json!({"value": "Y"}));
    assert_eq!(feature("teleportation").await.json()["result"], json!({"value": "N"}));
    let refused = refusal(&feature("").await);
    assert_eq!(
        (refused.0, refused.1.as_str(), refused.2.as_str()),
        (400, "CODE_EMPTY", "CODE can't be empty")
    );
}
