//! Names: whatever they hold, they are text, and turn nothing around them.

use super::{seen, set};
use crate::stage::{Stage, Visit, key};
use serde_json::json;

/// Each would do something if it were more than text. All hold the word that the checks look for.
const NAMES: [&str; 5] = [
    "<img src=x onerror=\"window.intruder=1\" class=intruder>",
    "</bdi></span></dialog><x-intruder>intruder</x-intruder>",
    "&lt;b class=intruder&gt; &amp;amp; &#60;intruder&#62;",
    "intruder \u{202e}txt.exe \u{2066}\u{200f}",
    "\"' onfocus=intruder() {name} ${intruder} \\u003cintruder",
];

/// What is wrong with how names are shown now.
const FAULTS: &str = r"
    const faults = [];
    if (window.intruder) faults.push('a name ran');
    const made = document.querySelectorAll('.intruder, x-intruder, [onfocus], [onerror]');
    for (const element of made) faults.push(`a name became ${element.outerHTML}`);
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    let shown = 0;
    while (texts.nextNode()) {
      const text = texts.currentNode;
      if (!text.data.includes('intruder')) continue;
      shown += 1;
      // A list that is copied as text isolates names by characters: what is outside of those is the page's own.
      if (/^[^\u2068]*(\u2068[^\u2069]*\u2069[^\u2068]*)+$/.test(text.data)) {
        if (text.data.replace(/\u2068[^\u2069]*\u2069/g, '').includes('intruder')) faults.push(`not isolated: ${text.data}`);
        continue;
      }
      const isolated = text.parentElement.closest('bdi, option[dir=auto]');
      // Nothing but the name is in there; characters that nobody would see are apart in it, to be marked.
      const marks = [...(isolated?.children ?? [])].every(it => it.matches('.unseen') && !it.children.length);
      const whole = [...(isolated?.childNodes ?? [])].map(it => it.textContent).join('');
      if (!isolated || !marks || (!isolated.children.length && whole !== text.data)) {
        faults.push(`not isolated: ${text.parentElement.outerHTML}`);
      }
      if (getComputedStyle(text.parentElement).unicodeBidi !== 'isolate') faults.push(`turns: ${text.data}`);
    }
    for (const field of document.querySelectorAll('input[name=NAME]')) {
      if (field.dir !== 'auto') faults.push('the field has no direction of its own');
    }
    if (!shown) faults.push('no name is shown');
    return faults;
";

/// Rows that get the names, in this order: one that cannot be deleted, ordinary ones, and one of the system.
const ROWS: [u32; 5] = [101, 105, 107, 109, 113];

const ORDINARY: u32 = ROWS[1];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_name_from_the_portal_is_only_ever_text() {
    let stage = set().await;
    for (id, name) in ROWS.into_iter().zip(NAMES) {
        stage.ops(&json!([{"op": "raw_status", "id": id, "set": {"NAME": name, "NAME_INIT": name}}]));
    }
    // Whatever is to be deleted is asked about.
    for stage_code in ["PREPAYMENT_INVOICE", "EXECUTING", "FINAL_INVOICE"] {
        stage.ops(&json!([{"op": "deals", "stage": stage_code, "count": 1}]));
    }
    stage.open(Visit::default()).await;
    for (id, name) in ROWS.into_iter().zip(NAMES) {
        assert_eq!(shown(&stage, id).await, name);
    }
    assert_text(&stage, "in the list").await;
    for id in ROWS {
        assert_text_in_overlays(&stage, id).await;
    }
    ask_for_deletion(&stage, ORDINARY).await;
    stage.press("@role='alertdialog'", "Move and delete").await;
    stage.until("gone", || async { !stage.has(&row(ORDINARY)).await }).await;
    until_told(&stage, NAMES[1]).await;
    assert_text(&stage, "after a deletion").await;
    assert_eq!(seen(&stage, "complaints").await, [""; 0]);
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_name_that_is_typed_is_only_ever_text() {
    let stage = set().await;
    stage.open(Visit::default()).await;
    for name in NAMES {
        stage.click(&format!("{} [data-cell=name]", row(ORDINARY))).await;
        let field = format!("{} input[name=NAME]", row(ORDINARY));
        stage.find(&field).await;
        // As pasted: not every letter here has a key.
        let paste = "const [css, text] = arguments;
                     const field = document.querySelector(css);
                     field.select();
                     document.execCommand('insertText', false, text);";
        stage.run_with(paste, vec![json!(field), json!(name)]).await;
        stage.keys(key::ENTER).await;
        stage.until_state(ORDINARY, "saved").await;
        assert_eq!(stage.stored(ORDINARY)["NAME"], name);
        assert_eq!(shown(&stage, ORDINARY).await, name);
        until_told(&stage, name).await;
        assert_text(&stage, "when it is saved").await;
        stage.until_state(ORDINARY, "idle").await;
    }
    // Two at once: the one that is wanted and the one that is stored.
    stage.ops(&json!([{"op": "fault", "kind": "refuse", "method": "crm.status.update"}]));
    stage.click(&format!("{} [data-cell=name]", row(ORDINARY))).await;
    stage.retype(&format!("{} input[name=NAME]", row(ORDINARY)), NAMES[0]).await;
    stage.keys(key::ENTER).await;
    stage.until_state(ORDINARY, "failed").await;
    stage.until_text(&format!("{} [role=alert]", row(ORDINARY)), NAMES[0]).await;
    assert_text(&stage, "when it is not saved").await;
    stage.press(&format!("@data-status-id='{ORDINARY}'"), "Details").await;
    stage.find("dialog .details").await;
    assert_text(&stage, "beside the details").await;
    stage.strike().await;
}

/// Opens what opens above the list, one after the other.
async fn assert_text_in_overlays(stage: &Stage, id: u32) {
    for (cell, opened) in [("color", "[role=listbox]"), ("name", "input[name=NAME]"), ("menu", "[role=menu]")]
    {
        stage.click(&format!("{} [data-cell={cell}]", row(id))).await;
        stage.find(opened).await;
        assert_text(stage, &format!("with the {cell} of {id} open")).await;
        stage.keys(key::ESCAPE).await;
        until_closed(stage).await;
    }
    ask_for_deletion(stage, id).await;
    stage.until_text("dialog[open]", "intruder").await;
    assert_text(stage, &format!("with the question about {id}")).await;
    stage.keys(key::ESCAPE).await;
    until_closed(stage).await;
}

async fn ask_for_deletion(stage: &Stage, id: u32) {
    stage.run(&format!("document.querySelector('{} [data-cell=menu]').focus()", row(id))).await;
    stage.keys(key::DELETE).await;
}

/// Waits until the live region names the name.
async fn until_told(stage: &Stage, name: &str) {
    let told = "return document.querySelector('[role=status]').textContent.includes(arguments[0])";
    stage.until("told", || async { stage.run_with(told, vec![json!(name)]).await == true }).await;
}

async fn until_closed(stage: &Stage) {
    let open = "[role=menu], [role=listbox], dialog, input[name=NAME]";
    stage.until("closed", || async { !stage.has(open).await }).await;
}

async fn assert_text(stage: &Stage, moment: &str) {
    assert_eq!(super::texts(&stage.run(FAULTS).await), [""; 0], "{moment}");
}

/// The name as the page holds it, letter by letter.
async fn shown(stage: &Stage, id: u32) -> String {
    let text = format!("return document.querySelector('{} [data-cell=name]').textContent", row(id));
    stage.run(&text).await.as_str().unwrap_or_default().to_owned()
}

fn row(id: u32) -> String {
    format!("[data-status-id=\"{id}\"]")
}
