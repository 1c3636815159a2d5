use serde_json::{Map, Value};

use super::{Params, user::comparable};
use crate::php;

/// What `user.get` is asked for: conditions, and an order if both its column and its way are given.
pub(super) struct UserFilter {
    conditions: Vec<Condition>,
    order: Option<(String, bool)>,
}

struct Condition {
    operator: String,
    field: String,
    wanted: Vec<String>,
}

impl UserFilter {
    /// The conditions are in `FILTER`, or else every parameter is one, as it always was.
    pub(super) fn parse(params: &Params) -> Self {
        let filter = params.any_case("FILTER").filter(|filter| php::is_array(filter));
        let given = filter.map_or_else(|| params.entries(), php::entries);
        let conditions = given.into_iter().map(|(key, value)| Condition::parse(&key, value)).collect();
        let text = |name| params.any_case(name).map(php::string).filter(|text| !text.is_empty());
        let order = text("SORT").zip(text("ORDER"));
        let order = order.map(|(field, way)| (field.to_uppercase(), way.eq_ignore_ascii_case("DESC")));
        Self { conditions, order }
    }

    /// Conditions on what the caller does not see are none.
    pub(super) fn admits(&self, row: &Map<String, Value>) -> bool {
        self.conditions
            .iter()
            .filter_map(|condition| Some((condition, row.get(&condition.field)?)))
            .all(|(condition, value)| condition.admits(&comparable(value)))
    }

    pub(super) fn sort(&self, rows: &mut [Map<String, Value>]) {
        let Some((field, descending)) = &self.order else { return };
        let key = |row: &Map<String, Value>| row.get(field).map(comparable).unwrap_or_default();
        rows.sort_by(|a, b| {
            let (a, b) = (key(a), key(b));
            let ordering = php::number(&a).total_cmp(&php::number(&b)).then_with(|| a.cmp(&b));
            if *descending { ordering.reverse() } else { ordering }
        });
    }
}

impl Condition {
    fn parse(key: &str, value: &Value) -> Self {
        let is_name = |character: char| character.is_ascii_alphanumeric() || character == '_';
        let (operator, field) = key.split_at(key.find(is_name).unwrap_or(key.len()));
        let field = field.to_uppercase();
        let wanted = if php::is_array(value) {
            php::entries(value).into_iter().map(|(_, value)| Self::wanted(&field, value)).collect()
        } else {
            vec![Self::wanted(&field, value)]
        };
        Self { operator: operator.to_owned(), field, wanted }
    }

    /// Flags may be given in many ways.
    fn wanted(field: &str, value: &Value) -> String {
        match field {
            "ACTIVE" | "IS_ONLINE" => if php::truthy(value) && value != "N" { "Y" } else { "N" }.to_owned(),
            "ID" => php::int(value).to_string(),
            _ => php::string(value).to_lowercase(),
        }
    }

    fn admits(&self, value: &str) -> bool {
        let lower = value.to_lowercase();
        let number = |text: &str| php::number(text);
        let first = self.wanted.first().map_or(0.0, |text| number(text));
        let (negated, operator) = match self.operator.strip_prefix('!') {
            Some(operator) => (true, operator),
            None => (false, self.operator.as_str()),
        };
        let admitted = match operator {
            ">" => number(value) > first,
            ">=" => number(value) >= first,
            "<" => number(value) < first,
            "<=" => number(value) <= first,
            _ if operator.contains('%') => {
                self.wanted.iter().any(|text| lower.contains(text.trim_matches('%')))
            }
            _ => self.wanted.iter().any(|text| text.eq_ignore_ascii_case(value) || *text == lower),
        };
        admitted != negated
    }
}
