//! One opening of a client in a browser of its own, so that nothing is warm.

use std::time::Duration;

use browser::Browser;
use fantoccini::wd::TimeoutConfiguration;
use serde_json::{Value, json};

use crate::{client::Condition, hands, portal::Portal, results::Sample};

/// What the frame notes by itself.
const PROBE: &str = include_str!("probe.js");

/// So long a client may take.
const PATIENCE: Duration = Duration::from_mins(5);

/// How long a loop takes that always does the same.
const LOOP: &str = "
    const start = performance.now();
    let sum = 0;
    for (let n = 0; n < 3e7; n += 1) sum = (sum * 31 + n) | 0;
    return performance.now() - start + (sum === 1 ? 1e-9 : 0);";

/// A browser in which a client has been opened.
#[derive(Debug)]
pub(crate) struct Visit<'p> {
    pub(crate) browser: Browser,
    portal: &'p Portal,
}

impl<'p> Visit<'p> {
    /// Opens the portal's page and waits until all rows of the client can be used.
    pub(crate) async fn pay(portal: &'p Portal) -> Self {
        let browser = Browser::start().await;
        let timeouts = TimeoutConfiguration::new(Some(PATIENCE), Some(PATIENCE), None);
        browser.client.update_timeouts(timeouts).await.expect("timeouts");
        let wish =
            json!({"seen": portal.client.seen(), "rows": portal.client.rows(), "expected": portal.size});
        browser.run_first(&format!("{{ const WISH = {wish};\n{PROBE} }}")).await;
        let rate = portal.condition.slowdown();
        browser.devtools("Emulation.setCPUThrottlingRate", json!({"rate": rate})).await;
        portal.forget();
        browser.goto(&portal.url()).await;
        browser.enter("iframe.app-frame").await;
        let visit = Self { browser, portal };
        visit.answer("await bench.done", &[]).await;
        visit
    }

    /// What a function body with `await` in it returns in the frame.
    pub(crate) async fn answer(&self, script: &str, arguments: &[Value]) -> Value {
        let script = format!(
            "const [given, done] = [[...arguments].slice(0, -1), arguments[arguments.length - 1]];
             (async (...arguments) => {{ {script} }})(...given).then(done, error => done(`failed: ${{error}}`));"
        );
        let answer = self.browser.run_async(&script, arguments.to_vec()).await;
        let failed = answer.as_str().filter(|text| text.starts_with("failed: "));
        assert_eq!(failed, None, "{} with {} values", self.portal.client.name(), self.portal.size);
        answer
    }

    /// Measures everything about the load, and what hands feel if the machine is as it is.
    pub(crate) async fn sample(&self) -> Sample {
        let script = "
            const until = bench.tasks.filter(([start]) => start < bench.usable);
            return {first: bench.first, complete: bench.complete, usable: bench.usable, zero: performance.timeOrigin,
                tasks: until.length, busy: until.reduce((sum, [, time]) => sum + time, 0),
                blocked: until.reduce((sum, [, time]) => Math.max(sum, time), 0)};";
        let load = self.answer(script, &[]).await;
        let number = |name: &str| load[name].as_f64().expect("a number");
        let mut sample = Sample {
            first: number("first"),
            usable: number("usable"),
            long_tasks: number("tasks"),
            busy: number("busy"),
            blocked: number("blocked"),
            weight: self.portal.weight_before(number("zero") + number("complete")),
            later: self.portal.weight_since(number("zero") + number("complete")),
            traffic: self.portal.traffic_before(number("zero") + number("first")),
            ..Sample::default()
        };
        (sample.heap, sample.wasm) = self.memory().await;
        if self.portal.condition == Condition::Plain {
            sample.keys = hands::types(self).await;
            sample.colors = hands::slides(self, self.portal.client).await;
            sample.frames = hands::scrolls(self).await;
        }
        sample
    }

    /// The heap after a collection and the memory of the program, in bytes. The heap is shared with the portal's page.
    pub(crate) async fn memory(&self) -> (f64, f64) {
        let heap = self.metric("JSHeapUsedSize").await;
        let wasm = self.answer("return bench.memory()", &[]).await;
        (heap, wasm.as_f64().unwrap_or_default())
    }

    /// A figure of the browser's own, after a collection.
    pub(crate) async fn metric(&self, name: &str) -> f64 {
        self.browser.devtools("HeapProfiler.collectGarbage", json!({})).await;
        self.browser.devtools("Performance.enable", json!({})).await;
        let metrics = self.browser.devtools("Performance.getMetrics", json!({})).await;
        let found = metrics["metrics"].as_array().into_iter().flatten().find(|it| it["name"] == name);
        found.and_then(|it| it["value"].as_f64()).unwrap_or_default()
    }

    /// How much slower the frame really is under the slow condition.
    pub(crate) async fn slowdown(&self) -> f64 {
        let time = async |rate: u32| {
            self.browser.devtools("Emulation.setCPUThrottlingRate", json!({"rate": rate})).await;
            self.browser.run(LOOP).await.as_f64().unwrap_or_default()
        };
        time(1).await;
        let plain = time(1).await;
        time(Condition::Slow.slowdown()).await / plain
    }

    /// Ends the browser.
    pub(crate) async fn end(self) {
        self.browser.close().await;
    }
}
