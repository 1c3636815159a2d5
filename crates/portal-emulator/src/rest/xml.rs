use std::fmt::Write;

use serde_json::Value;

use crate::php;

/// The answer to a call of `method.xml` (rest-behaviour §6.1): an element per entry, `item` for those of lists.
pub(crate) fn document(body: &Value) -> String {
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"utf-8\" ?><response>");
    write_entries(&mut text, body);
    text.push_str("</response>");
    text
}

fn write_entries(text: &mut String, array: &Value) {
    for (key, value) in php::entries(array) {
        let name = if is_name(&key) { key.as_str() } else { "item" };
        let _ = write!(text, "<{name}>");
        if php::is_array(value) {
            write_entries(text, value);
        } else {
            text.push_str(&escape(&php::string(value)));
        }
        let _ = write!(text, "</{name}>");
    }
}

/// Whether a key can be the name of an element; numbers and whatever callers think of cannot.
fn is_name(key: &str) -> bool {
    key.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && key.chars().all(|letter| letter.is_ascii_alphanumeric() || "_-.".contains(letter))
}

fn escape(text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    escaped.replace('"', "&quot;").replace('\'', "&apos;")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn entries_become_elements() {
        let body = json!({"result": [{"NAME": "A&<b>", "SEMANTICS": null}], "ok": true, "a <b": ""});
        let inner = "<result><item><NAME>A&amp;&lt;b&gt;</NAME><SEMANTICS></SEMANTICS></item></result><ok>1</ok><item></item>";
        let expected = format!("<?xml version=\"1.0\" encoding=\"utf-8\" ?><response>{inner}</response>");
        assert_eq!(document(&body), expected);
    }
}
