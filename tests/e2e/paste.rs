//! A list that is pasted: what becomes of each line, in batches, with a way to stop and a way to mend.

use crate::stage::{Stage, Visit, key};
use serde_json::{Value, json};

const TEXT: &str = "dialog textarea";
const ADD: &str = "dialog .button[data-variant=primary]";

async fn open(stage: &Stage) {
    stage.run("document.querySelectorAll('.add button')[1].click()").await;
    stage.find(TEXT).await;
}

async fn results(stage: &Stage) -> String {
    let script =
        "return [...document.querySelectorAll('dialog tbody tr')].map(it => it.lastChild.textContent).join()";
    stage.run(script).await.as_str().unwrap_or_default().to_owned()
}

async fn left(stage: &Stage) -> String {
    stage
        .run("return document.querySelector('dialog textarea').value")
        .await
        .as_str()
        .unwrap_or_default()
        .to_owned()
}

async fn until_closed(stage: &Stage) {
    stage.until("closed", || async { !stage.has("dialog[open]").await }).await;
}

/// How many rows the portal holds whose name begins so.
fn stored(stage: &Stage, start: &str) -> usize {
    let is = |row: &&Value| row["NAME"].as_str().is_some_and(|name| name.starts_with(start));
    stage.rows().iter().filter(is).count()
}

