//! What can be done with a row.

use super::icon;
use super::popover::{Dismissal, Popover, close};
use crate::locale::use_texts;
use statuses::directory::Keystone;
use statuses::text::fill;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

/// An entry of the menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// Write the name.
    Rename,
    /// Choose a colour.
    Recolor,
    /// Copy the full code.
    CopyCode,
    /// Delete the row.
    Delete,
}

/// Properties of [`RowMenu`].
#[derive(PartialEq, Properties)]
pub struct RowMenuProps {
    /// Selector of the button it belongs to.
    pub anchor: AttrValue,
    /// Name of the row.
    pub name: AttrValue,
    /// Why the row cannot be deleted, if so.
    pub keystone: Option<Keystone>,
    /// The menu is closed; with the entry that was chosen.
    pub onclose: Callback<Option<Entry>>,
}

/// A menu beside its button.
#[component]
pub fn RowMenu(props: &RowMenuProps) -> Html {
    let texts = use_texts();
    let node = use_node_ref();
    let chosen = use_mut_ref(|| None);
    let onclose = {
        let chosen = chosen.clone();
        props.onclose.reform(move |dismissal| chosen.take().filter(|_| dismissal == Dismissal::Done))
    };
    let onkeydown = {
        let node = node.clone();
        move |event: KeyboardEvent| {
            if event.key() == "Tab" {
                close(&node);
            } else if let Some(item) = neighbour(&node, &event) {
                event.prevent_default();
                let _ = item.focus();
            }
        }
    };
    let reason = props.keystone.map(|keystone| match keystone {
        Keystone::Start => texts.keystone_start,
        Keystone::Success => texts.keystone_success,
    });
    let item = |entry: Entry, art: &'static str, label: &'static str, key: &'static str, off: Option<&'static str>| {
        let (node, chosen) = (node.clone(), chosen.clone());
        let onclick = move |_: MouseEvent| {
            if off.is_none() {
                *chosen.borrow_mut() = Some(entry);
                close(&node);
            }
        };
        html! {
            <button class="menu__item" type="button" role="menuitem" tabindex="-1" {onclick}
                aria-disabled={off.is_some().then_some("true")}
                data-autofocus={(entry == Entry::Rename).then_some("")}
                data-variant={(entry == Entry::Delete && off.is_none()).then_some("danger")}>
                {icon::small(art)}<span>{label}if let Some(reason) = off { <small>{reason}</small> }</span>
                if off.is_none() { <kbd aria-hidden="true">{key}</kbd> }
            </button>
        }
    };
    html! {
        <Popover node={node.clone()} anchor={props.anchor.clone()} class="menu" role="menu" {onclose}
            label={fill(texts.menu_of, &[("name", &props.name)]).to_string()}>
            <div role="presentation" {onkeydown}>
                {item(Entry::Rename, "pencil", texts.rename, "F2", None)}
                {item(Entry::Recolor, "palette", texts.change_color, "C", None)}
                {item(Entry::CopyCode, "copy", texts.copy_code, "", None)}
                <div class="menu__gap" role="separator"></div>
                {item(Entry::Delete, "trash", texts.delete, "Del", reason)}
            </div>
        </Popover>
    }
}

/// The entry an arrow key leads to; the ends meet.
fn neighbour(menu: &NodeRef, event: &KeyboardEvent) -> Option<HtmlElement> {
    let items = menu.cast::<HtmlElement>()?.query_selector_all("[role=menuitem]").ok()?;
    let item = |at: u32| items.get(at)?.dyn_into::<HtmlElement>().ok();
    let count = items.length();
    let focused = event.target()?.dyn_into::<web_sys::Node>().ok()?;
    let at = (0..count).find(|at| item(*at).is_some_and(|item| focused.is_same_node(Some(&item))))?;
    item(match event.key().as_str() {
        "ArrowDown" => (at + 1) % count,
        "ArrowUp" => (at + count - 1) % count,
        "Home" => 0,
        "End" => count - 1,
        _ => return None,
    })
}
