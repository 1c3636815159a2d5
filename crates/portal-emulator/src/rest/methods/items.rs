use serde_json::{Map, Value, json};

use super::{Answer, ApiMethod, Caller, Params, Portal, RestError, crm};
use crate::{
    php,
    portal::items::{DEAL, Item, LEAD, QUOTE},
};

/// What counts the items of a stage (rest-behaviour §8).
pub(super) const METHODS: [ApiMethod; 5] = [
    crm("crm.deal.list", deals),
    crm("crm.lead.list", leads),
    crm("crm.quote.list", quotes),
    crm("crm.item.list", items),
    crm("crm.category.list", categories),
];

const PAGE: usize = 50;

/// How a type of items is printed and filtered.
struct Shape {
    id: &'static str,
    title: &'static str,
    stage: &'static str,
    category: &'static str,
    /// Numbers as strings, as the older methods print them.
    quoted: bool,
}

const DEALS: Shape =
    Shape { id: "ID", title: "TITLE", stage: "STAGE_ID", category: "CATEGORY_ID", quoted: true };
const LEADS: Shape = Shape { stage: "STATUS_ID", ..DEALS };
const ITEMS: Shape =
    Shape { id: "id", title: "title", stage: "stageId", category: "categoryId", quoted: false };

/// `crm.deal.list` (rest-behaviour §8).
pub(super) fn deals(portal: &mut Portal, _: &Caller, params: &Params) -> Result<Answer, RestError> {
    DEALS.list(portal, DEAL, params)
}

/// `crm.lead.list` (rest-behaviour §8).
pub(super) fn leads(portal: &mut Portal, _: &Caller, params: &Params) -> Result<Answer, RestError> {
    LEADS.list(portal, LEAD, params)
}

/// `crm.quote.list` (rest-behaviour §8).
pub(super) fn quotes(portal: &mut Portal, _: &Caller, params: &Params) -> Result<Answer, RestError> {
    LEADS.list(portal, QUOTE, params)
}

/// `crm.item.list`: the rows are in `items` (rest-behaviour §8).
pub(super) fn items(portal: &mut Portal, _: &Caller, params: &Params) -> Result<Answer, RestError> {
    let type_id = params.get("entityTypeId").map_or(0, php::int);
    let type_id = u64::try_from(type_id).unwrap_or(0);
    let answer = ITEMS.list(portal, type_id, params)?;
    Ok(Answer { result: json!({"items": answer.result}), ..answer })
}

/// `crm.category.list`, for deals (rest-behaviour §8).
#[expect(clippy::unnecessary_wraps, reason = "methods have one signature")]
pub(super) fn categories(portal: &mut Portal, _: &Caller, params: &Params) -> Result<Answer, RestError> {
    let type_id = params.get("entityTypeId").map_or(0, php::int);
    let categories: Vec<_> = portal
        .pipelines
        .iter()
        .filter(|_| type_id == 2)
        .map(|pipeline| {
            json!({
                "id": pipeline.id,
                "name": pipeline.name,
                "sort": pipeline.sort,
                "entityTypeId": 2,
                "isDefault": if pipeline.id == 0 { "Y" } else { "N" },
            })
        })
        .collect();
    let total = Some(categories.len() as u64);
    Ok(Answer { result: json!({"categories": categories}), next: None, total })
}

impl Shape {
    /// A page of 50, counted unless it starts at -1.
    fn list(&self, portal: &Portal, type_id: u64, params: &Params) -> Result<Answer, RestError> {
        let filter = params.array("filter")?;
        let select = params.array("select")?;
        let order = params.array("order")?;
        let mut found: Vec<_> =
            portal.items.of_type(type_id).filter(|item| self.admits(item, &filter)).collect();
        let descending = |(key, way): &(String, &Value)| {
            key.eq_ignore_ascii_case("id") && php::string(way).eq_ignore_ascii_case("desc")
        };
        if php::entries(&order).iter().any(descending) {
            found.reverse();
        }
        let start = usize::try_from(params.start).unwrap_or(0);
        let page = found.iter().skip(start).take(PAGE).map(|item| self.print(item, &select)).collect();
        let uncounted = params.start == -1;
        let next = (!uncounted && found.len() > start + PAGE).then(|| params.start.max(0) + 50);
        let total = if uncounted { 0 } else { found.len() as u64 };
        Ok(Answer { result: Value::Array(page), next, total: Some(total) })
    }

    /// Conditions on other fields, and those without a value, are none.
    fn admits(&self, item: &Item, filter: &Value) -> bool {
        php::entries(filter).into_iter().all(|(key, wanted)| {
            let name = key.trim_start_matches(['=', '@', '!', '%']);
            let wanted: Vec<_> = if php::is_array(wanted) {
                php::entries(wanted).into_iter().map(|(_, value)| php::string(value)).collect()
            } else {
                Some(php::string(wanted)).into_iter().filter(|text| !text.is_empty()).collect()
            };
            let Some(value) = self.column(item, name).filter(|_| !wanted.is_empty()) else { return true };
            wanted.contains(&php::string(&value)) != key.starts_with('!')
        })
    }

    fn column(&self, item: &Item, name: &str) -> Option<Value> {
        let number = |number: u64| if self.quoted { json!(number.to_string()) } else { json!(number) };
        match name {
            _ if name == self.id => Some(number(item.id)),
            _ if name == self.title => Some(json!(format!("Item {}", item.id))),
            _ if name == self.stage => Some(json!(item.stage)),
            _ if name == self.category => Some(number(item.category())),
            _ => None,
        }
    }

    fn print(&self, item: &Item, select: &Value) -> Value {
        let selected: Vec<_> = php::entries(select).into_iter().map(|(_, name)| php::string(name)).collect();
        let everything = selected.is_empty() || selected.iter().any(|name| name == "*");
        let columns = [self.id, self.title, self.stage, self.category];
        let row: Map<_, _> = columns
            .into_iter()
            .filter(|name| everything || *name == self.id || selected.iter().any(|wanted| wanted == name))
            .filter_map(|name| Some((name.to_owned(), self.column(item, name)?)))
            .collect();
        Value::Object(row)
    }
}
