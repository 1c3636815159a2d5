//! Rows that the user has selected, to do something to all of them.

use crate::status::{StatusId, sorted};

/// The selected rows, by their ids, and where a range begins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    ids: Vec<StatusId>,
    /// The row that was selected or left last by itself: ranges reach from there.
    anchor: Option<StatusId>,
}

impl Selection {
    /// The rows.
    #[must_use]
    pub fn ids(&self) -> &[StatusId] {
        &self.ids
    }

    /// Whether no row is selected.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// Whether a row is selected.
    #[must_use]
    pub fn has(&self, id: StatusId) -> bool {
        self.ids.binary_search(&id).is_ok()
    }

    /// With this row if it was not selected, else without it.
    #[must_use]
    pub fn toggled(&self, id: StatusId) -> Self {
        let mut ids = self.ids.clone();
        match ids.binary_search(&id) {
            Ok(at) => drop(ids.remove(at)),
            Err(at) => ids.insert(at, id),
        }
        Self { ids, anchor: Some(id) }
    }

    /// The rows from where the range begins, or else from `from`, to `to`, in the order of the list, and no others.
    #[must_use]
    pub fn ranged(&self, order: &[StatusId], from: StatusId, to: StatusId) -> Self {
        let place = |id: StatusId| order.iter().position(|it| *it == id);
        let anchor = self.anchor.filter(|anchor| place(*anchor).is_some()).unwrap_or(from);
        let ids = match (place(anchor), place(to)) {
            (Some(one), Some(other)) => sorted(&order[one.min(other)..=one.max(other)]),
            // It is not among those that can be selected.
            _ => return self.clone(),
        };
        Self { ids, anchor: Some(anchor) }
    }

    /// All of these.
    #[must_use]
    pub fn of(order: &[StatusId]) -> Self {
        Self { ids: sorted(order), anchor: order.first().copied() }
    }

    /// What of it is still there; ids that have changed are followed.
    #[must_use]
    pub fn among(&self, order: &[StatusId], latest: impl Fn(StatusId) -> StatusId) -> Self {
        if self.ids.is_empty() && self.anchor.is_none() {
            return Self::default();
        }
        let order = sorted(order);
        let there = |id: &StatusId| Some(latest(*id)).filter(|id| order.binary_search(id).is_ok());
        let ids: Vec<_> = self.ids.iter().filter_map(there).collect();
        Self { ids: sorted(&ids), anchor: self.anchor.as_ref().and_then(there) }
    }

    /// Its rows in the order of the list.
    #[must_use]
    pub fn in_order(&self, order: &[StatusId]) -> Vec<StatusId> {
        order.iter().copied().filter(|id| self.has(*id)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(numbers: &[u32]) -> Vec<StatusId> {
        numbers.iter().filter_map(|number| StatusId::parse(&number.to_string())).collect()
    }

    #[test]
    fn rows_come_and_go_one_by_one() {
        let [a, b] = ids(&[1, 2])[..] else { unreachable!() };
        let selection = Selection::default().toggled(a).toggled(b);
        assert!(selection.has(a) && selection.has(b));
        assert_eq!(selection.toggled(a).ids(), [b]);
        assert!(selection.toggled(a).toggled(b).is_empty());
    }

    #[test]
    fn a_range_reaches_from_where_it_began_in_both_directions() {
        let order = ids(&[5, 3, 9, 1, 7]);
        let began = Selection::default().toggled(order[2]);
        let down = began.ranged(&order, order[0], order[4]);
        assert_eq!(down.in_order(&order), order[2..]);
        let up = down.ranged(&order, order[0], order[1]);
        assert_eq!(up.in_order(&order), order[1..=2], "the other side is given up");
        let fresh = Selection::default().ranged(&order, order[3], order[4]);
        assert_eq!(fresh.in_order(&order), order[3..]);
    }

    #[test]
    fn what_is_gone_is_not_selected_and_what_is_renamed_is() {
        let order = ids(&[1, 2, 4]);
        let [one, three, four] = ids(&[1, 3, 4])[..] else { unreachable!() };
        let selection = Selection::of(&[one, three]).among(&order, |id| if id == three { four } else { id });
        assert_eq!(selection.in_order(&order), [one, four]);
        assert!(Selection::of(&[three]).among(&order, |id| id).is_empty());
    }
}
