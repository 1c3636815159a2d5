//! Parts of the Rust toolchain that a minimal install leaves out.

use crate::{failure::Failure, process::CommandExt, workspace::Workspace};

use super::search_path::SearchPath;

/// The target the widget is compiled for.
const TARGET: &str = "wasm32-unknown-unknown";

/// A part of the toolchain.
#[derive(Clone, Copy, Debug)]
pub(crate) enum RustPart {
    /// The standard library for the browser.
    WasmTarget,
    /// The formatter.
    Rustfmt,
    /// The linter.
    Clippy,
}

impl RustPart {
    /// Adds the part through rustup if it is missing.
    pub(crate) fn ensure(self, workspace: &Workspace) -> Result<(), Failure> {
        if self.is_present(workspace) {
            return Ok(());
        }
        let [kind, name] = self.rustup_name();
        if SearchPath::of_process().find("rustup").is_none() {
            return Err(Failure::new(format!(
                "the Rust toolchain lacks the {kind} {name}, and there is no rustup to add it: \
                 install Rust from https://rustup.rs or add the {kind} with the system's packages"
            )));
        }
        eprintln!("adding the {kind} {name} to the Rust toolchain (a few seconds)");
        workspace.command("rustup").args([kind, "add", name]).run_aside()
    }

    fn is_present(self, workspace: &Workspace) -> bool {
        match self {
            // The folder is asked for, not rustup's list, so that other installs of Rust will do too.
            Self::WasmTarget => workspace
                .command("rustc")
                .args(["--print", "target-libdir", "--target", TARGET])
                .answer()
                .is_some_and(|folder| std::path::Path::new(&folder).is_dir()),
            Self::Rustfmt => workspace.cargo().args(["fmt", "--version"]).answer().is_some(),
            Self::Clippy => workspace.cargo().args(["clippy", "--version"]).answer().is_some(),
        }
    }

    fn rustup_name(self) -> [&'static str; 2] {
        match self {
            Self::WasmTarget => ["target", TARGET],
            Self::Rustfmt => ["component", "rustfmt"],
            Self::Clippy => ["component", "clippy"],
        }
    }
}
