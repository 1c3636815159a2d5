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

/// A server, and how Debian calls it.
#[derive(Debug)]
struct Server {
    name: &'static str,
    programs: &'static [&'static str],
    package: &'static str,
    /// What would run all the time. Apache's is in a package that is not installed.
    service: Option<&'static str>,
}

const SERVERS: [Server; 3] = [
    Server { name: "nginx", programs: &["nginx"], package: "nginx-light", service: Some("nginx") },
    Server { name: "caddy", programs: &["caddy"], package: "caddy", service: Some("caddy") },
    Server { name: "apache2", programs: &["apache2", "httpd"], package: "apache2-bin", service: None },
];

impl Server {
    fn find(&self) -> Option<PathBuf> {
        let named = env::var_os(variable(self.name)).map(PathBuf::from).filter(|program| program.is_file());
        let paths = [SearchPath::of_process(), SearchPath::new(SYSTEM.as_ref())];
        named.or_else(|| paths.iter().find_map(|path| self.programs.iter().find_map(|name| path.find(name))))
    }
}

/// Web servers that can be started.
#[derive(Debug)]
pub(crate) struct Servers([PathBuf; 3]);

impl Servers {
    /// Finds the servers, or installs those that are missing where the system's packages can be had without questions.
    pub(crate) fn ensure() -> Result<Self, Failure> {
        let missing: Vec<_> = SERVERS.iter().filter(|server| server.find().is_none()).collect();
        if !missing.is_empty() {
            let Some(apt) = Apt::of_system() else { return Err(Failure::new(HOW_TO_GET)) };
            let packages: Vec<_> = missing.iter().map(|server| server.package).collect();
            let services: Vec<_> = missing.iter().filter_map(|server| server.service).collect();
            eprintln!(
                "installing {}: they show that their configurations work (a minute)",
                packages.join(", ")
            );
            apt.install_idle(&packages, &services)
                .map_err(|failure| Failure::new(format!("{failure}\n{HOW_TO_GET}")))?;
        }
        let found = SERVERS.map(|server| server.find().ok_or_else(|| Failure::new(HOW_TO_GET)));
        let [nginx, caddy, apache] = found;
        Ok(Self([nginx?, caddy?, apache?]))
    }

    /// The programs with their names.
    pub(crate) fn programs(&self) -> impl Iterator<Item = (&'static str, &Path)> {
        SERVERS.into_iter().map(|server| server.name).zip(self.0.iter().map(PathBuf::as_path))
    }
}

/// The environment variable that names a program. Their own names mean something else to the programs: nginx takes
/// `NGINX` for sockets.
pub(crate) fn variable(name: &str) -> String {
    format!("{}_PROGRAM", name.to_ascii_uppercase())
}
