//! Swatches in rows: a listbox that is walked in two dimensions (ux §4.3).

use statuses::Color;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

/// Properties of [`Palette`].
#[derive(PartialEq, Properties)]
pub struct PaletteProps {
    /// Its accessible name.
    pub label: &'static str,
    /// What it offers.
    pub colors: &'static [Color],
    /// The colour that is chosen, whether it is on offer or not.
    pub selected: Option<Color>,
    /// The user chose one.
    pub onselect: Callback<Color>,
    /// The user chose one and is done.
    pub ondone: Callback<()>,
}

/// A grid of swatches with one tab stop.
#[component]
pub fn Palette(props: &PaletteProps) -> Html {
    let list = use_node_ref();
    let stop = props.colors.iter().position(|color| Some(*color) == props.selected).unwrap_or(0);
    let onkeydown = {
        let (list, ondone) = (list.clone(), props.ondone.clone());
        move |event: KeyboardEvent| {
            if event.key() == "Enter" {
                event.prevent_default();
                if let Some(option) = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok()) {
                    option.click();
                }
                ondone.emit(());
            } else if let Some(option) = neighbour(&list, &event) {
                event.prevent_default();
                let _ = option.focus();
            }
        }
    };
    html! {
        <div ref={list} class="palette" role="listbox" aria-label={props.label} {onkeydown}>
            { for props.colors.iter().enumerate().map(|(at, color)| {
                let onclick = props.onselect.reform({ let color = *color; move |_: MouseEvent| color });
                let selected = Some(*color) == props.selected;
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
fn neighbour(list: &NodeRef, event: &KeyboardEvent) -> Option<HtmlElement> {
    let list = list.cast::<HtmlElement>()?;
    let options = list.children();
    let option = |at: usize| options.item(u32::try_from(at).ok()?)?.dyn_into::<HtmlElement>().ok();
    let count = options.length() as usize;
    let focused = event.target()?.dyn_into::<web_sys::Node>().ok()?;
    let at = (0..count).find(|at| option(*at).is_some_and(|option| focused.is_same_node(Some(&option))))?;
    let top = option(0)?.offset_top();
    // As many as are laid out in a row now; a narrow frame has fewer.
    let columns = (0..count).take_while(|at| option(*at).is_some_and(|it| it.offset_top() == top)).count();
    option(step(&event.key(), event.ctrl_key(), at, columns.max(1), count)?)
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
