//! One round: a portal, a widget, two people, and everything that can go wrong between them.

use super::faults::{Faults, Moment};
use super::ledger::{Field, Judged, Ledger, Violation, difference, violation};
use super::random::Random;
use super::screen::{Held, Line, Screen};
use crate::stage::{Stage, Visit};
use browser::http::{attempt, get};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

/// How long the widget may take to settle once nothing goes wrong any more.
const SETTLED_WITHIN: Duration = Duration::from_secs(90);
/// How long a user looks at a page that does not come before loading it again.
const PATIENCE: Duration = Duration::from_secs(4);
/// How long a fault waits for a request to hit.
const FAULT_MET_WITHIN: Duration = Duration::from_millis(1_200);
/// No more rows than one keeps an eye on.
const MOST_ROWS: usize = 14;
const LEAST_ROWS: usize = 5;

/// How a round is run.
#[derive(Clone, Copy, Debug)]
pub(super) struct Plan {
    pub(super) seed: u64,
    /// How many times faster than the clock the widget's time runs.
    pub(super) speed: u32,
    /// How often the page is opened with a fault at first.
    pub(super) openings: usize,
    /// Steps with each fault alone.
    pub(super) steps_alone: u64,
    /// Steps with several at once.
    pub(super) steps_mixed: u64,
    /// Whether the portal limits requests as it does in earnest.
    pub(super) limited: bool,
}

/// What came of a round.
#[derive(Debug, Default)]
pub(super) struct Figures {
    pub(super) counts: BTreeMap<&'static str, usize>,
    pub(super) faults: BTreeMap<String, u64>,
    pub(super) settled: Duration,
}

/// What somebody does in a step.
#[derive(Clone, Copy, Debug)]
enum Deed {
    Rename,
    Recolor,
    Move,
    Add,
    Delete,
    Undo,
    UndoByKey,
    Redo,
    UndoEarlier,
    Refresh,
    TheyRename,
    TheyRecolor,
    TheyMove,
    TheyAdd,
    TheyDelete,
    Expire,
    Connection,
    Nothing,
}

/// How often each deed is done. The portal page is a busy place.
const DEEDS: [(usize, Deed); 18] = [
    (24, Deed::Rename),
    (12, Deed::Recolor),
    (8, Deed::Move),
    (7, Deed::Add),
    (6, Deed::Delete),
    (4, Deed::Undo),
    (2, Deed::UndoByKey),
    (3, Deed::Redo),
    (2, Deed::UndoEarlier),
    (3, Deed::Refresh),
    (9, Deed::TheyRename),
    (4, Deed::TheyRecolor),
    (2, Deed::TheyMove),
    (3, Deed::TheyAdd),
    (2, Deed::TheyDelete),
    (2, Deed::Expire),
    (4, Deed::Connection),
    (3, Deed::Nothing),
];

pub(super) struct Round<'a> {
    stage: &'a Stage,
    plan: Plan,
    ledger: Ledger,
    faults: Faults,
    screen: Screen,
    figures: Figures,
    /// What was done, to be read after a violation.
    journal: Vec<String>,
    step: u64,
    /// Values given out so far, so that none is used twice.
    issued: u32,
    online: bool,
}

impl<'a> Round<'a> {
    pub(super) fn new(stage: &'a Stage, plan: Plan) -> Self {
        Self {
            stage,
            plan,
            ledger: Ledger::default(),
            faults: Faults::of(stage.emulator.control()),
            screen: Screen::default(),
            figures: Figures::default(),
            journal: Vec::new(),
            step: 0,
            issued: 0,
            online: true,
        }
    }

    /// Plays the round; the error is a report of what went wrong.
    pub(super) async fn play(mut self) -> Result<Figures, String> {
        match self.run().await {
            Ok(()) => {
                self.figures.faults.clone_from(self.faults.hits());
                self.count_up("edits", self.ledger.edits());
                self.count_up("requests", self.stage.log().len());
                for (fate, count) in self.ledger.fates() {
                    let name: &'static str = fate.name();
                    self.count_up(name, count);
                }
                Ok(self.figures)
            }
            Err(Violation(what)) => Err(self.report(&what)),
        }
    }

