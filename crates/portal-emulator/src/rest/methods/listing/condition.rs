use std::cmp::Ordering;

use serde_json::Value;

use crate::{
    php,
    portal::records::field::{Field, Kind},
};

/// How a value is tested against what is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Test {
    Equal,
    /// The wanted text occurs anywhere.
    Contains,
    /// `%` in the wanted text stands for anything.
    Like,
    Less,
    AtMost,
    Greater,
    AtLeast,
}

/// The prefixes of a filter key, the longer ones first, and whether they negate.
const PREFIXES: [(&str, Test, bool); 15] = [
    ("!=%", Test::Like, true),
    ("!%=", Test::Like, true),
    ("!%", Test::Contains, true),
    ("=%", Test::Like, false),
    ("%=", Test::Like, false),
    ("!@", Test::Equal, true),
    ("!=", Test::Equal, true),
    (">=", Test::AtLeast, false),
    ("<=", Test::AtMost, false),
    ("!", Test::Equal, true),
    (">", Test::Greater, false),
    ("<", Test::Less, false),
    ("@", Test::Equal, false),
    ("=", Test::Equal, false),
    ("%", Test::Contains, false),
];

/// A condition of a filter: a value passes if any of the wanted ones fits it.
#[derive(Debug)]
pub(crate) struct Condition {
    test: Test,
    negated: bool,
    numeric: bool,
    /// In lower case.
    wanted: Vec<String>,
}

/// The name of the field in a filter key, without the prefix.
pub(crate) fn field_name(key: &str) -> &str {
    PREFIXES.iter().find_map(|(prefix, ..)| key.strip_prefix(prefix)).unwrap_or(key)
}

impl Condition {
    /// A condition without a value is none: an empty one asks for nothing (rest-behaviour §8).
    pub(crate) fn parse(key: &str, value: &Value, field: Option<&Field>) -> Option<Self> {
        let prefix = PREFIXES.iter().find(|(prefix, ..)| key.starts_with(prefix));
        let (test, negated) = prefix.map_or((Test::Equal, false), |(_, test, negated)| (*test, *negated));
        let wanted: Vec<_> = if php::is_array(value) {
            php::entries(value).into_iter().map(|(_, value)| php::string(value).to_lowercase()).collect()
        } else {
            Some(php::string(value).to_lowercase()).into_iter().filter(|text| !text.is_empty()).collect()
        };
        let numeric = field.is_some_and(Field::is_numeric);
        (!wanted.is_empty()).then_some(Self { test, negated, numeric, wanted })
    }

    /// The older methods do not search codes of dictionaries by substring, they compare them
    /// (`CCrmRestProxyBase::internalizeFilterFields` of bitrix24-core-corp @00b2f78d).
    pub(crate) fn compare_codes(mut self, field: &Field) -> Self {
        if field.kind == Kind::Code && !self.negated && matches!(self.test, Test::Contains | Test::Like) {
            self.test = Test::Equal;
        }
        self
    }

    /// The values of which a field must have one, if this is such a condition.
    pub(crate) fn one_of(&self) -> Option<&[String]> {
        (self.test == Test::Equal && !self.negated).then_some(&self.wanted)
    }

    /// What is null passes negations only.
    pub(crate) fn admits(&self, value: Option<&str>) -> bool {
        let Some(value) = value else { return self.negated };
        let value = value.to_lowercase();
        self.wanted.iter().any(|wanted| self.fits(&value, wanted)) != self.negated
    }

    fn fits(&self, value: &str, wanted: &str) -> bool {
        match self.test {
            Test::Contains => value.contains(wanted),
            Test::Like => like(value, wanted),
            test => {
                let ordering = compare(value, wanted, self.numeric);
                match test {
                    Test::Less => ordering == Ordering::Less,
                    Test::AtMost => ordering != Ordering::Greater,
                    Test::Greater => ordering == Ordering::Greater,
                    Test::AtLeast => ordering != Ordering::Less,
                    _ => ordering == Ordering::Equal,
                }
            }
        }
    }
}

