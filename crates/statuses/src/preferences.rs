//! What a user likes, kept by the portal as one of the user's options.

use std::fmt;

/// The name of the option.
pub const OPTION: &str = "preferences";

/// What a user chose for themselves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Preferences {
    /// Light or dark.
    pub theme: Theme,
    /// Asks before every deletion, so that nobody has to be quick to take one back (WCAG 2.2.1).
    pub ask_first: bool,
    /// Keys without Ctrl or ⌘ do nothing outside the list (WCAG 2.1.4).
    pub no_single_keys: bool,
    /// The preview of the pipeline is folded up.
    pub folded: bool,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Light, Self::Dark];

    /// As the page's `data-theme` has it; empty for the system's.
    #[must_use]
    pub fn mark(self) -> &'static str {
        match self {
            Self::Auto => "",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

impl Preferences {
    /// Reads what [`fmt::Display`] wrote. Words of other versions are passed over.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut preferences = Self::default();
        for word in text.split(' ') {
            match word {
                "light" => preferences.theme = Theme::Light,
                "dark" => preferences.theme = Theme::Dark,
                "ask" => preferences.ask_first = true,
                "no-keys" => preferences.no_single_keys = true,
                "folded" => preferences.folded = true,
                _ => {}
            }
        }
        preferences
    }
}

impl fmt::Display for Preferences {
    /// One word each, so that no escaping on the way can harm them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.theme.mark())?;
        f.write_str(if self.ask_first { " ask" } else { "" })?;
        f.write_str(if self.no_single_keys { " no-keys" } else { "" })?;
        f.write_str(if self.folded { " folded" } else { "" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        for theme in Theme::ALL {
            for switches in 0..8 {
                let [ask_first, no_single_keys, folded] = [1, 2, 4].map(|switch| switches & switch != 0);
                let preferences = Preferences { theme, ask_first, no_single_keys, folded };
                assert_eq!(Preferences::read(&preferences.to_string()), preferences);
            }
        }
    }

    #[test]
    fn strange_words_are_passed_over() {
        assert_eq!(Preferences::read(""), Preferences::default());
        let read = Preferences::read("sepia  dark ask2 ask");
        assert_eq!(read, Preferences { theme: Theme::Dark, ask_first: true, ..Preferences::default() });
    }
}
