//! Request values as the server's language sees them: loose casts, and query strings that build nested arrays
//! (rest-behaviour §1.3, §6.2, §7).
//!
//! A JSON value stands for a value of that language. An array of it is a JSON array when its keys are exactly
//! `0..n` in order, otherwise an object, which is also how the server prints it.

use serde_json::{Map, Value};

mod number;
mod query;

pub use query::{Query, decode_percent, parse_str};

/// Casts to an integer: `"101abc"` is 101, `"1e2"` is 100, `true` is 1, a non-empty array is 1 (rest-behaviour §1.3).
#[must_use]
pub fn int(value: &Value) -> i64 {
    match value {
        Value::Null => 0,
        Value::Bool(flag) => i64::from(*flag),
        Value::Number(number) => {
            number.as_i64().unwrap_or_else(|| number::truncate(number.as_f64().unwrap_or(0.0)))
        }
        Value::String(text) => number::int_of_text(text),
        Value::Array(_) | Value::Object(_) => i64::from(!is_empty_array(value)),
    }
}

/// The number at the start of a text, as the database compares a text with a numeric column.
#[must_use]
pub fn number(text: &str) -> f64 {
    number::numeric_prefix(text.trim_start()).parse().unwrap_or(0.0)
}

/// Casts to a string: an array is `"Array"`, `true` is `"1"`, `false` and null are empty (rest-behaviour §1.3).
#[must_use]
pub fn string(value: &Value) -> String {
    match value {
        Value::Null | Value::Bool(false) => String::new(),
        Value::Bool(true) => "1".to_owned(),
        Value::Number(number) => number.as_i64().map_or_else(
            || number::text_of_float(number.as_f64().unwrap_or(0.0)),
            |integer| integer.to_string(),
        ),
        Value::String(text) => text.clone(),
        Value::Array(_) | Value::Object(_) => "Array".to_owned(),
    }
}

/// Casts to a boolean: `"false"` is true, `"0"`, `""`, `0` and `[]` are false (rest-behaviour §7).
#[must_use]
pub fn truthy(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(flag) => *flag,
        Value::Number(number) => number.as_f64().is_some_and(|number| number != 0.0),
        Value::String(text) => !text.is_empty() && text != "0",
        Value::Array(_) | Value::Object(_) => !is_empty_array(value),
    }
}

/// Whether the value is an array of the server's language.
#[must_use]
pub fn is_array(value: &Value) -> bool {
    matches!(value, Value::Array(_) | Value::Object(_))
}

/// Whether the value is an array without entries.
#[must_use]
pub fn is_empty_array(value: &Value) -> bool {
    match value {
        Value::Array(list) => list.is_empty(),
        Value::Object(map) => map.is_empty(),
        _ => false,
    }
}

/// An entry of an array that is set: present and not null.
#[must_use]
pub fn get<'a>(value: &'a Value, key: &str) -> Option<&'a Value> {
    let entry = match value {
        Value::Object(map) => map.get(key),
        // `00` and `+1` are texts, not the numbers of entries.
        Value::Array(list) => {
            let index = key.parse::<usize>().ok().filter(|index| index.to_string() == key);
            index.and_then(|index| list.get(index))
        }
        _ => None,
    };
    entry.filter(|entry| !entry.is_null())
}

/// The entries of an array in order; of any other value, none.
#[must_use]
pub fn entries(value: &Value) -> Vec<(String, &Value)> {
    match value {
        Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), value)).collect(),
        Value::Array(list) => {
            list.iter().enumerate().map(|(index, value)| (index.to_string(), value)).collect()
        }
        _ => Vec::new(),
    }
}

/// Trims what the server trims: blanks, tabs, line ends, NUL and vertical tab, not every Unicode space.
#[must_use]
pub fn trim(text: &str) -> &str {
    text.trim_matches([' ', '\t', '\n', '\r', '\0', '\u{b}'])
}

/// Prints an array as the server does: `[]` when empty, a list when the keys are `0..n` in order, else an object
/// (rest-behaviour §7).
#[must_use]
pub fn array(map: Map<String, Value>) -> Value {
    let is_list = map.keys().enumerate().all(|(index, key)| *key == index.to_string());
    if is_list { Value::Array(map.into_iter().map(|(_, value)| value).collect()) } else { Value::Object(map) }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn integers_are_read_from_the_start_of_a_text() {
        let cases = [
            (json!("101abc"), 101),
            (json!("1e2"), 100),
            (json!("1e"), 1),
            (json!(" 12"), 12),
            (json!("-5x"), -5),
            (json!("+7"), 7),
            (json!("abc"), 0),
            (json!(""), 0),
            (json!("-"), 0),
            (json!("."), 0),
            (json!(".5"), 0),
            (json!("15.7"), 15),
            (json!("0x1A"), 0),
            (json!("99999999999999999999"), i64::MAX),
            (json!(101.9), 101),
            (json!(-1.9), -1),
            (json!(true), 1),
            (json!(false), 0),
            (json!(null), 0),
            (json!([5]), 1),
            (json!([]), 0),
            (json!({}), 0),
        ];
        for (value, expected) in cases {
            assert_eq!(int(&value), expected, "{value}");
        }
    }

    #[test]
    fn strings_are_cast_loosely() {
        let cases = [
            (json!(null), ""),
            (json!(true), "1"),
            (json!(false), ""),
            (json!(12), "12"),
            (json!(1.5), "1.5"),
            (json!(1.0), "1"),
            (json!(1e25), "1.0E+25"),
            (json!(["a"]), "Array"),
            (json!({}), "Array"),
            (json!("x"), "x"),
        ];
        for (value, expected) in cases {
            assert_eq!(string(&value), expected, "{value}");
        }
    }

    #[test]
    fn only_a_few_values_are_false() {
        for value in
            [json!(null), json!(false), json!(0), json!(0.0), json!(""), json!("0"), json!([]), json!({})]
        {
            assert!(!truthy(&value), "{value}");
        }
        for value in [json!("false"), json!("N"), json!(1), json!("0.0"), json!(" "), json!([0]), json!(-1)] {
            assert!(truthy(&value), "{value}");
        }
    }

    #[test]
    fn an_array_is_printed_by_its_keys() {
        let map = |keys: &[&str]| keys.iter().map(|key| ((*key).to_owned(), json!(1))).collect();
        assert_eq!(array(map(&[])), json!([]));
        assert_eq!(array(map(&["0", "1"])), json!([1, 1]));
        assert_eq!(array(map(&["1", "0"])), json!({"1": 1, "0": 1}));
        assert_eq!(array(map(&["1"])), json!({"1": 1}));
    }

    #[test]
    fn a_null_entry_is_not_set() {
        assert_eq!(get(&json!({"a": null}), "a"), None);
        assert_eq!(get(&json!(["x"]), "0"), Some(&json!("x")));
        assert_eq!(get(&json!("text"), "0"), None);
    }

    #[test]
    fn trimming_leaves_unicode_spaces() {
        assert_eq!(trim(" \t\u{a0}a\n"), "\u{a0}a");
    }
}
