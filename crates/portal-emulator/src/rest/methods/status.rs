use super::{Answer, ApiMethod, Caller, Params, Portal, RestError, crm, entity, fields, status_add};
use super::{status_list, status_write};

/// `crm.status.*` (rest-behaviour §2–§4).
pub(super) const METHODS: [ApiMethod; 9] = [
    crm("crm.status.list", status_list::list),
    crm("crm.status.get", status_list::get),
    crm("crm.status.fields", fields::fields),
    crm("crm.status.add", status_add::add),
    crm("crm.status.update", status_write::update),
    crm("crm.status.delete", status_write::delete),
    crm("crm.status.entity.items", entity::items),
    crm("crm.status.entity.types", entity::types),
    crm("crm.status.extra.fields", extra_fields),
];

/// Registered, but broken (rest-behaviour §2.3).
fn extra_fields(_: &mut Portal, _: &Caller, _: &Params) -> Result<Answer, RestError> {
    Err(RestError::refused("Resource 'EXTRA' is not supported in current context."))
}
