//! The colours a user chose last, kept by the portal as one of the user's options.

use super::Color;
use std::fmt;

/// The name of the option.
pub const OPTION: &str = "colors";

/// So many are remembered (ux §4.2).
const MOST: usize = 8;

/// The colours a user chose last, the latest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recent(Vec<Color>);

impl Recent {
    /// Reads what [`fmt::Display`] wrote; what is no colour is passed over.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let colors = text.split_whitespace().filter_map(|word| Color::typed(word).map(|typed| typed.color));
        Self(colors.take(MOST).collect())
    }

    /// The colours.
    #[must_use]
    pub fn colors(&self) -> &[Color] {
        &self.0
    }

    /// With one more that was chosen.
    #[must_use]
    pub fn with(&self, color: Color) -> Self {
        let others = self.0.iter().copied().filter(|it| *it != color);
        Self(std::iter::once(color).chain(others).take(MOST).collect())
    }
}

impl fmt::Display for Recent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().enumerate().try_for_each(|(at, color)| {
            if at > 0 {
                f.write_str(" ")?;
            }
            color.fmt(f)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_is_the_first_and_none_is_twice() {
        let mut recent = Recent::default();
        for rgb in [1, 2, 3, 2, 4, 5, 6, 7, 8, 9] {
            recent = recent.with(Color::from_rgb(rgb));
        }
        let told: Vec<_> = [9, 8, 7, 6, 5, 4, 2, 3].into_iter().map(Color::from_rgb).collect();
        assert_eq!(recent.colors(), told);
        assert_eq!(Recent::read(&recent.to_string()), recent);
    }

    #[test]
    fn whatever_is_stored_can_be_read() {
        assert_eq!(Recent::read("#2fc6f6 red ").colors(), [Color::from_rgb(0x2f_c6f6)]);
        assert_eq!(Recent::read(""), Recent::default());
        assert_eq!(Recent::read(&"#010203 ".repeat(30)).colors().len(), MOST);
    }
}
