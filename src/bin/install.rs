//! Mounts the installer.

use stagecraft::ahead::Ahead;
use stagecraft::installer::Installer;
use stagecraft::start::mount;
use wasm_bindgen::prelude::*;

/// Nothing starts before the page says so: the program and its language are loaded side by side.
fn main() {}

/// Shows the installer; the page calls this once. See [`mount`].
///
/// # Errors
/// The table belongs to another version of the program.
#[wasm_bindgen]
pub fn start(language: &str, table: String, languages: String, ahead: Option<Ahead>) -> Result<(), JsError> {
    mount::<Installer>(language, table, languages, ahead)
}
