//! What systems and people ask for: contrast, stillness, room for fingers, room for letters, a dark page.

use crate::stage::{Stage, Visit, key};
use serde_json::{Value, json};

/// Controls that are smaller than wanted, of those that can be seen. Links within a sentence are exempt, and a field
/// is as large as its frame.
const SMALL: &str = "
    const least = arguments[0];
    const found = [];
    for (let it of document.querySelectorAll('button, input, select, textarea, [role=button], [role=option], summary')) {
      if (it.matches(':is(label, .field) input')) it = it.closest('label, .field');
      const box = it.getBoundingClientRect();
      const style = getComputedStyle(it);
      const seen = box.width > 1 && style.visibility === 'visible' && style.opacity !== '0';
      if (seen && (box.width < least - .5 || box.height < least - .5))
        found.push(`${Math.round(box.width)}x${Math.round(box.height)} ${it.className || it.outerHTML.slice(0, 90)}`);
    }
    return [...new Set(found)];";

pub(crate) async fn small(stage: &Stage, least: u32) -> Vec<Value> {
    stage.run_with(SMALL, vec![json!(least)]).await.as_array().cloned().expect("a list")
}

async fn style(stage: &Stage, css: &str, property: &str) -> String {
    let script =
        "return getComputedStyle(document.querySelector(arguments[0])).getPropertyValue(arguments[1])";
    stage.run_with(script, vec![json!(css), json!(property)]).await.as_str().unwrap_or_default().to_owned()
}

/// Looks at every place where there are controls.
async fn every_place(stage: &Stage, least: u32) -> Vec<String> {
    let mut found = Vec::new();
    let mut look = async |place: &str| {
        for it in small(stage, least).await {
            found.push(format!("{place}: {it}"));
        }
    };
    look("list").await;
    let narrow = stage.run("return document.querySelector('#more').offsetWidth > 0").await == true;
    for (opener, open) in [
        ("[data-status-id='103'] [data-cell=color]", ".popover.colour"),
        ("[data-status-id='103'] [data-cell=menu]", "[role=menu]"),
        ("#directory", ".directories"),
        ("#filter", "[role=menu]"),
        (if narrow { "#more" } else { "#theme" }, "[role=menu]"),
    ] {
        stage.click(opener).await;
        stage.find(open).await;
        look(open).await;
        stage.keys(key::ESCAPE).await;
        stage.until("closed", || async { !stage.has(open).await }).await;
    }
    stage.help().await;
    look("help").await;
    stage.keys(key::ESCAPE).await;
    stage.until("closed", || async { !stage.has("dialog[open]").await }).await;
    stage.ops(&json!([{"op": "fault", "kind": "refuse", "method": "crm.status.update"}]));
    stage.rename(105, "Refused").await;
    stage.until_state(105, "failed").await;
    look("failed").await;
    found
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn targets_have_24_pixels_and_44_for_fingers() {
    let stage = Stage::set().await;
    stage.prefer(&[("prefers-reduced-motion", "reduce")]).await;
    stage.open(Visit::default()).await;
    assert_eq!(every_place(&stage, 24).await, [""; 0]);
    stage.touch(390, 900).await;
    stage.open(Visit::default()).await;
    stage.fill_window().await;
    assert_eq!(stage.run("return matchMedia('(pointer: coarse)').matches").await, true);
    assert_eq!(every_place(&stage, 44).await, [""; 0]);
    stage.picture("touch-390").await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_systems_colours_more_contrast_and_stillness_are_respected() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    stage.prefer(&[("forced-colors", "active")]).await;
    assert_eq!(style(&stage, ".swatch", "forced-color-adjust").await, "auto");
    let swatch = "return getComputedStyle(document.querySelector('.swatch'), '::before').forcedColorAdjust";
    assert_eq!(stage.run(swatch).await, "none", "a colour is what is shown here");
    assert_ne!(style(&stage, ".card", "border-top-width").await, "0px", "cards have an edge of their own");
    stage.picture("forced-colors").await;
    stage.prefer(&[("prefers-contrast", "more")]).await;
    assert_eq!(style(&stage, ".code", "color").await, style(&stage, ".status-row__text", "color").await);
    stage.picture("more-contrast").await;
    stage.prefer(&[("prefers-reduced-motion", "reduce")]).await;
    let moving = "return [...document.querySelectorAll('*')].filter(it => {
        const style = getComputedStyle(it);
        return style.animationName !== 'none' || style.transitionDuration !== '0s' && style.transitionProperty !== 'none'; }).length";
    stage.click("[data-status-id='103'] [data-cell=menu]").await;
    stage.find("[role=menu]").await;
    assert_eq!(stage.run(moving).await, 0, "nothing moves");
    stage.strike().await;
}

