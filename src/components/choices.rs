//! A menu of which exactly one entry holds: the theme, the sort of rows that are shown.

use super::icon;
use super::popover::{Popover, close};
use super::row_menu;
use yew::prelude::*;

/// An entry: its words, and a number beside them.
pub(super) struct Choice {
    pub(super) label: &'static str,
    pub(super) count: Option<usize>,
    pub(super) chosen: bool,
}

/// The menu beside the button `anchor`. `onchoose` is told which entry the user wants, by its place.
pub(super) fn view(
    anchor: &'static str,
    label: String,
    choices: Vec<Choice>,
    onchoose: &Callback<usize>,
    onclose: &Callback<()>,
) -> Html {
    let entry = |(at, choice): (usize, Choice)| {
        let onchoose = onchoose.clone();
        let onclick = move |event: MouseEvent| {
            // First back to the button, which stays.
            close(&event);
            onchoose.emit(at);
        };
        html! {
            <button class="menu__item" type="button" role="menuitemradio" tabindex="-1" {onclick}
                aria-checked={choice.chosen.to_string()} data-autofocus={choice.chosen.then_some("")}>
                <span class="menu__mark">if choice.chosen { {icon::small("check")} }</span>
                <span>{choice.label}</span>
                if let Some(count) = choice.count { <span class="count">{count}</span> }
            </button>
        }
    };
    html! {
        <Popover key={anchor} {anchor} class="menu" role="menu" {label} onclose={onclose.reform(|_| ())}>
            <div role="presentation" onkeydown={row_menu::onkeydown}>
                { for choices.into_iter().enumerate().map(entry) }
            </div>
        </Popover>
    }
}
