//! The panel of faults.

use std::path::PathBuf;

use browser::key;
use serde_json::json;

use crate::bench::Bench;

async fn picture(bench: &Bench, name: &str) {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("pictures");
    bench.browser.picture(&folder.join(format!("{name}.png"))).await;
}

async fn opened() -> Bench {
    let bench = Bench::new().await;
    bench.visit("placement=CRM_FUNNELS_TOOLBAR").await;
    bench.browser.click("#open-faults").await;
    bench.browser.find("#fault-form [name=add]:enabled").await;
    bench
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn faults_are_armed_by_keyboard_and_removed() {
    let bench = opened().await;
    let focused = || bench.page("return document.activeElement.name || document.activeElement.dataset.act");
    assert_eq!(focused().await, "close");
    bench.browser.keys(key::TAB).await;
    assert_eq!(focused().await, "kind");
    bench.browser.retype("#fault-form [name=name]", "crm.status.list").await;
    bench.browser.retype("#fault-form [name=count]", "3").await;
    bench.browser.keys(key::ENTER).await;
    bench.browser.until_text("#fault-list", "delay · crm.status.list · 500 ms · 3 left · hit 0 ×").await;
    let armed = || browser::http::get(&format!("{}/faults", bench.emulator.control()))["faults"].clone();
    let fault = &armed()[0];
    assert_eq!((&fault["kind"], &fault["count"], &fault["ms"]), (&json!("delay"), &json!(3), &json!(500)));

    bench.page("const [kind, often] = ['kind', 'often'].map((name) => document.querySelector(`#fault-form [name=${name}]`)); kind.value = 'html'; often.value = 'probability'; kind.dispatchEvent(new Event('change', {bubbles: true}))").await;
    bench.browser.press("@id='fault-form'", "Add").await;
    bench.browser.until_text("#fault-list", "html · crm.status.list · HTTP 502 · until removed · 30 %").await;
    bench.browser.click("#fault-list li:first-child button").await;
    bench.browser.until("one left", || async { armed().as_array().unwrap().len() == 1 }).await;
    bench.browser.click("[name=bucket][value=enterprise]").await;
    let limits = || browser::http::get(&format!("{}/limits", bench.emulator.control()));
    bench.browser.until("the limit", || async { limits()["bucket"] == "enterprise" }).await;
    bench.browser.click("[name=operating]").await;
    bench.browser.until("the other limit", || async { limits()["operating"] == false }).await;
    // What is done first may be told last.
    let note = "const status = document.querySelector('.panel__status');
        window.said = [];
        new MutationObserver(() => said.push(status.textContent)).observe(status, { childList: true })";
    bench.page(note).await;
    bench.browser.press("@class='panel__row'", "Expire tokens").await;
    bench.browser.press("@class='panel__row'", "Colleague renames the first stage").await;
    for words in ["Every token has expired.", "The colleague has renamed the first stage."] {
        let said = format!("return said.includes('{words}')");
        bench.browser.until(words, || async { bench.page(&said).await == true }).await;
    }
    let rows = browser::http::get(&format!("{}/state", bench.emulator.control()));
    let names = |row: &serde_json::Value| row["NAME"].as_str().unwrap().to_owned();
    assert!(rows.as_array().unwrap().iter().map(names).any(|name| name.starts_with("Renamed at ")));
    bench.browser.press("@class='panel__row'", "Remove all").await;
    bench.browser.until("none left", || async { armed() == json!([]) }).await;
    bench.browser.keys(key::ESCAPE).await;
    let focused = || async { bench.page("return document.activeElement.id").await == "open-faults" };
    bench.browser.until("the focus on the button", focused).await;
    assert!(bench.browser.has("#slider").await, "the slider under the panel stays");
    assert_eq!(bench.errors().await, "");
    bench.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_panel_fits_in_every_window_and_theme() {
    let bench = opened().await;
    bench.browser.press("@id='fault-form'", "Add").await;
    bench.browser.until_text("#fault-list", "delay").await;
    for (width, dark) in [(1280, false), (1280, true), (320, false), (320, true)] {
        bench.browser.dark(dark).await;
        bench.browser.widen(width, 900).await;
        let overflow = "const it = document.getElementById('faults'); return [it.scrollWidth - it.clientWidth, document.documentElement.scrollWidth - innerWidth]";
        assert_eq!(bench.page(overflow).await, json!([0, 0]), "at {width}");
        picture(&bench, &format!("panel-{width}-{}", if dark { "dark" } else { "light" })).await;
    }
    bench.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_offered_placement_opens() {
    let bench = Bench::new().await;
    bench.visit("").await;
    let codes = bench
        .page("return [...document.querySelector('[name=placement]').options].map((it) => it.value)")
        .await;
    for code in codes.as_array().unwrap() {
        let code = code.as_str().unwrap();
        bench.open(&format!("placement={code}")).await;
        assert_eq!(bench.init_data().await["PLACEMENT"], code);
        assert_eq!(bench.errors().await, "", "{code}");
        picture(&bench, code).await;
        bench.page("document.querySelector('.slider__close')?.click()").await;
        picture(&bench, &format!("{code}-behind")).await;
    }
    bench.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_form_says_what_a_blank_name_means() {
    let bench = opened().await;
    let hint = async |kind: &str, place: &str| {
        let script = format!(
            "const form = document.getElementById('fault-form');
             const choose = (field, value) => {{
               field.value = value;
               field.dispatchEvent(new Event('change', {{ bubbles: true }}));
             }};
             choose(form.elements.kind, '{kind}');
             choose(form.elements.where, '{place}');
             return form.elements.name.placeholder;"
        );
        bench.page(&script).await
    };
    assert_eq!(hint("delay", "method").await, "all");
    assert_eq!(hint("answer_lost", "method").await, "writing");
    assert_eq!(hint("empty_token", "command").await, "refreshAuth");
    assert_eq!(hint("wrong_mime", "file").await, "*.wasm");
    assert_eq!(hint("html", "file").await, "all");
    bench.strike().await;
}

/// Counts the timers of the page, and lets `/faults/kinds` wait.
const SLOW_KINDS: &str = "
    window.timers = new Set();
    const [start, stop, send] = [window.setInterval, window.clearInterval, window.fetch];
    window.setInterval = (...args) => {
      const id = start(...args);
      timers.add(id);
      return id;
    };
    window.clearInterval = (id) => {
      timers.delete(id);
      stop(id);
    };
    const gate = new Promise((resolve) => { window.release = resolve });
    window.fetch = async (url, init) => {
      if (String(url).endsWith('/faults/kinds')) await gate;
      return send(url, init);
    };";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_impatient_person_starts_one_timer() {
    let bench = Bench::new().await;
    bench.visit("").await;
    bench.page(SLOW_KINDS).await;
    for _ in 0..3 {
        bench.browser.click("#open-faults").await;
    }
    bench.page("release()").await;
    bench.browser.find("#fault-form [name=add]:enabled").await;
    // All three have what they waited for: whoever starts a timer has started it.
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    let timers = async |expected: i32| bench.page("return timers.size").await == expected;
    bench.browser.until("one timer runs", || timers(1)).await;
    bench.browser.click("#open-faults").await;
    // A dialog says that it is closed in a task of its own.
    bench.browser.until("no timer runs", || timers(0)).await;
    bench.strike().await;
}
