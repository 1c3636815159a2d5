//! The methods of the API, a module for each family.

use super::{
    answer::Answer,
    caller::Caller,
    dispatch::{ApiMethod, Run},
    error::RestError,
    params::Params,
};
use crate::portal::Portal;

mod entity;
mod extra;
mod fields;
mod items;
mod name_filter;
mod status_add;
mod status_list;
mod status_write;

pub(super) use status_write::FORCED_REQUIRED;

const fn crm(name: &'static str, run: Run) -> ApiMethod {
    ApiMethod { name, scope: Some("crm"), run }
}

/// `crm.status.*` (rest-behaviour §2–§4).
pub(super) const STATUS_METHODS: [ApiMethod; 9] = [
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

/// What counts the items of a stage (rest-behaviour §8).
pub(super) const ITEM_METHODS: [ApiMethod; 5] = [
    crm("crm.deal.list", items::deals),
    crm("crm.lead.list", items::leads),
    crm("crm.quote.list", items::quotes),
    crm("crm.item.list", items::items),
    crm("crm.category.list", items::categories),
];

/// Registered, but broken (rest-behaviour §2.3).
fn extra_fields(_: &mut Portal, _: &Caller, _: &Params) -> Result<Answer, RestError> {
    Err(RestError::refused("Resource 'EXTRA' is not supported in current context."))
}
