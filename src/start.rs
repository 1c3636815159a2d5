//! How a program begins.

use crate::ahead::Ahead;
use crate::dom;
use crate::gate::GateProps;
use crate::locale;
use statuses::text::{Lang, Language};
use wasm_bindgen::JsError;
use yew::BaseComponent;

/// Shows a program in a language of the portal, whose `table` is one of those in the folder `languages`, and hands over to
/// it what the page has begun.
///
/// # Errors
/// The table belongs to another version of the program.
pub fn mount<C: BaseComponent<Properties = GateProps>>(
    language: &str,
    table: String,
    languages: String,
    ahead: Option<Ahead>,
) -> Result<(), JsError> {
    report_crashes();
    let lang = Lang::read(Language::of_portal(language), table, locale::number)
        .ok_or_else(|| JsError::new("The texts are of another version than the program"))?;
    let host = dom::document().and_then(|document| document.get_element_by_id("app"));
    // Without its host element this is not our page, and there is nothing to show.
    if let Some(host) = host {
        yew::Renderer::<C>::with_root_and_props(host, GateProps { lang, languages: languages.into(), ahead })
            .render();
    }
    Ok(())
}

/// A panic becomes an error of JavaScript that carries its message: the trap that would follow says no more than
/// "unreachable". `static/boot.js` ends the program on it, as on any other error that nobody catches.
fn report_crashes() {
    yew::set_custom_panic_hook(Box::new(|info| wasm_bindgen::throw_str(&info.to_string())));
}
