//! The single checks.

use std::process::Command;

use crate::{bundle::Bundle, failure::Failure, tools::Need, workspace::Workspace};

const WASM: &str = "--target=wasm32-unknown-unknown";

/// One check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// The code is formatted.
    Fmt,
    /// Dependencies have licences and sources that will do.
    Deny,
    /// No lint complains about what runs on the host.
    Clippy,
    /// No lint complains about what runs in the browser.
    ClippyWasm,
    /// Unit and integration tests on the host.
    Test,
    /// The documentation builds without warnings.
    Doc,
    /// The emulated portal in a browser: the rows of the frame protocol, the official SDK.
    Portal,
    /// Tests of components in a browser.
    Web,
    /// What a developer starts: the widget and the portal around it.
    Dev,
    /// The production build, its checks and its budget.
    Build,
    /// What is given away: the same from every folder, and served by real servers.
    Package,
    /// Whole stories: the production build inside the emulated portal.
    E2e,
}

impl Step {
    /// All steps in the order they are run.
    pub(crate) const ALL: [Self; 12] = [
        Self::Fmt,
        Self::Deny,
        Self::Clippy,
        Self::ClippyWasm,
        Self::Test,
        Self::Doc,
        Self::Portal,
        Self::Web,
        Self::Dev,
        Self::Build,
        Self::Package,
        Self::E2e,
    ];

    /// The name on the command line and in reports.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Fmt => "fmt",
            Self::Deny => "deny",
            Self::Clippy => "clippy",
            Self::ClippyWasm => "clippy-wasm",
            Self::Test => "test",
            Self::Doc => "doc",
            Self::Portal => "portal",
            Self::Web => "web",
            Self::Dev => "dev",
            Self::Build => "build",
            Self::Package => "package",
            Self::E2e => "e2e",
        }
    }

    /// The step of this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.name() == name)
    }

    /// Whether it needs a browser or a production build.
    pub(crate) fn is_slow(self) -> bool {
        matches!(self, Self::Portal | Self::Web | Self::Dev | Self::Build | Self::Package | Self::E2e)
    }

    /// Whether it runs tests, which take arguments such as a filter.
    pub(crate) fn takes_arguments(self) -> bool {
        matches!(self, Self::Test | Self::Portal | Self::Web | Self::Package | Self::E2e)
    }

    /// What it relies on.
    pub(crate) fn needs(self) -> &'static [Need] {
        match self {
            Self::Fmt | Self::Clippy => &[Need::Lints],
            Self::Deny => &[Need::Deny],
            Self::ClippyWasm => &[Need::Lints, Need::WasmTarget],
            Self::Test | Self::Doc => &[],
            Self::Portal => &[Need::Browser, Need::Sdk],
            Self::Web => &[Need::WasmTarget, Need::WasmBindgen, Need::Browser],
            Self::Dev => &[Need::WasmTarget, Need::Trunk, Need::WasmBindgen],
            Self::Build => &Bundle::NEEDS,
            Self::Package => &[
                Need::WasmTarget,
                Need::Trunk,
                Need::WasmBindgen,
                Need::WasmOpt,
                Need::Terser,
                Need::Browser,
                Need::Servers,
            ],
            Self::E2e => &[Need::Browser, Need::Axe],
        }
    }

    /// Fails if something another step makes is missing.
    pub(crate) fn check_ready(self, workspace: &Workspace) -> Result<(), Failure> {
        if self == Self::E2e && !workspace.dist().join("index.html").is_file() {
            return Err(Failure::new("there is no production build to test: run `cargo xtask build` first"));
        }
        Ok(())
    }

    /// The commands it consists of; `extra` goes to the tests. The build has none of its own.
    pub(crate) fn commands(self, workspace: &Workspace, extra: &[String]) -> Vec<Command> {
        let cargo = |words: &str| {
            let mut cargo = workspace.cargo();
            cargo.args(words.split_whitespace());
            cargo
        };
        match self {
            Self::Build => Vec::new(),
            Self::Dev => vec![cargo("xtask dev --check")],
            Self::Fmt => vec![cargo("fmt --all --check")],
            // Once everything is fetched, the check itself needs no network. Advisories are left out: their
            // database is a repository on GitHub, which not every machine that runs this reaches.
            Self::Deny => vec![
                cargo("fetch --locked"),
                cargo(
                    "deny --workspace --offline --locked check --hide-inclusion-graph bans licenses sources",
                ),
            ],
            // What needs a browser is left out of `--all-targets`, as it is of a plain `cargo test`.
            Self::Clippy => vec![
                cargo("clippy --workspace --all-targets -- -D warnings"),
                cargo("clippy -p stagecraft --test e2e --test hosting -- -D warnings"),
                cargo("clippy -p portal-emulator --test browser -- -D warnings"),
            ],
            Self::ClippyWasm => ["-p stagecraft --lib --bins", "-p stagecraft --test web", "-p embed"]
                .map(|targets| cargo(&format!("clippy {targets} {WASM} -- -D warnings")))
                .into(),
            Self::Test => vec![with_extra(cargo("test --workspace --no-fail-fast"), extra)],
            Self::Doc => vec![documentation(cargo("doc --workspace --no-deps"))],
            Self::Portal => vec![in_browsers(cargo("test -p portal-emulator --test browser"), extra)],
            Self::Web => vec![web(cargo(&format!("test -p stagecraft --test web {WASM}")), workspace, extra)],
            // All its tests are on the one portal that the package is made for.
            Self::Package => {
                let mut cargo = cargo("test -p stagecraft --test hosting -- --test-threads=1");
                cargo.args(extra);
                vec![cargo]
            }
            Self::E2e => {
                let mut cargo = in_browsers(cargo("test -p stagecraft --test e2e"), extra);
                cargo.env("STAGECRAFT_DIST", workspace.dist());
                vec![cargo]
            }
        }
    }
}

