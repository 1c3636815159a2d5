//! A modal dialog: the browser's own, which traps the focus, returns it and makes the rest inert.

use super::icon::icon;
use crate::dom;
use statuses::text::Lang;
use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;
use yew::prelude::*;

/// Properties of [`Dialog`].
#[derive(PartialEq, Properties)]
pub struct DialogProps {
    /// Language of the interface.
    pub lang: Lang,
    /// It asks about something that cannot be undone.
    #[prop_or_default]
    pub alert: bool,
    /// It has more to show than words.
    #[prop_or_default]
    pub wide: bool,
    /// Its title.
    pub title: Html,
    /// Told once it is closed, however that happened.
    pub onclose: Callback<()>,
    /// What it says.
    pub children: Html,
    /// Its buttons. The one with `data-autofocus` gets the focus.
    pub buttons: Html,
}

/// Open as long as it is mounted.
#[component]
pub fn Dialog(props: &DialogProps) -> Html {
    let node = use_node_ref();
    use_effect_with(node.clone(), |node| {
        if let Some(dialog) = node.cast::<HtmlDialogElement>() {
            let _ = dialog.show_modal();
            // Not the attribute `autofocus`, of which Chromium complains in a page inside another one.
            dom::focus(dom::all(&dialog, "[data-autofocus]").into_iter().next());
        }
        // One that just goes, because another takes its place, gives the focus back, too.
        let node = node.clone();
        move || {
            if let Some(dialog) = node.cast::<HtmlDialogElement>() {
                dialog.close();
            }
        }
    });
    let role = if props.alert { "alertdialog" } else { "dialog" };
    let onclose = props.onclose.reform(|_: Event| ());
    html! {
        <dialog ref={node} class="dialog" {role} {onclose}
            data-wide={props.wide.then_some("")} aria-labelledby="dialog-title"
            aria-describedby={(!props.wide).then_some("dialog-text")}>
            <div class="dialog__head">
                <h2 class="dialog__title" id="dialog-title">{props.title.clone()}</h2>
                <button class="icon-button" type="button" aria-label={props.lang.texts().close} onclick={dismiss}>
                    {icon("cross")}
                </button>
            </div>
            <div class="dialog__body" id="dialog-text">{props.children.clone()}</div>
            <div class="dialog__foot">{props.buttons.clone()}</div>
        </dialog>
    }
}

/// Closes the dialog a click was made in; its owner is told by `onclose`, after the focus is back where it was.
pub fn dismiss(event: MouseEvent) {
    let dialog = dom::around(&event, "dialog");
    if let Some(dialog) = dialog.and_then(|dialog| dialog.dyn_into::<HtmlDialogElement>().ok()) {
        dialog.close();
    }
}

/// Closes the dialog that is open, as its buttons do.
pub fn close() {
    if let Some(dialog) = dom::find("dialog[open]").and_then(|it| it.dyn_into::<HtmlDialogElement>().ok()) {
        dialog.close();
    }
}

/// The button that only closes; it has the focus at the start.
pub fn closing(label: &'static str, variant: &'static str) -> Html {
    html! {
        <button class="button" type="button" data-variant={variant} onclick={dismiss} data-autofocus="">{label}</button>
    }
}
