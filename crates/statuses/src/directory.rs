//! A directory: the list a status belongs to.

use crate::color::{Color, StoredColor};
use crate::status::{Group, Status};
use std::rc::Rc;

/// One CRM directory, as `crm.status.entity.types` describes it (rest-behaviour §2.8).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directory {
    /// `ENTITY_ID`, e.g. `DEAL_STAGE`.
    pub entity: Box<str>,
    /// The portal's name for it or, where that is known, the name of its pipeline, in the portal's language; empty
    /// if unknown.
    pub name: Box<str>,
    /// What its values are called and whether they have an order of success.
    pub kind: Kind,
    /// Which records it belongs to.
    pub family: Family,
    /// Number of the type of its records, e.g. 2 for deals; none for plain lists.
    pub entity_type: Option<u32>,
    /// Its pipeline; 0 is the first one of deals.
    pub category: Option<u32>,
    /// What the portal puts before its codes with a colon, e.g. `C5`; empty for most.
    pub prefix: Box<str>,
    /// Code of the stage where everything begins, if there is one.
    pub start: Option<Box<str>>,
    /// Code of the stage that means success, if there is one.
    pub success: Option<Box<str>>,
    /// Whether CRM uses it at present.
    pub enabled: bool,
    /// Its position among the pipelines of its type.
    pub sort: i64,
}

/// Which records a directory belongs to. The order of the variants is the order in which directories are offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Family {
    /// Leads.
    Leads,
    /// Deals, one directory for each pipeline.
    Deals,
    /// Quotes, which Bitrix24 also calls estimates.
    Quotes,
    /// Invoices, old and new.
    Invoices,
    /// A smart process, one directory for each pipeline.
    SmartProcess,
    /// None in particular: a plain list that fields take their values from.
    List,
}

/// What the values of a directory are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Stages of a pipeline: deals, leads, quotes, invoices, smart processes.
    Stages,
    /// Values of a plain list: sources, industries …
    Values,
}

/// Why a status cannot be offered for deletion (ux §6.3): every pipeline needs these two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keystone {
    /// New records begin here.
    Start,
    /// Won records end here.
    Success,
}

impl Directory {
    /// A directory known by its id alone, before the portal has described it.
    #[must_use]
    pub fn unnamed(entity: &str) -> Self {
        let number = |text: &str| text.parse::<u32>().ok();
        let staged = |prefix| entity.strip_prefix(prefix).and_then(number);
        let process = entity.strip_prefix("DYNAMIC_").and_then(|rest| rest.split_once("_STAGE_"));
        let process = process.and_then(|(owner, category)| Some((number(owner)?, number(category)?)));
        let kind = Kind::of(entity);
        let (family, entity_type, category) = match entity {
            "STATUS" => (Family::Leads, Some(1), None),
            "DEAL_STAGE" => (Family::Deals, Some(2), Some(0)),
            "QUOTE_STATUS" => (Family::Quotes, Some(7), None),
            "INVOICE_STATUS" => (Family::Invoices, Some(5), None),
            _ => match (staged("DEAL_STAGE_"), staged("SMART_INVOICE_STAGE_"), process) {
                (Some(category), ..) => (Family::Deals, Some(2), Some(category)),
                (_, Some(category), _) => (Family::Invoices, Some(31), Some(category)),
                (.., Some((owner, category))) => (Family::SmartProcess, Some(owner), Some(category)),
                _ if kind == Kind::Stages => (Family::SmartProcess, None, None),
                _ => (Family::List, None, None),
            },
        };
        let prefix = match (family, entity_type, category) {
            (Family::Deals, _, Some(category @ 1..)) => format!("C{category}"),
            (Family::Invoices | Family::SmartProcess, Some(owner), Some(category)) => {
                format!("DT{owner}_{category}")
            }
            _ => String::new(),
        };
        let (start, success) = match family {
            Family::Leads => ("NEW", "CONVERTED"),
            Family::Deals => ("NEW", "WON"),
            Family::Quotes => ("DRAFT", "APPROVED"),
            _ => ("", ""),
        };
        let code = |code: &str| (!code.is_empty()).then(|| Box::from(code));
        Self {
            entity: entity.into(),
            name: "".into(),
            kind,
            family,
            entity_type,
            category,
            prefix: prefix.into(),
            start: code(start),
            success: code(success),
            enabled: true,
            sort: 0,
        }
    }

    /// Puts a directory among others, in the order in which they are offered.
    pub fn insert(directories: &mut Vec<Rc<Self>>, directory: Rc<Self>) {
        // Not the sorting of the library: a few dozen are not worth its 3 KB (brotli).
        let at = directories.partition_point(|other| other.rank() <= directory.rank());
        directories.insert(at, directory);
    }

    fn rank(&self) -> (Family, bool, Option<u32>, i64, Option<u32>) {
        (self.family, !self.enabled, self.entity_type, self.sort, self.category)
    }

    /// The deal stages of the first pipeline, which every portal has.
    #[must_use]
    pub fn deals() -> Self {
        Self::unnamed("DEAL_STAGE")
    }

