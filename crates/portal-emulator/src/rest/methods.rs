//! The methods of the API, a module for each family.

use super::{
    answer::Answer,
    caller::Caller,
    dispatch::{ApiMethod, Run},
    error::RestError,
    params::Params,
};
use crate::portal::Portal;

mod application;
mod categories;
mod controller;
mod entity;
mod extra;
mod fields;
mod items;
mod listing;
mod name_filter;
mod placement;
mod placement_bind;
mod records;
mod status;
mod status_add;
mod status_list;
mod status_write;
mod system;
mod types;
mod user;
mod user_filter;

pub(super) use status_write::FORCED_REQUIRED;

/// Every method, family by family.
pub(super) const FAMILIES: [&[ApiMethod]; 9] = [
    &status::METHODS,
    &records::METHODS,
    &items::METHODS,
    &categories::METHODS,
    &types::METHODS,
    &placement::METHODS,
    &application::METHODS,
    &system::METHODS,
    &user::METHODS,
];

/// A method that needs the scope `crm` and CRM access.
const fn crm(name: &'static str, run: Run) -> ApiMethod {
    ApiMethod { name, scope: Some("crm"), run }
}

/// A method that needs no scope: every valid credential will do.
const fn open(name: &'static str, run: Run) -> ApiMethod {
    ApiMethod { name, scope: None, run }
}
