//! Every part of the popover by keyboard alone, and by mouse alone.

use super::{HEX, SWATCH};
use crate::stage::{Pointer, Stage, Visit, key};

async fn open() -> Stage {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    // Whether there is an eyedropper depends on the browser.
    stage.run("delete window.EyeDropper").await;
    stage
}

/// Opens the colours by key.
async fn show(stage: &Stage) {
    stage.focus("[data-status-id='103'] [data-cell=color]").await;
    stage.keys(key::ENTER).await;
    stage.find(HEX).await;
}

/// What has the focus, in a word.
async fn focused(stage: &Stage) -> String {
    let script = "
        const it = document.activeElement;
        return it.dataset.cell && it.closest('[data-status-id]') ? `${it.closest('[data-status-id]').dataset.statusId} ${it.dataset.cell}`
          : it.role === 'option' ? it.closest('[role=listbox]').ariaLabel
          : it.dataset.channel ?? (it.name || it.ariaLabel || it.labels?.[0]?.textContent || it.textContent).trim();";
    stage.run(script).await.as_str().unwrap_or_default().to_owned()
}

/// Goes on with Tab, and tells what has the focus then.
async fn tab(stage: &Stage, times: usize) -> String {
    for _ in 0..times {
        stage.keys(key::TAB).await;
    }
    focused(stage).await
}

async fn value(stage: &Stage) -> String {
    stage.find(HEX).await.prop("value").await.expect("a value").unwrap_or_default()
}

async fn until_value(stage: &Stage, expected: &str) {
    stage.until(expected, || async { value(stage).await == expected }).await;
}

async fn valuetext(stage: &Stage, channel: &str) -> String {
    stage.attr(&format!("[data-channel={channel}]"), "aria-valuetext").await.unwrap_or_default()
}

