use serde_json::Value;

use super::{Params, Portal, RestError};
use crate::{
    php,
    portal::records::{COMPANY, CONTACT, DEAL, LEAD, QUOTE, SMART_INVOICE, layout::Layout},
};

/// What the newer methods refuse with: they name a code (the documentation's tables of errors).
pub(super) fn not_found(text: &'static str) -> RestError {
    RestError::coded("NOT_FOUND", text)
}

/// No right to do it.
pub(super) fn denied(text: &'static str) -> RestError {
    RestError::coded("ACCESS_DENIED", text)
}

/// An argument whose value is of no use.
pub(super) fn invalid(text: String) -> RestError {
    RestError::coded("INVALID_ARG_VALUE", text)
}

/// A whole number that the method needs; its name has one spelling (inferred from the controllers' signatures,
/// `getAction(int $id, int $entityTypeId)`).
pub(super) fn integer(params: &Params, name: &str) -> Result<u64, RestError> {
    let Some(value) = params.get(name) else {
        return Err(missing(name));
    };
    let text = php::string(value);
    let is_number = !php::is_array(value) && !text.is_empty() && text.parse::<i64>().is_ok();
    if !is_number {
        return Err(mismatch(name, &text, "int"));
    }
    Ok(u64::try_from(php::int(value)).unwrap_or(0))
}

/// An array that the method may get.
pub(super) fn array(params: &Params, name: &str) -> Result<Value, RestError> {
    match params.get(name) {
        None => Ok(Value::Null),
        Some(value) if php::is_array(value) => Ok(value.clone()),
        Some(value) => Err(mismatch(name, &php::string(value), "array")),
    }
}

/// An array that the method needs.
pub(super) fn required_array(params: &Params, name: &str) -> Result<Value, RestError> {
    match array(params, name)? {
        Value::Null => Err(missing(name)),
        given => Ok(given),
    }
}

fn missing(name: &str) -> RestError {
    RestError::coded("100", format!("Could not find value for parameter {{{name}}}"))
}

fn mismatch(name: &str, value: &str, kind: &str) -> RestError {
    let text = format!(
        "Invalid value {{{value}}} to match with parameter {{{name}}}. Should be value of type {kind}."
    );
    RestError::coded("100", text)
}

/// The type of records that `entityTypeId` names, if the portal has it.
pub(super) fn known_type(portal: &Portal, params: &Params) -> Result<(u64, &'static Layout), RestError> {
    let type_id = integer(params, "entityTypeId")?;
    let known = matches!(type_id, LEAD | DEAL | CONTACT | COMPANY | QUOTE | SMART_INVOICE)
        || portal.has_smart_type(type_id);
    let layout = Layout::of(type_id).filter(|_| known).ok_or(not_found("SPA not found"))?;
    Ok((type_id, layout))
}
