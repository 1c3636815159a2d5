//! Everything that may go wrong, at everything a user may be doing: what is seen, and what comes of it.
//!
//! The tests play cells of the table in `docs/faults.md` and compare: a quarter of them, each fault at one operation or
//! two, since all of them take ten minutes; all with `STAGECRAFT_ALL_FAULTS=1`. `STAGECRAFT_WRITE_DOCS=1 cargo xtask
//! test --only e2e -- faults` plays them all and writes what it sees there instead.

use crate::stage::Stage;
use browser::http;
use cell::Bench;
use fault::Fault;
use operation::Operation;
use portal_emulator::{Options, RequestLimit};
use std::time::Duration;
use table::Table;

mod cell;
mod fault;
mod operation;
mod table;
mod told;

/// One cell in so many is played in an ordinary run.
const SHARE: usize = 4;

async fn play(operation: Operation) {
    let options = Options {
        // The widget's own pace is as fast as its clock.
        request_limit: RequestLimit::Off,
        token_lifetime: Duration::from_hours(1000),
        ..Options::default()
    };
    let mut bench = Bench::new(Stage::set_with(options).await, operation).await;
    let kinds = http::get(&format!("{}/faults/kinds", bench.stage.emulator.control()));
    let mut table = Table::of(operation);
    let nth = Operation::ALL.iter().position(|known| *known == operation).unwrap_or_default();
    for (at, fault) in Fault::all(&kinds).into_iter().enumerate() {
        if !table::is_whole() && !(at + nth).is_multiple_of(SHARE) {
            continue;
        }
        let reason = fault.misses(operation).or_else(|| bench.refuses(&fault));
        if let Some(reason) = reason {
            table.misses(&fault, reason);
        } else {
            let cell = bench.play(&fault, |cell| table.knows(cell)).await;
            table.add(&fault, cell);
        }
    }
    let wrong = std::mem::take(&mut bench.wrong);
    bench.stage.strike().await;
    table.keep();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn opening_the_list() {
    play(Operation::List).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn renaming() {
    play(Operation::Rename).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn recolouring() {
    play(Operation::Recolour).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn moving() {
    play(Operation::Reorder).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn adding() {
    play(Operation::Add).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn deleting() {
    play(Operation::Delete).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn refreshing() {
    play(Operation::Refresh).await;
}
