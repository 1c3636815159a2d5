//! The order of a run: the clients take turns, so that whatever the machine does besides meets all of them.

use std::{sync::Arc, time::Instant};

use crate::{
    client::{Client, Condition},
    endurance::Endurance,
    host::Files,
    plan::Plan,
    portal::Portal,
    proof,
    results::{Cell, Results},
    stats::{median, plain},
    visit::Visit,
};

/// With so many values, a slow visit takes so long that few have to do.
const LARGE: u32 = 10_000;
const FEW: u32 = 3;

/// A client that needs so many milliseconds is opened once: what it takes is known then.
const LONG: f64 = 15_000.0;

/// Measures what the plan asks for.
pub(crate) async fn run(plan: &Plan) -> Results {
    let started = Instant::now();
    let files: Vec<_> =
        plan.clients.iter().map(|client| Arc::new(Files::read(&plan.folders[*client as usize]))).collect();
    let mut results = Results::default();
    if let Some(at) = plan.clients.iter().position(|client| *client == Client::Peer) {
        let portal = Portal::open(Client::Peer, Arc::clone(&files[at]), Condition::Plain, 10).await;
        proof::of_peer(&portal).await;
        portal.close().await;
    }
    for size in plan.sizes.iter().copied() {
        for condition in Condition::ALL {
            let mut portals = Vec::new();
            for (client, files) in plan.clients.iter().zip(&files) {
                portals.push(Portal::open(*client, Arc::clone(files), condition, size).await);
            }
            let few = condition == Condition::Slow && size >= LARGE;
            let repetitions = if few { plan.repetitions.min(FEW) } else { plan.repetitions };
            let mut cells: Vec<Cell> = plan
                .clients
                .iter()
                .map(|client| Cell { client: *client, condition, size, samples: Vec::new() })
                .collect();
            for _ in 0..repetitions {
                for (portal, cell) in portals.iter().zip(&mut cells) {
                    if cell.samples.last().is_some_and(|sample| sample.usable > LONG) {
                        continue;
                    }
                    let visit = Visit::pay(portal).await;
                    cell.samples.push(visit.sample().await);
                    if condition == Condition::Slow && results.slowdown.is_none() {
                        results.slowdown = Some(visit.slowdown().await);
                    }
                    visit.end().await;
                }
            }
            for cell in &cells {
                say(cell, started);
            }
            results.cells.extend(cells);
            for portal in portals {
                portal.close().await;
            }
        }
    }
    let at = plan.clients.iter().position(|client| *client == Client::Stagecraft);
    if let Some(files) = at.map(|at| Arc::clone(&files[at])) {
        let portal = Portal::open(Client::Stagecraft, files, Condition::Plain, 100).await;
        results.endurance = Some(Endurance::of(&portal, plan).await);
        portal.close().await;
    }
    results.machine = machine();
    println!("measured in {:.0} s", started.elapsed().as_secs_f64());
    results
}

fn say(cell: &Cell, started: Instant) {
    let figure = |values: Vec<f64>| median(&values).map_or_else(|| "–".to_owned(), plain);
    println!(
        "{:>4.0} s  {:>6} values {:<5} {:<14} first row {:>6} ms, usable {:>6} ms, key {:>5} ms, colour {:>5} ms",
        started.elapsed().as_secs_f64(),
        cell.size,
        cell.condition.name(),
        cell.client.title(),
        figure(cell.all(|it| it.first)),
        figure(cell.all(|it| it.usable)),
        figure(cell.pooled(|it| &it.keys)),
        figure(cell.pooled(|it| &it.colors)),
    );
}

fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    format!("{cores} cores, {} {}, headless Chromium", std::env::consts::OS, std::env::consts::ARCH)
}
