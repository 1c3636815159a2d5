//! Looking for programs the way a shell does.

use std::{
    env,
    ffi::OsStr,
    path::{Path, PathBuf},
};

/// The folders programs are looked for in.
#[derive(Debug)]
pub(crate) struct SearchPath {
    folders: Vec<PathBuf>,
}

impl SearchPath {
    /// The `PATH` of this process.
    pub(crate) fn of_process() -> Self {
        Self::new(&env::var_os("PATH").unwrap_or_default())
    }

    /// The folders of a `PATH`.
    pub(crate) fn new(path: &OsStr) -> Self {
        Self { folders: env::split_paths(path).collect() }
    }

    /// The first program of this name.
    pub(crate) fn find(&self, name: &str) -> Option<PathBuf> {
        self.folders.iter().find_map(|folder| program_in(folder, name))
    }
}

/// The program of this name in a folder, whatever the system appends to names.
pub(crate) fn program_in(folder: &Path, name: &str) -> Option<PathBuf> {
    let suffixes: &[&str] = if cfg!(windows) { &[".exe", ".cmd"] } else { &[""] };
    suffixes.iter().map(|suffix| folder.join(format!("{name}{suffix}"))).find(|path| path.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_is_nowhere_is_not_found() {
        assert_eq!(SearchPath::new(OsStr::new("")).find("cargo"), None);
    }

    #[test]
    fn a_folder_is_not_a_program() {
        let parent = Path::new(env!("CARGO_MANIFEST_DIR"));
        assert_eq!(program_in(parent, "src"), None);
    }
}
