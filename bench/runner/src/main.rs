//! The side by side measurement: Stagecraft, a peer on the official stack, and the floor, each in the same emulated
//! portal, one after the other in turns. `cargo xtask bench` builds what is measured and starts this.

#![expect(clippy::print_stdout, reason = "a command-line program speaks through standard output")]
#![expect(clippy::expect_used, reason = "a measurement that meets what it does not expect has failed")]

mod client;
mod decode;
mod endurance;
mod hands;
mod host;
mod plan;
mod portal;
mod proof;
mod report;
mod results;
mod round;
mod stats;
mod visit;

use std::process::ExitCode;

use plan::Plan;

#[tokio::main(worker_threads = 2)]
async fn main() -> ExitCode {
    match Plan::parse(std::env::args().skip(1)) {
        Ok(Plan { bytes: Some(figures), out, .. }) => {
            report::bytes::write(&figures, &out);
            ExitCode::SUCCESS
        }
        Ok(Plan { decode: Some(folder), out, .. }) => {
            decode::run(&folder, &out).await;
            ExitCode::SUCCESS
        }
        Ok(plan) => {
            let results = round::run(&plan).await;
            report::write(&plan, &results);
            ExitCode::SUCCESS
        }
        Err(complaint) => {
            eprintln!("error: {complaint}");
            ExitCode::from(2)
        }
    }
}
