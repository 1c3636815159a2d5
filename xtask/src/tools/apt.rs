//! Debian's package manager, used only where it asks nothing.

use std::process::{Command, Stdio};

use crate::{failure::Failure, process::CommandExt};

use super::search_path::SearchPath;

/// Debian asks this file whether a service may be started; one that is there already is somebody's own decision.
const IDLE: &str = "
set -e
policy=/usr/sbin/policy-rc.d
if [ ! -e $policy ]; then
  trap 'rm -f $policy' EXIT
  printf '#!/bin/sh\\nexit 101\\n' > $policy
  chmod 755 $policy
fi
INSTALL
for service in SERVICES; do
  if [ -d /run/systemd/system ]; then systemctl disable --now $service; fi
done
";

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

    /// Installs packages that bring services, but none of the services is started, neither now nor with the system.
    pub(crate) fn install_idle(&self, packages: &[&str], services: &[&str]) -> Result<(), Failure> {
        self.command("update").run_aside()?;
        let install = format!("apt-get -q install -y --no-install-recommends {}", packages.join(" "));
        let script = IDLE.replace("INSTALL", &install).replace("SERVICES", &services.join(" "));
        self.words(&["sh", "-c", &script]).run_aside()
    }

    fn command(&self, action: &str) -> Command {
        self.words(&["apt-get", "-q", action])
    }

    fn words(&self, words: &[&str]) -> Command {
        let mut command = Command::new(if self.through_sudo { "sudo" } else { "env" });
        if self.through_sudo {
            command.args(["-n", "env"]);
        }
        command.arg("DEBIAN_FRONTEND=noninteractive").args(words).stdin(Stdio::null());
        command
    }
}
