//! Files that are to be written, in the order of their names.

use std::{collections::BTreeMap, fs, path::Path};

use sha2::{Digest, Sha256};

use crate::{
    bundle::{Files, brotli, gzip},
    failure::Failure,
};

/// Which part of a file compression has to take away to be worth another file: a twentieth.
const WORTH: usize = 20;

/// Files by their relative names, with forward slashes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tree(BTreeMap<String, Vec<u8>>);

impl Tree {
    /// The files of a folder as they are.
    pub(crate) fn read(files: &Files) -> Result<Self, Failure> {
        let read = |name: &str| Ok((name.to_owned(), files.read(name)?));
        files.names().map(read).collect::<Result<_, _>>().map(Self)
    }

    /// Adds a file, or puts it in another's place.
    pub(crate) fn add(&mut self, name: impl Into<String>, contents: impl Into<Vec<u8>>) {
        self.0.insert(name.into(), contents.into());
    }

    /// Adds other files in a folder.
    pub(crate) fn add_below(&mut self, folder: &str, tree: Self) {
        self.0.extend(tree.0.into_iter().map(|(name, contents)| (format!("{folder}/{name}"), contents)));
    }

    /// Puts compressed ones beside all files that become smaller by it.
    pub(crate) fn compress(&mut self) -> Result<(), Failure> {
        let mut compressed = Vec::new();
        for (name, contents) in &self.0 {
            let failed = || Failure::of(format!("compressing {name}"));
            let worth = contents.len() - contents.len() / WORTH;
            for (ending, result) in
                [("br", brotli(contents).map_err(failed())?), ("gz", gzip(contents).map_err(failed())?)]
            {
                if result.len() < worth {
                    compressed.push((format!("{name}.{ending}"), result));
                }
            }
        }
        self.0.extend(compressed);
        Ok(())
    }

    /// Names and contents, sorted by name.
    pub(crate) fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.0.iter().map(|(name, contents)| (name.as_str(), contents.as_slice()))
    }

    /// The contents of a file.
    pub(crate) fn get(&self, name: &str) -> Option<&[u8]> {
        self.0.get(name).map(Vec::as_slice)
    }

    /// How many bytes there are.
    pub(crate) fn len(&self) -> usize {
        self.0.values().map(Vec::len).sum()
    }

    /// The first file, by name, that is not the same in both.
    pub(crate) fn first_difference<'a>(&'a self, other: &'a Self) -> Option<&'a str> {
        let differs =
            |a: &'a Self, b: &'a Self| a.files().find(|(name, contents)| b.get(name) != Some(contents));
        [differs(self, other), differs(other, self)].into_iter().flatten().map(|(name, _)| name).min()
    }

    /// Lines as `sha256sum` writes and checks them.
    pub(crate) fn sums(&self) -> String {
        let line = |(name, contents)| format!("{:x}  {name}\n", Sha256::digest(contents));
        self.files().map(line).collect()
    }

    /// Writes all files into a folder.
    pub(crate) fn write(&self, folder: &Path) -> Result<(), Failure> {
        for (name, contents) in self.files() {
            let path = folder.join(name);
            let made = path.parent().map_or(Ok(()), fs::create_dir_all);
            made.and_then(|()| fs::write(&path, contents))
                .map_err(Failure::of(format!("writing {}", path.display())))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(files: &[(&str, &str)]) -> Tree {
        Tree(
            files.iter().map(|(name, contents)| ((*name).to_owned(), contents.as_bytes().to_vec())).collect(),
        )
    }

    fn names(tree: &Tree) -> Vec<&str> {
        tree.files().map(|(name, _)| name).collect()
    }

    #[test]
    fn only_what_becomes_smaller_has_compressed_files_beside_it() {
        let mut site = tree(&[("long.txt", &"word ".repeat(100)), ("short.txt", "word")]);
        site.compress().unwrap();
        assert_eq!(names(&site), ["long.txt", "long.txt.br", "long.txt.gz", "short.txt"]);
        let again = site.clone();
        let mut anew = tree(&[("short.txt", "word"), ("long.txt", &"word ".repeat(100))]);
        anew.compress().unwrap();
        assert_eq!(anew, again, "the same files, to the byte");
    }

    #[test]
    fn the_first_difference_is_named() {
        let (one, other) = (tree(&[("a", "1"), ("c", "1")]), tree(&[("b", "1"), ("c", "2")]));
        assert_eq!(one.first_difference(&other), Some("a"));
        assert_eq!(tree(&[("c", "1")]).first_difference(&other), Some("b"));
        assert_eq!(tree(&[("b", "1"), ("c", "3")]).first_difference(&other), Some("c"));
        assert_eq!(other.first_difference(&other.clone()), None);
    }

    #[test]
    fn sums_can_be_checked_by_the_usual_program() {
        let sums = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae  site/foo\n";
        assert_eq!(tree(&[("site/foo", "foo")]).sums(), sums);
    }
}
