use std::{borrow::Cow, collections::BTreeMap, sync::Arc};

use super::{
    field::{Field, Origin},
    layout::Layout,
};
use crate::clock::Moment;

/// What was stored in the fields of a record, by their names.
pub(crate) type Values = BTreeMap<&'static str, String>;

/// A lead, a deal, an estimate, a contact, a company, an invoice or an item of a smart process.
///
/// Records that were made together share their values until one of them is changed.
#[derive(Clone, Debug)]
pub(crate) struct Record {
    pub(crate) id: u64,
    pub(crate) stage: Arc<str>,
    /// The pipeline. It follows from the stage when the record is made, and stays when only the stage changes.
    pub(crate) category: u64,
    /// What the stage meant when the record came into it: a later change of the stage does not reach here
    /// (rest-behaviour §3.2).
    pub(crate) semantics: &'static str,
    /// Counts when a stage is deleted, but nobody may read it (rest-behaviour §4).
    pub(crate) hidden: bool,
    pub(crate) created: Moment,
    pub(crate) values: Arc<Values>,
}

impl Record {
    /// The value of a field as the older methods print it; nothing is null.
    pub(crate) fn value(&self, layout: &Layout, field: &Field) -> Option<Cow<'_, str>> {
        let stored = || self.values.get(field.name).map(|value| Cow::Borrowed(value.as_str()));
        match field.origin {
            Origin::Id => Some(self.id.to_string().into()),
            Origin::Stage => Some(Cow::Borrowed(&self.stage)),
            Origin::Category => Some(self.category.to_string().into()),
            Origin::Semantics => Some(Cow::Borrowed(self.semantics)),
            Origin::Title => stored().or_else(|| Some(format!("{} #{}", layout.noun, self.id).into())),
            Origin::Created => stored().or_else(|| Some(self.created.iso().into())),
            Origin::Stored(default) => stored().or(default.map(Cow::Borrowed)),
        }
    }
}
