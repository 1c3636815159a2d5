use std::{
    io::{BufRead, BufReader, Read},
    process::{Command, Stdio},
};

use serde_json::Value;

const PROGRAM: &str = env!("CARGO_BIN_EXE_portal-emulator");

#[test]
fn one_line_of_json_says_where_everything_is() {
    let mut child = Command::new(PROGRAM).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    output.read_line(&mut line).unwrap();
    let addresses: Value = serde_json::from_str(&line).unwrap();
    for name in ["portal", "app", "control"] {
        assert!(addresses[name].as_str().unwrap().starts_with("http://127.0.0.1:"), "{line}");
    }

    let taken = addresses["portal"].as_str().unwrap().strip_prefix("http://").unwrap();
    let second = Command::new(PROGRAM).args(["--portal", taken]).output().unwrap();
    assert_eq!(second.status.code(), Some(1));
    let complaint = String::from_utf8(second.stderr).unwrap();
    assert!(complaint.starts_with(&format!("the portal cannot listen on {taken}: ")), "{complaint}");

    interrupt(child.id());
    assert!(child.wait().unwrap().success());
    let mut rest = String::new();
    output.read_to_string(&mut rest).unwrap();
    assert_eq!(rest, "");
}

/// What Ctrl+C does.
fn interrupt(process: u32) {
    let status = Command::new("sh").args(["-c", &format!("kill -INT {process}")]).status().unwrap();
    assert!(status.success());
}

#[test]
fn mistakes_end_the_program() {
    let outcome = Command::new(PROGRAM).args(["--generation", "1999"]).output().unwrap();
    assert_eq!(outcome.status.code(), Some(2));
    assert!(String::from_utf8(outcome.stderr).unwrap().contains("`1999` is not 2024 or 2026"));
    let outcome = Command::new(PROGRAM).args(["--seed", "/nowhere.json"]).output().unwrap();
    assert_eq!(outcome.status.code(), Some(1));
    let outcome = Command::new(PROGRAM).arg("--help").output().unwrap();
    assert!(outcome.status.success() && outcome.stdout.starts_with(b"usage:"));
}
