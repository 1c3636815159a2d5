//! What a row can be in the middle of.

use crate::portal::{Portal, answer_stored, refused, status};
use crate::{name_of, press, press_with, rename, renamed, type_into};
use statuses::{Act, Answer, Cause, Read, Status};
use std::rc::Rc;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

fn focused() -> String {
    let active = web_sys::window().and_then(|window| window.document()?.active_element());
    let row = active.and_then(|it| it.closest("[data-status-id]").ok()?);
    row.and_then(|row| row.get_attribute("data-status-id")).unwrap_or_default()
}

#[wasm_bindgen_test]
async fn what_somebody_else_changed_is_not_overwritten_unasked() {
    let portal = Portal::open().await;
    portal.store(&status(2, "Proposal"));
    rename(&portal, 2, "Deal").await;
    portal.until_state(2, "conflict").await;
    assert_eq!(name_of(&portal, 2).text_content().as_deref(), Some("Deal"), "the user's text stays");
    let note = portal.text("[data-status-id='2'] [role=alert]");
    assert_eq!(note, "Changed elsewhere: the name is now \"Proposal\". Yours: \"Deal\".");
    assert!(portal.sent_so_far().is_empty());
    portal.press("[data-status-id='2'] .status-row__note", "Use mine").await;
    assert_eq!(focused(), "2", "the focus stays on the row whose note went");
    assert_eq!(portal.sent().await, [renamed(2, "Deal")]);
    portal.answer([answer_stored(status(2, "Deal"))]).await;
    assert_eq!(portal.state(2), "saved");
    portal.close();
}

#[wasm_bindgen_test]
async fn theirs_can_be_kept() {
    let portal = Portal::open().await;
    portal.store(&status(2, "Proposal"));
    rename(&portal, 2, "Deal").await;
    portal.until_state(2, "conflict").await;
    portal.press("[data-status-id='2'] .status-row__note", "Keep theirs").await;
    assert_eq!(portal.state(2), "idle");
    assert_eq!(name_of(&portal, 2).text_content().as_deref(), Some("Proposal"));
    portal.close();
}

#[wasm_bindgen_test]
async fn several_questions_are_spoken_in_one_sentence() {
    let portal = Portal::open().await;
    for id in [1, 2] {
        rename(&portal, id, "Refused").await;
        portal.answer([refused(Cause::UpdateFailed)]).await;
        assert_eq!(portal.state(id), "failed");
    }
    assert!(portal.host().query_selector(".status-row__note [role=alert]").expect("a selector").is_none());
    assert_eq!(portal.text(".status-line [role=alert]"), "1 change was not saved");
    assert!(portal.text(".status-line__main").contains("2 changes not saved"));
    portal.press("[data-status-id='1'] .status-row__note", "Revert").await;
    assert!(portal.text("[data-status-id='2'] [role=alert]").contains("Not saved"));
    portal.close();
}

#[wasm_bindgen_test]
async fn what_will_be_tried_again_waits_and_says_so_above_the_list() {
    let portal = Portal::open().await;
    rename(&portal, 2, "Later").await;
    portal.answer([refused(Cause::Busy)]).await;
    assert_eq!(portal.state(2), "waiting");
    let banner = portal.text(".banner");
    assert!(banner.contains("Bitrix24 is limiting requests right now. We'll try again in"), "{banner}");
    assert!(portal.text(".status-line").contains("1 change waits to be saved"));
    portal.close();
}

#[wasm_bindgen_test]
async fn a_deletion_can_be_called_off_for_a_while() {
    let portal = Portal::open().await;
    name_of(&portal, 2).focus().expect("the focus");
    press(&name_of(&portal, 2), "Delete");
    // Its records are counted first.
    portal.until_state(2, "doomed").await;
    assert!(portal.text(".status-line__main").contains("\"Offer\" will be deleted in 7 seconds."));
    portal.press("[data-status-id='2']", "Undo").await;
    assert_eq!(portal.state(2), "idle");
    assert!(portal.sent_so_far().is_empty());
    portal.close();
}

#[wasm_bindgen_test]
async fn what_somebody_else_deleted_stays_until_it_was_seen() {
    let portal = Portal::open().await;
    portal.drop_row(2);
    portal.find("[data-tool=refresh]").click();
    portal.until_state(2, "gone").await;
    assert!(portal.text("[data-status-id='2'] .status-row__note").contains("Deleted by someone else"));
    name_of(&portal, 2).click();
    portal.settle().await;
    assert!(portal.host().query_selector("input[name=NAME]").expect("a selector").is_none());
    portal.press("[data-status-id='2']", "Remove from view").await;
    assert_eq!(portal.order(), ["1", "3"]);
    portal.close();
}

