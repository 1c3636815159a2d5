//! The tools that are installed per version, and how.

use std::{path::PathBuf, process::Command};

use crate::{failure::Failure, lockfile::Lockfile, process::CommandExt};

use super::search_path::SearchPath;

/// Where a tool comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// A crate, built here.
    Crate {
        /// Build with the versions its authors released it with.
        locked: bool,
        /// Whether it works so long that optimising it pays.
        optimized: bool,
    },
    /// An npm package with programs.
    Npm,
    /// An npm package with files that a test serves to a browser.
    NpmLibrary {
        /// Where in the package they lie.
        folder: &'static str,
    },
}

/// One tool in one version.
#[derive(Debug)]
pub(crate) struct Recipe {
    /// The name of its folder in the cache, before the version.
    pub(crate) name: &'static str,
    /// The name in the registry.
    pub(crate) package: &'static str,
    /// The version in the registry.
    pub(crate) version: String,
    /// Where it comes from.
    pub(crate) source: Source,
    /// The programs it brings that are used here; of a library, the files.
    pub(crate) programs: &'static [&'static str],
    /// What it is for.
    pub(crate) why: &'static str,
    /// How long an install takes, roughly.
    pub(crate) takes: &'static str,
}

impl Recipe {
    /// Trunk, in the version `Trunk.toml` was written for.
    pub(crate) fn trunk() -> Self {
        Self {
            name: "trunk",
            package: "trunk",
            version: "0.21.14".to_owned(),
            source: Source::Crate { locked: true, optimized: true },
            programs: &["trunk"],
            why: "assembles the page from index.html, the styles and the WebAssembly module",
            takes: "7 minutes on two cores",
        }
    }

    /// wasm-bindgen's programs, which must be of the very version the widget is compiled with.
    pub(crate) fn wasm_bindgen(lockfile: &Lockfile) -> Result<Self, Failure> {
        let version = lockfile.version_of("wasm-bindgen").ok_or_else(|| {
            Failure::new("Cargo.lock has no package `wasm-bindgen`, so its tools' version is unknown")
        })?;
        Ok(Self {
            name: "wasm-bindgen",
            package: "wasm-bindgen-cli",
            version: version.to_owned(),
            source: Source::Crate { locked: false, optimized: true },
            programs: &["wasm-bindgen", "wasm-bindgen-test-runner"],
            why: "joins the WebAssembly module to the page and runs the tests in the browser",
            takes: "2 minutes on two cores",
        })
    }

    /// The judge of dependencies.
    pub(crate) fn cargo_deny() -> Self {
        Self {
            name: "cargo-deny",
            package: "cargo-deny",
            version: "0.20.2".to_owned(),
            // It is built in a third of the time, and takes two seconds in place of one.
            source: Source::Crate { locked: true, optimized: false },
            programs: &["cargo-deny"],
            why: "checks licences and sources of the dependencies",
            takes: "a minute on two cores",
        }
    }

    /// Binaryen's optimiser.
    pub(crate) fn binaryen() -> Self {
        Self {
            name: "binaryen",
            package: "binaryen",
            version: "132.0.0".to_owned(),
            source: Source::Npm,
            programs: &["wasm-opt"],
            why: "makes the WebAssembly module of a production build smaller",
            takes: "10 seconds",
        }
    }

    /// The compressor of the JavaScript glue, which Trunk's own cannot read.
    pub(crate) fn terser() -> Self {
        Self {
            name: "terser",
            package: "terser",
            version: "5.51.2".to_owned(),
            source: Source::Npm,
            programs: &["terser"],
            why: "makes the JavaScript of a production build smaller",
            takes: "10 seconds",
        }
    }

    /// The official SDK, which finds out whether the emulated portal is like a real one.
    pub(crate) fn sdk() -> Self {
        Self {
            name: "b24jssdk",
            package: "@bitrix24/b24jssdk",
            version: "2.2.0".to_owned(),
            source: Source::NpmLibrary { folder: "node_modules/@bitrix24/b24jssdk/dist/umd" },
            programs: &["index.min.js"],
            why: "is the client that the emulated portal has to satisfy",
            takes: "10 seconds",
        }
    }

    /// The judge of accessibility.
    pub(crate) fn axe() -> Self {
        Self {
            name: "axe-core",
            package: "axe-core",
            version: "4.14.1".to_owned(),
            source: Source::NpmLibrary { folder: "node_modules/axe-core" },
            programs: &["axe.min.js"],
            why: "finds what a screen reader or a weak eye would stumble over",
            takes: "10 seconds",
        }
    }

    /// The name of its folder in the cache.
    pub(crate) fn folder(&self) -> String {
        format!("{}-{}", self.name, self.version)
    }

    /// Where the programs lie within its folder.
    pub(crate) fn programs_folder(&self) -> &'static str {
        match self.source {
            Source::Crate { .. } => "bin",
            Source::Npm => "node_modules/.bin",
            Source::NpmLibrary { folder } => folder,
        }
    }

    /// The programs on the search path, if all are there in exactly this version.
    pub(crate) fn on_path(&self, path: &SearchPath) -> Option<Vec<PathBuf>> {
        if matches!(self.source, Source::NpmLibrary { .. }) {
            return None;
        }
        let found: Option<Vec<_>> = self.programs.iter().map(|name| path.find(name)).collect();
        found.filter(|paths| paths.iter().all(|program| self.is_version_of(program)))
    }

    fn is_version_of(&self, program: &PathBuf) -> bool {
        Command::new(program).arg("--version").answer().is_some_and(|said| self.is_named_by(&said))
    }

    /// Whether this version is the one a program said it is of.
    fn is_named_by(&self, said: &str) -> bool {
        // Binaryen's programs name only the first number of the package's version.
        let short = self.version.split('.').next().filter(|_| self.source == Source::Npm);
        said.split_whitespace().any(|word| word == self.version || Some(word) == short)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_runner_has_the_version_of_the_library() {
        let lock = Lockfile::new("[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n");
        assert_eq!(Recipe::wasm_bindgen(&lock).unwrap().folder(), "wasm-bindgen-0.2.130");
        assert!(Recipe::wasm_bindgen(&Lockfile::new("")).is_err());
    }

    #[test]
    fn a_library_is_not_looked_for_among_the_programs() {
        let path = SearchPath::new(env!("CARGO_MANIFEST_DIR").as_ref());
        assert_eq!(Recipe { programs: &["Cargo.toml"], ..Recipe::sdk() }.on_path(&path), None);
    }

    #[test]
    fn only_the_exact_version_will_do() {
        assert!(Recipe::trunk().is_named_by("trunk 0.21.14"));
        assert!(Recipe::cargo_deny().is_named_by("cargo-deny 0.20.2"));
        assert!(!Recipe::trunk().is_named_by("trunk 0.21.1"));
        assert!(Recipe::binaryen().is_named_by("wasm-opt version 132 (version_132)"));
        assert!(!Recipe::binaryen().is_named_by("wasm-opt version 108"));
    }
}
