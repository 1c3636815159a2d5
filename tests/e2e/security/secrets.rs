//! Tokens: they are held in memory and sent in bodies, and are found nowhere else.

use super::{seen, set};
use crate::stage::{Stage, Visit};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// All places of a page where a token could be left lying about, with what lies there.
const PLACES: &str = include_str!("places.js");

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_token_is_found_anywhere_but_in_bodies() {
    let stage = set().await;
    stage.open(Visit::default()).await;
    let first = secrets(&stage).await;
    assert_eq!(first.len(), 2, "a token to come in with and one to renew it");
    assert_kept(&stage, "when the list is there").await;

    stage.rename(103, "Papers").await;
    stage.until_state(103, "saved").await;
    assert_kept(&stage, "after a change").await;

    stage.ops(&json!([{"op": "fault", "kind": "refuse", "method": "crm.status.update"}]));
    stage.rename(105, "Money").await;
    stage.until_state(105, "failed").await;
    stage.press("@data-status-id='105'", "Details").await;
    stage.find("dialog .details").await;
    stage.press("@role='dialog'", "Copy").await;
    stage.until("a copy", || async { !seen(&stage, "copied").await.is_empty() }).await;
    assert_kept(&stage, "while the details of a failure are shown and copied").await;
    stage.press("@role='dialog'", "Close").await;
    stage.press("@data-status-id='105'", "Retry").await;
    stage.until_state(105, "saved").await;

    stage.expire_tokens();
    stage.rename(107, "Work").await;
    stage.until_state(107, "saved").await;
    assert_eq!(secrets(&stage).await.len(), 4, "renewed");
    assert_kept(&stage, "after the renewal").await;

    stage.ops(&json!([{"op": "refresh", "mode": "error"}]));
    stage.expire_tokens();
    stage.rename(109, "Bill").await;
    stage.until_text(".banner", "Your Bitrix24 session has ended").await;
    let copied = seen(&stage, "copied").await.len();
    stage.press("contains(@class, 'banner')", "Copy my edits").await;
    stage.until("a copy", || async { seen(&stage, "copied").await.len() > copied }).await;
    assert_kept(&stage, "when there is no other token to be had").await;

    assert!(stage.log().iter().all(|request| request["token_in"] == "body"), "{:?}", stage.log());
    let sent = seen(&stage, "sent").await.concat();
    assert!(
        secrets(&stage).await.iter().filter(|secret| sent.contains(*secret)).count() == 2,
        "these are they"
    );
    assert_search_finds_what_is_there(&stage).await;
    stage.strike().await;
}

/// The tokens that the portal has given so far.
async fn secrets(stage: &Stage) -> BTreeSet<String> {
    seen(stage, "secrets").await.into_iter().collect()
}

async fn assert_kept(stage: &Stage, moment: &str) {
    assert_eq!(found(stage).await, [""; 0], "{moment}");
}

/// Where in the frame, in the portal page's addresses and in the browser's log a token is found.
async fn found(stage: &Stage) -> Vec<String> {
    let secrets = secrets(stage).await;
    let frame = stage.run_async(PLACES, Vec::new()).await;
    stage.leave().await;
    let page = stage.run_async(PLACES, Vec::new()).await;
    stage.enter().await;
    let log = stage.complaints().await.concat();
    let mut places: Vec<(&str, &Value)> =
        frame.as_object().expect("places").iter().map(|(name, content)| (name.as_str(), content)).collect();
    // The rest of the portal page is the portal's own affair.
    places.push(("addresses of the portal page", &page["addresses"]));
    let log = json!(log);
    places.push(("the browser's log", &log));
    holding(places, |content| secrets.iter().any(|secret| content.contains(secret.as_str())))
}

/// Where in a page that is in no frame, and in the browser's log, a secret is found.
pub(super) async fn found_alone(stage: &Stage, secret: &str) -> Vec<String> {
    let page = stage.run_async(PLACES, Vec::new()).await;
    let log = json!(stage.complaints().await.concat());
    let places = page.as_object().expect("places").iter().map(|(name, content)| (name.as_str(), content));
    holding(places.chain([("the browser's log", &log)]), |content| content.contains(secret))
}

fn holding<'a>(
    places: impl IntoIterator<Item = (&'a str, &'a Value)>,
    holds: impl Fn(&str) -> bool,
) -> Vec<String> {
    let places = places.into_iter().filter(|(_, content)| holds(content.as_str().expect("a text")));
    places.map(|(name, _)| name.to_owned()).collect()
}

/// A search that finds nothing proves something only if it can find.
async fn assert_search_finds_what_is_there(stage: &Stage) {
    stage
        .run_async(
            "const done = arguments[0];
             const secret = witness.secrets[0];
             const field = document.createElement('input');
             field.value = secret;
             document.body.append(field);
             document.body.dataset.secret = secret;
             localStorage.setItem('a', secret);
             sessionStorage.setItem(secret, 'a');
             document.cookie = `a=${secret}`;
             history.replaceState(secret, '');
             window.name = secret;
             console.warn(secret);
             witness.copied.push(secret);
             const asked = fetch(`?${secret}`).then(response => response.text());
             const opened = new Promise(resolve => { indexedDB.open(secret).onsuccess = resolve });
             Promise.allSettled([asked, opened, caches.open(secret)]).then(() => setTimeout(done, 300));",
            Vec::new(),
        )
        .await;
    let expected = [
        "addresses",
        "caches",
        "console",
        "cookies",
        "copied",
        "databases",
        "fields",
        "history",
        "local storage",
        "markup",
        "name",
        "session storage",
        "the browser's log",
    ];
    assert_eq!(found(stage).await, expected);
}
