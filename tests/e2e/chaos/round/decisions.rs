//! What the user decides about what the widget asks.

use super::Round;
use crate::chaos::ledger::Judged;
use crate::chaos::random::Random;
use crate::chaos::screen::Line;
use serde_json::json;

impl Round<'_> {
    /// The user turns to what the widget asks, or to whatever keeps it from working.
    pub(super) async fn tend(&mut self, random: &mut Random) -> Judged {
        if self.screen.readonly {
            return self.hands("tool", json!({"name": "refresh"})).await.map(drop);
        }
        if let Some(way) = self.screen.ways.iter().find(|way| forward(way)).cloned() {
            self.count(if way == "Reconnect" { "reconnected" } else { "hurried" });
            return self.hands("way", json!({"label": way})).await.map(drop);
        }
        let asking: Vec<_> = self.screen.rows.iter().filter(|row| !row.buttons.is_empty()).cloned().collect();
        let Some(row) = random.pick(&asking).cloned() else {
            if self.screen.arrived > 0 {
                return self.hands("arrived", json!({})).await.map(drop);
            }
            return Ok(());
        };
        // A deletion is let go, mostly.
        if row.state == "doomed" && !random.percent(20) {
            return Ok(());
        }
        self.answer(&row, random).await
    }

    pub(super) async fn answer(&mut self, row: &Line, random: &mut Random) -> Judged {
        let labels: Vec<_> = row.buttons.iter().filter(|label| decides(label)).collect();
        let Some(label) = random.pick(&labels).map(|label| (*label).clone()) else { return Ok(()) };
        let deed = json!({"code": row.code, "label": label});
        let Some((before, after)) = self.hands("answer", deed).await? else {
            return self.see_after(None).await;
        };
        self.count(match row.state.as_str() {
            "conflict" => "conflicts decided",
            "gone" => "gone seen",
            "doomed" => "deletions undone",
            _ if label == "Retry" => "retried",
            _ => "failures decided",
        });
        // What is insisted on stays wanted; everything else takes what there is.
        let insists = matches!(
            label.as_str(),
            "Retry"
                | "Use mine"
                | "Delete anyway"
                | "Set it back anyway"
                | "Create again"
                | "Create it again"
        );
        if !insists || label.starts_with("Create") {
            self.ledger.turn(&before, &after, false);
        }
        if !insists {
            self.ledger.give_up(&row.code, &after);
        }
        self.see_after(Some(after)).await
    }
}

/// Whether a button leads on where nothing gets through.
pub(super) fn forward(way: &str) -> bool {
    matches!(way, "Try now" | "Try again" | "Reconnect" | "Reload")
}

/// Whether a button of a row decides something.
fn decides(label: &str) -> bool {
    !matches!(label, "Details" | "Copy" | "Continue…" | "Reconnect")
}
