//! The colour of the text that Bitrix24 writes on a coloured stage, and how well it can be read.

use super::Color;

/// A colour of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// `#ffffff`
    White,
    /// `#000000`
    Black,
    /// `#333333`
    Graphite,
    /// `#545c69`
    Slate,
}

/// Where Bitrix24 writes on stages. Each place has a rule of its own (ux §1.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Surface {
    /// The bar of stages in the card of a record.
    Card,
    /// The heads of the columns of the kanban board.
    Board,
    /// The settings "Statuses and dropdowns".
    Settings,
}

/// All of them.
pub const EVERYWHERE: [Surface; 3] = [Surface::Card, Surface::Board, Surface::Settings];

/// Those where people work with records.
pub const TODAY: [Surface; 2] = [Surface::Card, Surface::Board];

/// The kanban's own default colours, on which its text is white whatever the rule says (ux §10.24).
pub const WHITE_ON_BOARD: [Color; 7] = [
    Color::from_rgb(0x00_c4fb),
    Color::from_rgb(0x47_d1e2),
    Color::from_rgb(0x75_d900),
    Color::from_rgb(0xff_ab00),
    Color::from_rgb(0xff_5752),
    Color::from_rgb(0x46_8ee5),
    Color::from_rgb(0x1e_ae43),
];

/// How well the text can be read on the part of the card's bar that is still ahead: it is neutral whatever the colour
/// (ux §1.6), `#525c69` on `#e4e9ed`.
pub const AHEAD: f32 = 5.55;

/// Contrast that text of this size needs (WCAG 1.4.3).
pub const READABLE: f32 = 4.5;

impl Surface {
    /// What Bitrix24 writes on this colour here: light where the brightness is below 145 of 255, on the board
    /// 128; each weighs the channels in its own way (ux §1.5).
    #[must_use]
    pub fn ink(self, color: Color) -> Ink {
        let [red, green, blue] = color.channels().map(u32::from);
        let dark = 21 * red + 72 * green + 7 * blue < 14_500;
        match self {
            Self::Board if WHITE_ON_BOARD.contains(&color) || !color.is_light() => Ink::White,
            Self::Board => Ink::Black,
            _ if dark => Ink::White,
            Self::Card => Ink::Graphite,
            Self::Settings => Ink::Slate,
        }
    }

    /// How well the text on this colour can be read here: 1 not at all, [`READABLE`] well, 21 best (WCAG 2.2).
    #[must_use]
    pub fn contrast(self, color: Color) -> f32 {
        contrast(color, self.ink(color).color())
    }
}

impl Ink {
    /// The colour itself.
    #[must_use]
    pub fn color(self) -> Color {
        Color::from_rgb(match self {
            Self::White => 0xff_ffff,
            Self::Black => 0x00_0000,
            Self::Graphite => 0x33_3333,
            Self::Slate => 0x54_5c69,
        })
    }

    /// As the styles know it.
    #[must_use]
    pub fn mark(self) -> &'static str {
        match self {
            Self::White => "white",
            Self::Black => "black",
            Self::Graphite => "graphite",
            Self::Slate => "slate",
        }
    }
}

/// The contrast of two colours, from 1 to 21 (WCAG 2.2).
#[must_use]
pub fn contrast(one: Color, other: Color) -> f32 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// How much light it gives, from 0 to 1 (WCAG 2.2, "relative luminance").
fn luminance(color: Color) -> f32 {
    let [red, green, blue] = color.linear();
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::color::palette::BITRIX24;

    fn color(hex: &str) -> Color {
        Color::typed(hex).unwrap().color
    }

    /// How many colours of the palette are below 4.5 and below 3, and which one is worst.
    fn measured(place: Surface) -> (usize, usize, String, f32) {
        let below = |least: f32| BITRIX24.iter().filter(|it| place.contrast(**it) < least).count();
        let worst =
            BITRIX24.into_iter().min_by(|a, b| place.contrast(*a).total_cmp(&place.contrast(*b))).unwrap();
        (below(READABLE), below(3.0), worst.to_string(), place.contrast(worst))
    }

    #[test]
    fn the_rules_are_as_hard_to_read_as_measured() {
        let close = |is: f32, told: f32| (is - told).abs() < 0.005;
        let (below, bad, worst, contrast) = measured(Surface::Settings);
        assert_eq!((below, bad, &*worst), (68, 19, "#bd8bc0"));
        assert!(close(contrast, 2.45), "{contrast}");
        let (below, bad, worst, contrast) = measured(Surface::Card);
        assert_eq!((below, bad, &*worst), (24, 5, "#00adf2"));
        assert!(close(contrast, 2.54), "{contrast}");
        let (below, bad, _, contrast) = measured(Surface::Board);
        assert_eq!((below, bad), (12, 1));
        assert!(close(contrast, 2.93), "{contrast}");
    }

    #[test]
    fn colours_of_the_palette_that_can_be_read() {
        let count = |places: &[Surface]| BITRIX24.iter().filter(|it| it.is_readable(places)).count();
        assert_eq!(count(&EVERYWHERE), 44);
        assert_eq!(count(&TODAY), 88);
    }

    #[test]
    fn the_board_writes_white_on_its_own_seven() {
        for (own, told) in WHITE_ON_BOARD.into_iter().zip([2.04, 1.83, 1.80, 1.90, 3.12, 3.35, 2.92]) {
            assert_eq!(Surface::Board.ink(own), Ink::White, "{own}");
            assert!((Surface::Board.contrast(own) - told).abs() < 0.005, "{own}");
        }
        assert_eq!(Surface::Board.ink(color("#75d901")), Ink::Black, "one step beside it, the rule holds");
        assert_eq!(Surface::Card.ink(color("#75d900")), Ink::Graphite, "the card has no exceptions");
    }

    #[test]
    fn what_is_ahead_is_as_readable_as_told() {
        let contrast = contrast(color("#525c69"), color("#e4e9ed"));
        assert!((contrast - AHEAD).abs() < 0.05, "{contrast}");
    }

    #[test]
    fn the_thresholds_are_exact() {
        let grey = |value: u8| Color::new(value, value, value);
        assert_eq!((Surface::Card.ink(grey(144)), Surface::Card.ink(grey(145))), (Ink::White, Ink::Graphite));
        assert_eq!(
            (Surface::Settings.ink(grey(144)), Surface::Settings.ink(grey(145))),
            (Ink::White, Ink::Slate)
        );
        assert_eq!((Surface::Board.ink(grey(127)), Surface::Board.ink(grey(128))), (Ink::White, Ink::Black));
    }
}
