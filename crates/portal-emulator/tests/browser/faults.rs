//! Faults of the conversation (frame-protocol §13.14). The server's part is played by a script.

use serde_json::{Value, json};

use crate::bench::Bench;

/// `plan` is what the next replies meet; `arm` says whether the page has to ask. A page of the control origin that has
/// no script of its own speaks for it.
const SERVER: &str = "
    window.plan = [];
    window.EventSource = class {
      addEventListener(name, handler) {
        if (name === 'faults') window.arm = (frame) => handler({ data: JSON.stringify({ frame }) });
      }
    };
    const real = window.fetch;
    window.fetch = async (url, init) => {
      if (url !== '/emulator/frame-faults') return real(url, init);
      const { command } = JSON.parse(init.body);
      return Response.json(plan.length > 0 && plan[0].command === command ? plan.shift().faults : []);
    };
    if (location.pathname === '/emulator/stranger') {
      addEventListener('DOMContentLoaded', () => {
        if (document.scripts.length > 0) return;
        addEventListener('message', ({ data }) => parent.frames[data.targetIndex].postMessage(data.message, '*'));
      });
    }";

async fn bench() -> Bench {
    let bench = Bench::new().await;
    bench.browser.run_first(SERVER).await;
    bench.open("").await;
    bench.page("arm(true)").await;
    bench
}

/// What is heard when the reply to `setTitle` meets faults; the reply after it meets none.
async fn with_faults(bench: &Bench, faults: Value) -> Vec<Value> {
    bench.page(&format!("plan.push({})", json!({"command": "setTitle", "faults": faults}))).await;
    bench.ask("setTitle:{\"title\":\"t\"}:c:{S}").await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reply_meets_what_is_armed() {
    let bench = bench().await;
    let echo = json!("c:{\"title\":\"t\"}");
    assert_eq!(with_faults(&bench, json!([])).await, [echo.clone()]);
    assert_eq!(with_faults(&bench, json!([{"kind": "no_answer"}])).await, [] as [Value; 0]);
    assert_eq!(with_faults(&bench, json!([{"kind": "duplicate"}])).await, [echo.clone(), echo.clone()]);
    let object = json!({"callback": "c", "result": {"title": "t"}});
    assert_eq!(with_faults(&bench, json!([{"kind": "object"}])).await, [object]);
    let unknown = with_faults(&bench, json!([{"kind": "unknown_id"}])).await;
    let text = unknown[0].as_str().unwrap();
    assert!(text.ends_with(":{\"title\":\"t\"}") && !text.starts_with("c:"), "{text}");
    let start = std::time::Instant::now();
    // The reply after it waits, too: replies keep their order.
    assert_eq!(with_faults(&bench, json!([{"kind": "delay", "ms": 700}])).await, [echo.clone()]);
    assert!(start.elapsed().as_millis() >= 700);
    bench.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stranger_says_the_same_from_another_origin() {
    let bench = bench().await;
    bench.page("arm(true); plan.push({command: 'setTitle', faults: [{kind: 'wrong_origin'}]})").await;
    bench.ask_slowly("setTitle:{\"title\":\"t\"}:c:{S}").await;
    let heard =
        "return app.heard.filter(({data}) => data === 'c:{\"title\":\"t\"}').map(({origin}) => origin)";
    bench.enter(0).await;
    let strangers = || async { bench.browser.run(heard).await == json!([bench.emulator.control()]) };
    bench.browser.until("the stranger", strangers).await;
    // Without armed faults nobody is asked.
    bench.page("arm(false); requests.length = 0").await;
    assert_eq!(bench.ask("setTitle:{}:c:{S}").await, [json!("c:{}")]);
    assert_eq!(bench.page("return requests.length").await, 0);
    bench.strike().await;
}
