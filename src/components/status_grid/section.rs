//! A group of rows: its heading with what can be added and sorted, its rows, and what each needs to know.

use super::{Adding, COLUMNS, StatusGridProps};
use crate::components::icon::{icon, small};
use crate::components::new_row::NewRow;
use crate::components::status_row::{Cell, Grip, OrderNote, StatusRow, Used};
use crate::dom;
use crate::locale::phrase;
use statuses::directory::Kind;
use statuses::text::{self, fill};
use statuses::{Access, Action, Count, Group, Holder, Lift, Link, Row, RowState, Section, Spot, StatusId};
use std::rc::Rc;
use yew::prelude::*;

/// A group of the list that begins with the row number `first`.
pub(super) fn view_section(
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
    let selects = !props.selection.is_empty();
    let view_row = |(nth, row): (usize, &Row)| {
        let id = row.status.id;
        let open = props.open.filter(|(owner, _)| *owner == id);
        let color = props.tried.on(id).or_else(|| directory.shown_color(&row.status, nth));
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
            <StatusRow key={props.editor.first_id(id).get()} lang={props.lang} row={row.clone()} {color}
                kind={directory.kind} index={first + nth}
                editable={props.editor.access() == Access::Edit} {grip} {order}
                drop={line.filter(|(beside, _)| *beside == id).map(|(_, side)| side)}
                stop={stop.filter(|(owner, _)| *owner == id).map(|(_, cell)| cell)}
                open={open.map(|(_, cell)| cell)}
                selected={selects.then(|| props.selection.contains(&id))}
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
