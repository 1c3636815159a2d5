//! Rows 20 and 21: options of the application.

use serde_json::json;

use crate::bench::{Bench, row};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn row_20_options_set_in_one_tick_go_in_one_request() {
    let bench = Bench::new().await;
    bench.open("").await;
    let set = |name: &str, value: &str, id: &str| {
        json!(format!("setAppOption:{{\"name\":\"{name}\",\"value\":\"{value}\"}}:{id}:{{S}}"))
    };
    row(20, &bench.hear(&[set("k", "v", "c")], 1).await, &[r#"c:{"k":"v"}"#]);
    bench.page("requests.length = 0").await;
    let both = bench.hear(&[set("k1", "1", "c"), set("k2", "2", "d")], 2).await;
    row(20, &both, &[r#"c:{"k":"v","k1":"1","k2":"2"}"#, r#"d:{"k":"v","k1":"1","k2":"2"}"#]);
    let requests = bench.page("return requests.map((it) => decodeURIComponent(it))").await;
    let requests = requests.as_array().unwrap();
    assert_eq!(requests.len(), 1, "{requests:?}");
    let expected = "&site=s1&PARAMS[template]=&PARAMS[params][ID]=1&action=set_option&options[0][name]=k1&options[0][value]=1&options[1][name]=k2&options[1][value]=2";
    assert!(requests[0].as_str().unwrap().ends_with(expected), "{requests:?}");
    assert_eq!(bench.init_data().await["APP_OPTIONS"], json!([]), "as the page was rendered");
    bench.open("").await;
    assert_eq!(bench.init_data().await["APP_OPTIONS"], json!({"k": "v", "k1": "1", "k2": "2"}));
    bench.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn row_21_nobody_else_may() {
    let bench = Bench::new().await;
    bench.open("user=manager").await;
    row(21, &bench.ask_slowly(r#"setAppOption:{"name":"k","value":"v"}:c:{S}"#).await, &[]);
    assert_eq!(bench.page("return requests.length").await, 0);
    bench.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_user_sets_survives_leaving_the_page() {
    let bench = Bench::new().await;
    bench.open("").await;
    bench.ask(r#"setUserOption:{"name":"theme","value":"dark"}:c:{S}"#).await;
    bench.ask(r#"setInstall:{"install":true}:c:{S}"#).await;
    bench.open("").await;
    let data = bench.init_data().await;
    assert_eq!((&data["USER_OPTIONS"], &data["FIRST_RUN"]), (&json!({"theme": "dark"}), &json!(false)));
    bench.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_slider_sets_leaves_what_the_page_has_set() {
    let bench = Bench::new().await;
    bench.open("").await;
    bench.ask(r#"setUserOption:{"name":"theme","value":"dark"}:c:{S}"#).await;
    bench.ask("openApplication:{}:o:{S}").await;
    let set = json!(r#"setUserOption:{"name":"size","value":"big"}:c:{S}"#);
    bench.ask_in(1, &[set], 0).await;
    bench.open("").await;
    assert_eq!(bench.init_data().await["USER_OPTIONS"], json!({"theme": "dark", "size": "big"}));
    bench.strike().await;
}

/// A cookie knows no ports: the application's host gets it as well.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_cookie_opens_nothing() {
    let bench = Bench::new().await;
    bench.open("").await;
    bench.ask(r#"setUserOption:{"name":"theme","value":"dark"}:c:{S}"#).await;
    bench.enter(0).await;
    let seen = bench.browser.run("return decodeURIComponent(decodeURIComponent(document.cookie))").await;
    let seen = seen.as_str().unwrap();
    assert!(seen.contains("[theme]=dark"), "the application sees {seen}");
    let sessid = "return JSON.parse(document.getElementById('portal-config').textContent).sessid";
    let sessid = bench.page(sessid).await;
    assert!(!seen.contains("sessid") && !seen.contains(sessid.as_str().unwrap()), "{seen}");
    bench.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_set_while_it_is_saved_is_saved_later() {
    let bench = Bench::new().await;
    bench.open("").await;
    let hold = "
        const send = window.fetch;
        window.fetch = async (url, init) => {
          const answer = await send(url, init);
          if (String(url).includes('user_options')) await new Promise((resolve) => { window.release = resolve });
          return answer;
        };";
    bench.page(hold).await;
    bench.ask(r#"setUserOption:{"name":"theme","value":"dark"}:c:{S}"#).await;
    tokio::time::sleep(std::time::Duration::from_secs(5)).await;
    bench.browser.leave().await;
    let is_saving = || async { bench.browser.run("return 'release' in window").await == true };
    bench.browser.until("the request", is_saving).await;
    bench.ask(r#"setUserOption:{"name":"theme","value":"light"}:c:{S}"#).await;
    bench.page("release()").await;
    tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    bench.open("").await;
    assert_eq!(bench.init_data().await["USER_OPTIONS"], json!({"theme": "light"}));
    bench.strike().await;
}
