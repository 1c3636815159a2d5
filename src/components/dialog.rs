//! A modal dialog: the browser's own, which traps the focus, returns it and makes the rest inert.

use super::icon::icon;
use crate::locale::use_texts;
use web_sys::HtmlDialogElement;
use yew::prelude::*;

/// Properties of [`Dialog`].
#[derive(PartialEq, Properties)]
pub struct DialogProps {
    /// It asks about something that cannot be undone.
    #[prop_or_default]
    pub alert: bool,
    /// Its title.
    pub title: Html,
    /// Told once it is closed, however that happened.
    pub onclose: Callback<()>,
    /// The dialog's element, for those who want to close it.
    pub node: NodeRef,
    /// What it says.
    pub children: Html,
    /// Its buttons. The one with `autofocus` gets the focus.
    pub buttons: Html,
}

/// Open as long as it is mounted.
#[component]
pub fn Dialog(props: &DialogProps) -> Html {
    let texts = use_texts();
    use_effect_with(props.node.clone(), |node| {
        if let Some(dialog) = node.cast::<HtmlDialogElement>() {
            let _ = dialog.show_modal();
        }
    });
    let role = if props.alert { "alertdialog" } else { "dialog" };
    let onclose = props.onclose.reform(|_: Event| ());
    let dismiss = {
        let node = props.node.clone();
        move |_: MouseEvent| close(&node)
    };
    html! {
        <dialog ref={props.node.clone()} class="dialog" {role} {onclose}
            aria-labelledby="dialog-title" aria-describedby="dialog-text">
            <div class="dialog__head">
                <h2 class="dialog__title" id="dialog-title">{props.title.clone()}</h2>
                <button class="icon-button" type="button" aria-label={texts.close} onclick={dismiss}>
                    {icon("cross")}
                </button>
            </div>
            <div class="dialog__body" id="dialog-text">{props.children.clone()}</div>
            <div class="dialog__foot">{props.buttons.clone()}</div>
        </dialog>
    }
}

/// Closes a dialog; its owner is told by `onclose`, after the focus is back where it was.
pub fn close(node: &NodeRef) {
    if let Some(dialog) = node.cast::<HtmlDialogElement>() {
        dialog.close();
    }
}
