//! What people call a colour (ux §4.3).

use super::{Color, Lch};

/// A kind of colour that has a word in every language; in the order of the texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Hue {
    /// Without a hue, as bright as can be.
    White,
    /// Without a hue.
    Grey,
    /// Without any light to speak of.
    Black,
    /// Between red and violet, towards red.
    Pink,
    /// As of blood.
    Red,
    /// Between red and yellow.
    Orange,
    /// Orange that is dark.
    Brown,
    /// As of lemons.
    Yellow,
    /// Between yellow and green.
    Lime,
    /// As of grass.
    Green,
    /// Between green and blue.
    Teal,
    /// As of the sky by day: between teal and blue.
    Sky,
    /// As of the sea.
    Blue,
    /// Between blue and purple.
    Violet,
    /// Between violet and pink.
    Purple,
}

/// How light it is for its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shade {
    /// Lighter than usual.
    Light,
    /// As usual.
    Plain,
    /// Darker than usual.
    Dark,
}

/// A name for people who do not see the colour, or do not read hex: "light blue".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ColorName {
    /// What kind of colour.
    pub hue: Hue,
    /// Which of that kind.
    pub shade: Shade,
}

/// Where each hue of OKLCH begins, in degrees; what lies before the first belongs to the last. No norm
/// has them: the test below says what people call some colours.
const HUES: [(f32, Hue); 11] = [
    (15.0, Hue::Red),
    (40.0, Hue::Orange),
    (76.0, Hue::Yellow),
    (116.0, Hue::Lime),
    (136.0, Hue::Green),
    (162.0, Hue::Teal),
    (210.0, Hue::Sky),
    (243.0, Hue::Blue),
    (276.0, Hue::Violet),
    (308.0, Hue::Purple),
    (342.0, Hue::Pink),
];

impl From<Color> for ColorName {
    fn from(color: Color) -> Self {
        Lch::from(color).into()
    }
}

impl From<Lch> for ColorName {
    fn from(Lch { l, c, h }: Lch) -> Self {
        let begun = HUES.iter().rev().find(|(from, _)| h >= *from);
        let hue = begun.map_or(Hue::Pink, |(_, hue)| *hue);
        let hue = match hue {
            // What is lighter still may be a tint of yellow.
            _ if l > 0.98 && c < 0.06 => Hue::White,
            _ if l < 0.15 => Hue::Black,
            _ if c < 0.025 => Hue::Grey,
            Hue::Orange if l < 0.62 => Hue::Brown,
            hue => hue,
        };
        // Yellow is never dark while it is yellow, and blue hardly ever light.
        let (dark, light) = match hue {
            Hue::White | Hue::Black => (0.0, 1.1),
            Hue::Yellow | Hue::Lime => (0.72, 0.95),
            Hue::Brown => (0.4, 1.1),
            _ => (0.5, 0.83),
        };
        let shade = match l {
            _ if l < dark => Shade::Dark,
            _ if l > light => Shade::Light,
            _ => Shade::Plain,
        };
        Self { hue, shade }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn told(hex: &str) -> (Shade, Hue) {
        let name = ColorName::from(Color::typed(hex).unwrap().color);
        (name.shade, name.hue)
    }

    #[test]
    fn colours_have_the_names_that_people_give_them() {
        use Hue::*;
        use Shade::*;
        for (hex, expected) in [
            ("#ffffff", (Plain, White)),
            ("#000000", (Plain, Black)),
            ("#ebebeb", (Light, Grey)),
            ("#898989", (Plain, Grey)),
            ("#555555", (Dark, Grey)),
            ("#ff0000", (Plain, Red)),
            ("#ff5752", (Plain, Red)),
            ("#9e0502", (Dark, Red)),
            ("#ffbdbb", (Light, Red)),
            ("#f1057a", (Plain, Pink)),
            ("#ffcbd8", (Light, Pink)),
            ("#ffa900", (Plain, Orange)),
            ("#a34100", (Plain, Brown)),
            ("#fff300", (Plain, Yellow)),
            ("#fff893", (Light, Yellow)),
            ("#7bd500", (Plain, Lime)),
            ("#00a64c", (Plain, Green)),
            ("#007333", (Dark, Green)),
            ("#47e4c2", (Plain, Teal)),
            ("#2fc6f6", (Plain, Sky)),
            ("#aae9fc", (Light, Sky)),
            ("#0070bf", (Plain, Blue)),
            ("#0000ff", (Dark, Blue)),
            ("#003172", (Dark, Blue)),
            ("#6b52cc", (Plain, Violet)),
            ("#922091", (Dark, Purple)),
            ("#b02fb0", (Plain, Purple)),
            ("#ff00ff", (Plain, Purple)),
        ] {
            assert_eq!(told(hex), expected, "{hex} {:?}", Lch::from(Color::typed(hex).unwrap().color));
        }
    }

    use Hue::{Black, Grey, White};

    proptest! {
        #[test]
        fn only_what_is_nearly_grey_is_called_so(rgb in 0u32..=0xff_ffff) {
            let color = Color::from_rgb(rgb);
            let (name, lch) = (ColorName::from(color), Lch::from(color));
            if matches!(name.hue, Grey | White) {
                prop_assert!(lch.c < 0.06, "{} {:?} {}", color, name, lch.c);
            }
            if let [red, green, blue] = color.channels() && red == green && green == blue {
                prop_assert!(matches!(name.hue, Grey | White | Black), "{} {:?}", color, name);
            }
        }

        #[test]
        fn greys_go_from_black_to_white(value in 0u8..=255) {
            let told = |value: u8| ColorName::from(Color::new(value, value, value)).hue;
            let place = |value: u8| [Black, Grey, White].iter().position(|hue| *hue == told(value));
            prop_assert!(place(value) <= place(value.saturating_add(1)), "{}", value);
            prop_assert!(place(value).is_some(), "{}", value);
        }
    }
}
