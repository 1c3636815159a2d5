//! The list as an ARIA grid: groups of rows, one tab stop, arrows to walk (ux §6.6, §6.7).

mod clip;
mod focus;
mod keys;
mod rows;
mod section;
mod window;

pub use focus::selector;
pub(super) use focus::{HELD, beside, bring, enter, turn_to};
pub(super) use keys::{is_letter, is_selecting};
pub(super) use section::may_grow;

use super::status_row::{Cell, Intent};
use crate::dom;
use crate::hooks::use_lift::{LiftHandle, use_lift};
use crate::model::Dispatcher;
use clip::use_clip;
use focus::{cell_of, row_of, use_kept_focus, use_list, use_stop};
use keys::{Keys, select_by};
use rows::Rows;
use section::{Layout, view_section};
use statuses::color::scheme::Tried;
use statuses::directory::Kind;
use statuses::text::{Lang, fill};
use statuses::{Access, Addition, Census, Editor, Filter, Group, Lift, Spot, StatusId};
use std::rc::Rc;
use window::use_window;
use yew::prelude::*;

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
    /// The popover that is open.
    pub open: Option<(StatusId, Cell)>,
    /// Colours being tried on rows.
    #[prop_or_default]
    pub tried: Rc<Tried>,
    /// The rows that are selected.
    #[prop_or_default]
    pub selection: Rc<[StatusId]>,
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
    let ahead = use_mut_ref(Default::default);
    let lift = use_lift(&grid, editor, &props.onintent);
    let held = lift.lift();
    let order = held.as_ref().map(|lift| (lift.target, lift.group));
    let rows = use_memo((Rc::clone(editor.lineup()), props.shown.clone(), order), |(_, shown, _)| {
        Rows::new(editor, shown.as_deref(), held.as_ref())
    });
    let editable = editor.access() == Access::Edit;
    use_clip(editable, &props.onintent);
    use_kept_focus(&rows);
    let at = use_stop(&stop, &rows, (!props.selection.is_empty(), props.movable));
    use_list(&rows, &stop);
    let window = use_window(&grid, &rows);
    let kept = if window.is_all() { Vec::new() } else { props.kept(at, held.as_ref()) };
    let places = window.places(kept.into_iter().filter_map(|id| rows.find(id)));
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
        let lift = lift.clone();
        let keys = Keys {
            rows: Rc::clone(&rows),
            editor: Rc::clone(editor),
            editable,
            selects: !props.selection.is_empty(),
            ahead,
            onintent: props.onintent.clone(),
        };
        move |event: KeyboardEvent| {
            if !(lift.key(&event) || keys.select(&event)) {
                let _ = keys.walk(&event);
            }
        }
    };
    let hand = |deed: fn(&LiftHandle, &PointerEvent)| {
        let lift = lift.clone();
        move |event: PointerEvent| deed(&lift, &event)
    };
    let onclick = {
        let (lift, onintent) = (lift.clone(), props.onintent.clone());
        move |event: MouseEvent| {
            if editable && is_selecting(&event) {
                select_by(&event, at, &onintent);
            } else {
                lift.click(&event);
            }
        }
    };
    // Else the text between two clicks would be marked.
    let onmousedown = move |event: MouseEvent| {
        if editable && is_selecting(&event) {
            event.prevent_default();
        }
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
    let layout =
        Layout { props, rows: &rows, window: &window, places: &places, stop: at, held: held.as_ref() };
    html! {
        <div ref={grid} class="status-grid" role="grid" {onfocusin} {onfocusout} {onkeydown} {onclick} {onmousedown}
            onpointerdown={hand(LiftHandle::press)} onpointermove={hand(LiftHandle::drag)}
            onpointerup={hand(LiftHandle::release)} onpointercancel={hand(LiftHandle::lose)}
            onlostpointercapture={hand(LiftHandle::lose)}
            aria-label={fill(label, &[("directory", editor.directory().title())]).to_string()}
            aria-rowcount={editor.tally().rows.to_string()} aria-colcount={COLUMNS}
            aria-readonly={read_only.then_some("true")} aria-multiselectable={(!read_only).then_some("true")}>
            // A list with holes would be made anew, and the field of a name in it.
            { for Group::ALL.into_iter().filter(|group| props.shows(*group, &rows)).map(|group| view_section(&layout, group)) }
            if props.shown.as_ref().is_none_or(|shown| !shown.is_empty()) {
                <p class="visually-hidden" id="handle-help" role="presentation">{texts.handle_help}</p>
            }
        </div>
    }
}

impl StatusGridProps {
    /// A pipeline shows all its groups, a plain list has just one; a search those that have a match.
    fn shows(&self, group: Group, rows: &Rows) -> bool {
        let found = self.shown.is_none() || !rows.of(group).is_empty();
        found && (self.editor.directory().kind == Kind::Stages || group == Group::InProgress)
    }

    /// Rows that stay in the page wherever the list is scrolled: those that have the tab stop or the focus, are being
    /// written, are in the hand or beside it, or have something beside them.
    fn kept(&self, stop: Option<(StatusId, Cell)>, lift: Option<&Lift>) -> Vec<StatusId> {
        let held = dom::document().and_then(|document| document.document_element());
        let held = held.map(|root| dom::all(&root, HELD)).unwrap_or_default();
        let mate = lift.and_then(Lift::line).map(|(mate, _)| mate);
        let below = self.adding.and_then(|adding| adding.spot(&self.editor).below);
        let cells = stop.into_iter().chain(self.open).map(|(id, _)| id);
        let kept = cells.chain(lift.map(|lift| lift.target)).chain(mate).chain(below);
        kept.chain(held.iter().filter_map(|row| row_of(row))).collect()
    }
}
