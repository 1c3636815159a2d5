//! Small pieces of markup.

/// A text inside an element or a quoted attribute. Braces are escaped as well: a text is never taken for a
/// placeholder of the page.
pub(super) fn escape(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    text.replace('{', "&#123;").replace('}', "&#125;")
}

pub(super) fn option(value: &str, title: &str, selected: bool) -> String {
    let selected = if selected { " selected" } else { "" };
    format!("<option value=\"{}\"{selected}>{}</option>", escape(value), escape(title))
}
