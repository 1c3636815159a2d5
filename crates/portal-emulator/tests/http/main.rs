//! The emulator over HTTP: what the cases of the specification do not cover.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod app_host;
mod application;
mod authorisation;
mod batch;
mod client;
mod control;
mod docs_profile;
mod envelope;
mod faults;
mod handlers;
mod limits;
mod page;
mod people;
mod placements;
mod program;
mod records;
mod reload;
mod statuses;

use portal_emulator::{Emulator, Options};

async fn start() -> Emulator {
    Emulator::start(Options::default()).await.unwrap()
}
