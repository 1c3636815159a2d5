//! Colours: what is stored, typed and shown, how the eye sees it, and what helps to choose.

pub mod advice;
mod angle;
pub mod distinct;
pub mod ink;
pub mod likeness;
pub mod name;
pub mod nudge;
pub mod oklab;
pub mod palette;
pub mod ramp;
pub mod recent;
pub mod scheme;
pub mod sight;
mod typed;

pub use oklab::{Lab, Lch};
pub use sight::Sight;
pub use typed::Typed;

use crate::status::Group;
use std::fmt;

/// An opaque sRGB colour. Printed as the portal wants it: `#rrggbb`, lower case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Color {
    red: u8,
    green: u8,
    blue: u8,
}

impl Color {
    /// A colour from its three channels, 0 to 255 each.
    #[must_use]
    pub const fn new(red: u8, green: u8, blue: u8) -> Self {
        Self { red, green, blue }
    }

    /// A colour from `0xrrggbb`; higher bits do not count.
    #[must_use]
    pub const fn from_rgb(rgb: u32) -> Self {
        let [_, red, green, blue] = rgb.to_be_bytes();
        Self { red, green, blue }
    }

    /// Its red, green and blue, 0 to 255 each.
    #[must_use]
    pub fn channels(self) -> [u8; 3] {
        [self.red, self.green, self.blue]
    }

    /// Whether black reads better on it than white: the mark on a swatch follows this.
    ///
    /// The kanban's brightness rule (ux §1.5), which needs no powers and is right for marks.
    #[must_use]
    pub fn is_light(self) -> bool {
        299 * u32::from(self.red) + 587 * u32::from(self.green) + 114 * u32::from(self.blue) >= 128_000
    }
}

impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

/// The `COLOR` of a row, as the portal holds it: never rewritten unless the user changes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoredColor {
    /// `null`, empty, `#` or too short to be one: Bitrix24 draws its default (rest-behaviour §3.2).
    Default,
    /// A colour.
    Color(Color),
    /// Text that is no colour; REST stores anything (rest-behaviour §3.2).
    Unknown(Box<str>),
}

/// What Bitrix24 draws for stages without a colour of their own, in turn (rest-behaviour §3.2).
const PROCESS: [Color; 5] = [
    Color::from_rgb(0x39_a8ef),
    Color::from_rgb(0x2f_c6f6),
    Color::from_rgb(0x55_d0e0),
    Color::from_rgb(0x47_e4c2),
    Color::from_rgb(0xff_a900),
];
const SUCCESS: Color = Color::from_rgb(0x7b_d500);
const FAILURE: Color = Color::from_rgb(0xff_5752);

/// All of them.
pub const DEFAULTS: [Color; 7] =
    [PROCESS[0], PROCESS[1], PROCESS[2], PROCESS[3], PROCESS[4], SUCCESS, FAILURE];

impl StoredColor {
    /// Reads the column. Shorter than four characters counts as no colour (rest-behaviour §3.2).
    #[must_use]
    pub fn parse(text: &str) -> Self {
        if text.chars().count() < 4 {
            return Self::Default;
        }
        Color::stored(text.trim()).map_or_else(|| Self::Unknown(text.into()), Self::Color)
    }

    /// The colour a person sees: the stored one, else Bitrix24's default for the `nth` row of the group.
    /// Nothing is shown for text that is no colour.
    #[must_use]
    pub fn shown(&self, group: Group, nth: usize) -> Option<Color> {
        match self {
            Self::Color(color) => Some(*color),
            Self::Unknown(_) => None,
            Self::Default => Some(match group {
                Group::InProgress => PROCESS[nth % PROCESS.len()],
                Group::Success => SUCCESS,
                Group::Failed => FAILURE,
            }),
        }
    }
}

/// As it is sent: nothing for the default, which the portal stores as `#` (rest-behaviour §3.2).
impl fmt::Display for StoredColor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => Ok(()),
            Self::Color(color) => color.fmt(f),
            Self::Unknown(text) => f.write_str(text),
        }
    }
}

impl From<Color> for StoredColor {
    fn from(color: Color) -> Self {
        Self::Color(color)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn short_and_missing_colours_show_the_default_of_their_group() {
        for text in ["", "#", "#a", "fff"] {
            assert_eq!(StoredColor::parse(text), StoredColor::Default, "{text:?}");
        }
        let shown = |group, nth| StoredColor::Default.shown(group, nth).unwrap().to_string();
        assert_eq!(shown(Group::InProgress, 0), "#39a8ef");
        assert_eq!(shown(Group::InProgress, 6), "#2fc6f6");
        assert_eq!(shown(Group::Success, 0), "#7bd500");
        assert_eq!(shown(Group::Failed, 3), "#ff5752");
    }

    #[test]
    fn junk_is_kept_and_not_shown() {
        let junk = StoredColor::parse("#red");
        assert_eq!(junk, StoredColor::Unknown("#red".into()));
        assert_eq!(junk.shown(Group::Success, 0), None);
        assert_eq!(StoredColor::parse("#123456789"), StoredColor::Unknown("#123456789".into()));
    }

    #[test]
    fn case_and_hash_do_not_make_another_colour() {
        assert_eq!(StoredColor::parse("#FFA900"), StoredColor::parse("ffa900"));
        assert_eq!(StoredColor::parse("#fff"), StoredColor::parse("#FFFFFF"));
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_reader(text in ".{0,12}") {
            let _ = StoredColor::parse(&text);
        }
    }
}
