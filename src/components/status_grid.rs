//! The list as an ARIA grid: groups of rows, one tab stop, arrows to walk (ux §6.6, §6.7).

use super::icon::{icon, small};
use super::new_row::NewRow;
use super::status_row::{Cell, Grip, Intent, OrderNote, StatusRow, Used};
use crate::dom;
use crate::hooks::use_lift::{LiftHandle, use_lift};
use crate::locale::phrase;
use crate::model::Dispatcher;
use statuses::directory::Kind;
use statuses::filter::TypeAhead;
use statuses::text::{self, Lang, fill};
use statuses::{
    Access, Action, Addition, Census, Color, Count, Editor, Filter, Group, Holder, Lift, Link, Row, RowState,
    Section, Spot, StatusId,
};
use std::rc::Rc;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// Rows a page key goes.
const PAGE: usize = 10;

/// Cells in a row: handle, colour, name, code, records, state, menu.
pub(super) const COLUMNS: &str = "7";

/// Properties of [`StatusGrid`].
#[derive(PartialEq, Properties)]
pub struct StatusGridProps {
    /// Language of the interface.
    pub lang: Lang,
    /// What it shows.
    pub editor: Rc<Editor>,
    /// What is known of the records that hold its rows.
    pub census: Rc<Census>,
    /// The popover that is open, and a colour being tried on its row.
    pub open: Option<(StatusId, Cell, Option<Color>)>,
    /// What the user looks for.
    pub filter: Rc<Filter>,
    /// The rows that are shown, sorted by id; none if that is all of them.
    pub shown: Option<Rc<[StatusId]>>,
    /// The user wants something of a row.
    pub onintent: Callback<(StatusId, Intent)>,
    /// Whether another row has a name.
    pub hasname: Callback<(StatusId, String), bool>,
    /// Where new rows are being written.
    pub adding: UseStateHandle<Option<Adding>>,
    /// The user wants new rows.
    pub onadd: Callback<(Spot, Vec<Addition>)>,
    /// The user wants to paste a list into a group.
    pub onpaste: Callback<Group>,
    /// Whether rows can be moved by hand: not while some are out of view.
    #[prop_or(true)]
    pub movable: bool,
    /// The user wants the ways in which a list can be sorted.
    #[prop_or_default]
    pub onsort: Callback<()>,
    /// Told what else the user does.
    pub dispatcher: Dispatcher,
}

/// Where new rows are being written: each goes below the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Adding {
    spot: Spot,
    /// The first id of what was the newest row when this began.
    since: Option<StatusId>,
}

impl Adding {
    /// At a place of a directory.
    #[must_use]
    pub fn at(spot: Spot, editor: &Editor) -> Self {
        Self { spot, since: newest(editor) }
    }

    /// Where the next one goes.
    fn spot(&self, editor: &Editor) -> Spot {
        let added = self.spot.below.is_some() && newest(editor) != self.since;
        let below = if added { editor.newest() } else { self.spot.below.map(|id| editor.latest_id(id)) };
        Spot { below, ..self.spot }
    }
}

fn newest(editor: &Editor) -> Option<StatusId> {
    editor.newest().map(|id| editor.first_id(id))
}

/// Groups of rows.
#[component]
pub fn StatusGrid(props: &StatusGridProps) -> Html {
    let texts = props.lang.texts();
    let editor = &props.editor;
    let grid = use_node_ref();
    let stop = use_state(|| None::<(StatusId, Cell)>);
    let ahead = use_mut_ref(TypeAhead::default);
    let lift = use_lift(&grid, editor, &props.onintent);
    let mut sections = editor.sections();
    for section in &mut sections {
        lift.keep_order(section);
    }
    let ids: Vec<_> = sections
        .iter()
        .flat_map(|section| &section.rows)
        .map(|row| row.status.id)
        .filter(|id| props.shows(*id))
        .collect();
    use_kept_focus(&ids);
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
        let (grid, onintent, lift) = (grid.clone(), props.onintent.clone(), lift.clone());
        let editable = editor.access() == Access::Edit;
        move |event: KeyboardEvent| {
            if !lift.key(&event) {
                let _ = walk(&grid, &event, editable, &mut ahead.borrow_mut(), &onintent);
            }
        }
    };
    let hand = |deed: fn(&LiftHandle, &PointerEvent)| {
        let lift = lift.clone();
        move |event: PointerEvent| deed(&lift, &event)
    };
    let onclick = {
        let lift = lift.clone();
        move |event: MouseEvent| lift.click(&event)
    };
    let onfocusout = {
        let lift = lift.clone();
        move |_: FocusEvent| lift.leave()
    };
    let label = match editor.directory().kind {
        Kind::Stages => texts.grid_stages,
        Kind::Values => texts.grid_values,
    };
    let read_only = editor.access() == Access::View;
    let held = lift.lift();
    let mut index = 0;
    html! {
        <div ref={grid} class="status-grid" role="grid" {onfocusin} {onfocusout} {onkeydown} {onclick}
            onpointerdown={hand(LiftHandle::press)} onpointermove={hand(LiftHandle::drag)}
            onpointerup={hand(LiftHandle::release)} onpointercancel={hand(LiftHandle::lose)}
            onlostpointercapture={hand(LiftHandle::lose)}
            aria-label={fill(label, &[("directory", editor.directory().title())]).to_string()}
            aria-rowcount={editor.tally().rows.to_string()} aria-colcount={COLUMNS}
            aria-readonly={read_only.then_some("true")}>
            { for sections.iter().filter_map(|section| {
                let first = index + 1;
                index += section.rows.len();
                // A list with holes would be made anew, and the field of a name in it.
                props.shows_section(section).then(|| view_section(props, section, at, first, held.as_ref()))
            }) }
            if props.shown.as_ref().is_none_or(|shown| !shown.is_empty()) {
                <p class="visually-hidden" id="handle-help" role="presentation">{texts.handle_help}</p>
            }
        </div>
    }
}

