//! The fields of each type, in full. Types have groups of fields in common (UTM, an address, who and when), but in
//! other places of the row and with other gaps. A list of shared groups would have to be joined by a constant
//! function, would be no shorter, and could no longer be held against a sample line by line.

use super::{
    COMPANY, CONTACT, DEAL, LEAD, QUOTE, SMART_INVOICE,
    field::{Field, Origin},
    is_dynamic,
};

mod company;
mod contact;
mod deal;
mod item;
mod lead;
mod quote;

/// How the records of a type are built. The fields and their order are those of the samples in the documentation
/// (`crm.lead.get` and its like, `crm.item.get`, “CRM object fields”).
#[derive(Debug)]
pub(crate) struct Layout {
    /// What an untitled record is called, before its number.
    pub(crate) noun: &'static str,
    pub(crate) fields: &'static [Field],
    view: &'static str,
}

const fn layout(noun: &'static str, fields: &'static [Field], view: &'static str) -> Layout {
    Layout { noun, fields, view }
}

static LEADS: Layout = layout("Lead", lead::FIELDS, lead::VIEW);
static DEALS: Layout = layout("Deal", deal::FIELDS, deal::VIEW);
static CONTACTS: Layout = layout("Contact", contact::FIELDS, contact::VIEW);
static COMPANIES: Layout = layout("Company", company::FIELDS, company::VIEW);
static QUOTES: Layout = layout("Estimate", quote::FIELDS, quote::VIEW);
static INVOICES: Layout = layout("Invoice", item::FIELDS, item::INVOICE_VIEW);
static ITEMS: Layout = layout("Item", item::FIELDS, item::VIEW);

impl Layout {
    /// The layout of a type; old invoices have none, they only occupy stages.
    pub(crate) fn of(type_id: u64) -> Option<&'static Self> {
        match type_id {
            LEAD => Some(&LEADS),
            DEAL => Some(&DEALS),
            CONTACT => Some(&CONTACTS),
            COMPANY => Some(&COMPANIES),
            QUOTE => Some(&QUOTES),
            SMART_INVOICE => Some(&INVOICES),
            _ if is_dynamic(type_id) => Some(&ITEMS),
            _ => None,
        }
    }

    /// A field by its name in the older methods.
    pub(crate) fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// A field by its name in `crm.item.*`, which may be written as `stageId` or as `STAGE_ID`.
    pub(crate) fn item_field(&self, name: &str) -> Option<&'static Field> {
        let name = upper(name);
        let by_origin = |origin| self.fields.iter().find(|field| field.origin == origin);
        match name.as_str() {
            "STAGE_ID" => by_origin(Origin::Stage),
            "STAGE_SEMANTIC_ID" => by_origin(Origin::Semantics),
            "CREATED_TIME" => self.field("DATE_CREATE"),
            "UPDATED_TIME" => self.field("DATE_MODIFY"),
            "CREATED_BY" => self.field("CREATED_BY_ID"),
            "UPDATED_BY" => self.field("MODIFY_BY_ID"),
            "MOVED_BY" => self.field("MOVED_BY_ID"),
            "TYPE_ID" => self.field("TYPE_ID").or_else(|| self.field("COMPANY_TYPE")),
            name => self.field(name),
        }
    }

    /// The names of `crm.item.*` in its order.
    pub(crate) fn item_names(&self) -> impl Iterator<Item = &'static str> {
        self.view.split_whitespace()
    }

    /// The name of `crm.item.*` that is meant by `stageId` or `STAGE_ID`.
    pub(crate) fn item_name(&self, name: &str) -> Option<&'static str> {
        let wanted = upper(name);
        self.item_names().find(|known| upper(known) == wanted)
    }
}

/// `stageId` as `STAGE_ID`; a name in upper case stays.
fn upper(name: &str) -> String {
    if !name.contains(|letter: char| letter.is_ascii_lowercase()) {
        return name.to_owned();
    }
    let mut upper = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() {
            upper.push('_');
        }
        upper.push(letter.to_ascii_uppercase());
    }
    upper
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn item_names_lead_to_fields() {
        let name = |type_id, name| Layout::of(type_id).unwrap().item_field(name).map(|field| field.name);
        assert_eq!(name(LEAD, "stageId"), Some("STATUS_ID"));
        assert_eq!(name(LEAD, "STAGE_ID"), Some("STATUS_ID"));
        assert_eq!(name(DEAL, "stageSemanticId"), Some("STAGE_SEMANTIC_ID"));
        assert_eq!(name(COMPANY, "typeId"), Some("COMPANY_TYPE"));
        assert_eq!(name(1038, "createdTime"), Some("DATE_CREATE"));
        assert_eq!(name(DEAL, "searchContent"), None);
        assert_eq!(Layout::of(DEAL).unwrap().item_name("UTM_SOURCE"), Some("utmSource"));
    }

    #[test]
    fn no_layout_has_a_field_twice() {
        for type_id in [LEAD, DEAL, CONTACT, COMPANY, QUOTE, SMART_INVOICE, 1038] {
            let layout = Layout::of(type_id).unwrap();
            let mut names: Vec<_> = layout.fields.iter().map(|field| field.name).collect();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), layout.fields.len(), "{type_id}");
        }
        assert!(Layout::of(5).is_none());
    }
}
