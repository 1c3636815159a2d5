//! The name of a row, read or being written.
//!
//! While it is written, a draft mirrors the text letter by letter and belongs to nobody else: neither a
//! composition (IME) nor an answer from the portal may disturb the typist.

use super::icon::small;
use super::status_grid::{beside, bring, is_letter, is_selecting, selector};
use super::status_row::{Cell, Intent};
use crate::dom;
use crate::locale::phrase;
use statuses::name::{NAME_LIMIT, length};
use statuses::text::{Phrase, Texts, fill};
use statuses::{Action, Name, NameError, Row, Status, StatusId};
use std::cell::RefCell;
use std::rc::Rc;
use web_sys::{HtmlElement, HtmlInputElement};
use yew::platform::spawn_local;
use yew::prelude::*;

/// From this many characters on the typist sees how many are left (ux §6.2).
pub(super) const COUNTER_FROM: usize = 80;

/// A name being written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    text: String,
    /// The typist wanted to be done with a text that is no name.
    refused: bool,
    /// It began with a letter on the name, which the next one is to follow.
    by_letter: bool,
}

/// How the field is left.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Leave {
    /// By a click elsewhere, where the focus is now.
    Away,
    /// By key, staying on the row.
    Stay,
    /// By key, to the next name.
    Next,
    /// By key, to the name before.
    Previous,
}

/// A name that becomes a text field by click, Enter or F2.
#[derive(Clone)]
pub struct NameCell {
    id: StatusId,
    onintent: Callback<Intent>,
    draft: UseStateHandle<Option<Draft>>,
    field: NodeRef,
    /// Escape takes the field away, which blurs it: the blur must not save what was just given up.
    done: Rc<RefCell<bool>>,
}

/// The name of a row and the draft of another one: what was left unfinished when the row was last in view is still there.
/// `onintent` is told another name, and a text that is none.
#[hook]
pub fn use_name_cell(row: &Row, onintent: &Callback<Intent>) -> NameCell {
    let draft = use_state(|| {
        let text = row.unfinished.as_ref().map(ToString::to_string);
        text.map(|text| Draft { text, refused: true, by_letter: false })
    });
    let field = use_node_ref();
    let done = use_mut_ref(|| false);
    // Whoever comes back to it is somewhere else.
    let returned = use_mut_ref(|| draft.is_some());
    let by_letter = draft.as_ref().map(|draft| draft.by_letter);
    use_effect_with((by_letter, field.clone()), move |(by_letter, field)| {
        if let Some(by_letter) = by_letter.filter(|_| !returned.replace(false)) {
            enter(field, by_letter);
        }
    });
    NameCell { id: row.status.id, onintent: onintent.clone(), draft, field, done }
}

