//! What is shown when the program stops, whatever stopped it.

use crate::stage::{Stage, Visit, key};
use serde_json::json;
use std::time::Duration;

/// Lines as the program leaves them in the page: text that looks like markup, a name that runs the other way and is
/// isolated from what stands around it, a name as long as names may be.
const LINES: [&str; 3] = [
    "\"Create papers\" → \"<b>Papers</b> &  prices\"",
    "\"\u{2068}مسودة\u{2069}\" → #2fc6f6",
    "\"Final invoice\" → \"WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW\"",
];

/// Every rendering that puts something in its place fails from now on, as when somebody else has changed the page.
const BREAK: &str = "Node.prototype.insertBefore = () => { throw new DOMException('not here') }";

const CRASH: &str = "#crash:not([hidden])";
const COPY: &str = "#crash [data-copy]";

/// Leaves the lines in the page in the program's stead.
async fn note(stage: &Stage, lines: &[&str]) {
    stage
        .run_with(
            "document.getElementById('unsaved').replaceChildren(...arguments[0].map(line => {
               const item = document.createElement('li');
               item.textContent = line;
               return item;
             }))",
            vec![json!(lines)],
        )
        .await;
}

/// A stage on which errors can be made to happen: what the driver's own scripts throw, Chromium keeps from the page.
async fn set() -> Stage {
    let stage = Stage::set().await;
    stage
        .run_first(
            "addEventListener('fail', () => { throw new RangeError('Maximum call stack size exceeded') });
             addEventListener('reject', () => { Promise.reject(new Error('nobody handles it')) });
             addEventListener('extension', () => {
               const error = new Error('not ours');
               error.stack = 'Error: not ours\\n    at run (chrome-extension://abcdef/inpage.js:1:1)';
               throw error;
             });",
        )
        .await;
    stage
}

/// Makes one of them happen.
async fn raise(stage: &Stage, event: &str) {
    stage.run_with("dispatchEvent(new Event(arguments[0]))", vec![json!(event)]).await;
}

