//! A button that copies a text and says that it did.

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
    let copied = use_state(|| false);
    let onclick = {
        let (text, copied) = (props.text.clone(), copied.clone());
        move |_: MouseEvent| {
            let (text, copied) = (text.clone(), copied.clone());
            spawn_local(async move { copied.set(clipboard::copy(&text).await) });
        }
    };
    let (art, label) = if *copied { ("check", props.lang.texts().copied) } else { ("copy", props.label) };
    html! {
        <button class="button" type="button" data-variant="outline" {onclick}>
            {icon::small(art)}<span aria-live="polite">{label}</span>
        </button>
    }
}
