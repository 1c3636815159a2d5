//! What the colleague does from elsewhere.

use super::{Deed, LEAST_ROWS, MOST_ROWS, Round};
use crate::chaos::ledger::{Field, Judged};
use crate::chaos::random::Random;
use browser::http::attempt;
use serde_json::{Value, json};

impl Round<'_> {
    /// The colleague changes the portal from elsewhere. Faults are met by everybody: what was done is seen
    /// afterwards.
    pub(super) fn they(&mut self, deed: Deed, random: &mut Random) -> Judged {
        self.look_at_portal()?;
        let Some(row) = random.pick(&self.ledger.portal).cloned() else { return Ok(()) };
        let number = self.number();
        let (name, color) = (format!("c{number} name"), self.color());
        let code = format!("COLLEAGUE{number}");
        let update = |fields: Value| ("crm.status.update", json!({"id": row.id, "fields": fields}));
        let (method, params) = match deed {
            Deed::TheyRename => update(json!({"NAME": name})),
            Deed::TheyRecolor => update(json!({"COLOR": color})),
            Deed::TheyMove => {
                let group: Vec<_> = self.ledger.portal.iter().filter(|it| it.group == row.group).collect();
                let sort = random.pick(&group).map_or(row.sort, |other| other.sort);
                update(json!({"SORT": sort}))
            }
            Deed::TheyAdd if self.ledger.portal.len() < MOST_ROWS => {
                let last = self.ledger.portal.iter().filter(|it| it.group == 2).map(|it| it.sort).max();
                let fields = json!({"ENTITY_ID": "DEAL_STAGE", "STATUS_ID": code, "NAME": name, "COLOR": color,
                    "SORT": last.unwrap_or(500) + 10, "SEMANTICS": "F"});
                ("crm.status.add", json!({"fields": fields}))
            }
            Deed::TheyDelete if self.ledger.portal.len() > LEAST_ROWS => {
                self.ledger.they_delete(&row.code);
                ("crm.status.delete", json!({"id": row.id}))
            }
            _ => return Ok(()),
        };
        self.write(format!("the colleague: {method} {params}"));
        self.count("colleague's");
        let op = json!([{"op": "call", "user": "colleague", "method": method, "params": params}]);
        // A script that dies is a fault like any other.
        let _ = attempt(&format!("{}/ops", self.stage.emulator.control()), &op);
        self.look_at_portal()?;
        let now = self.ledger.portal.clone();
        for row in &now {
            if row.name == name {
                self.ledger.they_wrote(&row.code, Field::Name, &name);
            }
            if row.color == color {
                self.ledger.they_wrote(&row.code, Field::Color, &color);
            }
        }
        if matches!(deed, Deed::TheyMove | Deed::TheyAdd) {
            self.ledger.they_arranged(row.group);
            self.ledger.they_arranged(2);
        }
        Ok(())
    }
}
