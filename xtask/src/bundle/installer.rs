//! The page that installs the application: the page of the editor with another program in it.

use std::{fs, path::Path};

use crate::{failure::Failure, workspace::Workspace};

use super::{EDITOR, files::Files};

/// Its name beside the page of the editor.
pub(crate) const PAGE: &str = "install.html";

/// What the names of its own files begin with.
pub(crate) const PREFIX: &str = "install";

/// Has the page built, which `compile` does of a source into a folder, and adds it to the build of the editor. Trunk
/// makes one page at a time.
pub(crate) fn add(
    workspace: &Workspace,
    compile: impl FnOnce(&Path, &Path) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let folder = workspace.output().join(PREFIX);
    let built = folder.join("dist");
    let source = folder.join(EDITOR);
    let editor =
        fs::read_to_string(workspace.root().join(EDITOR)).map_err(Failure::of("reading index.html"))?;
    fs::create_dir_all(&folder)
        .and_then(|()| fs::write(&source, page(&editor)?))
        .map_err(Failure::of(format!("writing {}", source.display())))?;
    compile(&source, &built)?;
    let files = Files::of(&built)?;
    let own = files.names().filter(|name| name.starts_with(PREFIX)).map(|name| (name, name));
    for (from, to) in own.chain([(EDITOR, PAGE)]) {
        fs::copy(built.join(from), workspace.dist().join(to))
            .map_err(Failure::of(format!("copying {from} of the installer")))?;
    }
    Ok(())
}

/// The source of the page, three folders below the sources that it names.
fn page(editor: &str) -> std::io::Result<String> {
    let replacements = [
        (
            "rel=\"rust\" data-bin=\"stagecraft\"",
            "rel=\"rust\" href=\"../../../Cargo.toml\" data-bin=\"install\"",
        ),
        ("href=\"static/", "href=\"../../../static/"),
    ];
    replacements.iter().try_fold(editor.to_owned(), |page, (old, new)| {
        let unknown = || std::io::Error::other(format!("index.html has no {old}"));
        page.contains(old).then(|| page.replace(old, new)).ok_or_else(unknown)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_of_the_editor_has_what_is_replaced() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let page = page(&fs::read_to_string(root.join(EDITOR)).unwrap()).unwrap();
        assert!(page.contains("data-bin=\"install\"") && !page.contains("href=\"static/"));
    }
}
