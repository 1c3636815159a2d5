//! Which directory is shown first.

use crate::directory::{Directory, Family, Kind};
use std::rc::Rc;

/// Where the widget was opened, as far as it says which directory is meant. No placement names a pipeline
/// (frame-protocol §8).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opening {
    /// Upper-case placement code.
    pub placement: Box<str>,
    /// Path of the portal's page around the widget; empty if unknown.
    pub uri: Box<str>,
    /// The directory that the user had open last; empty if unknown.
    pub last: Box<str>,
}

impl Opening {
    /// The directory to show: the one of the placement, else the one last used, else the deals, where most portals
    /// do their work, else whatever has stages.
    #[must_use]
    pub fn choose(&self, directories: &[Rc<Directory>]) -> Option<Rc<Directory>> {
        let last = |it: &&Rc<Directory>| *it.entity == *self.last;
        let owner = self.owner();
        let fits = |it: &&Rc<Directory>| owner.is_some() && it.entity_type == owner;
        let here = category(&self.uri).filter(|_| owner.is_some());
        let of = |found: &dyn Fn(&&Rc<Directory>) -> bool| directories.iter().find(found).cloned();
        of(&|it| fits(it) && here.is_some() && it.category == here)
            .or_else(|| of(&|it| fits(it) && last(it)))
            .or_else(|| of(&|it| fits(it)))
            .or_else(|| of(&|it| last(it)))
            .or_else(|| of(&|it| it.family == Family::Deals))
            .or_else(|| of(&|it| it.kind == Kind::Stages))
            .or_else(|| directories.first().cloned())
    }

    /// The type of records that the placement belongs to.
    fn owner(&self) -> Option<u32> {
        let rest = self.placement.strip_prefix("CRM_")?;
        match rest.split('_').next()? {
            "FUNNELS" | "DEAL" => Some(2),
            "LEAD" => Some(1),
            "QUOTE" => Some(7),
            "SMART" if rest.starts_with("SMART_INVOICE_") => Some(31),
            "DYNAMIC" => rest.split('_').nth(1)?.parse().ok(),
            _ => None,
        }
    }
}

/// The pipeline in a path such as `/crm/deal/kanban/category/5/`.
fn category(uri: &str) -> Option<u32> {
    let (_, rest) = uri.split_once("/category/")?;
    rest.split(['/', '?', '#', '&']).next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(placement: &str, uri: &str, last: &str) -> String {
        let entities = [
            "STATUS",
            "DEAL_STAGE",
            "DEAL_STAGE_5",
            "QUOTE_STATUS",
            "SMART_INVOICE_STAGE_3",
            "DYNAMIC_128_STAGE_9",
            "DYNAMIC_130_STAGE_11",
            "DYNAMIC_130_STAGE_12",
            "SOURCE",
        ];
        let directories: Vec<_> = entities.iter().map(|it| Rc::new(Directory::unnamed(it))).collect();
        let opening = Opening { placement: placement.into(), uri: uri.into(), last: last.into() };
        opening.choose(&directories).unwrap().entity.to_string()
    }

    #[test]
    fn a_placement_opens_what_it_belongs_to() {
        for (placement, entity) in [
            ("CRM_FUNNELS_TOOLBAR", "DEAL_STAGE"),
            ("CRM_DEAL_LIST_TOOLBAR", "DEAL_STAGE"),
            ("CRM_LEAD_LIST_TOOLBAR", "STATUS"),
            ("CRM_QUOTE_LIST_TOOLBAR", "QUOTE_STATUS"),
            ("CRM_SMART_INVOICE_FUNNELS_TOOLBAR", "SMART_INVOICE_STAGE_3"),
            ("CRM_SMART_INVOICE_LIST_TOOLBAR", "SMART_INVOICE_STAGE_3"),
            ("CRM_DYNAMIC_130_FUNNELS_TOOLBAR", "DYNAMIC_130_STAGE_11"),
            ("CRM_DYNAMIC_130_LIST_TOOLBAR", "DYNAMIC_130_STAGE_11"),
        ] {
            assert_eq!(chosen(placement, "", ""), entity, "{placement}");
            assert_eq!(chosen(placement, "", "SOURCE"), entity, "{placement} whatever was open last");
        }
    }

    #[test]
    fn the_pipeline_is_the_one_of_the_page_or_the_one_last_used() {
        let funnels = "CRM_FUNNELS_TOOLBAR";
        assert_eq!(chosen(funnels, "/crm/deal/kanban/category/5/", ""), "DEAL_STAGE_5");
        assert_eq!(chosen(funnels, "/crm/deal/kanban/category/5/", "DEAL_STAGE"), "DEAL_STAGE_5");
        assert_eq!(chosen(funnels, "/crm/deal/kanban/", "DEAL_STAGE_5"), "DEAL_STAGE_5");
        assert_eq!(chosen(funnels, "/crm/deal/kanban/category/77/", ""), "DEAL_STAGE");
        let smart = "CRM_DYNAMIC_130_FUNNELS_TOOLBAR";
        assert_eq!(chosen(smart, "/crm/type/130/kanban/category/12/?x=1", ""), "DYNAMIC_130_STAGE_12");
    }

    #[test]
    fn elsewhere_the_directory_last_used_opens_and_else_the_deals() {
        for placement in ["DEFAULT", "LEFT_MENU", "", "CRM_ANALYTICS_TOOLBAR", "CRM_DYNAMIC_X", "CRM_"] {
            assert_eq!(chosen(placement, "/crm/lead/category/5/", "SOURCE"), "SOURCE", "{placement}");
            assert_eq!(chosen(placement, "", "GONE"), "DEAL_STAGE", "{placement}");
        }
        assert_eq!(chosen("CRM_DYNAMIC_999_FUNNELS_TOOLBAR", "", ""), "DEAL_STAGE", "a type that is gone");
    }

    #[test]
    fn without_deals_anything_with_stages_and_without_any_the_first_list() {
        let of = |entities: &[&str]| {
            let all: Vec<_> = entities.iter().map(|it| Rc::new(Directory::unnamed(it))).collect();
            Opening::default().choose(&all).map(|it| it.entity.to_string())
        };
        assert_eq!(of(&["SOURCE", "STATUS"]).as_deref(), Some("STATUS"));
        assert_eq!(of(&["SOURCE", "INDUSTRY"]).as_deref(), Some("SOURCE"));
        assert_eq!(of(&[]), None);
    }
}
