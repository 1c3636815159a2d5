//! The keys of the list (ux §6.6).

use super::focus::{bring, cell_of, row, row_of, selector};
use super::rows::Rows;
use crate::components::status_row::{Cell, Intent, Pick};
use crate::dom;
use statuses::filter::TypeAhead;
use statuses::{Editor, StatusId};
use std::cell::RefCell;
use std::rc::Rc;
use web_sys::HtmlElement;
use yew::prelude::*;

/// Rows a page key goes.
const PAGE: usize = 10;

/// What keys act on.
pub(super) struct Keys {
    pub(super) rows: Rc<Rows>,
    pub(super) editor: Rc<Editor>,
    pub(super) editable: bool,
    /// Rows are selected.
    pub(super) selects: bool,
    pub(super) ahead: Rc<RefCell<TypeAhead>>,
    pub(super) onintent: Callback<(StatusId, Intent)>,
}

impl Keys {
    /// The keyboard of the list. Keys pressed anywhere but on a cell (in a text field, on a button of a message)
    /// are not its own.
    pub(super) fn walk(&self, event: &KeyboardEvent) -> Option<()> {
        let target = dom::element(event.target())?;
        let (id, cell) = cell_of(&target)?;
        let (key, editable) = (event.key(), self.editable);
        let command = event.ctrl_key() || event.meta_key();
        let to_end = command && !event.alt_key() && !event.shift_key() && matches!(&*key, "Home" | "End");
        if (command || event.alt_key()) && !to_end {
            let intent = if copies(event) && cell == Cell::Name {
                Intent::CopyName
            } else {
                with_modifier(event).filter(|_| editable)?
            };
            event.prevent_default();
            self.onintent.emit((id, intent));
            return None;
        }
        let click = |cell| dom::find(&selector(id, cell)).map(|element| element.click());
        let done = match &*key {
            "F2" => click(Cell::Name),
            "Enter" | " " if cell == Cell::Name => click(Cell::Name),
            // The second pair is what a Russian layout has on that key.
            "c" | "C" | "с" | "С" if editable && cell == Cell::Color => click(Cell::Color),
            key @ ("Delete" | "Backspace" | "Insert")
                if editable && (key != "Backspace" || dom::is_mac()) =>
            {
                let intent = if key == "Insert" { Intent::Add } else { Intent::Delete };
                self.onintent.emit((id, intent));
                Some(())
            }
            // Right is onward, but not where lines begin there.
            key @ ("ArrowLeft" | "ArrowRight") => {
                beside(&row(id)?, cell, (key == "ArrowRight") != dom::is_rtl())?.focus().ok()
            }
            key if is_letter(event, key) => self.named(id, key).map(|to| go(to, cell)),
            key => self.other_row(id, key).map(|to| go(to, cell)),
        };
        done.map(|()| event.prevent_default())
    }

    /// The keys that select: Shift with arrows and Space, Ctrl or ⌘ with A; Escape ends it. Whether it was one of them.
    pub(super) fn select(&self, event: &KeyboardEvent) -> bool {
        let command = event.ctrl_key() || event.meta_key();
        let at = dom::element(event.target()).and_then(|target| cell_of(&target));
        let Some((id, cell)) = at.filter(|_| self.editable && !event.alt_key()) else { return false };
        let pick = match (&*event.key(), event.shift_key(), command) {
            ("Escape", false, false) if self.selects => Pick::None,
            (" ", true, false) => Pick::Toggle,
            (key @ ("ArrowUp" | "ArrowDown"), true, false) => {
                let Some(other) = self.other_row(id, key) else { return true };
                go(other, cell);
                Pick::Reach(other)
            }
            _ if command && !event.shift_key() && event.code() == "KeyA" => Pick::All,
            _ => return false,
        };
        event.prevent_default();
        self.onintent.emit((id, Intent::Pick(pick)));
        true
    }

    /// The row whose name begins with what is typed.
    fn named(&self, id: StatusId, letter: &str) -> Option<StatusId> {
        let name = |id: &StatusId| self.editor.shown(*id).map(|row| row.name.to_string());
        let names: Vec<_> = self.rows.ids().iter().map(|id| name(id).unwrap_or_default()).collect();
        let at = self.ahead.borrow_mut().find(letter, dom::now(), &names, self.rows.find(id)?)?;
        self.rows.ids().get(at).copied()
    }

    fn other_row(&self, id: StatusId, key: &str) -> Option<StatusId> {
        let (at, last) = (self.rows.find(id)?, self.rows.len() - 1);
        let to = match key {
            "ArrowUp" => at.checked_sub(1)?,
            "ArrowDown" => at + 1,
            "PageUp" => at.saturating_sub(PAGE),
            "PageDown" => (at + PAGE).min(last),
            "Home" => 0,
            "End" => last,
            _ => return None,
        };
        self.rows.ids().get(to).copied()
    }
}

/// Goes to a cell of a row. A row whose name is being written has no such cell: then to its first one.
fn go(id: StatusId, cell: Cell) {
    bring(id, move || {
        let cells = dom::all(&*row(id)?, "[data-cell]");
        let same = cells.iter().find(|it| it.get_attribute("data-cell").as_deref() == Some(cell.mark()));
        same.or(cells.first())?.focus().ok()
    });
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
    let Some(id) = dom::element(event.target()).and_then(|it| row_of(&it)) else { return };
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