/// What the popover says of its own accord: the text of its polite region, for nothing in it interrupts.
async fn until_said(stage: &Stage, words: &str) {
    assert!(!stage.has(".colour :is([role=alert], [aria-live=assertive])").await, "nobody is interrupted");
    let said = "return document.querySelector('.colour__body > [aria-live=polite]').textContent";
    let holds = async || stage.run(said).await.as_str().is_some_and(|said| said.contains(words));
    stage.until(&format!("{words:?} said"), holds).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn swatches_are_walked_in_two_dimensions_and_escape_forgets_them() {
    let stage = open().await;
    let requests = stage.log().len();
    show(&stage).await;
    assert_eq!(focused(&stage).await, "Bitrix24 palette");
    // In two dimensions, and no further than the edges.
    let color = "return document.activeElement.dataset.color";
    for (keys, expected) in [
        (key::HOME, "#aae9fc"),
        (key::LEFT, "#aae9fc"),
        (key::UP, "#aae9fc"),
        (key::END, "#a2a8b0"),
        (key::DOWN, "#949da9"),
        (key::HOME, "#ffffff"),
        (key::RIGHT, "#2eceff"),
        (key::DOWN, "#ffbf99"),
        (key::UP, "#2eceff"),
        (key::LEFT, "#ffffff"),
    ] {
        stage.keys(keys).await;
        assert_eq!(stage.run(color).await, expected);
    }
    for (keys, expected) in [(key::END, "#9f0037"), (key::HOME, "#aae9fc")] {
        stage.chord(&[key::CONTROL], keys).await;
        assert_eq!(stage.run(color).await, expected, "the ends of the whole palette");
    }
    stage.chord(&[key::CONTROL], key::END).await;
    stage.keys(key::RIGHT).await;
    stage.keys(key::DOWN).await;
    assert_eq!(stage.run(color).await, "#9f0037", "there is nothing behind the last one");
    assert_eq!(value(&stage).await, "#2fc6f6", "walking chooses nothing");
    // A space chooses, and leaves it open.
    stage.keys(" ").await;
    until_value(&stage, "#9f0037").await;
    assert_eq!(stage.run("return document.activeElement.ariaSelected").await, "true");
    // Round by Tab: one stop for each list.
    let mut stops = Vec::new();
    for _ in 0..4 {
        stops.push(tab(&stage, 1).await);
    }
    assert_eq!(stops, ["COLOR", "System picker", "Next distinct", "Default"]);
    stops.clear();
    for _ in 0..7 {
        stage.chord(&[key::SHIFT], key::TAB).await;
        stops.push(focused(&stage).await);
    }
    let back =
        ["Next distinct", "System picker", "COLOR", "Bitrix24 palette", "Bitrix24", "In this list", "Done"];
    assert_eq!(stops, back);
    // Escape from anywhere: nothing was meant.
    stage.keys(key::ESCAPE).await;
    stage.until("closed", || async { !stage.has(HEX).await }).await;
    assert_eq!(focused(&stage).await, "103 color");
    assert_eq!(stage.log().len(), requests, "nothing was sent");
    assert_eq!(stage.stored(103)["COLOR"], "#2FC6F6");
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sliders_field_and_buttons_go_by_keyboard_alone() {
    let stage = open().await;
    let requests = stage.log().len();
    show(&stage).await;
    stage.chord(&[key::SHIFT], key::TAB).await;
    for (keys, expected) in [
        (key::RIGHT, "Safe"),
        (key::RIGHT, "Custom"),
        (key::RIGHT, "Bitrix24"),
        (key::LEFT, "Custom"),
        (key::HOME, "Bitrix24"),
        (key::END, "Custom"),
    ] {
        stage.keys(keys).await;
        assert_eq!(focused(&stage).await, expected);
        assert_eq!(stage.text("[role=tab][aria-selected=true]").await, expected);
    }
    assert_eq!(tab(&stage, 1).await, "lightness");
    assert_eq!(valuetext(&stage, "lightness").await, "77 %");
    for (keys, expected) in [
        (key::UP, "78 %"),
        (key::DOWN, "77 %"),
        (key::PAGE_UP, "87 %"),
        (key::PAGE_DOWN, "77 %"),
        (key::END, "100 %"),
        (key::HOME, "0 %"),
    ] {
        stage.keys(keys).await;
        stage.until(expected, || async { valuetext(&stage, "lightness").await == expected }).await;
    }
    for (keys, expected) in [(key::RIGHT, "10 %"), (key::UP, "20 %"), (key::LEFT, "10 %"), (key::DOWN, "0 %")]
    {
        stage.chord(&[key::SHIFT], keys).await;
        stage.until(expected, || async { valuetext(&stage, "lightness").await == expected }).await;
    }
    // Its number, which is the same thing.
    assert_eq!(tab(&stage, 1).await, "Lightness, number");
    stage.chord(&[key::CONTROL], "a").await;
    stage.keys("60").await;
    stage.until("60 %", || async { valuetext(&stage, "lightness").await == "60 %" }).await;
    assert_eq!(tab(&stage, 1).await, "chroma");
    stage.keys(key::HOME).await;
    stage.until("grey", || async { valuetext(&stage, "chroma").await == "0.000" }).await;
    // What has no hue now gets this one with the first chroma.
    assert!(valuetext(&stage, "hue").await.ends_with("sky blue"));
    stage.keys(&key::PAGE_UP.repeat(12)).await;
    stage.until("0.120", || async { valuetext(&stage, "chroma").await == "0.120" }).await;
    assert_eq!(tab(&stage, 2).await, "hue");
    stage.keys(key::END).await;
    stage.until("all round", || async { valuetext(&stage, "hue").await.starts_with("360, ") }).await;
    stage.keys(key::HOME).await;
    stage.until("back", || async { valuetext(&stage, "hue").await.starts_with("0, ") }).await;
    assert_eq!(stage.log().len(), requests, "sliding sends nothing");
    // What speaks against it is said, once it rests.
    assert_eq!(tab(&stage, 2).await, "COLOR");
    stage.chord(&[key::CONTROL], "a").await;
    stage.keys("#ff5752").await;
    until_said(&stage, "Hard to read on the board and in the card").await;
    assert_eq!(tab(&stage, 2).await, "Next distinct");
    stage.keys(" ").await;
    stage.until("another one", || async { value(&stage).await != "#ff5752" }).await;
    assert_eq!(tab(&stage, 1).await, "Default");
    stage.keys(" ").await;
    until_value(&stage, "#2fc6f6").await;
    for _ in 0..3 {
        stage.chord(&[key::SHIFT], key::TAB).await;
    }
    assert_eq!(focused(&stage).await, "COLOR");
    stage.chord(&[key::CONTROL], "a").await;
    stage.keys("#ff5752").await;
    assert_eq!(tab(&stage, 4).await, "Nudge to readable");
    stage.keys(key::ENTER).await;
    stage.until("nudged", || async { focused(&stage).await == "COLOR" }).await;
    let nudged = value(&stage).await;
    assert_ne!(nudged, "#ff5752");
    assert_eq!(stage.log().len(), requests);
    stage.keys(key::ENTER).await;
    stage.until("stored", || async { stage.stored(103)["COLOR"] == nudged.as_str() }).await;
    stage.until_state(103, "saved").await;
    assert_eq!(focused(&stage).await, "103 color");
    assert_eq!(stage.log().len(), requests + 2, "one reading, one write");
    assert_eq!(stage.complaints().await, Vec::<String>::new());
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_digit_is_a_colour_chosen_before_and_an_opening_is_one_step() {
    let stage = open().await;
    for (keys, expected) in [(key::HOME, "#aae9fc"), (key::END, "#9f0037")] {
        show(&stage).await;
        stage.chord(&[key::CONTROL], keys).await;
        stage.keys(key::ENTER).await;
        stage.until("stored", || async { stage.stored(103)["COLOR"] == expected }).await;
        stage.until_state(103, "saved").await;
    }
    show(&stage).await;
    let color = "return document.activeElement.dataset.color";
    assert_eq!(stage.run(color).await, "#9f0037", "the one it has");
    for (digit, expected) in [("2", "#aae9fc"), ("1", "#9f0037"), ("9", "#9f0037"), ("2", "#aae9fc")] {
        stage.keys(digit).await;
        until_value(&stage, expected).await;
    }
    stage.keys(key::ESCAPE).await;
    stage.until("closed", || async { !stage.has(HEX).await }).await;
    assert_eq!(stage.stored(103)["COLOR"], "#9f0037");
    // Each opening was one step.
    for color in ["#aae9fc", "#2fc6f6"] {
        stage.chord(&[key::CONTROL], "z").await;
        stage.until(color, || async { stage.stored(103)["COLOR"] == color }).await;
        stage.until_state(103, "saved").await;
    }
    assert_eq!(stage.attr("[data-tool=undo]", "aria-disabled").await.as_deref(), Some("true"));
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_whole_popover_goes_by_mouse_alone() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    let requests = stage.log().len();
    stage.click(SWATCH).await;
    stage.click("[role=tabpanel] [role=option][data-color='#6b52cc']").await;
    until_value(&stage, "#6b52cc").await;
    stage.click("[role=listbox][aria-label='In this list'] [data-color='#39a8ef']").await;
    until_value(&stage, "#39a8ef").await;
    stage.click("#colours-safe").await;
    stage.click("[role=tabpanel] [role=option][data-color='#157bbb']").await;
    until_value(&stage, "#157bbb").await;
    stage.click("#colours-custom").await;
    for channel in ["lightness", "chroma", "hue"] {
        let slider = format!("[data-channel={channel}]");
        let share = format!("const it = document.querySelector('{slider}'); return it.value / it.max");
        let share = async || stage.run(&share).await.as_f64().expect("a number");
        stage.click(&slider).await;
        stage.until("the middle", async || (share().await - 0.5).abs() < 0.02).await;
        // Held and taken beyond the end, it stays at the end.
        stage.drag(Pointer::Mouse, &slider, &format!("{slider} + .field"), 0).await;
        stage.until("the end", async || share().await > 0.99).await;
        stage.click(&slider).await;
        stage.until("the middle again", async || (share().await - 0.5).abs() < 0.02).await;
    }
    assert_eq!(stage.log().len(), requests, "nothing is sent while choosing");
    stage.press("contains(@class, 'colour')", "Next distinct").await;
    stage.press("contains(@class, 'colour')", "Default").await;
    until_value(&stage, "#2fc6f6").await;
    stage.click("#colours-bitrix24").await;
    stage.click("[role=tabpanel] [role=option][data-color='#00adf2']").await;
    stage.press("contains(@class, 'colour')", "Nudge to readable").await;
    stage.until("nudged", || async { value(&stage).await != "#00adf2" }).await;
    let nudged = value(&stage).await;
    assert_eq!(stage.log().len(), requests, "nor is it then");
    stage.click(".status-line").await;
    stage.until_state(103, "saved").await;
    assert_eq!(stage.stored(103)["COLOR"], nudged.as_str());
    assert_eq!(stage.log().len(), requests + 2, "one reading, one write");
    stage.click("[data-tool=undo]").await;
    stage.until("as before", || async { stage.stored(103)["COLOR"] == "#2fc6f6" }).await;

    assert_eq!(stage.attr("[data-tool=undo]", "aria-disabled").await.as_deref(), Some("true"), "one step");
    stage.strike().await;
}
