//! What may go wrong: every kind the emulated portal knows, with what it has to be told.

use super::operation::Operation;
use serde_json::{Value, json};

/// Where it goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A request to the REST API.
    Method,
    /// A reply of the portal page.
    Command,
    /// A file of the widget.
    File,
    /// The browser has no connection.
    Browser,
}

/// One thing that may go wrong.
#[derive(Clone, Debug)]
pub(super) struct Fault {
    pub(super) title: String,
    pub(super) place: Place,
    /// What it waits for if it is not told.
    default: String,
    order: Value,
    /// It is one of the API's many codes.
    code: bool,
    /// How many times as long as usual it is waited for what comes.
    times: u32,
}

/// How fast the clock of `page.js` goes while a question waits for its answer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clock {
    /// At its ordinary pace for so long, in milliseconds.
    pub(super) grace: u32,
    /// Then so many times as fast.
    pub(super) rate: u32,
}

impl Clock {
    /// For answers that come: however busy the machine is, none is taken for late.
    pub(super) const CALM: Self = Self { grace: 20_000, rate: 60 };
    /// For answers that never come.
    const FAST: Self = Self { grace: 400, rate: 60 };
    /// For answers that come late, and not too late.
    const BRISK: Self = Self { grace: 400, rate: 10 };
}

/// An answer that comes after the widget has given it up, in milliseconds of a fast clock.
const TOO_LATE: u32 = 1_400;

impl Fault {
    /// Everything that may go wrong, in the order of the portal's list.
    pub(super) fn all(kinds: &Value) -> Vec<Self> {
        let kinds = kinds.as_array().expect("a list");
        let own: Vec<_> = kinds.iter().filter_map(|kind| kind["kind"].as_str()).collect();
        let mut all = Vec::new();
        for place in [Place::Method, Place::Command, Place::File] {
            for kind in kinds.iter().filter(|kind| is_of(kind, place)) {
                all.extend(variants(kind, place, &own));
            }
        }
        let title = "The browser is offline".to_owned();
        all.push(Self {
            title,
            place: Place::Browser,
            default: String::new(),
            order: Value::Null,
            code: false,
            times: 1,
        });
        all
    }

    /// The same on a machine so many times as slow: an answer that comes has so many times as long to come, and one
    /// that comes too late comes as much later.
    pub(super) fn at_leisure(&self, times: u32) -> Self {
        let mut fault = Self { times, ..self.clone() };
        if self.order["ms"] == TOO_LATE {
            fault.order["ms"] = json!(TOO_LATE * times);
        }
        fault
    }

    /// The clock with which nobody waits for long, and nothing is late by accident.
    pub(super) fn clock(&self) -> Clock {
        match (self.order["kind"].as_str(), self.place) {
            (Some("delay"), _) if self.order["ms"] != TOO_LATE * self.times => Clock::BRISK,
            (Some("duplicate"), _) => Clock::CALM,
            (Some("delay" | "no_answer"), _) | (_, Place::Command) => {
                Clock { grace: Clock::FAST.grace * self.times, ..Clock::FAST }
            }
            _ => Clock::CALM,
        }
    }

    /// Why it cannot meet an operation; none if it can.
    pub(super) fn misses(&self, operation: Operation) -> Option<&'static str> {
        let list = operation == Operation::List;
        match self.place {
            Place::File if !list => Some("the program is loaded once, when the page is opened"),
            Place::Browser if list => Some("without a connection not even the portal's page opens"),
            Place::Method if self.default == "writing" && operation.method().is_none() => {
                Some("nothing is written")
            }
            Place::Method if self.code && !matches!(operation, Operation::List | Operation::Rename) => {
                Some("a code means the same whatever was asked for, see renaming")
            }
            Place::Command if list && self.default == "refreshAuth" => {
                Some("the page is opened with a token")
            }
            _ => None,
        }
    }

    /// The orders for an operation: to occur once, as late as possible in it, and to last.
    pub(super) fn orders(&self, operation: Operation) -> [Value; 2] {
        let with = |more: Value| {
            let mut order = self.order.clone();
            let fields = more.as_object().expect("fields").clone();
            order.as_object_mut().expect("fields").extend(fields);
            order
        };
        match (self.place, operation.method()) {
            (Place::Browser, _) => [Value::Null, Value::Null],
            (Place::Method, Some(method)) => {
                [with(json!({"method": method, "count": 1})), with(json!({"count": "all"}))]
            }
            (Place::Command, _) => [json!(1), json!("all")]
                .map(|count| with(json!({"command": operation.command(), "count": count}))),
            (Place::File, _) => {
                [json!(1), json!("all")].map(|count| with(json!({"file": "*.wasm", "count": count})))
            }
            _ => [json!(1), json!("all")].map(|count| with(json!({"count": count}))),
        }
    }
}

fn is_of(kind: &Value, place: Place) -> bool {
    let name = match place {
        Place::Method => "method",
        Place::Command => "command",
        Place::File => "file",
        Place::Browser => return false,
    };
    kind["where"].as_array().is_some_and(|places| places.iter().any(|place| place == name))
}

/// A kind with each of the things that it wants to be told.
fn variants(kind: &Value, place: Place, own: &[&str]) -> Vec<Fault> {
    let (name, title) = (&kind["kind"], kind["title"].as_str().unwrap_or_default());
    let default = kind["default"].as_str().unwrap_or_default().to_owned();
    let fault = |detail: &str, order: Value| Fault {
        title: format!("{title}{detail}"),
        place,
        default: default.clone(),
        order,
        code: false,
        times: 1,
    };
    match kind["needs"][0].as_str() {
        Some("ms") => {
            // The portal page is given ten seconds, the API thirty.
            let late = if place == Place::Command { 700 } else { 1_300 };
            let too_late = (place != Place::File).then_some((", after the widget has given it up", TOO_LATE));
            let times = [Some(("", late)), too_late].into_iter().flatten();
            times.map(|(detail, ms)| fault(detail, json!({"kind": name, "ms": ms}))).collect()
        }
        Some("status") => [502, 503]
            .iter()
            .filter(|status| place == Place::Method || **status == 502)
            .map(|status| fault(&format!(" ({status})"), json!({"kind": name, "status": status})))
            .collect(),
        Some("code") => {
            let codes = kind["codes"].as_array().into_iter().flatten().filter_map(Value::as_str);
            // Some have a kind of their own.
            let other = |code: &&str| !own.iter().any(|own| code.to_lowercase().starts_with(own));
            codes
                .filter(other)
                .map(|code| {
                    let order = json!({"kind": name, "code": code});
                    Fault { title: format!("`{code}`"), code: true, ..fault("", order) }
                })
                .collect()
        }
        _ => vec![fault("", json!({"kind": name}))],
    }
}
