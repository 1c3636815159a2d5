//! Which records hold the values of a directory, and how they are asked for and changed (rest-behaviour §8).

use crate::call::Call;
use crate::form::Params;
use crate::json::Json;

/// The id of a record, unique among records of its kind.
pub type RecordId = u32;

/// A kind of record. The order of the variants is that of their words in `text::Texts::records`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Records {
    /// Leads.
    Leads,
    /// Deals.
    Deals,
    /// Contacts.
    Contacts,
    /// Companies.
    Companies,
    /// Quotes.
    Quotes,
    /// Invoices.
    Invoices,
    /// Items of the smart process of this number.
    Items(u32),
}

/// A field of records that holds values of a directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holder {
    /// Whose field it is.
    pub records: Records,
    /// Its name, as the methods of these records spell it.
    field: &'static str,
    /// The pipeline, if these are stages of one; 0 otherwise.
    category: u32,
}

/// The number that invoices have among smart processes.
const INVOICE: u32 = 31;

impl Records {
    /// Its number, where records of several kinds share their methods.
    fn entity_type(self) -> Option<u32> {
        match self {
            Self::Invoices => Some(INVOICE),
            Self::Items(number) => Some(number),
            _ => None,
        }
    }

    /// Its place in a list of words.
    #[must_use]
    pub fn index(self) -> usize {
        match self {
            Self::Leads => 0,
            Self::Deals => 1,
            Self::Contacts => 2,
            Self::Companies => 3,
            Self::Quotes => 4,
            Self::Invoices => 5,
            Self::Items(_) => 6,
        }
    }

    fn list_method(self) -> &'static str {
        match self {
            Self::Leads => "crm.lead.list",
            Self::Deals => "crm.deal.list",
            Self::Contacts => "crm.contact.list",
            Self::Companies => "crm.company.list",
            Self::Quotes => "crm.quote.list",
            Self::Invoices | Self::Items(_) => "crm.item.list",
        }
    }

    fn update_method(self) -> &'static str {
        match self {
            Self::Leads => "crm.lead.update",
            Self::Deals => "crm.deal.update",
            Self::Contacts => "crm.contact.update",
            Self::Companies => "crm.company.update",
            Self::Quotes => "crm.quote.update",
            Self::Invoices | Self::Items(_) => "crm.item.update",
        }
    }
}

impl Holder {
    /// The fields that hold values of a directory. None are known of a directory that is not known here: its values
    /// cannot be counted, which is not the same as a count of 0.
    #[must_use]
    pub fn of(entity: &str) -> Vec<Self> {
        use Records::{Companies, Contacts, Deals, Invoices, Items, Leads, Quotes};
        let in_pipeline = |records, field, category| vec![Self { records, field, category }];
        let all = |kinds: &[Records], field| -> Vec<Self> {
            kinds.iter().map(|records| Self { records: *records, field, category: 0 }).collect()
        };
        let number = |text: &str| text.parse().ok();
        match entity {
            "STATUS" => all(&[Leads], "STATUS_ID"),
            "DEAL_STAGE" => all(&[Deals], "STAGE_ID"),
            "QUOTE_STATUS" => all(&[Quotes], "STATUS_ID"),
            "SOURCE" => all(&[Leads, Deals, Contacts], "SOURCE_ID"),
            "HONORIFIC" => all(&[Leads, Contacts], "HONORIFIC"),
            "DEAL_TYPE" => all(&[Deals], "TYPE_ID"),
            "CONTACT_TYPE" => all(&[Contacts], "TYPE_ID"),
            "COMPANY_TYPE" => all(&[Companies], "COMPANY_TYPE"),
            "INDUSTRY" => all(&[Companies], "INDUSTRY"),
            "EMPLOYEES" => all(&[Companies], "EMPLOYEES"),
            _ => {
                let stages = entity
                    .strip_prefix("DEAL_STAGE_")
                    .and_then(|category| Some(in_pipeline(Deals, "STAGE_ID", number(category)?)))
                    .or_else(|| {
                        let category = entity.strip_prefix("SMART_INVOICE_STAGE_")?;
                        Some(in_pipeline(Invoices, "stageId", number(category)?))
                    })
                    .or_else(|| {
                        let (kind, category) = entity.strip_prefix("DYNAMIC_")?.split_once("_STAGE_")?;
                        Some(in_pipeline(Items(number(kind)?), "stageId", number(category)?))
                    });
                stages.unwrap_or_default()
            }
        }
    }

