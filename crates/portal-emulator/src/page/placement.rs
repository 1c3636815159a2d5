//! Where the application is opened (frame-protocol §8).

mod entity;

pub(super) use entity::Entity;

/// The item that a card or a row of a list stands for.
pub(super) const ITEM_ID: &str = "8061";

/// A place of the portal, as its code names it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Placement {
    /// The application's own page.
    #[default]
    Default,
    /// An entry of the main menu.
    LeftMenu,
    /// A button in the header of the pipelines of an item type.
    Funnels(Entity),
    /// A place in the list or in the card of an item type.
    Crm(Entity, Spot),
}

/// A place in a list or in a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spot {
    ListToolbar,
    ListMenu,
    DetailTab,
    DetailToolbar,
    DetailActivity,
}

impl Spot {
    const ALL: [(Self, &'static str); 5] = [
        (Self::ListToolbar, "LIST_TOOLBAR"),
        (Self::ListMenu, "LIST_MENU"),
        (Self::DetailTab, "DETAIL_TAB"),
        (Self::DetailToolbar, "DETAIL_TOOLBAR"),
        (Self::DetailActivity, "DETAIL_ACTIVITY"),
    ];

    fn code(self) -> &'static str {
        Self::ALL.iter().find(|(spot, _)| *spot == self).map_or("", |(_, code)| code)
    }
}

const FUNNELS: &str = "FUNNELS_TOOLBAR";

impl Placement {
    /// What the page's bar offers; the address takes every code.
    pub(super) const OFFERED: [(&'static str, &'static [Self]); 4] = [
        ("Application", &[Self::Default, Self::LeftMenu]),
        (
            "Pipelines",
            &[
                Self::Funnels(Entity::Deal),
                Self::Funnels(Entity::SmartInvoice),
                Self::Funnels(Entity::Dynamic(1038)),
            ],
        ),
        (
            "Lists",
            &[
                Self::Crm(Entity::Lead, Spot::ListToolbar),
                Self::Crm(Entity::Deal, Spot::ListToolbar),
                Self::Crm(Entity::Quote, Spot::ListToolbar),
                Self::Crm(Entity::SmartInvoice, Spot::ListToolbar),
                Self::Crm(Entity::Dynamic(1038), Spot::ListToolbar),
                Self::Crm(Entity::Deal, Spot::ListMenu),
            ],
        ),
        (
            "Cards",
            &[
                Self::Crm(Entity::Deal, Spot::DetailTab),
                Self::Crm(Entity::Deal, Spot::DetailToolbar),
                Self::Crm(Entity::Deal, Spot::DetailActivity),
            ],
        ),
    ];

    /// Reads a code in any case. Deals have the pipelines' code without a type in it, and other types that have
    /// no pipelines have no such code.
    pub(super) fn parse(code: &str) -> Option<Self> {
        let code = code.to_ascii_uppercase();
        match code.as_str() {
            "DEFAULT" => return Some(Self::Default),
            "LEFT_MENU" => return Some(Self::LeftMenu),
            "CRM_FUNNELS_TOOLBAR" => return Some(Self::Funnels(Entity::Deal)),
            _ => {}
        }
        let rest = code.strip_prefix("CRM_")?;
        let before = |end: &str| rest.strip_suffix(end)?.strip_suffix('_').and_then(Entity::parse);
        if let Some(entity) = before(FUNNELS) {
            return matches!(entity, Entity::SmartInvoice | Entity::Dynamic(_))
                .then_some(Self::Funnels(entity));
        }
        Spot::ALL.iter().find_map(|(spot, end)| Some(Self::Crm(before(end)?, *spot)))
    }

    pub(super) fn code(self) -> String {
        match self {
            Self::Default => "DEFAULT".to_owned(),
            Self::LeftMenu => "LEFT_MENU".to_owned(),
            Self::Funnels(Entity::Deal) => format!("CRM_{FUNNELS}"),
            Self::Funnels(entity) => format!("CRM_{}_{FUNNELS}", entity.code()),
            Self::Crm(entity, spot) => format!("CRM_{}_{}", entity.code(), spot.code()),
        }
    }

    /// Whether it is shown in a slider, with `POPUP=1`: what a menu or a button opens is, a tab is not.
    pub(super) fn is_popup(self) -> bool {
        match self {
            Self::Default | Self::LeftMenu => false,
            Self::Funnels(_) => true,
            Self::Crm(_, spot) => !matches!(spot, Spot::DetailTab | Spot::DetailActivity),
        }
    }

    /// The commands that the place itself understands (frame-protocol §4).
    pub(super) fn commands(self) -> &'static [&'static str] {
        match self {
            Self::Crm(_, Spot::DetailTab | Spot::DetailActivity | Spot::ListMenu) => &["reloadData"],
            _ => &[],
        }
    }

    /// The item's entry in `PLACEMENT_OPTIONS`, in cards and in the menu of a row.
    pub(super) fn item(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Crm(_, Spot::ListToolbar) | Self::Default | Self::LeftMenu | Self::Funnels(_) => None,
            Self::Crm(entity, Spot::DetailToolbar) if !entity.is_classic() => Some(("ENTITY_ID", ITEM_ID)),
            Self::Crm(..) => Some(("ID", ITEM_ID)),
        }
    }

    /// The portal page that the user is on, if the place says so.
    pub(super) fn uri(self) -> Option<String> {
        match self {
            Self::Default | Self::LeftMenu => None,
            Self::Funnels(entity) => Some(entity.kanban_path()),
            Self::Crm(entity, Spot::ListToolbar | Spot::ListMenu) => Some(entity.list_path()),
            Self::Crm(entity, _) => Some(entity.card_path(ITEM_ID)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_offered_code_is_read_again() {
        for placement in Placement::OFFERED.iter().flat_map(|(_, choices)| *choices) {
            assert_eq!(Placement::parse(&placement.code().to_lowercase()), Some(*placement));
        }
    }

    #[test]
    fn codes_name_type_and_spot() {
        let parse = |code: &str| Placement::parse(code);
        assert_eq!(
            parse("CRM_DYNAMIC_1038_LIST_MENU"),
            Some(Placement::Crm(Entity::Dynamic(1038), Spot::ListMenu))
        );
        assert_eq!(parse("CRM_DYNAMIC_7_FUNNELS_TOOLBAR"), Some(Placement::Funnels(Entity::Dynamic(7))));
        for wrong in [
            "CRM_DEAL_FUNNELS_TOOLBAR",
            "CRM_LEAD_FUNNELS_TOOLBAR",
            "CRM_DYNAMIC__LIST_MENU",
            "CRM_LIST_MENU",
            "LIST_MENU",
            "",
        ] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_item_is_called_by_two_names() {
        let item = |code: &str| Placement::parse(code).and_then(Placement::item);
        assert_eq!(item("CRM_LEAD_DETAIL_TOOLBAR"), Some(("ID", "8061")));
        assert_eq!(item("CRM_QUOTE_DETAIL_TOOLBAR"), Some(("ENTITY_ID", "8061")));
        assert_eq!(item("CRM_QUOTE_DETAIL_TAB"), Some(("ID", "8061")));
        assert_eq!(item("CRM_QUOTE_LIST_TOOLBAR"), None);
    }
}