impl NameCell {
    /// Whether the name is being written.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.draft.is_some()
    }

    /// What is written; none if it is not.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        self.draft.as_ref().map(|draft| &*draft.text)
    }

    /// The name as it is `shown`, with what stands beside it, or the field. `namesake` tells that another row has the one
    /// that is written.
    #[expect(clippy::too_many_arguments, reason = "each is another thing the row knows")]
    pub fn view(
        &self,
        texts: &'static Texts,
        status: &Status,
        editable: bool,
        tabindex: &'static str,
        namesake: bool,
        shown: Html,
        beside: Html,
    ) -> Html {
        html! {
            <div class="status-row__name" role="rowheader">
                { match &*self.draft {
                    Some(draft) if editable => self.view_field(texts, status, draft, namesake),
                    _ => html! { <>{self.view_text(texts, &status.name, editable, tabindex, shown)}{beside}</> },
                } }
            </div>
        }
    }

    /// Opens the field with a text in it, which the next letter replaces.
    pub fn open(&self, text: &str) {
        self.open_with(Draft { text: text.to_owned(), refused: false, by_letter: false });
    }

    fn open_with(&self, draft: Draft) {
        *self.done.borrow_mut() = false;
        let (field, by_letter) = (self.field.clone(), draft.by_letter);
        self.draft.set(Some(draft));
        // The next key may come before the effects of a rendering that took long, and it is meant for the field.
        spawn_local(async move { enter(&field, by_letter) });
    }

    fn view_text(
        &self,
        texts: &Texts,
        name: &str,
        editable: bool,
        tabindex: &'static str,
        shown: Html,
    ) -> Html {
        let onclick = {
            let (cell, text) = (self.clone(), name.to_owned());
            move |event: MouseEvent| {
                if editable && !is_selecting(&event) {
                    cell.open(&text);
                }
            }
        };
        let onkeydown = {
            let cell = self.clone();
            move |event: KeyboardEvent| {
                if let Some(text) = written(&event).filter(|_| editable) {
                    event.prevent_default();
                    event.stop_propagation();
                    cell.open_with(Draft { text, refused: false, by_letter: true });
                }
            }
        };
        let label = editable.then(|| fill(texts.edit_name, &[("name", name)]).to_string());
        html! {
            <span class="status-row__text" data-cell="name" {tabindex} {onclick} {onkeydown} role={editable.then_some("button")}
                aria-label={label} title={(length(name) > COUNTER_FROM).then(|| name.to_owned())}>
                <bdi>{shown}</bdi>
            </span>
        }
    }

    fn view_field(&self, texts: &'static Texts, status: &Status, draft: &Draft, namesake: bool) -> Html {
        let checked = Name::parse(&draft.text);
        let used = length(draft.text.trim());
        let too_long = matches!(checked, Err(NameError::TooLong { .. }));
        let error = checked.err().filter(|_| draft.refused || too_long).map(|error| words(texts, error));
        let leave = self.leaving(&status.name, draft);
        let onblur = {
            let leave = leave.clone();
            move |_: FocusEvent| leave(Leave::Away)
        };
        let oninput = {
            let draft = self.draft.clone();
            move |event: InputEvent| {
                let text = event.target_unchecked_into::<HtmlInputElement>().value();
                let by_letter = draft.as_ref().is_some_and(|draft| draft.by_letter);
                draft.set(Some(Draft { text, refused: false, by_letter }));
            }
        };
        let hint_id = format!("name-hint-{}", status.id);
        html! {
            <>
                <span class="field" data-invalid={error.is_some().then_some("")}
                    data-near-limit={(used > COUNTER_FROM).then_some("")}>
                    <input ref={self.field.clone()} class="field__input" type="text" name="NAME" dir="auto"
                        autocomplete="off" value={draft.text.clone()} {oninput} {onblur}
                        onkeydown={self.keys(leave)}
                        aria-label={fill(texts.name_field, &[("name", &status.name)]).to_string()}
                        aria-invalid={error.is_some().then_some("true")} aria-describedby={hint_id.clone()} />
                    {counter(used)}
                </span>
                <span class={if error.is_some() { "field-error" } else { "visually-hidden" }} id={hint_id}
                    role={error.is_some().then_some("alert")}>
                    { error.as_ref().map_or_else(|| hint(texts, texts.editing_hint, used), phrase) }
                </span>
                <span class="name-note" role="status">
                    if namesake && error.is_none() { {same_name(texts, &draft.text)} }
                </span>
            </>
        }
    }

    /// Ends the writing if the text is a name; else says why it is none, and the field stays.
    fn leaving(&self, name: &str, draft: &Draft) -> impl Fn(Leave) + Clone + 'static {
        let (cell, name, draft) = (self.clone(), name.to_owned(), draft.clone());
        move |how| {
            if *cell.done.borrow() {
                return;
            }
            // The field itself is asked: the last letter and Enter may come before the next rendering.
            let field = cell.field.cast::<HtmlInputElement>();
            let text = field.as_ref().map_or_else(|| draft.text.clone(), HtmlInputElement::value);
            // What was only looked at stays as it is, even if it would not pass as a new name.
            if text == name {
                return cell.close(how);
            }
            let Ok(wanted) = Name::parse(&text) else {
                cell.leave_unfinished(Some(text.as_str().into()));
                return cell.draft.set(Some(Draft { text, refused: true, by_letter: draft.by_letter }));
            };
            if wanted.as_str() != name {
                cell.onintent.emit(Intent::Rename(wanted));
            }
            cell.close(how);
        }
    }

    fn keys(&self, leave: impl Fn(Leave) + 'static) -> Callback<KeyboardEvent> {
        let cell = self.clone();
        Callback::from(move |event: KeyboardEvent| {
            // Everything typed here is the field's own, and Enter may belong to a composition. Only F6 leads away.
            if event.key() != "F6" {
                event.stop_propagation();
            }
            if event.is_composing() || event.key_code() == 229 {
                return;
            }
            match event.key().as_str() {
                "Enter" => leave(Leave::Stay),
                "Tab" => {
                    event.prevent_default();
                    leave(if event.shift_key() { Leave::Previous } else { Leave::Next });
                }
                "Escape" => cell.close(Leave::Stay),
                _ => {}
            }
        })
    }

    fn leave_unfinished(&self, text: Option<Rc<str>>) {
        self.onintent.emit(Intent::Tell(Action::Unfinished(self.id, text)));
    }

    fn close(&self, how: Leave) {
        *self.done.borrow_mut() = true;
        self.leave_unfinished(None);
        let field = self.field.cast::<HtmlElement>();
        let row = field.and_then(|field| dom::closest(&field, "[data-status-id]"));
        self.draft.set(None);
        let id = row.and_then(|row| StatusId::parse(&row.get_attribute("data-status-id")?));
        if let Some(id) = id.filter(|_| how != Leave::Away) {
            // The name that gets the focus is there only after the rendering; that is before the next key, or soon.
            spawn_local(async move { go_on(id, how) });
        }
    }
}

