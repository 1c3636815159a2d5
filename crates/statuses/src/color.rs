//! Colours: what is stored, what is typed, what is shown.

use crate::status::Group;
use std::fmt;

/// An opaque sRGB colour. Printed as the portal wants it: `#rrggbb`, lower case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Color {
    red: u8,
    green: u8,
    blue: u8,
}

/// A typed colour, and whether something of it had to be given up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Typed {
    /// The colour as Bitrix24 can store it.
    pub color: Color,
    /// It had transparency, which Bitrix24 cannot store (ux §7, E21).
    pub alpha_dropped: bool,
}

impl Color {
    /// A colour from its three channels, 0 to 255 each.
    #[must_use]
    pub const fn new(red: u8, green: u8, blue: u8) -> Self {
        Self { red, green, blue }
    }

    /// Reads what a person types: 3, 4, 6 or 8 hex digits, with or without `#`.
    #[must_use]
    pub fn typed(text: &str) -> Option<Typed> {
        let text = text.trim();
        let digits = text.strip_prefix('#').unwrap_or(text);
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None; // from_str_radix alone would take "+1"
        }
        let number = u32::from_str_radix(digits, 16).ok()?;
        let (rgb, alpha_dropped) = match digits.len() {
            3 => (widen(number), false),
            4 => (widen(number >> 4), true),
            6 => (number, false),
            8 => (number >> 8, true),
            _ => return None,
        };
        Some(Typed { color: Self::from_rgb(rgb), alpha_dropped })
    }

    /// A colour from `0xrrggbb`; higher bits do not count.
    #[must_use]
    pub const fn from_rgb(rgb: u32) -> Self {
        let [_, red, green, blue] = rgb.to_be_bytes();
        Self { red, green, blue }
    }

    /// Its red, green and blue.
    #[must_use]
    pub fn channels(self) -> [u8; 3] {
        [self.red, self.green, self.blue]
    }

    /// Its red, green and blue as amounts of light, from 0 to 1.
    #[must_use]
    pub fn linear(self) -> [f32; 3] {
        self.channels().map(|channel| {
            let value = f32::from(channel) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        })
    }

    /// Whether black reads better on it than white: the mark on a swatch follows this.
    ///
    /// The kanban's brightness rule (ux §1.5), which needs no powers and is right for marks.
    #[must_use]
    pub fn is_light(self) -> bool {
        299 * u32::from(self.red) + 587 * u32::from(self.green) + 114 * u32::from(self.blue) >= 128_000
    }
}

/// `abc` to `aabbcc`.
fn widen(short: u32) -> u32 {
    let spread = (short & 0xf00) << 8 | (short & 0x0f0) << 4 | (short & 0x00f);
    spread | spread << 4
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
        match Color::typed(text) {
            Some(Typed { color, alpha_dropped: false }) => Self::Color(color),
            _ => Self::Unknown(text.into()),
        }
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

    fn typed(text: &str) -> Option<String> {
        Color::typed(text).map(|typed| typed.color.to_string())
    }

    #[test]
    fn the_typist_may_leave_out_the_hash_and_shorten() {
        for text in ["#2FC6F6", "2fc6f6", " #2fc6f6 ", "#2fc6f6ff", "2FC6F6aa"] {
            assert_eq!(typed(text).as_deref(), Some("#2fc6f6"), "{text:?}");
        }
        assert_eq!(typed("#abc").as_deref(), Some("#aabbcc"));
        assert_eq!(typed("abcd").as_deref(), Some("#aabbcc"));
    }

    #[test]
    fn what_is_no_colour_is_refused() {
        for text in ["", "#", "#ab", "#abcde", "+12345", "#12345g", "red", "##aabbcc", "#1234567"] {
            assert_eq!(Color::typed(text), None, "{text:?}");
        }
    }

    #[test]
    fn transparency_is_reported() {
        assert!(Color::typed("#2fc6f680").unwrap().alpha_dropped);
        assert!(!Color::typed("#2fc6f6").unwrap().alpha_dropped);
    }

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
        fn a_printed_colour_is_read_back(rgb in 0u32..=0xff_ffff) {
            let color = Color::from_rgb(rgb);
            prop_assert_eq!(Color::typed(&color.to_string()), Some(Typed { color, alpha_dropped: false }));
        }

        #[test]
        fn no_text_breaks_the_reader(text in ".{0,12}") {
            let _ = StoredColor::parse(&text);
        }
    }
}
