/// An item that occupies a stage: a deal, a lead, an estimate, an invoice, an item of a smart process.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    pub(crate) id: u64,
    pub(crate) type_id: u64,
    pub(crate) stage: String,
    /// Counts when a stage is deleted, but nobody may read it (rest-behaviour §4).
    pub(crate) hidden: bool,
}

/// The item type of leads.
pub(crate) const LEAD: u64 = 1;
/// The item type of deals.
pub(crate) const DEAL: u64 = 2;
/// The item type of old invoices.
pub(crate) const INVOICE: u64 = 5;
/// The item type of estimates.
pub(crate) const QUOTE: u64 = 7;

/// All items of the portal.
#[derive(Clone, Debug, Default)]
pub(crate) struct Items {
    list: Vec<Item>,
}

impl Items {
    /// Puts so many new items into a stage.
    pub(crate) fn add(&mut self, type_id: u64, stage: &str, count: u64, hidden: bool) {
        for _ in 0..count {
            let id = self.list.len() as u64 + 1;
            self.list.push(Item { id, type_id, stage: stage.to_owned(), hidden });
        }
    }

    /// Whether a stage has items, whoever may read them.
    pub(crate) fn occupies(&self, type_id: u64, stage: &str) -> bool {
        self.list.iter().any(|item| item.type_id == type_id && item.stage == stage)
    }

    /// The items of a type that can be read.
    pub(crate) fn of_type(&self, type_id: u64) -> impl Iterator<Item = &Item> {
        self.list.iter().filter(move |item| item.type_id == type_id && !item.hidden)
    }
}

impl Item {
    /// The pipeline that the stage's prefix names: `C5:NEW` and `DT1038_5:NEW` are in 5.
    pub(crate) fn category(&self) -> u64 {
        let Some((prefix, _)) = self.stage.split_once(':') else { return 0 };
        let digits = prefix.rsplit(|letter: char| !letter.is_ascii_digit()).next();
        digits.and_then(|digits| digits.parse().ok()).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stage_names_the_pipeline() {
        let category =
            |stage: &str| Item { id: 1, type_id: DEAL, stage: stage.to_owned(), hidden: false }.category();
        assert_eq!((category("NEW"), category("C5:NEW"), category("DT1038_37:PREPARATION")), (0, 5, 37));
    }
}
