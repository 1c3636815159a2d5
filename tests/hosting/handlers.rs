//! The handlers of hosts that cannot be had here, in Node.

use crate::package;
use std::path::Path;
use std::process::Command;

#[test]
fn the_handlers_of_other_hosts_answer_a_portal() {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hosting/handlers.mjs");
    let status = Command::new("node").arg(script).arg(package::hosting()).status().expect("Node");
    assert!(status.success(), "{status}");
}