    async fn run(&mut self) -> Judged {
        self.stage.run_first(&include_str!("hands.js").replace("SPEED", &self.plan.speed.to_string())).await;
        let bucket = if self.plan.limited { "page" } else { "off" };
        self.stage.ops(&json!([
            {"op": "limit", "bucket": bucket, "operating_time": false},
            {"op": "deals", "stage": "EXECUTING", "count": 2},
        ]));
        self.look_at_portal()?;
        let mut random = self.random();
        for fault in self.faults.all(Moment::Opening, &mut random).into_iter().take(self.plan.openings) {
            self.open(&[fault]).await?;
        }
        self.open(&[]).await?;
        for fault in self.faults.all(Moment::Working, &mut random) {
            self.work_with(&[fault], self.plan.steps_alone).await?;
        }
        self.settle().await?;
        let opening = self.faults.all(Moment::Opening, &mut random).into_iter().next();
        self.open(&opening.into_iter().collect::<Vec<_>>()).await?;
        let mut left = self.plan.steps_mixed;
        while left > 0 {
            let steps = left.min(8);
            left -= steps;
            let mut faults = self.faults.all(Moment::Working, &mut random);
            faults.truncate(2 + random.below(4));
            self.work_with(&faults, steps).await?;
        }
        self.settle().await
    }

    /// The decisions of the next step.
    fn random(&mut self) -> Random {
        self.step += 1;
        Random::of(self.plan.seed, self.step)
    }

    /// A value that was never used before.
    fn number(&mut self) -> u32 {
        self.issued += 1;
        self.issued
    }

    fn count(&mut self, what: &'static str) {
        self.count_up(what, 1);
    }

    fn count_up(&mut self, what: &'static str, by: usize) {
        *self.figures.counts.entry(what).or_default() += by;
    }

    fn write(&mut self, what: String) {
        let armed = self.faults.armed().join(", ");
        self.journal.push(format!("{:>4} {what}   [{armed}]", self.step));
    }

    /// Opens the page, as often as it takes. Nothing is unsaved when this is done.
    async fn open(&mut self, faults: &[Value]) -> Judged {
        self.faults.arm(faults);
        self.write("the page is opened".to_owned());
        for _ in 0..20 {
            self.stage.visit(Visit::default()).await;
            // The pointer rests where nothing of a row comes under it.
            let start = Instant::now();
            while start.elapsed() < PATIENCE {
                tokio::time::sleep(Duration::from_millis(50)).await;
                let Some(screen) = self.try_look().await else { break };
                if screen.ready && !screen.busy && !screen.readonly {
                    self.stage.click(".status-group__title").await;
                    self.screen = screen;
                    self.faults.clear();
                    self.look_at_portal()?;
                    return self.ledger.judge(&self.screen);
                }
                if let Some(way) = screen.ways.iter().find(|way| forward(way)) {
                    self.hands("way", json!({"label": way})).await?;
                } else if screen.readonly {
                    break;
                }
            }
        }
        violation("the page cannot be opened")
    }

    /// So many steps with these faults; they are over only after they were met.
    async fn work_with(&mut self, faults: &[Value], steps: u64) -> Judged {
        if !self.online {
            self.connect(true).await?;
        }
        self.faults.arm(faults);
        for nth in 0..steps {
            let mut random = self.random();
            // Something has to be sent for a fault to be met.
            let deed = if nth == 0 { Deed::Rename } else { random.weigh(&DEEDS) };
            self.step(deed, &mut random).await?;
        }
        let start = Instant::now();
        while !self.faults.are_hit() && start.elapsed() < FAULT_MET_WITHIN {
            let mut random = self.random();
            self.look().await?;
            self.tend(&mut random).await?;
            tokio::time::sleep(Duration::from_millis(60)).await;
        }
        self.faults.clear();
        Ok(())
    }

    async fn step(&mut self, deed: Deed, random: &mut Random) -> Judged {
        self.act(deed, random).await?;
        let wait = random.below(200);
        tokio::time::sleep(Duration::from_millis(wait as u64)).await;
        self.look().await?;
        if random.percent(50) {
            self.tend(random).await?;
        }
        Ok(())
    }

    async fn act(&mut self, deed: Deed, random: &mut Random) -> Judged {
        match deed {
            Deed::Rename => self.rename(random).await,
            Deed::Recolor => self.recolor(random).await,
            Deed::Move => self.move_row(random).await,
            Deed::Add => self.add(random).await,
            Deed::Delete => self.delete(random).await,
            Deed::Undo => self.turn("tool", json!({"name": "undo"})).await,
            Deed::UndoByKey => self.turn("keys", json!({"letter": "z"})).await,
            Deed::Redo => self.turn("tool", json!({"name": "redo"})).await,
            Deed::UndoEarlier => self.turn("history", json!({"nth": random.below(4)})).await,
            Deed::Refresh => self.hands("tool", json!({"name": "refresh"})).await.map(drop),
            Deed::TheyRename | Deed::TheyRecolor | Deed::TheyMove | Deed::TheyAdd | Deed::TheyDelete => {
                self.they(deed, random)
            }
            Deed::Expire => {
                self.write("tokens end".to_owned());
                self.stage.expire_tokens();
                Ok(())
            }
            Deed::Connection => self.connect(!self.online).await,
            Deed::Nothing => Ok(()),
        }
    }

