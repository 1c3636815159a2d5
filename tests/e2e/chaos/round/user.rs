//! What the user does in the widget.

use super::{LEAST_ROWS, MOST_ROWS, Round};
use crate::chaos::ledger::{Field, Judged, violation};
use crate::chaos::random::Random;
use crate::chaos::screen::Line;
use serde_json::{Value, json};

impl Round<'_> {
    /// A row whose fields can be changed.
    pub(super) fn target(&self, random: &mut Random) -> Option<Line> {
        let rows: Vec<_> = self.screen.rows.iter().filter(|row| !row.is_leaving()).collect();
        random.pick(&rows).map(|row| (*row).clone())
    }

    pub(super) async fn rename(&mut self, random: &mut Random) -> Judged {
        let Some(row) = self.target(random) else { return Ok(()) };
        let name = format!("n{} name", self.number());
        let how = if random.percent(25) { "blur" } else { "enter" };
        let linger = if random.percent(30) { random.below(250) } else { 0 };
        let deed = json!({"code": row.code, "name": name, "how": how, "linger": linger});
        let Some((_, after)) = self.hands("rename", deed).await? else {
            return self.see_after(None).await;
        };
        self.ledger.set(&row.code, Field::Name, &name);
        self.see_after(Some(after)).await
    }

    pub(super) async fn recolor(&mut self, random: &mut Random) -> Judged {
        let Some(row) = self.target(random) else { return Ok(()) };
        let color = self.color();
        let Some((_, after)) = self.hands("recolor", json!({"code": row.code, "color": color})).await? else {
            return self.see_after(None).await;
        };
        self.ledger.set(&row.code, Field::Color, &color);
        self.see_after(Some(after)).await
    }

    /// A colour that was never used before.
    pub(super) fn color(&mut self) -> String {
        format!("#{:06x}", self.number().wrapping_mul(0x3_c6ef) % 0xff_fffb)
    }

    pub(super) async fn move_row(&mut self, random: &mut Random) -> Judged {
        let Some(row) = self.target(random) else { return Ok(()) };
        let up = random.percent(50);
        let Some((before, after)) = self.hands("move", json!({"code": row.code, "up": up})).await? else {
            return self.see_after(None).await;
        };
        self.ledger.arrange(row.group, &before, &after);
        self.see_after(Some(after)).await
    }

    pub(super) async fn add(&mut self, random: &mut Random) -> Judged {
        if self.screen.rows.len() >= MOST_ROWS {
            return self.rename(random).await;
        }
        let name = format!("a{} name", self.number());
        let group = if random.percent(70) { 0 } else { 2 };
        let Some((_, after)) = self.hands("add", json!({"group": group, "name": name})).await? else {
            return self.see_after(None).await;
        };
        let Some(row) = after.rows.iter().find(|row| row.name.as_deref() == Some(&name)) else {
            return violation(format!("{name:?} was added, and is not shown"));
        };
        self.ledger.add(&row.code, &name);
        self.see_after(Some(after)).await
    }

    pub(super) async fn delete(&mut self, random: &mut Random) -> Judged {
        let Some(row) = self.target(random).filter(|_| self.screen.rows.len() > LEAST_ROWS) else {
            return self.rename(random).await;
        };
        let Some((before, after)) = self.hands("remove", json!({"code": row.code})).await? else {
            return self.see_after(None).await;
        };
        if after.row(&row.code).is_none() {
            // Nobody knew of it yet.
            self.ledger.turn(&before, &after, true);
        } else {
            self.ledger.delete(&row.code);
        }
        self.see_after(Some(after)).await
    }

    /// Undo and redo: what changes on the screen is wanted from now on.
    pub(super) async fn turn(&mut self, deed: &'static str, details: Value) -> Judged {
        let Some((before, after)) = self.hands(deed, details).await? else {
            return self.see_after(None).await;
        };
        self.ledger.turn(&before, &after, true);
        self.see_after(Some(after)).await
    }

    pub(super) async fn connect(&mut self, online: bool) -> Judged {
        self.write(if online { "online" } else { "offline" }.to_owned());
        self.count(if online { "back online" } else { "offline" });
        self.online = online;
        if !online && self.stage.has("[role=grid]").await {
            self.stage.until_complete().await;
        }
        let conditions =
            json!({"offline": !online, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1});
        self.stage.devtools("Network.enable", json!({})).await;
        self.stage.devtools("Network.emulateNetworkConditions", conditions).await;
        Ok(())
    }
}