impl StatusGridProps {
    /// Whether a row is not hidden by the search.
    fn shows(&self, id: StatusId) -> bool {
        self.shown.as_ref().is_none_or(|shown| shown.binary_search(&id).is_ok())
    }

    /// A pipeline shows all its groups, a plain list has just one; a search those that have a match.
    fn shows_section(&self, section: &Section) -> bool {
        let found = self.shown.is_none() || section.rows.iter().any(|row| self.shows(row.status.id));
        found && (self.editor.directory().kind == Kind::Stages || section.group == Group::InProgress)
    }
}

fn view_section(
    props: &StatusGridProps,
    section: &Section,
    stop: Option<(StatusId, Cell)>,
    first: usize,
    held: Option<&Lift>,
) -> Html {
    let (texts, directory, editor) = (props.lang.texts(), props.editor.directory(), &props.editor);
    let line = held.and_then(Lift::line);
    let refused = held.filter(|held| held.group != section.group);
    let movable = props.movable
        && editor.access() == Access::Edit
        && section.rows.len() > 1
        && section.group != Group::Success;
    // The first row whose new place was not saved speaks for the order of all.
    let unsaved = |row: &Row| matches!(&row.state, RowState::Failed(mishap) if mishap.is_move());
    let speaker = section.rows.iter().find(|row| unsaved(row)).map(|row| row.status.id);
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
        let question = matches!(row.state, RowState::Failed(_) | RowState::Conflict(_));
        let lifted = held.is_some_and(|held| held.target == id);
        let off = editor.link() == Link::Offline;
        let grip = movable.then_some(Grip { at: nth + 1, of: section.rows.len(), lifted, off });
        let order = match speaker {
            Some(speaker) if speaker != id => OrderNote::Said,
            Some(_) if editor.is_partly_ordered(id) => OrderNote::Partly,
            _ => OrderNote::Unsaved,
        };
        let pending = matches!(row.state, RowState::Saving | RowState::Doomed(_) | RowState::Deleting);
        html! {
            <StatusRow key={props.editor.first_id(id).get()} lang={props.lang} row={row.clone()} {color} index={first + nth}
                editable={props.editor.access() == Access::Edit} {grip} {order}
                drop={line.filter(|(beside, _)| *beside == id).map(|(_, side)| side)}
                stop={stop.filter(|(owner, _)| *owner == id).map(|(_, cell)| cell)}
                open={open.map(|(_, cell, _)| cell)}
                alone={question && props.editor.tally().open() == 1}
                waits={pending && props.editor.link() != Link::Up} used={used(props, row)}
                filter={Rc::clone(&props.filter)} onintent={props.onintent.clone()} hasname={props.hasname.clone()} />
        }
    };
    let heading = format!("group-{art}");
    let grows = props.editor.access() == Access::Edit && may_grow(directory.kind, section.group);
    let spot = props
        .adding
        .map(|adding| adding.spot(&props.editor))
        .filter(|spot| grows && spot.group == section.group);
    let shown: Vec<_> =
        section.rows.iter().enumerate().filter(|(_, row)| props.shows(row.status.id)).collect();
    let below = |spot: Spot| shown.iter().position(|(_, row)| Some(row.status.id) == spot.below);
    let at = spot.map(|spot| below(spot).map_or(shown.len(), |at| at + 1));
    let mut rows: Vec<_> = shown.into_iter().map(view_row).collect();
    if let (Some(at), Some(spot)) = (at, spot) {
        rows.insert(at, view_new(props, spot));
    }
    // A list of its own, all of whose members have keys: else a row that comes or goes would make all others anew,
    // with what is being written in them.
    let rows: Html = rows.into_iter().collect();
    html! {
        <div class="card status-group" role="rowgroup" aria-labelledby={heading.clone()} key={art}
            data-drop={refused.map(|_| "no")}>
            <div role="row">
                <div class="status-group__header" role="gridcell" aria-colspan={COLUMNS}>
                    {icon(art)}<h2 class="status-group__title" id={heading}>{title}</h2>
                    <span class="count">{section.rows.iter().filter(|row| props.shows(row.status.id)).count()}</span>
                    if let Some(held) = refused {
                        <span class="status-group__reason" aria-hidden="true">{texts.keeps_group[held.group as usize]}</span>
                    }
                    if movable && directory.kind == Kind::Values { {view_sort(props)} }
                    if grows { {view_add(props, section.group, title)} }
                </div>
            </div>
            if section.arrived > 0 { {view_arrived(props, section.arrived)} }
            {rows}
        </div>
    }
}

