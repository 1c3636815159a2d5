//! One row: handle, swatch, name, code, records that hold it, state, menu.

use super::found::found;
use super::icon::{icon, small};
use super::name_cell::use_name_cell;
use super::row_note;
use super::status_grid::{is_selecting, selector};
use super::status_line::standing;
use crate::dom;
use crate::locale::phrase;
use gloo_timers::callback::Timeout;
use statuses::color::advice::Hard;
use statuses::directory::Kind;
use statuses::entities::decoded;
use statuses::text::{Lang, Texts, colors, fill};
use statuses::{
    Action, Color, Filter, Mishap, MutationId, Name, Place, Remedy, Row, RowState, Side, Status, StatusId,
    StoredColor,
};
use std::rc::Rc;
use yew::prelude::*;

/// How long "Saved" stays, in milliseconds (ux §6.2).
const SAVED_SHOWN: u32 = 2_000;

/// What the user wants of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Intent {
    /// Another name.
    Rename(Name),
    /// This of it and of other rows in the selection.
    Pick(Pick),
    /// The colours.
    OpenColors,
    /// The menu.
    OpenMenu,
    /// Deletion.
    Delete,
    /// So many places further, or up if negative.
    Move(isize),
    /// This place, where it was put down.
    Drop(Place),
    /// Another row below it.
    Add,
    /// Its full code in the clipboard.
    CopyCode,
    /// Its name in the clipboard.
    CopyName,
    /// Its colour in the clipboard, or those of all that are selected with it.
    CopyColors(web_sys::Event),
    /// The colours of a text for it, or for all that are selected with it.
    PasteColors(String),
    /// This way forward after a failure.
    Remedy(Remedy, Rc<Mishap>),
    /// Not the deletion that is kept back.
    Keep(MutationId),
    /// What the editor can do without asking.
    Act(Action),
    /// That the editor knows something; the focus stays where it is.
    Tell(Action),
}

/// What is to be selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    /// This row, too, or not any more.
    Toggle,
    /// From where the range began to this row.
    Reach(StatusId),
    /// Everything.
    All,
    /// Nothing.
    None,
}

/// The cells of a row that can have the focus, from start to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// What moves the row.
    Handle,
    /// The swatch.
    Color,
    /// The name.
    Name,
    /// The button of the menu.
    Menu,
}

impl Cell {
    /// As the page marks it.
    #[must_use]
    pub fn mark(self) -> &'static str {
        match self {
            Self::Handle => "handle",
            Self::Color => "color",
            Self::Name => "name",
            Self::Menu => "menu",
        }
    }

    /// The cell with this mark.
    #[must_use]
    pub fn marked(mark: &str) -> Option<Self> {
        [Self::Handle, Self::Color, Self::Name, Self::Menu].into_iter().find(|cell| cell.mark() == mark)
    }
}

/// How a row can be moved by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grip {
    /// Its place in its group, from 1.
    pub at: usize,
    /// So many rows are in the group.
    pub of: usize,
    /// It is in the hand.
    pub lifted: bool,
    /// It cannot be moved now.
    pub off: bool,
}

/// What a row says of an order that was not saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderNote {
    /// That none of it was.
    Unsaved,
    /// That the portal holds a part of it.
    Partly,
    /// Nothing: another row says it.
    Said,
}

