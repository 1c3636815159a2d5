use serde_json::{Map, Value, json};

use crate::{
    php,
    portal::records::{
        field::{Field, Kind},
        layout::Layout,
        record::Record,
    },
};

/// Which fields of an item are printed, and as what.
pub(super) struct View {
    type_id: u64,
    layout: &'static Layout,
    columns: Vec<(&'static str, Option<&'static Field>)>,
}

impl View {
    pub(super) fn whole(type_id: u64, layout: &'static Layout) -> Self {
        let columns = layout.item_names().map(|name| (name, layout.item_field(name))).collect();
        Self { type_id, layout, columns }
    }

    /// The id always is among the fields.
    pub(super) fn selected(type_id: u64, layout: &'static Layout, select: &Value) -> Self {
        let selected: Vec<_> = php::entries(select).into_iter().map(|(_, name)| php::string(name)).collect();
        let whole = Self::whole(type_id, layout);
        if selected.is_empty() || selected.iter().any(|name| name == "*") {
            return whole;
        }
        let wanted: Vec<_> = selected.iter().filter_map(|name| layout.item_name(name)).collect();
        let is_wanted = |name: &str| name == "id" || wanted.contains(&name);
        let columns = whole.columns.into_iter().filter(|(name, _)| is_wanted(name)).collect();
        Self { columns, ..whole }
    }

    pub(super) fn print(&self, record: &Record) -> Value {
        let row = self.columns.iter().map(|(name, field)| {
            let value = match (*name, field) {
                ("entityTypeId", _) => json!(self.type_id),
                ("observers" | "contactIds" | "companyIds" | "fm", _) => json!([]),
                ("companyId" | "contactId", Some(field)) => {
                    json!(self.text(record, field).map_or(0, |text| php::int(&json!(text))))
                }
                (_, Some(field)) => self.value(record, field),
                (_, None) => Value::Null,
            };
            ((*name).to_owned(), value)
        });
        Value::Object(row.collect::<Map<_, _>>())
    }

    fn text(&self, record: &Record, field: &Field) -> Option<String> {
        record.value(self.layout, field).map(std::borrow::Cow::into_owned)
    }

    /// Numbers are numbers here; an amount without cents has no fraction, and an unknown date is null.
    fn value(&self, record: &Record, field: &Field) -> Value {
        let Some(text) = self.text(record, field) else { return Value::Null };
        match field.kind {
            Kind::Integer => json!(php::int(&json!(text))),
            Kind::Money => match text.strip_suffix(".00") {
                Some(whole) => json!(php::int(&json!(whole))),
                None => json!(php::number(&text)),
            },
            Kind::Time if text.is_empty() => Value::Null,
            Kind::Time | Kind::Text | Kind::Code | Kind::Flag => json!(text),
        }
    }
}
