//! The production build: what is uploaded to the portal.

mod compress;
mod files;
mod installer;
mod names;
mod page;
mod parts;
mod paths;
mod policy;
mod sizes;

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{
    failure::Failure,
    process::CommandExt,
    tools::{Need, Tools},
    workspace::Workspace,
};

use self::sizes::Sizes;

pub(crate) use self::{
    compress::{brotli, gzip},
    files::{Files, extension, is_hashed},
    page::Page,
    parts::Program,
};

/// What the widget may weigh, compressed with brotli: the promise is that it opens at once over a mobile connection.
/// Raising it is a decision, not a repair. It holds for the first load in the heaviest language.
///
/// It was 130,000 until edits were kept safe under every fault, and went up to 320,000 with every directory, counting and
/// moving records, adding, pasting, moving by hand, searching, the preview, colours and webhooks; since what the first
/// screen does not run comes later, it was 180,000, and 2,000 more since the page sketches the first rows.
const BUDGET: &str = "bench/budget.json";

/// The page of the editor.
const EDITOR: &str = "index.html";

/// The pages of a build.
pub(crate) const PAGES: [&str; 2] = [EDITOR, installer::PAGE];

/// The production build in `dist`.
#[derive(Debug)]
pub(crate) struct Bundle;

impl Bundle {
    /// What a build needs.
    pub(crate) const NEEDS: [Need; 5] =
        [Need::WasmTarget, Need::Trunk, Need::WasmBindgen, Need::WasmOpt, Need::Terser];

    /// Brings the tools, builds, checks and weighs.
    pub(crate) fn build(workspace: &Workspace) -> Result<(), Failure> {
        Self::build_with(&Tools::ensure(workspace, &Self::NEEDS)?, workspace)
    }

    /// Builds with the tools at hand, checks and weighs.
    pub(crate) fn build_with(tools: &Tools, workspace: &Workspace) -> Result<(), Failure> {
        workspace.fetch()?;
        Self::compile(tools, workspace, &workspace.root().join(EDITOR), &workspace.dist())?;
        installer::add(workspace, |page, dist| Self::compile(tools, workspace, page, dist))?;
        let (editor, installer) = (
            Program::find(&workspace.dist(), "stagecraft")?,
            Program::find(&workspace.dist(), installer::PREFIX)?,
        );
        editor.part(workspace)?;
        installer.strip(workspace)?;
        editor.settle(EDITOR)?;
        installer.settle(installer::PAGE)?;
        Self::shrink(tools, workspace)?;
        names::settle(&workspace.dist(), &PAGES)?;
        Self::check(workspace)?;
        Self::weigh(workspace)
    }

    /// Builds an editor that notes which of its code is run, into a folder of its own; where that is, and a copy of
    /// the program as it was before.
    pub(crate) fn build_noting(tools: &Tools, workspace: &Workspace) -> Result<(PathBuf, PathBuf), Failure> {
        workspace.fetch()?;
        let folder = workspace.output().join("profile");
        let (dist, copy) = (folder.join("dist"), folder.join("program.wasm"));
        Self::compile(tools, workspace, &workspace.root().join(EDITOR), &dist)?;
        Program::find(&dist, "stagecraft")?.instrument(workspace, &copy)?;
        Ok((dist, copy))
    }

    /// Has Trunk make a page and its program.
    fn compile(tools: &Tools, workspace: &Workspace, page: &Path, dist: &Path) -> Result<(), Failure> {
        let mut trunk = tools.trunk(workspace)?;
        trunk.args(["build", "--release", "--dist"]).arg(dist).arg(page);
        trunk.env("CARGO_ENCODED_RUSTFLAGS", paths::flags()).run()
    }

    /// Takes comments, blanks and long names out of the JavaScript.
    fn shrink(tools: &Tools, workspace: &Workspace) -> Result<(), Failure> {
        for name in Files::of(&workspace.dist())?.scripts() {
            let script = workspace.dist().join(name);
            let mut terser = tools.program(workspace, "terser")?;
            terser
                .arg(&script)
                .args(["--module", "--compress", "--mangle", "--output"])
                .arg(&script)
                .run()?;
        }
        Ok(())
    }

    fn check(workspace: &Workspace) -> Result<(), Failure> {
        let files = Files::of(&workspace.dist())?;
        let mut faults = files.faults();
        for name in PAGES {
            let page = fs::read_to_string(workspace.dist().join(name))
                .map_err(Failure::of(format!("reading {name}")))?;
            let page = Page::parse(&page);
            let found = page.faults().into_iter().chain(files.missing(&page.references()));
            faults.extend(found.map(|fault| format!("{name}: {fault}")));
        }
        if faults.is_empty() {
            println!("dist: the pages keep to their policy, are relocatable, and their files carry hashes");
            return Ok(());
        }
        Err(Failure::new(format!(
            "the build in dist is not fit to be uploaded:\n  - {}",
            faults.join("\n  - ")
        )))
    }

    fn weigh(workspace: &Workspace) -> Result<(), Failure> {
        let budget = Self::budget(workspace)?;
        let sizes = Sizes::of(&Files::of(&workspace.dist())?)?;
        print!("{sizes}");
        let report = workspace.output().join("sizes.json");
        fs::create_dir_all(workspace.output())
            .and_then(|()| fs::write(&report, sizes.to_json(budget)))
            .map_err(Failure::of(format!("writing {}", report.display())))?;
        sizes.within(budget)
    }

    /// What the first load may weigh, in bytes.
    fn budget(workspace: &Workspace) -> Result<usize, Failure> {
        let text =
            fs::read_to_string(workspace.root().join(BUDGET)).map_err(Failure::of("reading the budget"))?;
        let budget = serde_json::from_str::<serde_json::Value>(&text).ok();
        let bytes = budget.and_then(|budget| budget["first_load_brotli_bytes"].as_u64());
        bytes
            .and_then(|bytes| usize::try_from(bytes).ok())
            .ok_or_else(|| Failure::new(format!("{BUDGET} says nothing of the first load")))
    }
}