/// Properties of [`StatusRow`].
#[derive(PartialEq, Properties)]
pub struct StatusRowProps {
    /// Language of the interface.
    pub lang: Lang,
    /// The row as it should look now.
    pub row: Row,
    /// The colour it is shown in; none if what is stored is no colour.
    pub color: Option<Color>,
    /// What it is a value of: on the colours of stages Bitrix24 writes their names.
    pub kind: Kind,
    /// Its number in the list, from 1.
    pub index: usize,
    /// Whether it may be changed.
    pub editable: bool,
    /// How it can be moved by hand, if at all.
    pub grip: Option<Grip>,
    /// The side on which a row would be put down.
    pub drop: Option<Side>,
    /// What it says if its new place was not saved.
    pub order: OrderNote,
    /// The cell with the list's one tab stop, if that is here.
    pub stop: Option<Cell>,
    /// The cell whose popover is open.
    pub open: Option<Cell>,
    /// Whether it is selected, as long as any row is.
    pub selected: Option<bool>,
    /// Its question is the only one that is open.
    pub alone: bool,
    /// What is wanted of it waits for the connection.
    pub waits: bool,
    /// The records that hold it.
    pub used: Used,
    /// What the user looks for.
    pub filter: Rc<Filter>,
    /// Whether another row has a name.
    pub hasname: Callback<(StatusId, String), bool>,
    /// The user wants something.
    pub onintent: Callback<(StatusId, Intent)>,
}

/// What is known of the records that hold a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Used {
    /// Nothing that could be said.
    Unknown,
    /// They are being counted.
    Counting,
    /// So many, in words, and whether there are any.
    Known(AttrValue, bool),
}

/// A row of the list.
#[component]
pub fn StatusRow(props: &StatusRowProps) -> Html {
    let texts = props.lang.texts();
    let onintent = props.onintent.reform({
        let id = props.row.status.id;
        move |intent| (id, intent)
    });
    let name = use_name_cell(&props.row, &onintent);
    let status = &props.row.status;
    let id = status.id;
    // A row on its way out keeps its buttons, and with them the focus, but they do nothing.
    let frozen = props.row.state.is_leaving();
    // The click that closes a popover must not open it again: the browser closes it before the click comes.
    let pressed = use_mut_ref(|| None::<Cell>);
    let onpointerdown = {
        let (pressed, open) = (pressed.clone(), props.open);
        Callback::from(move |_: PointerEvent| *pressed.borrow_mut() = open)
    };
    let open = |cell: Cell, intent: Intent| {
        let (pressed, onintent) = (pressed.clone(), props.onintent.clone());
        move |event: MouseEvent| {
            // A click made by key has no pointer before it.
            let closes = pressed.take() == Some(cell) && event.detail() > 0;
            // With Ctrl or Shift it selects: the list sees to that.
            if !closes && !frozen && !is_selecting(&event) {
                onintent.emit((id, intent.clone()));
            }
        }
    };
    use_saved_timer(props.row.state == RowState::Saved, id, &props.onintent);
    let editable = props.editable;
    let disabled = frozen.then_some("true");
    let tabindex = |cell| if props.stop == Some(cell) { "0" } else { "-1" };
    let expanded = |cell| if props.open == Some(cell) { "true" } else { "false" };
    let state = match props.grip {
        _ if name.is_open() => "editing",
        Some(Grip { lifted: true, .. }) => "lifted",
        _ => row_note::mark(&props.row.state, props.waits),
    };
    let style = props.color.map(|color| format!("--status: {color}")).unwrap_or_default();
    let unknown = props.color.is_none().then_some("");
    let written = name.text().filter(|text| !text.trim().is_empty() && **text != *status.name);
    let namesake = written.is_some_and(|text| props.hasname.emit((id, text.to_owned())));
    let color_label = color_label(texts, status, props.color);
    html! {
        <div class="status-row" role="row" data-status-id={id.to_string()} data-state={state}
            data-waits={props.waits.then_some("")} ~style={style}
            data-drop={props.drop.map(|side| if side == Side::Before { "before" } else { "after" })}
            aria-rowindex={props.index.to_string()}
            aria-selected={editable.then(|| props.selected.unwrap_or_default().to_string())}>
            <div class="status-row__handle" role="gridcell">
                if let Some(selected) = props.selected.filter(|_| editable) {
                    {check(texts, &status.name, selected, disabled, tabindex(Cell::Handle), &onintent)}
                } else if let Some(grip) = props.grip {
                    <button class="icon-button" type="button" data-cell={Cell::Handle.mark()}
                        tabindex={tabindex(Cell::Handle)} aria-describedby="handle-help" aria-label={grip.label(texts, &status.name)}
                        aria-disabled={(frozen || grip.off).then_some("true")}
                        title={grip.off.then_some(texts.not_offline)}>{icon("drag")}</button>
                }
            </div>
            <div class="status-row__swatch" role="gridcell">
                if editable {
                    <button class="swatch" type="button" data-cell={Cell::Color.mark()} data-unknown={unknown}
                        tabindex={tabindex(Cell::Color)} aria-label={color_label} aria-haspopup="dialog"
                        aria-expanded={expanded(Cell::Color)} aria-disabled={disabled}
                        onpointerdown={onpointerdown.clone()} onclick={open(Cell::Color, Intent::OpenColors)}></button>
                } else {
                    <span class="swatch" data-cell={Cell::Color.mark()} data-unknown={unknown} role="img"
                        tabindex={tabindex(Cell::Color)} aria-label={color_label}></span>
                }
            </div>
            {name.view(texts, status, editable && !frozen, tabindex(Cell::Name), namesake,
                found(&status.name, &props.filter), html! {
                    <>{beside(texts, &props.row)}{hard(texts, props, &onintent)}if editable && !frozen { {html_code(texts, status, &onintent)} }</>
                })}
            <div class="status-row__code" role="gridcell">
                {code(texts, status, &props.filter, &props.onintent)}
            </div>
            {used(texts, &props.used)}
            <div class="status-row__state" role="gridcell">{row_note::words(texts, state, &status.name, props.waits)}</div>
            <div class="status-row__menu" role="gridcell">
                if editable {
                    <button class="icon-button" type="button" data-cell={Cell::Menu.mark()}
                        tabindex={tabindex(Cell::Menu)} aria-haspopup="menu" aria-expanded={expanded(Cell::Menu)}
                        aria-label={fill(texts.menu_of, &[("name", &status.name)]).to_string()}
                        aria-disabled={disabled} {onpointerdown} onclick={open(Cell::Menu, Intent::OpenMenu)}>{icon("more")}</button>
                }
            </div>
            {row_note::note(texts, &props.row, (editable, props.alone, props.waits), (props.used.is_none(), props.order),
                &onintent)}
        </div>
    }
}

