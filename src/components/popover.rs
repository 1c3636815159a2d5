//! A box beside the element it belongs to, above everything else.
//!
//! The browser's `popover` gives the top layer, closing by a click elsewhere, and the focus back; placing it
//! inside the frame is ours, because a frame cuts what leaves it (ux §10.3).

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent as RawKeyboardEvent, Window};
use yew::prelude::*;

/// Distance to the anchor and to the frame's edges, in CSS pixels.
const GAP: f64 = 6.0;

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
    /// Selector of the element it belongs to.
    pub anchor: AttrValue,
    /// Its class beside `popover`.
    pub class: &'static str,
    /// Its ARIA role.
    pub role: &'static str,
    /// Its accessible name.
    pub label: AttrValue,
    /// Told once it is closed.
    pub onclose: Callback<Dismissal>,
    /// The popover's element, for those who want to close it.
    pub node: NodeRef,
    /// What is in it. The element with `data-autofocus` gets the focus.
    pub children: Html,
}

/// Shows its children as long as it is mounted.
#[component]
pub fn Popover(props: &PopoverProps) -> Html {
    let escaped = use_mut_ref(|| false);
    use_effect_with((), {
        let (node, anchor, onclose) = (props.node.clone(), props.anchor.clone(), props.onclose.clone());
        let escaped = escaped.clone();
        move |()| {
            let element = node.cast::<HtmlElement>();
            if let Some(element) = &element {
                open(element, &anchor);
            }
            let listener = element.map(|element| {
                EventListener::new(&element, "toggle", move |event| {
                    if event.unchecked_ref::<web_sys::ToggleEvent>().new_state() == "closed" {
                        onclose.emit(if *escaped.borrow() { Dismissal::Escape } else { Dismissal::Done });
                    }
                })
            });
            move || drop(listener)
        }
    });
    let onkeydown = {
        let node = props.node.clone();
        move |event: RawKeyboardEvent| {
            if event.key() == "Escape" && !event.is_composing() {
                event.prevent_default();
                event.stop_propagation();
                *escaped.borrow_mut() = true;
                close(&node);
            }
        }
    };
    html! {
        <div ref={props.node.clone()} class={classes!("popover", props.class)} popover="auto"
            role={props.role} aria-label={props.label.clone()} {onkeydown}>
            {props.children.clone()}
        </div>
    }
}

/// Closes a popover; its owner is told by `onclose`.
pub fn close(node: &NodeRef) {
    if let Some(element) = node.cast::<HtmlElement>() {
        let _ = element.hide_popover();
    }
}

fn open(element: &HtmlElement, anchor: &str) {
    let Some(window) = web_sys::window() else { return };
    if element.show_popover().is_err() {
        return;
    }
    let anchor = window.document().and_then(|document| document.query_selector(anchor).ok().flatten());
    if let Some(anchor) = anchor {
        place(&window, element, &anchor);
    }
    if let Ok(Some(first)) = element.query_selector("[data-autofocus]")
        && let Some(first) = first.dyn_ref::<HtmlElement>()
    {
        let _ = first.focus();
    }
}

/// Below the anchor if there is room, else above, else wherever it fits; never outside the frame.
fn place(window: &Window, element: &HtmlElement, anchor: &Element) {
    let size = |value: Result<wasm_bindgen::JsValue, _>| {
        value.ok().and_then(|value: wasm_bindgen::JsValue| value.as_f64()).unwrap_or_default()
    };
    let (width, height) = (size(window.inner_width()), size(window.inner_height()));
    let (anchor, own) = (anchor.get_bounding_client_rect(), element.get_bounding_client_rect());
    let below = anchor.bottom() + GAP;
    let above = anchor.top() - GAP - own.height();
    let top = if below + own.height() <= height - GAP || above < GAP { below } else { above };
    let ends_at_anchor = anchor.left() + own.width() > width - GAP;
    let left = if ends_at_anchor { anchor.right() - own.width() } else { anchor.left() };
    let clamp = |at: f64, own: f64, room: f64| at.min(room - GAP - own).max(GAP);
    let style = element.style();
    let _ = style.set_property("--x", &format!("{}px", clamp(left, own.width(), width)));
    let _ = style.set_property("--y", &format!("{}px", clamp(top, own.height(), height)));
}
