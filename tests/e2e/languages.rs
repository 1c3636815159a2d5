//! The languages of Bitrix24: each is loaded alone, fits, and reads from its own side.

use crate::stage::{Stage, Visit, key};
use serde_json::json;
use statuses::text::{Direction, Lang, Language};

/// How far the frame's content is wider than the frame.
const OVERFLOW: &str = "return document.documentElement.scrollWidth - innerWidth";

/// The tables that the page has loaded.
const LOADED: &str = "return performance.getEntriesByType('resource').map(it => it.name).filter(it => it.includes('/lang')).map(it =>
    it.split('/').pop()).join()";

/// Buttons whose words are cut.
const CUT: &str = "return [...document.querySelectorAll('button')].filter(it => it.offsetWidth > 0 &&
    getComputedStyle(it).overflow !== 'visible' && it.scrollWidth > it.clientWidth + 1).map(it => it.textContent).join()";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_language_is_loaded_alone_and_fits() {
    let stage = Stage::set().await;
    stage.ops(&json!([{"op": "deals", "stage": "NEW", "count": 1_204}]));
    for language in Language::ALL {
        let texts = Lang::built_in(language).texts();
        stage.widen(1_280, 800).await;
        stage.open(Visit { lang: language.code(), ..Visit::default() }).await;
        assert_eq!(stage.run(LOADED).await, format!("{}.txt", language.code()), "{language:?}");
        assert_eq!(stage.run("return document.documentElement.lang").await, language.tag());
        let rtl = language.direction() == Direction::Rtl;
        assert_eq!(stage.run("return document.documentElement.dir").await, if rtl { "rtl" } else { "" });
        stage.until_text(".status-line", texts.all_saved).await;
        stage.until_text("[data-status-id='101']", "204").await;
        stage.picture(&format!("language-{}", language.code())).await;
        // The longest words of all are in the help, the colours and the menu.
        for width in [1_280, 320] {
            stage.widen(width, 800).await;
            stage.fill_window().await;
            assert_eq!(stage.run(OVERFLOW).await, 0, "{language:?} at {width}");
            assert_eq!(stage.run(CUT).await, "", "{language:?} at {width}");
            stage.click("[data-status-id='103'] [data-cell=color]").await;
            stage.find("[role=listbox]").await;
            assert_eq!(stage.run(OVERFLOW).await, 0, "{language:?} at {width}, colours");
            stage.keys(key::ESCAPE).await;
            stage.click("[data-status-id='103'] [data-cell=menu]").await;
            stage.find("[role=menu]").await;
            assert_eq!(stage.run(OVERFLOW).await, 0, "{language:?} at {width}, menu");
            stage.keys(key::ESCAPE).await;
        }
        stage.picture(&format!("language-{}-320", language.code())).await;
    }
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn arabic_is_read_and_walked_from_the_right() {
    let stage = Stage::set().await;
    stage.open(Visit { lang: "ar", ..Visit::default() }).await;
    stage.picture("arabic-1280").await;
    // The swatch is right of the name; the arrow to the left goes on, to the menu.
    let left = |cell: &'static str| {
        format!(
            "return document.querySelector(\"[data-status-id='103'] [data-cell={cell}]\").getBoundingClientRect().left"
        )
    };
    let at = async |cell| stage.run(&left(cell)).await.as_f64().expect("a place");
    assert!(at("color").await > at("name").await && at("name").await > at("menu").await);
    stage.focus("[data-status-id='103'] [data-cell=name]").await;
    stage.keys(key::RIGHT).await;
    assert_eq!(stage.focused_cell().await, "103 color");
    stage.keys(key::LEFT).await;
    stage.keys(key::LEFT).await;
    assert_eq!(stage.focused_cell().await, "103 menu");
    // Colours, a dialog and the help.
    stage.click("[data-status-id='103'] [data-cell=color]").await;
    stage.find("[role=listbox]").await;
    stage.picture("arabic-colours").await;
    stage.keys(key::ESCAPE).await;
    stage.click("[data-status-id='113'] [data-cell=menu]").await;
    stage.find("[role=menu]").await;
    stage.picture("arabic-menu").await;
    stage.keys(key::ESCAPE).await;
    stage.help().await;
    stage.picture("arabic-help").await;
    stage.keys(key::ESCAPE).await;
    // Codes and keys keep their own direction.
    let code = "return getComputedStyle(document.querySelector(\"[data-status-id='103'] .status-row__code .code\")).direction";
    assert_eq!(stage.run(code).await, "ltr");
    stage.rename(103, "ورق").await;
    stage.until_stored(103, "ورق").await;
    stage.widen(320, 800).await;
    stage.fill_window().await;
    stage.picture("arabic-320").await;
    assert_eq!(stage.run(OVERFLOW).await, 0);
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_language_nobody_knows_is_english() {
    let stage = Stage::set().await;
    let app = stage.emulator.app().to_owned();
    for (query, language) in
        [("?LANG=xx", "en"), ("?LANG=uk", "uk"), ("?LANG=zh-TW", "zh-Hant"), ("?LANG=es", "es")]
    {
        stage.client.goto(&format!("{app}/{query}")).await.expect("the page opens");
        stage.find(".blank__title").await;
        let lang = async || stage.run("return document.documentElement.lang").await;
        stage.until(&format!("{query} is {language}"), || async { lang().await == language }).await;
    }
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_its_language_the_editor_says_that_it_could_not_start() {
    let stage = Stage::set().await;
    let fault = json!({"kind": "html", "status": 500, "file": "*de.txt", "count": "all"});
    browser::http::post(&format!("{}/faults", stage.emulator.control()), &fault);
    stage.visit(Visit { lang: "de", ..Visit::default() }).await;
    stage.until_text("[role=alert]", "The editor could not start").await;
    stage.until_text("[role=alert]", "de.txt: 500").await;
    stage.strike().await;
}
