use serde_json::{Map, Value, json};

use super::{
    Answer, ApiMethod, Caller, Params, Portal, RestError, crm,
    listing::{
        Listing,
        condition::{Condition, field_name},
        descends,
    },
};
use crate::{
    php,
    portal::records::{
        COMPANY, CONTACT, DEAL, LEAD, QUOTE, change::Change, field::Origin, layout::Layout, record::Record,
    },
};

/// The older methods of records: upper-case names, all values texts (rest-behaviour §8; the documentation's pages on
/// leads, deals, estimates, contacts and companies).
pub(super) const METHODS: [ApiMethod; 15] = [
    crm("crm.lead.list", list::<LEAD>),
    crm("crm.lead.get", get::<LEAD>),
    crm("crm.lead.update", update::<LEAD>),
    crm("crm.deal.list", list::<DEAL>),
    crm("crm.deal.get", get::<DEAL>),
    crm("crm.deal.update", update::<DEAL>),
    crm("crm.quote.list", list::<QUOTE>),
    crm("crm.quote.get", get::<QUOTE>),
    crm("crm.quote.update", update::<QUOTE>),
    crm("crm.contact.list", list::<CONTACT>),
    crm("crm.contact.get", get::<CONTACT>),
    crm("crm.contact.update", update::<CONTACT>),
    crm("crm.company.list", list::<COMPANY>),
    crm("crm.company.get", get::<COMPANY>),
    crm("crm.company.update", update::<COMPANY>),
];

const NOT_FOUND: RestError = RestError::refused("Not found");

fn layout<const TYPE: u64>() -> Result<&'static Layout, RestError> {
    Layout::of(TYPE).ok_or(RestError::refused("Failed to get list. General error."))
}

/// Unknown fields in filter, order and select are dropped; a `select` that is no array asks for everything
/// (`CCrmRestProxyBase::getList` of bitrix24-core-corp @00b2f78d).
fn list<const TYPE: u64>(portal: &mut Portal, _: &Caller, params: &Params) -> Result<Answer, RestError> {
    let layout = layout::<TYPE>()?;
    let order = params.array("order")?;
    let filter = params.array("filter")?;
    let conditions = php::entries(&filter).into_iter().filter_map(|(key, value)| {
        let field = layout.field(field_name(&key))?;
        Some((field, Condition::parse(&key, value, Some(field))?.compare_codes(field)))
    });
    let order = php::entries(&order)
        .into_iter()
        .filter_map(|(name, way)| Some((layout.field(&name.to_uppercase())?, descends(way))));
    let listing = Listing {
        type_id: TYPE,
        layout,
        conditions: conditions.collect(),
        order: order.collect(),
        start: params.start,
    };
    let columns = columns(layout, &params.any_spelling("select"));
    Ok(listing.answer(portal, |record| print(layout, record, &columns)))
}

/// The fields to print, in the order in which they were asked for; the id always is among them.
fn columns(layout: &'static Layout, select: &Value) -> Vec<&'static str> {
    let selected: Vec<_> = php::entries(select).into_iter().map(|(_, name)| php::string(name)).collect();
    if selected.is_empty() || selected.iter().any(|name| name == "*") {
        return layout.fields.iter().map(|field| field.name).collect();
    }
    let mut columns: Vec<_> =
        selected.iter().filter_map(|name| layout.field(name)).map(|field| field.name).collect();
    if !columns.contains(&"ID") {
        columns.push("ID");
    }
    columns
}

fn print(layout: &'static Layout, record: &Record, columns: &[&str]) -> Value {
    let fields = columns.iter().filter_map(|name| layout.field(name));
    let row = fields.map(|field| (field.name.to_owned(), json!(record.value(layout, field))));
    Value::Object(row.collect::<Map<_, _>>())
}

fn get<const TYPE: u64>(portal: &mut Portal, _: &Caller, params: &Params) -> Result<Answer, RestError> {
    let layout = layout::<TYPE>()?;
    let record = portal.records.find(TYPE, params.id()?).ok_or(NOT_FOUND)?;
    if record.hidden {
        return Err(RestError::ACCESS_DENIED);
    }
    Ok(Answer::plain(print(layout, record, &columns(layout, &Value::Null))))
}

/// The checks are in the order of `CCrmRestProxyBase`: arrays, id, right, existence. A deal stays in its pipeline
/// whatever the fields say (`CCrmDeal::Update` drops `CATEGORY_ID`).
fn update<const TYPE: u64>(
    portal: &mut Portal,
    caller: &Caller,
    params: &Params,
) -> Result<Answer, RestError> {
    let layout = layout::<TYPE>()?;
    let fields = params.array("fields")?;
    params.array("params")?;
    let id = params.id()?;
    if portal.records.find(TYPE, id).ok_or(NOT_FOUND)?.hidden {
        return Err(RestError::ACCESS_DENIED);
    }
    let given = php::entries(&fields);
    let known = given.iter().filter_map(|(name, value)| Some((layout.field(name)?, *value)));
    let change = Change::read(known.filter(|(field, _)| field.origin != Origin::Category));
    portal.change(TYPE, id, change, caller.user);
    Ok(Answer::plain(json!(true)))
}