fn lines(count: usize) -> String {
    let lines: Vec<_> = (1..=count).map(|number| format!("Line {number}")).collect();
    lines.join("\n")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_line_is_told_what_becomes_of_it_before_anything_is_sent() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    let requests = stage.log().len();
    open(&stage).await;
    stage.until_text(ADD, "Nothing to add").await;
    stage.click(ADD).await;
    let long = "x".repeat(108);
    let text = format!(
        "Qualification\t#2fc6f6\r\nDemo booked\nProposal sent\t#ffa801\tPROPOSAL\nInvoice\n\n{long}\n0\nA\t#12\nB\t\tnew"
    );
    stage.paste_list(&text).await;
    stage.until_text(ADD, "Add 4 stages").await;
    assert_eq!(
        results(&stage).await,
        "New,New,New,Same name,Skipped,Too long by 8,\"0\" can't be a name,Not a colour,Code taken"
    );
    stage.until_text("dialog tbody", "DEMO_BOOKED").await;
    assert_eq!(stage.log().len(), requests, "nobody was asked");
    stage.click(ADD).await;
    stage.until_text("dialog [role=alert]", "4 added, 4 not added. The lines that failed are below.").await;
    let kept = left(&stage).await;
    assert_eq!(kept, format!("{long}\n0\nA\t#12\nB\t\tnew"), "as text to fix");
    stage.paste_list("A\t#123456").await;
    stage.until_text(ADD, "Add 1 stage").await;
    stage.click(ADD).await;
    until_closed(&stage).await;
    let order = "New,Create papers,Invoice,In progress,Final invoice,Qualification,Demo booked,Proposal sent,Invoice,A,Deal won";
    assert!(stage.names().await.starts_with(order), "{}", stage.names().await);
    let row = |name: &str| stage.rows().into_iter().find(|row| row["NAME"] == name).expect("the row");
    assert_eq!(
        (&row("Proposal sent")["COLOR"], &row("Proposal sent")["STATUS_ID"]),
        (&json!("#ffa801"), &json!("PROPOSAL"))
    );
    assert_eq!(row("A")["COLOR"], "#123456");
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ninety_lines_are_four_batches_and_one_step() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    let requests = stage.log().len();
    open(&stage).await;
    stage.paste_list(&lines(90)).await;
    stage.until_text(ADD, "Add 90 stages").await;
    stage.click(ADD).await;
    stage.until_text("dialog [role=status]", "of 90 added").await;
    stage.picture("pasting").await;
    until_closed(&stage).await;
    assert_eq!(stored(&stage, "Line "), 90);
    assert_eq!(stage.log().len() - requests, 8, "each batch is preceded by a look at the list");
    stage.until_text(".status-line", "Added 90 values").await;
    let names = stage.names().await;
    let wanted: Vec<_> = (1..=90).map(|number| format!("Line {number}")).collect();
    assert!(names.contains(&format!("Final invoice,{},Deal won", wanted.join(","))), "{names}");
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn stopped_half_way_the_rest_stays_as_text() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    stage.ops(
        &json!([{"op": "fault", "kind": "delay", "method": "crm.status.add", "ms": 1500, "count": "all"}]),
    );
    open(&stage).await;
    stage.paste_list(&lines(60)).await;
    stage.until_text(ADD, "Add 60 stages").await;
    stage.click(ADD).await;
    stage.until_text("dialog [role=status]", "2").await;
    stage.press("self::dialog", "Stop").await;
    stage.until_text("dialog [role=alert]", "not added").await;
    let added = stored(&stage, "Line ");
    assert!((1..60).contains(&added), "{added}");
    let kept = left(&stage).await;
    assert_eq!(kept.lines().count(), 60 - added);
    assert!(kept.ends_with("Line 60"));
    assert!(!stage.names().await.contains("Line 60"), "what was not added is not in the list");
    stage.keys(key::ESCAPE).await;
    until_closed(&stage).await;
    stage.until_text(".status-line", &format!("Added {added} values")).await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_line_stays_as_text_with_the_reason_and_is_tried_again() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    stage.ops(&json!([{"op": "fault", "kind": "refuse", "method": "crm.status.add"}]));
    open(&stage).await;
    stage.paste_list("One\nTwo\nThree\t\tMINE").await;
    stage.until_text(ADD, "Add 3 stages").await;
    stage.click(ADD).await;
    stage.until_text("dialog [role=alert]", "2 added, 1 not added.").await;
    stage.until_text("dialog [role=alert]", "Bitrix24 refused to add \"One\".").await;
    assert_eq!(left(&stage).await, "One");
    stage.run("navigator.clipboard.writeText = text => Promise.resolve(window.copied = text)").await;
    stage.press("@class='paste__left'", "Copy").await;
    stage.until_text(".paste__left", "Copied").await;
    assert_eq!(stage.run("return window.copied").await, "One", "the lines that failed, for elsewhere");
    stage.picture("paste-refused").await;
    stage.dark(true).await;
    stage.widen(320, 700).await;
    stage.fill_window().await;
    stage.picture("paste-refused-320-dark").await;
    stage.click(ADD).await;
    until_closed(&stage).await;
    assert_eq!((stored(&stage, "One"), stored(&stage, "Two"), stored(&stage, "Three")), (1, 1, 1));
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_is_pasted_by_keyboard_alone_and_taken_back_in_one_step() {
    let stage = Stage::set().await;
    stage.open(Visit { lang: "ru", ..Visit::default() }).await;
    stage.focus(".add button").await;
    stage.keys(key::TAB).await;
    stage.keys(key::ENTER).await;
    stage.find(TEXT).await;
    stage.keys("Первый").await;
    stage.keys(key::ENTER).await;
    stage.keys("Второй").await;
    stage.until_text(ADD, "Добавить 2 стадии").await;
    stage.chord(&[key::CONTROL], key::ENTER).await;
    until_closed(&stage).await;
    stage.until("stored", || async { stored(&stage, "Втор") == 1 && stored(&stage, "Перв") == 1 }).await;
    let back = stage.run("return document.activeElement.textContent").await;
    assert_eq!(back, "Вставить список", "the focus is back on the button");
    stage.chord(&[key::CONTROL], "z").await;
    let doomed = "return document.querySelectorAll('[data-state=doomed]').length";
    stage.until("both are to go", || async { stage.run(doomed).await == 2 }).await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_fits_every_width_theme_and_language() {
    let stage = Stage::set().await;
    let text = "Qualification\t#2fc6f6\nDemo booked\nProposal sent\t#ffa801\tPROPOSAL\nInvoice\n\n\
        Negotiation with the legal department about the terms of a very long contract that nobody will read to its end\nBad\t#12";
    for lang in ["en", "ru"] {
        stage.open(Visit { lang, ..Visit::default() }).await;
        stage.fill_window().await;
        open(&stage).await;
        stage.paste_list(text).await;
        for width in [320u32, 640, 1280] {
            stage.widen(width, 900).await;
            let overflow = stage.run("return document.documentElement.scrollWidth - innerWidth").await;
            assert_eq!(overflow, 0, "at {width}");
            for dark in [false, true] {
                stage.dark(dark).await;
                let theme = if dark { "dark" } else { "light" };
                stage.picture(&format!("paste-{width}-{theme}-{lang}")).await;
            }
        }
    }
    stage.strike().await;
}
