//! What comes first, and what comes when it is wanted: the program has two parts (see the crate `splitter`).

use crate::stage::{Stage, Visit, key};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::time::Duration;

/// How often the second part was fetched on the spot, with everything else waiting for it: never ahead of time.
const WAITS: &str = "return performance.getEntriesByType('resource')
    .filter(it => /_rest\\.wasm$/.test(it.name) && it.initiatorType === 'xmlhttprequest').length";

/// How often the second part was fetched.
const RESTS: &str =
    "return performance.getEntriesByType('resource').filter(it => /_rest\\.wasm$/.test(it.name)).length";

/// The ways in that are to be quick: placements, languages, users; and what the portal is told before.
fn ways() -> [(Visit, Value); 12] {
    let usual = Visit::default();
    let more = |count: u32| json!([{"op": "generate", "entity": "DEAL_STAGE", "count": count, "seed": 1}]);
    let hard = json!([
        {"op": "raw_status", "id": 105, "set": {"NAME": "W".repeat(100), "COLOR": ""}},
        {"op": "raw_status", "id": 107, "set": {"NAME": "a \u{202e}b &lt;b&gt; 👨‍👩‍👧", "COLOR": "#red"}},
        {"op": "raw_status", "id": 109, "set": {"NAME": "", "SORT": "abc", "SEMANTICS": "X"}},
        {"op": "deals", "stage": "FINAL_INVOICE", "count": 3, "hidden": true},
    ]);
    let late = |what: &str, which: &str| json!([{"op": "fault", "kind": "delay", what: which, "ms": 1200}]);
    [
        (usual, json!([])),
        // As many as are all in the page, some more, and many.
        (usual, more(50)),
        (usual, more(92)),
        (usual, more(3_000)),
        (usual, hard),
        // What comes first must make no difference.
        (usual, late("file", "*_bg.wasm")),
        (usual, late("method", "batch")),
        (Visit { placement: "LEFT_MENU", ..usual }, json!([])),
        (Visit { placement: "CRM_LEAD_LIST_TOOLBAR", ..usual }, json!([])),
        (Visit { lang: "ru", ..usual }, json!([])),
        (Visit { lang: "ar", ..usual }, json!([])),
        (Visit { user: "manager", ..usual }, json!([])),
    ]
}

/// Opens the editor, and does nothing that asks for anything: looks at all rows, points at some, comes with the
/// keyboard.
async fn look_around(stage: &Stage, visit: Visit) {
    stage.open(visit).await;
    stage
        .run(
            "for (const row of [...document.querySelectorAll('[data-status-id]')]) {
               row.scrollIntoView({block: 'nearest'});
               for (const kind of ['pointerover', 'pointermove', 'pointerout']) {
                 row.dispatchEvent(new PointerEvent(kind, {bubbles: true, pointerType: 'mouse'}));
               }
             }
             document.querySelector('[data-status-id] [data-cell=name]').focus();",
        )
        .await;
    tokio::time::sleep(Duration::from_secs(1)).await;
}

/// Not only a test: `cargo xtask profile` has the program note what it runs here.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_way_to_begin() {
    let notes = std::env::var_os("STAGECRAFT_EXECUTED");
    let mut executed = BTreeSet::new();
    for (visit, told) in ways() {
        let stage = Stage::set().await;
        stage.ops(&told);
        if notes.is_some() {
            look_around(&stage, visit).await;
            let points = "return [...executed].flatMap((run, point) => run ? [point] : [])";
            let points = stage.run(points).await;
            executed.extend(points.as_array().expect("points").iter().filter_map(Value::as_u64));
        } else {
            stage.open(visit).await;
            let Visit { placement, user, lang } = visit;
            assert_eq!(stage.run(WAITS).await, 0, "{placement} {user} {lang} {told}");
        }
        stage.strike().await;
    }
    if let Some(file) = notes {
        let lines: Vec<_> = executed.iter().map(|point| format!("{point}\n")).collect();
        std::fs::write(file, lines.concat()).expect("what was run is written");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_wanted_before_it_has_come_is_brought_on_the_spot() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    // Without a sign that somebody is there.
    stage.run("document.querySelector('[data-status-id=\"105\"] [data-cell=color]').click()").await;
    stage.find("#colours-bitrix24").await;
    assert!(stage.run(RESTS).await.as_u64() >= Some(1));
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_rest_comes_once_at_the_first_sign_of_somebody() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    stage.focus("[data-status-id='105'] [data-cell=name]").await;
    stage.until("the rest is there", || async { stage.run(RESTS).await == 1 }).await;
    stage.keys(key::ENTER).await;
    stage.find("[data-status-id='105'] input[name=NAME]").await;
    assert_eq!(stage.run(RESTS).await, 1);
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_rest_comes_by_itself_after_a_while() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    stage.until("the rest is there", || async { stage.run(RESTS).await == 1 }).await;
    stage.strike().await;
}

/// While the program is on its way, the portal is asked: once, in the plainest way there is.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_plain_request_is_made_before_the_program_has_come() {
    let stage = Stage::set().await;
    stage.ops(&json!([{"op": "fault", "kind": "delay", "file": "*_bg.wasm", "ms": 4000}]));
    stage.visit(Visit::default()).await;
    stage.until("asked", || async { stage.requests().len() == 1 }).await;
    assert!(!stage.has("[role=grid]").await, "the program is still on its way");
    stage.find("[role=grid] [data-status-id]").await;
    let requests = stage.log();
    assert_eq!(requests.len(), 1, "{requests:?}");
    assert_eq!(requests[0]["method"], "batch");
    let methods =
        "return performance.getEntriesByType('resource').filter(it => it.name.includes('/rest/')).length";
    assert_eq!(stage.run(methods).await, 1);
    stage.strike().await;
}

/// The token is where nobody finds it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_page_began_is_not_to_be_found() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    // A window in which nothing has happened has the same names; the driver's own begin like this.
    let names = "const frame = document.body.appendChild(document.createElement('iframe'));
        const usual = new Set(Object.getOwnPropertyNames(frame.contentWindow));
        frame.remove();
        return Object.getOwnPropertyNames(window).filter(it => !usual.has(it) && !/^(\\$?cdc_|se_|ret_nodes$|\\d+$)/.test(it))";
    assert_eq!(stage.run(names).await, json!([]));
    stage.strike().await;
}

/// The portal shows the frame when it has loaded, which must not be when the program has come.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_holds_up_the_frame() {
    let stage = Stage::set().await;
    stage.ops(&json!([{"op": "fault", "kind": "delay", "file": "*_bg.wasm", "ms": 6000}]));
    stage.visit(Visit::default()).await;
    stage.until("loaded", || async { stage.run("return document.readyState").await == "complete" }).await;
    assert!(stage.has(".skeleton").await, "the program is still on its way");
    stage.find("[role=grid] [data-status-id]").await;
    stage.strike().await;
}
