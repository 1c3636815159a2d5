//! The name of a row, read or being written.
//!
//! While it is written, a draft mirrors the text letter by letter and belongs to nobody else: neither a
//! composition (IME) nor an answer from the portal may disturb the typist.

use crate::locale::{phrase, use_texts};
use statuses::name::{NAME_LIMIT, length};
use statuses::text::{Phrase, Texts, fill};
use statuses::{Name, NameError};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;

/// From this many characters on the typist sees how many are left (ux §6.2).
const COUNTER_FROM: usize = 80;

/// Properties of [`NameCell`].
#[derive(PartialEq, Properties)]
pub struct NameCellProps {
    /// The name as it is now.
    pub name: AttrValue,
    /// Whether it may be changed.
    pub editable: bool,
    /// Whether the list's one tab stop is here.
    pub tabindex: &'static str,
    /// The user wants another name.
    pub oncommit: Callback<Name>,
    /// The field opens or closes.
    pub onedit: Callback<bool>,
    /// What stands beside the name.
    #[prop_or_default]
    pub children: Html,
}

/// How the field is left.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Leave {
    Stay,
    Next,
    Previous,
}

/// A name that becomes a text field by click, Enter or F2.
#[component]
pub fn NameCell(props: &NameCellProps) -> Html {
    let texts = use_texts();
    let draft = use_state(|| None::<String>);
    let cell = use_node_ref();
    let begin = {
        let (draft, onedit, name) = (draft.clone(), props.onedit.clone(), props.name.clone());
        let editable = props.editable;
        move |_: MouseEvent| {
            if editable && draft.is_none() {
                draft.set(Some(name.to_string()));
                onedit.emit(true);
            }
        }
    };
    let end = use_callback((draft.clone(), props.onedit.clone(), cell.clone()), |leave, (draft, onedit, cell)| {
        draft.set(None);
        onedit.emit(false);
        if let Some(leave) = leave {
            go(cell, leave);
        }
    });
    let role = "rowheader";
    match &*draft {
        None => html! {
            <div ref={cell} class="status-row__name" {role}>
                <span class="status-row__text" data-cell="name" tabindex={props.tabindex} onclick={begin}
                    role={props.editable.then_some("button")}
                    aria-label={props.editable.then(|| fill(texts.edit_name, &[("name", &props.name)]).to_string())}
                    title={(length(&props.name) > COUNTER_FROM).then(|| props.name.clone())}>
                    <bdi>{&*props.name}</bdi>
                </span>
                {props.children.clone()}
            </div>
        },
        Some(text) => html! {
            <div ref={cell} class="status-row__name" {role}>
                <NameField name={props.name.clone()} text={text.clone()} {end} oncommit={props.oncommit.clone()}
                    ontype={Callback::from(move |text| draft.set(Some(text)))} />
            </div>
        },
    }
}

#[derive(PartialEq, Properties)]
struct NameFieldProps {
    name: AttrValue,
    text: String,
    ontype: Callback<String>,
    oncommit: Callback<Name>,
    /// The field is done with; where to go on, if it was left by key.
    end: Callback<Option<Leave>>,
}