#[wasm_bindgen_test]
async fn a_row_that_moves_keeps_the_focus_and_tells_its_place() {
    let portal = Portal::open().await;
    name_of(&portal, 1).focus().expect("the focus");
    press_with(&name_of(&portal, 1), "ArrowDown", |init| init.set_alt_key(true));
    portal.settle().await;
    assert_eq!(portal.order(), ["2", "1", "3"]);
    assert_eq!(focused(), "1");
    assert_eq!(portal.text(".status-line [role=status]"), "\"New\": position 2 of 3");
    press_with(&name_of(&portal, 1), "End", |init| init.set_alt_key(true));
    portal.settle().await;
    assert_eq!(portal.order(), ["2", "3", "1"]);
    assert_eq!(focused(), "1");
    portal.close();
}

/// The buttons by which rows are moved.
fn handle(portal: &Portal, id: u32) -> HtmlElement {
    portal.find(&format!("[data-status-id='{id}'] [data-cell=handle]"))
}

#[wasm_bindgen_test]
async fn a_row_in_the_hand_stirs_only_itself_and_the_rows_beside_which_it_would_be() {
    let rows: Vec<_> = (1..=30).map(|id| status(id, &format!("Value {id}"))).collect();
    let portal = Portal::open_with(rows).await;
    handle(&portal, 20).focus().expect("the focus");
    portal.settle().await;
    let touched = portal.watch_rows().await;
    // A click that no pointer has made: by key, or by a screen reader.
    handle(&portal, 20).click();
    portal.settle().await;
    assert_eq!(portal.state(20), "lifted");
    for _ in 0..3 {
        press(&handle(&portal, 20), "ArrowUp");
        portal.settle().await;
    }
    assert_eq!(portal.find("[data-drop]").get_attribute("data-status-id").as_deref(), Some("17"));
    let mut stirred = touched.rows();
    stirred.sort();
    assert_eq!(stirred, ["17", "18", "19", "20"]);
    press(&handle(&portal, 20), "Escape");
    portal.settle().await;
    assert_eq!(portal.state(20), "idle");
    assert_eq!(portal.text(".status-line [role=status]"), "\"Value 20\" put back, position 20 of 30");
    assert_eq!(portal.sent_so_far(), []);
    portal.close();
}

#[wasm_bindgen_test]
async fn one_name_after_the_other_is_added() {
    let portal = Portal::open().await;
    portal.find(".add button").click();
    portal.settle().await;
    let field = type_into(&portal, "Fourth").await;
    press(&field, "Enter");
    portal.settle().await;
    assert!(field.is_connected() && field.value().is_empty(), "ready for the next");
    let order = portal.order();
    assert_eq!(order.len(), 4);
    let selector = format!("[data-status-id='{}']", order[3]);
    let row = portal.find(&selector);
    assert_eq!(portal.text(&format!("{selector} [data-cell=name]")), "Fourth");
    let code = match &portal.sent().await[..] {
        [Act::Add { draft, .. }] => draft.code.clone(),
        sent => panic!("{sent:?}"),
    };
    let made = Status { code, ..Rc::unwrap_or_clone(status(40, "Fourth")) };
    portal.answer([Answer { write: Ok(()), read: Read::Row(Rc::new(made)) }]).await;
    assert_eq!(portal.order(), ["1", "2", "3", "40"]);
    assert!(row.is_connected(), "it is still the same element, with whatever is being written in it");
    portal.close();
}

#[wasm_bindgen_test]
async fn undo_works_by_key_whatever_the_layout_but_not_in_a_field() {
    let portal = Portal::open().await;
    rename(&portal, 2, "Deal").await;
    portal.answer([answer_stored(status(2, "Deal"))]).await;
    let field = crate::type_name(&portal, 1, "Half").await;
    press_with(&field, "z", |init| init.set_ctrl_key(true));
    portal.settle().await;
    assert_eq!(name_of(&portal, 2).text_content().as_deref(), Some("Deal"));
    press(&field, "Escape");
    portal.settle().await;
    press_with(&name_of(&portal, 1), "я", |init| {
        init.set_ctrl_key(true);
        init.set_code("KeyZ");
    });
    portal.settle().await;
    assert_eq!(name_of(&portal, 2).text_content().as_deref(), Some("Offer"));
    portal.close();
}
