//! The files of a build.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use crate::failure::Failure;

/// The files below a folder, by their relative names with forward slashes.
#[derive(Debug)]
pub(crate) struct Files {
    folder: PathBuf,
    names: Vec<String>,
}

impl Files {
    /// Lists a folder and everything below it.
    pub(crate) fn of(folder: &Path) -> Result<Self, Failure> {
        Self::of_without(folder, &[])
    }

    /// The same without folders that are large, by their relative names.
    pub(crate) fn of_without(folder: &Path, without: &[&str]) -> Result<Self, Failure> {
        let mut names = Vec::new();
        collect(folder, "", without, &mut names)
            .map_err(Failure::of(format!("listing {}", folder.display())))?;
        names.sort();
        Ok(Self { folder: folder.to_owned(), names })
    }

    /// The names, sorted.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// The names of the scripts.
    pub(crate) fn scripts(&self) -> impl Iterator<Item = &str> {
        self.names().filter(|name| extension(name) == "js")
    }

    /// The contents of a file.
    pub(crate) fn read(&self, name: &str) -> Result<Vec<u8>, Failure> {
        fs::read(self.folder.join(name)).map_err(Failure::of(format!("reading {name}")))
    }

    /// Code and styles that a browser might keep after the next upload, because their names stay.
    pub(crate) fn faults(&self) -> Vec<String> {
        let cached = |name: &&str| matches!(extension(name), "js" | "wasm" | "css" | "txt");
        self.names()
            .filter(cached)
            .filter(|name| !is_hashed(name))
            .map(|name| format!("{name} has no hash in its name"))
            .collect()
    }

    /// References that lead nowhere.
    pub(crate) fn missing(&self, references: &[&str]) -> Vec<String> {
        let target = |reference: &str| reference.split(['?', '#']).next().unwrap_or_default().to_owned();
        let is = |known: &str, name: &str| {
            known.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let known = |name: &str| name.is_empty() || self.names.iter().any(|known| is(known, name));
        references
            .iter()
            .filter(|reference| !reference.starts_with("data:"))
            .filter(|reference| !known(target(reference).trim_start_matches("./")))
            .map(|reference| format!("index.html refers to {reference}, which is not there"))
            .collect()
    }
}

/// What follows the last dot of a name.
pub(crate) fn extension(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(_, extension)| extension)
}

/// Whether the name, or that of a folder it is in, has a hash: `-`, then 8 to 16 hexadecimal digits, then a dot, a line
/// or the end of the folder. What hosts keep for good is found by the same rule, see `package::headers`.
pub(crate) fn is_hashed(name: &str) -> bool {
    name.split('-').skip(1).any(|part| {
        let digits = part.bytes().take_while(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')).count();
        (8..=16).contains(&digits) && part[digits..].starts_with(['.', '_', '/'])
    })
}

fn collect(folder: &Path, prefix: &str, without: &[&str], names: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            if !without.contains(&name.as_str()) {
                collect(&entry.path(), &format!("{name}/"), without, names)?;
            }
        } else {
            names.push(name);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(names: &[&str]) -> Files {
        Files { folder: PathBuf::new(), names: names.iter().copied().map(str::to_owned).collect() }
    }

    #[test]
    fn names_with_hashes_are_recognised() {
        assert!(is_hashed("stagecraft-1f0c3d5e7a9b2c4d.js"));
        assert!(is_hashed("stagecraft-1f0c3d5e7a9b2c4d_bg.wasm"));
        assert!(is_hashed("snippets/gloo-1f0c3d5e7a9b2c4d/inline0.js"));
        assert!(is_hashed("lang-1f0c3d5e7a9b2c4d/en.txt"));
        assert!(!is_hashed("stagecraft-feed.css"));
        assert!(!is_hashed("stagecraft-1f0c3d5e7a9b2c4d1f.js"), "no hash of ours is as long");
        assert!(!is_hashed("stagecraft-1f0c3d5e7a9b2c4d"), "and none is at the end");
        assert!(!is_hashed("app.js"));
    }

    #[test]
    fn what_a_browser_keeps_has_a_hash() {
        let files =
            files(&["boot.js", "icons.svg", "index.html", "lang-1f0c3d5e7a9b2c4d/en.txt", "style.css"]);
        assert_eq!(files.faults(), ["boot.js has no hash in its name", "style.css has no hash in its name"]);
    }

    #[test]
    fn references_must_lead_to_files() {
        let files = files(&["boot.js", "icons.svg", "lang/en.txt"]);
        let there = ["./boot.js", "icons.svg#plus", "boot.js?v=1", "#top", "data:,", "./lang"];
        assert!(files.missing(&there).is_empty());
        assert_eq!(files.missing(&["./la"]).len(), 1);
        assert_eq!(files.missing(&["./gone.js"]).len(), 1);
    }
}
