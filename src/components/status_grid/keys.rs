//! The keys of the list (ux §6.6).

use super::focus::{cell_of, selector};
use crate::components::status_row::{Cell, Intent, Pick};
use crate::dom;
use statuses::StatusId;
use statuses::filter::TypeAhead;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// Rows a page key goes.
const PAGE: usize = 10;

/// The keyboard of the list. Keys pressed anywhere but on a cell (in a text field, on a button of a message)
/// are not its own.
pub(super) fn walk(
    grid: &NodeRef,
    event: &KeyboardEvent,
    editable: bool,
    ahead: &mut TypeAhead,
    onintent: &Callback<(StatusId, Intent)>,
) -> Option<()> {
    let target = dom::element(event.target())?;
    let (id, cell) = cell_of(&target)?;
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        let intent = if copies(event) && cell == Cell::Name {
            Intent::CopyName
        } else {
            with_modifier(event).filter(|_| editable)?
        };
        event.prevent_default();
        onintent.emit((id, intent));
        return None;
    }
    let row = dom::closest(&target, "[data-status-id]")?;
    let click = |cell| dom::find(&selector(id, cell)).map(|element| element.click());
    let done = match event.key().as_str() {
        "F2" => click(Cell::Name),
        "Enter" | " " if cell == Cell::Name => click(Cell::Name),
        // The second pair is what a Russian layout has on that key.
        "c" | "C" | "с" | "С" if editable && cell == Cell::Color => click(Cell::Color),
        key @ ("Delete" | "Backspace" | "Insert") if editable && (key != "Backspace" || dom::is_mac()) => {
            let intent = if key == "Insert" { Intent::Add } else { Intent::Delete };
            onintent.emit((id, intent));
            Some(())
        }
        // Right is onward, but not where lines begin there.
        key @ ("ArrowLeft" | "ArrowRight") => {
            beside(&row, cell, (key == "ArrowRight") != dom::is_rtl())?.focus().ok()
        }
        key if is_letter(event, key) => named(grid, &row, cell, ahead, key)?.focus().ok(),
        key => other_row(grid, &row, cell, key)?.focus().ok(),
    };
    done.map(|()| event.prevent_default())
}

/// The keys that select: Shift with arrows and Space, Ctrl or ⌘ with A; Escape ends it. Whether it was one of them.
pub(super) fn select(
    grid: &NodeRef,
    event: &KeyboardEvent,
    selects: bool,
    onintent: &Callback<(StatusId, Intent)>,
) -> bool {
    let command = event.ctrl_key() || event.meta_key();
    let at = dom::element(event.target()).and_then(|target| Some((cell_of(&target)?, target)));
    let Some(((id, cell), target)) = at.filter(|_| !event.alt_key()) else { return false };
    let pick = match (&*event.key(), event.shift_key(), command) {
        ("Escape", false, false) if selects => Pick::None,
        (" ", true, false) => Pick::Toggle,
        (key @ ("ArrowUp" | "ArrowDown"), true, false) => {
            let row = dom::closest(&target, "[data-status-id]");
            let to = row.and_then(|row| other_row(grid, &row, cell, key));
            let Some((other, to)) = to.and_then(|to| Some((cell_of(&to)?.0, to))) else { return true };
            dom::focus(Some(to));
            Pick::Reach(other)
        }
        _ if command && !event.shift_key() && event.code() == "KeyA" => Pick::All,
        _ => return false,
    };
    event.prevent_default();
    onintent.emit((id, Intent::Pick(pick)));
    true
}

/// Whether a press of the mouse is meant to select rows, and not text in a field.
pub(in crate::components) fn is_selecting(event: &MouseEvent) -> bool {
    let held = event.ctrl_key() || event.meta_key() || event.shift_key();
    held && event.detail() > 0 && dom::around(event, "input, textarea").is_none()
}

