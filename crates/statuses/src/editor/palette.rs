//! The colours of a whole list.

use super::Editor;
use crate::color::StoredColor;
use crate::color::scheme::Scheme;
use crate::status::{Group, StatusId};
use crate::store::Row;

impl Editor {
    /// The rows with their places in their groups, without those on their way out.
    #[must_use]
    pub fn staying(&self) -> Vec<(usize, Row)> {
        let rows = self.sections().into_iter().flat_map(|section| section.rows.into_iter().enumerate());
        rows.filter(|(_, row)| !row.state.is_leaving()).collect()
    }

    /// The ids of those rows, in their order.
    pub fn staying_ids(&self) -> impl Iterator<Item = StatusId> {
        self.lineup().ids().filter(|id| !self.store.is_leaving(*id))
    }

    /// What each row would be coloured to look as the one at the same place of the same group does in another pipeline;
    /// what has none there stays as it is.
    #[must_use]
    pub fn colored_as(&self, source: &Self) -> Scheme {
        let (own, theirs) = (self.staying(), source.staying());
        let of = |rows: &'_ [(usize, Row)], group: Group| -> Vec<_> {
            rows.iter().filter(|(_, row)| row.status.group == group).cloned().collect()
        };
        let pairs =
            Group::ALL.into_iter().flat_map(|group| of(&own, group).into_iter().zip(of(&theirs, group)));
        let pair = |((nth, own), (place, theirs)): ((usize, Row), (usize, Row))| {
            let color = match &theirs.status.color {
                // The default depends on group and place: here it looks the same.
                StoredColor::Default if nth == place => StoredColor::Default,
                _ => source.directory().shown_color(&theirs.status, place)?.into(),
            };
            Some((own.status.id, color))
        };
        pairs.filter_map(pair).collect()
    }
}
