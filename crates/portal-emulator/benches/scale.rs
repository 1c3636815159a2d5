//! How the portal's answers grow with what is in it: `cargo bench -p portal-emulator`.
//!
//! Times are medians of one run on one machine; what can be compared are the ratios.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a bench may panic, and prints what it measures"
)]

use std::{
    io::{Read, Write},
    net::TcpStream,
    time::{Duration, Instant},
};

use portal_emulator::{Emulator, Options};
use tokio::runtime::Runtime;

const RUNS: usize = 21;

fn main() {
    let runtime = Runtime::new().unwrap();
    println!("{:>8} {:>12} {:>12} {:>12}", "stages", "list", "per row", "update");
    for stages in [100, 1_000, 10_000] {
        let portal = Bench::new(&runtime, stages, 0);
        let list = portal.median("crm.status.list", "filter[ENTITY_ID]=DEAL_STAGE");
        let update = portal.median("crm.status.update", "id=103&fields[NAME]=x");
        println!("{stages:>8} {list:>12.2?} {:>12.2?} {update:>12.2?}", list / stages);
    }
    println!("\n{:>8} {:>12}", "deals", "count in 50 stages, one batch");
    for per_stage in [20, 200, 2_000] {
        let portal = Bench::new(&runtime, 50, per_stage);
        let command =
            |code| format!("&cmd[s{code}]=crm.deal.list%3Ffilter[STAGE_ID]%3DGEN_{code}%26select[]%3DID");
        let commands = (1..=50).map(command).collect::<Vec<_>>().concat();
        println!("{:>8} {:>12.2?}", 50 * per_stage, portal.median("batch", &commands));
    }
}

/// A portal with so many more stages, and so many deals in each.
struct Bench {
    emulator: Emulator,
    token: String,
}

impl Bench {
    fn new(runtime: &Runtime, stages: u32, deals: u32) -> Self {
        let emulator = runtime.block_on(Emulator::start(Options::default())).unwrap();
        let op = format!(r#"{{"op":"generate","entity":"DEAL_STAGE","count":{stages},"items":{deals}}}"#);
        post(emulator.control(), "/ops", &op);
        let answer = post(emulator.control(), "/token", "{}");
        let answer: serde_json::Value = serde_json::from_str(&answer).unwrap();
        let token = answer["access_token"].as_str().unwrap().to_owned();
        Self { emulator, token }
    }

    /// The time from the first byte sent to the last one received.
    fn median(&self, method: &str, params: &str) -> Duration {
        let body = format!("auth={}&{params}", self.token);
        let mut times: Vec<_> = (0..RUNS)
            .map(|_| {
                let start = Instant::now();
                let answer = post(self.emulator.portal(), &format!("/rest/{method}"), &body);
                assert!(answer.starts_with("{\"result\""), "{answer}");
                start.elapsed()
            })
            .collect();
        times.sort_unstable();
        times[RUNS / 2]
    }
}

fn post(origin: &str, path: &str, body: &str) -> String {
    let authority = origin.strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(authority).unwrap();
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: {authority}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(body.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer.split_once("\r\n\r\n").unwrap().1.to_owned()
}
