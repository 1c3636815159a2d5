//! The header where there is no room for every button: the rest of them is in a menu.

use crate::stage::{Stage, Visit, key};
use serde_json::{Value, json};

const MORE: &str = "[data-tool=more]";

/// How many rows the header takes, and the tools that are seen in it.
const HEADER: &str = "
    const seen = [...document.querySelectorAll('.widget__header :is(button, input)')].filter(it => it.offsetWidth);
    const rows = new Set(seen.map(it => { const box = it.getBoundingClientRect(); return Math.round((box.top + box.bottom) / 2); }));
    return {rows: rows.size, tools: seen.filter(it => it.dataset.tool).map(it => it.dataset.tool).join()};";

/// Where the focus is: an entry of the menu by its words, anything else by its tool or element.
async fn focused(stage: &Stage) -> String {
    let script = "const it = document.activeElement;
        return it.role === 'menuitem' ? it.textContent.trim() : it.dataset.tool ?? it.localName";
    stage.run(script).await.as_str().unwrap_or_default().to_owned()
}

async fn until_focused(stage: &Stage, place: &str) {
    stage.until(&format!("focus on {place}"), || async { focused(stage).await == place }).await;
}

/// Opens the menu by key, and goes to the entry that is so many keys away.
async fn choose(stage: &Stage, keys: &[&str], entry: &str) {
    until_focused(stage, "more").await;
    stage.keys(key::ENTER).await;
    until_focused(stage, "History").await;
    for pressed in keys {
        stage.keys(pressed).await;
    }
    until_focused(stage, entry).await;
    stage.keys(key::ENTER).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_header_takes_two_rows_at_most_and_shows_every_button_it_has_room_for() {
    let stage = Stage::set().await;
    let all = "undo,redo,clock,palette,refresh,theme,help";
    for (lang, user) in [("en", "admin"), ("ru", "admin"), ("ru", "manager")] {
        for (width, rows, tools) in [
            (320u32, 2, "undo,redo,more"),
            (495, 2, "undo,redo,more"),
            (496, 2, all),
            (640, 2, all),
            (1280, 1, all),
        ] {
            stage.widen(width, 700).await;
            stage.open(Visit { user, lang, ..Visit::default() }).await;
            stage.fill_window().await;
            // Whoever may only look has nothing to take back.
            let own = |tool: &&str| user == "admin" || !["undo", "redo", "clock"].contains(tool);
            let tools: Vec<_> = tools.split(',').filter(own).collect();
            let header = stage.run(HEADER).await;
            assert_eq!(header, json!({"rows": rows, "tools": tools.join(",")}), "{width}, {lang}, {user}");
            assert_eq!(stage.run("return document.documentElement.scrollWidth - innerWidth").await, 0);
            if [320, 496].contains(&width) {
                stage.picture(&format!("header-{width}-{lang}-{user}")).await;
            }
        }
    }
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everything_is_done_by_keyboard_alone_where_the_tools_are_in_a_menu() {
    let stage = Stage::set().await;
    stage.widen(320, 700).await;
    stage.open(Visit::default()).await;
    stage.fill_window().await;
    stage.listen().await;
    stage.rename(103, "Papers").await;
    stage.until_stored(103, "Papers").await;
    // There from the beginning of the page, as from one field to the next.
    stage.focus("#directory").await;
    for place in ["input", "button", "undo", "redo", "more"] {
        stage.keys(key::TAB).await;
        until_focused(&stage, place).await;
    }
    assert_eq!(stage.attr(MORE, "aria-label").await.as_deref(), Some("More"));
    assert_eq!(stage.attr(MORE, "aria-haspopup").await.as_deref(), Some("menu"));
    assert_eq!(stage.attr(MORE, "aria-expanded").await.as_deref(), Some("false"));
    stage.keys(key::ENTER).await;
    stage.find("[role=menu][aria-label=More]").await;
    assert_eq!(stage.attr(MORE, "aria-expanded").await.as_deref(), Some("true"));
    until_focused(&stage, "History").await;
    stage.picture("more-320").await;
    for (pressed, entry) in [
        (key::DOWN, "Colours of the list"),
        (key::DOWN, "Refresh"),
        (key::DOWN, "Theme: As the system"),
        (key::DOWN, "Help and shortcuts"),
        (key::DOWN, "History"),
        (key::UP, "Help and shortcuts"),
        (key::HOME, "History"),
        (key::END, "Help and shortcuts"),
    ] {
        stage.keys(pressed).await;
        until_focused(&stage, entry).await;
    }
    let inside = "const box = document.querySelector('[role=menu]').getBoundingClientRect();
        return box.left >= 0 && box.right <= innerWidth && box.top >= 0 && box.bottom <= innerHeight";
    assert_eq!(stage.run(inside).await, true);
    stage.keys(key::ESCAPE).await;
    until_focused(&stage, "more").await;
    assert!(!stage.has("[role=menu]").await);
    // Each entry does what its button does, and leads back.
    choose(&stage, &[key::END], "Help and shortcuts").await;
    stage.until_text("dialog", "Good to know").await;
    stage.keys(key::ESCAPE).await;
    choose(&stage, &[key::DOWN, key::DOWN], "Refresh").await;
    stage.until_said("The list is up to date").await;
    choose(&stage, &[key::UP, key::UP], "Theme: As the system").await;
    stage.find("[role=menuitemradio]").await;
    assert_eq!(stage.run(inside).await, true, "beside the button that is there");
    stage.keys(key::END).await;
    stage.keys(key::ENTER).await;
    stage
        .until("dark", || async {
            stage.run("return document.documentElement.dataset.theme").await == "dark"
        })
        .await;
    choose(&stage, &[], "History").await;
    stage.until_text(".history", "Renamed \"Create papers\" to \"Papers\"").await;
    stage.picture("more-history-320-dark").await;
    stage.keys(key::ENTER).await;
    stage.until_stored(103, "Create papers").await;
    until_focused(&stage, "more").await;
    assert_eq!(stage.complaints().await, Vec::<String>::new());
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_click_on_its_button_closes_what_is_open_and_the_next_one_opens_it_again() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    stage.rename(103, "Papers").await;
    stage.until_state(103, "saved").await;
    let opened = "return document.querySelector('[popover]:popover-open') !== null";
    for (width, opener) in [(1280u32, "#filter"), (1280, "#theme"), (1280, "#history"), (320, "#more")] {
        stage.widen(width, 700).await;
        stage.fill_window().await;
        for (open, expanded) in [(true, "true"), (false, "false"), (true, "true"), (false, "false")] {
            stage.click(opener).await;
            stage.until(opener, || async { stage.run(opened).await == open }).await;
            stage
                .until(expanded, || async {
                    stage.attr(opener, "aria-expanded").await.as_deref() == Some(expanded)
                })
                .await;
        }
    }
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_menu_that_is_open_when_the_frame_gets_wide_gives_the_focus_back() {
    let stage = Stage::set().await;
    stage.widen(320, 700).await;
    stage.open(Visit::default()).await;
    stage.fill_window().await;
    stage.click(MORE).await;
    until_focused(&stage, "History").await;
    assert_eq!(
        stage.attr("[role=menuitem]", "aria-disabled").await.as_deref(),
        Some("true"),
        "nothing was done yet"
    );
    stage.keys(key::ENTER).await;
    assert!(stage.has("[role=menu]").await && !stage.has(".history").await);
    stage.widen(1280, 700).await;
    stage.until("wide", || async { stage.run("return innerWidth").await == 1280 }).await;
    stage.keys(key::ESCAPE).await;
    stage.until("closed", || async { !stage.has("[role=menu]").await }).await;
    let header = stage.run("return document.activeElement.closest('.widget__header') !== null").await;
    assert_ne!(header, Value::Bool(false), "the keyboard goes on in the header");
    stage.strike().await;
}
