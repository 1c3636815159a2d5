//! The emulated portal.

use std::{
    path::PathBuf,
    process::{Command, Stdio},
};

use serde_json::Value;

use crate::{failure::Failure, process::succeeded, workspace::Workspace};

use super::ports::Ports;

/// The placement the widget is opened in.
const PLACEMENT: &str = "CRM_FUNNELS_TOOLBAR";

/// The emulator's program, built.
#[derive(Debug)]
pub(crate) struct Emulator {
    program: PathBuf,
}

impl Emulator {
    /// Builds the emulator. Its program is started directly later on: `cargo run` would wait for the
    /// build of the widget.
    pub(crate) fn build(workspace: &Workspace) -> Result<Self, Failure> {
        let mut cargo = workspace.cargo();
        cargo.args(["build", "-p", "portal-emulator", "--message-format=json-render-diagnostics"]);
        let built = cargo.stderr(Stdio::inherit()).output().map_err(Failure::of("building the emulator"))?;
        succeeded("cargo build -p portal-emulator", built.status)?;
        let messages = String::from_utf8_lossy(&built.stdout);
        let program =
            messages.lines().find_map(program).ok_or_else(|| Failure::new("the emulator has no program"))?;
        Ok(Self { program })
    }

    /// The emulator on its port, with the widget on Trunk's.
    pub(crate) fn command(&self, ports: Ports) -> Command {
        let mut command = Command::new(&self.program);
        command.args(["--portal", &format!("127.0.0.1:{}", ports.portal)]);
        command.args(["--app", &format!("http://127.0.0.1:{}/", ports.widget)]);
        command
    }
}

/// The program named by one of Cargo's messages.
fn program(message: &str) -> Option<PathBuf> {
    let message: Value = serde_json::from_str(message).ok()?;
    let is_emulator = message["target"]["name"] == "portal-emulator";
    message["executable"].as_str().filter(|_| is_emulator).map(PathBuf::from)
}

/// The line by which the emulator says that it is ready.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Ready {
    portal: String,
}

impl Ready {
    /// Reads the line; `None` if it says something else.
    pub(crate) fn parse(line: &str) -> Option<Self> {
        let line: Value = serde_json::from_str(line).ok()?;
        Some(Self { portal: line["portal"].as_str()?.to_owned() })
    }

    /// What to open, for a person to see among the logs.
    pub(crate) fn invitation(&self) -> String {
        let url = format!("{}/?placement={PLACEMENT}", self.portal.trim_end_matches('/'));
        format!("\n  ➜  Open  {url}\n     Ctrl+C ends the widget and the portal\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_is_found_in_cargos_messages() {
        let message =
            r#"{"reason":"compiler-artifact","target":{"name":"portal-emulator"},"executable":"/t/p"}"#;
        assert_eq!(program(message), Some("/t/p".into()));
        assert_eq!(program(r#"{"target":{"name":"portal-emulator"},"executable":null}"#), None);
        assert_eq!(program(r#"{"target":{"name":"build-script"},"executable":"/t/b"}"#), None);
    }

    #[test]
    fn the_page_of_the_placement_is_opened() {
        let ready = Ready::parse(r#"{"portal":"http://127.0.0.1:8090","app":"x","control":"y"}"#).unwrap();
        assert!(ready.invitation().contains("http://127.0.0.1:8090/?placement=CRM_FUNNELS_TOOLBAR\n"));
    }

    #[test]
    fn other_output_is_no_announcement() {
        assert_eq!(Ready::parse("listening"), None);
        assert_eq!(Ready::parse("{}"), None);
    }
}
