use serde_json::{Value, json};

use super::{Answer, Caller, Params, Portal, RestError};

/// Name, type, and whether required, read-only, immutable.
const FIELDS: [(&str, &str, bool, bool, bool); 11] = [
    ("ID", "integer", false, true, false),
    ("ENTITY_ID", "string", true, false, true),
    ("STATUS_ID", "string", true, false, true),
    ("SORT", "integer", false, false, false),
    ("NAME", "string", true, false, false),
    ("NAME_INIT", "string", false, true, false),
    ("SYSTEM", "char", false, true, false),
    ("CATEGORY_ID", "integer", false, false, true),
    ("COLOR", "string", false, false, false),
    ("SEMANTICS", "char", false, false, true),
    ("EXTRA", "crm_status_extra", false, false, false),
];

/// `crm.status.fields` (rest-behaviour §2.3).
#[expect(clippy::unnecessary_wraps, reason = "methods have one signature")]
pub(super) fn fields(_: &mut Portal, _: &Caller, _: &Params) -> Result<Answer, RestError> {
    let described = FIELDS.into_iter().map(|(name, kind, required, read_only, immutable)| {
        let field = json!({
            "type": kind,
            "isRequired": required,
            "isReadOnly": read_only,
            "isImmutable": immutable,
            "isMultiple": false,
            "isDynamic": false,
            "title": name,
        });
        (name.to_owned(), field)
    });
    Ok(Answer::plain(Value::Object(described.collect())))
}
