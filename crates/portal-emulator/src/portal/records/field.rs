use serde_json::Value;

use crate::php;

/// What a field of a record holds, which decides how it is stored, compared and printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    /// A code of a dictionary.
    Code,
    Integer,
    Money,
    /// `Y` or `N`.
    Flag,
    /// A day or a moment.
    Time,
}

/// Where the value of a field comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    Id,
    Stage,
    Category,
    Semantics,
    /// What was stored, else the type's noun and the number.
    Title,
    /// What was stored, else when the record was made.
    Created,
    /// What was stored, else this.
    Stored(Option<&'static str>),
}

/// A field of a type of records, by its name in the older methods.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Field {
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    pub(crate) origin: Origin,
    /// Whether an update may write it; the server drops the rest of what it is given.
    pub(crate) writable: bool,
}

impl Field {
    pub(crate) const ID: Self = Self::new("ID", Kind::Integer, Origin::Id).locked();
    pub(crate) const CATEGORY: Self = Self::new("CATEGORY_ID", Kind::Integer, Origin::Category);

    const fn new(name: &'static str, kind: Kind, origin: Origin) -> Self {
        Self { name, kind, origin, writable: true }
    }

    pub(crate) const fn locked(mut self) -> Self {
        self.writable = false;
        self
    }

    /// The same field with a value until another is stored.
    pub(crate) const fn or(mut self, value: &'static str) -> Self {
        self.origin = Origin::Stored(Some(value));
        self
    }

    pub(crate) const fn title(name: &'static str) -> Self {
        Self::new(name, Kind::Text, Origin::Title)
    }

    pub(crate) const fn stage(name: &'static str) -> Self {
        Self::new(name, Kind::Code, Origin::Stage)
    }

    pub(crate) const fn semantics(name: &'static str) -> Self {
        Self::new(name, Kind::Text, Origin::Semantics).locked()
    }

    pub(crate) const fn text(name: &'static str) -> Self {
        Self::new(name, Kind::Text, Origin::Stored(None))
    }

    pub(crate) const fn code(name: &'static str) -> Self {
        Self::new(name, Kind::Code, Origin::Stored(None))
    }

    pub(crate) const fn integer(name: &'static str) -> Self {
        Self::new(name, Kind::Integer, Origin::Stored(None))
    }

    pub(crate) const fn money(name: &'static str) -> Self {
        Self::new(name, Kind::Money, Origin::Stored(Some("0.00")))
    }

    pub(crate) const fn flag(name: &'static str) -> Self {
        Self::new(name, Kind::Flag, Origin::Stored(Some("N")))
    }

    /// A date that is empty until it is known.
    pub(crate) const fn date(name: &'static str) -> Self {
        Self::new(name, Kind::Time, Origin::Stored(Some("")))
    }

    /// A moment that is the record's beginning until it is another.
    pub(crate) const fn since(name: &'static str) -> Self {
        Self::new(name, Kind::Time, Origin::Created)
    }

    /// A person, at first the administrator.
    pub(crate) const fn user(name: &'static str) -> Self {
        Self::integer(name).or("1")
    }

    pub(crate) fn is_numeric(&self) -> bool {
        matches!(self.kind, Kind::Integer | Kind::Money)
    }

    /// The value as the table keeps it.
    pub(crate) fn stored(&self, value: &Value) -> String {
        match self.kind {
            Kind::Integer => php::int(value).to_string(),
            Kind::Money => format!("{:.2}", php::number(&php::string(value))),
            Kind::Flag => if *value == true || *value == "Y" || *value == "y" { "Y" } else { "N" }.to_owned(),
            Kind::Text | Kind::Code | Kind::Time => php::string(value),
        }
    }
}