/// Compares as the database does: a numeric column by the number at the start of the text.
pub(crate) fn compare(a: &str, b: &str, numeric: bool) -> Ordering {
    if numeric { php::number(a).total_cmp(&php::number(b)) } else { a.cmp(b) }
}

/// Whether a text has the shape of a pattern in which `%` stands for any letters: what stands between two of them is
/// looked for from the left, so that no pattern takes long.
fn like(text: &str, pattern: &str) -> bool {
    let Some((head, rest)) = pattern.split_once('%') else { return text == pattern };
    let (middle, tail) = rest.rsplit_once('%').unwrap_or(("", rest));
    let inner = text.strip_prefix(head).and_then(|text| text.strip_suffix(tail));
    let Some(mut inner) = inner else { return false };
    middle.split('%').all(|part| {
        let found = inner.find(part);
        inner = found.map_or("", |at| &inner[at + part.len()..]);
        found.is_some()
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn admits(key: &str, wanted: &Value, field: &Field, value: Option<&str>) -> bool {
        Condition::parse(key, wanted, Some(field)).unwrap().admits(value)
    }

    #[test]
    fn prefixes_choose_the_test() {
        let text = Field::text("TITLE");
        let on_text = |key: &str, wanted: Value| admits(key, &wanted, &text, Some("Molly"));
        for (key, wanted, passes) in [
            ("TITLE", json!("molly"), true),
            ("=TITLE", json!("mol"), false),
            ("!TITLE", json!("mol"), true),
            ("!=TITLE", json!("Molly"), false),
            ("@TITLE", json!(["a", "molly"]), true),
            ("TITLE", json!(["a", "b"]), false),
            ("!@TITLE", json!(["a", "molly"]), false),
            ("%TITLE", json!("oll"), true),
            ("!%TITLE", json!("oll"), false),
            ("=%TITLE", json!("mol%"), true),
            ("%=TITLE", json!("%mol"), false),
            ("!=%TITLE", json!("%ll%"), false),
            ("!%=TITLE", json!("%x%"), true),
            (">TITLE", json!("m"), true),
            ("<=TITLE", json!("molly"), true),
        ] {
            assert_eq!(on_text(key, wanted.clone()), passes, "{key} {wanted}");
        }
    }

    #[test]
    fn numbers_are_compared_as_numbers() {
        let money = Field::money("OPPORTUNITY");
        for (key, wanted, passes) in
            [(">OPPORTUNITY", "9", true), ("OPPORTUNITY", "10", true), ("<OPPORTUNITY", "10.0", false)]
        {
            assert_eq!(admits(key, &json!(wanted), &money, Some("10.00")), passes, "{key} {wanted}");
        }
    }

    #[test]
    fn null_passes_negations_only() {
        let code = Field::code("SOURCE_ID");
        assert!(admits("!SOURCE_ID", &json!("CALL"), &code, None));
        assert!(!admits("SOURCE_ID", &json!("CALL"), &code, None));
    }

    #[test]
    fn an_empty_value_is_no_condition() {
        for value in [json!(""), json!(null), json!([])] {
            assert!(Condition::parse("STAGE_ID", &value, None).is_none(), "{value}");
        }
    }

    #[test]
    fn codes_are_not_searched_by_substring() {
        let code = Field::code("STAGE_ID");
        let condition =
            Condition::parse("%STAGE_ID", &json!("NE"), Some(&code)).unwrap().compare_codes(&code);
        assert!(!condition.admits(Some("NEW")) && condition.admits(Some("ne")));
    }

    #[test]
    fn a_pattern_of_any_length_is_read() {
        for (text, pattern, fits) in [
            ("abcabc", "a%c", true),
            ("abcabc", "a%b%c", true),
            ("abcabc", "%ca%", true),
            ("abcabc", "%cb%", false),
            ("ab", "ab%b", false),
            ("", "%", true),
            ("", "", true),
            ("aaab", "a%a%b", true),
        ] {
            assert_eq!(like(text, pattern), fits, "{text} {pattern}");
        }
        assert!(like("x", &"%".repeat(1_000_000)));
        assert!(!like(&"a".repeat(50), &format!("{}b", "%a".repeat(1_000))));
    }
}
