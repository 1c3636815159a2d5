//! A screen with nothing to edit: why, and what to do.

use super::icon::icon;
use yew::prelude::*;

/// Properties of [`Blank`].
#[derive(PartialEq, Properties)]
pub struct BlankProps {
    /// Name of the icon above the title.
    pub art: &'static str,
    /// Something went wrong, as opposed to nothing being there.
    #[prop_or_default]
    pub trouble: bool,
    /// The title.
    pub title: &'static str,
    /// Texts and buttons.
    #[prop_or_default]
    pub children: Html,
}

/// Title, text and actions in the middle of a card.
#[component]
pub fn Blank(props: &BlankProps) -> Html {
    let role = props.trouble.then_some("alert");
    html! {
        <section class="card blank" {role}>
            <span class="blank__art" data-kind={props.trouble.then_some("danger")}>{icon(props.art)}</span>
            <h2 class="blank__title">{props.title}</h2>
            {props.children.clone()}
        </section>
    }
}