/// Selects by a click: with Shift from where the keyboard stands, else this row alone.
pub(super) fn select_by(
    event: &MouseEvent,
    stop: Option<(StatusId, Cell)>,
    onintent: &Callback<(StatusId, Intent)>,
) {
    let row = dom::around(event, "[data-status-id]");
    let Some(id) = row.and_then(|row| StatusId::parse(&row.get_attribute("data-status-id")?)) else { return };
    let from = stop.map_or(id, |(stop, _)| stop);
    onintent.emit(if event.shift_key() {
        (from, Intent::Pick(Pick::Reach(id)))
    } else {
        (id, Intent::Pick(Pick::Toggle))
    });
}

/// Whether a key writes something. `/` and `?` have a meaning everywhere.
pub(in crate::components) fn is_letter(event: &KeyboardEvent, key: &str) -> bool {
    let mut letters = key.chars();
    let letter = letters.next().filter(|_| letters.next().is_none() && !event.is_composing());
    letter.is_some_and(|letter| !letter.is_control() && !matches!(letter, ' ' | '/' | '?'))
}

/// Ctrl or ⌘ and C, wherever the layout has it.
fn copies(event: &KeyboardEvent) -> bool {
    event.code() == "KeyC" && !event.alt_key() && !event.shift_key()
}

/// Alt moves a row; Ctrl or ⌘ and Enter add one.
fn with_modifier(event: &KeyboardEvent) -> Option<Intent> {
    let command = event.ctrl_key() || event.meta_key();
    match event.key().as_str() {
        "Enter" if command && !event.alt_key() => Some(Intent::Add),
        _ if command => None,
        "ArrowUp" => Some(Intent::Move(-1)),
        "ArrowDown" => Some(Intent::Move(1)),
        "Home" => Some(Intent::Move(isize::MIN)),
        "End" => Some(Intent::Move(isize::MAX)),
        _ => None,
    }
}

fn beside(row: &HtmlElement, cell: Cell, forward: bool) -> Option<HtmlElement> {
    let cells = dom::all(row, "[data-cell]");
    let at = cells.iter().position(|it| it.get_attribute("data-cell").as_deref() == Some(cell.mark()))?;
    cells.get(if forward { at + 1 } else { at.checked_sub(1)? }).cloned()
}

/// The cell in the row whose name begins with what is typed.
fn named(
    grid: &NodeRef,
    row: &HtmlElement,
    cell: Cell,
    ahead: &mut TypeAhead,
    letter: &str,
) -> Option<HtmlElement> {
    let rows = dom::all(&grid.cast::<Element>()?, "[data-status-id]");
    let name = |row: &HtmlElement| {
        let name = dom::all(row, "[data-cell=name] bdi").into_iter().next();
        name.and_then(|name| name.text_content()).unwrap_or_default()
    };
    let names: Vec<_> = rows.iter().map(name).collect();
    let from = rows.iter().position(|other| other == row)?;
    same_cell(rows.get(ahead.find(letter, dom::now(), &names, from)?)?, cell)
}

fn other_row(grid: &NodeRef, row: &HtmlElement, cell: Cell, key: &str) -> Option<HtmlElement> {
    let rows = dom::all(&grid.cast::<Element>()?, "[data-status-id]");
    let at = rows.iter().position(|other| other == row)?;
    let to = match key {
        "ArrowUp" => at.checked_sub(1)?,
        "ArrowDown" => at + 1,
        "PageUp" => at.saturating_sub(PAGE),
        "PageDown" => (at + PAGE).min(rows.len() - 1),
        "Home" => 0,
        "End" => rows.len() - 1,
        _ => return None,
    };
    same_cell(rows.get(to)?, cell)
}

fn same_cell(row: &HtmlElement, cell: Cell) -> Option<HtmlElement> {
    let cells = dom::all(row, "[data-cell]");
    // A row whose name is being written has no such cell.
    let same = cells.iter().find(|it| it.get_attribute("data-cell").as_deref() == Some(cell.mark()));
    same.or(cells.first()).cloned()
}
