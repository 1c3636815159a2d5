use serde_json::{Map, Value};

use super::error::RestError;
use crate::php;

/// Names that belong to the API and never reach a method (rest-behaviour §6.2).
const RESERVED: [&str; 7] = ["auth", "access_token", "aplogin", "ap", "state", "start", "token"];

/// The parameters of one call, as a method sees them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Params {
    values: Value,
    /// Where a paged list starts; -1 means without counting.
    pub(crate) start: i64,
}

impl Params {
    /// Takes the reserved names out.
    pub(crate) fn new(mut values: Map<String, Value>) -> Self {
        let start = values.get("start").map_or(0, php::int);
        values.retain(|name, _| !RESERVED.contains(&name.as_str()));
        Self { values: Value::Object(values), start }
    }

    /// A parameter that is set, by its exact name.
    pub(crate) fn get(&self, name: &str) -> Option<&Value> {
        php::get(&self.values, name)
    }

    /// A parameter that is set, whatever the case of its name; the last one if several are.
    pub(crate) fn any_case(&self, name: &str) -> Option<&Value> {
        let same = |(given, _): &(String, &Value)| given.eq_ignore_ascii_case(name);
        self.entries().into_iter().rfind(same).map(|(_, value)| value).filter(|value| !value.is_null())
    }

    pub(crate) fn entries(&self) -> Vec<(String, &Value)> {
        php::entries(&self.values)
    }

    /// The id of the row in question: `ID`, else `id`, cast to an integer (rest-behaviour §1.3).
    pub(crate) fn id(&self) -> Result<u64, RestError> {
        let id = self.get("ID").or_else(|| self.get("id")).map_or(0, php::int);
        u64::try_from(id).ok().filter(|id| *id > 0).ok_or(RestError::NO_ID)
    }

    /// An array argument under any of its four spellings; missing is empty (rest-behaviour §1.3).
    pub(crate) fn array(&self, name: &str) -> Result<Value, RestError> {
        let value = self.any_spelling(name);
        if php::is_array(&value) {
            Ok(value)
        } else {
            Err(RestError::Refused(format!("Parameter '{name}' must be array.").into()))
        }
    }

    /// An argument under any of its four spellings, whatever its type; missing is an empty array.
    pub(crate) fn any_spelling(&self, name: &str) -> Value {
        let mut capitalised = name.to_owned();
        if let Some(first) = capitalised.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        let spellings =
            [name.to_owned(), name.to_uppercase(), capitalised.clone(), format!("ar{capitalised}")];
        let found = spellings.iter().find_map(|spelling| self.get(spelling));
        found.cloned().unwrap_or_else(|| Value::Object(Map::new()))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn params(value: &Value) -> Params {
        Params::new(value.as_object().cloned().unwrap())
    }

    #[test]
    fn an_id_has_two_spellings() {
        assert_eq!(params(&json!({"id": 5, "ID": "7x"})).id(), Ok(7));
        assert_eq!(params(&json!({"id": [5], "ID": null})).id(), Ok(1));
        assert_eq!(params(&json!({"Id": 5})).id(), Err(RestError::NO_ID));
        assert_eq!(params(&json!({"id": -5})).id(), Err(RestError::NO_ID));
    }

    #[test]
    fn an_array_has_four_spellings() {
        for spelling in ["fields", "FIELDS", "Fields", "arFields"] {
            assert_eq!(
                params(&json!({spelling: {"a": 1}})).array("fields"),
                Ok(json!({"a": 1})),
                "{spelling}"
            );
        }
        assert_eq!(params(&json!({"fields": null})).array("fields"), Ok(json!({})));
        assert!(params(&json!({"FIELDS": ""})).array("fields").is_err());
    }

    #[test]
    fn the_case_of_a_name_may_not_matter() {
        let params = params(&json!({"Full": 1, "FULL": 2, "scope": "crm", "SCOPE": null}));
        assert_eq!((params.any_case("full"), params.any_case("FULL")), (Some(&json!(2)), Some(&json!(2))));
        assert_eq!(params.any_case("SCOPE"), None);
    }

    #[test]
    fn reserved_names_do_not_reach_a_method() {
        let params = params(&json!({"auth": "x", "start": "50", "token": 1, "id": 3}));
        assert_eq!((params.entries().len(), params.start), (1, 50));
    }
}
