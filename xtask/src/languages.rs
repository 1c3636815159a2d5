//! The tables of texts that the page loads, one for each language.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use texts::{Lang, Language};

use crate::failure::Failure;

/// The folder of the tables, beside the page.
pub(crate) const FOLDER: &str = "lang";

/// Writes all tables into the folder that Trunk is filling, or into this one.
pub(crate) fn run(folder: Option<PathBuf>) -> Result<(), Failure> {
    let staging = || env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from);
    let folder =
        folder.or_else(staging).ok_or(Failure::new("a folder to write the languages into is missing"))?;
    write(&folder.join(FOLDER))
}

/// Writes all tables, and one more with what Bitrix24 calls the editor in each language.
fn write(folder: &Path) -> Result<(), Failure> {
    fs::create_dir_all(folder).map_err(Failure::of(format!("making {}", folder.display())))?;
    let tables = Language::ALL.map(|language| (language.code(), Lang::built_in(language).write()));
    for (name, table) in tables.into_iter().chain([("titles", titles())]) {
        let file = folder.join(format!("{name}.txt"));
        fs::write(&file, table).map_err(Failure::of(format!("writing {}", file.display())))?;
    }
    Ok(())
}

/// A line for each language: its code, the title of a placement, and what it says of itself.
fn titles() -> String {
    let line = |language: Language| {
        let setup = &Lang::built_in(language).texts().setup;
        format!("{}\t{}\t{}\n", language.code(), setup.placement_title, setup.placement_hint)
    };
    Language::ALL.map(line).concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_a_title() {
        let titles = titles();
        assert_eq!(titles.lines().count(), Language::ALL.len());
        assert!(titles.lines().all(|line| line.split('\t').filter(|part| !part.is_empty()).count() == 3));
        assert!(titles.starts_with("en\tStages and lists\t"), "{titles}");
    }
}
