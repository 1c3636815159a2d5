//! Messages: only what the portal page itself answers counts, and only to what was asked.

use super::{WITNESS, seen, set};
use crate::stage::{Stage, Visit};
use serde_json::{Value, json};

/// Frames in the portal page that overhear what the widget asks for, and answer in the portal's name.
const STRANGERS: &str = include_str!("strangers.js");

/// In every token that did not come from the portal.
const FORGED: &str = "forged";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_answers_in_the_portals_name_is_ignored_before_and_after_it() {
    let stage = set().await;
    let control = stage.emulator.control();
    stage.run_first(&STRANGERS.replace("{control}", control)).await;
    // The portal takes its time, so that the forgeries come first.
    let late = json!([
        {"op": "fault", "kind": "delay", "command": "getInitData", "ms": 5000},
        {"op": "refresh", "mode": "slow", "ms": 5000},
    ]);
    stage.ops(&late);
    stage.open(Visit::default()).await;
    assert_forged_first(&stage, control, 1).await;
    assert_eq!(stage.run("return document.documentElement.lang").await, "en", "not what the forgeries say");
    stage.rename(103, "Papers").await;
    stage.until_state(103, "saved").await;
    stage.expire_tokens();
    stage.rename(105, "Money").await;
    stage.until_state(105, "saved").await;
    assert_forged_first(&stage, control, 2).await;
    stage.rename(107, "Work").await;
    stage.until_state(107, "saved").await;
    let statuses: Vec<Value> = stage.log().iter().map(|request| request["status"].clone()).collect();
    // The list, then a reading and a write for each change.
    assert_eq!(statuses, [200, 200, 200, 401, 200, 200, 200, 200].map(|status| json!(status)));
    assert_no_forged_token_was_sent(&stage).await;
    stage.strike().await;
}

/// Every kind of forgery was heard before the portal's answer number `nth` to a request for a token.
async fn assert_forged_first(stage: &Stage, control: &str, nth: usize) {
    let portal = stage.emulator.portal();
    let heard = seen(stage, "heard").await;
    let genuine = |message: &&String| message.contains("AUTH_ID") && !message.contains(FORGED);
    let answer = heard.iter().filter(genuine).nth(nth - 1).expect("the portal's answer");
    let (callback, _) = answer.rsplit_once(' ').expect("a text").1.split_once(':').expect("a callback");
    let before: Vec<&String> = heard.iter().take_while(|message| *message != answer).collect();
    for speaker in [
        format!("stranger {portal} {callback}:"),
        format!("stranger {control} {callback}:"),
        format!("stranger null {callback}:"),
        format!("parent {portal} {{\"callback\":\"{callback}\""),
        format!("parent {portal} [\"{callback}:"),
        format!("parent {portal} nobody0asked0for0this0callback00:"),
        format!("parent {portal} {callback}0:"),
    ] {
        assert!(before.iter().any(|message| message.starts_with(&speaker)), "{speaker} …, then {answer}");
    }
}

async fn assert_no_forged_token_was_sent(stage: &Stage) {
    let sent = seen(stage, "sent").await;
    let rest: Vec<&String> = sent.iter().filter(|request| request.contains("/rest/")).collect();
    assert_eq!(rest.len(), stage.requests().len(), "all requests were seen: {sent:?}");
    for request in rest {
        assert!(request.contains("auth=") && !request.contains(FORGED), "{request}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_flood_of_messages_does_not_drown_the_portal() {
    let stage = set().await;
    stage.open(Visit::default()).await;
    stage.leave().await;
    stage
        .run(
            "const frame = document.querySelector('iframe.app-frame').contentWindow;
             setInterval(() => {
               for (let n = 0; n < 50; n += 1) {
                 for (const data of [`${n}:{\"AUTH_ID\":\"forged\"}`, ':', `${n}`, n, null, {n}]) {
                   frame.postMessage(data, '*');
                 }
               }
             }, 50);",
        )
        .await;
    stage.enter().await;
    stage.rename(103, "Papers").await;
    stage.until_state(103, "saved").await;
    stage.expire_tokens();
    stage.rename(105, "Money").await;
    stage.until_state(105, "saved").await;
    assert!(seen(&stage, "heard").await.len() > 1000, "it was a flood");
    assert_no_forged_token_was_sent(&stage).await;
    stage.strike().await;
}

/// A page may frame the widget and give it the name that the portal would: it is then spoken to by the wrong origin.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_that_poses_as_the_portal_gets_and_gives_nothing() {
    let stage = Stage::set().await;
    // Even one that knows which callback the widget will wait for.
    stage.run_first("Math.random = () => 0").await;
    stage.run_first(WITNESS).await;
    stage.goto(&format!("{}/emulator/stranger", stage.emulator.control())).await;
    let host = stage.emulator.portal().trim_start_matches("http://");
    stage
        .run_with(
            "const [app, host] = arguments;
             addEventListener('message', ({data}) => witness.said.push(data));
             const frame = document.createElement('iframe');
             frame.className = 'app-frame';
             frame.name = `${host}|0|0123456789abcdef0123456789abcdef`;
             frame.src = app;
             document.body.append(frame);
             const forged = JSON.stringify({AUTH_ID: 'forged', AUTH_EXPIRES: '3600', PATH: '/rest', LANG: 'en'});
             setInterval(() => frame.contentWindow.postMessage(`${'0'.repeat(32)}:${forged}`, '*'), 20);",
            vec![json!(stage.emulator.app()), json!(host)],
        )
        .await;
    stage.enter().await;
    let asked = "return performance.getEntriesByType('resource').some(entry => entry.name.endsWith('.wasm'))";
    stage.until("the program", || async { stage.run(asked).await == true }).await;
    stage.until("many answers", || async { seen(&stage, "heard").await.len() > 200 }).await;
    assert!(!stage.has("[role=grid]").await, "it goes on waiting");
    let sent = seen(&stage, "sent").await;
    assert!(!sent.iter().any(|request| request.contains("/rest/")), "{sent:?}");
    assert!(stage.log().is_empty());
    stage.leave().await;
    assert_eq!(seen(&stage, "said").await, [""; 0], "it was not spoken to");
    stage.strike().await;
}
