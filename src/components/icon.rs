//! Icons, drawn from the sprite in the page.

use yew::prelude::*;

/// An icon on the 20 px grid; it says nothing to a screen reader.
pub fn icon(name: &'static str) -> Html {
    draw("icon", name)
}

/// An icon on the 16 px grid.
pub fn small(name: &'static str) -> Html {
    draw("icon icon--s", name)
}

fn draw(class: &'static str, name: &'static str) -> Html {
    html! { <svg {class} aria-hidden="true"><use href={format!("#i-{name}")} /></svg> }
}
