use serde_json::Value;

use super::placement::Placement;
use crate::{
    control::DEFAULT_SCOPE,
    options::Generation,
    php,
    portal::{identity::Identity, sessions::Grant},
};

/// The form's fields in their order; `PLACEMENT_OPTIONS` only if there are any (frame-protocol §1.6).
pub(super) fn post_fields(
    identity: &Identity,
    grant: &Grant,
    placement: Placement,
    options: &Value,
    generation: Generation,
) -> Vec<(&'static str, String)> {
    let mut fields = vec![
        ("AUTH_ID", grant.access_token.expose().to_owned()),
        ("AUTH_EXPIRES", grant.expires_in.to_string()),
        ("REFRESH_ID", grant.refresh_token.expose().to_owned()),
    ];
    if generation == Generation::Y2026 {
        fields.push(("SERVER_ENDPOINT", "https://oauth.bitrix.info/rest/".to_owned()));
        fields.push(("APPLICATION_TOKEN", identity.application_token.expose().to_owned()));
        fields.push(("APPLICATION_SCOPE", DEFAULT_SCOPE.to_owned()));
    }
    fields.push(("member_id", identity.member_id.clone()));
    fields.push(("status", "L".to_owned()));
    fields.push(("PLACEMENT", placement.code()));
    if !php::is_empty_array(options) {
        fields.push(("PLACEMENT_OPTIONS", options.to_string()));
    }
    fields
}
