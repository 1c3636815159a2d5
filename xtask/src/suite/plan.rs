//! Which checks are to be run.

use crate::tools::Need;

use super::step::Step;

/// Which steps to run, and with what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Plan {
    /// Leave out what needs a browser or a production build.
    pub(crate) fast: bool,
    /// Run this step alone.
    pub(crate) only: Option<Step>,
    /// Arguments for the tests of that step.
    pub(crate) extra: Vec<String>,
}

impl Plan {
    /// The steps in their order.
    pub(crate) fn steps(&self) -> impl Iterator<Item = Step> {
        let Self { fast, only, .. } = *self;
        Step::ALL.into_iter().filter(move |step| match only {
            Some(only) => only == *step,
            None => !(fast && step.is_slow()),
        })
    }

    /// What the steps rely on, each once.
    pub(crate) fn needs(&self) -> Vec<Need> {
        let mut needs = Vec::new();
        for need in self.steps().flat_map(Step::needs) {
            if !needs.contains(need) {
                needs.push(*need);
            }
        }
        needs
    }

    /// The command that repeats the step of this name.
    pub(crate) fn again(&self, name: &str) -> String {
        match Step::named(name) {
            None => "cargo xtask tools".to_owned(),
            Some(_) if self.extra.is_empty() => format!("cargo xtask test --only {name}"),
            Some(_) => format!("cargo xtask test --only {name} -- {}", self.extra.join(" ")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fast_run_needs_neither_browser_nor_trunk() {
        let plan = Plan { fast: true, ..Plan::default() };
        assert_eq!(plan.needs(), [Need::Lints, Need::Deny, Need::WasmTarget]);
        assert_eq!(plan.steps().count(), 6);
    }

    #[test]
    fn a_full_run_takes_every_step_in_order() {
        assert!(Plan::default().steps().eq(Step::ALL));
    }

    #[test]
    fn one_step_may_be_slow() {
        let plan = Plan { fast: true, only: Some(Step::E2e), extra: vec!["rollback".to_owned()] };
        assert!(plan.steps().eq([Step::E2e]));
        assert_eq!(plan.again("e2e"), "cargo xtask test --only e2e -- rollback");
    }
}
