//! A message above the list that stays while it is true.

use super::icon::icon;
use yew::prelude::*;

/// Properties of [`Banner`].
#[derive(PartialEq, Properties)]
pub struct BannerProps {
    /// Name of its icon.
    pub art: &'static str,
    /// It reports a loss: spoken at once, and red.
    #[prop_or_default]
    pub trouble: bool,
    /// Its title.
    pub title: Html,
    /// The rest of the message.
    #[prop_or_default]
    pub text: Html,
    /// Buttons.
    #[prop_or_default]
    pub children: Html,
}

/// Icon, message, buttons.
#[component]
pub fn Banner(props: &BannerProps) -> Html {
    let role = if props.trouble { "alert" } else { "note" };
    html! {
        <div class="banner" {role} data-kind={props.trouble.then_some("danger")}>
            {icon(props.art)}
            <div class="banner__text"><strong>{props.title.clone()}</strong>{props.text.clone()}</div>
            <div class="banner__actions">{props.children.clone()}</div>
        </div>
    }
}
