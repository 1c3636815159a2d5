//! A button that copies a text and says that it did.

use super::button::button;
use super::icon;
use crate::clipboard;
use statuses::text::Lang;
use yew::platform::spawn_local;
use yew::prelude::*;

/// Properties of [`CopyButton`].
#[derive(PartialEq, Properties)]
pub struct CopyButtonProps {
    /// Language of the interface.
    pub lang: Lang,
    /// What is copied.
    pub text: AttrValue,
    /// What the button says until then.
    pub label: &'static str,
}

/// Copies its text.
#[component]
pub fn CopyButton(props: &CopyButtonProps) -> Html {
    let copied = use_state(|| None::<bool>);
    let onclick = {
        let (text, copied) = (props.text.clone(), copied.clone());
        Callback::from(move |_| {
            let (text, copied) = (text.clone(), copied.clone());
            spawn_local(async move { copied.set(Some(clipboard::copy(&text).await)) });
        })
    };
    let texts = props.lang.texts();
    let (art, label) = match *copied {
        None => ("copy", props.label),
        Some(true) => ("check", texts.page.copied),
        Some(false) => ("warn", texts.page.uncopied),
    };
    button("outline", html! { <>{icon::small(art)}<span aria-live="polite">{label}</span></> }, onclick)
}
