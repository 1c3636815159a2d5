//! What would be lost if the program stopped now, written down where it stays readable.

use crate::dom;
use web_sys::{Document, HtmlElement};

/// Keeps these lines in the block that `static/boot.js` shows when the program stops: its memory may not be readable
/// then. They are text, whatever they contain, and stay as they are once the block is shown. Names in them should be
/// isolated by characters (U+2068, U+2069): markup would not be copied.
///
/// Whoever calls this does it before the change is rendered: rendering is what fails.
pub fn note(lines: &[String]) {
    let Some(document) = dom::document() else { return };
    if let Some(list) = dom::find("#crash[hidden] #unsaved")
        && !says(&list, lines)
    {
        list.set_text_content(None);
        for line in lines {
            let _ = add(&document, &list, line);
        }
    }
}

fn says(list: &HtmlElement, lines: &[String]) -> bool {
    let items = dom::all(list, "li");
    items.len() == lines.len()
        && items.iter().zip(lines).all(|(item, line)| item.text_content().as_ref() == Some(line))
}

fn add(document: &Document, list: &HtmlElement, line: &str) -> Option<()> {
    let item = document.create_element("li").ok()?;
    item.set_text_content(Some(line));
    list.append_child(&item).ok()?;
    Some(())
}