/// Gives a field the focus, once; its text is what the next letter replaces, or follows.
fn enter(field: &NodeRef, follows: bool) {
    if let Some(input) = field.cast::<HtmlInputElement>().filter(|input| !dom::has_focus(input)) {
        let _ = input.focus();
        if !follows {
            input.select();
        }
    }
}

/// What a key writes that is pressed on a name.
fn written(event: &KeyboardEvent) -> Option<String> {
    let held = event.ctrl_key() || event.meta_key() || event.alt_key();
    Some(event.key()).filter(|key| !held && is_letter(event, key))
}

/// How much of the limit a name uses, once that matters.
pub(super) fn counter(used: usize) -> Html {
    html! {
        if used >= COUNTER_FROM {
            <span class="field__affix" dir="ltr" aria-hidden="true">{format!("{used} / {NAME_LIMIT}")}</span>
        }
    }
}

/// That another row has this name, too (ux §7, E19). It may all the same.
pub(super) fn same_name(texts: &Texts, name: &str) -> Html {
    let words = fill(texts.e19_same_name, &[("name", name.trim())]);
    html! { <>{small("warn")}<span>{phrase(&words)}</span></> }
}

/// Why a text is no name.
pub(super) fn words(texts: &Texts, error: NameError) -> Phrase {
    match error {
        NameError::Empty => texts.e16_empty.into(),
        NameError::Zero => texts.e17_zero.into(),
        NameError::TooLong { over } => texts.plural(texts.e18_too_long, over),
    }
}

/// What the keys do, and how much of the limit is used.
pub(super) fn hint(texts: &'static Texts, keys: &'static str, used: usize) -> Html {
    let counter = fill(texts.name_counter, &[("n", &used.to_string()), ("limit", &NAME_LIMIT.to_string())]);
    html! { <>{keys}{". "}if used >= COUNTER_FROM { {phrase(&counter)} }</> }
}

/// Puts the focus where the keyboard goes on: this name, or the next or previous one, which opens as well.
fn go_on(id: StatusId, leave: Leave) {
    let to = match leave {
        Leave::Away | Leave::Stay => id,
        Leave::Next | Leave::Previous => beside(id, leave == Leave::Next).unwrap_or(id),
    };
    bring(to, move || {
        let name = dom::find(&selector(to, Cell::Name))?;
        name.focus().ok()?;
        if to != id {
            name.click();
        }
        Some(())
    });
}
