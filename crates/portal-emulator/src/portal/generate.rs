use super::{
    Portal,
    random::Random,
    records::{Lot, phase::Phase},
    status::Status,
    statuses,
};

/// An order for many made-up rows, the same for the same seed.
#[derive(Clone, Debug)]
pub(crate) struct Generator {
    pub(crate) entity_id: String,
    /// How many rows are added.
    pub(crate) count: u64,
    pub(crate) seed: u64,
    /// How many items are put into each of the new stages.
    pub(crate) items: u64,
}

/// Beginnings and ends of names: several scripts, lengths and directions, and what has to be escaped.
const FIRST: [&str; 14] = [
    "Call",
    "Contract",
    "Договор",
    "Проверка",
    "Verhandlung",
    "Offre",
    "見積もり",
    "عرض",
    "R&D",
    "<Draft>",
    "\"Quoted\"",
    "Żółty",
    "🚀 Launch",
    "Preparation of all the papers that the other side has asked for",
];
const LAST: [&str; 10] =
    ["", "back", "sent", "signed", "на согласовании", "ii", "(old)", "— later", "50 %", "$"];

/// Leaves room between the rows for those that come later.
const STEP: i64 = 10;

impl Generator {
    /// Adds the rows: open stages before the final ones, which move on; the values of a plain list at its end.
    pub(crate) fn run(&self, portal: &mut Portal) -> Result<(), String> {
        let Some(directory) = portal.statuses.entity_type(&self.entity_id) else {
            return Err(format!("there is no directory {}", self.entity_id));
        };
        let prefix = directory["PREFIX"].as_str().map_or_else(String::new, |prefix| format!("{prefix}:"));
        let type_id = statuses::item_type(&self.entity_id);
        let category = statuses::pipeline_of(&self.entity_id).map_or(0, |(_, category)| category);
        let first = self.free_number(portal, &prefix);
        let mut sort = self.make_room(portal);
        let mut random = Random::seeded(self.seed);
        for number in first..first + self.count {
            sort += STEP;
            let mut row = Status::blank(0);
            row.entity_id.clone_from(&self.entity_id);
            row.status_id = format!("{prefix}GEN_{number}");
            row.name = name(&mut random, number);
            row.sort = sort;
            row.category_id = Some(category.to_string());
            row.color = type_id.map(|_| format!("#{:06X}", random.below(0x100_0000)));
            if let Some(type_id) = type_id {
                let code = row.status_id.clone();
                let phase = Phase { code, category, semantics: "P", first: false };
                let lot = Lot { count: self.items, ..Lot::default() };
                portal.records.fill(type_id, &phase, &lot);
            }
            portal.statuses.insert(row);
        }
        Ok(())
    }

    /// The first number whose code, and all codes after it, are not taken.
    fn free_number(&self, portal: &Portal, prefix: &str) -> u64 {
        let start = format!("{prefix}GEN_");
        let taken = portal.statuses.of_entity(&self.entity_id);
        let numbers = taken.filter_map(|row| row.status_id.strip_prefix(&start)?.parse::<u64>().ok());
        numbers.max().map_or(1, |last| last + 1)
    }

    /// Moves the final stages behind the rows to come, and says after which position those begin.
    fn make_room(&self, portal: &mut Portal) -> i64 {
        let is_final = |row: &Status| row.semantics.is_some();
        let open = portal.statuses.of_entity(&self.entity_id).filter(|row| !is_final(row));
        let last_open = open.map(|row| row.sort).max().unwrap_or(0);
        let count = i64::try_from(self.count).unwrap_or(i64::MAX / STEP);
        let after = last_open + (count + 1) * STEP;
        let mut finals: Vec<_> = portal
            .statuses
            .of_entity(&self.entity_id)
            .filter(|row| is_final(row))
            .map(|row| (row.sort, row.id))
            .collect();
        finals.sort_unstable();
        for ((_, id), place) in finals.into_iter().zip(0..) {
            if let Some(row) = portal.statuses.find_mut(id) {
                row.sort = after + place * STEP;
            }
        }
        last_open
    }
}

fn name(random: &mut Random, number: u64) -> String {
    let first = random.pick(&FIRST).copied().unwrap_or_default();
    let last = random.pick(&LAST).copied().unwrap_or_default();
    format!("{first} {last} {number}").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{options::Options, portal::seed::Seed};

    fn generated(entity_id: &str, seed: u64) -> Vec<Status> {
        let mut portal = Portal::new(Seed::built_in().unwrap(), &Options::default());
        let generator = Generator { entity_id: entity_id.to_owned(), count: 300, seed, items: 2 };
        generator.run(&mut portal).unwrap();
        portal.statuses.of_entity(entity_id).cloned().collect()
    }

    #[test]
    fn open_stages_stand_before_the_final_ones() {
        let rows = generated("DEAL_STAGE", 1);
        let won = rows.iter().find(|row| row.status_id == "WON").unwrap().sort;
        let lost = rows.iter().find(|row| row.status_id == "LOSE").unwrap().sort;
        let open = rows.iter().filter(|row| row.semantics.is_none()).map(|row| row.sort).max().unwrap();
        assert!(open < won && won < lost, "{open} {won} {lost}");
        let codes: std::collections::HashSet<_> = rows.iter().map(|row| &row.status_id).collect();
        assert_eq!(codes.len(), rows.len());
    }

    #[test]
    fn a_seed_gives_the_same_rows() {
        assert_eq!(generated("SOURCE", 5), generated("SOURCE", 5));
        assert_ne!(generated("SOURCE", 5), generated("SOURCE", 6));
    }

    #[test]
    fn an_unknown_directory_is_named() {
        let mut portal = Portal::new(Seed::built_in().unwrap(), &Options::default());
        let generator = Generator { entity_id: "NOPE".to_owned(), count: 1, seed: 1, items: 0 };
        assert_eq!(generator.run(&mut portal).unwrap_err(), "there is no directory NOPE");
    }
}
