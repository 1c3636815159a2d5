//! The chaos test, for as long as one likes.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::{
    bundle::Bundle,
    failure::Failure,
    process::CommandExt,
    tools::{Need, Tools},
    workspace::Workspace,
};

/// The story that goes on if it is told how long.
const STORY: &str = "chaos::whatever_goes_wrong_no_edit_is_lost";

/// Plays rounds for so many minutes; without a seed, other ones than ever before. The first round in which something
/// happens that must not happen is the last one, and a failure.
pub(crate) fn run(workspace: &Workspace, minutes: u32, seed: Option<u64>) -> Result<(), Failure> {
    if !workspace.dist().join("index.html").is_file() {
        Bundle::build(workspace)?;
    }
    let tools = Tools::ensure(workspace, &[Need::Browser])?;
    let now = || SystemTime::now().duration_since(UNIX_EPOCH).map_or(1, |now| now.as_secs());
    let seed = seed.unwrap_or_else(now);
    println!("chaos: {minutes} minutes from seed {seed} on");
    let mut cargo = workspace.cargo();
    cargo.args(["test", "-p", "stagecraft", "--test", "e2e", "--", "--nocapture", "--exact", STORY]);
    cargo.env("STAGECRAFT_DIST", workspace.dist());
    cargo.env("CHAOS_MINUTES", minutes.to_string()).env("CHAOS_SEED", seed.to_string());
    tools.equip(&mut cargo)?.run()
}
