//! Rows 26 to 28: new tokens.

use serde_json::{Value, json};

use crate::bench::{Bench, row};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn row_26_new_tokens_are_kept() {
    let bench = Bench::new().await;
    bench.open("").await;
    let before = bench.init_data().await;
    let heard = bench.hear(&[json!("refreshAuth:{}:c:{S}")], 1).await;
    let text = heard[0].as_str().unwrap().strip_prefix("c:").unwrap();
    let tokens: Value = serde_json::from_str(text).unwrap();
    let (auth, refresh) = (tokens["AUTH_ID"].as_str().unwrap(), tokens["REFRESH_ID"].as_str().unwrap());
    let expected = format!(r#"c:{{"AUTH_ID":"{auth}","AUTH_EXPIRES":"3600","REFRESH_ID":"{refresh}"}}"#);
    row(26, &heard, &[&expected]);
    assert_ne!(before["AUTH_ID"], auth, "row 26");
    let after = bench.init_data().await;
    assert_eq!((&after["AUTH_ID"], &after["REFRESH_ID"]), (&json!(auth), &json!(refresh)), "row 26");
    let request = bench.page("return decodeURIComponent(requests[0])").await;
    let expected = "&site=s1&PARAMS[template]=&PARAMS[params][ID]=1&action=access_refresh";
    assert!(request.as_str().unwrap().ends_with(expected), "{request}");
    bench.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rows_27_and_28_failures_are_silence() {
    let bench = Bench::new().await;
    bench.open("").await;
    let alert = "return document.getElementById('notice').innerText";
    bench.ops(&json!({"op": "refresh", "mode": "error"}));
    row(28, &bench.ask_slowly("refreshAuth:{}:c:{S}").await, &[]);
    assert_eq!(bench.page(alert).await, "", "row 28");
    bench.ops(&json!({"op": "refresh", "mode": "empty"}));
    row(27, &bench.ask_slowly("refreshAuth:{}:c:{S}").await, &[]);
    let told = || async { bench.page(alert).await == "Unable to get new token! Reload page, please!" };
    bench.browser.until("row 27", told).await;
    bench.strike().await;
}
