//! Mounts the widget.

use stagecraft::app::{App, AppProps};
use stagecraft::locale;
use statuses::text::{Lang, Language};
use wasm_bindgen::prelude::*;

/// Nothing starts before the page says so: the program and its language are loaded side by side.
fn main() {}

/// Shows the widget in a language of the portal, whose `table` is one of those in the folder `languages`. The page
/// calls this once.
///
/// # Errors
/// The table belongs to another version of the program.
#[wasm_bindgen]
pub fn start(language: &str, table: String, languages: String) -> Result<(), JsError> {
    stagecraft::app::report_crashes();
    let language = Language::of_portal(language);
    let lang = Lang::read(language, table, locale::number)
        .ok_or_else(|| JsError::new("The texts are of another version than the program"))?;
    let host = stagecraft::dom::document().and_then(|document| document.get_element_by_id("app"));
    // Without its host element this is not our page, and there is nothing to show.
    if let Some(host) = host {
        let props = AppProps { lang, languages: languages.into() };
        yew::Renderer::<App>::with_root_and_props(host, props).render();
    }
    Ok(())
}
