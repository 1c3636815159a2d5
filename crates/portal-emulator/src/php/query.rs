use serde_json::{Map, Value};

mod nodes;

use nodes::Nodes;

/// Parses a query string or a form body into nested arrays, all leaves strings (rest-behaviour §6.2, §7).
///
/// `a[b][]=1` nests and appends, `+` is a space, a later scalar replaces an earlier one, blanks and dots of a name
/// become underscores. Nested arrays with the keys `0..n` in order become JSON arrays; the outermost value is
/// always an object, empty for an empty text.
///
/// ```
/// let value = portal_emulator::php::parse_str("id=5&fields[NAME]=A%26B&ids[]=1&ids[]=2");
/// assert_eq!(value, serde_json::json!({"id": "5", "fields": {"NAME": "A&B"}, "ids": ["1", "2"]}));
/// ```
#[must_use]
pub fn parse_str(text: &str) -> Value {
    let mut query = Query::default();
    for pair in text.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        query.push(&decode_form(name), decode_form(value));
    }
    Value::Object(query.finish())
}

/// Decodes `%XX` and leaves everything else, a broken escape included, as it is.
#[must_use]
pub fn decode_percent(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let escaped = (byte == b'%')
            .then(|| Some(hex_digit(*bytes.get(at + 1)?)? << 4 | hex_digit(*bytes.get(at + 2)?)?))
            .flatten();
        decoded.push(escaped.unwrap_or(byte));
        at += if escaped.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

fn decode_form(text: &str) -> String {
    decode_percent(&text.replace('+', " "))
}

fn hex_digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// Deeper names are dropped, as the server does (`max_input_nesting_level`).
const DEEPEST: usize = 64;

/// Values after so many are dropped; the portal's server is set up with this many (`max_input_vars`).
const MOST_VALUES: usize = 10_000;

/// Collects named values as a form does; the names carry the structure.
#[derive(Debug, Default)]
pub struct Query {
    root: Nodes,
    values: usize,
}

impl Query {
    /// Adds a value under a decoded name such as `fields[NAME]`. A nameless value is dropped, and so is what is
    /// nested too deeply or is one too many.
    pub fn push(&mut self, name: &str, value: String) {
        let Some(path) = Path::parse(name) else { return };
        self.values += 1;
        if path.rest.len() > DEEPEST || self.values > MOST_VALUES {
            return;
        }
        self.root.assign(Some(&path.base), &path.rest, value);
    }

    /// The values collected so far, nested lists recognised.
    #[must_use]
    pub fn finish(self) -> Map<String, Value> {
        self.root.into_map()
    }
}

/// A name taken apart: `a[b][]` is the base `a`, the key `b`, and an append.
struct Path {
    base: String,
    rest: Vec<Option<String>>,
}

impl Path {
    fn parse(name: &str) -> Option<Self> {
        let name = name.trim_start_matches(' ');
        let (base, mut brackets) = match name.find('[') {
            Some(at) => name.split_at(at),
            None => (name, ""),
        };
        let base = base.replace([' ', '.'], "_");
        if base.is_empty() {
            return None;
        }
        let mut rest = Vec::new();
        while let Some(inner) = brackets.strip_prefix('[') {
            let Some(end) = inner.find(']') else { break };
            let key = inner[..end].strip_prefix(char::is_whitespace).unwrap_or(&inner[..end]);
            rest.push((!key.is_empty()).then(|| key.to_owned()));
            brackets = &inner[end + 1..];
        }
        let unclosed = rest.is_empty() && brackets.starts_with('[');
        let base = if unclosed { base + &brackets.replace(['[', ' ', '.'], "_") } else { base };
        Some(Self { base, rest })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn names_carry_the_structure() {
        let cases = [
            ("", json!({})),
            ("&&", json!({})),
            ("a", json!({"a": ""})),
            ("a=1&a=2", json!({"a": "2"})),
            ("a[]=1&a[]=2", json!({"a": ["1", "2"]})),
            ("a[b][c]=1&a[b][d]=2", json!({"a": {"b": {"c": "1", "d": "2"}}})),
            ("a[][x]=1&a[][x]=2", json!({"a": [{"x": "1"}, {"x": "2"}]})),
            ("a[5]=x&a[]=y", json!({"a": {"5": "x", "6": "y"}})),
            ("a[1]=x&a[0]=y", json!({"a": {"1": "x", "0": "y"}})),
            ("a[-5]=x&a[]=y", json!({"a": {"-5": "x", "0": "y"}})),
            ("a=1&a[b]=2", json!({"a": {"b": "2"}})),
            ("a[b]=2&a=1", json!({"a": "1"})),
            ("0=a&1=b", json!({"0": "a", "1": "b"})),
            ("a[]=1&a=2&a[]=3", json!({"a": ["3"]})),
            ("a[7]=x&a[2]=y&a[]=z", json!({"a": {"7": "x", "2": "y", "8": "z"}})),
        ];
        for (text, expected) in cases {
            assert_eq!(parse_str(text), expected, "{text}");
        }
    }

    #[test]
    fn odd_names_are_mended_as_the_server_mends_them() {
        let cases = [
            ("a.b c=1", json!({"a_b_c": "1"})),
            ("  a=1", json!({"a": "1"})),
            ("=1", json!({})),
            ("[a]=1", json!({})),
            ("a[b=1", json!({"a_b": "1"})),
            ("a[b]c=1", json!({"a": {"b": "1"}})),
            ("a[b][c=1", json!({"a": {"b": "1"}})),
            ("a[b c.d]=1", json!({"a": {"b c.d": "1"}})),
        ];
        for (text, expected) in cases {
            assert_eq!(parse_str(text), expected, "{text}");
        }
    }

    #[test]
    fn values_are_decoded_once() {
        let cases = [
            ("a=x+y%20z", json!({"a": "x y z"})),
            ("a=%2B%26%3D%23", json!({"a": "+&=#"})),
            ("a=%zz%4", json!({"a": "%zz%4"})),
            ("a=%2541", json!({"a": "%41"})),
            ("a=b=c", json!({"a": "b=c"})),
            ("fields%5BNAME%5D=%D0%96", json!({"fields": {"NAME": "Ж"}})),
        ];
        for (text, expected) in cases {
            assert_eq!(parse_str(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_too_deep_or_too_much_is_dropped() {
        let nested = |depth: usize| format!("a{}=1&b=2", "[x]".repeat(depth));
        assert_eq!(parse_str(&nested(100_000)), json!({"b": "2"}));
        assert_ne!(parse_str(&nested(64)), json!({"b": "2"}));
        assert_eq!(parse_str(&nested(65)), json!({"b": "2"}));
        let many = parse_str(&"a[]=1&".repeat(50_000));
        assert_eq!(many["a"].as_array().map(Vec::len), Some(10_000));
    }
}
