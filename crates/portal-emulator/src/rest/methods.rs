//! The methods of the API, a module for each family.

use super::{
    answer::Answer,
    caller::Caller,
    dispatch::{ApiMethod, Run},
    error::RestError,
    params::Params,
};
use crate::portal::Portal;

mod categories;
mod controller;
mod entity;
mod extra;
mod fields;
mod items;
mod listing;
mod name_filter;
mod records;
mod status;
mod status_add;
mod status_list;
mod status_write;
mod types;

pub(super) use status_write::FORCED_REQUIRED;

/// Every method, family by family.
pub(super) const FAMILIES: [&[ApiMethod]; 5] =
    [&status::METHODS, &records::METHODS, &items::METHODS, &categories::METHODS, &types::METHODS];

/// A method that needs the scope `crm` and CRM access.
const fn crm(name: &'static str, run: Run) -> ApiMethod {
    ApiMethod { name, scope: Some("crm"), run }
}
