//! Debian's package manager, used only where it asks nothing.

use std::process::Command;

use crate::{failure::Failure, process::CommandExt};

use super::search_path::SearchPath;

/// `apt-get` with the rights to install.
#[derive(Debug)]
pub(crate) struct Apt {
    through_sudo: bool,
}

impl Apt {
    /// The package manager, if this system has it and no password is wanted.
    pub(crate) fn of_system() -> Option<Self> {
        SearchPath::of_process().find("apt-get")?;
        if Command::new("id").arg("-u").answer().as_deref() == Some("0") {
            return Some(Self { through_sudo: false });
        }
        Command::new("sudo").args(["-n", "true"]).answer().map(|_| Self { through_sudo: true })
    }

    /// Installs packages in their current versions.
    pub(crate) fn install(&self, packages: &[&str]) -> Result<(), Failure> {
        self.command("update").run_aside()?;
        self.command("install").arg("-y").args(packages).run_aside()
    }

    fn command(&self, action: &str) -> Command {
        let mut words: Vec<&str> = if self.through_sudo { vec!["sudo", "-n"] } else { Vec::new() };
        words.extend(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", action]);
        let mut command = Command::new(words[0]);
        command.args(&words[1..]).stdin(std::process::Stdio::null());
        command
    }
}
