//! Where the project lies on this machine.

use std::{
    env,
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{failure::Failure, lockfile::Lockfile, process::CommandExt};

/// The repository this command was started in.
#[derive(Debug)]
pub(crate) struct Workspace {
    root: PathBuf,
}

impl Workspace {
    /// The repository of the running command.
    pub(crate) fn locate() -> Self {
        // Cargo says it anew on every start, so a clone that was moved finds itself.
        let manifest =
            env::var("CARGO_MANIFEST_DIR").unwrap_or_else(|_| env!("CARGO_MANIFEST_DIR").to_owned());
        let root = Path::new(&manifest).parent().unwrap_or(Path::new(".")).to_owned();
        Self { root }
    }

    /// A copy of the repository in this folder.
    pub(crate) fn at(root: PathBuf) -> Self {
        Self { root }
    }

    /// The folder of the root manifest.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The production build: what is uploaded to the portal.
    pub(crate) fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// What the commands themselves write: reports, the page of `dev`.
    pub(crate) fn output(&self) -> PathBuf {
        self.root.join("target").join("stagecraft")
    }

    /// The versions this repository builds with.
    pub(crate) fn lockfile(&self) -> Result<Lockfile, Failure> {
        let text =
            fs::read_to_string(self.root.join("Cargo.lock")).map_err(Failure::of("reading Cargo.lock"))?;
        Ok(Lockfile::new(text))
    }

    /// A program to be started in the root folder.
    pub(crate) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root);
        command
    }

    /// Downloads the dependencies, because Trunk is told to stay offline and tells Cargo the same.
    pub(crate) fn fetch(&self) -> Result<(), Failure> {
        self.cargo().arg("fetch").run_aside()
    }

    /// The same Cargo that started this command.
    pub(crate) fn cargo(&self) -> Command {
        self.command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
    }
}
