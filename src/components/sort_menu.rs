//! The ways in which a plain list can be put in order.

use super::icon;
use super::popover::{Popover, close};
use super::row_menu::onkeydown;
use js_sys::{Array, Intl, Object, Reflect};
use statuses::text::{Lang, Texts};
use statuses::{Row, StatusId};
use wasm_bindgen::JsValue;
use yew::prelude::*;

/// What a list is sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// By name, as the language sorts.
    Names,
    /// By the number of records, the most used first.
    Usage,
}

/// A menu beside the button `#sort`. Sorting by usage is there when it is `counted`.
pub fn view(
    texts: &'static Texts,
    (counted, offline): (bool, bool),
    onchoose: &Callback<By>,
    onclose: &Callback<()>,
) -> Html {
    let item = |by: By, art: &'static str, label: &'static str| {
        let onchoose = onchoose.clone();
        let onclick = move |event: MouseEvent| {
            if !offline {
                close(&event);
                onchoose.emit(by);
            }
        };
        html! {
            <button class="menu__item" type="button" role="menuitem" tabindex="-1" {onclick}
                aria-disabled={offline.then_some("true")} data-autofocus={(by == By::Names).then_some("")}>
                {icon::small(art)}<span>{label}if offline { <small>{texts.not_offline}</small> }</span>
            </button>
        }
    };
    html! {
        <Popover key="sort" anchor="#sort" class="menu" role="menu" label={texts.sort} onclose={onclose.reform(|_| ())}>
            <div role="presentation" {onkeydown}>
                {item(By::Names, "names", texts.sort_names)}
                if counted { {item(By::Usage, "usage", texts.sort_usage)} }
            </div>
        </Popover>
    }
}

/// The rows of a list in another order. What is the same by that keeps its order. `usage` tells how many records hold
/// a value; those of which that is not known come last.
#[must_use]
pub fn order(rows: &[Row], by: By, lang: Lang, usage: impl Fn(StatusId) -> Option<u32>) -> Vec<StatusId> {
    if by == By::Usage {
        let counted: Vec<_> = rows.iter().map(|row| usage(row.status.id)).collect();
        return sorted(rows, &|one, other| counted[other] < counted[one]);
    }
    let options = Object::new();
    let _ = Reflect::set(&options, &"numeric".into(), &JsValue::TRUE);
    let compare = Intl::Collator::new(&Array::of1(&lang.tag().into()), &options).compare();
    let names: Vec<_> = rows.iter().map(|row| JsValue::from(&*row.status.name)).collect();
    sorted(rows, &|one, other| {
        let order = compare.call2(&JsValue::NULL, &names[one], &names[other]);
        order.ok().and_then(|order| order.as_f64()).is_some_and(|order| order < 0.0)
    })
}

/// One goes to its place after the other: the library's sorting would be 3 KB of program.
fn sorted(rows: &[Row], is_before: &dyn Fn(usize, usize) -> bool) -> Vec<StatusId> {
    let mut order: Vec<usize> = Vec::with_capacity(rows.len());
    for at in 0..rows.len() {
        let place = order.partition_point(|other| !is_before(at, *other));
        order.insert(place, at);
    }
    order.into_iter().map(|at| rows[at].status.id).collect()
}
