//! Where the keyboard stands in the list, and how it stays there when rows come, go and move.

use crate::components::status_row::Cell;
use crate::dom;
use statuses::StatusId;
use web_sys::Element;
use yew::prelude::*;

/// A row that is put elsewhere in the page loses the focus, and gets it back before anybody can press a key.
#[hook]
pub(super) fn use_kept_focus(ids: &[StatusId]) {
    // Of the first rendering in which the order is another one: more of them may come before its effect does.
    let seen = use_mut_ref(|| (Vec::new(), None));
    if seen.borrow().0 != ids {
        let focused = dom::focused().and_then(|focused| cell_of(&focused));
        *seen.borrow_mut() = (ids.to_vec(), focused);
    }
    use_effect_with(ids.to_vec(), move |_| {
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
    ids: Vec<StatusId>,
    handles: (bool, bool),
) -> Option<(StatusId, Cell)> {
    let known = use_mut_ref(Vec::<StatusId>::new);
    let lost = (**stop).filter(|(id, _)| !ids.contains(id));
    let at = match (**stop, lost) {
        (Some(stop), None) => Some(stop),
        (_, lost) => {
            let place = lost.and_then(|(id, _)| known.borrow().iter().position(|other| *other == id));
            let to = place.unwrap_or(0).min(ids.len().saturating_sub(1));
            ids.get(to).map(|id| (*id, Cell::Name))
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
    *known.borrow_mut() = ids;
    at
}

/// The row and cell an element is in.
pub(super) fn cell_of(element: &Element) -> Option<(StatusId, Cell)> {
    let cell = dom::closest(element, "[data-cell]")?;
    let row = dom::closest(element, "[data-status-id]")?;
    let id = StatusId::parse(&row.get_attribute("data-status-id")?)?;
    Some((id, Cell::marked(&cell.get_attribute("data-cell")?)?))
}

/// Finds a cell in the page.
#[must_use]
pub fn selector(id: StatusId, cell: Cell) -> String {
    format!("[data-status-id=\"{id}\"] [data-cell={}]", cell.mark())
}