fn with_extra(mut cargo: Command, extra: &[String]) -> Command {
    if !extra.is_empty() {
        cargo.arg("--").args(extra);
    }
    cargo
}

fn documentation(mut cargo: Command) -> Command {
    cargo.env("RUSTDOCFLAGS", "-D warnings");
    cargo
}

fn web(mut cargo: Command, workspace: &Workspace, extra: &[String]) -> Command {
    // A debug build is large, and a busy machine takes long to compile it in the browser.
    cargo.env("WASM_BINDGEN_TEST_TIMEOUT", "120").env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "30");
    cargo.env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", workspace.root().join("webdriver.json"));
    with_extra(cargo, extra)
}

fn in_browsers(mut cargo: Command, extra: &[String]) -> Command {
    cargo.arg("--");
    // Each test starts a browser of its own.
    if !extra.iter().any(|word| word.starts_with("--test-threads")) {
        cargo.arg("--test-threads=2");
    }
    cargo.args(extra);
    cargo
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::process::CommandExt;

    fn lines(step: Step, extra: &[&str]) -> Vec<String> {
        let extra: Vec<String> = extra.iter().copied().map(str::to_owned).collect();
        let commands = step.commands(&Workspace::locate(), &extra);
        commands.iter().map(|command| command.line().split_once(' ').unwrap().1.to_owned()).collect()
    }

    #[test]
    fn the_widget_and_what_embeds_it_are_compiled_for_the_browser() {
        for line in lines(Step::ClippyWasm, &[]).into_iter().chain(lines(Step::Web, &[])) {
            assert!(["-p stagecraft ", "-p embed "].iter().any(|it| line.contains(it)), "{line}");
            assert!(line.contains(WASM), "{line}");
        }
        assert!(lines(Step::ClippyWasm, &[]).iter().any(|line| line.contains("-p embed ")));
    }

    #[test]
    fn dependencies_are_judged_without_the_network() {
        let [fetch, check] = lines(Step::Deny, &[]).try_into().unwrap();
        assert_eq!(fetch, "fetch --locked");
        assert!(
            check.starts_with("deny --workspace --offline --locked ") && !check.contains("advisories"),
            "{check}"
        );
    }

    #[test]
    fn the_number_of_browsers_is_limited_unless_it_is_given() {
        assert_eq!(lines(Step::E2e, &["x"]), ["test -p stagecraft --test e2e -- --test-threads=2 x"]);
        assert_eq!(
            lines(Step::E2e, &["--test-threads=1"]),
            ["test -p stagecraft --test e2e -- --test-threads=1"]
        );
    }

    #[test]
    fn steps_are_found_by_their_names() {
        assert!(Step::ALL.iter().all(|step| Step::named(step.name()) == Some(*step)));
    }
}
