//! The field for new rows: a name, the colour and code it will have, and after Enter the next one.

mod code;

use super::name_cell::{COUNTER_FROM, counter, hint, same_name, words};
use super::status_grid::{COLUMNS, selector};
use super::status_row::Cell;
use crate::dom;
use crate::locale::phrase;
use code::{view_chip, view_code, view_trouble};
use statuses::code::CodeError;
use statuses::directory::Kind;
use statuses::name::length;
use statuses::text::Lang;
use statuses::{Addition, Editor, Name, NameError, Spot};
use std::rc::Rc;
use web_sys::{Element, HtmlInputElement};
use yew::prelude::*;

/// Properties of [`NewRow`].
#[derive(PartialEq, Properties)]
pub struct NewRowProps {
    /// Language of the interface.
    pub lang: Lang,
    /// The directory it belongs to.
    pub editor: Rc<Editor>,
    /// Where the row goes.
    pub spot: Spot,
    /// The user wants this row.
    pub onadd: Callback<Addition>,
    /// It is done.
    pub onclose: Callback<()>,
}

/// What is being written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Draft {
    name: String,
    /// Typed by hand; none as long as the code follows the name.
    code: Option<String>,
    /// The typist wanted to be done with what cannot be.
    refused: bool,
}

/// What there is to say about a draft.
struct Verdict {
    name: Option<NameError>,
    code: Result<Box<str>, CodeError>,
}

