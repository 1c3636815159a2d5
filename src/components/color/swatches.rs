//! Swatches in rows: a listbox that is walked in two dimensions (ux §4.3).

use crate::components::icon;
use crate::components::popover::close;
use crate::dom;
use statuses::Color;
use std::cell::Cell;
use std::rc::Rc;
use web_sys::HtmlElement;
use yew::prelude::*;

/// A colour on offer.
#[derive(Clone, PartialEq)]
pub(super) struct Swatch {
    pub(super) color: Color,
    /// What it is called, and what else there is to say about it.
    pub(super) label: AttrValue,
    /// Text on it can be read everywhere.
    pub(super) readable: bool,
}

/// Properties of [`Swatches`].
#[derive(PartialEq, Properties)]
pub(super) struct SwatchesProps {
    /// Accessible name.
    pub(super) label: &'static str,
    /// The colours, row by row.
    pub(super) swatches: Rc<Vec<Swatch>>,
    /// Need not be on offer.
    pub(super) selected: Option<Color>,
    pub(super) onselect: Callback<Color>,
    /// Gets the focus when the popover opens.
    #[prop_or_default]
    pub(super) autofocus: bool,
    /// In one row beside other things.
    #[prop_or_default]
    pub(super) inline: bool,
}

/// A grid of swatches with one tab stop. Enter chooses and ends; where the focus has only been put by the opening, it
/// ends and nothing more, because nobody has turned to that colour.
#[component]
pub(super) fn Swatches(props: &SwatchesProps) -> Html {
    let SwatchesProps { swatches, selected, .. } = props;
    // Where the focus is; while it is elsewhere, the colour that is chosen.
    let focused = use_state(|| None::<usize>);
    let chosen = swatches.iter().position(|it| Some(it.color) == *selected).unwrap_or(0);
    let stop = focused.unwrap_or(chosen);
    let class = classes!("palette", props.inline.then_some("palette--inline"));
    let walked = use_memo((), |()| Cell::new(false));
    let onfocusin = {
        let (walked, focused) = (Rc::clone(&walked), focused.clone());
        move |event: FocusEvent| {
            focused.set(dom::element(event.target()).and_then(|option| {
                dom::all(&*dom::around(&event, "[role=listbox]")?, "[role=option]")
                    .iter()
                    .position(|it| *it == option)
            }));
            // From the swatch of the row it comes by the opening, from within the popover by the user.
            let (from, popover) = (dom::element(event.related_target()), dom::around(&event, "[popover]"));
            walked.set(from.is_some_and(|from| popover.is_some_and(|popover| popover.contains(Some(&from)))));
        }
    };
    let onfocusout = move |_: FocusEvent| focused.set(None);
    let onkeydown = move |event: KeyboardEvent| {
        if event.key() != "Enter" {
            walked.set(true);
        }
        press(&event, walked.get());
    };
    html! {
        <div {class} role="listbox" aria-label={props.label} {onkeydown} {onfocusin} {onfocusout}>
            { for swatches.iter().enumerate().map(|(at, swatch)| {
                let color = swatch.color;
                let onclick = props.onselect.reform(move |_: MouseEvent| color);
                let is_chosen = Some(color) == *selected;
                html! {
                    <button class="palette__colour" type="button" role="option" {onclick} title={swatch.label.clone()}
                        aria-label={swatch.label.clone()} aria-selected={if is_chosen { "true" } else { "false" }}
                        data-color={color.to_string()} data-ink={color.is_light().then_some("black")}
                        data-autofocus={(props.autofocus && at == chosen).then_some("")}
                        data-readable={(swatch.readable && !is_chosen).then_some("")}
                        tabindex={if at == stop { "0" } else { "-1" }} ~style={format!("--status: {color}")}>
                        if is_chosen { {icon::small("check")} }
                    </button>
                }
            }) }
        </div>
    }
}

fn press(event: &KeyboardEvent, walked: bool) {
    if event.key() == "Enter" {
        event.prevent_default();
        if let Some(option) = dom::element(event.target()).filter(|_| walked) {
            option.click();
        }
        close(event);
    } else if let Some(option) = neighbour(event) {
        event.prevent_default();
        dom::focus(Some(option));
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
    let key = event.key();
    let key = match &*key {
        "ArrowLeft" if dom::is_rtl() => "ArrowRight",
        "ArrowRight" if dom::is_rtl() => "ArrowLeft",
        key => key,
    };
    options.get(step(key, event.ctrl_key(), at, columns, options.len())?).cloned()
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