#[component]
fn NameField(props: &NameFieldProps) -> Html {
    let texts = use_texts();
    let field = use_node_ref();
    let complained = use_state(|| false);
    // Escape takes the field away, which blurs it: the blur must not save what was just given up.
    let done = use_mut_ref(|| false);
    use_effect_with(field.clone(), |field| {
        if let Some(input) = field.cast::<HtmlInputElement>() {
            let _ = input.focus();
            input.select();
        }
    });
    let checked = Name::parse(&props.text);
    let leave = {
        let (checked, name, end, oncommit) =
            (checked.clone(), props.name.clone(), props.end.clone(), props.oncommit.clone());
        let (done, complained) = (done.clone(), complained.clone());
        move |how: Option<Leave>| match &checked {
            _ if *done.borrow() => {}
            Ok(wanted) => {
                *done.borrow_mut() = true;
                if wanted.as_str() != &*name {
                    oncommit.emit(wanted.clone());
                }
                end.emit(how);
            }
            Err(_) => complained.set(true),
        }
    };
    let onblur = {
        let leave = leave.clone();
        move |_: FocusEvent| leave(None)
    };
    let onkeydown = {
        let (end, done) = (props.end.clone(), done.clone());
        move |event: KeyboardEvent| {
            // Everything typed here is the field's own, and Enter may belong to a composition.
            event.stop_propagation();
            if event.is_composing() || event.key_code() == 229 {
                return;
            }
            match event.key().as_str() {
                "Enter" => leave(Some(Leave::Stay)),
                "Tab" => {
                    event.prevent_default();
                    leave(Some(if event.shift_key() { Leave::Previous } else { Leave::Next }));
                }
                "Escape" => {
                    *done.borrow_mut() = true;
                    end.emit(Some(Leave::Stay));
                }
                _ => {}
            }
        }
    };
    let oninput = {
        let (ontype, complained) = (props.ontype.clone(), complained.clone());
        move |event: InputEvent| {
            complained.set(false);
            ontype.emit(event.target_unchecked_into::<HtmlInputElement>().value());
        }
    };
    let used = length(props.text.trim());
    let too_long = matches!(checked, Err(NameError::TooLong { .. }));
    let error = checked.err().filter(|_| *complained || too_long).map(|error| words(texts, error));
    html! {
        <>
            <span class="field" data-invalid={error.is_some().then_some("")}
                data-near-limit={(used > COUNTER_FROM).then_some("")}>
                <input ref={field} class="field__input" type="text" name="NAME" dir="auto" autocomplete="off"
                    value={props.text.clone()} {oninput} {onkeydown} {onblur}
                    aria-label={fill(texts.name_field, &[("name", &props.name)]).to_string()}
                    aria-invalid={error.is_some().then_some("true")} aria-describedby="name-hint" />
                if used >= COUNTER_FROM {
                    <span class="field__affix" dir="ltr" aria-hidden="true">{format!("{used} / {NAME_LIMIT}")}</span>
                }
            </span>
            <span class={if error.is_some() { "field-error" } else { "visually-hidden" }} id="name-hint"
                role={error.is_some().then_some("alert")}>
                { error.as_ref().map_or_else(|| hint(texts, used), phrase) }
            </span>
        </>
    }
}

fn words(texts: &Texts, error: NameError) -> Phrase {
    match error {
        NameError::Empty => texts.e16_empty.into(),
        NameError::Zero => texts.e17_zero.into(),
        NameError::TooLong { over } => texts.plural(texts.e18_too_long, over),
    }
}

fn hint(texts: &Texts, used: usize) -> Html {
    let counter = fill(texts.name_counter, &[("n", &used.to_string()), ("limit", &NAME_LIMIT.to_string())]);
    html! { <>{texts.editing_hint}{". "}if used >= COUNTER_FROM { {phrase(&counter)} }</> }
}

/// Puts the focus where the keyboard goes on: this name, or the next or previous one, which opens as well.
fn go(cell: &NodeRef, leave: Leave) {
    let Some(cell) = cell.cast::<HtmlElement>() else { return };
    let Ok(Some(row)) = cell.closest("[data-status-id]") else { return };
    let id = row.get_attribute("data-status-id").unwrap_or_default();
    // The text field is still there; the name it gives way to can have the focus only after the rendering.
    yew::platform::spawn_local(async move {
        gloo_timers::future::TimeoutFuture::new(0).await;
        let _ = focus(&id, leave);
    });
}

fn focus(id: &str, leave: Leave) -> Option<()> {
    let document = web_sys::window()?.document()?;
    let names = document.query_selector_all("[data-status-id]").ok()?;
    let ids: Vec<_> = (0..names.length())
        .filter_map(|at| names.get(at)?.dyn_into::<HtmlElement>().ok())
        .filter_map(|row| row.get_attribute("data-status-id"))
        .collect();
    let at = ids.iter().position(|other| other == id)?;
    let to = match leave {
        Leave::Stay => at,
        Leave::Next => (at + 1).min(ids.len() - 1),
        Leave::Previous => at.saturating_sub(1),
    };
    let selector = format!("[data-status-id=\"{}\"] [data-cell=name]", ids[to]);
    let name = document.query_selector(&selector).ok()??.dyn_into::<HtmlElement>().ok()?;
    name.focus().ok()?;
    if to != at {
        name.click();
    }
    Some(())
}
