//! The tools as lines for a shell.

use std::path::Path;

use super::Tools;

impl Tools {
    /// Prints lines for `eval`, after which plain `trunk serve` works.
    pub(crate) fn print_exports(&self) {
        for line in self.exports() {
            println!("{line}");
        }
    }

    fn exports(&self) -> Vec<String> {
        let inherited = "\"$PATH\"".to_owned();
        let folders: Vec<String> =
            self.folders.iter().map(|folder| quoted(folder)).chain([inherited]).collect();
        let mut lines = vec![
            format!("export PATH={}", folders.join(":")),
            "export TRUNK_SKIP_VERSION_CHECK=true".to_owned(),
        ];
        if let Some(browser) = &self.browser {
            lines.push(format!("export CHROMIUM={}", quoted(&browser.chromium)));
            lines.push(format!("export CHROMEDRIVER={}", quoted(&browser.chromedriver)));
        }
        lines
    }
}

/// A path a POSIX shell reads back as it is.
fn quoted(path: &Path) -> String {
    format!("'{}'", path.display().to_string().replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_come_before_the_rest_of_the_path() {
        let tools = Tools { folders: vec!["/a b".into(), "/c".into()], ..Tools::default() };
        assert_eq!(tools.exports()[0], r#"export PATH='/a b':'/c':"$PATH""#);
    }

    #[test]
    fn quotes_survive_the_shell() {
        assert_eq!(quoted(Path::new("/it's")), r"'/it'\''s'");
    }
}
