//! The versions in `Cargo.lock`.

/// The text of a `Cargo.lock`.
#[derive(Debug)]
pub(crate) struct Lockfile {
    text: String,
}

impl Lockfile {
    /// A lockfile with this text.
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self { text: text.into() }
    }

    /// The version of a package, or `None` if it is not locked.
    pub(crate) fn version_of(&self, package: &str) -> Option<&str> {
        self.text.split("[[package]]").skip(1).find_map(|entry| {
            (value(entry, "name")? == package).then_some(())?;
            value(entry, "version")
        })
    }
}

/// The quoted value of a key that stands on a line of its own.
fn value<'a>(entry: &'a str, key: &str) -> Option<&'a str> {
    entry.lines().find_map(|line| {
        let value = line.strip_prefix(key)?.trim_start().strip_prefix('=')?;
        value.trim().strip_prefix('"')?.strip_suffix('"')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = r#"
version = 4

[[package]]
name = "wasm-bindgen-macro"
version = "0.2.7"
dependencies = [
 "wasm-bindgen",
]

[[package]]
name = "wasm-bindgen"
version = "0.2.130"
source = "registry"
"#;

    #[test]
    fn the_version_is_that_of_the_very_package() {
        let lock = Lockfile::new(LOCK);
        assert_eq!(lock.version_of("wasm-bindgen"), Some("0.2.130"));
        assert_eq!(lock.version_of("wasm-bindgen-macro"), Some("0.2.7"));
    }

    #[test]
    fn a_package_that_is_not_locked_has_no_version() {
        assert_eq!(Lockfile::new(LOCK).version_of("wasm"), None);
        assert_eq!(Lockfile::new("").version_of("wasm-bindgen"), None);
    }
}
