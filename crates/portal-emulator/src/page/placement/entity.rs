/// An item type of the CRM, as placements name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::page) enum Entity {
    Lead,
    Deal,
    Quote,
    Contact,
    Company,
    SmartInvoice,
    /// A smart process, by its type id.
    Dynamic(u32),
}

impl Entity {
    const NAMED: [(Self, &'static str); 6] = [
        (Self::Lead, "LEAD"),
        (Self::Deal, "DEAL"),
        (Self::Quote, "QUOTE"),
        (Self::Contact, "CONTACT"),
        (Self::Company, "COMPANY"),
        (Self::SmartInvoice, "SMART_INVOICE"),
    ];

    pub(super) fn parse(code: &str) -> Option<Self> {
        if let Some(id) = code.strip_prefix("DYNAMIC_") {
            return id.parse().ok().map(Self::Dynamic);
        }
        Self::NAMED.iter().find(|(_, name)| *name == code).map(|(entity, _)| *entity)
    }

    pub(super) fn code(self) -> String {
        if let Self::Dynamic(id) = self {
            return format!("DYNAMIC_{id}");
        }
        Self::NAMED.iter().find(|(entity, _)| *entity == self).map_or("", |(_, name)| name).to_owned()
    }

    /// Leads, deals and clients are older than the other types and keep their own ways.
    pub(super) fn is_classic(self) -> bool {
        matches!(self, Self::Lead | Self::Deal | Self::Contact | Self::Company)
    }

    /// What one item is called, and several.
    pub(in crate::page) fn titles(self) -> (&'static str, &'static str) {
        match self {
            Self::Lead => ("Lead", "Leads"),
            Self::Deal => ("Deal", "Deals"),
            Self::Quote => ("Estimate", "Estimates"),
            Self::Contact => ("Contact", "Contacts"),
            Self::Company => ("Company", "Companies"),
            Self::SmartInvoice => ("Invoice", "Invoices"),
            Self::Dynamic(_) => ("Item", "Smart process"),
        }
    }

    pub(super) fn list_path(self) -> String {
        format!("{}list/{}", self.root(), self.category())
    }

    pub(super) fn kanban_path(self) -> String {
        format!("{}kanban/{}", self.root(), self.category())
    }

    pub(super) fn card_path(self, id: &str) -> String {
        format!("{}details/{id}/", self.root())
    }

    fn root(self) -> String {
        match self {
            Self::SmartInvoice => "/crm/type/31/".to_owned(),
            Self::Dynamic(id) => format!("/crm/type/{id}/"),
            named => format!("/crm/{}/", named.code().to_lowercase()),
        }
    }

    fn category(self) -> &'static str {
        if matches!(self, Self::SmartInvoice | Self::Dynamic(_)) { "category/0/" } else { "" }
    }
}
