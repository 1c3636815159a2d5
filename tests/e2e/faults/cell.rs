//! One fault and one operation: what the user sees when it happens once, and when it lasts.

use super::fault::{Clock, Fault, Place};
use super::operation::{Operation, Stored, Subject};
use super::told::Told;
use crate::stage::{Stage, Visit};
use browser::http;
use serde_json::{Value, json};
use std::time::Duration;

/// What the user sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    /// It happens once.
    pub(super) once: String,
    /// It lasts, until nothing more happens by itself.
    pub(super) lasting: String,
    /// It is over, and the user takes what is offered.
    pub(super) forward: String,
}

/// A portal and a browser for all cells of an operation.
pub(super) struct Bench {
    pub(super) stage: Stage,
    operation: Operation,
    /// What must never happen, and did.
    pub(super) wrong: Vec<String>,
}

/// How often a cell is played at most, and at each time how many times as long it is waited for what comes.
const LEISURE: [u32; 4] = [1, 3, 5, 5];

/// The presses of a button after which a user gives up.
const PRESSES: usize = 3;

impl Bench {
    pub(super) async fn new(stage: Stage, operation: Operation) -> Self {
        let page = include_str!("page.js").replace("{control}", stage.emulator.control());
        stage.run_first(&page).await;
        stage.devtools("Network.enable", json!({})).await;
        // What it shows as saved is compared with the portal at once, for which the page asks the control API.
        stage.devtools("Page.setBypassCSP", json!({"enabled": true})).await;
        stage.visit(Visit::default()).await;
        Self { stage, operation, wrong: Vec::new() }
    }