    /// Whether Bitrix24 keeps rows of this id that its own pages do not offer (rest-behaviour §10.35).
    #[must_use]
    pub fn is_hidden(entity: &str) -> bool {
        matches!(entity, "DEAL_STATE" | "EVENT_TYPE" | "INVOICE_STATUS")
    }

    /// What it is called: by its id as long as it has no name.
    #[must_use]
    pub fn title(&self) -> &str {
        if self.name.is_empty() { &self.entity } else { &self.name }
    }

    /// The colour in which the `nth` row of its group is shown; none if what is stored is no colour.
    #[must_use]
    pub fn shown_color(&self, status: &Status, nth: usize) -> Option<Color> {
        self.shown(&status.color, status.group, nth)
    }

    /// The same for a colour that the row may have.
    #[must_use]
    pub fn shown(&self, color: &StoredColor, group: Group, nth: usize) -> Option<Color> {
        match (color, self.kind) {
            (StoredColor::Default, Kind::Values) => Some(PLAIN),
            (color, _) => color.shown(group, nth),
        }
    }

    /// Whether the pipeline cannot do without this status, and as what.
    ///
    /// REST would delete it all the same (rest-behaviour §4), so the client has to refuse.
    #[must_use]
    pub fn keystone(&self, status: &Status) -> Option<Keystone> {
        let is = |code: &Option<Box<str>>| {
            code.as_deref().is_some_and(|code| code == &*status.code || code == status.short_code())
        };
        if status.group == Group::Success || is(&self.success) {
            Some(Keystone::Success)
        } else if is(&self.start) {
            Some(Keystone::Start)
        } else {
            None
        }
    }
}

/// What Bitrix24 draws for the values of a plain list, which have no colour in its own editor (ux §0).
const PLAIN: Color = Color::from_rgb(0xd3_eef9);

impl Kind {
    /// Told by the id: the three lists that always have stages, and everything of a pipeline.
    #[must_use]
    pub fn of(entity: &str) -> Self {
        let pipeline = matches!(entity, "STATUS" | "QUOTE_STATUS" | "INVOICE_STATUS")
            || entity == "DEAL_STAGE"
            || entity.starts_with("DEAL_STAGE_")
            || entity.contains("_STAGE_");
        if pipeline { Self::Stages } else { Self::Values }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::status::StatusId;

    fn stage(code: &str, group: Group) -> Status {
        Status {
            id: StatusId::new(1).unwrap(),
            entity: "DEAL_STAGE".into(),
            code: code.into(),
            name: "x".into(),
            name_init: "".into(),
            sort: 10,
            system: true,
            color: StoredColor::Default,
            group,
        }
    }

    #[test]
    fn start_and_success_are_keystones_with_and_without_a_prefix() {
        let deals = Directory::deals();
        for code in ["NEW", "C5:NEW"] {
            assert_eq!(deals.keystone(&stage(code, Group::InProgress)), Some(Keystone::Start));
        }
        assert_eq!(deals.keystone(&stage("DT1_2:DONE", Group::Success)), Some(Keystone::Success));
        assert_eq!(deals.keystone(&stage("LOSE", Group::Failed)), None);
        assert_eq!(deals.keystone(&stage("RENEW", Group::InProgress)), None);
    }

    #[test]
    fn a_directory_says_whose_it_is() {
        let of = |entity| {
            let directory = Directory::unnamed(entity);
            (directory.family, directory.entity_type, directory.category, directory.prefix)
        };
        assert_eq!(of("STATUS"), (Family::Leads, Some(1), None, "".into()));
        assert_eq!(of("DEAL_STAGE"), (Family::Deals, Some(2), Some(0), "".into()));
        assert_eq!(of("DEAL_STAGE_5"), (Family::Deals, Some(2), Some(5), "C5".into()));
        assert_eq!(of("QUOTE_STATUS"), (Family::Quotes, Some(7), None, "".into()));
        assert_eq!(of("SMART_INVOICE_STAGE_3"), (Family::Invoices, Some(31), Some(3), "DT31_3".into()));
        assert_eq!(
            of("DYNAMIC_1038_STAGE_37"),
            (Family::SmartProcess, Some(1038), Some(37), "DT1038_37".into())
        );
        assert_eq!(of("SMART_DOCUMENT_STAGE_1"), (Family::SmartProcess, None, None, "".into()));
        assert_eq!(of("SOURCE"), (Family::List, None, None, "".into()));
    }

    #[test]
    fn pipelines_are_told_from_plain_lists() {
        for entity in [
            "STATUS",
            "QUOTE_STATUS",
            "DEAL_STAGE",
            "DEAL_STAGE_5",
            "DYNAMIC_1038_STAGE_37",
            "SMART_INVOICE_STAGE_3",
        ] {
            assert_eq!(Kind::of(entity), Kind::Stages, "{entity}");
        }
        for entity in ["SOURCE", "INDUSTRY", "DEAL_TYPE", "DEAL_STATE", "HONORIFIC"] {
            assert_eq!(Kind::of(entity), Kind::Values, "{entity}");
        }
    }
}
