//! Messages that take the place of the list, or stand above it.

use super::icon::icon;
use yew::prelude::*;

/// Whether a message is about something that went wrong: then it is spoken at once, and red.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// This is how things are.
    Plain,
    /// Something is not as it should be, and will pass.
    Warning,
    /// Something went wrong.
    Trouble,
}

impl Tone {
    fn kind(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Warning => Some("warn"),
            Self::Trouble => Some("danger"),
        }
    }
}

/// A screen with nothing to edit: icon, title, texts and buttons in the middle of a card.
pub fn blank(art: &'static str, tone: Tone, title: Html, content: Html) -> Html {
    html! {
        <section class="card blank" role={(tone == Tone::Trouble).then_some("alert")}>
            <span class="blank__art" data-kind={tone.kind()}>{icon(art)}</span>
            <h2 class="blank__title">{title}</h2>
            {content}
        </section>
    }
}

/// A message above the list that stays while it is true: icon, title (which may be empty), text, buttons.
pub fn banner(art: &'static str, tone: Tone, title: &'static str, text: Html, buttons: Html) -> Html {
    let content = in_banner(art, title, text, buttons);
    match tone {
        Tone::Trouble => html! { <div class="banner" role="alert" data-kind={tone.kind()}>{content}</div> },
        _ => html! { <aside class="banner" data-kind={tone.kind()}>{content}</aside> },
    }
}

/// What looks like a [`banner`], for those that are no landmark.
pub fn in_banner(art: &'static str, title: &'static str, text: Html, buttons: Html) -> Html {
    html! {
        <>
            {icon(art)}
            <div class="banner__text">if !title.is_empty() { <strong>{title}</strong> }{text}</div>
            <div class="banner__actions">{buttons}</div>
        </>
    }
}
