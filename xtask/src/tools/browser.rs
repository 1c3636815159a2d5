//! Chromium and its driver.

use std::{
    env,
    path::{Path, PathBuf},
};

use crate::failure::Failure;

use super::{apt::Apt, search_path::SearchPath};

const HOW_TO_GET: &str = "\
Chromium and chromedriver are needed and were not found. Install both, of the same version:
  Debian:  apt-get install chromium chromium-driver
  Ubuntu:  snap install chromium; its driver is the program chromium.chromedriver
  macOS:   brew install --cask chromium chromedriver
  Windows: winget install Google.Chrome Chromium.ChromeDriver
or point the variables CHROMIUM and CHROMEDRIVER to the two programs.";

/// A browser that can be driven.
#[derive(Debug)]
pub(crate) struct Browser {
    /// The browser.
    pub(crate) chromium: PathBuf,
    /// Its driver.
    pub(crate) chromedriver: PathBuf,
}

impl Browser {
    /// The browser named by the environment or found on the search path.
    pub(crate) fn find() -> Option<Self> {
        let path = SearchPath::of_process();
        let named = |variable| env::var_os(variable).map(PathBuf::from).filter(|program| program.is_file());
        let chromium = ["chromium", "chromium-browser", "google-chrome"];
        Some(Self {
            chromium: named("CHROMIUM").or_else(|| chromium.iter().find_map(|name| path.find(name)))?,
            chromedriver: named("CHROMEDRIVER").or_else(|| path.find("chromedriver"))?,
        })
    }

    /// Finds the browser, or installs it where the system's packages can be had without questions.
    pub(crate) fn ensure() -> Result<Self, Failure> {
        for variable in ["CHROMIUM", "CHROMEDRIVER"] {
            if let Some(program) = env::var_os(variable).filter(|program| !Path::new(program).is_file()) {
                return Err(Failure::new(format!(
                    "{variable} is {}, which is not a file",
                    program.display()
                )));
            }
        }
        if let Some(browser) = Self::find() {
            return Ok(browser);
        }
        let Some(apt) = Apt::of_system() else { return Err(Failure::new(HOW_TO_GET)) };
        eprintln!("installing chromium and chromium-driver: they run the tests of the page (about a minute)");
        apt.install(&["chromium", "chromium-driver"])
            .map_err(|failure| Failure::new(format!("{failure}\n{HOW_TO_GET}")))?;
        Self::find().ok_or_else(|| Failure::new(HOW_TO_GET))
    }

    /// Both programs with their names.
    pub(crate) fn programs(&self) -> [(&'static str, &Path); 2] {
        [("chromium", &self.chromium), ("chromedriver", &self.chromedriver)]
    }
}
