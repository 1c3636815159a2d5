//! What is given away: an archive for Bitrix24's cloud, and a folder for every other host.

mod archive;
mod headers;
mod hosting;
mod origin;
mod tree;

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{
    bundle::{Bundle, Files, PAGES},
    failure::Failure,
    tools::Tools,
    workspace::Workspace,
};

pub(crate) use self::{origin::Origin, tree::Tree};

/// The version that is given away.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The folder for hosts, within the package.
const HOSTING: &str = "hosting";

/// What a package is to be like.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Package {
    /// The portals that may show it besides those of the cloud.
    pub(crate) portals: Vec<Origin>,
    /// The folder it goes to, if not the usual one.
    pub(crate) out: Option<PathBuf>,
}

impl Package {
    /// Brings the tools, makes the production build and packages it.
    pub(crate) fn build(&self, workspace: &Workspace) -> Result<(), Failure> {
        Bundle::build_with(&Tools::ensure(workspace, &Bundle::NEEDS)?, workspace)?;
        self.make(workspace)
    }

    /// Packages the production build that is there.
    pub(crate) fn make(&self, workspace: &Workspace) -> Result<(), Failure> {
        let site = Self::site(workspace)?;
        let (archive, hosting) = (archive::zip(&site)?, hosting::folder(&site, &self.portals, VERSION)?);
        let out = self.out.clone().unwrap_or_else(|| workspace.output().join("package"));
        clear(&out.join(HOSTING))?;
        println!("\npackage in {}:", out.display());
        for (name, size, files) in [
            (archive_name(), archive.len(), site.files().count()),
            (format!("{HOSTING}/"), hosting.len(), hosting.files().count()),
            (format!("{HOSTING}/site/, nothing compressed"), site.len(), site.files().count()),
        ] {
            println!("{name:<40} {size:>9} bytes {files:>4} files");
        }
        let mut package = Tree::default();
        package.add_below(HOSTING, hosting);
        package.add(archive_name(), archive);
        package.add("SHA256SUMS", package.sums());
        package.write(&out)
    }

    /// The production build.
    fn site(workspace: &Workspace) -> Result<Tree, Failure> {
        let site = Tree::read(&Files::of(&workspace.dist())?)?;
        match PAGES.iter().find(|page| site.get(page).is_none()) {
            Some(page) => Err(Failure::new(format!("dist has no {page}: run `cargo xtask build`"))),
            None => Ok(site),
        }
    }

    /// The archive of the production build.
    pub(crate) fn archive(workspace: &Workspace) -> Result<Vec<u8>, Failure> {
        archive::zip(&Self::site(workspace)?)
    }
}

fn archive_name() -> String {
    format!("stagecraft-{VERSION}.zip")
}

/// Takes away the folder of an earlier package, so that no file of it stays; anything else is left alone.
fn clear(folder: &Path) -> Result<(), Failure> {
    if !folder.exists() {
        return Ok(());
    }
    let readme = fs::read_to_string(folder.join("README.md")).unwrap_or_default();
    if !readme.starts_with(hosting::TITLE) {
        return Err(Failure::new(format!(
            "{} is not of an earlier package: move it away, or choose another folder by --out",
            folder.display()
        )));
    }
    fs::remove_dir_all(folder).map_err(Failure::of(format!("removing {}", folder.display())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_but_an_earlier_package_is_cleared() {
        let folder = std::env::temp_dir().join(format!("stagecraft-clear-{}", std::process::id()));
        let kept = folder.join("README.md");
        clear(&folder).unwrap();
        fs::create_dir_all(&folder).unwrap();
        fs::write(&kept, "# My hosts\n").unwrap();
        assert!(clear(&folder).unwrap_err().to_string().contains("--out"));
        assert!(kept.exists());
        fs::write(&kept, hosting::TITLE).unwrap();
        clear(&folder).unwrap();
        assert!(!folder.exists());
    }
}
