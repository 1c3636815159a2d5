/// A person of the portal, by what they may do (rest-behaviour §1.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum User {
    /// May change settings.
    Admin,
    /// Has CRM access without the right to change settings.
    Manager,
    /// Has no CRM access.
    Outsider,
    /// May change settings, too: whoever edits the same directory at the same time.
    Colleague,
}

/// What the portal knows about a person beside their rights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Profile {
    pub(crate) name: &'static str,
    pub(crate) last_name: &'static str,
    pub(crate) email: &'static str,
    pub(crate) position: &'static str,
}

impl User {
    pub(crate) const ALL: [Self; 4] = [Self::Admin, Self::Manager, Self::Outsider, Self::Colleague];

    pub(crate) fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|user| user.name() == name)
    }

    pub(crate) fn by_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|user| user.id().to_string() == id)
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Admin => "admin",
            Self::Manager => "manager",
            Self::Outsider => "outsider",
            Self::Colleague => "colleague",
        }
    }

    pub(crate) fn id(self) -> u64 {
        match self {
            Self::Admin => 1,
            Self::Manager => 2,
            Self::Outsider => 3,
            Self::Colleague => 4,
        }
    }

    /// How the page calls this person.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Admin => "Administrator",
            Self::Manager => "CRM user without the right to change settings",
            Self::Outsider => "User without CRM access",
            Self::Colleague => "A second administrator",
        }
    }

    /// What `profile` and `user.current` print.
    pub(crate) fn profile(self) -> Profile {
        let (name, last_name, email, position) = match self {
            Self::Admin => ("Alex", "Morgan", "alex.morgan@example.com", "Head of operations"),
            Self::Manager => ("Robin", "Hayes", "robin.hayes@example.com", "Sales manager"),
            Self::Outsider => ("Sam", "Porter", "sam.porter@example.com", "Warehouse clerk"),
            Self::Colleague => ("Jordan", "Blake", "jordan.blake@example.com", "CRM administrator"),
        };
        Profile { name, last_name, email, position }
    }

    pub(crate) fn is_admin(self) -> bool {
        matches!(self, Self::Admin | Self::Colleague)
    }

    pub(crate) fn has_crm_access(self) -> bool {
        self != Self::Outsider
    }
}