    /// Why the portal itself says that a fault would never occur.
    pub(super) fn refuses(&self, fault: &Fault) -> Option<&'static str> {
        let [once, _] = fault.orders(self.operation);
        let control = self.stage.emulator.control();
        let accepted = once.is_null() || http::accepts(&format!("{control}/faults"), &once);
        http::delete(&format!("{control}/faults"));
        (!accepted).then_some("the portal's page asks no server for it")
    }

    /// Plays both runs. What is not as it was is played again until two times are the same: a machine that stands still
    /// for a second looks like a portal that does not answer. So it is waited longer from time to time.
    pub(super) async fn play(&mut self, fault: &Fault, expected: impl Fn(&Cell) -> bool) -> Cell {
        let before = self.wrong.len();
        let mut seen = Vec::new();
        loop {
            self.wrong.truncate(before);
            let cell = self.play_once(&fault.at_leisure(LEISURE[seen.len()])).await;
            let calm = before == self.wrong.len();
            if calm && expected(&cell) || seen.contains(&cell) || seen.len() + 1 == LEISURE.len() {
                return cell;
            }
            seen.push(cell);
        }
    }

    async fn play_once(&mut self, fault: &Fault) -> Cell {
        let [first, second] = self.operation.subjects();
        let [once, lasting] = fault.orders(self.operation);
        self.post("reset", &json!({}));
        if self.operation != Operation::List {
            self.open().await;
        }
        let once = if fault.place == Place::Browser {
            String::new()
        } else {
            self.begin(fault, &once).await;
            let mut told = self.act(first).await;
            self.judge(fault, "once", first, &told);
            let mut text = told.text();
            for _ in 0..PRESSES {
                if !told.forward {
                    break;
                }
                told = self.press().await;
                text = format!("{text}<br>→ {}", told.text());
            }
            self.end(fault).await;
            self.judge_end(fault, "once", first, &told);
            if !told.editable && self.operation != Operation::List {
                self.post("reset", &json!({}));
                self.open().await;
            }
            text
        };
        self.begin(fault, &lasting).await;
        let told = self.act(second).await;
        self.judge(fault, "lasting", second, &told);
        let seen = told.text();
        let offered = told.forward;
        self.end(fault).await;
        let mut told = if offered { self.press().await } else { self.wait().await };
        let mut forward = told.text();
        for _ in 1..PRESSES {
            if !told.forward {
                break;
            }
            told = self.press().await;
            forward = format!("{forward}<br>→ {}", told.text());
        }
        // What could not be wanted is not missed.
        if !refused(&seen) {
            self.judge_end(fault, "lifted", second, &told);
        }
        Cell { once, lasting: seen, forward }
    }

    /// Opens the widget anew.
    async fn open(&self) {
        self.stage.visit(Visit::default()).await;
        if self.operation != Operation::List {
            self.stage.find("[role=grid] [data-status-id]").await;
            self.stage.until_counted().await;
        }
    }

    /// Lets the fault happen from now on.
    async fn begin(&self, fault: &Fault, order: &Value) {
        if fault.place == Place::Browser {
            self.connect(false).await;
            return;
        }
        self.set_clock(fault.clock()).await;
        self.post("faults", order);
        if fault.place == Place::Command && self.operation != Operation::List {
            self.stage.leave().await;
            self.stage
                .until("armed", || async { self.stage.run("return portal.faultsArmed").await == true })
                .await;
            self.stage.enter().await;
            self.stage.expire_tokens();
        }
    }

    async fn end(&self, fault: &Fault) {
        if fault.place == Place::Browser {
            self.connect(true).await;
        }
        http::delete(&format!("{}/faults", self.stage.emulator.control()));
        self.set_clock(Clock::CALM).await;
    }

    async fn set_clock(&self, Clock { grace, rate }: Clock) {
        let clock = json!({"grace": grace, "rate": rate}).to_string();
        self.stage.run_with("localStorage.clock = arguments[0]", vec![json!(clock)]).await;
    }

    async fn connect(&self, online: bool) {
        if !online && self.stage.has("[role=grid]").await {
            self.stage.until_complete().await;
        }
        let conditions =
            json!({"offline": !online, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1});
        self.stage.devtools("Network.emulateNetworkConditions", conditions).await;
    }

    /// Does what is being done.
    async fn act(&self, subject: Subject) -> Told {
        match self.operation {
            Operation::List => self.open().await,
            Operation::Refresh => {
                let change = json!({"op": "raw_status", "id": subject.id, "set": {"NAME": subject.value}});
                self.stage.ops(&change);
            }
            _ => {}
        }
        self.tell(json!([self.operation.hand(), subject.id, subject.value])).await
    }

    /// Takes the first way forward that is offered.
    async fn press(&self) -> Told {
        if self.operation != Operation::List {
            return self.tell(json!(["forward"])).await;
        }
        // It may open the page anew.
        let label = self.stage.run("return stage.press()").await;
        tokio::time::sleep(Duration::from_millis(300)).await;
        self.stage.enter().await;
        let mut told = self.wait().await;
        told.said.insert(0, label.as_str().unwrap_or_default().to_owned());
        told
    }

    async fn wait(&self) -> Told {
        self.tell(json!(["list"])).await
    }

    async fn tell(&self, play: Value) -> Told {
        let script = "const done = arguments[arguments.length - 1];
                      stage.play(...arguments[0]).then(done, (error) => done({failed: String(error)}))";
        let told = self.stage.run_async(script, vec![play.clone()]).await;
        assert!(told["failed"].is_null(), "{play}: {told}");
        Told::read(&told)
    }

    fn post(&self, path: &str, body: &Value) {
        http::post(&format!("{}/{path}", self.stage.emulator.control()), body);
    }

    /// The rows that the portal stores, in their order.
    fn stored(&self) -> Vec<Stored> {
        let state = http::get(&format!("{}/state", self.stage.emulator.control()));
        let rows = state.as_array().expect("rows").iter();
        let mut rows: Vec<_> = rows.filter(|row| row["ENTITY_ID"] == "DEAL_STAGE").collect();
        let number = |row: &Value, key: &str| row[key].as_str().and_then(|text| text.parse::<i64>().ok());
        rows.sort_by_key(|row| {
            let group = ["P", "S", "F"].iter().position(|it| row["SEMANTICS"] == **it);
            (group.unwrap_or(0), number(row, "SORT"), number(row, "ID"))
        });
        rows.into_iter().map(Stored::read).collect()
    }

    /// What has to be true whenever nothing more happens by itself.
    fn judge(&mut self, fault: &Fault, run: &str, subject: Subject, told: &Told) {
        let mut wrong = told.wrong.clone();
        let taken_back = ["[Revert]", "[Remove from the list]", "[Keep it]"];
        let given_up = taken_back.iter().any(|button| told.said.iter().any(|said| said == button))
            || told.mentions("was put back")
            || told.mentions("is as it was");
        let refused = refused(&told.text());
        if !self.operation.is_held(subject, &self.stored()) {
            if !self.operation.is_shown(subject, told) && !given_up && !refused {
                wrong.push("the user's value is neither stored nor shown nor said to be lost".to_owned());
            }
            let claims = ["All changes saved", "Renamed", "Colour of", "moved", "added", "is deleted"];
            if claims.iter().any(|claim| told.line.contains(claim)) && !given_up && !refused {
                wrong.push(format!("not stored, but the status line says {:?}", told.line));
            }
        }
        self.wrong.extend(wrong.into_iter().map(|it| format!("{} · {run}: {it}", fault.title)));
    }

    /// What has to be true in the end.
    fn judge_end(&mut self, fault: &Fault, run: &str, subject: Subject, told: &Told) {
        self.judge(fault, run, subject, told);
        let stored = self.stored();
        let held: Vec<_> = stored.iter().map(|row| (row.id, &*row.name)).collect();
        let shown: Vec<_> = told.rows.iter().map(|row| (row.id, &*row.name)).collect();
        let mut wrong = Vec::new();
        if told.rows.iter().any(|row| row.state != "idle") && told.now.is_empty() {
            wrong.push(format!("something is still to come: {:?}", told.line));
        }
        // A file that never comes is the browser's to tell.
        let absent = fault.place == Place::File && told.is_blank();
        if shown != held && told.now.is_empty() && !absent {
            wrong.push(format!("shown {shown:?}, stored {held:?}"));
        }
        if self.operation == Operation::Add {
            let count = stored.iter().filter(|row| row.name == subject.value).count();
            if count > 1 {
                wrong.push(format!("added {count} times"));
            }
        }
        self.wrong.extend(wrong.into_iter().map(|it| format!("{} · {run}: {it}", fault.title)));
    }
}

/// Whether the page says that it does not do this now.
fn refused(text: &str) -> bool {
    text.contains("Deleting and moving have to wait")
}
