//! How the compiler is told to make what is shipped: small, in parts, and without this machine's paths.

use std::{
    env,
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::process::CommandExt;

/// Names that say which function it is, not only where it stands: a profile is about functions by name.
const NAMES: &str = "-Csymbol-mangling-version=v0";

/// Functions that keep anything in memory for themselves are not made part of those that call them. The program is no
/// larger, but comes in pieces that can go to different parts of it: else the whole editor with all its dialogs is one.
const PIECES: &str = "-Cllvm-args=-inline-max-stacksize=64";

/// All flags, for `CARGO_ENCODED_RUSTFLAGS`.
pub(crate) fn flags() -> OsString {
    let mut flags = forgetting_flags();
    for flag in [Some(NAMES.to_owned()), Some(PIECES.to_owned()), sources_of_rust()].into_iter().flatten() {
        flags.push("\u{1f}");
        flags.push(flag);
    }
    flags
}

/// A flag under which the standard library is named as in its own build, `/rustc/…`, on machines that have its sources,
/// too; none if the compiler does not tell where it lies.
fn sources_of_rust() -> Option<String> {
    let sysroot = Command::new("rustc").args(["--print", "sysroot"]).answer()?;
    let about = Command::new("rustc").arg("-vV").answer()?;
    let commit = about.lines().find_map(|line| line.strip_prefix("commit-hash: "))?;
    Some(format!("--remap-path-prefix={sysroot}/lib/rustlib/src/rust=/rustc/{commit}"))
}

/// Compiler flags under which panic messages name `yew-0.23.0/src/…` instead of where the sources of the
/// dependencies lie on this machine. That is nobody's business, makes the build differ between machines, and
/// costs bytes.
fn forgetting_flags() -> OsString {
    let mut flags = OsString::new();
    for folder in registries(&cargo_home()) {
        if !flags.is_empty() {
            flags.push("\u{1f}");
        }
        flags.push("--remap-path-prefix=");
        flags.push(folder);
        flags.push("/=");
    }
    flags
}

fn cargo_home() -> PathBuf {
    let home = || env::home_dir().unwrap_or_default().join(".cargo");
    env::var_os("CARGO_HOME").map_or_else(home, PathBuf::from)
}

/// The folders in which Cargo unpacks crates, one for each registry; sorted, to be the same in every build.
fn registries(cargo_home: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(cargo_home.join("registry/src")).into_iter().flatten().flatten();
    let mut folders: Vec<_> = entries.map(|entry| entry.path()).collect();
    folders.sort();
    folders
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_registry_is_forgotten_by_a_flag_of_its_own() {
        let home = env::temp_dir().join(format!("stagecraft-paths-{}", std::process::id()));
        for name in ["b", "a"] {
            fs::create_dir_all(home.join("registry/src").join(name)).unwrap();
        }
        let names: Vec<_> =
            registries(&home).iter().map(|path| path.file_name().unwrap().to_owned()).collect();
        fs::remove_dir_all(&home).unwrap();
        assert_eq!(names, ["a", "b"]);
        assert!(registries(&home).is_empty(), "no registry, no flag");
    }
}