/// In the place of the handle, as long as rows are being selected.
fn check(
    texts: &Texts,
    name: &str,
    selected: bool,
    disabled: Option<&'static str>,
    tabindex: &'static str,
    onintent: &Callback<Intent>,
) -> Html {
    let onclick = onintent.reform(|event: MouseEvent| {
        // The list would select it once more.
        event.stop_propagation();
        Intent::Pick(Pick::Toggle)
    });
    html! {
        <button class="icon-button status-row__check" type="button" role="checkbox" data-cell={Cell::Handle.mark()} {tabindex}
            aria-checked={selected.to_string()} aria-disabled={disabled} aria-label={fill(texts.colors.select, &[("name", name)]).to_string()}
            onclick={disabled.is_none().then_some(onclick)}>
            if selected { {small("check")} }
        </button>
    }
}

impl Used {
    /// Whether there are none, as far as the user can see.
    fn is_none(&self) -> bool {
        matches!(self, Self::Known(_, false))
    }
}

fn used(texts: &'static Texts, used: &Used) -> Html {
    let (mark, words) = match used {
        Used::Unknown => ("unknown", html! {}),
        Used::Counting => {
            let spoken = html! { <span class="visually-hidden">{texts.counting}</span> };
            ("counting", html! { <>{spoken}<span aria-hidden="true">{"…"}</span></> })
        }
        Used::Known(words, any) => {
            let mark = if *any { "some" } else { "none" };
            (mark, html! { <span title={texts.records_seen}>{words}</span> })
        }
    };
    html! { <div class="status-row__used" role="gridcell" data-used={mark}>{words}</div> }
}

impl Grip {
    fn label(self, texts: &Texts, name: &str) -> String {
        standing(texts.handle_of, name, self.at, self.of).to_string()
    }
}

