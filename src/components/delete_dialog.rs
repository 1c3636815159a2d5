//! "Delete this?", light for an ordinary value and heavy for a system one (ux §6.3).

use super::dialog::{Dialog, closing, dismiss};
use super::icon;
use crate::locale::phrase;
use statuses::directory::{Keystone, Kind};
use statuses::text::{Lang, Texts, fill};
use statuses::{Directory, Status};
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// A deletion that is being asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The row to delete.
    pub status: Rc<Status>,
    /// The user has said that the loss of a system row is understood.
    pub understood: bool,
}

impl Question {
    /// Asked and not answered.
    #[must_use]
    pub fn new(status: Rc<Status>) -> Self {
        Self { status, understood: false }
    }

    fn is_allowed(&self) -> bool {
        !self.status.system || self.understood
    }
}

/// Asks once, and lets a system row go only after its loss is understood.
///
/// `onunderstood` is told of the tick, `onconfirm` of the decision, `onclose` of the end.
pub fn view(
    lang: Lang,
    directory: &Directory,
    question: &Question,
    onunderstood: &Callback<bool>,
    onconfirm: Callback<()>,
    onclose: Callback<()>,
) -> Html {
    let (texts, status) = (lang.texts(), &question.status);
    let (allowed, forced) = (question.is_allowed(), status.system);
    let confirm = move |event: MouseEvent| {
        if allowed {
            onconfirm.emit(());
            dismiss(event);
        }
    };
    let title = if forced { texts.force_title } else { texts.delete_title };
    let buttons = html! {
        <>
            <button class="button" type="button" data-variant="danger" onclick={confirm}
                aria-disabled={(!allowed).then_some("true")}>{texts.delete}</button>
            {closing(texts.cancel, "outline")}
        </>
    };
    let body = if forced { heavy(texts, question, onunderstood) } else { light(texts, directory, status) };
    html! {
        <Dialog {lang} alert=true title={phrase(&fill(title, &[("name", &status.name)]))} {onclose} {buttons}>
            {body}
        </Dialog>
    }
}

/// Why a row cannot be deleted at all (ux §7, C03).
pub fn view_protected(lang: Lang, status: &Status, keystone: Keystone, onclose: Callback<()>) -> Html {
    let texts = lang.texts();
    let words = match keystone {
        Keystone::Start => texts.c03_keystone_start,
        Keystone::Success => texts.c03_keystone_success,
    };
    let name = [("name", &*status.name)];
    html! {
        <Dialog {lang} title={phrase(&fill(texts.delete_title, &name))} {onclose}
            buttons={closing(texts.close, "primary")}>
            <p>{phrase(&fill(words, &name))}</p>
        </Dialog>
    }
}

fn light(texts: &Texts, directory: &Directory, status: &Status) -> Html {
    let words = match directory.kind {
        Kind::Stages => texts.delete_body_stages,
        Kind::Values => texts.delete_body_values,
    };
    html! { <p>{phrase(&fill(words, &[("code", status.short_code())]))}</p> }
}

fn heavy(texts: &Texts, question: &Question, onunderstood: &Callback<bool>) -> Html {
    let status = &question.status;
    let [restore, original, code] = texts.force_facts;
    // Some rows have no original name to lose.
    let original = if status.name_init.is_empty() { texts.force_no_original } else { original };
    let values = [("original", &*status.name_init), ("code", status.short_code())];
    let onchange =
        onunderstood.reform(|event: Event| event.target_unchecked_into::<HtmlInputElement>().checked());
    html! {
        <>
            <p>{texts.force_intro}</p>
            <ul class="dialog__facts">
                { for [restore, original, code].into_iter().map(|fact| html! {
                    <li>{icon::small("warn")}<span>{phrase(&fill(fact, &values))}</span></li>
                }) }
            </ul>
            <label class="check">
                <input type="checkbox" checked={question.understood} {onchange} /><span>{texts.force_agree}</span>
            </label>
        </>
    }
}
