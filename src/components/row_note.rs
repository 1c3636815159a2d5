//! What a row has to say beside its values: in the state column, and in a note under it with the ways forward.

use super::button::button;
use super::icon::small;
use super::status_grid::COLUMNS;
use super::status_row::{Intent, OrderNote};
use crate::dom;
use crate::locale::phrase;
use statuses::store::SECOND_THOUGHT;
use statuses::text::{self, Part, Texts, fill, remedy, summary};
use statuses::{Action, Cause, Change, Choice, Clash, Mishap, MutationId, Remedy, Row, RowState};
use std::rc::Rc;
use yew::prelude::*;

/// How the page marks a state. What `waits` has to wait for the connection.
#[must_use]
pub fn mark(state: &RowState, waits: bool) -> &'static str {
    match state {
        RowState::Idle => "idle",
        RowState::Saving if waits => "waiting",
        RowState::Saving => "saving",
        RowState::Waiting => "waiting",
        RowState::Checking => "checking",
        RowState::Saved => "saved",
        RowState::Doomed(_) => "doomed",
        RowState::Deleting => "deleting",
        RowState::Gone => "gone",
        RowState::Failed(_) => "failed",
        RowState::Conflict(_) => "conflict",
    }
}

/// The state column.
pub fn words(texts: &'static Texts, mark: &str, name: &str, waits: bool) -> Html {
    let spinner = html! { <span class="spinner"></span> };
    let (art, words) = match mark {
        "editing" => return html! { <span class="status-row__hint">{texts.editing_hint}</span> },
        "saving" => (spinner, texts.saving),
        "waiting" | "deleting" if waits || mark == "waiting" => (small("wait"), texts.waiting),
        "checking" => {
            let title = fill(texts.e03_checking, &[("name", name)]).to_string();
            return html! { <>{spinner}<span {title}>{texts.checking}</span></> };
        }
        "saved" => (html! { <span class="ok">{small("check")}</span> }, texts.saved),
        "deleting" => (spinner, texts.deleting),
        _ => return html! {},
    };
    html! { <>{art}<span>{words}</span></> }
}

/// The note under a row, if it needs one. Where nothing must be changed any more, nothing is offered that would.
///
/// One that is `alone` is spoken at once; several are summed up elsewhere. A row is `empty` if no records that the user
/// can see hold it.
pub fn note(
    texts: &'static Texts,
    row: &Row,
    (editable, alone, waits): (bool, bool, bool),
    (empty, order): (bool, OrderNote),
    onintent: &Callback<Intent>,
) -> Html {
    let say = |intent: Intent| onintent.reform(move |_: MouseEvent| intent.clone());
    let act = |action: Action| say(Intent::Act(action));
    let id = row.status.id;
    match &row.state {
        RowState::Doomed(mutation) => doom(texts, *mutation, waits, onintent),
        RowState::Gone => {
            let buttons = html! {
                <>
                    {button("link", texts.remove_from_view.into(), act(Action::Removed(id)))}
                    if editable { {button("link", texts.create_again.into(), act(Action::CreatedAgain(id)))} }
                </>
            };
            frame("warn", "trash", html! { <p>{texts.gone}</p> }, buttons)
        }
        // A new order is one thing, however many rows it moves.
        RowState::Failed(mishap) if mishap.is_move() && order == OrderNote::Said => html! {},
        RowState::Failed(mishap) => failure(texts, mishap, row, (editable, alone, empty), order, onintent),
        RowState::Conflict(clash) => {
            let [theirs, mine] = choices(texts, clash);
            let resolve = |choice| act(Action::Resolved(clash.mutation, choice));
            let words = text::clash(texts, clash, &row.status.name);
            let words = html! { <p role={alone.then_some("alert")}>{phrase(&words)}</p> };
            let buttons = html! {
                <>
                    if editable && clash.undo { {button("link", mine.into(), resolve(Choice::Mine))} }
                    {button("link", theirs.into(), resolve(Choice::Theirs))}
                    if editable && !clash.undo { {button("link", mine.into(), resolve(Choice::Mine))} }
                </>
            };
            frame("warn", "swap", words, buttons)
        }
        _ => html! {},
    }
}

