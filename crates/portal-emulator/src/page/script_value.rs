//! How the portal hands values to its own script (frame-protocol §5).

use serde_json::{Map, Value, json};

/// A value as the page's script gets it: numbers are strings, an empty array is `[]`.
pub(super) fn script_value(value: Value) -> Value {
    match value {
        Value::Null => json!(""),
        Value::Bool(flag) => json!(flag),
        Value::Number(number) => json!(number.to_string()),
        Value::String(text) => json!(text),
        Value::Array(list) => list.into_iter().map(script_value).collect(),
        Value::Object(map) => {
            let map: Map<_, _> = map.into_iter().map(|(key, value)| (key, script_value(value))).collect();
            if map.is_empty() { json!([]) } else { Value::Object(map) }
        }
    }
}

/// Every text in the value, escaped once.
pub(super) fn escaped(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(escape_once(&text)),
        Value::Array(list) => list.into_iter().map(escaped).collect(),
        Value::Object(map) => map.into_iter().map(|(key, value)| (key, escaped(value))).collect(),
        other => other,
    }
}

/// Escapes angle brackets, quotes, and what is an entity already; a lone ampersand stays.
fn escape_once(text: &str) -> String {
    let entities = ["&amp;", "&lt;", "&gt;", "&quot;", "&#34;", "&#x22;", "&#39;", "&#x27;"];
    let guarded = entities
        .iter()
        .fold(text.to_owned(), |text, entity| text.replace(entity, &entity.replacen('&', "&amp;", 1)));
    guarded.replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_escaped_one_level_deep() {
        assert_eq!(
            escape_once("<a href=\"x\">&amp; & &quot; &amp;lt;"),
            "&lt;a href=&quot;x&quot;&gt;&amp;amp; & &amp;quot; &amp;amp;lt;"
        );
    }

    #[test]
    fn script_values_have_no_numbers() {
        let value = json!({"a": 8061, "b": true, "c": {}, "d": [1.5]});
        assert_eq!(script_value(value), json!({"a": "8061", "b": true, "c": [], "d": ["1.5"]}));
    }
}
