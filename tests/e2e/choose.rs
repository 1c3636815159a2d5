//! Choosing a colour: what it will look like, where it is taken from, what speaks against it (ux §4).

use crate::stage::{Stage, Visit, key};
use serde_json::json;

const SWATCH: &str = "[data-status-id='103'] button[data-cell=color]";
const HEX: &str = "input[name=COLOR]";

async fn open() -> Stage {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    stage.click(SWATCH).await;
    stage.find(HEX).await;
    stage
}

/// What the previews say, from the board to the part of the card that is ahead.
async fn ratios(stage: &Stage) -> Vec<String> {
    let script = "return [...document.querySelectorAll('.colour__preview .ratio')].map(it => it.innerText.replace(/\\s+/g, ' '))";
    let told = stage.run(script).await;
    told.as_array().expect("a list").iter().map(|it| it.as_str().unwrap_or_default().to_owned()).collect()
}

async fn until_ratios(stage: &Stage, expected: [&str; 3]) {
    stage.until(&format!("{expected:?}"), || async { ratios(stage).await == expected }).await;
}

async fn value(stage: &Stage) -> String {
    stage.find(HEX).await.prop("value").await.expect("a value").unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_previews_follow_the_rules_of_bitrix24() {
    let stage = open().await;
    until_ratios(&stage, ["10.5 : 1 Readable", "6.3 : 1 Readable", "5.6 : 1 Readable"]).await;
    // White by exception on the board, dark by rule in the card.
    stage.retype(HEX, "#75d900").await;
    until_ratios(&stage, ["1.8 : 1 Hard to read", "7.0 : 1 Readable", "5.6 : 1 Readable"]).await;
    stage.until_text(".colour__warnings", "Hard to read on the board: Bitrix24 writes white on it.").await;
    stage.retype(HEX, "#75d901").await;
    until_ratios(&stage, ["11.7 : 1 Readable", "7.0 : 1 Readable", "5.6 : 1 Readable"]).await;
    let ink = stage.run("return [...document.querySelectorAll('.colour__preview .stage-shape')].map(it => getComputedStyle(it).color)").await;
    assert_eq!(ink[0], "rgb(0, 0, 0)");
    assert_eq!(ink[1], "rgb(51, 51, 51)");
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nudge_makes_it_readable_and_keeps_the_hue() {
    let stage = open().await;
    stage.retype(HEX, "#ff5752").await;
    stage
        .until_text(
            ".colour__warnings",
            "Hard to read on the board and in the card: Bitrix24 writes white on it.",
        )
        .await;
    stage.press("contains(@class, 'colour')", "Nudge to readable").await;
    stage
        .until("no warning of ink", || async { !stage.text(".colour__body").await.contains("Hard to read") })
        .await;
    let ratios = ratios(&stage).await;
    assert!(ratios.iter().all(|ratio| ratio.ends_with("Readable")), "{ratios:?}");
    assert_eq!(
        stage.run("return document.activeElement.name").await,
        "COLOR",
        "the focus is on what has changed"
    );
    let nudged = value(&stage).await;
    stage.keys(key::ENTER).await;
    stage.until_state(103, "saved").await;
    assert_eq!(stage.stored(103)["COLOR"], nudged.as_str());
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_looks_like_another_one_is_told_for_every_eye() {
    let stage = open().await;
    for (hex, told) in [
        ("#39a8ef", "The same colour as \"New\"."),
        ("#3aa9ee", "Very close to \"New\"."),
        ("#80d810", "Very close to \"Deal won\"."),
    ] {
        stage.retype(HEX, hex).await;
        stage.until_text(".colour__warnings", told).await;
    }
    stage.keys(key::ESCAPE).await;
    // Orange, and green.
    stage.click("[data-status-id='109'] button[data-cell=color]").await;
    stage.until_text(".colour__warnings", "Very close to \"Deal won\" for people with deuteranopia").await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_colour_in_any_notation_is_taken() {
    let stage = open().await;
    for (typed, hex) in [
        ("rebeccapurple", "rgb(102, 51, 153)"),
        ("rgb(47 198 246)", "rgb(47, 198, 246)"),
        ("hsl(120 100% 25%)", "rgb(0, 128, 0)"),
        ("C:#abc", "rgb(170, 187, 204)"),
        ("ABCDEF", "rgb(171, 205, 239)"),
    ] {
        stage.retype(HEX, typed).await;
        let script = "return getComputedStyle(document.querySelector(\"[data-status-id='103'] .swatch\"), '::before').backgroundColor";
        stage.until(typed, || async { stage.run(script).await == hex }).await;
        assert_eq!(value(&stage).await, typed, "nobody corrects the typist");
    }
    stage.retype(HEX, "rgba(1, 2, 3, .5)").await;
    stage.until_text("#COLOR-hint", "without transparency; we'll use #010203.").await;
    for wrong in ["reddish", "#12345", "transparent", "url(x)"] {
        stage.retype(HEX, wrong).await;
        stage.keys(key::ENTER).await;
        stage.until_text("#COLOR-hint", "Enter a colour like #2fc6f6.").await;
    }
    stage.keys(key::ESCAPE).await;
    assert_eq!(stage.stored(103)["COLOR"], "#2FC6F6", "as it was, to the letter");
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_colour_is_put_together_by_keyboard_alone() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    let requests = stage.log().len();
    stage.focus("[data-status-id='103'] [data-cell=color]").await;
    stage.keys("c").await;
    stage.find(HEX).await;
    stage.focus("[role=tab][aria-selected=true]").await;
    stage.keys(key::END).await;
    let slider = |channel: &str| format!("input[type=range][data-channel={channel}]");
    stage.find(&slider("hue")).await;
    assert_eq!(stage.attr(&slider("hue"), "aria-valuetext").await.as_deref(), Some("225, sky blue"));
    assert_eq!(stage.attr(&slider("hue"), "aria-label").await.as_deref(), Some("Hue"));
    stage.focus(&slider("hue")).await;
    stage.keys(key::RIGHT).await;
    stage
        .until("a step", || async {
            stage.attr(&slider("hue"), "aria-valuetext").await.as_deref() == Some("226, sky blue")
        })
        .await;
    for _ in 0..6 {
        stage.keys(key::PAGE_UP).await;
    }
    stage
        .until("ten steps each", || async {
            stage.attr(&slider("hue"), "aria-valuetext").await.as_deref() == Some("286, violet")
        })
        .await;
    stage.focus(&slider("lightness")).await;
    stage.keys(key::HOME).await;
    stage.until("black", || async { value(&stage).await == "#000000" }).await;
    // What has no hue any more keeps it on the slider.
    assert_eq!(stage.attr(&slider("hue"), "aria-valuetext").await.as_deref(), Some("286, violet"));
    stage.keys(&key::PAGE_UP.repeat(6)).await;
    stage
        .until("violet", || async {
            stage.attr(&slider("hue"), "aria-valuetext").await.as_deref() == Some("286, violet")
        })
        .await;
    assert_eq!(stage.log().len(), requests, "sliding sends nothing");
    let made = value(&stage).await;
    stage.focus(HEX).await;
    stage.keys(key::ENTER).await;
    stage.until_state(103, "saved").await;
    assert_eq!(stage.stored(103)["COLOR"], made.as_str());
    assert_eq!(stage.log().len(), requests + 2, "one reading, one write");
    // One step back.
    stage.chord(&[key::CONTROL], "z").await;
    stage.until("as before", || async { stage.stored(103)["COLOR"] == "#2fc6f6" }).await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn tabs_are_turned_by_arrows_and_safe_colours_are_safe() {
    let stage = open().await;
    stage.focus("[role=tab][aria-selected=true]").await;
    stage.keys(key::RIGHT).await;
    stage.find("[role=tab][aria-selected=true]#colours-safe").await;
    assert_eq!(stage.run("return document.activeElement.id").await, "colours-safe");
    let lists = stage.run("return [...document.querySelectorAll('[role=tabpanel] [role=listbox]')].map(it => it.childElementCount)").await;
    assert_eq!(lists, json!([7, 44]));
    stage.retype(HEX, "#ff5752").await;
    stage.until_text(".colour__body", "Nudge to readable").await;
    stage.click("[role=tabpanel] [role=option]").await;
    until_ratios(&stage, ["4.6 : 1 Readable", "4.6 : 1 Readable", "5.6 : 1 Readable"]).await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn colours_in_use_and_recent_ones_are_offered_by_name() {
    let stage = open().await;
    let labels = |name: &str| {
        format!(
            "return [...document.querySelectorAll('[role=listbox][aria-label=\"{name}\"] [role=option]')].map(it => it.ariaLabel)"
        )
    };
    let in_list = stage.run(&labels("In this list")).await;
    let told = in_list.as_array().expect("a list").iter().filter_map(|it| it.as_str());
    assert!(told.clone().any(|it| it == "#39a8ef, sky blue: New"), "{in_list}");
    assert_eq!(stage.run(&labels("Recent")).await, json!([]), "nothing was chosen yet");
    stage.click("[role=option][data-color='#6b52cc']").await;
    stage.keys(key::ENTER).await;
    stage.until_state(103, "saved").await;
    // Kept by the portal for this user.
    stage.open(Visit::default()).await;
    stage.click("[data-status-id='101'] button[data-cell=color]").await;
    stage.find(HEX).await;
    assert_eq!(stage.run(&labels("Recent")).await, json!(["#6b52cc, violet"]));
    stage.focus("[role=listbox][aria-label='Bitrix24 palette'] [tabindex='0']").await;
    stage.keys("1").await;
    stage.until("the first recent one", || async { value(&stage).await == "#6b52cc" }).await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_next_one_is_distinct_and_the_default_stores_nothing() {
    let stage = open().await;
    stage.press("contains(@class, 'colour')", "Next distinct").await;
    stage.until("another colour", || async { value(&stage).await != "#2fc6f6" }).await;
    let first = value(&stage).await;
    assert!(!stage.has(".colour__warnings").await, "{first} is unlike the others, and readable");
    stage.press("contains(@class, 'colour')", "Next distinct").await;
    stage.until("yet another one", || async { value(&stage).await != first }).await;
    stage.press("contains(@class, 'colour')", "Default").await;
    stage.until("what Bitrix24 draws", || async { value(&stage).await == "#2fc6f6" }).await;
    stage.click(".status-line").await;
    stage.until_state(103, "saved").await;
    assert_eq!(stage.stored(103)["COLOR"], "#", "as the portal stores nothing");
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn junk_is_shown_as_junk_and_stays_until_it_is_changed() {
    let stage = Stage::set().await;
    stage.ops(&json!([{"op": "call", "user": "colleague", "method": "crm.status.update", "params": {"id": 103, "fields": {"COLOR": "#red"}}}]));
    stage.open(Visit::default()).await;
    stage.click(SWATCH).await;
    assert_eq!(value(&stage).await, "");
    stage.keys(key::ESCAPE).await;
    stage.rename(103, "Papers").await;
    stage.until_state(103, "saved").await;
    assert_eq!(stage.stored(103)["COLOR"], "#red");
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_plain_list_shows_a_chip() {
    let stage = Stage::set().await;
    stage.open(Visit { placement: "CRM_LEAD_LIST_TOOLBAR", ..Visit::default() }).await;
    stage.click("#directory").await;
    stage.find("[role=dialog] input[role=combobox]").await;
    stage.keys("sources").await;
    stage.keys(key::ENTER).await;
    stage.until_text("[role=grid]", "By Recommendation").await;
    stage.click("[role=row] button[data-cell=color]").await;
    stage.until_text(".colour__previews", "only in some places").await;
    assert!(stage.has(".colour__chip").await && !stage.has(".colour .stage-shape").await);
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_eyedropper_takes_a_colour_and_goes_where_it_is_refused() {
    const DROPPER: &str = "[aria-label='Pick from the screen']";
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    // Nobody can point at the screen here: the page is told what the browser would answer.
    let answer = |answer: &str| {
        format!("globalThis.EyeDropper = class {{ open() {{ return new Promise((yes, no) => {answer}) }} }}")
    };
    stage.run("delete globalThis.EyeDropper").await;
    stage.click(SWATCH).await;
    stage.find(HEX).await;
    assert!(!stage.has(DROPPER).await, "a browser without one");
    stage.keys(key::ESCAPE).await;
    stage.run(&answer("yes({sRGBHex: '#0052A7'})")).await;
    stage.click(SWATCH).await;
    stage.click(DROPPER).await;
    stage.until("what was pointed at", || async { value(&stage).await == "#0052a7" }).await;
    // The user thinks better of it.
    stage.run(&answer("no(new DOMException('', 'AbortError'))")).await;
    stage.click(DROPPER).await;
    stage.settle().await;
    assert!(stage.has(DROPPER).await);
    // The portal's frame may not.
    stage.run(&answer("no(new DOMException('', 'NotAllowedError'))")).await;
    stage.click(DROPPER).await;
    stage.until("no button", || async { !stage.has(DROPPER).await }).await;
    assert_eq!(value(&stage).await, "#0052a7", "what was taken before stays");
    stage.focus(HEX).await;
    stage.keys(key::ENTER).await;
    stage.until_state(103, "saved").await;
    assert_eq!(stage.stored(103)["COLOR"], "#0052a7");
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_of_colours_is_one_stop_wherever_one_is_in_it() {
    let stage = open().await;
    let list =
        "return document.activeElement.closest('[role=listbox]')?.ariaLabel ?? document.activeElement.name";
    stage.click("[role=tabpanel] [role=option][data-color='#6b52cc']").await;
    // The colour that is chosen comes later in the list.
    stage.chord(&[key::CONTROL], key::HOME).await;
    let first = "return document.activeElement === document.querySelector('[role=tabpanel] [role=option]')";
    assert_eq!(stage.run(first).await, true);
    stage.keys(key::TAB).await;
    assert_eq!(stage.run(list).await, "COLOR");
    stage.chord(&[key::SHIFT], key::TAB).await;
    let selected = "return document.activeElement.ariaSelected";
    assert_eq!(stage.run(selected).await, "true", "back on the colour that is chosen");
    stage.strike().await;
}
