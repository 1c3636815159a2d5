//! The button with words on it.

use yew::prelude::*;

/// A button. `variant` is `primary`, `danger`, `outline` or `link`; `label` may have an icon before its words.
pub fn button(variant: &'static str, label: Html, onclick: Callback<MouseEvent>) -> Html {
    html! { <button class="button" type="button" data-variant={variant} {onclick}>{label}</button> }
}
