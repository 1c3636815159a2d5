//! The emulator's faults: all of its list, armed and counted.

use super::random::Random;
use browser::http::{ask, delete, get, post};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// What waits for the page to be opened, and what for the page that is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Moment {
    Opening,
    Working,
}

/// The faults of one portal.
#[derive(Debug)]
pub(super) struct Faults {
    control: String,
    /// What is armed: its id, its name, and how often it may still occur.
    armed: Vec<(u64, String, Option<u64>)>,
    hits: BTreeMap<String, u64>,
}

impl Faults {
    pub(super) fn of(control: &str) -> Self {
        Self { control: control.to_owned(), armed: Vec::new(), hits: BTreeMap::new() }
    }

    /// Every kind with everything it can happen to at that moment, in an order of chance.
    pub(super) fn all(&self, moment: Moment, random: &mut Random) -> Vec<Value> {
        let kinds = get(&format!("{}/faults/kinds", self.control));
        let mut faults = Vec::new();
        for kind in kinds.as_array().expect("kinds") {
            for place in kind["where"].as_array().expect("places") {
                let target = match (place.as_str().expect("a place"), moment) {
                    ("method", _) => json!({}),
                    ("command", Moment::Opening) if needs_no_server(kind) => {
                        json!({"command": "getInitData"})
                    }
                    ("command", Moment::Working) => json!({"command": "refreshAuth"}),
                    ("file", Moment::Opening) if kind["kind"] == "wrong_mime" => json!({"file": "*.wasm"}),
                    ("file", Moment::Opening) => json!({"file": "*"}),
                    _ => continue,
                };
                faults.push(with_needs(kind, target, random));
            }
        }
        random.shuffle(&mut faults);
        faults
    }

    /// Lets faults wait for their chance.
    pub(super) fn arm(&mut self, faults: &[Value]) {
        let answer = ask(&format!("{}/faults", self.control), &json!(faults));
        for (fault, id) in faults.iter().zip(answer["ids"].as_array().expect("ids")) {
            let left = fault["count"].as_u64();
            self.armed.push((id.as_u64().expect("an id"), name(fault), left));
        }
        // What is wrong with a token's renewal is seen only by who needs one.
        if faults.iter().any(|fault| fault["command"] == "refreshAuth") {
            post(&format!("{}/expire", self.control), &json!({}));
        }
    }

    /// Whether everything that is armed has occurred at least once.
    pub(super) fn are_hit(&self) -> bool {
        let waiting = self.waiting();
        self.armed.iter().all(|(id, ..)| waiting.get(id).is_none_or(|hits| *hits > 0))
    }

    /// Takes everything back, and counts.
    pub(super) fn clear(&mut self) {
        let waiting = self.waiting();
        delete(&format!("{}/faults", self.control));
        for (id, name, left) in self.armed.drain(..) {
            let hits = waiting.get(&id).copied().or(left).unwrap_or_default();
            *self.hits.entry(name).or_default() += hits;
        }
    }

    pub(super) fn armed(&self) -> Vec<&str> {
        self.armed.iter().map(|(_, name, _)| &**name).collect()
    }

    pub(super) fn hits(&self) -> &BTreeMap<String, u64> {
        &self.hits
    }

    /// The faults that are still armed, and how often each has occurred.
    fn waiting(&self) -> BTreeMap<u64, u64> {
        let list = get(&format!("{}/faults", self.control));
        let list = list["faults"].as_array().cloned().unwrap_or_default();
        list.iter().filter_map(|fault| Some((fault["id"].as_u64()?, fault["hits"].as_u64()?))).collect()
    }
}

/// The introduction of the page is made by the page alone: its server cannot fail in it.
fn needs_no_server(kind: &Value) -> bool {
    !matches!(kind["kind"].as_str(), Some("reset" | "html" | "empty_token"))
}

fn with_needs(kind: &Value, target: Value, random: &mut Random) -> Value {
    let mut fault = target;
    fault["kind"] = kind["kind"].clone();
    let slow = matches!(kind["kind"].as_str(), Some("no_answer"));
    fault["count"] = json!(if slow { 1 } else { 1 + random.below(3) });
    for need in kind["needs"].as_array().expect("needs") {
        match need.as_str().expect("a need") {
            "ms" => fault["ms"] = json!(50 + random.below(400)),
            "status" => fault["status"] = json!(random.pick(&[403, 500, 502, 503, 504])),
            "code" => fault["code"] = random.pick(kind["codes"].as_array().expect("codes")).cloned().into(),
            need => panic!("the test does not know what to give for {need}"),
        }
    }
    fault
}

/// What a fault is called in the figures.
fn name(fault: &Value) -> String {
    let kind = fault["kind"].as_str().expect("a kind");
    let place = ["command", "file"].iter().find_map(|place| fault[*place].as_str());
    place.map_or_else(|| kind.to_owned(), |place| format!("{kind} {place}"))
}