    /// Asks how many records have the value. None for a code that cannot be asked for: an empty one would count
    /// every record there is (rest-behaviour §8), and a batch rewrites one with a `$` (§10.20).
    #[must_use]
    pub fn count(&self, code: &str) -> Option<Call> {
        let filter = self.filter(code)?;
        Some(Call::new(
            self.records.list_method(),
            self.params().map("filter", filter).map("select", self.id_only()),
        ))
    }

    /// Asks for the first records that have the value and a higher id than `after`.
    #[must_use]
    pub fn page(&self, code: &str, after: RecordId) -> Option<Call> {
        let above = if self.is_item() { ">id" } else { ">ID" };
        let filter = self.filter(code)?.text(above, &after);
        let order = Params::new().text(self.id_name(), "ASC");
        let params = self.params().map("filter", filter).map("order", order).map("select", self.id_only());
        Some(Call::new(self.records.list_method(), params))
    }

    /// Gives a record another value.
    #[must_use]
    pub fn update(&self, record: RecordId, code: &str) -> Call {
        let fields = Params::new().text(self.field, code);
        Call::new(self.records.update_method(), self.params().text("id", &record).map("fields", fields))
    }

    /// The ids in the answer to [`Self::page`]; none if it is no list.
    #[must_use]
    pub fn ids(&self, answer: &Json) -> Option<Vec<RecordId>> {
        let list = if self.is_item() { answer.get("items") } else { answer };
        let (Json::List(_) | Json::Map(_)) = list else { return None };
        list.values().map(|row| row.get(self.id_name()).text().parse().ok()).collect()
    }

    /// The portal's own page with the records that have the value: its path and query.
    #[must_use]
    pub fn path(&self, code: &str) -> String {
        let list = match (self.records, self.category) {
            (Records::Leads, _) => "lead/list/".to_owned(),
            (Records::Deals, 0) => "deal/list/".to_owned(),
            (Records::Deals, category) => format!("deal/category/{category}/"),
            (Records::Contacts, _) => "contact/list/".to_owned(),
            (Records::Companies, _) => "company/list/".to_owned(),
            (Records::Quotes, _) => "quote/list/".to_owned(),
            (Records::Invoices, category) => format!("type/{INVOICE}/list/category/{category}/"),
            (Records::Items(number), category) => format!("type/{number}/list/category/{category}/"),
        };
        // The filter of a list spells its fields in capitals, whatever the methods do.
        let field = if self.is_item() { "STAGE_ID" } else { self.field };
        let value = Params::new().text("v", code).encode();
        format!("/crm/{list}?apply_filter=Y&{field}[]={}", &value["v=".len()..])
    }

    fn is_item(&self) -> bool {
        self.records.entity_type().is_some()
    }

