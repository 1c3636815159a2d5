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

/// The simulations at full severity, for amounts of light (Machado, Oliveira and Fernandes 2009).
const PROTANOPIA: [[f32; 3]; 3] = [
    [0.152_286, 1.052_583, -0.204_868],
    [0.114_503, 0.786_281, 0.099_216],
    [-0.003_882, -0.048_116, 1.051_998],
];
const DEUTERANOPIA: [[f32; 3]; 3] =
    [[0.367_322, 0.860_646, -0.227_968], [0.280_085, 0.672_501, 0.047_413], [-0.011_82, 0.042_94, 0.968_881]];
const TRITANOPIA: [[f32; 3]; 3] = [
    [1.255_528, -0.076_749, -0.178_779],
    [-0.078_411, 0.930_809, 0.147_602],
    [0.004_733, 0.691_367, 0.303_9],
];

impl Sight {
    /// All of them; how frequent they are decides the order.
    pub const ALL: [Self; 4] = [Self::Usual, Self::Deuteranopia, Self::Protanopia, Self::Tritanopia];

    /// The matrix that turns amounts of light into those that this eye makes of them; none for the usual one.
    #[must_use]
    pub fn matrix(self) -> Option<&'static [[f32; 3]; 3]> {
        match self {
            Self::Usual => None,
            Self::Protanopia => Some(&PROTANOPIA),
            Self::Deuteranopia => Some(&DEUTERANOPIA),
            Self::Tritanopia => Some(&TRITANOPIA),
        }
    }

    /// What this eye makes of a colour, as everyone sees it.
    #[must_use]
    pub fn see(self, color: Color) -> Color {
        self.matrix().map_or(color, |_| Color::from_linear(self.light(color)))
    }

    /// The same, where it differs from other colours.
    #[must_use]
    pub fn lab(self, color: Color) -> Lab {
        Lab::from_linear(self.light(color))
    }

    fn light(self, color: Color) -> [f32; 3] {
        let [red, green, blue] = color.linear();
        self.matrix().map_or([red, green, blue], |rows| {
            rows.map(|[r, g, b]| (r * red + g * green + b * blue).clamp(0.0, 1.0))
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
