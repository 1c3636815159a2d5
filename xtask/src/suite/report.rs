//! The table at the end of a run.

use std::{
    fmt::{self, Display},
    time::Duration,
};

/// The steps of a run with their times.
#[derive(Debug)]
pub(crate) struct Report {
    rows: Vec<Row>,
}

#[derive(Debug)]
struct Row {
    name: &'static str,
    /// How long it took and whether it passed, once it was run.
    outcome: Option<(Duration, bool)>,
}

impl Report {
    /// A report on steps that are yet to be run.
    pub(crate) fn of(names: impl Iterator<Item = &'static str>) -> Self {
        Self { rows: names.map(|name| Row { name, outcome: None }).collect() }
    }

    /// Notes how a step went; one that was not announced goes first.
    pub(crate) fn record(&mut self, name: &'static str, took: Duration, passed: bool) {
        let outcome = Some((took, passed));
        match self.rows.iter_mut().find(|row| row.name == name) {
            Some(row) => row.outcome = outcome,
            None => self.rows.insert(0, Row { name, outcome }),
        }
    }
}

impl Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Row { name, outcome } in &self.rows {
            match outcome {
                Some((took, true)) => writeln!(f, "✔ {name:<12} {:>8.1} s", took.as_secs_f64())?,
                Some((took, false)) => writeln!(f, "✖ {name:<12} {:>8.1} s", took.as_secs_f64())?,
                None => writeln!(f, "· {name:<12}    not run")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_listed_with_how_they_went() {
        let mut report = Report::of(["fmt", "clippy", "doc"].into_iter());
        report.record("tools", Duration::ZERO, true);
        report.record("fmt", Duration::from_millis(1250), true);
        report.record("clippy", Duration::from_secs(90), false);
        let lines = report.to_string();
        assert_eq!(
            lines.lines().collect::<Vec<_>>(),
            [
                "✔ tools             0.0 s",
                "✔ fmt               1.2 s",
                "✖ clippy           90.0 s",
                "· doc             not run",
            ]
        );
    }
}
