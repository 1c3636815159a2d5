use serde_json::Value;

use super::status::Status;
use crate::php;

const BUILT_IN: &str = include_str!("../../data/portal-seed.json");

/// The rows of a fresh portal.
#[derive(Clone, Debug)]
pub(crate) struct Seed {
    pub(crate) rows: Vec<Status>,
    pub(crate) entity_types: Vec<Value>,
    pub(crate) pipeline_stages: Vec<Value>,
    pub(crate) next_id: u64,
}

impl Seed {
    /// The seed that the program carries.
    pub(crate) fn built_in() -> Result<Self, String> {
        Self::parse(BUILT_IN)
    }

    /// Reads a seed in the format of `data/portal-seed.json`.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let seed: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
        let rows: Vec<_> = list(&seed, "status_rows")?.iter().map(Status::from_json).collect();
        let after_rows = rows.iter().map(|row| row.id + 1).max().unwrap_or(1);
        let template = seed.get("new_pipeline_template").unwrap_or(&Value::Null);
        Ok(Self {
            next_id: seed.get("next_id").and_then(Value::as_u64).unwrap_or(0).max(after_rows),
            entity_types: list(&seed, "entity_types")?.clone(),
            pipeline_stages: list(template, "stages").cloned().unwrap_or_default(),
            rows,
        })
    }
}

fn list<'a>(seed: &'a Value, key: &str) -> Result<&'a Vec<Value>, String> {
    php::get(seed, key).and_then(Value::as_array).ok_or_else(|| format!("the list `{key}` is missing"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_seed_is_complete() {
        let seed = Seed::built_in().unwrap();
        assert_eq!((seed.rows.len(), seed.pipeline_stages.len(), seed.next_id), (74, 8, 773));
    }

    #[test]
    fn a_seed_without_rows_is_refused() {
        assert_eq!(Seed::parse("{}").unwrap_err(), "the list `status_rows` is missing");
    }
}