fn frame(kind: &'static str, art: &'static str, words: Html, buttons: Html) -> Html {
    html! {
        <div class="status-row__note" data-kind={kind} role="gridcell" aria-colspan={COLUMNS}>
            {small(art)}{words}<span class="status-row__note-actions">{buttons}</span>
        </div>
    }
}

fn failure(
    texts: &'static Texts,
    mishap: &Rc<Mishap>,
    row: &Row,
    (editable, alone, empty): (bool, bool, bool),
    order: OrderNote,
    onintent: &Callback<Intent>,
) -> Html {
    let partly = mishap.is_move() && order == OrderNote::Partly;
    let ways = mishap.failure.cause.remedies().iter().copied();
    let ways =
        ways.filter(|way| editable || matches!(way, Remedy::Revert | Remedy::Remove | Remedy::Details));
    let name = &*row.status.name;
    let hidden = empty && row.state.is_held_by_records();
    let words = if hidden {
        fill(texts.e28_hidden, &[("name", name)])
    } else {
        text::explain_mishap(texts, mishap, name)
    };
    let words = phrase(&words);
    let title = if partly { texts.e35_partly } else { summary(texts, mishap) };
    let words = html! { <p role={alone.then_some("alert")}><strong>{title}</strong>{" "}{words}</p> };
    let buttons = ways.map(|way| {
        let mishap = Rc::clone(mishap);
        // There is nothing to be moved by who sees nothing.
        let label = match way {
            Remedy::Relocate if hidden => texts.what_helps,
            Remedy::Relocate if mishap.failure.cause == Cause::Uncounted => texts.check_again,
            Remedy::Retry if partly => texts.finish,
            Remedy::Revert if partly => texts.old_order,
            _ => remedy(texts, way, &mishap.change),
        };
        button("link", label.into(), onintent.reform(move |_| Intent::Remedy(way, Rc::clone(&mishap))))
    });
    frame("danger", "warn", words, buttons.collect())
}

/// The buttons of a clash: for what is there now, and for what the user wanted.
fn choices(texts: &Texts, clash: &Clash) -> [&'static str; 2] {
    match clash.change {
        Change::Delete { .. } => [texts.keep, texts.delete_anyway],
        _ if clash.undo => [texts.leave, texts.set_back],
        _ => [texts.keep_theirs, texts.use_mine],
    }
}

/// "Deleting in 7 s": the time stands still while the pointer or the focus is here (ux §6.2), and starts again
/// afterwards, for the styles as for the editor.
fn doom(texts: &'static Texts, mutation: MutationId, waits: bool, onintent: &Callback<Intent>) -> Html {
    let hold = onintent.reform(move |held| Intent::Act(Action::Held(mutation, held)));
    let over = |event: &Event| dom::around(event, ".status-row__note");
    let focused = move |note: web_sys::HtmlElement| note.contains(dom::focused().as_deref());
    let onmouseenter = hold.reform(|_: MouseEvent| true);
    let onmouseleave = hold.reform(move |event: MouseEvent| over(&event).is_some_and(focused));
    let onfocusin = hold.reform(|_: FocusEvent| true);
    let onfocusout = hold.reform(move |event: FocusEvent| {
        over(&event).is_some_and(|note| note.matches(":hover").unwrap_or(false))
    });
    let seconds = (SECOND_THOUGHT / 1000).to_string();
    let countdown = fill(texts.deleting_in, &[("n", &seconds)]);
    let countdown = countdown.parts().iter().map(|part| match part {
        Part::Words(words) => html! { {*words} },
        Part::Value(value) => html! {
            <><span class="visually-hidden">{&**value}</span><span class="countdown" aria-hidden="true"></span></>
        },
    });
    html! {
        <div class="status-row__note" data-kind="doom" role="gridcell" aria-colspan={COLUMNS}
            {onmouseenter} {onmouseleave} {onfocusin} {onfocusout}>
            if waits { {small("wait")}<p>{texts.waiting}</p> } else { <p>{ for countdown }</p> }
            {button("link", texts.undo.into(), onintent.reform(move |_| Intent::Keep(mutation)))}
        </div>
    }
}
