use crate::portal::{
    records::{SMART_INVOICE, phase},
    status::Status,
    statuses::Statuses,
};

/// Code, name, whether a system row, colour, semantics.
type Template = (&'static str, &'static str, bool, &'static str, Option<&'static str>);

/// The stages of a new pipeline of a smart process. `DT130_14:PREPARATION` is a code that was seen; the other codes
/// and all names and colours are inferred.
const ITEMS: [Template; 5] = [
    ("NEW", "Start", true, "#22B9FF", None),
    ("PREPARATION", "Preparation", false, "#88B9FF", None),
    ("CLIENT", "Awaiting approval", false, "#10E5FC", None),
    ("SUCCESS", "Success", true, "#00FF00", Some("S")),
    ("FAIL", "Failure", true, "#FF0000", Some("F")),
];

/// The same for invoices: `DT31_1:N` was seen (rest-behaviour §8), the rest is inferred.
const INVOICES: [Template; 4] = [
    ("N", "New", true, "#39A8EF", None),
    ("S", "Sent to client", false, "#2FC6F6", None),
    ("P", "Paid", true, "#7BD500", Some("S")),
    ("D", "Not paid", true, "#FF5752", Some("F")),
];

/// Writes the stages of a new pipeline and makes it known to the entity types.
pub(super) fn create(statuses: &mut Statuses, type_id: u64, category: u64, name: &str) {
    let Some(entity_id) = phase::dictionary(type_id, category) else { return };
    statuses.retain(|row| row.entity_id != entity_id);
    statuses.register(&entity_id, name);
    let stages: &[Template] = if type_id == SMART_INVOICE { &INVOICES } else { &ITEMS };
    let mut sort = 0;
    for (code, name, system, color, semantics) in stages {
        sort += 10;
        let mut row = Status::blank(0);
        row.entity_id.clone_from(&entity_id);
        row.status_id = format!("DT{type_id}_{category}:{code}");
        row.category_id = Some(category.to_string());
        (*name).clone_into(&mut row.name);
        row.name_init = if *system { row.name.clone() } else { String::new() };
        (row.system, row.sort) = (*system, sort);
        row.color = Some((*color).to_owned());
        row.semantics = semantics.map(str::to_owned);
        statuses.insert(row);
    }
}
