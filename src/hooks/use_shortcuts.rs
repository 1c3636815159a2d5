//! Keys that work everywhere but in text fields: undo and redo (ux §6.6).

use crate::dom;
use crate::model::Dispatcher;
use gloo_events::{EventListener, EventListenerOptions};
use statuses::Action;
use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent};
use yew::prelude::*;

/// Listens for Ctrl/⌘+Z, Ctrl/⌘+Shift+Z and Ctrl+Y.
#[hook]
pub fn use_shortcuts(dispatcher: &Dispatcher) {
    let dispatcher = dispatcher.clone();
    use_effect_with((), move |()| {
        let options = EventListenerOptions::enable_prevent_default();
        let listener = web_sys::window().map(|window| {
            EventListener::new_with_options(&window, "keydown", options, move |event| {
                if let Some(action) = action(event) {
                    event.prevent_default();
                    dispatcher.dispatch(action);
                }
            })
        });
        move || drop(listener)
    });
}

fn action(event: &Event) -> Option<Action> {
    let key = event.dyn_ref::<KeyboardEvent>()?;
    let ours = (key.ctrl_key() || key.meta_key()) && !key.alt_key() && !key.is_composing();
    // What is typed belongs to the field, and what is open above the list to itself.
    if !ours || event.default_prevented() || dom::is_writing() {
        return None;
    }
    match (letter(key)?, key.shift_key()) {
        ('z', false) => Some(Action::Undone(None)),
        ('z', true) => Some(Action::Redone),
        ('y', false) if key.ctrl_key() => Some(Action::Redone),
        _ => None,
    }
}

/// The Latin letter of a key. Where a layout has others, the place of the key tells.
fn letter(event: &KeyboardEvent) -> Option<char> {
    let key = event.key();
    if key.is_ascii() {
        let mut letters = key.chars();
        return letters.next().filter(|_| letters.next().is_none()).map(|letter| letter.to_ascii_lowercase());
    }
    let code = event.code();
    Some(code.strip_prefix("Key")?.chars().next()?.to_ascii_lowercase())
}
