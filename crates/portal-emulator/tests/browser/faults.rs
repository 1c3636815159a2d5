//! Faults of the conversation (frame-protocol §13.14), armed through the control API.

use serde_json::{Value, json};

use crate::bench::Bench;

const ECHO: &str = "c:{\"title\":\"t\"}";

/// What is heard when the reply to `setTitle` meets a fault; the page has been told that one is armed.
async fn with_fault(bench: &Bench, fault: Value) -> Vec<Value> {
    bench.arm(&fault);
    bench.until_armed(true).await;
    let heard = bench.ask("setTitle:{\"title\":\"t\"}:c:{S}").await;
    bench.until_armed(false).await;
    heard
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reply_meets_what_is_armed() {
    let bench = Bench::new().await;
    bench.open("").await;
    let fault = |kind: &str| json!({"kind": kind, "command": "setTitle"});
    assert_eq!(with_fault(&bench, fault("no_answer")).await, [] as [Value; 0]);
    assert_eq!(with_fault(&bench, fault("duplicate")).await, [json!(ECHO), json!(ECHO)]);
    let object = json!({"callback": "c", "result": {"title": "t"}});
    assert_eq!(with_fault(&bench, fault("object")).await, [object]);
    let unknown = with_fault(&bench, fault("unknown_id")).await;
    let text = unknown[0].as_str().unwrap();
    assert!(text.ends_with(":{\"title\":\"t\"}") && !text.starts_with("c:"), "{text}");
    let start = std::time::Instant::now();
    // The reply after it waits, too: replies keep their order.
    let late = json!({"kind": "delay", "command": "setTitle", "ms": 700});
    assert_eq!(with_fault(&bench, late).await, [json!(ECHO)]);
    assert!(start.elapsed().as_millis() >= 700);
    bench.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_fault_that_is_armed_before_the_page_meets_its_first_reply() {
    let bench = Bench::new().await;
    bench.arm(&json!({"kind": "no_answer", "command": "getInitData", "count": 2}));
    bench.open("").await;
    for _ in 0..2 {
        assert_eq!(bench.ask("getInitData::c:{S}").await, [] as [Value; 0]);
    }
    assert_eq!(bench.ask("getInitData::c:{S}").await.len(), 1);
    bench.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stranger_says_the_same_from_another_origin() {
    let bench = Bench::new().await;
    bench.open("").await;
    bench.arm(&json!({"kind": "wrong_origin", "command": "setTitle"}));
    bench.until_armed(true).await;
    bench.ask_slowly("setTitle:{\"title\":\"t\"}:c:{S}").await;
    let heard =
        "return app.heard.filter(({data}) => data === 'c:{\"title\":\"t\"}').map(({origin}) => origin)";
    bench.enter(0).await;
    let strangers = || async { bench.browser.run(heard).await == json!([bench.emulator.control()]) };
    bench.browser.until("the stranger", strangers).await;
    // Without armed faults nobody is asked.
    bench.until_armed(false).await;
    bench.page("requests.length = 0").await;
    assert_eq!(bench.ask("setTitle:{}:c:{S}").await, [json!("c:{}")]);
    assert_eq!(bench.page("return requests.length").await, 0);
    bench.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn something_that_happens_in_the_portal_reaches_who_listens() {
    let bench = Bench::new().await;
    bench.open("placement=CRM_DEAL_DETAIL_TAB&events=Stub:event").await;
    bench.ask("placementBindEvent:{\"event\":\"Stub:event\"}:c:{S}").await;
    bench.until_listening().await;
    let heard = bench
        .heard_during(async {
            let said = async || {
                bench.browser.run("return app.heard.some(({data}) => data.startsWith?.('c:{'))").await
            };
            bench.ops(&json!({"op": "event", "event": "Stub:event", "args": [{"n": 1}, "second"]}));
            // The stream that carries it is another connection. A second time would come at once.
            bench.browser.until("the event", async || said().await == true).await;
            tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        })
        .await;
    assert_eq!(heard, [json!("c:{\"n\":1}")]);
    bench.strike().await;
}

/// Over a connection that it has used before, a browser would send the request again and say nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_browser_notices_that_an_answer_is_lost() {
    let bench = Bench::new().await;
    bench.open("").await;
    let token = bench.init_data().await["AUTH_ID"].clone();
    let rename = async |name: &str| {
        bench.browser.leave().await;
        let script = "const [auth, name, done] = arguments;
            const body = new URLSearchParams({ auth, id: 103, 'fields[NAME]': name });
            fetch('/rest/crm.status.update', { method: 'POST', body })
              .then((answer) => answer.json()).then(() => done('saved'), () => done('lost'))";
        bench.browser.run_async(script, vec![token.clone(), json!(name)]).await
    };
    for kind in ["answer_lost", "reset"] {
        assert_eq!(rename("One").await, "saved");
        bench.arm(&json!({"kind": kind}));
        assert_eq!(rename("Two").await, "lost", "{kind}");
        assert_eq!(rename("Three").await, "saved");
    }
    let log = browser::http::get(&format!("{}/log", bench.emulator.control()));
    let statuses: Vec<_> = log.as_array().unwrap().iter().map(|entry| entry["status"].clone()).collect();
    assert_eq!(statuses, [200, 0, 200, 200, 0, 200]);
    bench.strike().await;
}
