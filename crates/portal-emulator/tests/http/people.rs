use serde_json::{Value, json};

use crate::{
    client::{call, call_webhook, refusal, scoped_token, token},
    start,
};

fn keys(row: &Value) -> Vec<&str> {
    row.as_object().unwrap().keys().map(String::as_str).collect()
}

#[tokio::test]
async fn everybody_has_a_profile() {
    let emulator = start().await;
    for (user, id, name, admin) in [
        ("admin", "1", "Alex", true),
        ("manager", "2", "Robin", false),
        ("outsider", "3", "Sam", false),
        ("colleague", "4", "Jordan", true),
    ] {
        let token = scoped_token(&emulator, user, "").await;
        let profile = call(&emulator, &token, "profile", &json!({})).await.json()["result"].clone();
        assert_eq!((&profile["ID"], &profile["NAME"]), (&json!(id), &json!(name)));
        assert_eq!(profile["ADMIN"], admin);
        assert_eq!(
            keys(&profile),
            ["ID", "ADMIN", "NAME", "LAST_NAME", "PERSONAL_GENDER", "TIME_ZONE", "TIME_ZONE_OFFSET"]
        );
        assert_eq!(call_webhook(&emulator, user, "profile", &json!({})).await.json()["result"], profile);
        assert_eq!(call(&emulator, &token, "user.admin", &json!({})).await.json()["result"], admin);
    }
}

#[tokio::test]
async fn the_scope_decides_what_is_seen_of_a_user() {
    let emulator = start().await;
    let usual = token(&emulator, "manager").await;
    let refused = refusal(&call(&emulator, &usual, "user.current", &json!({})).await);
    let text = "The request requires higher privileges than provided by the access token";
    assert_eq!(refused, (401, "insufficient_scope".to_owned(), text.to_owned()));
    for (scope, email, login) in
        [("crm,user_brief", false, false), ("user_basic", true, false), ("user,user_brief", true, true)]
    {
        let token = scoped_token(&emulator, "manager", scope).await;
        let user = call(&emulator, &token, "user.current", &json!({})).await.json()["result"].clone();
        assert_eq!((&user["ID"], &user["ACTIVE"]), (&json!("2"), &json!(true)), "{scope}");
        assert_eq!((&user["LAST_NAME"], &user["UF_DEPARTMENT"]), (&json!("Hayes"), &json!([1])), "{scope}");
        let seen = (keys(&user).contains(&"EMAIL"), keys(&user).contains(&"LAST_LOGIN"));
        assert_eq!(seen, (email, login), "{scope}");
        assert_eq!(user["LAST_ACTIVITY_DATE"].as_str().unwrap().len(), 19);
    }
    let user = call_webhook(&emulator, "colleague", "user.current", &json!({})).await.json();
    assert_eq!(user["result"]["EMAIL"], "jordan.blake@example.com");
}

#[tokio::test]
async fn users_are_found() {
    let emulator = start().await;
    let brief = scoped_token(&emulator, "manager", "user_brief").await;
    let ids = |reply: &Value| {
        let rows = reply["result"].as_array().unwrap().iter();
        rows.map(|row| row["ID"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let found = async |params: Value| call(&emulator, &brief, "user.get", &params).await.json();
    let everybody = found(json!({})).await;
    assert_eq!((ids(&everybody).len(), &everybody["total"]), (4, &json!(4)));
    assert_eq!(everybody["result"][0]["TIMESTAMP_X"], json!({}));
    for (params, expected) in [
        (json!({"ID": 3}), vec!["3"]),
        (json!({"filter": {"id": ["2", 4]}}), vec!["2", "4"]),
        (json!({"FILTER": {"!ID": 1, "<=ID": 3}}), vec!["2", "3"]),
        (json!({"FILTER": {"%LAST_NAME": "OR"}}), vec!["1", "3"]),
        (json!({"FILTER": {"NAME": "robin", "ACTIVE": true}}), vec!["2"]),
        (json!({"FILTER": {"ACTIVE": "N"}}), vec![]),
        (json!({"sort": "ID", "order": "desc"}), vec!["4", "3", "2", "1"]),
        (json!({"sort": "NAME", "order": "ASC"}), vec!["1", "4", "2", "3"]),
        // Nothing can be learnt by asking for what is not seen.
        (json!({"FILTER": {"EMAIL": "sam.porter@example.com"}}), vec!["1", "2", "3", "4"]),
        (json!({"start": 50}), vec![]),
    ] {
        assert_eq!(ids(&found(params.clone()).await), expected, "{params}");
    }
    assert_eq!(found(json!({"start": -1})).await["total"], 0);
    assert_eq!(found(json!({"ID": 99})).await.get("total"), None);
}
