//! The production build: what is uploaded to the portal.

mod compress;
mod files;
mod names;
mod page;
mod paths;
mod policy;
mod sizes;

use std::fs;

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
};

/// What the widget may weigh, compressed with brotli: the promise is that it opens at once over a
/// mobile connection. Raising it is a decision, not a repair: it was 130,000 until edits were kept safe under every
/// fault, which with its interface took 42 KB, and 175,000 until every directory, counting and moving records, adding,
/// pasting, moving by hand, searching and the preview came, which took 92 KB, and 270,000 until colours could be chosen
/// with open eyes, for one row and for many, which took 48 KB.
pub(crate) const BUDGET_BROTLI_BYTES: usize = 318_000;

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
        let mut trunk = tools.trunk(workspace)?;
        trunk.args(["build", "--release", "--dist"]).arg(workspace.dist());
        trunk.env("CARGO_ENCODED_RUSTFLAGS", paths::forgetting_flags()).run()?;
        Self::shrink(tools, workspace)?;
        names::settle(&workspace.dist())?;
        Self::check(workspace)?;
        Self::weigh(workspace)
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
        let page = fs::read_to_string(workspace.dist().join("index.html"))
            .map_err(Failure::of("reading index.html"))?;
        let page = Page::parse(&page);
        let mut faults = page.faults();
        faults.extend(files.faults());
        faults.extend(files.missing(&page.references()));
        if faults.is_empty() {
            println!("dist: the page keeps to its policy, is relocatable, and its files carry hashes");
            return Ok(());
        }
        Err(Failure::new(format!(
            "the build in dist is not fit to be uploaded:\n  - {}",
            faults.join("\n  - ")
        )))
    }

    fn weigh(workspace: &Workspace) -> Result<(), Failure> {
        let sizes = Sizes::of(&Files::of(&workspace.dist())?)?;
        print!("{sizes}");
        let report = workspace.output().join("sizes.json");
        fs::create_dir_all(workspace.output())
            .and_then(|()| fs::write(&report, sizes.to_json(BUDGET_BROTLI_BYTES)))
            .map_err(Failure::of(format!("writing {}", report.display())))?;
        sizes.within(BUDGET_BROTLI_BYTES)
    }
}