/// Open as long as it is mounted.
#[component]
pub fn NewRow(props: &NewRowProps) -> Html {
    let texts = props.lang.texts();
    let draft = use_state(Draft::default);
    let opened = use_state(dom::now);
    let inventory = use_memo(Rc::clone(&props.editor), |editor| editor.inventory());
    let (row, name, code) = (use_node_ref(), use_node_ref(), use_node_ref());
    // What takes the field away blurs it, which must not add what was just given up.
    let done = use_mut_ref(|| false);
    use_effect_with(name.clone(), focus);
    use_effect_with((draft.code.is_some(), code.clone()), |(editing, code)| {
        if *editing {
            focus(code);
        }
    });
    let check = {
        let (inventory, opened) = (Rc::clone(&inventory), *opened);
        move |draft: &Draft| Verdict {
            name: Name::parse(&draft.name).err(),
            code: match &draft.code {
                Some(code) => inventory.codes.check(code),
                None => Ok(inventory.codes.suggest(&draft.name, opened)),
            },
        }
    };
    let verdict = check(&draft);
    let color = inventory.colors.clone().and_then(|mut colors| colors.next());
    let close = {
        let (done, row, onclose, below) =
            (done.clone(), row.clone(), props.onclose.clone(), props.spot.below);
        move |by_key: bool| {
            *done.borrow_mut() = true;
            // The row above, or the button of the group.
            let cell = below.and_then(|id| dom::find(&selector(id, Cell::Name)));
            let group = || dom::closest(&row.cast::<Element>()?, "[role=rowgroup]");
            let button = || dom::all(&*group()?, ".add button").into_iter().next();
            if by_key {
                dom::focus(cell.or_else(button));
            }
            onclose.emit(());
        }
    };
    // The fields themselves are asked: the last letter and Enter may come before the next rendering.
    let written = {
        let (draft, name, code) = (draft.clone(), name.clone(), code.clone());
        move || Draft {
            name: value(&name).unwrap_or_else(|| draft.name.clone()),
            code: value(&code).or_else(|| draft.code.clone()),
            refused: true,
        }
    };
    let add = {
        let (draft, onadd, close, done) = (draft.clone(), props.onadd.clone(), close.clone(), done.clone());
        let (name, written) = (name.clone(), written.clone());
        move |stay: bool| {
            if *done.borrow() {
                return;
            }
            let next = written();
            if next.name.is_empty() && !stay {
                return close(false);
            }
            match (Name::parse(&next.name), check(&next).code) {
                (Ok(parsed), Ok(code)) => {
                    onadd.emit(Addition { name: parsed, code: Some(code), color });
                    if !stay {
                        return close(false);
                    }
                    if let Some(field) = name.cast::<HtmlInputElement>() {
                        field.set_value("");
                        dom::focus(Some(field.into()));
                    }
                    draft.set(Draft::default());
                }
                _ => draft.set(next),
            }
        }
    };
    let edit = {
        let draft = draft.clone();
        move |code: Option<String>| draft.set(Draft { code, refused: false, ..(*draft).clone() })
    };
    let onkeydown = {
        let (add, close, edit, name, editing) =
            (add.clone(), close.clone(), edit.clone(), name.clone(), draft.code.is_some());
        move |event: KeyboardEvent| {
            // Everything typed here is the field's own, and Enter may belong to a composition.
            event.stop_propagation();
            let field = dom::element(event.target()).filter(|it| it.tag_name() == "INPUT");
            if event.is_composing() || event.key_code() == 229 {
                return;
            }
            let in_code = editing
                && field.as_ref().is_some_and(|it| it.get_attribute("name").as_deref() == Some("CODE"));
            match event.key().as_str() {
                "Enter" if field.is_some() => {
                    event.prevent_default();
                    add(true);
                }
                "Escape" if in_code => {
                    edit(None);
                    focus(&name);
                }
                "Escape" => close(true),
                _ => {}
            }
        }
    };
    let onfocusout = {
        let (row, add) = (row.clone(), add.clone());
        move |event: FocusEvent| {
            let to = dom::element(event.related_target());
            let inside =
                row.cast::<Element>().is_some_and(|row| row.contains(to.as_deref().map(AsRef::as_ref)));
            if to.is_none() || !inside {
                add(false);
            }
        }
    };
    let oninput = {
        let draft = draft.clone();
        move |event: InputEvent| {
            let name = event.target_unchecked_into::<HtmlInputElement>().value();
            draft.set(Draft { name, refused: false, ..(*draft).clone() });
        }
    };
    let label = match props.editor.directory().kind {
        Kind::Stages => texts.new_stage,
        Kind::Values => texts.new_value,
    };
    let used = length(draft.name.trim());
    let too_long = matches!(verdict.name, Some(NameError::TooLong { .. }));
    let error = verdict.name.filter(|_| draft.refused || too_long).map(|error| words(texts, error));
    let namesake = used > 0 && error.is_none() && props.editor.has_name(&draft.name, None);
    let style = color.map(|color| format!("--status: {color}")).unwrap_or_default();
    html! {
        <div ref={row} role="row" class="add new-row" data-open="" {onkeydown} {onfocusout}>
            <div role="gridcell" aria-colspan={COLUMNS} class="new-row__cell">
                <span class="swatch" aria-hidden="true" ~style={style}></span>
                <span class="field" data-invalid={error.is_some().then_some("")}
                    data-near-limit={(used > COUNTER_FROM).then_some("")}>
                    <input ref={name.clone()} class="field__input" type="text" name="NAME" dir="auto" autocomplete="off"
                        value={draft.name.clone()} {oninput} aria-label={label} placeholder={label}
                        aria-invalid={error.is_some().then_some("true")} aria-describedby="new-row-hint" />
                    {counter(used)}
                </span>
                if let Some(typed) = &draft.code {
                    {view_code(texts, typed, &code, verdict.code.is_err(), &edit)}
                } else if used > 0 {
                    {view_chip(texts, verdict.code.as_deref().unwrap_or_default(), &edit, &name)}
                }
                <span class={if error.is_some() { "field-error" } else { "add__hint" }} id="new-row-hint"
                    role={error.is_some().then_some("alert")}>
                    { error.as_ref().map_or_else(|| hint(texts, texts.adding_hint, used), phrase) }
                </span>
                if let Err(error) = verdict.code { {view_trouble(texts, error, &draft, props, &edit, &name)} }
                <span class="name-note" role="status">if namesake { {same_name(texts, &draft.name)} }</span>
            </div>
        </div>
    }
}

/// What is in a field now; none if it is not there.
fn value(field: &NodeRef) -> Option<String> {
    field.cast::<HtmlInputElement>().map(|field| field.value())
}

fn focus(field: &NodeRef) {
    if let Some(input) = field.cast::<HtmlInputElement>() {
        let _ = input.focus();
        input.select();
    }
}
