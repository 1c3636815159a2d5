//! Two people, a widget, a portal, and every fault the emulator knows: no edit is lost, and none is called saved that
//! is not.
//!
//! `CHAOS_SEED` chooses the decisions of the first round. `CHAOS_MINUTES` makes it go on with other ones, which
//! `cargo xtask chaos` does.

mod faults;
mod ledger;
mod random;
mod round;
mod screen;

use crate::stage::Stage;
use round::{Figures, Plan, Round};
use std::time::{Duration, Instant};

/// The decisions of an ordinary run.
const SEED: u64 = 1;
/// So often a round is played in which something was wrong.
const PLAYS: usize = 3;
/// How much faster the widget's time runs, mostly.
const SPEED: u32 = 12;

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok()?.parse().ok()
}

impl Plan {
    /// A round of less than a minute.
    fn short(seed: u64) -> Self {
        Self { seed, speed: SPEED, openings: 1, steps_alone: 3, steps_mixed: 32, limited: false }
    }

    /// A round of a long run: every fourth one in real time, against the portal's real limits.
    fn long(seed: u64) -> Self {
        if seed % 4 == 3 {
            return Self { seed, speed: 1, openings: 1, steps_alone: 4, steps_mixed: 40, limited: true };
        }
        Self { seed, speed: SPEED, openings: 3, steps_alone: 6, steps_mixed: 120, limited: false }
    }
}

/// Plays a round. The same decisions meet the same trouble, while a busy machine may show the judge a screen that is
/// half painted: so a violation counts when it has come back every time.
async fn play(plan: Plan) {
    let mut reports = Vec::new();
    while reports.len() < PLAYS {
        let (stage, start) = (Stage::set().await, Instant::now());
        match Round::new(&stage, plan).play().await {
            Ok(figures) => {
                stage.strike().await;
                return tell(plan, start.elapsed(), &figures);
            }
            Err(report) => {
                stage.picture(&format!("chaos-{}-{}", plan.seed, reports.len() + 1)).await;
                stage.strike().await;
                reports.push(format!("chaos, seed {}: {report}", plan.seed));
            }
        }
    }
    panic!("{}", reports.join("\n\n"));
}

#[expect(clippy::print_stdout, reason = "a run that takes minutes says how it goes")]
fn tell(plan: Plan, took: Duration, figures: &Figures) {
    let counts: Vec<_> = figures.counts.iter().map(|(what, count)| format!("{what} {count}")).collect();
    let faults: Vec<_> = figures.faults.iter().map(|(kind, hits)| format!("{kind} {hits}")).collect();
    let (took, settled) = (took.as_secs_f32(), figures.settled.as_secs_f32());
    println!(
        "chaos, seed {} (time × {}): {took:.1} s, settled in {settled:.1} s\n  {}\n  faults met: {}",
        plan.seed,
        plan.speed,
        counts.join(", "),
        faults.join(", ")
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_goes_wrong_no_edit_is_lost() {
    let seed = number("CHAOS_SEED").unwrap_or(SEED);
    let Some(minutes) = number("CHAOS_MINUTES") else {
        play(Plan::short(seed)).await;
        return;
    };
    let (start, long) = (Instant::now(), Duration::from_secs(60 * minutes));
    for seed in seed.. {
        play(Plan::long(seed)).await;
        if start.elapsed() >= long {
            break;
        }
    }
}
