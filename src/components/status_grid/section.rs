//! A group of rows: its heading with what can be added and sorted, its rows, and what each needs to know.

use super::rows::Rows;
use super::window::Window;
use super::{Adding, COLUMNS, StatusGridProps};
use crate::components::icon::{icon, small};
use crate::components::new_row::NewRow;
use crate::components::status_row::{Cell, Grip, OrderNote, StatusRow, Used};
use crate::dom;
use crate::locale::phrase;
use statuses::directory::Kind;
use statuses::text::{self, fill};
use statuses::{Access, Action, Change, Count, Group, Holder, Lift, Link, Row, RowState, Spot, StatusId};
use std::rc::Rc;
use yew::prelude::*;

/// What groups are made of.
pub(super) struct Layout<'a> {
    pub(super) props: &'a StatusGridProps,
    pub(super) rows: &'a Rows,
    pub(super) window: &'a Window,
    /// The rows that are in the page, by where they are in the list.
    pub(super) places: &'a [usize],
    /// The cell with the tab stop.
    pub(super) stop: Option<(StatusId, Cell)>,
    /// The row in the hand.
    pub(super) held: Option<&'a Lift>,
}

/// A group of the list.
pub(super) fn view_section(layout: &Layout<'_>, group: Group) -> Html {
    let (props, rows) = (layout.props, layout.rows);
    let (texts, directory, editor) = (props.lang.texts(), props.editor.directory(), &props.editor);
    let refused = layout.held.filter(|held| held.group != group);
    let editable = editor.access() == Access::Edit;
    let movable = props.movable && editable && rows.count(group) > 1 && group != Group::Success;
    let (art, title) = match (directory.kind, group) {
        (Kind::Values, _) => ("list", texts.group_values),
        (_, Group::InProgress) => ("progress", texts.groups[0]),
        (_, Group::Success) => ("success", texts.groups[1]),
        (_, Group::Failed) => ("failure", texts.groups[2]),
    };
    let heading = format!("group-{art}");
    let grows = editable && may_grow(directory.kind, group);
    let spot = props.adding.map(|adding| adding.spot(editor)).filter(|spot| grows && spot.group == group);
    let own = rows.of(group);
    let below = |spot: Spot| spot.below.and_then(|id| rows.find(id)).filter(|at| own.contains(at));
    let new = spot.map(|spot| (below(spot).map_or(own.end, |at| at + 1), spot));
    // A list of its own, all of whose members have keys: else a row that comes or goes would make all others anew,
    // with what is being written in them.
    let mut members = Vec::new();
    let few = layout.window.is_all();
    let speaker = speaker(props, group);
    let first = layout.places.partition_point(|place| *place < own.start);
    if !few {
        let shown = layout.places.get(first).copied().unwrap_or(own.end).min(own.end);
        members.push(layout.window.view_room("room".into(), own.start..shown, Some(group)));
    }
    for (nth, place) in
        layout.places.iter().enumerate().skip(first).take_while(|(_, place)| **place < own.end)
    {
        let Some((key, row)) = layout.view_row(*place, group, movable, speaker) else { continue };
        members.push(row);
        let at = place + 1;
        if let Some((_, spot)) = new.filter(|(new, _)| *new == at && at < own.end) {
            members.push(view_new(props, spot));
        }
        let next = layout.places.get(nth + 1).copied().unwrap_or(own.end).min(own.end);
        if next > at {
            // Named after its row, it never has to change places with others.
            members.push(layout.window.view_room(format!("room-{key}"), at..next, None));
        }
    }
    if let Some((_, spot)) = new.filter(|(new, _)| *new == own.end) {
        members.push(view_new(props, spot));
    }
    let members: Html = members.into_iter().collect();
    html! {
        <div class="card status-group" role="rowgroup" aria-labelledby={heading.clone()} key={art}
            data-drop={refused.map(|_| "no")}>
            <div role="row">
                <div class="status-group__header" role="gridcell" aria-colspan={COLUMNS}>
                    {icon(art)}<h2 class="status-group__title" id={heading}>{title}</h2>
                    <span class="count">{own.len()}</span>
                    if let Some(held) = refused {
                        <span class="status-group__reason" aria-hidden="true">{texts.keeps_group[held.group as usize]}</span>
                    }
                    if movable && directory.kind == Kind::Values { {view_sort(props)} }
                    if grows { {view_add(props, group, title)} }
                </div>
            </div>
            if editor.arrived(group) > 0 { {view_arrived(props, editor.arrived(group))} }
            {members}
        </div>
    }
}

/// The first row of a group whose new place was not saved speaks for the order of all.
fn speaker(props: &StatusGridProps, group: Group) -> Option<StatusId> {
    let editor = &props.editor;
    let failed = editor.pending().iter().filter(|it| it.is_failed() && matches!(it.change, Change::Move(_)));
    let place = |id: StatusId| editor.find(id).filter(|at| editor.lineup().places(group).contains(at));
    let placed = failed.filter_map(|it| Some((place(it.target)?, it.target)));
    let unsaved = |row: Row| matches!(&row.state, RowState::Failed(mishap) if mishap.is_move());
    placed.filter(|(_, id)| editor.row(*id).is_some_and(unsaved)).min().map(|(_, id)| id)
}

impl Layout<'_> {
    /// The row at a place of the list, with its key.
    fn view_row(
        &self,
        at: usize,
        group: Group,
        movable: bool,
        speaker: Option<StatusId>,
    ) -> Option<(u32, Html)> {
        let (props, editor) = (self.props, &self.props.editor);
        let id = *self.rows.ids().get(at)?;
        let row = editor.row(id)?;
        let (nth, place) = self.rows.place(at, group);
        let directory = editor.directory();
        let open = props.open.filter(|(owner, _)| *owner == id);
        let color = props.tried.on(id).or_else(|| directory.shown_color(&row.status, nth));
        let question = matches!(row.state, RowState::Failed(_) | RowState::Conflict(_));
        let lifted = self.held.is_some_and(|held| held.target == id);
        let off = editor.link() == Link::Offline;
        let grip = movable.then(|| Grip { at: nth + 1, of: self.rows.count(group), lifted, off });
        let line = self.held.and_then(Lift::line);
        let order = match speaker {
            Some(speaker) if speaker != id => OrderNote::Said,
            Some(_) if editor.is_partly_ordered(id) => OrderNote::Partly,
            _ => OrderNote::Unsaved,
        };
        let pending = matches!(row.state, RowState::Saving | RowState::Doomed(_) | RowState::Deleting);
        let used = used(props, &row);
        let key = editor.first_id(id).get();
        let selects = !props.selection.is_empty();
        let view = html! {
            <StatusRow {key} lang={props.lang} {row} {color}
                kind={directory.kind} index={place + 1}
                editable={editor.access() == Access::Edit} {grip} {order}
                drop={line.filter(|(beside, _)| *beside == id).map(|(_, side)| side)}
                stop={self.stop.filter(|(owner, _)| *owner == id).map(|(_, cell)| cell)}
                open={open.map(|(_, cell)| cell)}
                selected={selects.then(|| props.selection.contains(&id))}
                alone={question && editor.tally().open() == 1}
                waits={pending && editor.link() != Link::Up} {used}
                filter={Rc::clone(&props.filter)} onintent={props.onintent.clone()} hasname={props.hasname.clone()} />
        };
        Some((key, view))
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
pub(in crate::components) fn may_grow(kind: Kind, group: Group) -> bool {
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
