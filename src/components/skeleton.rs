//! The shape of the list while it is not there. The same markup stands in the page before the program runs.

use crate::ahead::Ahead;
use yew::prelude::*;

/// A row of the shape, and the six that a usual pipeline has in its first group: more would jump when the list
/// comes. As markup, because building it from nodes cost half a kilobyte (brotli) of program.
macro_rules! row {
    () => {
        "<div class=\"status-row\"><span class=\"skeleton skeleton--block status-row__swatch\"></span>\
         <span class=\"skeleton status-row__name\"></span>\
         <span class=\"skeleton skeleton--code status-row__code\"></span></div>"
    };
}
const ROWS: &str = concat!(
    "<section class=\"card status-group\" aria-hidden=\"true\">",
    "<div class=\"status-group__header\"><span class=\"skeleton\"></span></div>",
    row!(),
    row!(),
    row!(),
    row!(),
    row!(),
    row!(),
    "</section>"
);

/// A whole screen of it; `label` says what is being waited for.
pub fn screen(label: &'static str, ahead: Option<&Ahead>) -> Html {
    html! {
        <div class="widget">
            <header class="widget__header">
                <h1 class="visually-hidden">{"Stagecraft"}</h1>
                <span class="skeleton skeleton--title"></span>
            </header>
            <main class="widget__body" aria-busy="true">{opening(ahead)}</main>
            <footer class="status-line" role="status"><span class="spinner"></span>{label}</footer>
        </div>
    }
}

/// The list as far as the page has drawn it ahead of the program, which is kept in the page as it is; else its shape.
pub fn opening(ahead: Option<&Ahead>) -> Html {
    ahead.and_then(Ahead::sketch).map_or_else(rows, Html::VRef)
}

/// Only the shape of the list.
pub fn rows() -> Html {
    Html::from_html_unchecked(AttrValue::Static(ROWS))
}
