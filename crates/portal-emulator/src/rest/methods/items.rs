use serde_json::{Value, json};

use super::{
    Answer, ApiMethod, Caller, Params, Portal, RestError, controller, crm,
    listing::{
        Listing,
        condition::{Condition, field_name},
        descends,
    },
};
use crate::{
    php,
    portal::records::{field::Field, layout::Layout, record::Record},
};

mod update;
mod view;

use view::View;

/// `crm.item.*`: all types of records under one name, with real numbers (rest-behaviour §8; the documentation's pages
/// under “universal”).
pub(super) const METHODS: [ApiMethod; 3] =
    [crm("crm.item.list", list), crm("crm.item.get", get), crm("crm.item.update", update::update)];

/// The rows are in `items`. Unlike the older methods, this refuses fields that it does not know.
fn list(portal: &mut Portal, _: &Caller, params: &Params) -> Result<Answer, RestError> {
    let (type_id, layout) = controller::known_type(portal, params)?;
    let select = controller::array(params, "select")?;
    let order = controller::array(params, "order")?;
    let filter = controller::array(params, "filter")?;
    let listing = Listing {
        type_id,
        layout,
        conditions: conditions(layout, &filter)?,
        order: directions(layout, &order)?,
        start: params.start,
    };
    let view = View::selected(type_id, layout, &select);
    let answer = listing.answer(portal, |record| view.print(record));
    Ok(Answer { result: json!({"items": answer.result}), ..answer })
}

fn conditions(
    layout: &'static Layout,
    filter: &Value,
) -> Result<Vec<(&'static Field, Condition)>, RestError> {
    let mut conditions = Vec::new();
    for (key, value) in php::entries(filter) {
        let name = field_name(&key);
        if layout.item_name(name).is_none() {
            let text = format!("Invalid filter: field '{name}' is not allowed in filter");
            return Err(controller::invalid(text));
        }
        let condition = layout
            .item_field(name)
            .and_then(|field| Some((field, Condition::parse(&key, value, Some(field))?)));
        conditions.extend(condition);
    }
    Ok(conditions)
}

fn directions(layout: &'static Layout, order: &Value) -> Result<Vec<(&'static Field, bool)>, RestError> {
    let mut directions = Vec::new();
    for (name, way) in php::entries(order) {
        if layout.item_name(&name).is_none() {
            let text = format!("Invalid order: field '{name}' is not allowed in order");
            return Err(controller::invalid(text));
        }
        let way_name = php::string(way);
        if !way_name.eq_ignore_ascii_case("asc") && !way_name.eq_ignore_ascii_case("desc") {
            let text = format!(
                "Invalid order: allowed sort directions are ASC, DESC. But got '{way_name}' for field '{name}'"
            );
            return Err(controller::invalid(text));
        }
        directions.extend(layout.item_field(&name).map(|field| (field, descends(way))));
    }
    Ok(directions)
}

fn get(portal: &mut Portal, _: &Caller, params: &Params) -> Result<Answer, RestError> {
    let id = controller::integer(params, "id")?;
    let (type_id, layout) = controller::known_type(portal, params)?;
    let record = find(portal, type_id, id)?;
    if record.hidden {
        return Err(controller::denied("You do not have permission to view this item"));
    }
    Ok(Answer::plain(json!({"item": View::whole(type_id, layout).print(record)})))
}

fn find(portal: &Portal, type_id: u64, id: u64) -> Result<&Record, RestError> {
    portal.records.find(type_id, id).ok_or(controller::not_found("Element not found"))
}
