//! The language of the interface, and sentences as markup.

use crate::dom;
use statuses::text::{Lang, Part, Phrase};
use yew::prelude::*;

/// A sentence; what was filled in is isolated, so that its direction does not turn the rest round.
pub fn phrase(phrase: &Phrase) -> Html {
    phrase
        .parts()
        .iter()
        .map(|part| match part {
            Part::Words(words) => html! { {*words} },
            Part::Value(value) => html! { <bdi>{&**value}</bdi> },
        })
        .collect()
}

/// The language the portal put into the address, for what is shown before it answers (frame-protocol §1.2).
#[must_use]
pub fn of_address() -> Lang {
    let query = web_sys::window().and_then(|window| window.location().search().ok()).unwrap_or_default();
    let code = query.trim_start_matches('?').split('&').find_map(|pair| pair.strip_prefix("LANG="));
    Lang::of_portal(code.unwrap_or_default())
}

/// Tells the page its language, for screen readers, hyphenation and quotes.
pub fn announce(lang: Lang) {
    if let Some(root) = dom::document().and_then(|document| document.document_element()) {
        let _ = root.set_attribute("lang", lang.tag());
    }
}
