//! The archive that Bitrix24's cloud takes as a static local application.

use std::io::{Cursor, Write};

use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

use crate::failure::Failure;

use super::tree::Tree;

/// All files in the order of their names. Nothing in it depends on when, where or by whom it was made.
pub(crate) fn zip(tree: &Tree) -> Result<Vec<u8>, Failure> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        .last_modified_time(DateTime::DEFAULT)
        .unix_permissions(0o644);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, contents) in tree.files() {
        archive.start_file(name, options).map_err(Failure::of(format!("putting {name} into the archive")))?;
        archive.write_all(contents).map_err(Failure::of(format!("putting {name} into the archive")))?;
    }
    Ok(archive.finish().map_err(Failure::of("ending the archive"))?.into_inner())
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use zip::ZipArchive;

    use super::*;

    fn tree(names: &[&str]) -> Tree {
        let mut tree = Tree::default();
        for name in names {
            tree.add(*name, name.repeat(50));
        }
        tree
    }

    #[test]
    fn the_same_files_make_the_same_archive() {
        let archive = zip(&tree(&["lang/en.txt", "index.html", "app.js"])).unwrap();
        assert_eq!(zip(&tree(&["app.js", "index.html", "lang/en.txt"])).unwrap(), archive);
    }

    #[test]
    fn the_archive_holds_nothing_but_the_files() {
        let bytes = zip(&tree(&["lang/en.txt", "index.html"])).unwrap();
        let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let names: Vec<_> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
        assert_eq!(names, ["index.html", "lang/en.txt"]);
        assert!(archive.comment().is_empty());
        for at in 0..archive.len() {
            let mut file = archive.by_index(at).unwrap();
            assert_eq!(file.last_modified(), Some(DateTime::DEFAULT));
            assert_eq!(file.unix_mode(), Some(0o100_644));
            assert!(file.extra_data().as_deref().is_none_or(<[u8]>::is_empty) && file.comment().is_empty());
            let (name, mut contents) = (file.name().unwrap().into_owned(), String::new());
            file.read_to_string(&mut contents).unwrap();
            assert_eq!(contents, name.repeat(50));
        }
    }
}
