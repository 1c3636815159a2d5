//! Colours as the eye tells them apart, and one that is unlike those in use.

use crate::color::{Color, DEFAULTS};
use crate::ink::{READABLE, Surface};
use crate::palette::BITRIX24;

/// A colour in `OKLab`: lightness from 0 to 1, and two axes from green to red and from blue to yellow.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lab {
    /// Lightness.
    pub l: f32,
    /// Green below zero, red above.
    pub a: f32,
    /// Blue below zero, yellow above.
    pub b: f32,
}

impl From<Color> for Lab {
    fn from(color: Color) -> Self {
        let [r, g, b] = color.linear();
        let long = (0.412_221_46 * r + 0.536_332_55 * g + 0.051_445_995 * b).cbrt();
        let middle = (0.211_903_5 * r + 0.680_699_5 * g + 0.107_396_96 * b).cbrt();
        let short = (0.088_302_46 * r + 0.281_718_85 * g + 0.629_978_7 * b).cbrt();
        Self {
            l: 0.210_454_26 * long + 0.793_617_8 * middle - 0.004_072_047 * short,
            a: 1.977_998_5 * long - 2.428_592_2 * middle + 0.450_593_7 * short,
            b: 0.025_904_037 * long + 0.782_771_77 * middle - 0.808_675_77 * short,
        }
    }
}

impl Lab {
    /// How unlike two colours are, squared. From 0.0025 on they are easy to tell apart (ux §1.5).
    #[must_use]
    pub fn distance(self, other: Self) -> f32 {
        square(self.l - other.l) + square(self.a - other.a) + square(self.b - other.b)
    }

    /// Whether a stage may be given this colour unasked: grey, white and black say "off" rather than "another one",
    /// and what is darker or glows more than what Bitrix24 chooses itself would draw all eyes.
    fn is_moderate(self) -> bool {
        let chroma = square(self.a) + square(self.b);
        self.l > 0.6 && (square(0.04)..square(0.25)).contains(&chroma)
    }
}

fn square(value: f32) -> f32 {
    value * value
}

/// Colours for new rows, each as unlike those in use as can be (ux §4: "next distinct").
///
/// They are those of Bitrix24's palette and its defaults that can be read in the card and on the board.
#[derive(Clone, Debug, PartialEq)]
pub struct Distinct {
    /// Each with its distance to the nearest one in use.
    offers: Vec<(Color, Lab, f32)>,
}

impl Distinct {
    /// Beside these.
    #[must_use]
    pub fn beside(used: impl Iterator<Item = Color>) -> Self {
        let readable =
            |it: &Color| [Surface::Card, Surface::Board].iter().all(|at| at.contrast(*it) >= READABLE);
        let offers = DEFAULTS.iter().chain(&BITRIX24).copied().filter(readable);
        let offers = offers.map(|color| (color, Lab::from(color), f32::MAX));
        let mut distinct = Self { offers: offers.filter(|(_, lab, _)| lab.is_moderate()).collect() };
        used.for_each(|color| distinct.note(color));
        distinct
    }

    /// From now on this one is in use.
    pub fn note(&mut self, color: Color) {
        let used = Lab::from(color);
        for (_, lab, nearest) in &mut self.offers {
            *nearest = nearest.min(lab.distance(used));
        }
    }
}

/// Each is in use from then on. When all are, they begin again.
impl Iterator for Distinct {
    type Item = Color;

    fn next(&mut self) -> Option<Color> {
        let farther = |best: Option<(Color, f32)>, (color, _, distance): &(Color, Lab, f32)| match best {
            Some((_, most)) if most >= *distance => best,
            _ => Some((*color, *distance)),
        };
        let (color, distance) = self.offers.iter().fold(None, farther)?;
        if distance == 0.0 {
            self.offers.iter_mut().for_each(|(_, _, nearest)| *nearest = f32::MAX);
        }
        self.note(color);
        Some(color)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashSet;

    fn next_distinct(used: impl Iterator<Item = Color>) -> Option<Color> {
        Distinct::beside(used).next()
    }

    fn color(hex: &str) -> Color {
        Color::typed(hex).unwrap().color
    }

    #[test]
    fn known_colours_are_where_they_belong() {
        let close = |color: Color, l: f32, a: f32, b: f32| {
            let lab = Lab::from(color);
            let near = |is: f32, told: f32| (is - told).abs() < 0.001;
            assert!(near(lab.l, l) && near(lab.a, a) && near(lab.b, b), "{color}: {lab:?}");
        };
        close(color("#ffffff"), 1.0, 0.0, 0.0);
        close(color("#000000"), 0.0, 0.0, 0.0);
        close(color("#ff0000"), 0.628, 0.225, 0.126);
        close(color("#0000ff"), 0.452, -0.032, -0.312);
    }

    #[test]
    fn two_defaults_of_bitrix24_are_nearly_the_same() {
        let distance = Lab::from(color("#2fc6f6")).distance(color("#55d0e0").into()).sqrt();
        assert!((distance - 0.052).abs() < 0.001, "{distance}");
    }

    #[test]
    fn the_next_colours_are_unlike_each_other_and_can_be_read() {
        let defaults = ["#39a8ef", "#2fc6f6", "#55d0e0", "#47e4c2", "#ffa900", "#7bd500", "#ff5752"];
        let mut used: Vec<_> = defaults.into_iter().map(color).collect();
        for _ in 0..12 {
            let next = next_distinct(used.iter().copied()).unwrap();
            let nearest = used.iter().map(|it| Lab::from(*it).distance(next.into())).fold(f32::MAX, f32::min);
            assert!(nearest > 0.0025, "{next} is too like another one: {nearest}");
            assert!(
                Surface::Card.contrast(next) >= READABLE && Surface::Board.contrast(next) >= READABLE,
                "{next}"
            );
            used.push(next);
        }
    }

    #[test]
    fn without_any_in_use_there_is_a_first_one() {
        assert_eq!(next_distinct(std::iter::empty()), next_distinct(std::iter::empty()));
        assert!(next_distinct(std::iter::empty()).is_some());
    }

    #[test]
    fn when_all_are_in_use_they_begin_again() {
        let mut colors = Distinct::beside(std::iter::empty());
        let count = colors.offers.len();
        let round =
            |colors: &mut Distinct| (0..count).filter_map(|_| colors.next()).collect::<HashSet<_>>().len();
        assert_eq!(round(&mut colors), count);
        assert_eq!(round(&mut colors), count);
    }

    proptest! {
        #[test]
        fn one_after_the_other_is_as_all_at_once(used in prop::collection::vec(0u32..=0xff_ffff, 0..20)) {
            let used: Vec<_> = used.into_iter().map(Color::from_rgb).collect();
            let mut slowly = Distinct::beside(std::iter::empty());
            for color in &used {
                slowly.note(*color);
            }
            prop_assert_eq!(slowly.next(), next_distinct(used.into_iter()));
        }
    }
}
