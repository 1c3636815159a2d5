//! A directory: the list a status belongs to.

use crate::color::{Color, StoredColor};
use crate::status::{Group, Status};

/// One CRM directory, as `crm.status.entity.types` describes it (rest-behaviour §2.8).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directory {
    /// `ENTITY_ID`, e.g. `DEAL_STAGE`.
    pub entity: Box<str>,
    /// The portal's name for it, in the portal's language; empty if unknown.
    pub name: Box<str>,
    /// What its values are called and whether they have an order of success.
    pub kind: Kind,
    /// Code of the stage where everything begins, if there is one.
    pub start: Option<Box<str>>,
    /// Code of the stage that means success, if there is one.
    pub success: Option<Box<str>>,
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
        Self { entity: entity.into(), name: "".into(), kind: Kind::of(entity), start: None, success: None }
    }

    /// The deal stages of the first pipeline, which every portal has.
    #[must_use]
    pub fn deals() -> Self {
        Self { start: Some("NEW".into()), success: Some("WON".into()), ..Self::unnamed("DEAL_STAGE") }
    }

    /// The description, with what it leaves open taken from an older one.
    #[must_use]
    pub fn completed_by(mut self, older: &Self) -> Self {
        if self.name.is_empty() {
            self.name.clone_from(&older.name);
        }
        self.start = self.start.or_else(|| older.start.clone());
        self.success = self.success.or_else(|| older.success.clone());
        self
    }

    /// What it is called: by its id as long as it has no name.
    #[must_use]
    pub fn title(&self) -> &str {
        if self.name.is_empty() { &self.entity } else { &self.name }
    }

    /// The colour in which the `nth` row of its group is shown; none if what is stored is no colour.
    #[must_use]
    pub fn shown_color(&self, status: &Status, nth: usize) -> Option<Color> {
        match (&status.color, self.kind) {
            (StoredColor::Default, Kind::Values) => Some(PLAIN),
            (color, _) => color.shown(status.group, nth),
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
