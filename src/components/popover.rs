//! A box beside the element it belongs to, above everything else.
//!
//! The browser's `popover` gives the top layer, closing by a click elsewhere, and the focus back; placing it
//! inside the frame is ours, because a frame cuts what leaves it (ux §10.3).

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

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
    /// What is in it. The element with `data-autofocus` gets the focus.
    pub children: Html,
}

/// Shows its children as long as it is mounted.
#[component]
pub fn Popover(props: &PopoverProps) -> Html {
    let node = use_node_ref();
    let escaped = use_mut_ref(|| false);
    // The newest callback, for a listener that is as old as the popover.
    let latest = use_mut_ref(|| props.onclose.clone());
    latest.borrow_mut().clone_from(&props.onclose);
    use_effect_with((), {
        let (node, anchor) = (node.clone(), props.anchor.clone());
        let escaped = escaped.clone();
        move |()| {
            let element = node.cast::<HtmlElement>();
            if let Some(element) = &element {
                open(element, &anchor);
            }
            let listener = element.map(|element| {
                EventListener::new(&element, "toggle", move |event| {
                    if event.unchecked_ref::<web_sys::ToggleEvent>().new_state() == "closed" {
                        let onclose = latest.borrow().clone();
                        onclose.emit(if *escaped.borrow() { Dismissal::Escape } else { Dismissal::Done });
                    }
                })
            });
            move || drop(listener)
        }
    });
    let onkeydown = move |event: KeyboardEvent| {
        if event.key() == "Escape" && !event.is_composing() {
            event.prevent_default();
            event.stop_propagation();
            *escaped.borrow_mut() = true;
            close(&event);
        }
    };
    html! {
        <div ref={node} class={classes!("popover", props.class)} popover="auto"
            role={props.role} aria-label={props.label.clone()} {onkeydown}>
            {props.children.clone()}
        </div>
    }
}

/// Closes the popover an event comes from; its owner is told by `onclose`.
pub fn close(event: &Event) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let popover = target.and_then(|target| target.closest("[popover]").ok().flatten());
    if let Some(popover) = popover.and_then(|popover| popover.dyn_into::<HtmlElement>().ok()) {
        let _ = popover.hide_popover();
    }
}

fn open(element: &HtmlElement, anchor: &str) {
    if element.show_popover().is_err() {
        return;
    }
    let document = web_sys::window().and_then(|window| window.document());
    let anchor = document.as_ref().and_then(|document| document.query_selector(anchor).ok().flatten());
    let root = document.and_then(|document| document.document_element());
    if let (Some(anchor), Some(root)) = (anchor, root) {
        place(element, &anchor, &root);
    }
    if let Ok(Some(first)) = element.query_selector("[data-autofocus]")
        && let Some(first) = first.dyn_ref::<HtmlElement>()
    {
        let _ = first.focus();
    }
}

/// Below the anchor if there is room, else above, else wherever it fits; never outside the frame.
fn place(element: &HtmlElement, anchor: &Element, root: &Element) {
    // Whole pixels: the printing of fractions would cost 10 KB of program.
    #[expect(clippy::cast_possible_truncation, reason = "a place on a screen")]
    let whole = |at: f64| at as i32;
    let (width, height) = (root.client_width(), root.client_height());
    let (anchor, own) = (anchor.get_bounding_client_rect(), element.get_bounding_client_rect());
    let (own_width, own_height) = (whole(own.width()), whole(own.height()));
    let below = whole(anchor.bottom()) + GAP;
    let above = whole(anchor.top()) - GAP - own_height;
    let top = if below + own_height <= height - GAP || above < GAP { below } else { above };
    let start = whole(anchor.left());
    let left = if start + own_width > width - GAP { whole(anchor.right()) - own_width } else { start };
    let style = element.style();
    let _ = style.set_property("--x", &format!("{}px", left.min(width - GAP - own_width).max(GAP)));
    let _ = style.set_property("--y", &format!("{}px", top.min(height - GAP - own_height).max(GAP)));
}
