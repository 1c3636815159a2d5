//! How a round ends, and what is looked at meanwhile.

use super::{Round, SETTLED_WITHIN};
use crate::chaos::ledger::{Judged, difference, violation};
use crate::chaos::screen::{Held, Screen};
use browser::http::get;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

impl Round<'_> {
    /// The faults are over. The user decides what is asked, and then the screen has to be the portal.
    pub(super) async fn settle(&mut self) -> Judged {
        self.faults.clear();
        self.write("the faults are over".to_owned());
        if !self.online {
            self.connect(true).await?;
        }
        let start = Instant::now();
        let mut refreshed = false;
        loop {
            self.look().await?;
            if self.screen.is_quiet() && self.screen.arrived == 0 {
                if refreshed && difference(&self.screen, &self.ledger.portal).is_none() {
                    break;
                }
                if !refreshed {
                    self.hands("rest", json!({})).await?;
                    self.hands("tool", json!({"name": "refresh"})).await?;
                    refreshed = true;
                }
            } else {
                let mut random = self.random();
                self.tend(&mut random).await?;
            }
            if start.elapsed() > SETTLED_WITHIN {
                let difference = difference(&self.screen, &self.ledger.portal).unwrap_or_default();
                return violation(format!("it does not settle\n{difference}"));
            }
            tokio::time::sleep(Duration::from_millis(60)).await;
        }
        self.figures.settled = self.figures.settled.max(start.elapsed());
        self.write("settled".to_owned());
        let screen = self.screen.clone();
        self.ledger.close(&screen)
    }

    pub(super) fn look_at_portal(&mut self) -> Judged {
        let state = get(&format!("{}/state", self.stage.emulator.control()));
        self.ledger.look(Held::all(&state))
    }

    /// Looks at the widget, and at what stands behind it.
    pub(super) async fn look(&mut self) -> Judged {
        let after = self.hands("look", json!({})).await?.map(|(_, after)| after);
        self.see_after(after).await
    }

    /// Judges what is seen. Whatever is wrong has to stay so: a colour that is tried, and a dialog that has just been
    /// closed, are on the screen a moment longer.
    pub(super) async fn see_after(&mut self, after: Option<Screen>) -> Judged {
        self.look_at_portal()?;
        let Some(mut after) = after else { return Ok(()) };
        for wait in [40, 80, 160] {
            if self.ledger.judge(&after).is_ok() {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(wait)).await;
            match self.try_look().await {
                Some(screen) => after = screen,
                None => break,
            }
            self.look_at_portal()?;
        }
        self.screen = after.clone();
        self.ledger.judge(&after)
    }

    pub(super) async fn try_look(&self) -> Option<Screen> {
        let script = "return window.chaos?.('look', {})";
        let seen = self.stage.client.execute(script, Vec::new()).await.ok()?;
        Some(Screen::read(&seen["after"]))
    }

    /// Does something in the widget: what was there before and after it, or nothing if it could not be done.
    pub(super) async fn hands(&mut self, deed: &str, details: Value) -> Judged<Option<(Screen, Screen)>> {
        let script = "return window.chaos(arguments[0], arguments[1])";
        let done = self.stage.run_with(script, vec![json!(deed), details.clone()]).await;
        let (before, after) = (Screen::read(&done["before"]), Screen::read(&done["after"]));
        let failed = done["failed"].as_str().unwrap_or_default();
        if deed != "look" {
            self.write(format!("{deed} {details} {failed}"));
        }
        self.screen = after.clone();
        if failed.is_empty() {
            return Ok(Some((before, after)));
        }
        self.count("not done");
        // What is being written is the user's, whatever comes in meanwhile.
        let code = details["code"].as_str().unwrap_or_default();
        let there = after.row(code).is_some_and(|row| !row.is_leaving()) && !after.readonly;
        if there && (failed.ends_with("lost") || failed.ends_with("stays") || failed.contains("Error")) {
            return violation(format!("{deed} {details}: {failed}"));
        }
        Ok(None)
    }

    /// Everything there is to say about a violation.
    pub(super) fn report(&self, what: &str) -> String {
        let log = self.stage.log();
        let requests = log.iter().rev().take(25).rev().map(|request| {
            let params: String = request["params"].to_string().chars().take(400).collect();
            format!("{} {} {} {params}", request["time"], request["method"], request["status"])
        });
        let list = |lines: Vec<String>| lines.join("\n");
        format!(
            "{what}\n\nseed {} at step {}\n\nthe screen:\n{}\nthe portal:\n{}\n\nwhat was done:\n{}\n\nthe requests:\n{}\n",
            self.plan.seed,
            self.step,
            self.screen.describe(),
            list(self.ledger.portal.iter().map(Held::describe).collect()),
            list(self.journal.iter().rev().take(40).rev().cloned().collect()),
            list(requests.collect()),
        )
    }
}
