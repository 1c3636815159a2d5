//! Moving rows by hand, to a place told by its number, and sorting.

use crate::stage::{Pointer, Stage, Visit, key};
use serde_json::{Value, json};

fn handle(id: u32) -> String {
    format!("[data-status-id='{id}'] [data-cell=handle]")
}

fn row(id: u32) -> String {
    format!("[data-status-id='{id}']")
}

/// The `SORT` values that were sent, in their order: `id=value`.
fn sorts(stage: &Stage) -> Vec<String> {
    let log = stage.log();
    let commands = log.iter().filter_map(|request| request["params"]["cmd"].as_object());
    let commands = commands.flat_map(|commands| commands.values().filter_map(Value::as_str));
    let written = commands.filter_map(|command| {
        let (id, sort) = command.strip_prefix("crm.status.update?id=")?.split_once("&fields%5BSORT%5D=")?;
        Some(format!("{id}={sort}"))
    });
    written.collect()
}

/// Waits until exactly these were sent: what is stored is in the log a moment later.
async fn until_sent(stage: &Stage, expected: &[&str]) {
    stage.until(&format!("{expected:?} sent"), || async { sorts(stage) == expected }).await;
}

async fn until_focused(stage: &Stage, place: &str) {
    stage.until(&format!("focus on {place}"), || async { focused(stage).await == place }).await;
}

/// The names of a directory in the order of the portal.
fn stored(stage: &Stage, entity: &str) -> Vec<String> {
    let mut rows = stage.rows();
    rows.retain(|row| row["ENTITY_ID"] == entity);
    rows.sort_by_key(|row| row["SORT"].to_string().trim_matches('"').parse::<i64>().unwrap_or_default());
    rows.iter().map(|row| row["NAME"].as_str().unwrap_or_default().to_owned()).collect()
}

async fn focused(stage: &Stage) -> String {
    let script = "const it = document.activeElement; return `${it.closest('[data-status-id]')?.dataset.statusId} ${it.dataset.cell}`";
    stage.run(script).await.as_str().unwrap_or_default().to_owned()
}

const FRAME: &str = "iframe.app-frame";

async fn press_on(stage: &Stage, css: &str) {
    stage.press_on(FRAME, css).await;
}

async fn drag_over(stage: &Stage, css: &str, below: i32) {
    stage.drag_over(FRAME, css, below).await;
}

async fn open(stage: &Stage) {
    stage.open(Visit::default()).await;
    stage.listen().await;
}

