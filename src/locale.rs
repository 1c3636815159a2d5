//! The language of the interface, and sentences as markup.

use crate::dom;
use statuses::setup::Titles;
use statuses::text::{Direction, Lang, Language, Part, Phrase};
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

/// Tells the page its language, for screen readers, hyphenation, quotes, and the side where lines begin.
pub fn announce(lang: Lang) {
    if let Some(root) = dom::document().and_then(|document| document.document_element()) {
        let _ = root.set_attribute("lang", lang.tag());
        let _ = match lang.language().direction() {
            Direction::Ltr => root.remove_attribute("dir"),
            Direction::Rtl => root.set_attribute("dir", "rtl"),
        };
    }
}

/// A whole number as the browser writes it in a language, in Latin digits: those are what people type into fields,
/// and what codes are made of.
#[must_use]
pub fn number(language: Language, n: usize) -> String {
    #[expect(clippy::cast_precision_loss, reason = "a count of things")]
    let number = js_sys::Number::from(n as f64);
    let tag = format!("{}-u-nu-latn", language.tag());
    number.to_locale_string(&tag).as_string().unwrap_or_else(|| n.to_string())
}

/// Loads a language from the folder of languages; none if it is not there, or of another version.
pub async fn load(folder: &str, language: Language) -> Option<Lang> {
    let table = dom::fetch(&format!("{folder}{}.txt", language.code())).await?;
    Lang::read(language, table, number)
}

/// Loads what the application is called in every language; none if the file is not there.
pub async fn titles(address: &str) -> Option<Titles> {
    Some(Titles::read(&dom::fetch(address).await?)).filter(|titles| !titles.is_empty())
}
