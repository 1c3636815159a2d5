//! The peer on the official stack: its packages are installed into the cache for tools, in the versions of its lock
//! file, and it is built in a copy, so that the repository stays as it is.

use std::{
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};

use crate::{failure::Failure, process::CommandExt, tools::NpmProject, workspace::Workspace};

/// What its packages depend on.
const MANIFESTS: [&str; 2] = ["package.json", "package-lock.json"];

/// The peer in `bench/peer`.
#[derive(Debug)]
pub(crate) struct Peer {
    source: PathBuf,
    shop: PathBuf,
}

impl Peer {
    /// That of a repository.
    pub(crate) fn of(workspace: &Workspace) -> Self {
        let source = workspace.root().join("bench/peer");
        Self { source, shop: workspace.output().join("bench/peer") }
    }

    /// The files to be opened.
    pub(crate) fn dist(&self) -> PathBuf {
        self.shop.join("dist")
    }

    /// Whether it has been built.
    pub(crate) fn is_built(&self) -> bool {
        self.dist().join("index.html").is_file()
    }

    /// Installs its packages if they are missing, and builds it for production.
    pub(crate) fn build(&self, workspace: &Workspace) -> Result<(), Failure> {
        let modules = self.packages()?.ensure()?;
        let _ = fs::remove_dir_all(&self.shop);
        copy(&self.source, &self.shop).map_err(Failure::of("copying the peer"))?;
        link(&modules, &self.shop.join("node_modules"))
            .map_err(Failure::of("linking the peer's packages"))?;
        let mut vite = workspace.command("node");
        vite.current_dir(&self.shop).arg(modules.join("vite/bin/vite.js")).args([
            "build",
            "--logLevel",
            "warn",
        ]);
        vite.run()
    }

    fn packages(&self) -> Result<NpmProject, Failure> {
        let mut digest = Sha256::new();
        for name in MANIFESTS {
            digest.update(
                fs::read(self.source.join(name))
                    .map_err(Failure::of(format!("reading the peer's {name}")))?,
            );
        }
        let version = digest.finalize().iter().take(6).fold(String::new(), |mut version, byte| {
            let _ = write!(version, "{byte:02x}");
            version
        });
        Ok(NpmProject {
            name: "bench-peer",
            version,
            manifests: MANIFESTS.map(|name| self.source.join(name)).into(),
            why: "is what the widget is measured beside",
            takes: "half a minute",
        })
    }
}

fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        match path.is_dir() {
            // Somebody may have installed them by hand.
            true if entry.file_name() == "node_modules" => {}
            true => copy(&path, &target)?,
            false => fs::copy(&path, &target).map(drop)?,
        }
    }
    Ok(())
}

#[cfg(unix)]
fn link(from: &Path, to: &Path) -> std::io::Result<()> {
    std::os::unix::fs::symlink(from, to)
}

#[cfg(windows)]
fn link(from: &Path, to: &Path) -> std::io::Result<()> {
    std::os::windows::fs::symlink_dir(from, to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_file_says_what_but_not_from_where() {
        let lock =
            fs::read_to_string(Peer::of(&Workspace::locate()).source.join("package-lock.json")).unwrap();
        let lock: serde_json::Value = serde_json::from_str(&lock).unwrap();
        let packages = lock["packages"].as_object().unwrap();
        assert!(packages.contains_key("node_modules/vue"));
        for (name, package) in packages {
            assert!(package.get("resolved").is_none(), "{name} names where it was found");
            // What comes inside another package is locked with that.
            let inside = package["inBundle"] == true;
            let locked = name.is_empty() || inside || package["integrity"].is_string();
            assert!(locked, "{name} may be anything");
        }
    }

    #[test]
    fn versions_are_exact() {
        let manifest =
            fs::read_to_string(Peer::of(&Workspace::locate()).source.join("package.json")).unwrap();
        let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
        for kind in ["dependencies", "devDependencies"] {
            for (name, version) in manifest[kind].as_object().unwrap() {
                assert!(
                    version.as_str().unwrap().starts_with(|first: char| first.is_ascii_digit()),
                    "{name}"
                );
            }
        }
    }
}
