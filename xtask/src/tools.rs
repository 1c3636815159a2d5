//! The programs the commands rely on: found on the machine, or installed into the user's cache.

mod apt;
mod browser;
mod cache;
mod exports;
mod install;
mod recipe;
mod rust;
mod search_path;
mod servers;

use std::{env, ffi::OsString, path::PathBuf, process::Command};

use crate::{failure::Failure, process::CommandExt, workspace::Workspace};

pub(crate) use self::install::NpmProject;

use self::{
    browser::Browser, cache::Cache, recipe::Recipe, rust::RustPart, search_path::SearchPath, servers::Servers,
};

/// Something a command relies on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    /// Rustfmt and clippy.
    Lints,
    /// The judge of dependencies.
    Deny,
    /// The standard library for the browser.
    WasmTarget,
    /// Trunk, which assembles the page.
    Trunk,
    /// The generator of the JavaScript glue and its test runner.
    WasmBindgen,
    /// The optimiser of production builds.
    WasmOpt,
    /// The compressor of the JavaScript.
    Terser,
    /// Chromium and its driver.
    Browser,
    /// The official SDK.
    Sdk,
    /// The judge of accessibility.
    Axe,
    /// The web servers that configurations are made for.
    Servers,
}

impl Need {
    const ALL: [Self; 11] = [
        Self::Lints,
        Self::Deny,
        Self::WasmTarget,
        Self::Trunk,
        Self::WasmBindgen,
        Self::WasmOpt,
        Self::Terser,
        Self::Browser,
        Self::Sdk,
        Self::Axe,
        Self::Servers,
    ];
}

/// A program that is ready to be started.
#[derive(Debug)]
struct Located {
    name: &'static str,
    version: String,
    path: PathBuf,
}

/// The tools at hand.
#[derive(Debug, Default)]
pub(crate) struct Tools {
    located: Vec<Located>,
    folders: Vec<PathBuf>,
    browser: Option<Browser>,
    sdk: Option<PathBuf>,
    axe: Option<PathBuf>,
    servers: Option<Servers>,
}

impl Tools {
    /// Brings what is needed and missing; says what it installs and why.
    pub(crate) fn ensure(workspace: &Workspace, needs: &[Need]) -> Result<Self, Failure> {
        let mut tools = Self::default();
        for need in needs {
            match need {
                Need::Lints => {
                    RustPart::Rustfmt.ensure(workspace)?;
                    RustPart::Clippy.ensure(workspace)?;
                }
                Need::Deny => tools.add(&Recipe::cargo_deny())?,
                Need::WasmTarget => RustPart::WasmTarget.ensure(workspace)?,
                Need::Trunk => tools.add(&Recipe::trunk())?,
                Need::WasmBindgen => tools.add(&Recipe::wasm_bindgen(&workspace.lockfile()?)?)?,
                Need::WasmOpt => tools.add(&Recipe::binaryen())?,
                Need::Terser => tools.add(&Recipe::terser())?,
                Need::Browser => tools.browser = Some(Browser::ensure()?),
                Need::Sdk => tools.sdk = Some(tools.library(&Recipe::sdk())?),
                Need::Axe => tools.axe = Some(tools.library(&Recipe::axe())?),
                Need::Servers => tools.servers = Some(Servers::ensure()?),
            }
        }
        Ok(tools)
    }

    /// Everything any command needs.
    pub(crate) fn ensure_all(workspace: &Workspace) -> Result<Self, Failure> {
        Self::ensure(workspace, &Need::ALL)
    }

    /// What `trunk serve` and `trunk build` need in a shell, and the browser if there is one.
    pub(crate) fn for_shell(workspace: &Workspace) -> Result<Self, Failure> {
        let tools =
            Self::ensure(workspace, &[Need::WasmTarget, Need::Trunk, Need::WasmBindgen, Need::WasmOpt])?;
        workspace.fetch()?;
        Ok(Self { browser: Browser::find(), ..tools })
    }