/// What a row says of the records that hold it. What cannot be counted says nothing.
fn used(props: &StatusGridProps, row: &Row) -> Used {
    let id = row.status.id;
    let holders = Holder::of(&props.editor.directory().entity);
    let checked = props.census.checked().is_some_and(|check| check.status.id == id);
    // What was counted before the portal refused is not what there is.
    let stale = row.state.is_held_by_records() && props.census.usage().wants(id);
    match props.census.usage().of(id) {
        _ if holders.is_empty() || id.is_provisional() => Used::Unknown,
        _ if checked || stale => Used::Counting,
        Some(Count::Known(counts)) => {
            let words = text::used(props.lang.texts(), &holders, counts).to_string();
            Used::Known(words.into(), counts.iter().any(|count| *count > 0))
        }
        Some(_) => Used::Unknown,
        None => Used::Counting,
    }
}

/// The buttons of a group for new rows.
fn view_add(props: &StatusGridProps, group: Group, title: &'static str) -> Html {
    let texts = props.lang.texts();
    let label = match props.editor.directory().kind {
        Kind::Stages => texts.add_stage,
        Kind::Values => texts.add_value,
    };
    let spoken = |label| fill(texts.add_to, &[("add", label), ("group", title)]).to_string();
    let onadd = {
        let (adding, editor) = (props.adding.clone(), Rc::clone(&props.editor));
        move |_: MouseEvent| adding.set(Some(Adding::at(Spot { group, below: None }, &editor)))
    };
    let onpaste = props.onpaste.reform(move |_: MouseEvent| group);
    html! {
        <span class="add">
            <button class="button" type="button" aria-label={spoken(label)} onclick={onadd}>
                {icon("plus")}<span>{label}</span>
            </button>
            <button class="button" type="button" aria-label={spoken(texts.paste_list)} title={texts.paste_list} onclick={onpaste}>
                {small("paste")}<span class="add__optional">{texts.paste_list}</span>
            </button>
        </span>
    }
}

fn view_new(props: &StatusGridProps, spot: Spot) -> Html {
    let onadd = props.onadd.reform(move |row| (spot, vec![row]));
    let onclose = {
        let adding = props.adding.clone();
        Callback::from(move |()| adding.set(None))
    };
    html! { <NewRow key="new" lang={props.lang} editor={Rc::clone(&props.editor)} {spot} {onadd} {onclose} /> }
}

/// A pipeline has exactly one success stage (rest-behaviour §2.4).
pub(super) fn may_grow(kind: Kind, group: Group) -> bool {
    kind == Kind::Values || group != Group::Success
}

/// The button for the ways in which a list can be sorted. The stages of a pipeline have an order of their own.
fn view_sort(props: &StatusGridProps) -> Html {
    let texts = props.lang.texts();
    html! {
        <button class="button status-group__tool" id="sort" type="button" aria-haspopup="menu"
            onclick={props.onsort.reform(|_: MouseEvent| ())}>{icon("sort")}<span>{texts.sort}</span></button>
    }
}

/// What somebody else made is not put under the user's hands unasked.
fn view_arrived(props: &StatusGridProps, count: usize) -> Html {
    let texts = props.lang.texts();
    let onclick = {
        let dispatcher = props.dispatcher.clone();
        move |_: MouseEvent| {
            dispatcher.dispatch(Action::ArrivedShown);
            dom::focus(dom::find("[role=grid] [data-cell][tabindex=\"0\"]"));
        }
    };
    html! {
        <div role="row" class="arrived">
            <div role="gridcell" aria-colspan={COLUMNS}>
                <button class="pill" type="button" {onclick}>
                    {small("down")}<span>{phrase(&texts.plural(texts.n_arrived, count))}</span>
                </button>
            </div>
        </div>
    }
}

/// A row that is put elsewhere in the page loses the focus, and gets it back before anybody can press a key.
#[hook]
fn use_kept_focus(ids: &[StatusId]) {
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
        "ArrowLeft" | "ArrowRight" => beside(&row, cell, event.key() == "ArrowRight")?.focus().ok(),
        // The field that opens is there before the letter is: it gets it.
        key if is_letter(event, key) && cell == Cell::Name && editable => return click(Cell::Name),
        key if is_letter(event, key) => named(grid, &row, cell, ahead, key)?.focus().ok(),
        key => other_row(grid, &row, cell, key)?.focus().ok(),
    };
    done.map(|()| event.prevent_default())
}

/// Whether a key writes something. `/` and `?` have a meaning everywhere.
fn is_letter(event: &KeyboardEvent, key: &str) -> bool {
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
