//! Swatches in rows: a listbox that is walked in two dimensions (ux §4.3).

use crate::dom;
use statuses::Color;
use web_sys::HtmlElement;
use yew::prelude::*;

/// A grid of swatches with one tab stop.
///
/// `selected` need not be on offer. `ondone` is told of Enter, which chooses and ends.
pub fn view(
    label: &'static str,
    colors: &[Color],
    selected: Option<Color>,
    onselect: &Callback<Color>,
    ondone: Callback<KeyboardEvent>,
) -> Html {
    let stop = colors.iter().position(|color| Some(*color) == selected).unwrap_or(0);
    let onkeydown = move |event: KeyboardEvent| {
        if event.key() == "Enter" {
            event.prevent_default();
            if let Some(option) = dom::element(event.target()) {
                option.click();
            }
            ondone.emit(event);
        } else if let Some(option) = neighbour(&event) {
            event.prevent_default();
            dom::focus(Some(option));
        }
    };
    html! {
        <div class="palette" role="listbox" aria-label={label} {onkeydown}>
            { for colors.iter().enumerate().map(|(at, color)| {
                let onclick = onselect.reform({ let color = *color; move |_: MouseEvent| color });
                let selected = Some(*color) == selected;
                html! {
                    <button class="palette__colour" type="button" role="option" {onclick}
                        aria-label={color.to_string()} aria-selected={if selected { "true" } else { "false" }}
                        data-color={color.to_string()} data-ink={color.is_light().then_some("black")}
                        data-autofocus={(at == stop).then_some("")}
                        tabindex={if at == stop { "0" } else { "-1" }} ~style={format!("--status: {color}")}>
                        if selected { {super::icon::small("check")} }
                    </button>
                }
            }) }
        </div>
    }
}

/// The swatch an arrow key leads to.
fn neighbour(event: &KeyboardEvent) -> Option<HtmlElement> {
    let options = dom::all(&*dom::around(event, "[role=listbox]")?, "[role=option]");
    let focused = dom::element(event.target())?;
    let at = options.iter().position(|option| *option == focused)?;
    let top = options[0].offset_top();
    // As many as are laid out in a row now; a narrow frame has fewer.
    let columns = options.iter().take_while(|option| option.offset_top() == top).count();
    options.get(step(&event.key(), event.ctrl_key(), at, columns, options.len())?).cloned()
}

/// Where a key leads in a list of `count`, laid out in `columns`.
fn step(key: &str, all: bool, at: usize, columns: usize, count: usize) -> Option<usize> {
    let row = at - at % columns;
    let to = match key {
        "ArrowLeft" => at.checked_sub(1)?,
        "ArrowRight" => at + 1,
        "ArrowUp" => at.checked_sub(columns)?,
        "ArrowDown" => at + columns,
        "Home" if all => 0,
        "End" if all => count - 1,
        "Home" => row,
        "End" => (row + columns).min(count) - 1,
        _ => return None,
    };
    (to < count).then_some(to)
}
