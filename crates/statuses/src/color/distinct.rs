//! A colour that is unlike those in use.

use super::ink::TODAY;
use super::oklab::square;
use super::palette::BITRIX24;
use super::{Color, DEFAULTS, Lab, Sight};

/// Colours for new rows, each as unlike those in use as can be, also for those who do not tell all colours apart
/// (ux §4.1: "next distinct").
///
/// They are those of Bitrix24's palette and its defaults that can be read in the card and on the board.
#[derive(Clone, Debug, PartialEq)]
pub struct Distinct {
    offers: Vec<Offer>,
}

#[derive(Clone, Debug, PartialEq)]
struct Offer {
    color: Color,
    /// As each eye of [`Sight::ALL`] has it.
    seen: [Lab; 4],
    /// To the nearest one in use in `OKLab`, for the eye that tells them apart worst; squared.
    distance: f32,
}

impl Offer {
    fn new(color: Color) -> Self {
        Self { color, seen: seen(color), distance: f32::MAX }
    }

    /// Whether a stage may be given this colour unasked: grey, white and black say "off" rather than "another one",
    /// and what is darker or glows more than what Bitrix24 chooses itself would draw all eyes.
    fn is_moderate(&self) -> bool {
        let [usual, ..] = self.seen;
        usual.l > 0.6 && (square(0.04)..square(0.25)).contains(&usual.vividness())
    }
}

fn seen(color: Color) -> [Lab; 4] {
    Sight::ALL.map(|sight| sight.lab(color))
}

impl Distinct {
    /// Beside these.
    #[must_use]
    pub fn beside(used: impl Iterator<Item = Color>) -> Self {
        let offers = DEFAULTS.iter().chain(&BITRIX24).filter(|it| it.is_readable(&TODAY));
        let offers = offers.map(|color| Offer::new(*color)).filter(Offer::is_moderate);
        let mut distinct = Self { offers: offers.collect() };
        used.for_each(|color| distinct.note(color));
        distinct
    }

    /// From now on this one is in use.
    pub fn note(&mut self, color: Color) {
        let used = seen(color);
        for offer in &mut self.offers {
            let distances = offer.seen.iter().zip(used).map(|(one, other)| one.distance(other));
            offer.distance = distances.fold(offer.distance, f32::min);
        }
    }
}

/// Each is in use from then on. When all are, they begin again.
impl Iterator for Distinct {
    type Item = Color;

    fn next(&mut self) -> Option<Color> {
        let farther = |best: Option<(Color, f32)>, offer: &Offer| match best {
            Some((_, most)) if most >= offer.distance => best,
            _ => Some((offer.color, offer.distance)),
        };
        let (color, distance) = self.offers.iter().fold(None, farther)?;
        if distance == 0.0 {
            self.offers.iter_mut().for_each(|offer| offer.distance = f32::MAX);
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
    fn the_next_colours_are_unlike_each_other_and_can_be_read() {
        let defaults = ["#39a8ef", "#2fc6f6", "#55d0e0", "#47e4c2", "#ffa900", "#7bd500", "#ff5752"];
        let mut used: Vec<_> = defaults.into_iter().map(color).collect();
        for _ in 0..12 {
            let next = next_distinct(used.iter().copied()).unwrap();
            let nearest = used.iter().map(|it| Lab::from(*it).distance(next.into())).fold(f32::MAX, f32::min);
            assert!(nearest > 0.0025, "{next} is too like another one: {nearest}");
            assert!(next.is_readable(&TODAY), "{next}");
            used.push(next);
        }
    }

    #[test]
    fn without_any_in_use_there_is_a_first_one() {
        assert!(next_distinct(std::iter::empty()).is_some_and(|first| first.is_readable(&TODAY)));
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