    fn id_name(&self) -> &'static str {
        if self.is_item() { "id" } else { "ID" }
    }

    fn id_only(&self) -> Params {
        Params::new().text("0", self.id_name())
    }

    fn params(&self) -> Params {
        match self.records.entity_type() {
            Some(number) => Params::new().text("entityTypeId", &number),
            None => Params::new(),
        }
    }

    fn filter(&self, code: &str) -> Option<Params> {
        let askable = !code.is_empty() && !code.contains('$');
        askable.then(|| Params::new().text(self.field, code))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(entity: &str, code: &str) -> Vec<String> {
        let calls = Holder::of(entity).into_iter().filter_map(|holder| holder.count(code));
        calls.map(|call| format!("{}?{}", call.method, call.params.encode())).collect()
    }

    #[test]
    fn every_family_of_stages_has_its_records() {
        let one = |entity, code| count(entity, code).join(" ");
        assert_eq!(one("STATUS", "NEW"), "crm.lead.list?filter%5BSTATUS_ID%5D=NEW&select%5B0%5D=ID");
        assert_eq!(one("DEAL_STAGE", "NEW"), "crm.deal.list?filter%5BSTAGE_ID%5D=NEW&select%5B0%5D=ID");
        assert_eq!(
            one("DEAL_STAGE_5", "C5:NEW"),
            "crm.deal.list?filter%5BSTAGE_ID%5D=C5%3ANEW&select%5B0%5D=ID"
        );
        assert_eq!(one("QUOTE_STATUS", "SENT"), "crm.quote.list?filter%5BSTATUS_ID%5D=SENT&select%5B0%5D=ID");
        assert_eq!(
            one("SMART_INVOICE_STAGE_3", "DT31_3:N"),
            "crm.item.list?entityTypeId=31&filter%5BstageId%5D=DT31_3%3AN&select%5B0%5D=id"
        );
        assert_eq!(
            one("DYNAMIC_1038_STAGE_37", "DT1038_37:NEW"),
            "crm.item.list?entityTypeId=1038&filter%5BstageId%5D=DT1038_37%3ANEW&select%5B0%5D=id"
        );
    }

    #[test]
    fn a_plain_list_may_be_used_by_several_kinds_of_records() {
        let kinds = |entity| Holder::of(entity).iter().map(|holder| holder.records).collect::<Vec<_>>();
        assert_eq!(kinds("SOURCE"), [Records::Leads, Records::Deals, Records::Contacts]);
        assert_eq!(kinds("HONORIFIC"), [Records::Leads, Records::Contacts]);
        assert_eq!(kinds("INDUSTRY"), [Records::Companies]);
        for unknown in ["CALL_LIST", "DEAL_STAGE_x", "DYNAMIC_1_STAGE_", "EVENT_TYPE", ""] {
            assert!(kinds(unknown).is_empty(), "{unknown}");
        }
    }

    #[test]
    fn what_would_count_everything_is_not_asked() {
        assert!(count("DEAL_STAGE", "").is_empty());
        assert!(count("SOURCE", "$result[c0]").is_empty());
    }

    #[test]
    fn a_page_starts_behind_an_id_and_is_counted() {
        let deal = Holder::of("DEAL_STAGE")[0].page("NEW", 41).unwrap();
        assert_eq!(
            deal.params.encode(),
            "filter%5BSTAGE_ID%5D=NEW&filter%5B%3EID%5D=41&order%5BID%5D=ASC&select%5B0%5D=ID"
        );
        let item = Holder::of("SMART_INVOICE_STAGE_1")[0].page("DT31_1:N", 0).unwrap().params.encode();
        assert!(item.contains("filter%5B%3Eid%5D=0&order%5Bid%5D=ASC&select%5B0%5D=id"), "{item}");
        assert!(!item.contains("start"));
    }

    #[test]
    fn an_update_writes_one_field() {
        let call = Holder::of("SOURCE")[2].update(7, "WEB");
        assert_eq!(
            (call.method, &*call.params.encode()),
            ("crm.contact.update", "id=7&fields%5BSOURCE_ID%5D=WEB")
        );
        let call = Holder::of("DYNAMIC_140_STAGE_2")[0].update(9, "DT140_2:NEW");
        let said = call.params.encode();
        assert_eq!(
            (call.method, &*said),
            ("crm.item.update", "entityTypeId=140&id=9&fields%5BstageId%5D=DT140_2%3ANEW")
        );
    }

    #[test]
    fn ids_are_read_in_both_shapes() {
        let ids = |entity: &str, json: &str| Holder::of(entity)[0].ids(&Json::parse(json).unwrap());
        assert_eq!(ids("DEAL_STAGE", r#"[{"ID":"3"},{"ID":"5"}]"#), Some(vec![3, 5]));
        assert_eq!(ids("DYNAMIC_140_STAGE_2", r#"{"items":[{"id":3}]}"#), Some(vec![3]));
        assert_eq!(ids("DEAL_STAGE", "[]"), Some(Vec::new()));
        assert_eq!(ids("DEAL_STAGE", "false"), None);
        assert_eq!(ids("DEAL_STAGE", r#"[{"TITLE":"no id"}]"#), None);
    }

    #[test]
    fn the_portals_own_lists_are_filtered_by_the_value() {
        let path = |entity: &str, code: &str| Holder::of(entity)[0].path(code);
        assert_eq!(path("DEAL_STAGE", "NEW"), "/crm/deal/list/?apply_filter=Y&STAGE_ID[]=NEW");
        assert_eq!(
            path("DEAL_STAGE_5", "C5:NEW"),
            "/crm/deal/category/5/?apply_filter=Y&STAGE_ID[]=C5%3ANEW"
        );
        assert_eq!(path("QUOTE_STATUS", "SENT"), "/crm/quote/list/?apply_filter=Y&STATUS_ID[]=SENT");
        assert_eq!(
            path("DYNAMIC_1038_STAGE_37", "DT1038_37:NEW"),
            "/crm/type/1038/list/category/37/?apply_filter=Y&STAGE_ID[]=DT1038_37%3ANEW"
        );
        assert_eq!(path("INDUSTRY", "A&B"), "/crm/company/list/?apply_filter=Y&INDUSTRY[]=A%26B");
    }
}
