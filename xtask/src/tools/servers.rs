//! The web servers that configurations are made for.

use std::{
    env,
    path::{Path, PathBuf},
};

use crate::failure::Failure;

use super::{apt::Apt, search_path::SearchPath};

const HOW_TO_GET: &str = "\
nginx, Caddy and Apache are needed and were not found. Install all three; nothing needs to be running:
  Debian: apt-get install nginx-light caddy apache2-bin
  macOS:  brew install nginx caddy httpd
or point the variables NGINX_PROGRAM, CADDY_PROGRAM and APACHE2_PROGRAM to them.";

/// Where programs of the system lie that a user's search path may leave out.
const SYSTEM: &str = "/usr/local/sbin:/usr/sbin:/sbin";

/// Web servers that can be started.
#[derive(Debug)]
pub(crate) struct Servers {
    nginx: PathBuf,
    caddy: PathBuf,
    apache: PathBuf,
}

impl Servers {
    /// Finds the servers, or installs them where the system's packages can be had without questions.
    pub(crate) fn ensure() -> Result<Self, Failure> {
        if let Some(servers) = Self::find() {
            return Ok(servers);
        }
        let Some(apt) = Apt::of_system() else { return Err(Failure::new(HOW_TO_GET)) };
        eprintln!(
            "installing nginx-light, caddy and apache2-bin: they show that their configurations work (a minute)"
        );
        // Apache's service is in another package.
        apt.install_idle(&["nginx-light", "caddy", "apache2-bin"], &["nginx", "caddy"])
            .map_err(|failure| Failure::new(format!("{failure}\n{HOW_TO_GET}")))?;
        Self::find().ok_or_else(|| Failure::new(HOW_TO_GET))
    }

    fn find() -> Option<Self> {
        let (path, system) = (SearchPath::of_process(), SearchPath::new(SYSTEM.as_ref()));
        let named = |name| env::var_os(variable(name)).map(PathBuf::from).filter(|program| program.is_file());
        let found = |name| path.find(name).or_else(|| system.find(name));
        Some(Self {
            nginx: named("nginx").or_else(|| found("nginx"))?,
            caddy: named("caddy").or_else(|| found("caddy"))?,
            apache: named("apache2").or_else(|| found("apache2")).or_else(|| found("httpd"))?,
        })
    }

    /// The programs with their names.
    pub(crate) fn programs(&self) -> [(&'static str, &Path); 3] {
        [("nginx", &self.nginx), ("caddy", &self.caddy), ("apache2", &self.apache)]
    }
}

/// The environment variable that names a program. Their own names mean something else to the programs: nginx takes
/// `NGINX` for sockets.
pub(crate) fn variable(name: &str) -> String {
    format!("{}_PROGRAM", name.to_ascii_uppercase())
}
