use super::*;
use proptest::prelude::*;
use serde_json::Value;

/// What the referee read, in our terms.
fn ours(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Bool(value) => Json::Bool(*value),
        Value::Number(number) => Json::Number(number.to_string().into()),
        Value::String(text) => Json::Text(text.as_str().into()),
        Value::Array(list) => Json::List(list.iter().map(ours).collect()),
        Value::Object(map) => {
            Json::Map(map.iter().map(|(key, value)| (key.as_str().into(), ours(value))).collect())
        }
    }
}

fn values() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::hash_map("[a-zA-Z\"\\\\ ]{0,6}", inner, 0..6)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

#[test]
fn numbers_keep_their_digits() {
    for digits in ["0", "-0", "12", "1.50", "1e9", "-2.5E-3", "1752149050.805837"] {
        assert_eq!(Json::parse(digits), Ok(Json::Number(digits.into())));
    }
}

#[test]
fn what_is_no_json_is_refused() {
    for text in [
        "",
        " ",
        "nul",
        "nulll",
        "[1,]",
        "[1 2]",
        "{\"a\"}",
        "{\"a\":}",
        "{a:1}",
        "01",
        "1.",
        ".5",
        "-",
        "1e",
        "+1",
        "\"a",
        "\"\n\"",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\ud800\"",
        "\"\\udc00\"",
        "[",
        "]",
        "{}{}",
        "\u{feff}{}",
    ] {
        assert_eq!(Json::parse(text), Err(NotJson), "{text:?}");
        assert!(serde_json::from_str::<Value>(text).is_err(), "the referee disagrees about {text:?}");
    }
}

#[test]
fn escapes_are_undone() {
    let text = Json::parse(r#""\"\\\/\b\f\n\r\t\u0416\ud83d\ude00""#);
    assert_eq!(text, Ok(Json::Text("\"\\/\u{8}\u{c}\n\r\tЖ😀".into())));
}

#[test]
fn endless_nesting_is_refused_and_no_stack_overflows() {
    assert_eq!(Json::parse(&"[".repeat(100_000)), Err(NotJson));
    let deep = |n: usize| "[".repeat(n) + &"]".repeat(n);
    assert!(Json::parse(&deep(64)).is_ok());
    assert!(Json::parse(&deep(65)).is_err());
}

#[test]
fn what_is_not_there_is_null_and_empty() {
    let json = Json::parse(r#"{"a":{"b":5,"c":[]}}"#).unwrap();
    assert_eq!(json.get("a").get("b").text(), "5");
    assert_eq!(json.get("a").get("c").get("d"), &Json::Null);
    assert_eq!(json.get("x").text(), "");
    assert_eq!(json.get("a").values().count(), 2);
}

proptest! {
    #[test]
    fn whatever_is_printed_is_read(value in values()) {
        prop_assert_eq!(Json::parse(&value.to_string()), Ok(ours(&value)));
        let pretty = serde_json::to_string_pretty(&value).unwrap();
        prop_assert_eq!(Json::parse(&pretty), Ok(ours(&value)));
    }

    #[test]
    fn what_we_print_the_referee_reads(value in values()) {
        let printed = ours(&value).to_string();
        prop_assert_eq!(serde_json::from_str::<Value>(&printed).unwrap(), value);
    }

    #[test]
    fn we_refuse_what_the_referee_refuses(text in r#"[\[\]{}:,"\\a0-9eE.+ \-tfnu]{0,10}"#) {
        // Numbers out of range are the referee's own limit: digits have none.
        if let Err(error) = serde_json::from_str::<Value>(&text) {
            prop_assert!(Json::parse(&text).is_err() || error.to_string().contains("out of range"), "{text:?}");
        } else {
            prop_assert!(Json::parse(&text).is_ok(), "{text:?}");
        }
    }

    #[test]
    fn no_text_breaks_the_reader(text in any::<String>()) {
        let _ = Json::parse(&text);
    }
}
