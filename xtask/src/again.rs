//! The same build once more, in another folder: both must be the same to the byte, or nobody could check what was
//! given away.

use std::{
    fs,
    path::{Path, PathBuf},
    time::SystemTime,
};

use crate::{
    bundle::{Bundle, Files},
    failure::Failure,
    package::{Package, Tree},
    tools::Tools,
    workspace::Workspace,
};

/// The copy's folder: its path is longer than that of the repository, so that a path in the build would change
/// more than letters.
const FOLDER: &str = "again/in-another-folder-with-a-longer-name";

/// What is built in the copy, and stays there from one time to the next.
const MADE: [&str; 2] = ["target", "dist"];

/// What changes nothing in a build.
const BESIDE: [&str; 2] = ["tests", "docs"];

/// Builds a copy of the repository and compares what came of it with the build that is there.
pub(crate) fn check(tools: &Tools, workspace: &Workspace) -> Result<(), Failure> {
    let sources = sources(workspace)?;
    if is_stale(workspace, &sources) {
        println!("dist is older than the sources: building it first");
        Bundle::build_with(tools, workspace)?;
    }
    let copy = Workspace::at(workspace.output().join(FOLDER));
    copy_files(&sources, workspace.root(), copy.root())?;
    println!("building once more in {}", copy.root().display());
    Bundle::build_with(tools, &copy)?;
    let built = |workspace: &Workspace| Tree::read(&Files::of(&workspace.dist())?);
    let (one, other) = (built(workspace)?, built(&copy)?);
    if let Some(name) = one.first_difference(&other) {
        return Err(Failure::new(format!("two builds of the same sources differ, first in {name}")));
    }
    if Package::archive(workspace)? != Package::archive(&copy)? {
        return Err(Failure::new("the same files made two archives"));
    }
    println!("two builds in two folders are the same: {} files, and the archive", one.files().count());
    Ok(())
}

/// The files that Git knows or would be told of, as they are now.
fn sources(workspace: &Workspace) -> Result<Vec<PathBuf>, Failure> {
    let mut git = workspace.command("git");
    let output = git
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .output()
        .map_err(Failure::of("starting `git ls-files`"))?;
    if !output.status.success() {
        return Err(Failure::new(format!(
            "`git ls-files`: {}",
            String::from_utf8_lossy(&output.stderr).trim()
        )));
    }
    let names = String::from_utf8_lossy(&output.stdout).into_owned();
    let names = names.split('\0').filter(|name| !name.is_empty()).map(PathBuf::from);
    // Git knows a file that was removed until the removal is told to it.
    Ok(names.filter(|name| workspace.root().join(name).is_file()).collect())
}

/// Whether the build that is there was made before the last change of what it is made of, or is not there.
fn is_stale(workspace: &Workspace, sources: &[PathBuf]) -> bool {
    let changed = |path: &Path| fs::metadata(path).and_then(|file| file.modified()).ok();
    let built = changed(&workspace.dist().join("index.html")).unwrap_or(SystemTime::UNIX_EPOCH);
    let mut sources = sources.iter().filter(|name| !BESIDE.iter().any(|folder| name.starts_with(folder)));
    sources.any(|name| changed(&workspace.root().join(name)).is_some_and(|changed| changed > built))
}

/// Makes a folder hold these files and no others. A file that is the same stays untouched: Cargo goes by times.
fn copy_files(names: &[PathBuf], from: &Path, to: &Path) -> Result<(), Failure> {
    fs::create_dir_all(to).map_err(Failure::of(format!("creating {}", to.display())))?;
    for name in Files::of_without(to, &MADE)?.names() {
        if !names.iter().any(|known| known == Path::new(name)) {
            fs::remove_file(to.join(name)).map_err(Failure::of(format!("removing the copy of {name}")))?;
        }
    }
    for name in names {
        let failed = || Failure::of(format!("copying {}", name.display()));
        let (source, copy) = (from.join(name), to.join(name));
        let contents = fs::read(&source).map_err(failed())?;
        if fs::read(&copy).is_ok_and(|known| known == contents) {
            continue;
        }
        copy.parent().map_or(Ok(()), fs::create_dir_all).map_err(failed())?;
        fs::copy(&source, &copy).map_err(failed())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_has_the_files_and_keeps_what_was_built() {
        let folder = std::env::temp_dir().join(format!("stagecraft-again-{}", std::process::id()));
        let (from, to) = (folder.join("from"), folder.join("to"));
        let write = |path: PathBuf, text: &str| {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        write(from.join("src/a.rs"), "1");
        write(from.join("untracked"), "1");
        write(to.join("src/b.rs"), "1");
        write(to.join("target/x"), "1");
        copy_files(&["src/a.rs".into()], &from, &to).unwrap();
        let written = || fs::metadata(to.join("src/a.rs")).unwrap().modified().unwrap();
        let first = written();
        copy_files(&["src/a.rs".into()], &from, &to).unwrap();
        assert_eq!(written(), first, "nothing is written twice");
        assert_eq!(Files::of(&to).unwrap().names().collect::<Vec<_>>(), ["src/a.rs", "target/x"]);
        fs::remove_dir_all(folder).unwrap();
    }
}
