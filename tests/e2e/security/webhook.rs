//! The secret of a webhook: it is in the addresses of requests to its portal, and nowhere else.

use super::secrets::found_alone;
use super::{seen, set};
use crate::stage::Stage;
use serde_json::{Value, json};
use std::io::Read;
use std::net::TcpListener;

/// The secret in the address of a webhook.
fn secret(webhook: &str) -> String {
    webhook.trim_end_matches('/').rsplit('/').next().expect("a secret").to_owned()
}

/// Addresses of the page itself, which people see, copy and keep.
const OWN: &str = "return [location.href, document.referrer, document.baseURI, document.title].join(' ')";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_secret_of_a_webhook_is_found_nowhere_but_in_requests() {
    let stage = set().await;
    let webhook = stage.webhook("admin");
    let secret = secret(&webhook);
    stage.open_alone().await;
    stage.retype("#webhook", &webhook).await;
    // Dots are what is seen, on pictures, too.
    let masked = "return getComputedStyle(document.querySelector('#webhook')).webkitTextSecurity";
    assert_eq!(stage.run(masked).await, "disc");
    assert_eq!(found_alone(&stage, &secret).await, ["fields"], "while it is typed");
    stage.press("contains(@class, 'connect')", "Connect").await;
    stage.find("[role=grid] [data-status-id]").await;
    stage.until_counted().await;
    assert_kept(&stage, &secret, "when the list is there").await;
    stage.rename(103, "Papers").await;
    stage.until_state(103, "saved").await;
    assert_kept(&stage, &secret, "after a change").await;
    assert_eq!(seen(&stage, "complaints").await, [""; 0]);

    stage.ops(&json!([{"op": "fault", "kind": "refuse", "method": "crm.status.update"}]));
    stage.rename(105, "Money").await;
    stage.until_state(105, "failed").await;
    stage.press("@data-status-id='105'", "Details").await;
    stage.find("dialog .details").await;
    stage.press("@role='dialog'", "Copy").await;
    let copies = async || seen(&stage, "copied").await.len();
    stage.until("a copy", || async { copies().await > 0 }).await;
    assert_kept(&stage, &secret, "while the details of a failure are shown and copied").await;

    // Every request went to the webhook's own portal, with nothing in its body.
    for sent in seen(&stage, "sent").await.iter().filter(|sent| sent.contains(&secret)) {
        let (address, body) = sent.split_once(' ').expect("an address and a body");
        assert!(address.starts_with(&webhook) && !body.contains(&secret), "{sent}");
    }
    for request in stage.requests() {
        assert_eq!(request["token_in"], "path");
        assert!(!request.to_string().contains(&secret), "{request}");
    }
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_secret_of_a_webhook_that_is_refused_stays_in_its_field() {
    let stage = set().await;
    let webhook = stage.webhook("admin");
    stage.open_alone().await;
    stage.ops(&json!([{"op": "auth", "mode": "bad_webhook"}]));
    stage.connect(&webhook).await;
    stage.find("#webhook-error:not(:empty)").await;
    // The browser's own log says which address did not load, as it does of every address.
    let found = found_alone(&stage, &secret(&webhook)).await;
    assert_eq!(found, ["addresses", "fields", "the browser's log"]);
    let own = stage.run(OWN).await.to_string();
    assert!(!own.contains(&secret(&webhook)), "{own}");
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_names_no_page_and_brings_nothing_of_another_portal() {
    let stage = set().await;
    let portal = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = portal.local_addr().expect("its address");
    // A portal that hangs up as soon as it has heard enough.
    let heard = std::thread::spawn(move || {
        let mut request = [0; 4096];
        let (mut stream, _) = portal.accept().expect("a request");
        let length = stream.read(&mut request).expect("its head");
        String::from_utf8_lossy(&request[..length]).to_lowercase()
    });
    stage.open_alone().await;
    // A cookie knows no ports.
    stage.run("document.cookie = 'other=portal'").await;
    stage.connect(&format!("http://{address}/rest/1/abc123/")).await;
    stage.until_text("#webhook-error", "There is no answer").await;
    let heard = heard.join().expect("a request");
    assert!(heard.starts_with("post /rest/1/abc123/batch http/1.1"), "{heard}");
    assert!(!heard.contains("referer:") && !heard.contains("cookie:"), "{heard}");
    stage.strike().await;
}

/// Once connected, the page speaks to that portal alone; before that, to whatever portal is typed.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_that_is_connected_speaks_to_its_portal_alone() {
    let stage = set().await;
    let elsewhere = format!("{}/log", stage.emulator.control());
    let reached = async || {
        let script = "const [address, done] = arguments;
                      fetch(address).then(() => done(true), () => done(false))";
        stage.run_async(script, vec![json!(elsewhere)]).await
    };
    stage.open_alone().await;
    assert_eq!(reached().await, true);
    stage.connect(&stage.webhook("admin")).await;
    stage.find("[role=grid] [data-status-id]").await;
    assert_eq!(reached().await, Value::Bool(false));
    stage.rename(103, "Papers").await;
    stage.until_state(103, "saved").await;
    stage.strike().await;
}

async fn assert_kept(stage: &Stage, secret: &str, moment: &str) {
    // The browser notes what it has loaded; that list ends with the page.
    assert_eq!(found_alone(stage, secret).await, ["addresses"], "{moment}");
    let own = stage.run(OWN).await.to_string();
    assert!(!own.contains(secret), "{moment}: {own}");
}
