//! Colours that are too close to tell apart.

use super::oklab::square;
use super::{Color, Sight};

/// Colours nearer than this in `OKLab` are hard to tell apart (ux §1.5).
pub const CLOSE: f32 = 0.05;

/// Two colours that are too close.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Likeness<T> {
    /// Whose the other colour is.
    pub other: T,
    /// For which eye.
    pub sight: Sight,
}

/// What is so close to `color` that people mix them up: for the usual eye first, then for the more frequent
/// of those who do not tell all colours apart; the nearest of them.
pub fn alike<T>(color: Color, others: impl Iterator<Item = (T, Color)> + Clone) -> Option<Likeness<T>> {
    Sight::ALL.into_iter().find_map(|sight| {
        let seen = sight.lab(color);
        let near = others.clone().map(|(other, it)| (other, seen.distance(sight.lab(it))));
        let near = near.filter(|(_, distance)| *distance < square(CLOSE));
        near.min_by(|(_, one), (_, two)| one.total_cmp(two)).map(|(other, _)| Likeness { other, sight })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn color(hex: &str) -> Color {
        Color::typed(hex).unwrap().color
    }

    fn told(hex: &str, others: &[&str]) -> Option<(String, Sight)> {
        let others = others.iter().map(|it| (it.to_string(), color(it)));
        alike(color(hex), others.clone()).map(|it| (it.other, it.sight))
    }

    #[test]
    fn the_nearest_is_named_and_who_mixes_them_up() {
        assert_eq!(
            told("#2fc6f6", &["#ff0000", "#35c8f5", "#2fc6f7"]),
            Some(("#2fc6f7".into(), Sight::Usual))
        );
        assert_eq!(told("#ffa900", &["#7bd500"]), Some(("#7bd500".into(), Sight::Deuteranopia)));
        assert_eq!(told("#2fc6f6", &["#55d0e0"]), Some(("#55d0e0".into(), Sight::Protanopia)));
        assert_eq!(told("#0072b2", &["#00875e"]), Some(("#00875e".into(), Sight::Tritanopia)));
        assert_eq!(told("#ff0000", &["#0000ff", "#ffffff"]), None);
        assert_eq!(told("#ff0000", &[]), None);
    }

    #[test]
    fn what_everyone_mixes_up_goes_first() {
        // For deuteranopia #ffa900 is nearer to #7bd500 than for the usual eye to #f5a300.
        assert_eq!(told("#ffa900", &["#7bd500", "#f0a010"]), Some(("#f0a010".into(), Sight::Usual)));
    }
}
