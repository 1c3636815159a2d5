//! What the widget must never do, whoever tries to make it.

use crate::stage::Stage;
use serde_json::Value;

mod messages;
mod names;
mod policy;
mod secrets;
mod webhook;

/// Notes what goes on in every page and frame.
const WITNESS: &str = include_str!("security/witness.js");

/// A portal and a browser in which nothing goes unseen.
async fn set() -> Stage {
    let stage = Stage::set().await;
    stage.run_first(WITNESS).await;
    stage
}

/// What a list of the witness in the frame holds, as texts.
async fn seen(stage: &Stage, list: &str) -> Vec<String> {
    texts(&stage.run(&format!("return witness.{list}")).await)
}

/// What went wrong since the page was opened, in the frame, in the portal page, and in the browser's own view.
async fn complaints(stage: &Stage) -> Vec<String> {
    let mut complaints = seen(stage, "complaints").await;
    stage.leave().await;
    complaints.extend(seen(stage, "complaints").await);
    stage.enter().await;
    complaints.extend(stage.complaints().await);
    complaints
}

fn texts(list: &Value) -> Vec<String> {
    let texts = list.as_array().into_iter().flatten();
    texts.map(|text| text.as_str().map_or_else(|| text.to_string(), str::to_owned)).collect()
}
