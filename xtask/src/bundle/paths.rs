//! Keeping this machine's paths out of what is shipped.

use std::{
    env,
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
};

/// Compiler flags under which panic messages name `yew-0.23.0/src/…` instead of where the sources of the
/// dependencies lie on this machine. That is nobody's business, makes the build differ between machines, and
/// costs bytes.
pub(crate) fn forgetting_flags() -> OsString {
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
