//! `selectUser`, `selectAccess` and `selectCRM` (frame-protocol §4).

use serde_json::{Value, json};

use crate::bench::Bench;

/// Opens a dialog, ticks so many of its items and presses a button.
async fn answer(bench: &Bench, message: &str, ticks: usize, button: &str) -> Vec<Value> {
    bench
        .heard_during(async {
            bench.browser.run_with("app.say(arguments[0])", vec![json!(message)]).await;
            bench.browser.leave().await;
            bench.browser.find("dialog.choice[open]").await;
            bench.browser.run(&format!("[...document.querySelectorAll('.choice input')].slice(0, {ticks}).forEach((it) => it.click())")).await;
            bench.browser.press("@class='choice__buttons'", button).await;
            bench.browser.until("closed", || async { !bench.browser.has("dialog.choice").await }).await;
        })
        .await
}

fn parsed(heard: &[Value]) -> Value {
    assert_eq!(heard.len(), 1, "{heard:?}");
    serde_json::from_str(heard[0].as_str().unwrap().strip_prefix("c:").unwrap()).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn people_and_items_are_chosen() {
    let bench = Bench::new().await;
    bench.open("").await;
    let one = parsed(&answer(&bench, r#"selectUser:{"mult":false}:c:{S}"#, 1, "Select").await);
    assert_eq!((&one["id"], &one["sub"]), (&json!("1"), &json!(false)));
    let several = parsed(&answer(&bench, r#"selectUser:{"mult":true}:c:{S}"#, 2, "Select").await);
    assert_eq!((several.as_array().unwrap().len(), &several[1]["id"]), (2, &json!("2")));
    let rights = parsed(&answer(&bench, r#"selectAccess:{"value":["U2"]}:c:{S}"#, 1, "Select").await);
    assert_eq!((&rights[0]["id"], &rights[1]["id"]), (&json!("AU"), &json!("U2")));
    let records = r#"selectCRM:{"entityType":["deal","lead"],"multiple":true}:c:{S}"#;
    let records = parsed(&answer(&bench, records, 2, "Select").await);
    assert_eq!((&records["deal"]["1"]["id"], &records["lead"]), (&json!("D_2"), &json!({})));
    for dialog in ["selectUser:{\"mult\":true}", "selectAccess:{}", "selectCRM:{}"] {
        assert!(answer(&bench, &format!("{dialog}:c:{{S}}"), 1, "Cancel").await.is_empty(), "{dialog}");
    }
    // Without `mult` the portal has no function that could report the choice.
    assert!(answer(&bench, "selectUser:{}:c:{S}", 1, "Select").await.is_empty());
    bench.strike().await;
}
