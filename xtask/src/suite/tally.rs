//! Counting tests from what the test runners print.

use std::fmt::{self, Display};

/// How many tests ran and how they ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    passed: u32,
    failed: u32,
    skipped: u32,
}

impl Tally {
    /// Adds the counts of a line such as `test result: ok. 3 passed; 0 failed; 1 ignored; …`; other
    /// lines count nothing. The browser's runner prints the same line as the host's.
    pub(crate) fn add_line(&mut self, line: &str) {
        let Some((_, result)) = line.split_once("test result: ") else { return };
        let words: Vec<&str> =
            result.split([' ', ';', '.', '\u{1b}']).filter(|word| !word.is_empty()).collect();
        for pair in words.windows(2) {
            let Ok(number) = pair[0].parse::<u32>() else { continue };
            match pair[1] {
                "passed" => self.passed += number,
                "failed" => self.failed += number,
                "ignored" => self.skipped += number,
                _ => {}
            }
        }
    }

    /// Counts a step that failed without failing tests, such as a lint.
    pub(crate) fn count_failed_step(&mut self) {
        self.failed = self.failed.max(1);
    }
}

impl Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)?;
        if self.skipped > 0 {
            write!(f, ", {} skipped", self.skipped)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(lines: &[&str]) -> String {
        let mut tally = Tally::default();
        for line in lines {
            tally.add_line(line);
        }
        tally.to_string()
    }

    #[test]
    fn results_add_up_over_all_runners() {
        let host =
            "test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 3 filtered out; finished in 0.02s";
        let browser = "test result: ok. 30 passed; 0 failed; 0 ignored; 0 filtered out; finished in 1.42s";
        assert_eq!(count(&[host, "running 30 tests", browser]), "42 passed, 0 failed");
    }

    #[test]
    fn failures_and_skipped_tests_are_told() {
        let line =
            "test result: FAILED. 1 passed; 2 failed; 3 ignored; 4 measured; 0 filtered out; finished in 0s";
        assert_eq!(count(&[line]), "1 passed, 2 failed, 3 skipped");
    }

    #[test]
    fn colours_do_not_matter() {
        let line = "test result: \u{1b}[32mok\u{1b}(B\u{1b}[m. 5 passed; 0 failed; 0 ignored";
        assert_eq!(count(&[line]), "5 passed, 0 failed");
    }

    #[test]
    fn other_lines_count_nothing() {
        assert_eq!(count(&["test it_passed ... ok", "7 passed; 1 failed", ""]), "0 passed, 0 failed");
    }

    #[test]
    fn a_failed_step_fails_the_run_even_without_tests() {
        let mut tally = Tally::default();
        tally.count_failed_step();
        assert_eq!(tally.to_string(), "0 passed, 1 failed");
    }
}
