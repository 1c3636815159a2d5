//! Mounts the widget.

use stagecraft::ahead::Ahead;
use stagecraft::app::App;
use stagecraft::start::mount;
use wasm_bindgen::prelude::*;

/// Nothing starts before the page says so: the program and its language are loaded side by side.
fn main() {}

/// Shows the editor; the page calls this once. See [`mount`].
///
/// # Errors
/// The table belongs to another version of the program.
#[wasm_bindgen]
pub fn start(language: &str, table: String, languages: String, ahead: Option<Ahead>) -> Result<(), JsError> {
    mount::<App>(language, table, languages, ahead)
}