/// What Copy copies.
async fn report(stage: &Stage) -> String {
    let report = stage.run("return document.getElementById('report').value").await;
    report.as_str().expect("a text").to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_panic_leaves_the_list_of_what_is_not_saved() {
    let stage = set().await;
    stage.open(Visit::default()).await;
    note(&stage, &LINES).await;
    stage.run(BREAK).await;
    stage.click("[data-status-id='103'] [data-cell=name]").await;
    stage.until_text(CRASH, "The editor stopped").await;
    assert!(!stage.has("#app").await, "nothing is left to be used");
    let shown = stage.text(CRASH).await;
    assert!(shown.contains("Nothing is half-saved that isn't listed here:"), "{shown}");
    assert!(!shown.contains("All your changes are saved"), "{shown}");
    let lines =
        stage.run("return [...document.querySelectorAll('#unsaved > li')].map(it => it.innerText)").await;
    assert_eq!(lines, json!(["\"Create papers\" → \"<b>Papers</b> & prices\"", LINES[1], LINES[2]]));
    let focused = stage.run("return document.activeElement.getAttribute('role')").await;
    assert_eq!(focused, "alert", "it is spoken, and the keyboard goes on from there");
    let report = report(&stage).await;
    for part in LINES.into_iter().chain(["panicked at", "failed to append child", "wasm", "Chrome/"]) {
        assert!(report.contains(part), "{part} in {report}");
    }
    assert_eq!(report.matches("panicked at").count(), 1, "{report}");
    assert!(!report.contains("emulator-token"), "{report}");
    stage.run("window.before = true").await;
    stage.press("@id='crash'", "Reload").await;
    stage
        .until("reloaded", || async {
            stage.enter().await;
            // The page may go while it is asked.
            let new = stage.client.execute("return !window.before", Vec::new()).await;
            new.is_ok_and(|new| new == true) && stage.has("[data-status-id='103']").await
        })
        .await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_exception_of_the_browser_stops_the_editor_too() {
    let stage = set().await;
    stage.open(Visit::default()).await;
    // Throws at once: it is called without a node.
    stage.run("HTMLInputElement.prototype.select = Node.prototype.appendChild").await;
    stage.click("[data-status-id='103'] [data-cell=name]").await;
    stage.until_text(CRASH, "The editor stopped").await;
    let report = report(&stage).await;
    assert!(report.contains("TypeError: Failed to execute 'appendChild'"), "{report}");
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_list_and_the_report_can_be_copied_whatever_the_frame_allows() {
    let stage = set().await;
    stage.open(Visit::default()).await;
    note(&stage, &LINES).await;
    raise(&stage, "fail").await;
    stage.find(CRASH).await;
    stage.run("navigator.clipboard.writeText = async text => { window.copied = text }").await;
    stage.click(COPY).await;
    stage.until_text(COPY, "Copied").await;
    let copied = stage.run("return copied").await;
    let copied = copied.as_str().expect("a text");
    let lines =
        format!("Nothing is half-saved that isn't listed here:\n{}\n\nRangeError: Max", LINES.join("\n"));
    assert!(copied.starts_with(&lines), "{copied}");
    // Not allowed: what is selected is copied.
    stage
        .run(
            "navigator.clipboard.writeText = async () => { throw new DOMException('no', 'NotAllowedError') };
             window.allowed = true;
             document.execCommand = command => {
               const {value, selectionStart, selectionEnd} = document.activeElement;
               window.selected = command + ' ' + value.slice(selectionStart, selectionEnd);
               return allowed;
             };",
        )
        .await;
    stage.click(COPY).await;
    stage.until("copied", || async { stage.run("return window.selected ?? null").await.is_string() }).await;
    assert_eq!(stage.run("return selected").await, format!("copy {copied}"));
    assert_eq!(stage.run("return document.activeElement.dataset.copy").await, "", "the focus is back");
    assert_eq!(stage.text(COPY).await, "Copied");
    assert!(!stage.has("#report:not([hidden])").await);
    // Not allowed either: there it is, selected, to be copied by hand.
    stage.run("allowed = false").await;
    stage.click(COPY).await;
    stage.until_text(COPY, "Couldn't copy").await;
    let at_hand = stage.run("return document.activeElement.id + ' ' + getSelection()").await;
    assert_eq!(at_hand, format!("report {copied}"));
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_left_of_the_program_does_nothing_any_more() {
    let stage = set().await;
    stage.open(Visit::default()).await;
    stage.click("[data-status-id='103'] [data-cell=name]").await;
    stage.retype("input[name=NAME]", "Saved by blur").await;
    let requests = stage.log().len();
    raise(&stage, "fail").await;
    stage.find(CRASH).await;
    assert!(stage.text(CRASH).await.contains("All your changes are saved in Bitrix24."));
    let first = report(&stage).await;
    raise(&stage, "fail").await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert_eq!(report(&stage).await, first);
    assert_eq!(stage.log().len(), requests, "nothing is sent any more");
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_open_dialog_does_not_stand_in_the_way() {
    let stage = set().await;
    stage.open(Visit::default()).await;
    stage.click("[data-status-id='113'] [data-cell=menu]").await;
    stage.press("@role='menu'", "Delete").await;
    stage.find("dialog[open]").await;
    raise(&stage, "fail").await;
    stage.find(CRASH).await;
    stage.run("navigator.clipboard.writeText = async () => {}").await;
    stage.keys(key::TAB).await;
    stage.keys(key::ENTER).await;
    stage.until_text(COPY, "Copied").await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn notices_and_faults_of_extensions_stop_nothing() {
    let stage = set().await;
    stage.open(Visit::default()).await;
    stage
        .run(
            "const message = 'ResizeObserver loop completed with undelivered notifications.';
             dispatchEvent(new ErrorEvent('error', {message}));
",
        )
        .await;
    raise(&stage, "extension").await;
    stage.rename(103, "Goes on").await;
    stage.until_state(103, "saved").await;
    assert!(stage.has("#crash[hidden]").await && stage.has("#app").await);
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_rejection_nobody_handles_stops_the_editor_in_russian_too() {
    let stage = set().await;
    stage.open(Visit { lang: "ru", ..Visit::default() }).await;
    note(&stage, &LINES[..1]).await;
    raise(&stage, "reject").await;
    stage.until_text(CRASH, "Редактор остановился").await;
    stage.until_text(CRASH, "Сохранено всё, кроме перечисленного здесь:").await;
    stage.run("navigator.clipboard.writeText = async () => {}").await;
    stage.press("@id='crash'", "Скопировать").await;
    stage.until_text(COPY, "Скопировано").await;
    assert!(stage.has("#crash [data-reload]").await);
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_is_painted_in_every_width_theme_and_language() {
    let stage = set().await;
    for (name, width, dark, lang) in [
        ("1280", 1280u32, false, "en"),
        ("320", 320, false, "en"),
        ("dark", 1280, true, "en"),
        ("320-dark-ru", 320, true, "ru"),
        ("ru", 1280, false, "ru"),
    ] {
        stage.dark(dark).await;
        stage.widen(width, 720).await;
        // The page alone, as wide as the frame would be.
        stage.goto(&format!("{}?LANG={lang}", stage.emulator.app())).await;
        stage.find("#app .blank").await;
        note(&stage, &LINES).await;
        raise(&stage, "fail").await;
        stage.find(CRASH).await;
        let overflow = stage.run("return document.documentElement.scrollWidth - innerWidth").await;
        assert_eq!(overflow, 0, "at {width}");
        stage.picture(&format!("crash-{name}")).await;
        stage
            .run(
                "navigator.clipboard.writeText = async () => { throw 0 };
                 document.execCommand = () => false;",
            )
            .await;
        stage.click(COPY).await;
        stage.find("#report:not([hidden])").await;
        stage.picture(&format!("crash-report-{name}")).await;
    }
    stage.widen(1280, 900).await;
    stage.dark(false).await;
    stage.open(Visit::default()).await;
    raise(&stage, "fail").await;
    stage.find(CRASH).await;
    stage.picture("crash-saved").await;
    stage.strike().await;
}
