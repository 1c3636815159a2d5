//! Longer words, less room: everything that has to do with colours in Russian.

use crate::accessibility::open_scheme;
use crate::stage::{Stage, Visit, key};
use serde_json::{Value, json};

/// Words that do not fit where they are, and what leaves the frame at its sides.
const CUT: &str = "
    const parts = '.colour .button, .selection .button, .ramp .button, .menu__item, .tabs__tab, .slider > span, '
      + '.colour__preview > span:not(.stage-shape), .ratio > span, .colour__label, .colour__warning, .check, .ramp__stop, .banner .button';
    const cut = [...document.querySelectorAll(parts)].filter(it => {
      const box = it.getBoundingClientRect();
      return box.width > 1 && (it.scrollWidth > it.clientWidth + (it.clientWidth ? 0 : box.width) || box.left < 0 || box.right > innerWidth + .5);
    }).map(it => `${it.className}: ${it.textContent} ${it.scrollWidth} > ${it.clientWidth}`);
    const {scrollWidth} = document.documentElement;
    return scrollWidth === innerWidth ? cut : [...cut, `sideways: ${scrollWidth}`];";

async fn look(stage: &Stage, what: &str, width: u32) {
    assert_eq!(stage.run(CUT).await, json!([]), "{what}, {width}");
    for theme in ["dark", "light"] {
        // Nothing is shown half-way from one theme to the other.
        stage.prefer(&[("prefers-color-scheme", theme), ("prefers-reduced-motion", "reduce")]).await;
        stage.picture(&format!("ru-{what}-{width}-{theme}")).await;
    }
}

async fn press_escape(stage: &Stage) {
    stage.keys(key::ESCAPE).await;
    stage.until("closed", || async { !stage.has("[popover]").await }).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn colours_in_russian_fit_into_narrow_frames() {
    let stage = Stage::set().await;
    stage.ops(&json!([{"op": "pipeline", "category_id": 5, "name": "Партнёры"}]));
    for width in [320u32, 640] {
        stage.widen(width, 800).await;
        stage.open(Visit { lang: "ru", ..Visit::default() }).await;
        stage.fill_window().await;
        let inner: Value = stage.run("return innerWidth").await;
        assert_eq!(inner, width, "the frame is as wide as the window");
        stage.click("[data-status-id='113'] button[data-cell=color]").await;
        stage.find(".colour__warning button").await;
        for tab in ["bitrix24", "safe", "custom"] {
            stage.click(&format!("#colours-{tab}")).await;
            stage.find(&format!("[role=tabpanel][aria-labelledby=colours-{tab}]")).await;
            look(&stage, tab, width).await;
        }
        stage.retype("input[name=COLOR]", "красный").await;
        stage.keys(key::ENTER).await;
        stage.until_text("#COLOR-hint", "Введите цвет").await;
        look(&stage, "error", width).await;
        press_escape(&stage).await;
        stage.focus("[data-status-id='103'] [data-cell=color]").await;
        stage.chord(&[key::SHIFT], key::DOWN).await;
        stage.until_text("[role=toolbar]", "Выделены 2 строки").await;
        look(&stage, "selection", width).await;
        stage.click("#selection-ramp button").await;
        stage.click(".ramp .check").await;
        stage.find(".ramp__stops > :nth-child(3)").await;
        look(&stage, "ramp", width).await;
        press_escape(&stage).await;
        open_scheme(&stage, "Цвета списка").await;
        look(&stage, "menu", width).await;
        stage.press("@role='menu'", "Скопировать цвета другой воронки").await;
        stage.until_text("[role=menu]", "Партнёры").await;
        look(&stage, "pipelines", width).await;
        press_escape(&stage).await;
        open_scheme(&stage, "Цвета списка").await;
        stage.press("@role='menu'", "с протанопией").await;
        stage.find(".banner").await;
        look(&stage, "banner", width).await;
    }
    stage.strike().await;
}
