//! Colours of many rows: selected, ramped, copied, reset, and seen with other eyes.

use crate::stage::{Stage, Visit, key};
use serde_json::json;

/// The stages in progress, in their order.
const STAGES: [u32; 5] = [101, 103, 105, 107, 109];

async fn open() -> Stage {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    stage
}

fn stored(stage: &Stage, ids: &[u32]) -> Vec<String> {
    ids.iter().map(|id| stage.stored(*id)["COLOR"].as_str().unwrap_or_default().to_lowercase()).collect()
}

async fn until_stored(stage: &Stage, ids: &[u32], colors: &[&str]) {
    stage.until(&format!("{colors:?} stored"), || async { stored(stage, ids) == colors }).await;
}

async fn until_settled(stage: &Stage) {
    stage
        .until("settled", || async {
            !stage.has("[data-state=saving]").await && !stage.has(".status-line .spinner").await
        })
        .await;
}

async fn selected(stage: &Stage) -> String {
    let script = "return [...document.querySelectorAll('[data-status-id][aria-selected=true]')].map(it => it.dataset.statusId).join()";
    stage.run(script).await.as_str().unwrap_or_default().to_owned()
}

async fn until_selected(stage: &Stage, ids: &str) {
    stage.until(&format!("{ids:?} selected"), || async { selected(stage).await == ids }).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn several_rows_get_one_colour_as_one_step_by_keyboard_alone() {
    let stage = open().await;
    let before = stored(&stage, &STAGES);
    stage.focus("[data-status-id='103'] [data-cell=color]").await;
    stage.chord(&[key::SHIFT], key::DOWN).await;
    until_selected(&stage, "103,105").await;
    stage.chord(&[key::SHIFT], key::DOWN).await;
    until_selected(&stage, "103,105,107").await;
    stage.chord(&[key::SHIFT], key::UP).await;
    until_selected(&stage, "103,105").await;
    stage.until_text("[role=toolbar]", "2 selected").await;
    let requests = stage.log().len();
    stage.keys("c").await;
    stage.until_text(".colour__title", "Colour of 2 values").await;
    stage.retype("input[name=COLOR]", "#0052a7").await;
    // Seen on both, and in the preview, before anything is sent.
    let painted = "return ['103', '105'].map(id => getComputedStyle(document.querySelector(`[data-status-id='${id}'] .swatch`), '::before').backgroundColor).join()";
    stage
        .until("both seen", || async { stage.run(painted).await == "rgb(0, 82, 167),rgb(0, 82, 167)" })
        .await;
    assert_eq!(stage.log().len(), requests);
    stage.keys(key::ENTER).await;
    until_stored(&stage, &[103, 105], &["#0052a7", "#0052a7"]).await;
    until_settled(&stage).await;
    assert_eq!(stage.log().len(), requests + 2, "one reading, one write for both");
    stage.keys(key::ESCAPE).await;
    until_selected(&stage, "").await;
    stage.chord(&[key::CONTROL], "z").await;
    let before: Vec<_> = before.iter().map(|it| &**it).collect();
    until_stored(&stage, &STAGES, &before).await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rows_are_selected_by_mouse_by_menu_and_all_at_once() {
    let stage = open().await;
    let click = |id: u32, held: &'static str| {
        format!(
            "document.querySelector(\"[data-status-id='{id}'] [data-cell=name]\").dispatchEvent(
               new MouseEvent('click', {{bubbles: true, composed: true, detail: 1, {held}: true}}))"
        )
    };
    stage.run(&click(103, "ctrlKey")).await;
    until_selected(&stage, "103").await;
    stage.run(&click(109, "shiftKey")).await;
    until_selected(&stage, "103,105,107,109").await;
    stage.run(&click(105, "metaKey")).await;
    until_selected(&stage, "103,107,109").await;
    assert!(!stage.has("[role=grid] input").await, "no name was opened by that");
    // Whoever has neither key nor mouse begins in the menu, and goes on with boxes.
    stage.click("[aria-label='Clear the selection']").await;
    until_selected(&stage, "").await;
    stage.click("[data-status-id='101'] [data-cell=menu]").await;
    stage.press("@role='menu'", "Select").await;
    until_selected(&stage, "101").await;
    stage.click("[data-status-id='107'] [role=checkbox]").await;
    until_selected(&stage, "101,107").await;
    stage.focus("[data-status-id='101'] [data-cell=name]").await;
    stage.chord(&[key::CONTROL], "a").await;
    stage.until_text("[role=toolbar]", "8 selected").await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_ramp_is_seen_first_and_is_one_step() {
    let stage = open().await;
    let before = stored(&stage, &STAGES);
    stage.click("[data-tool=palette]").await;
    stage.press("@role='menu'", "Ramp").await;
    stage.find("[role=dialog].ramp").await;
    let set = |at: u32, hex: &str| {
        format!(
            "const field = document.querySelectorAll('.ramp input[type=color]')[{at}];
             field.value = '{hex}';
             field.dispatchEvent(new InputEvent('input', {{bubbles: true}}));"
        )
    };
    stage.run(&set(0, "#ffee95")).await;
    stage.run(&set(1, "#0052a7")).await;
    let painted = "return getComputedStyle(document.querySelector(\"[data-status-id='109'] .swatch\"), '::before').backgroundColor";
    stage.until("the last one seen", || async { stage.run(painted).await == "rgb(0, 82, 167)" }).await;
    assert_eq!(stored(&stage, &STAGES), before, "nothing is sent before it is wanted");
    stage.press("contains(@class, 'ramp')", "Apply").await;
    stage.until("stored", || async { stored(&stage, &[101, 109]) == ["#ffee95", "#0052a7"] }).await;
    let ramp = stored(&stage, &STAGES);
    assert_eq!(ramp.iter().collect::<std::collections::HashSet<_>>().len(), 5, "{ramp:?}");
    assert_eq!(stage.stored(113)["COLOR"], "#FF5752", "another group");
    until_settled(&stage).await;
    stage.click("[data-tool=undo]").await;
    let before: Vec<_> = before.iter().map(|it| &**it).collect();
    until_stored(&stage, &STAGES, &before).await;
    // Closed without Apply, it leaves nothing behind.
    stage.click("[data-tool=palette]").await;
    stage.press("@role='menu'", "Ramp").await;
    stage.find("[role=dialog].ramp").await;
    stage.run(&set(0, "#000000")).await;
    stage.keys(key::ESCAPE).await;
    stage.until("as before", || async { stage.run(painted).await == "rgb(255, 169, 0)" }).await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_ramp_goes_across_what_is_selected_by_keyboard_alone() {
    let stage = open().await;
    let before = stored(&stage, &STAGES);
    stage.focus("[data-status-id='103'] [data-cell=color]").await;
    stage.chord(&[key::SHIFT], key::DOWN).await;
    stage.chord(&[key::SHIFT], key::DOWN).await;
    until_selected(&stage, "103,105,107").await;
    stage.focus("#selection-ramp button").await;
    stage.keys(key::ENTER).await;
    stage
        .until("the first field", || async {
            stage.run("return document.activeElement.value").await == "#2fc6f6"
        })
        .await;
    let scope = "return document.querySelector('.ramp select').selectedOptions[0].textContent";
    assert_eq!(stage.run(scope).await, "3 selected");
    stage.chord(&[key::CONTROL], "a").await;
    stage.keys("#nothing").await;
    stage.keys(key::ENTER).await;
    stage.until_text(".ramp", "Enter a colour like #2fc6f6.").await;
    assert!(stage.has(".ramp").await, "what is no colour is not applied");
    stage.chord(&[key::CONTROL], "a").await;
    stage.keys("FFEE95").await;
    stage.keys(key::TAB).await;
    stage.keys(key::TAB).await;
    stage.chord(&[key::CONTROL], "a").await;
    stage.keys("rgb(0, 82, 167)").await;
    stage.keys(key::ENTER).await;
    stage.until("stored", || async { stored(&stage, &[103, 107]) == ["#ffee95", "#0052a7"] }).await;
    assert_eq!(stored(&stage, &[101, 109]), [&*before[0], &*before[4]], "those that were not selected");
    stage
        .until("back at its button", || async {
            stage.run("return document.activeElement.parentElement.id").await == "selection-ramp"
        })
        .await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn colours_are_copied_and_pasted_between_rows() {
    let stage = open().await;
    stage.focus("[data-status-id='101'] [data-cell=color]").await;
    stage.chord(&[key::CONTROL], "c").await;
    stage.until_text(".status-line", "Colour #39a8ef copied").await;
    stage.focus("[data-status-id='105'] [data-cell=color]").await;
    stage.chord(&[key::CONTROL], "v").await;
    until_stored(&stage, &[105], &["#39a8ef"]).await;
    // Several go on below.
    stage.focus("[data-status-id='101'] [data-cell=color]").await;
    stage.chord(&[key::SHIFT], key::DOWN).await;
    stage.until_text("[role=toolbar]", "2 selected").await;
    stage.chord(&[key::CONTROL], "c").await;
    stage.until_text(".status-line", "2 colours copied").await;
    stage.keys(key::ESCAPE).await;
    stage.focus("[data-status-id='107'] [data-cell=color]").await;
    stage.chord(&[key::CONTROL], "v").await;
    until_stored(&stage, &[107, 109], &["#39a8ef", "#2fc6f6"]).await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_colours_of_another_pipeline_are_taken_over_and_defaults_come_back() {
    let stage = Stage::set().await;
    stage.ops(&json!([{"op": "pipeline", "category_id": 5, "name": "Partners"}]));
    let first = stage.rows().into_iter().find(|row| row["ENTITY_ID"] == "DEAL_STAGE_5").expect("a stage");
    let id: u32 = first["ID"].as_str().and_then(|id| id.parse().ok()).expect("an id");
    stage.colleague("crm.status.update", &json!({"id": id, "fields": {"COLOR": "#6b52cc"}}));
    stage.open(Visit::default()).await;
    stage.click("[data-tool=palette]").await;
    stage.press("@role='menu'", "Copy the colours of another pipeline").await;
    stage.press("@role='menu'", "Partners").await;
    let place = stage
        .rows()
        .into_iter()
        .filter(|row| row["ENTITY_ID"] == "DEAL_STAGE_5")
        .position(|row| row["ID"] == first["ID"]);
    let at = STAGES[place.expect("its place")];
    stage.until("stored", || async { stored(&stage, &[at]) == ["#6b52cc"] }).await;
    until_settled(&stage).await;
    stage.click("[data-tool=palette]").await;
    stage.press("@role='menu'", "Reset to Bitrix24's defaults").await;
    until_stored(&stage, &STAGES, &["#"; 5]).await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_list_is_seen_with_other_eyes() {
    let stage = open().await;
    stage.click("[data-tool=palette]").await;
    stage.press("@role='menu'", "deuteranopia").await;
    stage.until_text(".banner", "Colours as seen with deuteranopia").await;
    let filter = "return getComputedStyle(document.querySelector('.swatch')).filter";
    assert_eq!(stage.run(filter).await, "url(\"#sight\")");
    let matrix = stage.attr("#sight feColorMatrix", "values").await.unwrap_or_default();
    assert!(matrix.starts_with("367322e-6 860646e-6 -227968e-6 0 0 "), "{matrix}");
    stage.press("contains(@class, 'banner')", "Back to usual sight").await;
    stage.until("usual", || async { stage.run(filter).await == "none" }).await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stage_that_is_hard_to_read_says_so() {
    let stage = open().await;
    stage.find("[data-status-id='113'] .status-row__hard").await;
    assert!(!stage.has("[data-status-id='101'] .status-row__hard").await);
    // They alone, if wanted, and those that one is at.
    stage.click("#filter").await;
    stage.press("@role='menu'", "Hard to read").await;
    stage.until("the hard ones", || async { stage.names().await == "Deal lost,Analyze failure" }).await;
    stage.click("[data-status-id='113'] .status-row__hard").await;
    stage.press("contains(@class, 'colour')", "Nudge to readable").await;
    stage.keys(key::ENTER).await;
    stage.until("no mark", || async { !stage.has("[data-status-id='113'] .status-row__hard").await }).await;
    stage.strike().await;
}
