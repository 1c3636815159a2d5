//! One round: a portal, a widget, two people, and everything that can go wrong between them.

mod colleague;
mod decisions;
mod user;
mod verdict;

use super::faults::{Faults, Moment};
use super::ledger::{Judged, Ledger, Violation, violation};
use super::random::Random;
use super::screen::Screen;
use crate::stage::{Stage, Visit};
use decisions::forward;
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
}