#[hook]
fn use_saved_timer(saved: bool, id: StatusId, onintent: &Callback<(StatusId, Intent)>) {
    let onintent = onintent.clone();
    use_effect_with((saved, id), move |(saved, id)| {
        let id = *id;
        let timer = saved.then(|| {
            Timeout::new(SAVED_SHOWN, move || onintent.emit((id, Intent::Act(Action::SavedSeen(id)))))
        });
        move || drop(timer)
    });
}

/// The short code, and a button for the full one. The keyboard has it in the menu.
fn code(
    texts: &'static Texts,
    status: &Status,
    filter: &Filter,
    onintent: &Callback<(StatusId, Intent)>,
) -> Html {
    let id = status.id;
    let label = fill(texts.copy_code_of, &[("name", &status.name)]).to_string();
    let onclick = onintent.reform(move |_: MouseEvent| (id, Intent::CopyCode));
    html! {
        <>
            <code class="code" title={status.code.to_string()}>{found(status.short_code(), filter)}</code>
            <button class="icon-button status-row__copy" type="button" tabindex="-1" aria-label={label}
                title={texts.copy_code} {onclick}>{small("copy")}</button>
        </>
    }
}

/// What stands beside the name: the one the portal still holds, if it did not take this one, and the badge.
fn beside(texts: &'static Texts, row: &Row) -> Html {
    let was = match &row.state {
        RowState::Failed(mishap) if mishap.base.name != row.status.name => {
            Some(fill(texts.was, &[("name", &mishap.base.name)]))
        }
        _ => None,
    };
    html! {
        <>
            if let Some(was) = was { <span class="status-row__was">{phrase(&was)}</span> }
            if row.status.system {
                <span class="badge">{small("lock")}<span class="badge__text">{texts.system}</span></span>
            }
        </>
    }
}

/// That the name is written in HTML code, as older versions of Bitrix24 stored it, and the way to one that is not.
fn html_code(texts: &'static Texts, status: &Status, onintent: &Callback<Intent>) -> Html {
    let Some(name) = decoded(&status.name).and_then(|name| Name::parse(&name).ok()) else {
        return html! {};
    };
    let (id, title, onintent) = (status.id, name.to_string(), onintent.clone());
    let onclick = move |_: MouseEvent| {
        // The button goes; the focus stays on the row.
        dom::focus(dom::find(&selector(id, Cell::Name)));
        onintent.emit(Intent::Rename(name.clone()));
    };
    html! {
        <button class="button status-row__html" type="button" data-variant="link" {title} {onclick}>{texts.html_code}</button>
    }
}

/// The mark of a stage whose text Bitrix24 makes hard to read: a way to its colours for the mouse; the keyboard has the
/// swatch.
fn hard(texts: &Texts, props: &StatusRowProps, onintent: &Callback<Intent>) -> Html {
    let status = &props.row.status;
    if props.kind == Kind::Values
        || !props.editable
        || props.row.state.is_leaving()
        || props.color.and_then(Hard::of).is_none()
    {
        return html! {};
    }
    let label = fill(texts.colors.hard_mark, &[("name", &status.name)]).to_string();
    let onclick = onintent.reform(|_: MouseEvent| Intent::OpenColors);
    html! {
        <button class="icon-button status-row__hard" type="button" tabindex="-1" title={label.clone()} aria-label={label} {onclick}>
            {small("half")}
        </button>
    }
}

fn color_label(texts: &Texts, status: &Status, shown: Option<Color>) -> String {
    let named = || shown.map(|color| colors::named(&texts.colors, color).to_string()).unwrap_or_default();
    let (template, color) = match &status.color {
        StoredColor::Unknown(text) if shown.is_none() => (texts.color_of_unknown, text.to_string()),
        StoredColor::Default => (texts.color_of_default, named()),
        _ => (texts.color_of, named()),
    };
    fill(template, &[("name", &status.name), ("color", &color)]).to_string()
}
