//! Where the keyboard stands in the list, and how it stays there when rows come, go and move.

use super::rows::Rows;
use super::window::ROW;
use crate::components::status_row::Cell;
use crate::dom;
use gloo_timers::callback::Timeout;
use statuses::StatusId;
use std::cell::RefCell;
use std::rc::Rc;
use web_sys::Element;
use yew::platform::spawn_local;
use yew::prelude::*;

/// Rows that the user is in.
pub(in crate::components) const HELD: &str = "[data-status-id]:is(:focus-within, [data-state=editing])";

/// Where the keyboard may go. Few rows of a long list are in the page: another one has to be brought there first.
struct List {
    rows: Rc<Rows>,
    stop: UseStateSetter<Option<(StatusId, Cell)>>,
}

thread_local! {
    static LIST: RefCell<Option<List>> = const { RefCell::new(None) };
}

/// Lets others give rows the focus: a page has one list at a time.
#[hook]
pub(super) fn use_list(rows: &Rc<Rows>, stop: &UseStateHandle<Option<(StatusId, Cell)>>) {
    LIST.set(Some(List { rows: Rc::clone(rows), stop: stop.setter() }));
}

/// Does something to a row of the list, as soon as it is in the page and can have it done.
pub(in crate::components) fn bring(id: StatusId, deed: impl Fn() -> Option<()> + 'static) {
    if deed().is_some() {
        return;
    }
    LIST.with_borrow(|list| {
        let list = list.as_ref().filter(|list| list.rows.find(id).is_some());
        if let Some(list) = list.filter(|_| row(id).is_none()) {
            // The row that has the tab stop always is in the page.
            list.stop.set(Some((id, Cell::Name)));
        }
    });
    // After the rendering, and before the next key; or soon, where the machine is slow.
    spawn_local(async move {
        if deed().is_none() {
            let again = move || {
                let _ = deed();
            };
            Timeout::new(0, again).forget();
        }
    });
}

/// Gives a cell of a row the focus.
pub(in crate::components) fn turn_to(id: StatusId, cell: Cell) {
    bring(id, move || dom::find(&selector(id, cell))?.focus().ok());
}

/// Goes to the first row of the list.
pub(in crate::components) fn enter() {
    let first = LIST.with_borrow(|list| list.as_ref()?.rows.ids().first().copied());
    if let Some(first) = first {
        turn_to(first, Cell::Name);
    }
}

/// The row after another one, or before it; at the ends of the list the same.
pub(in crate::components) fn beside(id: StatusId, after: bool) -> Option<StatusId> {
    LIST.with_borrow(|list| {
        let rows = &list.as_ref()?.rows;
        let at = rows.find(id)?;
        rows.ids().get(if after { at + 1 } else { at.saturating_sub(1) }).copied().or(Some(id))
    })
}

/// A row in the page.
pub(super) fn row(id: StatusId) -> Option<web_sys::HtmlElement> {
    dom::find(&format!("[data-status-id=\"{id}\"]"))
}

/// The row an element is in.
pub(super) fn row_of(element: &Element) -> Option<StatusId> {
    StatusId::parse(&dom::closest(element, ROW)?.get_attribute("data-status-id")?)
}

/// A row that is put elsewhere in the page loses the focus, and gets it back before anybody can press a key.
#[hook]
pub(super) fn use_kept_focus(rows: &Rc<Rows>) {
    // Of the first rendering in which the order is another one: more of them may come before its effect does.
    let seen = use_mut_ref(|| (Rc::<Rows>::default(), None));
    if seen.borrow().0 != *rows {
        let focused = dom::focused().and_then(|focused| cell_of(&focused));
        *seen.borrow_mut() = (Rc::clone(rows), focused);
    }
    use_effect_with(Rc::clone(rows), move |_| {
        let kept = seen.borrow_mut().1.take();
        if let Some((id, cell)) = kept.filter(|_| dom::is_focus_nowhere()) {
            dom::focus(dom::find(&selector(id, cell)));
        }
    });
}

/// Where the tab stop is: where the focus last was, or on the first name. When its row goes, it moves to the
/// row that took the place, and the focus with it, so that a deletion does not throw the keyboard out. `handles` tells
/// whether rows are being selected, and whether they can be moved.
#[hook]
pub(super) fn use_stop(
    stop: &UseStateHandle<Option<(StatusId, Cell)>>,
    rows: &Rc<Rows>,
    handles: (bool, bool),
) -> Option<(StatusId, Cell)> {
    let known = use_mut_ref(Rc::<Rows>::default);
    let lost = (**stop).filter(|(id, _)| rows.find(*id).is_none());
    let at = match (**stop, lost) {
        (Some(stop), None) => Some(stop),
        (_, lost) => {
            let place = lost.and_then(|(id, _)| known.borrow().find(id));
            let to = place.unwrap_or(0).min(rows.len().saturating_sub(1));
            rows.ids().get(to).map(|id| (*id, Cell::Name))
        }
    };
    // Handles come and go with the search and the selection.
    use_effect_with((at, handles), {
        let stop = stop.clone();
        move |(at, _)| {
            let gone =
                at.filter(|(id, cell)| *cell == Cell::Handle && dom::find(&selector(*id, *cell)).is_none());
            if let Some((id, _)) = gone {
                stop.set(Some((id, Cell::Name)));
                if dom::is_focus_nowhere() {
                    dom::focus(dom::find(&selector(id, Cell::Name)));
                }
            }
        }
    });
    use_effect_with((lost, at), {
        let stop = stop.clone();
        move |(lost, at)| {
            if lost.is_some() {
                stop.set(*at);
                if dom::is_focus_nowhere() {
                    dom::focus(at.and_then(|(id, cell)| dom::find(&selector(id, cell))));
                }
            }
        }
    });
    *known.borrow_mut() = Rc::clone(rows);
    at
}

/// The row and cell an element is in.
pub(super) fn cell_of(element: &Element) -> Option<(StatusId, Cell)> {
    let cell = dom::closest(element, "[data-cell]")?;
    let id = row_of(element)?;
    Some((id, Cell::marked(&cell.get_attribute("data-cell")?)?))
}

/// Finds a cell in the page.
#[must_use]
pub fn selector(id: StatusId, cell: Cell) -> String {
    format!("[data-status-id=\"{id}\"] [data-cell={}]", cell.mark())
}