    /// A row whose fields can be changed.
    fn target(&self, random: &mut Random) -> Option<Line> {
        let rows: Vec<_> = self.screen.rows.iter().filter(|row| !row.is_leaving()).collect();
        random.pick(&rows).map(|row| (*row).clone())
    }

    async fn rename(&mut self, random: &mut Random) -> Judged {
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

    async fn recolor(&mut self, random: &mut Random) -> Judged {
        let Some(row) = self.target(random) else { return Ok(()) };
        let color = self.color();
        let Some((_, after)) = self.hands("recolor", json!({"code": row.code, "color": color})).await? else {
            return self.see_after(None).await;
        };
        self.ledger.set(&row.code, Field::Color, &color);
        self.see_after(Some(after)).await
    }

    /// A colour that was never used before.
    fn color(&mut self) -> String {
        format!("#{:06x}", self.number().wrapping_mul(0x3_c6ef) % 0xff_fffb)
    }

    async fn move_row(&mut self, random: &mut Random) -> Judged {
        let Some(row) = self.target(random) else { return Ok(()) };
        let up = random.percent(50);
        let Some((before, after)) = self.hands("move", json!({"code": row.code, "up": up})).await? else {
            return self.see_after(None).await;
        };
        self.ledger.arrange(row.group, &before, &after);
        self.see_after(Some(after)).await
    }

    async fn add(&mut self, random: &mut Random) -> Judged {
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

    async fn delete(&mut self, random: &mut Random) -> Judged {
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
    async fn turn(&mut self, deed: &'static str, details: Value) -> Judged {
        let Some((before, after)) = self.hands(deed, details).await? else {
            return self.see_after(None).await;
        };
        self.ledger.turn(&before, &after, true);
        self.see_after(Some(after)).await
    }

    async fn connect(&mut self, online: bool) -> Judged {
        self.write(if online { "online" } else { "offline" }.to_owned());
        self.count(if online { "back online" } else { "offline" });
        self.online = online;
        let conditions =
            json!({"offline": !online, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1});
        self.stage.devtools("Network.enable", json!({})).await;
        self.stage.devtools("Network.emulateNetworkConditions", conditions).await;
        Ok(())
    }

    /// The colleague changes the portal from elsewhere. Faults are met by everybody: what was done is seen
    /// afterwards.
    fn they(&mut self, deed: Deed, random: &mut Random) -> Judged {
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

    /// The user turns to what the widget asks, or to whatever keeps it from working.
    async fn tend(&mut self, random: &mut Random) -> Judged {
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

    async fn answer(&mut self, row: &Line, random: &mut Random) -> Judged {
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

    /// The faults are over. The user decides what is asked, and then the screen has to be the portal.
    async fn settle(&mut self) -> Judged {
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

    fn look_at_portal(&mut self) -> Judged {
        let state = get(&format!("{}/state", self.stage.emulator.control()));
        self.ledger.look(Held::all(&state))
    }

    /// Looks at the widget, and at what stands behind it.
    async fn look(&mut self) -> Judged {
        let after = self.hands("look", json!({})).await?.map(|(_, after)| after);
        self.see_after(after).await
    }

    /// Judges what is seen. Whatever is wrong has to stay so: a colour that is tried, and a dialog that has just been
    /// closed, are on the screen a moment longer.
    async fn see_after(&mut self, after: Option<Screen>) -> Judged {
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

    async fn try_look(&self) -> Option<Screen> {
        let script = "return window.chaos?.('look', {})";
        let seen = self.stage.client.execute(script, Vec::new()).await.ok()?;
        Some(Screen::read(&seen["after"]))
    }

    /// Does something in the widget: what was there before and after it, or nothing if it could not be done.
    async fn hands(&mut self, deed: &str, details: Value) -> Judged<Option<(Screen, Screen)>> {
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
    fn report(&self, what: &str) -> String {
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

/// Whether a button leads on where nothing gets through.
fn forward(way: &str) -> bool {
    matches!(way, "Try now" | "Try again" | "Reconnect" | "Reload")
}

/// Whether a button of a row decides something.
fn decides(label: &str) -> bool {
    !matches!(label, "Details" | "Copy" | "Continue…" | "Reconnect")
}
