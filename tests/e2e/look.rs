//! How it looks: widths, themes, languages. The pictures are kept in `target/stagecraft/pictures`.

use crate::stage::{Stage, Visit, key};
use serde_json::json;

/// How far the frame's content is wider than the frame.
const OVERFLOW: &str = "return document.documentElement.scrollWidth - innerWidth";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_scrolls_sideways_from_320_to_1600_pixels() {
    let stage = Stage::set().await;
    stage.ops(&json!([
        {"op": "raw_status", "id": 105, "set": {"NAME": "W".repeat(100)}},
        {"op": "raw_status", "id": 107, "set": {"NAME": "a \u{202e}b <b>c</b> 👨‍👩‍👧", "COLOR": "#red"}},
        {"op": "deals", "stage": "FINAL_INVOICE", "count": 1, "hidden": true},
    ]));
    stage.client.goto(stage.emulator.portal()).await.expect("the portal page opens");
    // A narrow portal page still has its menu beside the frame; the frame alone is what counts here.
    for width in [320u32, 400, 640, 1280, 1600] {
        stage.widen(width, 900).await;
        stage.open(Visit::default()).await;
        stage.fill_window().await;
        assert_eq!(stage.run("return innerWidth").await, width);
        assert_eq!(stage.run(OVERFLOW).await, 0, "at {width}");
        stage.click("[data-status-id='109'] [data-cell=menu]").await;
        stage.press("@role='menu'", "Delete").await;
        stage.until_state(109, "failed").await;
        assert_eq!(stage.run(OVERFLOW).await, 0, "at {width}, with a message");
        stage.picture(&format!("list-{width}")).await;
        stage.click("[data-status-id='103'] [data-cell=color]").await;
        stage.find("[role=listbox]").await;
        assert_eq!(stage.run(OVERFLOW).await, 0, "at {width}, with colours");
        stage.picture(&format!("colour-{width}")).await;
        stage.keys(key::ESCAPE).await;
        stage.click("[data-status-id='113'] [data-cell=menu]").await;
        stage.press("@role='menu'", "Delete").await;
        stage.find("dialog[open]").await;
        assert_eq!(stage.run(OVERFLOW).await, 0, "at {width}, with a dialog");
        stage.picture(&format!("dialog-{width}")).await;
        stage.keys(key::ESCAPE).await;
    }
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn both_themes_and_both_languages_are_painted() {
    let stage = Stage::set().await;
    for (theme, dark) in [("light", false), ("dark", true)] {
        stage.dark(dark).await;
        for lang in ["en", "ru"] {
            stage.open(Visit { lang, ..Visit::default() }).await;
            assert_eq!(stage.run("return document.documentElement.lang").await, lang);
            stage.picture(&format!("main-{theme}-{lang}")).await;
        }
        let page = stage.run("return getComputedStyle(document.body).backgroundColor").await;
        assert_eq!(page, if dark { "rgb(0, 0, 0)" } else { "rgb(238, 242, 244)" });
        stage.open(Visit { user: "manager", lang: "ru", ..Visit::default() }).await;
        stage.until_text(".banner", "Только просмотр").await;
        stage.picture(&format!("view-{theme}-ru")).await;
    }
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hard_data_is_shown_as_it_is() {
    let stage = Stage::set().await;
    stage.ops(&json!([
        {"op": "raw_status", "id": 101, "set": {"NAME": "<img src=x onerror=alert(1)>", "COLOR": null}},
        {"op": "raw_status", "id": 103, "set": {"NAME": "&amp; &quot;", "COLOR": "#fff"}},
        {"op": "raw_status", "id": 105, "set": {"COLOR": "#red"}},
        {"op": "raw_status", "id": 107, "set": {"COLOR": "#", "SORT": "0"}},
        {"op": "raw_status", "id": 109, "set": {"SEMANTICS": "X"}},
    ]));
    stage.open(Visit::default()).await;
    assert_eq!(stage.text("[data-status-id='101'] [data-cell=name]").await, "<img src=x onerror=alert(1)>");
    assert_eq!(stage.text("[data-status-id='103'] [data-cell=name]").await, "&amp; &quot;");
    let label = |id: u32| format!("[data-status-id='{id}'] [data-cell=color]");
    for (id, words) in [
        (101, "default, #2fc6f6, sky blue"),
        (103, "#ffffff, white"),
        (105, "unknown, #red"),
        (107, "default, #39a8ef, sky blue"),
    ] {
        let said = stage.attr(&label(id), "aria-label").await.unwrap_or_default();
        assert!(said.ends_with(words), "{id}: {said}");
    }
    let ids = stage
        .run(
            "return [...document.querySelectorAll('[data-status-id]')].map(it => it.dataset.statusId).join()",
        )
        .await;
    assert_eq!(ids, "107,101,103,105,111,109,113,115", "by group, then SORT, then id");
    stage.strike().await;
}
