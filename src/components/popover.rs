//! A box beside the element it belongs to, above everything else.
//!
//! The browser's `popover` gives the top layer, closing by a click elsewhere, and the focus back; placing it
//! inside the frame is ours, because a frame cuts what leaves it (ux §10.3).

use crate::dom;
use gloo_events::{EventListener, EventListenerOptions, EventListenerPhase};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// Marks a popover from which the user has turned to the screen, to take a colour from it.
pub const PICKING: &str = "data-picking";

/// Distance to the anchor and to the frame's edges, in CSS pixels.
const GAP: i32 = 6;

/// How a popover was closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dismissal {
    /// By Escape: what was begun is not wanted.
    Escape,
    /// By a click elsewhere or by its own buttons: what was done stands.
    Done,
}

/// Properties of [`Popover`].
#[derive(PartialEq, Properties)]
pub struct PopoverProps {
    /// Selectors of the elements it may belong to, the best first: it is beside the first that is on the screen.
    pub anchor: AttrValue,
    /// Its class beside `popover`.
    pub class: &'static str,
    /// Its ARIA role.
    pub role: &'static str,
    /// Its accessible name.
    pub label: AttrValue,
    /// Told just before it closes, and so before whatever else the click does that closes it.
    #[prop_or_default]
    pub onclosing: Callback<Dismissal>,
    /// Told once it is closed.
    pub onclose: Callback<Dismissal>,
    /// What is in it. The element with `data-autofocus` gets the focus.
    pub children: Html,
}

/// Shows its children as long as it is mounted. Tab out of it, or a turn to another window, closes it as a
/// click elsewhere does: what was done must not wait for a click that never comes.
#[component]
pub fn Popover(props: &PopoverProps) -> Html {
    let node = use_node_ref();
    // The newest callbacks, for listeners that are as old as the popover.
    let latest = use_mut_ref(|| (props.onclosing.clone(), props.onclose.clone()));
    latest.borrow_mut().clone_from(&(props.onclosing.clone(), props.onclose.clone()));
    use_effect_with((), {
        let (node, anchor) = (node.clone(), props.anchor.clone());
        move |()| {
            let listeners = node.cast::<HtmlElement>().map(|element| {
                open(&element, &anchor);
                listen(&element, anchor, latest)
            });
            move || drop(listeners)
        }
    });
    let onfocusout = |event: FocusEvent| {
        let to = dom::element(event.related_target());
        let popover = dom::around(&event, "[popover]");
        if to.is_some_and(|to| popover.is_some_and(|popover| !popover.contains(Some(&to)))) {
            close(&event);
        }
    };
    html! {
        <div ref={node} class={classes!("popover", props.class)} popover="auto" role={props.role}
            aria-label={props.label.clone()} {onfocusout}>
            {props.children.clone()}
        </div>
    }
}

/// Listens to what closes a popover: the browser, Escape wherever the focus is, another window.
fn listen(
    element: &HtmlElement,
    anchor: AttrValue,
    latest: Rc<RefCell<(Callback<Dismissal>, Callback<Dismissal>)>>,
) -> Option<[EventListener; 5]> {
    let window = web_sys::window()?;
    let document = window.document()?;
    let escaped = Rc::new(Cell::new(false));
    let [closing, closed] = ["beforetoggle", "toggle"].map(|kind| {
        let (escaped, latest) = (Rc::clone(&escaped), Rc::clone(&latest));
        EventListener::new(element, kind, move |event| {
            if event.unchecked_ref::<web_sys::ToggleEvent>().new_state() == "closed" {
                let (onclosing, onclose) = latest.borrow().clone();
                let told = if kind == "toggle" { onclose } else { onclosing };
                told.emit(if escaped.get() { Dismissal::Escape } else { Dismissal::Done });
            }
        })
    });
    let options = EventListenerOptions { phase: EventListenerPhase::Capture, passive: false };
    let escape = EventListener::new_with_options(&document, "keydown", options, {
        let element = element.clone();
        move |event| {
            let key = event.unchecked_ref::<web_sys::KeyboardEvent>();
            if key.key() == "Escape" && !key.is_composing() {
                event.prevent_default();
                event.stop_propagation();
                escaped.set(true);
                let _ = element.hide_popover();
            }
        }
    });
    let away = EventListener::new(&window, "blur", {
        let element = element.clone();
        move |_| {
            // The system's colour picker is a window of its own, and part of choosing.
            if dom::find("input[type=color]:focus, [data-picking]").is_none() {
                let _ = element.hide_popover();
            }
        }
    });
    let resized = EventListener::new(&window, "resize", {
        let element = element.clone();
        move |_| stay_beside(&element, &anchor)
    });
    Some([closing, closed, escape, away, resized])
}

/// Closes the popover an event comes from; its owner is told by `onclose`.
pub fn close(event: &Event) {
    if let Some(popover) = dom::around(event, "[popover]") {
        let _ = popover.hide_popover();
    }
}

fn open(element: &HtmlElement, anchor: &str) {
    if element.show_popover().is_err() {
        return;
    }
    stay_beside(element, anchor);
    dom::focus(dom::all(element, "[data-autofocus]").into_iter().next());
}

fn stay_beside(element: &HtmlElement, anchor: &str) {
    let root = dom::document().and_then(|document| document.document_element());
    if let Some(root) = root {
        let mut anchors = anchor.split(", ").flat_map(|anchor| dom::all(&root, anchor));
        let anchor = anchors.find(|it| it.offset_width() > 0);
        if let Some(anchor) = anchor {
            place(element, &anchor, &root);
        }
    }
}

/// Below the anchor if there is room, else above, else wherever it fits; never outside the frame.
fn place(element: &HtmlElement, anchor: &Element, root: &Element) {
    // Whole pixels: the printing of fractions would cost 10 KB of program.
    #[expect(clippy::cast_possible_truncation, reason = "a place on a screen")]
    let whole = |at: f64| at as i32;
    let (width, height) = (root.client_width(), root.client_height());
    // Not its rectangle, which is smaller while it appears.
    let (own_width, own_height) = (element.offset_width(), element.offset_height());
    let anchor = anchor.get_bounding_client_rect();
    let below = whole(anchor.bottom()) + GAP;
    let above = whole(anchor.top()) - GAP - own_height;
    let top = if below + own_height <= height - GAP || above < GAP { below } else { above };
    // What is too high for either side stands beside its anchor, which stays in view with its neighbours.
    let beside = below + own_height > height - GAP && above < GAP;
    let start = if beside { whole(anchor.right()) + GAP } else { whole(anchor.left()) };
    let left = if start + own_width > width - GAP { whole(anchor.right()) - own_width } else { start };
    let style = element.style();
    let _ = style.set_property("--x", &format!("{}px", left.min(width - GAP - own_width).max(GAP)));
    let _ = style.set_property("--y", &format!("{}px", top.min(height - GAP - own_height).max(GAP)));
}
