//! The judge.

use crate::stage::Stage;
use serde_json::{Value, json};

/// Rules of WCAG 2.2 at level AA, and what is good practice.
const RUN: &str = "
    const done = arguments[arguments.length - 1];
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']}).then(
      found => done(found.violations.map(it => [it.id, it.help, ...it.nodes.map(node =>
        `${node.target.join(' ')}\\n      ${node.html.slice(0, 200)}\\n      ${node.failureSummary.replaceAll('\\n', ' ')}`)])),
      error => done([['axe', String(error)]]));";

impl Stage {
    /// Judges what the frame shows now, in light and in dark. What is wrong is added to `found`.
    pub(super) async fn judge(&self, state: &str, found: &mut Vec<String>) {
        for dark in [false, true] {
            let scheme = if dark { "dark" } else { "light" };
            // Nothing is judged in the middle of a movement.
            self.prefer(&[("prefers-color-scheme", scheme), ("prefers-reduced-motion", "reduce")]).await;
            if self.run("return typeof axe").await != "object" {
                let file = std::env::var_os("AXE_CORE").expect("run these by `cargo xtask test`");
                let source = std::fs::read_to_string(file).expect("axe-core");
                self.run(&source).await;
            }
            for violation in self.run_async(RUN, Vec::new()).await.as_array().cloned().unwrap_or_default() {
                found.push(describe(&format!("{state}, {scheme}"), &violation));
            }
        }
    }
}

fn describe(state: &str, violation: &Value) -> String {
    let lines: Vec<_> = violation.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    format!("{state}: {}", lines.join("\n    "))
}

/// Fails with all that is wrong.
pub(super) fn assert_none(found: &[String]) {
    assert!(found.is_empty(), "{} violations\n\n{}", found.len(), found.join("\n\n"));
}

/// Takes the browser off the net, or puts it back.
pub(super) async fn offline(stage: &Stage, offline: bool) {
    let event = if offline { "offline" } else { "online" };
    stage.run_with("dispatchEvent(new Event(arguments[0]))", vec![json!(event)]).await;
}
