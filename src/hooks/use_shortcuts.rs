//! Keys that work everywhere (ux §6.6): undo and redo, search, help, from one part of the screen to the next.

use crate::components::search::{SEARCH, STOP};
use crate::dom;
use crate::model::Dispatcher;
use gloo_events::{EventListener, EventListenerOptions};
use statuses::Action;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement, KeyboardEvent};
use yew::prelude::*;

/// The parts of the screen, in order.
const PARTS: &str = ".widget__header, .banner, .widget__body, .toast, .status-line";
/// What can have the focus in a part that has no list.
const FOCUSABLE: &str = ":is(button, input, a[href]):not([tabindex=\"-1\"])";

/// What a key wants.
enum Wish {
    Act(Action),
    Search,
    Help,
    Part { back: bool },
}

/// Listens to the keys. Those without Ctrl or ⌘ can be switched off (WCAG 2.1.4).
#[hook]
pub fn use_shortcuts(dispatcher: &Dispatcher, single_keys: bool, onhelp: Callback<()>) {
    let dispatcher = dispatcher.clone();
    // The newest of both, for a listener that is as old as the editor.
    let latest = use_mut_ref(|| (single_keys, onhelp.clone()));
    *latest.borrow_mut() = (single_keys, onhelp);
    use_effect_with((), move |()| {
        let options = EventListenerOptions::enable_prevent_default();
        let listener = web_sys::window().map(|window| {
            EventListener::new_with_options(&window, "keydown", options, move |event| {
                let (single_keys, onhelp) = latest.borrow().clone();
                let Some(wish) = wish(event, single_keys) else { return };
                event.prevent_default();
                match wish {
                    Wish::Act(action) => dispatcher.dispatch(action),
                    Wish::Search => search(),
                    Wish::Help => onhelp.emit(()),
                    Wish::Part { back } => go_on(back),
                }
            })
        });
        move || drop(listener)
    });
}

fn wish(event: &Event, single_keys: bool) -> Option<Wish> {
    let key = event.dyn_ref::<KeyboardEvent>()?;
    if key.alt_key() || key.is_composing() || event.default_prevented() {
        return None;
    }
    if key.key() == "F6" && !dom::is_covered() {
        return Some(Wish::Part { back: key.shift_key() });
    }
    // What is typed belongs to the field, and what is open above the list to itself.
    if dom::is_writing() {
        return None;
    }
    if !key.ctrl_key() && !key.meta_key() {
        return match key.key().as_str() {
            "/" if single_keys => Some(Wish::Search),
            "?" if single_keys => Some(Wish::Help),
            _ => None,
        };
    }
    match (letter(key)?, key.shift_key()) {
        ('z', false) => Some(Wish::Act(Action::Undone(None))),
        ('z', true) => Some(Wish::Act(Action::Redone)),
        ('y', false) if key.ctrl_key() => Some(Wish::Act(Action::Redone)),
        ('f', false) if dom::find(SEARCH).is_some() => Some(Wish::Search),
        _ => None,
    }
}

fn search() {
    if let Some(field) = dom::find(SEARCH) {
        let _ = field.focus();
        field.unchecked_into::<web_sys::HtmlInputElement>().select();
    }
}

/// Goes to the next part of the screen that can have the focus, or to the one before; the ends meet.
fn go_on(back: bool) {
    let Some(root) = dom::document().and_then(|document| document.document_element()) else { return };
    let focused = dom::focused();
    let mut parts = dom::all(&root, PARTS);
    if back {
        parts.reverse();
    }
    let at = parts.iter().position(|part| part.contains(focused.as_deref()));
    let count = parts.len();
    let others = (1..=count).filter_map(|step| parts.get((at.unwrap_or(count - 1) + step) % count));
    for target in others.filter_map(target) {
        let _ = target.focus();
        if dom::focused().as_deref() == Some(&target) {
            return;
        }
    }
}

/// Where the focus goes in a part: to where the list has it, or to the first button or field, or to itself.
fn target(part: &HtmlElement) -> Option<HtmlElement> {
    let first = |selector| dom::all(part, selector).into_iter().next();
    first(STOP).or_else(|| first(FOCUSABLE)).or_else(|| part.has_attribute("tabindex").then(|| part.clone()))
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