/// Opens the list of sources.
async fn open_sources(stage: &Stage) {
    stage.open(Visit::default()).await;
    stage.click("#directory").await;
    stage.find("[role=dialog] input[role=combobox]").await;
    stage.keys("sources").await;
    stage.keys(key::ENTER).await;
    stage.until_text("#directory", "Sources").await;
    stage.find("#sort").await;
    stage.listen().await;
}

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
async fn the_keyboard_lifts_moves_and_puts_down() {
    let stage = Stage::set().await;
    open(&stage).await;
    assert_eq!(
        stage.attr(&handle(103), "aria-label").await.as_deref(),
        Some("Move \"Create papers\", position 2 of 5")
    );
    let help = stage.run("return document.getElementById(document.querySelector('[data-cell=handle]').getAttribute('aria-describedby')).textContent").await;
    assert!(help.as_str().is_some_and(|help| help.starts_with("Press Space to lift")), "{help}");
    stage.focus("[data-status-id='103'] [data-cell=color]").await;
    stage.keys(key::LEFT).await;
    assert_eq!(focused(&stage).await, "103 handle");
    stage.keys(" ").await;
    stage.until_said("\"Create papers\" grabbed, position 2 of 5").await;
    for (keys, words) in [
        (key::DOWN, "Position 3 of 5"),
        (key::END, "Position 5 of 5"),
        (key::HOME, "Position 1 of 5"),
        (key::DOWN, "Position 2 of 5"),
        (key::END, "Position 5 of 5"),
        (key::UP, "Position 4 of 5"),
    ] {
        stage.keys(keys).await;
        stage.until_said(words).await;
        assert_eq!(focused(&stage).await, "103 handle");
    }
    stage.find("[data-status-id='107'][data-drop=after]").await;
    stage.picture("reorder-keyboard").await;
    stage.keys(" ").await;
    stage.until_said("\"Create papers\" dropped, position 4 of 5").await;
    assert_eq!(focused(&stage).await, "103 handle", "at once: the next key is for the same row");
    stage.until("stored", || async { stored(&stage, "DEAL_STAGE")[3] == "Create papers" }).await;
    until_sent(&stage, &["103=45"]).await;
    stage.keys(key::ENTER).await;
    stage.keys(key::UP).await;
    stage.keys(key::ESCAPE).await;
    stage.until_said("\"Create papers\" put back, position 4 of 5").await;
    stage.keys(" ").await;
    stage.keys(key::UP).await;
    stage.keys(key::TAB).await;
    stage.until("cancelled", || async { !stage.has("[data-state=lifted]").await }).await;
    assert_eq!(stored(&stage, "DEAL_STAGE")[3], "Create papers", "who goes on has not put it down");
    stage.chord(&[key::CONTROL], "z").await;
    stage.until("back", || async { stored(&stage, "DEAL_STAGE")[1] == "Create papers" }).await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_row_goes_to_the_place_of_a_number() {
    let stage = Stage::set().await;
    open(&stage).await;
    stage.click("[data-status-id='101'] [data-cell=menu]").await;
    stage.press("@role='menu'", "Move to position").await;
    stage.until_text("dialog[open]", "Position, from 1 to 5").await;
    let field = "return document.activeElement.name";
    stage.until("the focus in the field", || async { stage.run(field).await == "POSITION" }).await;
    stage.picture("reorder-position").await;
    stage.retype("[name=POSITION]", "9").await;
    stage.keys(key::ENTER).await;
    let complaint = "return document.querySelector('[name=POSITION]').validationMessage";
    assert_eq!(stage.run(complaint).await, "Enter a whole number from 1 to 5.");
    stage.retype("[name=POSITION]", "4").await;
    stage.keys(key::ENTER).await;
    stage.until("closed", || async { !stage.has("dialog[open]").await }).await;
    stage.until("stored", || async { stored(&stage, "DEAL_STAGE")[3] == "New" }).await;
    until_sent(&stage, &["101=45"]).await;
    until_focused(&stage, "101 menu").await;
    stage.until_said("\"New\": position 4 of 5").await;
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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_plain_list_is_sorted_as_one_step() {
    let stage = Stage::set().await;
    open_sources(&stage).await;
    let before = stored(&stage, "SOURCE");
    stage.click("#sort").await;
    stage.find("[role=menu]").await;
    stage.picture("reorder-sort").await;
    stage.press("@role='menu'", "Sort A–Z").await;
    let mut sorted = before.clone();
    sorted.sort_by_key(|name| name.to_lowercase());
    stage.until("sorted", || async { stored(&stage, "SOURCE") == sorted }).await;
    let written = sorts(&stage).len();
    assert!(written < before.len(), "what stands in order stays: {written} of {}", before.len());
    assert_eq!(stage.run("return document.activeElement.id").await, "sort", "the focus is back");
    stage.until_text(".status-line", "values").await;
    stage.press("@class='status-line'", "Undo").await;
    stage.until("back", || async { stored(&stage, "SOURCE") == before }).await;
    stage.until_said("Undone: Moved").await;
    stage.chord(&[key::CONTROL, key::SHIFT], "z").await;
    stage.until("again", || async { stored(&stage, "SOURCE") == sorted }).await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_plain_list_is_sorted_by_the_records_that_hold_its_values() {
    let stage = Stage::set().await;
    stage.ops(&json!([
        {"op": "deals", "stage": "NEW", "count": 3, "fields": {"SOURCE_ID": "WEB"}},
        {"op": "leads", "stage": "NEW", "count": 2, "fields": {"SOURCE_ID": "STORE"}},
    ]));
    open_sources(&stage).await;
    let before = stored(&stage, "SOURCE");
    stage.until("counted", || async { !stage.has("[data-used=unknown], [data-used=counting]").await }).await;
    stage.click("#sort").await;
    stage.press("@role='menu'", "Sort by usage").await;
    stage.until("sorted", || async { stored(&stage, "SOURCE")[..2] == ["Website", "Online Store"] }).await;
    let rest = |names: &[String]| {
        let rest = names.iter().filter(|name| !["Website", "Online Store"].contains(&name.as_str()));
        rest.cloned().collect::<Vec<_>>()
    };
    assert_eq!(rest(&stored(&stage, "SOURCE")), rest(&before), "what is used alike keeps its order");
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_row_that_is_moved_while_another_is_being_written_follows() {
    let stage = Stage::set().await;
    open(&stage).await;
    stage.ops(
        &json!([{"op": "fault", "kind": "delay", "ms": 5000, "method": "crm.status.update", "count": 1}]),
    );
    press_on(&stage, &handle(101)).await;
    drag_over(&stage, &row(105), 6).await;
    stage.let_go().await;
    stage.until_state(101, "saving").await;
    stage.until("under way", || async { stage.log().len() >= 2 }).await;
    press_on(&stage, &handle(109)).await;
    drag_over(&stage, &row(103), -6).await;
    stage.find("[data-status-id='103'][data-drop=before]").await;
    stage.let_go().await;
    let order = ["Final invoice", "Create papers", "Invoice", "New", "In progress"];
    stage.until("stored", || async { stored(&stage, "DEAL_STAGE")[..5] == order }).await;
    stage.until("settled", || async { !stage.has(".spinner").await }).await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_colleague_does_does_not_tear_a_row_out_of_the_hand() {
    let stage = Stage::set().await;
    open(&stage).await;
    // A change on its way reads the list while the other row is in the hand.
    stage
        .ops(&json!([{"op": "fault", "kind": "delay", "ms": 5000, "method": "crm.status.list", "count": 1}]));
    stage.rename(107, "Doing").await;
    press_on(&stage, &handle(101)).await;
    drag_over(&stage, &row(103), 6).await;
    stage.find("[data-state=lifted]").await;
    stage.colleague("crm.status.update", &json!({"id": 103, "fields": {"SORT": 45}}));
    stage.until_stored(107, "Doing").await;
    stage.until_state(107, "saved").await;
    assert!(stage.has("[data-status-id='101'][data-state=lifted]").await);
    assert!(stage.names().await.starts_with("New,Create papers,Invoice,"), "the list keeps still");
    drag_over(&stage, &row(105), 6).await;
    stage.find("[data-status-id='105'][data-drop=after]").await;
    stage.let_go().await;
    // Behind the row that it was put behind, and the colleague's row where the colleague put it.
    let order = ["Invoice", "New", "Doing", "Create papers"];
    stage.until("stored", || async { stored(&stage, "DEAL_STAGE")[..4] == order }).await;
    stage
        .until("shown", || async { stage.names().await.starts_with("Invoice,New,Doing,Create papers,") })
        .await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_connection_rows_stay_and_say_why() {
    let stage = Stage::set().await;
    open(&stage).await;
    stage
        .run(
            "Object.defineProperty(navigator, 'onLine', {value: false}); dispatchEvent(new Event('offline'))",
        )
        .await;
    stage.until_text(".banner", "offline").await;
    assert_eq!(stage.attr(&handle(103), "aria-disabled").await.as_deref(), Some("true"));
    stage.focus(&handle(103)).await;
    stage.keys(" ").await;
    stage.until_said("Not while you're offline").await;
    press_on(&stage, &handle(103)).await;
    drag_over(&stage, &row(107), 6).await;
    stage.let_go().await;
    assert!(stage.names().await.starts_with("New,Create papers,"));
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_that_is_not_saved_is_told_once_and_can_be_given_up() {
    let stage = Stage::set().await;
    open_sources(&stage).await;
    let before = stored(&stage, "SOURCE");
    let refuse = |count: u32| {
        stage.ops(&json!([{"op": "fault", "kind": "refuse", "method": "crm.status.update", "count": count}]));
    };
    refuse(20);
    stage.click("#sort").await;
    stage.press("@role='menu'", "Sort A–Z").await;
    stage.until_text(".status-row__note", "The new order was not saved.").await;
    let notes = stage.run("return document.querySelectorAll('.status-row__note').length").await;
    assert_eq!(notes, 1, "an order is one thing");
    stage.picture("reorder-failed").await;
    stage.press("@data-state='failed'", "Revert").await;
    stage.until("given up", || async { !stage.has("[data-state=failed]").await }).await;
    assert_eq!(stored(&stage, "SOURCE"), before);
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_an_order_that_is_partly_saved_the_rest_is_saved_or_the_old_one_comes_back() {
    let stage = Stage::set().await;
    open_sources(&stage).await;
    let before = stored(&stage, "SOURCE");
    for finish in [false, true] {
        stage.ops(&json!([{"op": "fault", "kind": "refuse", "method": "crm.status.update"}]));
        stage.click("#sort").await;
        stage.press("@role='menu'", "Sort A–Z").await;
        stage.until_text(".status-row__note", "Bitrix24 stored only a part of the new order.").await;
        assert_ne!(stored(&stage, "SOURCE"), before);
        if finish {
            stage.picture("reorder-partly").await;
            stage.press("@data-state='failed'", "Finish").await;
            let mut sorted = before.clone();
            sorted.sort_by_key(|name| name.to_lowercase());
            stage.until("sorted", || async { stored(&stage, "SOURCE") == sorted }).await;
        } else {
            stage.press("@data-state='failed'", "Go back to the old order").await;
            stage.until("back", || async { stored(&stage, "SOURCE") == before }).await;
        }
        stage.until("settled", || async { !stage.has("[data-state=failed]").await }).await;
    }
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_looks_right_everywhere() {
    let stage = Stage::set().await;
    stage.client.goto(stage.emulator.portal()).await.expect("the portal page opens");
    for (width, dark, lang) in [(320, false, "ru"), (320, true, "en"), (1280, true, "ru"), (640, false, "en")]
    {
        stage.dark(dark).await;
        stage.widen(width, 900).await;
        stage.open(Visit { lang, ..Visit::default() }).await;
        stage.fill_window().await;
        let theme = if dark { "dark" } else { "light" };
        stage.picture(&format!("reorder-idle-{width}-{theme}-{lang}")).await;
        stage.focus(&handle(103)).await;
        stage.keys(" ").await;
        stage.keys(key::DOWN).await;
        stage.find("[data-state=lifted]").await;
        stage.picture(&format!("reorder-lifted-{width}-{theme}-{lang}")).await;
        assert_eq!(stage.run("return document.documentElement.scrollWidth - innerWidth").await, 0);
        let small = "return [...document.querySelectorAll('[data-cell=handle]')].map(it => it.getBoundingClientRect())
            .filter(it => it.width < 24 || it.height < 24).length";
        assert_eq!(stage.run(small).await, 0, "targets of 24 pixels at {width}");
        stage.keys(key::ESCAPE).await;
        stage.click("[data-status-id='103'] [data-cell=menu]").await;
        stage.find("[role=menu]").await;
        stage.picture(&format!("reorder-menu-{width}-{theme}-{lang}")).await;
        stage.keys(key::ESCAPE).await;
    }
    stage.strike().await;
}
