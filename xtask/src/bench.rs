//! The side by side measurement: builds what is measured and starts `bench/runner`.

mod decode;
mod peer;

use std::process::Command;

use crate::{
    bundle::Bundle,
    failure::Failure,
    process::CommandExt,
    tools::{Need, Tools},
    workspace::Workspace,
};

use self::peer::Peer;

/// What is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Bench {
    /// Two repetitions in place of five.
    pub(crate) quick: bool,
    /// The only client, if not all.
    pub(crate) only: Option<String>,
    /// Whether what was built before is measured.
    pub(crate) no_build: bool,
    /// What is measured in place of all that, if anything.
    pub(crate) aside: Option<Aside>,
}

/// What can be measured for itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Aside {
    /// What the first load is made of.
    Bytes,
    /// The ways to decode an answer.
    Decode,
}

impl Bench {
    /// The clients, as the runner names them.
    pub(crate) const CLIENTS: [&'static str; 3] = ["stagecraft", "peer", "floor"];

    /// Reads the arguments that follow the command; the error is a complaint.
    pub(crate) fn parse(mut rest: &[&str]) -> Result<Self, String> {
        let mut bench = Self::default();
        loop {
            rest = match rest {
                [] => return Ok(bench),
                ["--quick", rest @ ..] => {
                    bench.quick = true;
                    rest
                }
                ["--no-build", rest @ ..] => {
                    bench.no_build = true;
                    rest
                }
                ["--bytes", rest @ ..] => {
                    bench.aside = Some(Aside::Bytes);
                    rest
                }
                ["--decode", rest @ ..] => {
                    bench.aside = Some(Aside::Decode);
                    rest
                }
                ["--only", name, rest @ ..] if Self::CLIENTS.contains(name) => {
                    bench.only = Some((*name).to_owned());
                    rest
                }
                ["--only", name, ..] => return Err(format!("there is no client `{name}`")),
                ["--only"] => return Err(format!("--only needs one of {}", Self::CLIENTS.join(", "))),
                [word, ..] => return Err(format!("`{word}` was not expected")),
            };
        }
    }

    /// Builds and measures.
    pub(crate) fn run(&self, workspace: &Workspace) -> Result<(), Failure> {
        match self.aside {
            Some(Aside::Bytes) => {
                Bundle::build(workspace)?;
                return Self::runner(workspace).arg("--bytes").arg(workspace.output()).run();
            }
            Some(Aside::Decode) => {
                let tools = Tools::ensure(workspace, &decode::NEEDS)?;
                let folder = decode::build(&tools, workspace)?;
                return tools.equip(Self::runner(workspace).arg("--decode").arg(folder))?.run();
            }
            None => {}
        }
        let peer = Peer::of(workspace);
        if self.measures("stagecraft") && !(self.no_build && workspace.dist().join("index.html").is_file()) {
            Bundle::build(workspace)?;
        }
        if self.measures("peer") && !(self.no_build && peer.is_built()) {
            peer.build(workspace)?;
        }
        let tools = Tools::ensure(workspace, &[Need::Browser])?;
        tools.equip(&mut self.command(workspace, &peer))?.run()?;
        // As with the rest of the documentation, only a whole run counts.
        if self.quick || self.only.is_some() {
            return Ok(());
        }
        Self::runner(workspace).arg("--bytes").arg(workspace.output()).run()
    }

    /// The program that measures, and where it writes.
    fn runner(workspace: &Workspace) -> Command {
        let mut cargo = workspace.cargo();
        cargo.args(["run", "--quiet", "-p", "bench-runner", "--"]);
        cargo.arg("--out").arg(workspace.root().join("docs/bench"));
        cargo
    }

    fn measures(&self, client: &str) -> bool {
        self.only.as_deref().is_none_or(|only| only == client)
    }

    fn command(&self, workspace: &Workspace, peer: &Peer) -> Command {
        let mut cargo = Self::runner(workspace);
        cargo.arg("--stagecraft").arg(workspace.dist());
        cargo.arg("--peer").arg(peer.dist());
        cargo.arg("--floor").arg(workspace.root().join("bench/floor"));
        if self.quick {
            cargo.arg("--quick");
        }
        if let Some(client) = &self.only {
            cargo.args(["--only", client]);
        }
        cargo
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_runner_is_told_what_was_asked_for() {
        let bench = Bench::parse(&["--quick", "--no-build", "--only", "peer"]).unwrap();
        assert!(bench.no_build && bench.measures("peer") && !bench.measures("floor"));
        let aside = |line: &str| Bench::parse(&[line]).unwrap().aside;
        assert_eq!(
            (bench.aside, aside("--bytes"), aside("--decode")),
            (None, Some(Aside::Bytes), Some(Aside::Decode))
        );
        let workspace = Workspace::locate();
        let line = bench.command(&workspace, &Peer::of(&workspace)).line();
        assert!(line.ends_with(" --quick --only peer"), "{line}");
        let line = Bench::default().command(&workspace, &Peer::of(&workspace)).line();
        assert!(!line.contains("--quick") && !line.contains("--only"), "{line}");
        assert!(Bench::CLIENTS.iter().all(|client| line.contains(&format!("--{client} "))), "{line}");
    }

    #[test]
    fn clients_that_there_are_not_are_named() {
        assert!(Bench::parse(&["--only", "react"]).unwrap_err().contains("`react`"));
        assert!(Bench::parse(&["--fast"]).unwrap_err().contains("`--fast`"));
        assert!(Bench::parse(&["--only"]).unwrap_err().contains("floor"));
    }
}