    /// Lets a command find the tools and the browser.
    pub(crate) fn equip<'c>(&self, command: &'c mut Command) -> Result<&'c mut Command, Failure> {
        command.env("PATH", self.path()?);
        if let Some(browser) = &self.browser {
            command.env("CHROMIUM", &browser.chromium).env("CHROMEDRIVER", &browser.chromedriver);
        }
        if let Some(sdk) = &self.sdk {
            command.env("B24JSSDK", sdk);
        }
        if let Some(axe) = &self.axe {
            command.env("AXE_CORE", axe);
        }
        if let Some(servers) = &self.servers {
            command.envs(servers.programs().map(|(name, path)| (servers::variable(name), path)));
        }
        Ok(command)
    }

    /// A library in the cache: its file.
    fn library(&mut self, recipe: &Recipe) -> Result<PathBuf, Failure> {
        let cache = Cache::of_user()?;
        if !cache.has(recipe) {
            install::into(&cache, recipe)?;
        }
        let paths = cache.paths_of(recipe);
        self.locate(recipe, paths.clone());
        paths.into_iter().next().ok_or_else(|| Failure::new(format!("{} has no files", recipe.folder())))
    }

    /// Trunk in the root folder, equipped.
    pub(crate) fn trunk(&self, workspace: &Workspace) -> Result<Command, Failure> {
        let mut command = self.program(workspace, "trunk")?;
        command.env("TRUNK_SKIP_VERSION_CHECK", "true");
        // The compiler says what is wrong; where in Trunk it came up helps nobody.
        command.env("RUST_LIB_BACKTRACE", "0");
        // Trunk takes the variable for a flag with a value and stops at the customary `NO_COLOR=1`.
        if env::var_os("NO_COLOR").is_some() {
            command.env("NO_COLOR", "true");
        }
        Ok(command)
    }

    /// One of the tools in the root folder, equipped.
    pub(crate) fn program(&self, workspace: &Workspace, name: &'static str) -> Result<Command, Failure> {
        let path = self.located.iter().find(|tool| tool.name == name).map(|tool| tool.path.clone());
        let mut command = workspace.command(path.unwrap_or_else(|| name.into()));
        self.equip(&mut command)?;
        Ok(command)
    }

    /// Prints a table of what is there.
    pub(crate) fn list(&self) {
        for Located { name, version, path } in &self.located {
            println!("{name:<26} {version:<18} {}", path.display());
        }
        for (name, path) in self.browser.iter().flat_map(Browser::programs) {
            let version = Command::new(path).arg("--version").answer().unwrap_or_default();
            let version =
                version.split_whitespace().find(|word| word.starts_with(|c: char| c.is_ascii_digit()));
            println!("{name:<26} {:<18} {}", version.unwrap_or("?"), path.display());
        }
        for (name, path) in self.servers.iter().flat_map(Servers::programs) {
            println!("{name:<26} {:<18} {}", "of the system", path.display());
        }
    }

    fn add(&mut self, recipe: &Recipe) -> Result<(), Failure> {
        if let Some(paths) = recipe.on_path(&SearchPath::of_process()) {
            self.locate(recipe, paths);
            return Ok(());
        }
        let cache = Cache::of_user()?;
        if !cache.has(recipe) {
            install::into(&cache, recipe)?;
        }
        self.folders.push(cache.programs_of(recipe));
        self.locate(recipe, cache.paths_of(recipe));
        Ok(())
    }

    fn locate(&mut self, recipe: &Recipe, paths: Vec<PathBuf>) {
        let programs = recipe.programs.iter().zip(paths);
        let version = || recipe.version.clone();
        self.located.extend(programs.map(|(name, path)| Located { name, version: version(), path }));
    }

    /// The search path with the cached tools in front, so that their versions win.
    fn path(&self) -> Result<OsString, Failure> {
        let inherited = env::var_os("PATH").unwrap_or_default();
        let folders = self.folders.iter().cloned().chain(env::split_paths(&inherited));
        env::join_paths(folders).map_err(Failure::of("putting the tools on the PATH"))
    }
}
