//! The editor in a browser, with a portal made of promises.

#![cfg(target_arch = "wasm32")]
#![expect(clippy::expect_used, reason = "a test that meets what it does not expect has failed")]

mod languages;
mod portal;
mod states;

use portal::{Portal, answer_stored, refused, status};
use statuses::{Act, Cause, Name, StatusId};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, HtmlElement, HtmlInputElement, KeyboardEvent, KeyboardEventInit};

wasm_bindgen_test_configure!(run_in_browser);

fn name_of(portal: &Portal, id: u32) -> HtmlElement {
    portal.find(&format!("[data-status-id='{id}'] [data-cell=name]"))
}

/// Types into the open field, as far as the program can tell.
async fn type_name(portal: &Portal, id: u32, text: &str) -> HtmlInputElement {
    name_of(portal, id).click();
    portal.settle().await;
    type_into(portal, text).await
}

/// Types into the field that is open.
async fn type_into(portal: &Portal, text: &str) -> HtmlInputElement {
    let field: HtmlInputElement = portal.find("input[name=NAME]").unchecked_into();
    field.set_value(text);
    let input = web_sys::InputEvent::new_with_event_init_dict("input", &{
        let init = web_sys::InputEventInit::new();
        init.set_bubbles(true);
        init
    });
    field.dispatch_event(&input.expect("an event")).expect("dispatched");
    portal.settle().await;
    field
}

fn press(element: &Element, key: &str) {
    press_with(element, key, |_| {});
}

fn press_with(element: &Element, key: &str, modify: impl Fn(&KeyboardEventInit)) {
    let init = KeyboardEventInit::new();
    init.set_key(key);
    init.set_cancelable(true);
    modify(&init);
    init.set_bubbles(true);
    let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).expect("an event");
    element.dispatch_event(&event).expect("dispatched");
}

async fn rename(portal: &Portal, id: u32, text: &str) {
    let field = type_name(portal, id, text).await;
    press(&field, "Enter");
    portal.settle().await;
}

fn renamed(id: u32, text: &str) -> Act {
    let (id, name) = (StatusId::new(id).expect("an id"), Name::parse(text).ok());
    Act::Update { id, name, color: None, sort: None }
}

#[wasm_bindgen_test]
async fn an_edit_is_shown_at_once_and_marked_saved_only_after_the_read_back() {
    let portal = Portal::open().await;
    rename(&portal, 2, "Offer sent").await;
    assert_eq!(name_of(&portal, 2).text_content().as_deref(), Some("Offer sent"));
    assert_eq!(portal.state(2), "saving");
    portal.answer([answer_stored(status(2, "Offer sent"))]).await;
    assert_eq!(portal.state(2), "saved");
    portal.close();
}

#[wasm_bindgen_test]
async fn a_yes_with_another_row_behind_it_is_not_saved() {
    let portal = Portal::open().await;
    rename(&portal, 2, "Offer sent").await;
    portal.answer([answer_stored(status(2, "Offer"))]).await;
    assert_eq!(portal.state(2), "failed");
    let note = portal.find("[data-status-id='2'] [role=alert]").text_content().unwrap_or_default();
    assert!(
        note.contains("Bitrix24 accepted the change but didn't store it. \"Offer sent\" is still \"Offer\"."),
        "{note}"
    );
    portal.close();
}

#[wasm_bindgen_test]
async fn a_row_has_one_request_and_what_is_typed_meanwhile_follows() {
    let portal = Portal::open().await;
    rename(&portal, 2, "First").await;
    assert_eq!(portal.sent().await, [renamed(2, "First")]);
    for text in ["Second", "Third"] {
        rename(&portal, 2, text).await;
    }
    portal.answer([answer_stored(status(2, "First"))]).await;
    let sent = portal.sent().await;
    assert_eq!(sent, [renamed(2, "First"), renamed(2, "Third")], "what was overtaken is not sent");
    portal.answer([answer_stored(status(2, "Third"))]).await;
    assert_eq!(portal.state(2), "saved");
    portal.close();
}

#[wasm_bindgen_test]
async fn a_failed_edit_keeps_the_text_and_is_sent_again_as_it_was() {
    let portal = Portal::open().await;
    rename(&portal, 2, "Offer sent").await;
    portal.answer([refused(Cause::UpdateFailed)]).await;
    assert_eq!(name_of(&portal, 2).text_content().as_deref(), Some("Offer sent"));
    portal.find("[data-status-id='2'] .status-row__note button").click();
    portal.settle().await;
    assert_eq!(portal.state(2), "saving");
    assert_eq!(portal.sent().await, [renamed(2, "Offer sent"), renamed(2, "Offer sent")]);
    portal.close();
}

#[wasm_bindgen_test]
async fn an_answer_does_not_disturb_the_typist() {
    let portal = Portal::open().await;
    rename(&portal, 2, "First").await;
    let field = type_name(&portal, 2, "Half a na").await;
    field.set_selection_range(4, 4).expect("a caret");
    portal.answer([answer_stored(status(2, "First"))]).await;
    assert_eq!(field.value(), "Half a na");
    assert_eq!(field.selection_start(), Ok(Some(4)), "the caret has not moved");
    assert!(field.is_connected(), "it is still the same field");
    portal.close();
}

#[wasm_bindgen_test]
async fn an_edit_touches_its_own_row_only() {
    let portal = Portal::open().await;
    // The list's tab stop goes where the focus goes; that is not the edit's doing.
    name_of(&portal, 2).focus().expect("the focus");
    portal.settle().await;
    let touched = portal.watch_rows().await;
    rename(&portal, 2, "Offer sent").await;
    portal.answer([answer_stored(status(2, "Offer sent"))]).await;
    assert_eq!(touched.rows(), ["2"]);
    portal.close();
}

#[wasm_bindgen_test]
async fn markup_in_a_name_is_text() {
    let portal = Portal::open_with(vec![status(1, "<img src=x onerror=alert(1)><b>x</b>")]).await;
    assert_eq!(name_of(&portal, 1).text_content().as_deref(), Some("<img src=x onerror=alert(1)><b>x</b>"));
    assert!(portal.host().query_selector("img, b").expect("a selector").is_none());
    portal.close();
}
