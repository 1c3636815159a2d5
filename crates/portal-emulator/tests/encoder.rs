//! What the widget encodes, PHP decodes to the same: the client's encoder against this parser.

use portal_emulator::php::parse_str;
use proptest::prelude::*;
use serde_json::{Map, Value};
use statuses::form::Params;

/// Nested parameters with the names the client uses: fixed identifiers. The values are anything.
fn params() -> impl Strategy<Value = Vec<(String, Value)>> {
    let text = prop_oneof![any::<String>(), "[\\PC$#&=+%\\[\\]; ]{0,20}"].prop_map(Value::from);
    let value = text.prop_recursive(3, 20, 4, |inner| {
        prop::collection::btree_map("[A-Z_][A-Z0-9_]{0,8}", inner, 1..4)
            .prop_map(|map| Value::Object(map.into_iter().collect()))
    });
    prop::collection::btree_map("[a-z_][a-zA-Z0-9_]{0,8}", value, 0..5)
        .prop_map(|map| map.into_iter().collect())
}

fn encoded(members: &[(String, Value)]) -> Params {
    members.iter().fold(Params::new(), |params, (key, value)| match value {
        Value::Object(map) => {
            let members: Vec<_> = map.iter().map(|(key, value)| (key.clone(), value.clone())).collect();
            params.map(key.clone(), encoded(&members))
        }
        text => params.text(key.clone(), text.as_str().unwrap_or_default()),
    })
}

proptest! {
    #[test]
    fn every_parameter_arrives_as_it_was_meant(members in params()) {
        let expected = Value::Object(members.iter().cloned().collect::<Map<_, _>>());
        prop_assert_eq!(parse_str(&encoded(&members).encode()), expected);
    }

    /// A batch carries a query string as a value: it is decoded twice.
    #[test]
    fn a_command_in_a_batch_arrives_as_it_was_meant(members in params()) {
        let command = encoded(&members).encode();
        let outer = parse_str(&Params::new().text("cmd", &command).encode());
        let expected = Value::Object(members.iter().cloned().collect::<Map<_, _>>());
        prop_assert_eq!(parse_str(outer["cmd"].as_str().unwrap_or_default()), expected);
    }
}
