//! Commands whose output is shown as it comes and read at the same time.

use std::{
    io::{self, Read, Write},
    process::{Command, Stdio},
};

use crate::{
    failure::Failure,
    process::{CommandExt, succeeded},
};

use super::tally::Tally;

/// A command to be run on this terminal.
#[derive(Debug)]
pub(crate) struct Live<'a>(pub(crate) &'a mut Command);

impl Live<'_> {
    /// Runs to the end and counts the results; anything but success is a failure.
    pub(crate) fn run(self, tally: &mut Tally) -> Result<(), Failure> {
        let line = self.0.line();
        println!("$ {line}");
        let failed = || Failure::of(format!("running `{line}`"));
        // Errors and progress go to the terminal as they are: results come by standard output only.
        let mut child = self.0.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().map_err(failed())?;
        if let Some(output) = child.stdout.take() {
            copy(output, &mut io::stdout(), tally).map_err(failed())?;
        }
        succeeded(&line, child.wait().map_err(failed())?)
    }
}

/// Passes on every byte at once, so that a test that hangs is named, and counts by lines.
fn copy(mut from: impl Read, to: &mut impl Write, tally: &mut Tally) -> io::Result<()> {
    let mut chunk = [0; 4096];
    let mut line = Vec::new();
    loop {
        let read = from.read(&mut chunk)?;
        if read == 0 {
            break;
        }
        to.write_all(&chunk[..read])?;
        to.flush()?;
        for byte in &chunk[..read] {
            if *byte == b'\n' {
                tally.add_line(&String::from_utf8_lossy(&line));
                line.clear();
            } else {
                line.push(*byte);
            }
        }
    }
    tally.add_line(&String::from_utf8_lossy(&line));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn output_is_passed_on_and_counted_even_without_a_last_newline() {
        let output = "test result: ok. 2 passed; 0 failed;\n\u{2026}\ntest result: ok. 1 passed; 0 failed;";
        let (mut shown, mut tally) = (Vec::new(), Tally::default());
        copy(output.as_bytes(), &mut shown, &mut tally).unwrap();
        assert_eq!(shown, output.as_bytes());
        assert_eq!(tally.to_string(), "3 passed, 0 failed");
    }
}
