//! The program in two parts: what its first screen runs, and the rest. See the crate `splitter`.

use std::{
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    path::{Path, PathBuf},
};

use crate::{failure::Failure, process::CommandExt, workspace::Workspace};

use super::files::Files;

/// What the first screen does not run, as `cargo xtask profile` has measured it.
const PROFILE: &str = "xtask/startup.profile";

/// How many instructions of each crate stay in the program and how many come later, in the folder of what is built.
const WEIGHTS: &str = "weights.tsv";

/// The place in the glue for the name of the rest.
const REST: &str = "\"REST\"";

/// A program and its glue in a build.
#[derive(Debug)]
pub(crate) struct Program {
    folder: PathBuf,
    /// What the names of its files begin with: its own name and a hash.
    stem: String,
}

impl Program {
    /// The program of this name in a build.
    pub(crate) fn find(folder: &Path, name: &str) -> Result<Self, Failure> {
        let prefix = format!("{name}-");
        let files = Files::of(folder)?;
        let mut stems = files.names().filter_map(|file| file.strip_suffix("_bg.wasm"));
        let stem = stems
            .find(|stem| stem.starts_with(&prefix))
            .ok_or_else(|| Failure::new(format!("the build has no program {name}")))?;
        Ok(Self { folder: folder.to_owned(), stem: stem.to_owned() })
    }

    /// The program itself.
    fn wasm(&self) -> PathBuf {
        self.folder.join(format!("{}_bg.wasm", self.stem))
    }

    fn glue(&self) -> PathBuf {
        self.folder.join(format!("{}.js", self.stem))
    }

    fn rest(&self) -> PathBuf {
        self.folder.join(format!("{}_rest.wasm", self.stem))
    }

    /// Has the splitter do something with the program and its glue.
    fn splitter(&self, workspace: &Workspace, deed: &str, more: &[&Path]) -> Result<(), Failure> {
        let mut cargo = workspace.cargo();
        cargo.args(["run", "--quiet", "--package", "splitter", "--", deed]).arg(self.wasm()).arg(self.glue());
        // What the program is compiled with is not meant for the host.
        cargo.args(more).env_remove("CARGO_ENCODED_RUSTFLAGS").run()
    }

    /// Parts the program by the profile.
    pub(crate) fn part(&self, workspace: &Workspace) -> Result<(), Failure> {
        let weights = workspace.output().join(WEIGHTS);
        self.splitter(workspace, "split", &[&workspace.root().join(PROFILE), &self.rest(), &weights])
    }

    /// Leaves the program whole, but takes out of it and its glue what only people read.
    pub(crate) fn strip(&self, workspace: &Workspace) -> Result<(), Failure> {
        self.splitter(workspace, "strip", &[])
    }

    /// Has the program note which of its code is run. A copy of what it was is kept to make a profile of.
    pub(crate) fn instrument(&self, workspace: &Workspace, copy: &Path) -> Result<(), Failure> {
        fs::copy(self.wasm(), copy).map_err(Failure::of("copying the program"))?;
        self.splitter(workspace, "instrument", &[])
    }

    /// Makes the profile from a copy of a program and the numbers of what was run of it.
    pub(crate) fn write_profile(workspace: &Workspace, copy: &Path, executed: &Path) -> Result<(), Failure> {
        let mut cargo = workspace.cargo();
        cargo.args(["run", "--quiet", "--package", "splitter", "--", "profile"]);
        cargo.args([copy, executed]).arg(workspace.root().join(PROFILE)).run()
    }

    /// Gives the files names by what they have become, and has the page and the glue refer to them.
    pub(crate) fn settle(&self, page: &str) -> Result<(), Failure> {
        let files = Files::of(&self.folder)?;
        let mut hasher = DefaultHasher::new();
        for name in files.names().filter(|name| name.starts_with(&self.stem)) {
            files.read(name)?.hash(&mut hasher);
        }
        let name = self.stem.rsplit_once('-').map_or(&*self.stem, |(name, _)| name);
        let stem = format!("{name}-{:016x}", hasher.finish());
        let rest = format!("\"{stem}_rest.wasm\"");
        for file in [self.glue(), self.folder.join(page)] {
            let shown = || format!("changing {}", file.display());
            let text = fs::read_to_string(&file).map_err(Failure::of(shown()))?;
            let text = text.replace(&self.stem, &stem).replace(REST, &rest);
            fs::write(&file, text).map_err(Failure::of(shown()))?;
        }
        for old in files.names().filter(|name| name.starts_with(&self.stem)) {
            let new = old.replacen(&self.stem, &stem, 1);
            fs::rename(self.folder.join(old), self.folder.join(new))
                .map_err(Failure::of(format!("renaming {old}")))?;
        }
        Ok(())
    }
}
