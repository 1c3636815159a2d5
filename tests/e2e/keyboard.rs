//! The list by keyboard alone.

use crate::stage::{Stage, Visit, key};

async fn focused(stage: &Stage) -> String {
    let script = "const it = document.activeElement; return `${it.closest('[data-status-id]')?.dataset.statusId} ${it.dataset.cell}`";
    stage.run(script).await.as_str().unwrap_or_default().to_owned()
}

/// From the last of the tools, Tab leads over the preview and the buttons of the first group to the list's one stop.
async fn enter_list(stage: &Stage) {
    stage.focus("[data-tool=help]").await;
    for _ in 0..4 {
        stage.keys(key::TAB).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_list_is_one_tab_stop_and_arrows_walk_it() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    let stops = stage.run("return document.querySelectorAll('[role=grid] [tabindex=\"0\"]').length").await;
    assert_eq!(stops, 1);
    enter_list(&stage).await;
    assert_eq!(focused(&stage).await, "101 name");
    for (keys, place) in [
        (key::DOWN, "103 name"),
        (key::LEFT, "103 color"),
        (key::LEFT, "103 handle"),
        (key::LEFT, "103 handle"),
        (key::RIGHT, "103 color"),
        (key::END, "115 color"),
        (key::DOWN, "115 color"),
        (key::UP, "113 color"),
        (key::RIGHT, "113 name"),
        (key::RIGHT, "113 menu"),
        (key::HOME, "101 menu"),
    ] {
        stage.keys(keys).await;
        assert_eq!(focused(&stage).await, place);
    }
    let stops = stage.run("return document.querySelectorAll('[role=grid] [tabindex=\"0\"]').length").await;
    assert_eq!(stops, 1, "still one, where the focus is");
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_colour_is_chosen_by_keyboard_alone() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    enter_list(&stage).await;
    for keys in [key::DOWN, key::LEFT, "c"] {
        stage.keys(keys).await;
    }
    stage.find("[role=listbox]").await;
    stage.keys(key::HOME).await;
    stage.keys(key::DOWN).await;
    stage.keys(key::RIGHT).await;
    let color = stage.run("return document.activeElement.dataset.color").await;
    assert_eq!(color, "#2eceff", "second row, second column");
    stage.keys(key::ENTER).await;
    stage.until_state(103, "saved").await;
    assert_eq!(stage.stored(103)["COLOR"], "#2eceff");
    assert_eq!(focused(&stage).await, "103 color");
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_menu_is_walked_by_arrows_and_gives_the_focus_back() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    enter_list(&stage).await;
    for keys in [key::DOWN, key::RIGHT, key::ENTER] {
        stage.keys(keys).await;
    }
    stage.find("[role=menu]").await;
    stage.keys(key::UP).await;
    let item = stage.run("return document.activeElement.textContent").await;
    assert!(item.as_str().is_some_and(|text| text.starts_with("Delete")), "the ends meet: {item}");
    stage.keys(key::HOME).await;
    stage.keys(key::ENTER).await;
    stage.find("[data-status-id='103'] input[name=NAME]").await;
    stage.keys("By keyboard").await;
    stage.keys(key::ENTER).await;
    stage.until("stored", || async { stage.stored(103)["NAME"] == "By keyboard" }).await;
    stage.strike().await;
}
