//! What can be done with a row.

use super::icon;
use super::popover::{Popover, close};
use crate::dom;
use crate::locale::phrase;
use statuses::Holder;
use statuses::directory::Keystone;
use statuses::text::{self, Texts, fill};
use web_sys::HtmlElement;
use yew::prelude::*;

/// An entry of the menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// Write the name.
    Rename,
    /// Choose a colour.
    Recolor,
    /// Select it, or not any more.
    Select,
    /// One place up.
    Up,
    /// One place down.
    Down,
    /// Give it the name back that Bitrix24 gave it.
    Restore,
    /// Say the place.
    MoveTo,
    /// Write a new row below it.
    Insert,
    /// Copy the full code.
    CopyCode,
    /// Open the portal's list of the records that have it, of this kind by its place.
    Show(usize),
    /// Delete the row.
    Delete,
}

/// What cannot be done with a row, and why.
#[derive(Clone, Copy, Debug)]
pub struct Limits<'a> {
    /// The name Bitrix24 gave it, if it has another one now.
    pub original: Option<&'a str>,
    /// The pipeline needs it.
    pub keystone: Option<Keystone>,
    /// Its place in its group, from zero.
    pub at: usize,
    /// How many rows its group has. A single one has nowhere to go.
    pub of: usize,
    /// There is no connection.
    pub offline: bool,
    /// Its neighbours are hidden.
    pub filtered: bool,
    /// What selecting it is called, or the opposite.
    pub select: &'static str,
    /// Its group may have more rows.
    pub grows: bool,
}

/// A menu beside the button `anchor` of the row `name`, which these fields hold so many times. What it cannot do is in
/// it all the same, and says why.
///
/// `onchoose` is told of an entry, `onclose` that the menu was closed without one.
pub fn view(
    texts: &'static Texts,
    anchor: AttrValue,
    name: &str,
    limits: Limits<'_>,
    (holders, used): (&[Holder], &[u32]),
    onchoose: &Callback<Entry>,
    onclose: &Callback<()>,
) -> Html {
    let offline = limits.offline.then_some(texts.not_offline);
    let lasting = limits.keystone.map(|keystone| match keystone {
        Keystone::Start => texts.keystone_start,
        Keystone::Success => texts.keystone_success,
    });
    let still = offline.or(limits.filtered.then_some(texts.not_filtered));
    let first = (limits.at == 0).then_some(texts.first_already);
    let last = (limits.at + 1 == limits.of).then_some(texts.last_already);
    let item = |entry: Entry,
                art: &'static str,
                label: Html,
                key: &'static str,
                off: Option<&'static str>| {
        let onchoose = onchoose.clone();
        let onclick = move |event: MouseEvent| {
            if off.is_none() {
                // First back to the button, so that whatever opens next returns the focus there.
                close(&event);
                onchoose.emit(entry);
            }
        };
        html! {
            <button class="menu__item" type="button" role="menuitem" tabindex="-1" {onclick}
                aria-disabled={off.is_some().then_some("true")}
                data-autofocus={(entry == Entry::Rename).then_some("")}
                data-variant={(entry == Entry::Delete && off.is_none()).then_some("danger")}>
                {icon::small(art)}<span>{label}if let Some(reason) = off { <small>{reason}</small> }</span>
                if off.is_none() { <kbd aria-hidden="true" dir="ltr">{key}</kbd> }
            </button>
        }
    };
    let shown = holders.iter().zip(used).enumerate().filter(|(_, (_, count))| **count > 0);
    let shown = shown.map(|(at, (holder, count))| (at, text::records(texts, Some(holder.records), *count)));
    let none_seen = !used.is_empty() && used.iter().all(|count| *count == 0);
    let label = fill(texts.menu_of, &[("name", name)]).to_string();
    html! {
        <Popover key={&*anchor} anchor={anchor.clone()} class="menu" role="menu" {label} onclose={onclose.reform(|_| ())}>
            <div role="presentation" {onkeydown}>
                {item(Entry::Rename, "pencil", texts.rename.into(), "F2", None)}
                if let Some(original) = limits.original {
                    {item(Entry::Restore, "undo16", phrase(&fill(texts.restore_name, &[("name", original)])), "", None)}
                }
                {item(Entry::Recolor, "palette", texts.change_color.into(), "C", None)}
                {item(Entry::Select, "check", phrase(&fill(limits.select, &[("name", name)])), "Shift+Space", None)}
                if limits.of > 1 {
                    {item(Entry::Up, "up", texts.move_up.into(), "Alt+↑", still.or(first))}
                    {item(Entry::Down, "down", texts.move_down.into(), "Alt+↓", still.or(last))}
                    {item(Entry::MoveTo, "moveto", texts.move_place.into(), "", still)}
                }
                {item(Entry::Insert, "insert", texts.insert_below.into(), "Ins", (!limits.grows).then_some(texts.one_success))}
                <div class="menu__gap" role="separator"></div>
                {item(Entry::CopyCode, "copy", texts.copy_code.into(), "", None)}
                { for shown.map(|(at, records)| {
                    let label = fill(texts.show_records, &[("records", &records.to_string())]);
                    item(Entry::Show(at), "external", phrase(&label), "", None)
                }) }
                if none_seen { {item(Entry::Show(0), "external", texts.show.into(), "", Some(texts.records_none))} }
                <div class="menu__gap" role="separator"></div>
                {item(Entry::Delete, "trash", texts.delete.into(), "Del", lasting.or(offline))}
            </div>
        </Popover>
    }
}

/// The keyboard of a menu.
pub(super) fn onkeydown(event: KeyboardEvent) {
    if event.key() == "Tab" {
        close(&event);
    } else if let Some(item) = neighbour(&event) {
        event.prevent_default();
        dom::focus(Some(item));
    }
}

/// The entry an arrow key leads to; the ends meet.
fn neighbour(event: &KeyboardEvent) -> Option<HtmlElement> {
    let items = dom::all(&*dom::around(event, "[role=menu]")?, "[role^=menuitem]");
    let focused = dom::element(event.target())?;
    let (at, count) = (items.iter().position(|item| *item == focused)?, items.len());
    let to = match event.key().as_str() {
        "ArrowDown" => (at + 1) % count,
        "ArrowUp" => (at + count - 1) % count,
        "Home" => 0,
        "End" => count - 1,
        _ => return None,
    };
    items.get(to).cloned()
}
