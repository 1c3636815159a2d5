//! The list as an ARIA grid: groups of rows, one tab stop, arrows to walk (ux §6.6, §6.7).

use super::icon::icon;
use super::status_row::{Cell, Intent, StatusRow};
use crate::dom;
use statuses::directory::Kind;
use statuses::text::{Lang, fill};
use statuses::{Access, Color, Editor, Group, Row, Section, StatusId};
use std::rc::Rc;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// Rows a page key goes.
const PAGE: usize = 10;

/// Cells in a row: colour, name, code, state, menu.
const COLUMNS: &str = "5";

/// Properties of [`StatusGrid`].
#[derive(PartialEq, Properties)]
pub struct StatusGridProps {
    /// Language of the interface.
    pub lang: Lang,
    /// What it shows.
    pub editor: Rc<Editor>,
    /// The popover that is open, and a colour being tried on its row.
    pub open: Option<(StatusId, Cell, Option<Color>)>,
    /// The user wants something of a row.
    pub onintent: Callback<(StatusId, Intent)>,
}

/// Groups of rows.
#[component]
pub fn StatusGrid(props: &StatusGridProps) -> Html {
    let texts = props.lang.texts();
    let editor = &props.editor;
    let grid = use_node_ref();
    let stop = use_state(|| None::<(StatusId, Cell)>);
    let sections = editor.sections();
    let ids: Vec<_> = sections.iter().flat_map(|section| &section.rows).map(|row| row.status.id).collect();
    let at = use_stop(&stop, ids);
    let onfocusin = {
        let stop = stop.clone();
        move |event: FocusEvent| {
            let found = dom::element(event.target()).and_then(|it| cell_of(&it));
            if found.is_some() {
                stop.set(found);
            }
        }
    };
    let onkeydown = {
        let (grid, onintent) = (grid.clone(), props.onintent.clone());
        let editable = editor.access() == Access::Edit;
        move |event: KeyboardEvent| {
            let _ = walk(&grid, &event, editable, &onintent);
        }
    };
    let label = match editor.directory().kind {
        Kind::Stages => texts.grid_stages,
        Kind::Values => texts.grid_values,
    };
    let read_only = editor.access() == Access::View;
    let mut index = 0;
    html! {
        <div ref={grid} class="status-grid" role="grid" {onfocusin} {onkeydown}
            aria-label={fill(label, &[("directory", editor.directory().title())]).to_string()}
            aria-rowcount={editor.tally().rows.to_string()} aria-colcount={COLUMNS}
            aria-readonly={read_only.then_some("true")}>
            { for sections.iter().filter(|section| is_shown(editor, section)).map(|section| {
                let first = index + 1;
                index += section.rows.len();
                view_section(props, section, at, first)
            }) }
        </div>
    }
}

/// A pipeline shows all its groups, a plain list has just one.
fn is_shown(editor: &Editor, section: &Section) -> bool {
    editor.directory().kind == Kind::Stages || section.group == Group::InProgress
}

fn view_section(
    props: &StatusGridProps,
    section: &Section,
    stop: Option<(StatusId, Cell)>,
    first: usize,
) -> Html {
    let (texts, directory) = (props.lang.texts(), props.editor.directory());
    let (art, title) = match (directory.kind, section.group) {
        (Kind::Values, _) => ("list", texts.group_values),
        (_, Group::InProgress) => ("progress", texts.groups[0]),
        (_, Group::Success) => ("success", texts.groups[1]),
        (_, Group::Failed) => ("failure", texts.groups[2]),
    };
    let view_row = |(nth, row): (usize, &Row)| {
        let id = row.status.id;
        let open = props.open.filter(|(owner, ..)| *owner == id);
        let tried = open.and_then(|(.., color)| color);
        let color = tried.or_else(|| directory.shown_color(&row.status, nth));
        html! {
            <StatusRow key={id.get()} lang={props.lang} row={row.clone()} {color} index={first + nth}
                editable={props.editor.access() == Access::Edit}
                stop={stop.filter(|(owner, _)| *owner == id).map(|(_, cell)| cell)}
                open={open.map(|(_, cell, _)| cell)} onintent={props.onintent.clone()} />
        }
    };
    let heading = format!("group-{art}");
    html! {
        <section class="card status-group" role="rowgroup" aria-labelledby={heading.clone()} key={art}>
            <div role="row">
                <div class="status-group__header" role="gridcell" aria-colspan={COLUMNS}>
                    {icon(art)}<h2 class="status-group__title" id={heading}>{title}</h2>
                    <span class="count">{section.rows.len()}</span>
                </div>
            </div>
            { for section.rows.iter().enumerate().map(view_row) }
        </section>
    }
}

/// Where the tab stop is: where the focus last was, or on the first name. When its row goes, it moves to the
/// row that took the place, and the focus with it, so that a deletion does not throw the keyboard out.
#[hook]
fn use_stop(stop: &UseStateHandle<Option<(StatusId, Cell)>>, ids: Vec<StatusId>) -> Option<(StatusId, Cell)> {
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
fn cell_of(element: &Element) -> Option<(StatusId, Cell)> {
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

/// The keyboard of the list. Keys pressed anywhere but on a cell (in a text field, on a button of a message)
/// are not its own.
fn walk(
    grid: &NodeRef,
    event: &KeyboardEvent,
    editable: bool,
    onintent: &Callback<(StatusId, Intent)>,
) -> Option<()> {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return None;
    }
    let target = dom::element(event.target())?;
    let (id, cell) = cell_of(&target)?;
    let row = dom::closest(&target, "[data-status-id]")?;
    let click = |cell| dom::find(&selector(id, cell)).map(|element| element.click());
    let done = match event.key().as_str() {
        "F2" => click(Cell::Name),
        "Enter" | " " if cell == Cell::Name => click(Cell::Name),
        "c" | "C" if editable && cell == Cell::Color => click(Cell::Color),
        "Delete" if editable => {
            onintent.emit((id, Intent::Delete));
            Some(())
        }
        "ArrowLeft" | "ArrowRight" => beside(&row, cell, event.key() == "ArrowRight")?.focus().ok(),
        key => other_row(grid, &row, cell, key)?.focus().ok(),
    };
    done.map(|()| event.prevent_default())
}

fn beside(row: &HtmlElement, cell: Cell, forward: bool) -> Option<HtmlElement> {
    let cells = dom::all(row, "[data-cell]");
    let at = cells.iter().position(|it| it.get_attribute("data-cell").as_deref() == Some(cell.mark()))?;
    cells.get(if forward { at + 1 } else { at.checked_sub(1)? }).cloned()
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
    let cells = dom::all(rows.get(to)?, "[data-cell]");
    // A row whose name is being written has no such cell.
    let same = cells.iter().find(|it| it.get_attribute("data-cell").as_deref() == Some(cell.mark()));
    same.or(cells.first()).cloned()
}
