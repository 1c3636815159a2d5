//! Finding elements of the page.

use statuses::{Clock, Millis, Theme};
use std::cell::Cell;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, Element, Event, EventTarget, HtmlElement, Response};

/// The page.
#[must_use]
pub fn document() -> Option<Document> {
    web_sys::window()?.document()
}

thread_local! {
    static CLOCK: Cell<Clock> = Cell::default();
}

/// The time, in whole milliseconds. It never goes back.
#[must_use]
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a time after 1970")]
pub fn now() -> Millis {
    let mut clock = CLOCK.get();
    let now = clock.tell(js_sys::Date::now() as Millis);
    CLOCK.set(clock);
    now
}

/// The first element of the page that a selector finds.
#[must_use]
pub fn find(selector: &str) -> Option<HtmlElement> {
    document()?.query_selector(selector).ok()??.dyn_into().ok()
}

/// All elements below `root` that a selector finds, in the order of the page.
#[must_use]
pub fn all(root: &Element, selector: &str) -> Vec<HtmlElement> {
    let Ok(found) = root.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.get(at)?.dyn_into().ok()).collect()
}

/// The nearest element around another one, itself included, that a selector finds.
#[must_use]
pub fn closest(element: &Element, selector: &str) -> Option<HtmlElement> {
    element.closest(selector).ok()??.dyn_into().ok()
}

/// An event target as the element it is.
#[must_use]
pub fn element(target: Option<EventTarget>) -> Option<HtmlElement> {
    target?.dyn_into().ok()
}

/// The nearest element around the one an event went to that a selector finds. That one may be an icon.
#[must_use]
pub fn around(event: &Event, selector: &str) -> Option<HtmlElement> {
    let target: Element = event.target()?.dyn_into().ok()?;
    closest(&target, selector)
}

/// Gives an element the focus, if there is one.
pub fn focus(element: Option<HtmlElement>) {
    if let Some(element) = element {
        let _ = element.focus();
    }
}

/// Whether the user is writing, choosing or moving: a text field has the focus, something is open above the list,
/// or a row is in the hand.
#[must_use]
pub fn is_writing() -> bool {
    find(":is(input, textarea):focus").is_some() || is_covered() || is_moving()
}

/// Whether something is open above the list.
#[must_use]
pub fn is_covered() -> bool {
    find("dialog[open], [popover]:popover-open").is_some()
}

/// Whether a row is in the hand.
#[must_use]
pub fn is_moving() -> bool {
    find("[data-state=lifted]").is_some()
}

/// The element that has the focus.
#[must_use]
pub fn focused() -> Option<Element> {
    document()?.active_element()
}

/// Whether it is this element that has the focus.
#[must_use]
pub fn has_focus(element: &Element) -> bool {
    focused().as_ref() == Some(element)
}

/// Whether the page is read from right to left.
#[must_use]
pub fn is_rtl() -> bool {
    find("html[dir=rtl]").is_some()
}

/// Whether the keyboard is an Apple one.
#[must_use]
pub fn is_mac() -> bool {
    let platform = web_sys::window().and_then(|window| window.navigator().platform().ok());
    platform.is_some_and(|platform| platform.starts_with("Mac") || platform.starts_with("iP"))
}

/// Paints the page in a theme.
pub fn set_theme(theme: Theme) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        let _ = match theme {
            Theme::Auto => root.remove_attribute("data-theme"),
            theme => root.set_attribute("data-theme", theme.mark()),
        };
    }
}

/// The path of the page's address.
#[must_use]
pub fn path() -> String {
    web_sys::window().and_then(|window| window.location().pathname().ok()).unwrap_or_default()
}

/// The origin of the page's address.
#[must_use]
pub fn origin() -> String {
    web_sys::window().and_then(|window| window.location().origin().ok()).unwrap_or_default()
}

/// The text of a file beside the page; none if it cannot be had.
pub async fn fetch(address: &str) -> Option<String> {
    let window = web_sys::window()?;
    let response: Response = JsFuture::from(window.fetch_with_str(address)).await.ok()?.unchecked_into();
    let text = response.ok().then(|| response.text())?.ok()?;
    JsFuture::from(text).await.ok()?.as_string()
}

/// Whether nothing has the focus: what had it is gone.
#[must_use]
pub fn is_focus_nowhere() -> bool {
    focused().is_none_or(|active| active.tag_name() == "BODY")
}
