//! Rows dragged by mouse and by finger.

use super::{drag_over, handle, open, open_sources, press_on, row, sorts, stored, until_focused, until_sent};
use crate::stage::{Pointer, Stage, key};
use serde_json::json;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_row_is_dragged_by_mouse_and_one_position_is_written() {
    let stage = Stage::set().await;
    open(&stage).await;
    press_on(&stage, &handle(103)).await;
    drag_over(&stage, &row(107), 6).await;
    stage.find("[data-status-id='103'][data-state=lifted]").await;
    stage.find("[data-status-id='107'][data-drop=after]").await;
    stage.until_said("\"Create papers\" grabbed, position 2 of 5").await;
    stage.until_said("Position 4 of 5").await;
    stage.until_text(".status-line", "\"Create papers\": position 4 of 5. Esc puts it back.").await;
    stage.picture("reorder-drag").await;
    assert_eq!(stage.log().len(), 1, "nobody is asked before it is put down");
    stage.let_go().await;
    stage.until_said("\"Create papers\" dropped, position 4 of 5").await;
    stage
        .until("shown", || async {
            stage.names().await.starts_with("New,Invoice,In progress,Create papers,")
        })
        .await;
    let order = ["New", "Invoice", "In progress", "Create papers"];
    stage.until("stored", || async { stored(&stage, "DEAL_STAGE")[..4] == order }).await;
    // In the middle of its neighbours.
    until_sent(&stage, &["103=45"]).await;
    until_focused(&stage, "103 handle").await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_finger_drags_a_row_and_the_page_does_not_scroll() {
    let stage = Stage::set().await;
    open(&stage).await;
    // The pointer is captured: where it goes on the way, and where it is let go, is all the same.
    stage.drag(Pointer::Mouse, &handle(107), "h1, #directory", 0).await;
    stage.until("first", || async { stored(&stage, "DEAL_STAGE")[0] == "In progress" }).await;
    stage.drag(Pointer::Touch, &handle(109), &row(107), -6).await;
    stage.until("first", || async { stored(&stage, "DEAL_STAGE")[0] == "Final invoice" }).await;
    assert_eq!(stage.run("return document.querySelector('.widget__body').scrollTop").await, 0);
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_row_stays_in_its_group_and_the_others_say_why() {
    let stage = Stage::set().await;
    open(&stage).await;
    press_on(&stage, &handle(103)).await;
    drag_over(&stage, &row(111), 0).await;
    let hatched = "return [...document.querySelectorAll('[role=rowgroup][data-drop=no]')].map(it =>
        it.querySelector('.status-group__reason').textContent).join()";
    stage
        .until("hatched", || async {
            stage.run(hatched).await
                == "In-progress stages stay before Success,In-progress stages stay before Success"
        })
        .await;
    assert!(!stage.has(".status-row[data-drop]").await, "no place is offered");
    stage.until_said("In-progress stages stay before Success").await;
    stage.picture("reorder-refused").await;
    stage.let_go().await;
    stage.until_said("\"Create papers\" put back, position 2 of 5").await;
    assert!(stage.names().await.starts_with("New,Create papers,"));
    assert!(!stage.has(&handle(111)).await, "the success stage has its place");
    assert_eq!(stage.log().len(), 1, "nothing was done");
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn escape_and_the_old_place_change_nothing() {
    let stage = Stage::set().await;
    open(&stage).await;
    press_on(&stage, &handle(103)).await;
    drag_over(&stage, &row(107), 6).await;
    stage.find("[data-state=lifted]").await;
    stage.keys(key::ESCAPE).await;
    stage.until_said("\"Create papers\" put back, position 2 of 5").await;
    assert!(!stage.has("[data-state=lifted]").await);
    drag_over(&stage, &row(101), 0).await;
    assert!(!stage.has("[data-state=lifted]").await, "the pointer has let it go for good");
    stage.let_go().await;
    press_on(&stage, &handle(103)).await;
    drag_over(&stage, &row(107), 6).await;
    drag_over(&stage, &row(105), -40).await;
    stage.let_go().await;
    stage.until_said("\"Create papers\" dropped, position 2 of 5").await;
    assert!(stage.names().await.starts_with("New,Create papers,Invoice,"));
    assert_eq!(stage.log().len(), 1, "nothing was sent");
    assert_eq!(
        stage.attr("[data-tool=undo]", "aria-disabled").await.as_deref(),
        Some("true"),
        "nothing to undo"
    );
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_long_list_scrolls_under_a_row_that_is_held_at_its_edge() {
    let stage = Stage::set().await;
    stage.ops(&json!([{"op": "generate", "entity": "SOURCE", "count": 60}]));
    open_sources(&stage).await;
    let ids = "return [...document.querySelectorAll('[data-status-id]')].map(it => it.dataset.statusId)";
    let ids = stage.run(ids).await;
    let first: u32 = ids[0].as_str().and_then(|id| id.parse().ok()).expect("an id");
    press_on(&stage, &handle(first)).await;
    let half = stage.run("return document.querySelector('.widget__body').clientHeight").await;
    let half = half.as_i64().and_then(|height| i32::try_from(height / 2).ok()).expect("a height");
    drag_over(&stage, ".widget__body", half - 100).await;
    drag_over(&stage, ".widget__body", half - 12).await;
    let end = "const it = document.querySelector('.widget__body');
        return it.scrollTop > 300 && it.scrollTop + it.clientHeight >= it.scrollHeight - 2";
    stage.until("scrolled to the end", || async { stage.run(end).await == true }).await;
    stage.picture("reorder-scroll").await;
    let under = "const [held, list] = ['[data-state=lifted]', '.widget__body'].map(it =>
          document.querySelector(it).getBoundingClientRect());
        return held.top > list.top && held.bottom <= list.bottom";
    stage.until("the row with the pointer", || async { stage.run(under).await == true }).await;
    let last = ids.as_array().and_then(|ids| ids.last()?.as_str()?.parse().ok()).expect("an id");
    drag_over(&stage, &row(last), 6).await;
    stage.let_go().await;
    let name = stage.text(&format!("[data-status-id='{first}'] [data-cell=name]")).await;
    stage
        .until("stored", || async {
            stored(&stage, "SOURCE").iter().position(|it| *it == name).is_some_and(|at| at > 50)
        })
        .await;
    stage.until("one position sent", || async { sorts(&stage).len() == 1 }).await;
    let hidden = "const row = document.activeElement.getBoundingClientRect();
        const list = document.querySelector('.widget__body').getBoundingClientRect();
        return row.top < list.top || row.bottom > list.bottom";
    stage.until("the row that has the focus in view", || async { stage.run(hidden).await == false }).await;
    stage.strike().await;
}
