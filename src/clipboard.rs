//! Copying text, in frames that may not be allowed to.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ClipboardEvent, Document, Event, HtmlTextAreaElement};

/// Copies a text; false if neither way is open. The portal's frame does not delegate `clipboard-write`
/// (frame-protocol §1.4), so a selected text field is the second way.
pub async fn copy(text: &str) -> bool {
    let Some(window) = web_sys::window() else { return false };
    // Undefined in insecure pages, whatever the types say.
    let clipboard = JsValue::from(window.navigator().clipboard());
    if clipboard.is_object() {
        let clipboard: web_sys::Clipboard = clipboard.unchecked_into();
        if JsFuture::from(clipboard.write_text(text)).await.is_ok() {
            return true;
        }
    }
    window.document().is_some_and(|document| copy_selected(&document, text).unwrap_or(false))
}

fn copy_selected(document: &Document, text: &str) -> Result<bool, JsValue> {
    let before = document.active_element();
    let field: HtmlTextAreaElement = document.create_element("textarea")?.unchecked_into();
    field.set_value(text);
    field.set_class_name("visually-hidden");
    // Inside an open dialog everything else is inert and cannot be selected.
    let dialog = document.query_selector("dialog[open]")?;
    let host = dialog.map(JsValue::from).or_else(|| document.body().map(JsValue::from));
    let host: web_sys::Node = host.ok_or(JsValue::NULL)?.unchecked_into();
    host.append_child(&field)?;
    field.select();
    let copied = document.unchecked_ref::<web_sys::HtmlDocument>().exec_command("copy");
    field.remove();
    if let Some(element) = before.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = element.focus();
    }
    copied
}

/// Lets an event of copying take this text; false if it takes none.
#[must_use]
pub fn put(event: &Event, text: &str) -> bool {
    let data = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data);
    let taken = data.is_some_and(|data| data.set_data("text/plain", text).is_ok());
    if taken {
        event.prevent_default();
    }
    taken
}

/// The text that an event brings from the clipboard; empty if it brings none. Nobody has to be asked for that.
#[must_use]
pub fn pasted(event: &Event) -> String {
    let data = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data);
    data.and_then(|data| data.get_data("text").ok()).unwrap_or_default()
}
