//! The code of a new row: proposed, or written by hand and checked.

use super::{Draft, NewRowProps, focus};
use crate::components::icon::small;
use crate::locale::phrase;
use statuses::Editor;
use statuses::code::CodeError;
use statuses::text::{Phrase, Texts, fill};
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The code the row will have, as a button that opens it.
pub(super) fn view_chip(
    texts: &'static Texts,
    code: &str,
    edit: &(impl Fn(Option<String>) + Clone + 'static),
    name: &NodeRef,
) -> Html {
    let onclick = {
        let (edit, code, name) = (edit.clone(), code.to_owned(), name.clone());
        move |_: MouseEvent| {
            // The button goes, and the focus must not: that would be leaving.
            focus(&name);
            edit(Some(code.clone()));
        }
    };
    html! {
        <button class="button new-row__chip" type="button" {onclick} onmousedown={|event: MouseEvent| event.prevent_default()}
            aria-label={fill(texts.change_code, &[("code", code)]).to_string()}>
            <code class="code">{code.to_owned()}</code>{small("pencil")}
        </button>
    }
}

/// The field for the code.
pub(super) fn view_code(
    texts: &'static Texts,
    typed: &str,
    field: &NodeRef,
    invalid: bool,
    edit: &(impl Fn(Option<String>) + Clone + 'static),
) -> Html {
    let edit = edit.clone();
    let oninput =
        move |event: InputEvent| edit(Some(event.target_unchecked_into::<HtmlInputElement>().value()));
    html! {
        <label class="field new-row__code" data-invalid={invalid.then_some("")}>
            <span class="field__affix">{texts.code}</span>
            <input ref={field.clone()} class="field__input field__input--code" type="text" name="CODE" dir="ltr"
                autocomplete="off" autocapitalize="characters" spellcheck="false" value={typed.to_owned()} {oninput}
                aria-invalid={invalid.then_some("true")} aria-describedby="new-row-code" />
        </label>
    }
}

/// Why the code cannot be used, and the way to one that can.
pub(super) fn view_trouble(
    texts: &'static Texts,
    error: CodeError,
    draft: &Draft,
    props: &NewRowProps,
    edit: &(impl Fn(Option<String>) + Clone + 'static),
    name: &NodeRef,
) -> Html {
    let typed = draft.code.as_deref().unwrap_or_default().trim();
    let words = explain(texts, error, typed, &props.editor);
    let onclick = {
        let (edit, name) = (edit.clone(), name.clone());
        move |_: MouseEvent| {
            edit(None);
            focus(&name);
        }
    };
    html! {
        <span class="field-error new-row__trouble" id="new-row-code" role="alert">
            {phrase(&words)}
            <button class="button" type="button" data-variant="link" {onclick}
                onmousedown={|event: MouseEvent| event.prevent_default()}>{texts.suggest}</button>
        </span>
    }
}

/// Why a text is no code (ux §7, E22 to E24).
fn explain(texts: &Texts, error: CodeError, typed: &str, editor: &Editor) -> Phrase {
    match error {
        CodeError::Signs => texts.e22_code_signs.into(),
        CodeError::Zero => texts.e22_code_zero.into(),
        CodeError::TooLong { limit } => texts.plural(texts.e23_code_too_long, limit),
        CodeError::Taken => {
            let owner = editor.owner_of_code(typed).unwrap_or_default();
            fill(texts.e24_code_of, &[("code", &typed.to_ascii_uppercase()), ("name", &owner)])
        }
    }
}
