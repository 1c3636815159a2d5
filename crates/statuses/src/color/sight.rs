//! How people see who do not tell all colours apart.

use super::{Color, Lab};

/// An eye: the usual one, or one that lacks a kind of cones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sight {
    /// All three kinds of cones.
    #[default]
    Usual,
    /// Without those for red.
    Protanopia,
    /// Without those for green: the most frequent.
    Deuteranopia,
    /// Without those for blue.
    Tritanopia,
}

/// Rows of a matrix that turns amounts of red, green and blue light into others, in millionths.
pub type Matrix = [[i32; 3]; 3];

/// The simulations at full severity, for amounts of light (Machado, Oliveira and Fernandes 2009).
const PROTANOPIA: Matrix =
    [[152_286, 1_052_583, -204_868], [114_503, 786_281, 99_216], [-3_882, -48_116, 1_051_998]];
const DEUTERANOPIA: Matrix =
    [[367_322, 860_646, -227_968], [280_085, 672_501, 47_413], [-11_820, 42_940, 968_881]];
const TRITANOPIA: Matrix =
    [[1_255_528, -76_749, -178_779], [-78_411, 930_809, 147_602], [4_733, 691_367, 303_900]];

impl Sight {
    /// All of them; how frequent they are decides the order.
    pub const ALL: [Self; 4] = [Self::Usual, Self::Deuteranopia, Self::Protanopia, Self::Tritanopia];

    /// The matrix that turns amounts of light into those that this eye makes of them; none for the usual one.
    #[must_use]
    pub fn matrix(self) -> Option<&'static Matrix> {
        match self {
            Self::Usual => None,
            Self::Protanopia => Some(&PROTANOPIA),
            Self::Deuteranopia => Some(&DEUTERANOPIA),
            Self::Tritanopia => Some(&TRITANOPIA),
        }
    }

    /// Its place among all of them.
    #[must_use]
    pub fn place(self) -> usize {
        Self::ALL.iter().position(|it| *it == self).unwrap_or_default()
    }

    /// What this eye makes of a colour, as everyone sees it.
    #[must_use]
    pub fn see(self, color: Color) -> Color {
        self.matrix().map_or(color, |_| Color::from_linear(self.light(color)))
    }

    /// The same in `OKLab`, to be compared with others.
    #[must_use]
    pub fn lab(self, color: Color) -> Lab {
        Lab::from_linear(self.light(color))
    }

    fn light(self, color: Color) -> [f32; 3] {
        let light = color.linear();
        let Some(rows) = self.matrix() else { return light };
        #[expect(clippy::cast_precision_loss, reason = "seven digits")]
        let share = |part: i32| part as f32 / 1_000_000.0;
        rows.map(|row| {
            row.into_iter().zip(light).map(|(part, light)| share(part) * light).sum::<f32>().clamp(0.0, 1.0)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn color(hex: &str) -> Color {
        Color::typed(hex).unwrap().color
    }

    fn distance(sight: Sight, one: &str, other: &str) -> f32 {
        sight.lab(color(one)).distance(sight.lab(color(other))).sqrt()
    }

    #[test]
    fn white_black_and_greys_stay_as_they_are() {
        for hex in ["#ffffff", "#000000", "#808080"] {
            for sight in Sight::ALL {
                let seen = sight.see(color(hex)).channels();
                let kept = seen.into_iter().zip(color(hex).channels());
                assert!(kept.map(|(is, was)| is.abs_diff(was)).max() <= Some(1), "{hex} {sight:?} {seen:?}");
            }
        }
    }

    /// The distances measured in ux §1.5.
    #[test]
    fn colours_of_bitrix24_that_some_cannot_tell_apart() {
        for (sight, one, other, told) in [
            (Sight::Deuteranopia, "#ffa900", "#7bd500", 0.027),
            (Sight::Tritanopia, "#2fc6f6", "#55d0e0", 0.013),
            (Sight::Usual, "#2fc6f6", "#55d0e0", 0.052),
            (Sight::Deuteranopia, "#75d900", "#ffab00", 0.023),
            (Sight::Deuteranopia, "#ff5752", "#1eae43", 0.042),
        ] {
            let distance = distance(sight, one, other);
            assert!((distance - told).abs() < 0.001, "{sight:?} {one} {other}: {distance}, not {told}");
        }
    }
}
