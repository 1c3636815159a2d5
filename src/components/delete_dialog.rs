//! "Delete this?", light for an ordinary value and heavy for a system one (ux §6.3).

use super::dialog::{Dialog, close};
use super::icon;
use crate::locale::{phrase, use_texts};
use statuses::directory::Kind;
use statuses::text::{Texts, fill};
use statuses::{Directory, Status};
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Properties of [`DeleteDialog`].
#[derive(PartialEq, Properties)]
pub struct DeleteDialogProps {
    /// The row to delete.
    pub status: Rc<Status>,
    /// Where it is.
    pub directory: Rc<Directory>,
    /// The user wants it deleted; `true` if told that it is a system row.
    pub onconfirm: Callback<bool>,
    /// The dialog is closed, whatever was decided.
    pub onclose: Callback<()>,
}

/// Asks once, and for a system row only after the user has said that the loss is understood.
#[component]
pub fn DeleteDialog(props: &DeleteDialogProps) -> Html {
    let texts = use_texts();
    let node = use_node_ref();
    let understood = use_state(|| false);
    let status = &props.status;
    let forced = status.system;
    let allowed = !forced || *understood;
    let confirm = {
        let (node, onconfirm) = (node.clone(), props.onconfirm.clone());
        move |_: MouseEvent| {
            if allowed {
                onconfirm.emit(forced);
                close(&node);
            }
        }
    };
    let cancel = {
        let node = node.clone();
        move |_: MouseEvent| close(&node)
    };
    let agree = {
        let understood = understood.clone();
        move |event: Event| understood.set(event.target_unchecked_into::<HtmlInputElement>().checked())
    };
    let title = if forced { texts.force_title } else { texts.delete_title };
    let buttons = html! {
        <>
            <button class="button" type="button" data-variant="danger" onclick={confirm}
                aria-disabled={(!allowed).then_some("true")}>{texts.delete}</button>
            <button class="button" type="button" data-variant="outline" onclick={cancel} autofocus=true>
                {texts.cancel}
            </button>
        </>
    };
    html! {
        <Dialog {node} alert=true title={phrase(&fill(title, &[("name", &status.name)]))}
            onclose={props.onclose.clone()} {buttons}>
            if forced {
                <p>{texts.force_intro}</p>
                {facts(texts, status)}
                <label class="check">
                    <input type="checkbox" onchange={agree} /><span>{texts.force_agree}</span>
                </label>
            } else {
                <p>{phrase(&fill(ordinary(texts, &props.directory), &[("code", status.short_code())]))}</p>
            }
        </Dialog>
    }
}

fn ordinary(texts: &Texts, directory: &Directory) -> &'static str {
    match directory.kind {
        Kind::Stages => texts.delete_body_stages,
        Kind::Values => texts.delete_body_values,
    }
}

fn facts(texts: &Texts, status: &Status) -> Html {
    let [restore, original, code] = texts.force_facts;
    // Older rows have no original name to lose.
    let original = if status.name_init.is_empty() { texts.force_no_original } else { original };
    let values = [("original", &*status.name_init), ("code", status.short_code())];
    html! {
        <ul class="dialog__facts">
            { for [restore, original, code].into_iter().map(|fact| html! {
                <li>{icon::small("warn")}<span>{phrase(&fill(fact, &values))}</span></li>
            }) }
        </ul>
    }
}
