//! A program that serves until it is told to stop.

use std::{
    io::{BufRead, BufReader, Read},
    process::{Command, ExitStatus, Stdio},
    thread,
};

use crate::failure::Failure;

use super::group::Group;

/// A running program whose output is shown under its name.
#[derive(Debug)]
pub(crate) struct Service {
    name: &'static str,
    group: Group,
}

impl Service {
    /// Starts the program; `is_shown` sees each line of standard output and may keep it back.
    pub(crate) fn start(
        name: &'static str,
        mut command: Command,
        is_shown: impl Fn(&str) -> bool + Send + 'static,
    ) -> Result<Self, Failure> {
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut group = Group::start(&mut command).map_err(Failure::of(format!("starting the {name}")))?;
        if let Some(output) = group.leader().stdout.take() {
            thread::spawn(move || show(name, output, is_shown));
        }
        if let Some(output) = group.leader().stderr.take() {
            thread::spawn(move || show(name, output, |_| true));
        }
        Ok(Self { name, group })
    }

    /// The name its output is shown under.
    pub(crate) fn name(&self) -> &'static str {
        self.name
    }

    /// How the program ended, if it did.
    pub(crate) fn ended(&mut self) -> Result<Option<ExitStatus>, Failure> {
        self.group.leader().try_wait().map_err(Failure::of(format!("watching the {}", self.name)))
    }
}

fn show(name: &str, output: impl Read, is_shown: impl Fn(&str) -> bool) {
    let mut lines = BufReader::new(output);
    let mut line = Vec::new();
    // Reading goes on past bytes that are not text: a full pipe would stop the service.
    while lines.read_until(b'\n', &mut line).is_ok_and(|read| read > 0) {
        let text = String::from_utf8_lossy(&line);
        let text = text.trim_end();
        if is_shown(text) {
            println!("{name} | {text}");
        }
        line.clear();
    }
}
