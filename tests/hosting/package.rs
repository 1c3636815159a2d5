//! Where the package is, and what is in it.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// The folder of the package.
pub(crate) fn folder() -> PathBuf {
    PathBuf::from(variable("STAGECRAFT_PACKAGE"))
}

/// The folder for hosts.
pub(crate) fn hosting() -> PathBuf {
    folder().join("hosting")
}

/// Where the portal listens that may show the widget.
pub(crate) fn portal() -> SocketAddr {
    let portal = variable("STAGECRAFT_PORTAL");
    let address = portal.strip_prefix("http://").expect("a portal without TLS");
    address.parse().expect("an address")
}

/// A text of the folder for hosts.
pub(crate) fn text(name: &str) -> String {
    fs::read_to_string(hosting().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// A file of the site.
pub(crate) fn site(name: &str) -> Vec<u8> {
    fs::read(hosting().join("site").join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The names of what a browser asks for, sorted: without what is compressed, and without configurations.
pub(crate) fn names() -> Vec<String> {
    let mut names = Vec::new();
    collect(&hosting().join("site"), "", &mut names);
    names.retain(|name| !name.starts_with(['.', '_']) && !["br", "gz"].contains(&ending(name)));
    names.sort();
    names
}

/// What follows the last dot of a name.
pub(crate) fn ending(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or_default()
}

/// The first name with this ending.
pub(crate) fn name_with(wanted: &str) -> String {
    names().into_iter().find(|name| ending(name) == wanted).unwrap_or_else(|| panic!("no file *.{wanted}"))
}

fn collect(folder: &Path, prefix: &str, names: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let entry = entry.expect("an entry");
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{name}/"), names);
        } else {
            names.push(name);
        }
    }
}

fn variable(name: &str) -> String {
    std::env::var(name).expect("run these by `cargo xtask test --only package`")
}
