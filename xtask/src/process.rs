//! Starting programs and saying clearly which one failed.

use std::process::{Command, ExitStatus, Stdio};

use crate::failure::Failure;

/// What the commands need of [`Command`] beyond the standard library.
pub(crate) trait CommandExt {
    /// The command as it would be typed, without its environment.
    fn line(&self) -> String;

    /// Runs to the end on this terminal; anything but success is a failure.
    fn run(&mut self) -> Result<(), Failure>;

    /// Like [`CommandExt::run`], with standard output kept free for the caller's own.
    fn run_aside(&mut self) -> Result<(), Failure>;

    /// Standard output of a program that succeeded, trimmed; `None` if it did not start or failed.
    fn answer(&mut self) -> Option<String>;
}

impl CommandExt for Command {
    fn line(&self) -> String {
        let program = std::path::Path::new(self.get_program());
        let mut line = program.file_stem().unwrap_or(self.get_program()).to_string_lossy().into_owned();
        for arg in self.get_args() {
            line.push(' ');
            line.push_str(&arg.to_string_lossy());
        }
        line
    }

    fn run(&mut self) -> Result<(), Failure> {
        let line = self.line();
        let status = self.status().map_err(Failure::of(format!("starting `{line}`")))?;
        succeeded(&line, status)
    }

    fn run_aside(&mut self) -> Result<(), Failure> {
        self.stdout(std::io::stderr()).run()
    }

    fn answer(&mut self) -> Option<String> {
        let output = self.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }
}

/// Passes a successful status and names the program otherwise.
pub(crate) fn succeeded(line: &str, status: ExitStatus) -> Result<(), Failure> {
    if status.success() { Ok(()) } else { Err(Failure::new(format!("`{line}` failed ({status})"))) }
}
