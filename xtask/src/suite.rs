//! All the checks, cheap ones first.

mod live;
mod plan;
mod rehearsal;
mod report;
mod step;
mod tally;

use std::{process::ExitCode, time::Instant};

use crate::{bundle::Bundle, failure::Failure, tools::Tools, workspace::Workspace};

use self::{live::Live, rehearsal::Rehearsal, report::Report, tally::Tally};

pub(crate) use self::{plan::Plan, step::Step};

/// A run of the checks.
#[derive(Debug)]
pub(crate) struct Suite<'a> {
    workspace: &'a Workspace,
    plan: Plan,
    tally: Tally,
    report: Report,
}

impl<'a> Suite<'a> {
    /// A run of what the plan says.
    pub(crate) fn new(workspace: &'a Workspace, plan: Plan) -> Self {
        let report = Report::of(plan.steps().map(Step::name));
        Self { workspace, plan, tally: Tally::default(), report }
    }

    /// Runs the steps until one fails; the last line printed counts the tests.
    pub(crate) fn run(mut self) -> ExitCode {
        let failed = self.run_steps().err();
        println!("\n{}", self.report);
        let passed = failed.is_none();
        if let Some((name, failure)) = failed {
            self.tally.count_failed_step();
            let again = self.plan.again(name);
            println!("✖ {name} failed: {failure}\n  to repeat it alone: {again}\n");
        }
        println!("stagecraft: {}", self.tally);
        if passed { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }

    fn run_steps(&mut self) -> Result<(), (&'static str, Failure)> {
        let tools = self.timed("tools", |suite| Tools::ensure(suite.workspace, &suite.plan.needs()))?;
        let steps: Vec<Step> = self.plan.steps().collect();
        for step in steps {
            self.timed(step.name(), |suite| suite.run_step(step, &tools))?;
        }
        Ok(())
    }

    fn timed<T>(
        &mut self,
        name: &'static str,
        run: impl FnOnce(&mut Self) -> Result<T, Failure>,
    ) -> Result<T, (&'static str, Failure)> {
        println!("\n▶ {name}");
        let started = Instant::now();
        let outcome = run(self);
        self.report.record(name, started.elapsed(), outcome.is_ok());
        if outcome.is_ok() {
            println!("✔ {name} ({:.1} s)", started.elapsed().as_secs_f64());
        }
        outcome.map_err(|failure| (name, failure))
    }

    fn run_step(&mut self, step: Step, tools: &Tools) -> Result<(), Failure> {
        if step == Step::Build {
            return Bundle::build_with(tools, self.workspace);
        }
        step.check_ready(self.workspace)?;
        let rehearsal = match step {
            Step::Package => Some(Rehearsal::prepare(tools, self.workspace)?),
            _ => None,
        };
        for mut command in step.commands(self.workspace, &self.plan.extra) {
            if let Some(rehearsal) = &rehearsal {
                rehearsal.tell(&mut command);
            }
            Live(tools.equip(&mut command)?).run(&mut self.tally)?;
        }
        Ok(())
    }
}
