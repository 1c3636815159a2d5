//! Installing a tool into the cache, wholly or not at all.

use std::{
    env,
    fs::{self, File},
    path::{Path, PathBuf},
    process::Command,
    time::Instant,
};

use crate::{failure::Failure, process::CommandExt};

use super::{
    cache::Cache,
    recipe::{Recipe, Source},
    search_path::SearchPath,
};

/// Installs beside the final place and moves the result there once it is complete.
pub(crate) fn into(cache: &Cache, recipe: &Recipe) -> Result<(), Failure> {
    fs::create_dir_all(cache.folder())
        .map_err(Failure::of(format!("creating {}", cache.folder().display())))?;
    let _lock = lock(cache, &recipe.folder())?;
    // Another clone may have installed it while this one waited for the lock.
    if cache.has(recipe) {
        return Ok(());
    }
    let started = Instant::now();
    eprintln!("installing {}: it {} (about {})", recipe.folder(), recipe.why, recipe.takes);
    let workshop = Workshop::open(cache, &recipe.folder())?;
    match recipe.source {
        Source::Crate { locked, optimized } => workshop.cargo_install(recipe, locked, optimized)?,
        Source::Npm | Source::NpmLibrary { .. } => workshop.npm_install(recipe)?,
    }
    workshop.deliver(&cache.home_of(recipe))?;
    if !cache.has(recipe) {
        return Err(Failure::new(format!(
            "{} was installed without {}",
            recipe.folder(),
            recipe.programs.join(", ")
        )));
    }
    eprintln!("installed {} in {:.0} s", recipe.folder(), started.elapsed().as_secs_f64());
    Ok(())
}

/// The packages of a folder with a lock file, in the cache.
#[derive(Debug)]
pub(crate) struct NpmProject {
    /// The name of its folder in the cache, before the version.
    pub(crate) name: &'static str,
    /// What changes when the packages do.
    pub(crate) version: String,
    /// The manifest and the lock file.
    pub(crate) manifests: Vec<PathBuf>,
    /// What they are for.
    pub(crate) why: &'static str,
    /// How long an install takes, roughly.
    pub(crate) takes: &'static str,
}

impl NpmProject {
    /// The folder of the packages, installed if they are missing.
    pub(crate) fn ensure(&self) -> Result<PathBuf, Failure> {
        let cache = Cache::of_user()?;
        let folder = format!("{}-{}", self.name, self.version);
        let home = cache.folder().join(&folder);
        let modules = home.join("node_modules");
        if modules.is_dir() {
            return Ok(modules);
        }
        fs::create_dir_all(cache.folder())
            .map_err(Failure::of(format!("creating {}", cache.folder().display())))?;
        let _lock = lock(&cache, &folder)?;
        if modules.is_dir() {
            return Ok(modules);
        }
        eprintln!("installing {folder}: it {} (about {})", self.why, self.takes);
        let workshop = Workshop::open(&cache, &folder)?;
        for manifest in &self.manifests {
            let name = manifest.file_name().unwrap_or_default();
            fs::copy(manifest, workshop.product().join(name))
                .map_err(Failure::of(format!("copying {}", manifest.display())))?;
        }
        // No package may run anything here.
        workshop.npm(self.name)?.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).run_aside()?;
        workshop.deliver(&home)?;
        Ok(modules)
    }
}

/// Held while a tool is being installed; a process that dies lets go of it.
fn lock(cache: &Cache, folder: &str) -> Result<File, Failure> {
    let failed = || Failure::of("locking the folder for the tools");
    let file = File::create(cache.folder().join(format!(".{folder}.lock"))).map_err(failed())?;
    if file.try_lock().is_err() {
        eprintln!("waiting for another install of {folder}");
        file.lock().map_err(failed())?;
    }
    Ok(file)
}

/// A folder in the cache for an install in progress; it is removed in the end.
#[derive(Debug)]
struct Workshop {
    folder: PathBuf,
}

impl Workshop {
    fn open(cache: &Cache, folder: &str) -> Result<Self, Failure> {
        let folder = cache.folder().join(format!(".{folder}.partial"));
        // An interrupted install leaves its workshop behind.
        let _ = fs::remove_dir_all(&folder);
        let workshop = Self { folder };
        fs::create_dir_all(workshop.product()).map_err(Failure::of("creating a folder for the install"))?;
        Ok(workshop)
    }

    fn product(&self) -> PathBuf {
        self.folder.join("product")
    }

    fn cargo_install(&self, recipe: &Recipe, locked: bool, optimized: bool) -> Result<(), Failure> {
        let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        // The settings of the workspace, and of whoever builds it, are not meant for tools.
        for (name, _) in env::vars_os().filter(|(name, _)| name.to_str().is_some_and(is_build_setting)) {
            cargo.env_remove(name);
        }
        cargo.current_dir(env::temp_dir()).env("CARGO_TARGET_DIR", self.folder.join("target"));
        cargo.arg("install").arg(format!("{}@{}", recipe.package, recipe.version));
        cargo.arg("--root").arg(self.product());
        if locked {
            cargo.arg("--locked");
        }
        if !optimized {
            cargo.arg("--debug").env("CARGO_PROFILE_DEV_DEBUG", "false");
        }
        cargo.run_aside()
    }

    fn npm_install(&self, recipe: &Recipe) -> Result<(), Failure> {
        let mut npm = self.npm(&recipe.programs.join(", "))?;
        npm.args(["install", "--no-audit", "--no-fund", "--prefix"]).arg(self.product());
        npm.arg(format!("{}@{}", recipe.package, recipe.version));
        npm.run_aside()
    }

    /// npm in the folder of the product; without it there is not `what`.
    fn npm(&self, what: &str) -> Result<Command, Failure> {
        let npm = SearchPath::of_process().find("npm").ok_or_else(|| {
            Failure::new(format!("npm is missing, and with it {what}: install Node.js 18 or newer"))
        })?;
        let mut npm = Command::new(npm);
        npm.current_dir(self.product());
        Ok(npm)
    }

    fn deliver(self, home: &Path) -> Result<(), Failure> {
        // What lies there is incomplete, or it would have been used.
        let _ = fs::remove_dir_all(home);
        fs::rename(self.product(), home)
            .map_err(Failure::of(format!("moving the install to {}", home.display())))
    }
}

impl Drop for Workshop {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Whether a variable changes what Cargo builds or how.
fn is_build_setting(name: &str) -> bool {
    let prefixes = ["CARGO_BUILD_", "CARGO_PROFILE_", "CARGO_TARGET_", "CARGO_UNSTABLE_"];
    let names =
        ["RUSTFLAGS", "RUSTDOCFLAGS", "CARGO_ENCODED_RUSTFLAGS", "CARGO_INCREMENTAL", "CARGO_INSTALL_ROOT"];
    names.contains(&name) || prefixes.iter().any(|prefix| name.starts_with(prefix))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_for_builds_are_told_from_settings_for_the_network() {
        assert!(is_build_setting("RUSTFLAGS"));
        assert!(is_build_setting("CARGO_BUILD_TARGET"));
        assert!(is_build_setting("CARGO_TARGET_DIR"));
        assert!(!is_build_setting("CARGO_HTTP_PROXY"));
        assert!(!is_build_setting("CARGO_HOME"));
    }
}
