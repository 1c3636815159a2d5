//! The folder tools are kept in, shared by all clones of the repository.

use std::{
    env,
    path::{Path, PathBuf},
};

use crate::failure::Failure;

use super::{recipe::Recipe, search_path::program_in};

/// A per-user folder with one subfolder per tool and version.
#[derive(Debug)]
pub(crate) struct Cache {
    folder: PathBuf,
}

impl Cache {
    /// The cache of the user who runs the command.
    pub(crate) fn of_user() -> Result<Self, Failure> {
        let variable = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        let folder = choose(env::consts::OS, variable)
            .ok_or_else(|| Failure::new("no folder for the tools: set STAGECRAFT_TOOLS to one"))?;
        let folder = std::path::absolute(folder).map_err(Failure::of("finding the folder for the tools"))?;
        Ok(Self { folder })
    }

    /// The cache itself.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where a tool lies when it is installed.
    pub(crate) fn home_of(&self, recipe: &Recipe) -> PathBuf {
        self.folder.join(recipe.folder())
    }

    /// The folder of its programs.
    pub(crate) fn programs_of(&self, recipe: &Recipe) -> PathBuf {
        self.home_of(recipe).join(recipe.programs_folder())
    }

    /// The programs that are installed, in the recipe's order.
    pub(crate) fn paths_of(&self, recipe: &Recipe) -> Vec<PathBuf> {
        let folder = self.programs_of(recipe);
        recipe.programs.iter().filter_map(|name| program_in(&folder, name)).collect()
    }

    /// Whether all its programs are installed.
    pub(crate) fn has(&self, recipe: &Recipe) -> bool {
        self.paths_of(recipe).len() == recipe.programs.len()
    }
}

/// The folder for tools on a system with these environment variables.
fn choose(system: &str, variable: impl Fn(&str) -> Option<PathBuf>) -> Option<PathBuf> {
    if let Some(chosen) = variable("STAGECRAFT_TOOLS") {
        return Some(chosen);
    }
    let home = |below: &str| variable("HOME").map(|home| home.join(below));
    let caches = match system {
        "windows" => variable("LOCALAPPDATA"),
        "macos" => variable("XDG_CACHE_HOME").or_else(|| home("Library/Caches")),
        _ => variable("XDG_CACHE_HOME").or_else(|| home(".cache")),
    };
    caches.map(|caches| caches.join("stagecraft"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(system: &str, variables: &[(&str, &str)]) -> Option<PathBuf> {
        choose(system, |name| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, value)| value.into())
        })
    }

    #[test]
    fn the_projects_own_variable_wins() {
        let variables = [("STAGECRAFT_TOOLS", "/t"), ("XDG_CACHE_HOME", "/x"), ("HOME", "/h")];
        assert_eq!(chosen("linux", &variables), Some("/t".into()));
    }

    #[test]
    fn every_system_has_its_place() {
        let variables = [("HOME", "/h"), ("LOCALAPPDATA", "/l")];
        assert_eq!(chosen("linux", &variables), Some("/h/.cache/stagecraft".into()));
        assert_eq!(chosen("macos", &variables), Some("/h/Library/Caches/stagecraft".into()));
        assert_eq!(chosen("windows", &variables), Some("/l/stagecraft".into()));
        assert_eq!(
            chosen("linux", &[("XDG_CACHE_HOME", "/x"), ("HOME", "/h")]),
            Some("/x/stagecraft".into())
        );
    }

    #[test]
    fn without_a_home_there_is_no_place() {
        assert_eq!(chosen("linux", &[]), None);
    }
}
