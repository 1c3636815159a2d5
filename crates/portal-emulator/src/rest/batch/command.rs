use serde_json::{Map, Value};

use super::outcome::Outcome;
use crate::php;

/// `method?query`, taken apart as an address is: a `#` cuts the rest off (rest-behaviour §7).
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Command {
    /// The method in lower case.
    pub(super) method: String,
    query: String,
}

impl Command {
    pub(super) fn parse(text: &str) -> Self {
        let mended: String =
            text.chars().map(|letter| if letter.is_ascii_control() { '_' } else { letter }).collect();
        let address = mended.split('#').next().unwrap_or_default();
        let (method, query) = address.split_once('?').unwrap_or((address, ""));
        Self { method: method.to_lowercase(), query: query.to_owned() }
    }

    /// Whether the method may not stand in a batch.
    pub(super) fn is_forbidden(&self) -> bool {
        let last = self.method.rsplit('.').next();
        self.method == "batch" || matches!(last, Some("download" | "upload"))
    }

    /// The parameters, references to earlier commands replaced.
    pub(super) fn params(&self, outcome: &Outcome) -> Map<String, Value> {
        match resolve(php::parse_str(&self.query), outcome) {
            Value::Object(map) => map,
            _ => Map::new(),
        }
    }
}

fn resolve(value: Value, outcome: &Outcome) -> Value {
    match value {
        Value::Object(map) => map.into_iter().map(|(key, value)| (key, resolve(value, outcome))).collect(),
        Value::Array(list) => list.into_iter().map(|value| resolve(value, outcome)).collect(),
        Value::String(text) => resolve_text(&text, outcome),
        other => other,
    }
}

/// Replaces every reference in a text; a text that is nothing but a reference becomes the value itself.
fn resolve_text(text: &str, outcome: &Outcome) -> Value {
    let mut replaced = text.to_owned();
    for reference in Reference::all(text) {
        let Some(value) = reference.value(outcome) else { continue };
        if reference.text == text {
            return value;
        }
        if !matches!(value, Value::Array(_) | Value::Object(_) | Value::Null) {
            replaced = replaced.replace(reference.text, &php::string(&value));
        }
    }
    Value::String(replaced)
}

/// `$result[key][path]` and whatever follows it up to the next blank.
struct Reference<'a> {
    text: &'a str,
    container: &'static str,
    path: Vec<&'a str>,
}

const CONTAINERS: [&str; 5] = ["result", "next", "total", "time", "error"];

impl<'a> Reference<'a> {
    fn all(text: &'a str) -> Vec<Self> {
        let mut found = Vec::new();
        let mut rest = text;
        while let Some(at) = rest.find('$') {
            let after = &rest[at + 1..];
            let Some(container) = CONTAINERS.into_iter().find(|name| starts_with_any_case(after, name))
            else {
                rest = after;
                continue;
            };
            let end = after.find(char::is_whitespace).unwrap_or(after.len());
            let path = bracketed(&after[container.len()..end]);
            // The container is looked up by the letters as written, so only lower case finds anything.
            if !path.is_empty() && after.starts_with(container) {
                found.push(Self { text: &rest[at..=at + end], container, path });
            }
            rest = &after[end..];
        }
        found
    }

    /// The value at the path, or the deepest one on the way to it.
    fn value(&self, outcome: &Outcome) -> Option<Value> {
        outcome.find(self.container, &self.path)
    }
}

fn starts_with_any_case(text: &str, name: &str) -> bool {
    text.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
}

fn bracketed(text: &str) -> Vec<&str> {
    let mut keys = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find('[') {
        let Some(length) = rest[open + 1..].find(']') else { break };
        let key = &rest[open + 1..open + 1 + length];
        if !key.is_empty() {
            keys.push(key);
        }
        rest = &rest[open + 1 + length + 1..];
    }
    keys
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::rest::answer::Answer;

    fn outcome() -> Outcome {
        let mut outcome = Outcome::default();
        outcome.succeed("n", Answer::plain(json!(775)), json!({}));
        let row = json!({"ID": "103", "NAME": "Papers", "SEMANTICS": null});
        outcome.succeed("g", Answer { result: row, next: Some(50), total: Some(73) }, json!({}));
        outcome.fail("e", json!({"error": "", "error_description": "no"}));
        outcome
    }

    fn params(text: &str) -> Value {
        Value::Object(Command::parse(text).params(&outcome()))
    }

    #[test]
    fn a_hash_cuts_and_a_plus_is_a_blank() {
        assert_eq!(params("m?fields[COLOR]=#FF0000&fields[NAME]=x"), json!({"fields": {"COLOR": ""}}));
        assert_eq!(params("m?fields[COLOR]=%23FF0000"), json!({"fields": {"COLOR": "#FF0000"}}));
        assert_eq!(params("m?a=b+c&d"), json!({"a": "b c", "d": ""}));
        assert_eq!(params("m?a=1\n2"), json!({"a": "1_2"}));
        assert_eq!(Command::parse("CRM.Status.Get?id=1").method, "crm.status.get");
        assert_eq!(params("m"), json!({}));
    }

    #[test]
    fn a_value_that_is_a_reference_becomes_the_value() {
        assert_eq!(params("m?id=$result[n]"), json!({"id": 775}));
        assert_eq!(params("m?id=$result[g][ID]"), json!({"id": "103"}));
        assert_eq!(params("m?a=$total[g]&b=$next[g]"), json!({"a": 73, "b": 50}));
        assert_eq!(params("m?a=$error[e][error_description]"), json!({"a": "no"}));
        assert_eq!(params("m?a[b]=$result[g]")["a"]["b"]["NAME"], "Papers");
    }

    #[test]
    fn an_unknown_path_gives_the_deepest_value() {
        assert_eq!(params("m?a=$result[g][ID][x]"), json!({"a": "103"}));
        assert_eq!(params("m?a=$result[g][SEMANTICS]")["a"]["ID"], "103");
        assert_eq!(params("m?a=$result[nobody]")["a"]["n"], 775);
    }

    #[test]
    fn references_are_replaced_inside_a_text() {
        assert_eq!(params("m?a=x $result[g][NAME] y"), json!({"a": "x Papers y"}));
        assert_eq!(params("m?a=no-$result[n]"), json!({"a": "no-775"}));
        assert_eq!(params("m?a=$result[g][NAME],tail more"), json!({"a": "Papers more"}));
        assert_eq!(params("m?a=x $result[nobody]"), json!({"a": "x $result[nobody]"}));
        assert_eq!(
            params("m?a=$result&b=$5&c=$Result[n]"),
            json!({"a": "$result", "b": "$5", "c": "$Result[n]"})
        );
    }

    #[test]
    fn some_methods_are_forbidden() {
        for method in ["batch", "BATCH?cmd[]=x", "disk.file.download", "upload"] {
            assert!(Command::parse(method).is_forbidden(), "{method}");
        }
        assert!(!Command::parse("crm.status.list").is_forbidden());
    }
}