/// Elements whose text is cut although it is not meant to be, and whether the page scrolls sideways.
const CUT: &str = "
    const cut = [...document.querySelectorAll('button, h1, h2, p, kbd, dd, dt, .badge, .count, .status-row__text, .banner__text')]
      .filter(it => it.getBoundingClientRect().width > 1 && !it.closest('.visually-hidden, .picker'))
      .filter(it => it.scrollWidth > it.clientWidth + 1 || it.scrollHeight > it.clientHeight + 1)
      .filter(it => getComputedStyle(it).overflow !== 'visible')
      .map(it => it.outerHTML.slice(0, 120));
    return cut.concat(document.documentElement.scrollWidth > innerWidth ? ['sideways'] : []);";

/// Rows whose count runs into their menu.
const UNDER: &str = "
    const box = (row, part) => row.querySelector(part).getBoundingClientRect();
    return [...document.querySelectorAll('[data-status-id]')]
      .filter(row => box(row, '.status-row__used > :last-child').right > box(row, '.status-row__menu').left + 1)
      .map(row => row.textContent);";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn spaced_and_enlarged_text_is_not_cut() {
    let stage = Stage::set().await;
    for (width, lang) in [(1280u32, "en"), (320, "en"), (320, "ru")] {
        stage.widen(width, 800).await;
        stage.open(Visit { lang, ..Visit::default() }).await;
        stage.fill_window().await;
        // A style sheet of the reader's own, as WCAG 1.4.12 measures it.
        stage
            .run(
                "const sheet = new CSSStyleSheet();
                 sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; } p { margin-bottom: 2em !important; }');
                 document.adoptedStyleSheets = [sheet];",
            )
            .await;
        assert_eq!(stage.run(CUT).await, json!([]), "{lang}, {width}");
        assert_eq!(stage.run(UNDER).await, json!([]), "{lang}, {width}");
        stage.picture(&format!("spaced-{width}-{lang}")).await;
        stage.help().await;
        assert_eq!(stage.run(CUT).await, json!([]), "help, {lang}, {width}");
        stage.picture(&format!("spaced-help-{width}-{lang}")).await;
        stage.keys(key::ESCAPE).await;
    }
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_focus_is_never_under_header_or_status_line() {
    let stage = Stage::set().await;
    stage.ops(&json!([{"op": "generate", "entity": "DEAL_STAGE", "count": 40}]));
    stage.widen(320, 500).await;
    stage.open(Visit::default()).await;
    stage.fill_window().await;
    stage.focus("[role=grid] [data-cell][tabindex='0']").await;
    let hidden = "
        const box = document.activeElement.getBoundingClientRect();
        const top = document.querySelector('.widget__header').getBoundingClientRect().bottom;
        const bottom = document.querySelector('.status-line').getBoundingClientRect().top;
        return box.top < top - 1 || box.bottom > bottom + 1;";
    for _ in 0..12 {
        stage.keys(key::DOWN).await;
        assert_eq!(stage.run(hidden).await, false);
    }
    for keys in [key::END, key::HOME, key::PAGE_DOWN, key::PAGE_DOWN, key::PAGE_UP, key::END, key::UP] {
        stage.keys(keys).await;
        assert_eq!(stage.run(hidden).await, false);
    }
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_focus_is_never_under_the_bar_of_what_is_selected() {
    let stage = Stage::set().await;
    stage.ops(&json!([{"op": "generate", "entity": "DEAL_STAGE", "count": 40}]));
    for width in [320, 640] {
        stage.widen(width, 500).await;
        stage.open(Visit { lang: "ru", ..Visit::default() }).await;
        stage.fill_window().await;
        stage.focus("[role=grid] [data-cell=name][tabindex='0']").await;
        stage.keys(key::END).await;
        stage.chord(&[key::SHIFT], key::UP).await;
        stage.find(".selection").await;
        let hidden = "
            const box = document.activeElement.getBoundingClientRect();
            return box.top < document.querySelector('.selection').getBoundingClientRect().bottom - 1;";
        for keys in [key::UP; 9].into_iter().chain([key::PAGE_UP, key::UP]) {
            stage.keys(keys).await;
            assert_eq!(stage.run(hidden).await, false, "{width}");
        }
    }
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_theme_and_other_likings_are_remembered() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    let surface = "return getComputedStyle(document.body).backgroundColor";
    assert_eq!(stage.run(surface).await, "rgb(238, 242, 244)", "as the system");
    stage.click("#theme").await;
    stage.press("@role='menu'", "Dark").await;
    stage.until("dark", || async { stage.run(surface).await == "rgb(0, 0, 0)" }).await;
    assert_eq!(stage.attr("#theme", "aria-label").await.as_deref(), Some("Theme: Dark"));
    stage.focus("[data-status-id='103'] [data-cell=menu]").await;
    stage.keys("?").await;
    stage.until_text("dialog", "Help and shortcuts").await;
    stage.picture("help-1280-dark").await;
    stage.click("dialog .check:nth-of-type(2)").await;
    stage.press("@role='dialog'", "Close").await;
    stage.keys("?").await;
    assert!(!stage.has("dialog").await, "a single key does nothing any more");
    // Whoever wants to be asked is asked, also where nothing is at stake.
    stage.click("[data-tool=help]").await;
    stage.click("dialog .check:nth-of-type(1)").await;
    stage.press("@role='dialog'", "Close").await;
    stage.focus("[data-status-id='105'] [data-cell=name]").await;
    stage.keys(key::DELETE).await;
    stage.until_text("dialog", "Delete \"Invoice\"?").await;
    stage.picture("ask-first").await;
    stage.keys(key::ESCAPE).await;
    // The portal page keeps such things five seconds in a cookie.
    stage.open(Visit::default()).await;
    assert_eq!(stage.run(surface).await, "rgb(0, 0, 0)", "remembered by the portal");
    stage.focus("[data-status-id='103'] [data-cell=menu]").await;
    stage.keys("/").await;
    assert_eq!(stage.run("return document.activeElement.dataset.cell").await, "menu");
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_opens_above_the_list_does_not_scroll_it() {
    let stage = Stage::set().await;
    stage.ops(&json!([{"op": "generate", "entity": "DEAL_STAGE", "count": 40}]));
    stage.open(Visit::default()).await;
    let top = "return document.querySelector('.widget__body').scrollTop";
    stage.run("document.querySelector('.widget__body').scrollTop = 30").await;
    for (opener, open) in [
        ("[data-status-id='105'] [data-cell=color]", ".popover.colour"),
        ("[data-status-id='105'] [data-cell=menu]", "[role=menu]"),
        ("#directory", ".directories"),
        ("[data-tool=help]", "dialog[open]"),
    ] {
        stage.click(opener).await;
        stage.find(open).await;
        assert_eq!(stage.run(top).await, 30, "{opener}");
        stage.keys(key::ESCAPE).await;
        stage.until("closed", || async { !stage.has(open).await }).await;
        assert_eq!(stage.run(top).await, 30, "{opener}, closed");
    }
    stage.strike().await;
}
