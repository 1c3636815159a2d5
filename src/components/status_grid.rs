//! The list as an ARIA grid: groups of rows, one tab stop, arrows to walk (ux §6.6, §6.7).

mod clip;
mod focus;
mod keys;
mod section;

pub use focus::selector;
pub(super) use keys::{is_letter, is_selecting};
pub(super) use section::may_grow;

use super::status_row::{Cell, Intent};
use crate::dom;
use crate::hooks::use_lift::{LiftHandle, use_lift};
use crate::model::Dispatcher;
use clip::use_clip;
use focus::{cell_of, use_kept_focus, use_stop};
use keys::{select, select_by, walk};
use section::view_section;
use statuses::color::scheme::Tried;
use statuses::directory::Kind;
use statuses::filter::TypeAhead;
use statuses::text::{Lang, fill};
use statuses::{Access, Addition, Census, Editor, Filter, Group, Section, Spot, StatusId};
use std::rc::Rc;
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
    let editable = editor.access() == Access::Edit;
    use_clip(editable, &props.onintent);
    use_kept_focus(&ids);
    let at = use_stop(&stop, ids, (!props.selection.is_empty(), props.movable));
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
        let selects = !props.selection.is_empty();
        move |event: KeyboardEvent| {
            if !(lift.key(&event) || editable && select(&grid, &event, selects, &onintent)) {
                let _ = walk(&grid, &event, editable, &mut ahead.borrow_mut(), &onintent);
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
    let held = lift.lift();
    let mut index = 0;
    html! {
        <div ref={grid} class="status-grid" role="grid" {onfocusin} {onfocusout} {onkeydown} {onclick} {onmousedown}
            onpointerdown={hand(LiftHandle::press)} onpointermove={hand(LiftHandle::drag)}
            onpointerup={hand(LiftHandle::release)} onpointercancel={hand(LiftHandle::lose)}
            onlostpointercapture={hand(LiftHandle::lose)}
            aria-label={fill(label, &[("directory", editor.directory().title())]).to_string()}
            aria-rowcount={editor.tally().rows.to_string()} aria-colcount={COLUMNS}
            aria-readonly={read_only.then_some("true")} aria-multiselectable={(!read_only).then_some("true")}>
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
