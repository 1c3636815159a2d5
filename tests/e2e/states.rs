//! Pictures of every state, for people to look at.

use crate::stage::{Stage, Visit, key};
use serde_json::json;

/// Brings rows into the states that last.
async fn trouble(stage: &Stage) {
    stage.colleague("crm.status.delete", &json!({"id": 115}));
    stage.click("[data-tool=refresh]").await;
    stage.until_state(115, "gone").await;
    stage.ops(&json!([{"op": "fault", "kind": "refuse", "method": "crm.status.update"}]));
    stage.rename(103, "Papers and prices").await;
    stage.until_state(103, "failed").await;
    stage.colleague("crm.status.update", &json!({"id": 105, "fields": {"NAME": "Invoice sent"}}));
    stage.rename(105, "Final invoice of the customer").await;
    stage.until_state(105, "conflict").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_state_is_painted() {
    let stage = Stage::set().await;
    for lang in ["en", "ru"] {
        stage.ops(&json!([{"op": "refresh", "mode": "ok"}]));
        browser::http::post(&format!("{}/reset", stage.emulator.control()), &json!({}));
        stage.open(Visit { lang, ..Visit::default() }).await;
        trouble(&stage).await;
        stage.focus("[data-status-id='107'] [data-cell=name]").await;
        stage.keys(key::DELETE).await;
        stage.until_state(107, "doomed").await;
        stage.focus("[data-status-id='107'] .status-row__note button").await;
        for width in [1280u32, 640, 320] {
            stage.widen(width, 1000).await;
            stage.fill_window().await;
            for dark in [false, true] {
                stage.dark(dark).await;
                let theme = if dark { "dark" } else { "light" };
                stage.picture(&format!("states-{width}-{theme}-{lang}")).await;
            }
            let overflow = stage.run("return document.documentElement.scrollWidth - innerWidth").await;
            assert_eq!(overflow, 0, "at {width}");
        }
        // What is in the air, and where it cannot go.
        stage.ops(&json!([{"op": "fault", "kind": "html", "status": 502, "count": "all"}]));
        stage.run("document.querySelector(\"[data-status-id='101'] [data-cell=name]\").click()").await;
        stage.retype("input[name=NAME]", "Waiting for it").await;
        stage.keys(key::ENTER).await;
        stage.until_state(101, "waiting").await;
        for width in [1280u32, 320] {
            stage.widen(width, 800).await;
            stage.picture(&format!("trouble-{width}-{lang}")).await;
        }
        stage.run("dispatchEvent(new Event('offline'))").await;
        stage.run("document.querySelector('.add button').click()").await;
        stage.find(".add input").await;
        for width in [1280u32, 320] {
            stage.widen(width, 800).await;
            stage.picture(&format!("offline-{width}-{lang}")).await;
        }
        browser::http::post(&format!("{}/reset", stage.emulator.control()), &json!({}));
        stage.ops(&json!([{"op": "refresh", "mode": "empty"}]));
        stage.expire_tokens();
        stage.keys("Delivery").await;
        stage.keys(key::ENTER).await;
        stage.run("dispatchEvent(new Event('online'))").await;
        stage.find(".banner[role=alert]").await;
        for (width, dark) in [(1280u32, true), (320, false)] {
            stage.widen(width, 800).await;
            stage.dark(dark).await;
            stage.picture(&format!("ended-{width}-{lang}")).await;
        }
        stage.dark(false).await;
        stage.widen(1280, 800).await;
    }
    stage.strike().await;
}
