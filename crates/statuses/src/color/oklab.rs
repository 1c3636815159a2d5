//! Colours as the eye orders them: `OKLab` and its polar form OKLCH (Ottosson 2020, CSS Color 4).
//!
//! Measured (the whole widget, brotli): with the conversions of the crate `palette` 0.7.7 it has 311,741 bytes, with
//! all of them but the angles 309,324, with these 308,917, and the mapping to what a screen can show stays ours in any
//! case, because `palette` has none; so a dependency would only replace some sixty lines of published numbers, which
//! the tests hold to the reference implementation.
//! With sine, cosine and arctangent of the standard library instead of `angle` it has 311,192 bytes (`f32`) or 311,826
//! (`f64`); so hues have angles of their own.

use super::Color;
use super::angle;
use super::typed::byte;

/// A colour in `OKLab`: lightness from 0 to 1, and two axes from green to red and from blue to yellow.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lab {
    /// Lightness, from 0 to 1.
    pub l: f32,
    /// Green below zero, red above: on a screen from -0.24 to 0.28.
    pub a: f32,
    /// Blue below zero, yellow above: on a screen from -0.32 to 0.2.
    pub b: f32,
}

/// A colour in OKLCH: what the sliders move.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lch {
    /// Lightness, from 0 to 1.
    pub l: f32,
    /// Chroma: 0 is grey; no sRGB colour has more than [`Lch::MOST`].
    pub c: f32,
    /// Hue in degrees, from 0 to 360: 29 is red, 142 green, 264 blue.
    pub h: f32,
}

/// Colours that are no farther apart in `OKLab` than this look the same (CSS Color 4, "JND" of gamut mapping).
const JUST_NOTICEABLE: f32 = 0.02;

impl From<Color> for Lab {
    fn from(color: Color) -> Self {
        Self::from_linear(color.linear())
    }
}

impl Lab {
    /// From amounts of red, green and blue light of a screen (sRGB), each from 0 to 1. The numbers are Ottosson's.
    #[must_use]
    pub fn from_linear([r, g, b]: [f32; 3]) -> Self {
        let long = (0.412_221_46 * r + 0.536_332_55 * g + 0.051_445_995 * b).cbrt();
        let middle = (0.211_903_5 * r + 0.680_699_5 * g + 0.107_396_96 * b).cbrt();
        let short = (0.088_302_46 * r + 0.281_718_85 * g + 0.629_978_7 * b).cbrt();
        Self {
            l: 0.210_454_26 * long + 0.793_617_8 * middle - 0.004_072_047 * short,
            a: 1.977_998_5 * long - 2.428_592_2 * middle + 0.450_593_7 * short,
            b: 0.025_904_037 * long + 0.782_771_77 * middle - 0.808_675_77 * short,
        }
    }

    /// As amounts of light; outside 0 to 1 for what no screen can show.
    #[must_use]
    pub fn linear(self) -> [f32; 3] {
        let Self { l, a, b } = self;
        let cube = |value: f32| value * value * value;
        let long = cube(l + 0.396_337_78 * a + 0.215_803_76 * b);
        let middle = cube(l - 0.105_561_346 * a - 0.063_854_17 * b);
        let short = cube(l - 0.089_484_18 * a - 1.291_485_5 * b);
        [
            4.076_741_7 * long - 3.307_711_6 * middle + 0.230_969_94 * short,
            -1.268_438 * long + 2.609_757_4 * middle - 0.341_319_4 * short,
            -0.004_196_086_3 * long - 0.703_418_6 * middle + 1.707_614_7 * short,
        ]
    }

    /// How unlike two colours are: the distance in `OKLab` ("ΔE OK"), squared. From 0.0025 on, which is 0.05, they are
    /// easy to tell apart (ux §1.5).
    #[must_use]
    pub fn distance(self, other: Self) -> f32 {
        square(self.l - other.l) + square(self.a - other.a) + square(self.b - other.b)
    }

    /// Chroma, squared: from 0 for grey to 0.104 (see [`Lch::MOST`]).
    #[must_use]
    pub fn vividness(self) -> f32 {
        square(self.a) + square(self.b)
    }

    /// The nearest colour of the screen that has this lightness and hue: less and less chroma is tried, until what
    /// clipping would change cannot be noticed (CSS Color 4, "Binary Search Gamut Mapping with Local MINDE").
    #[must_use]
    pub fn color(self) -> Color {
        if self.l <= 0.0 || self.l >= 1.0 {
            let value = if self.l <= 0.0 { 0 } else { 255 };
            return Color::new(value, value, value);
        }
        let (mut fits, mut exceeds) = (0.0, 1.0);
        let (mut share, mut inside) = (1.0, true);
        loop {
            let tried = Self { l: self.l, a: self.a * share, b: self.b * share };
            let linear = tried.linear();
            if linear.iter().all(|light| (-0.000_1..=1.000_1).contains(light)) && inside {
                fits = share;
            } else {
                let clipped = linear.map(|light| light.clamp(0.0, 1.0));
                let missed = Self::from_linear(clipped).distance(tried).sqrt();
                if missed >= JUST_NOTICEABLE {
                    exceeds = share;
                } else if share >= 1.0 || JUST_NOTICEABLE - missed < 0.000_1 {
                    return Color::from_linear(clipped);
                } else {
                    inside = false;
                    fits = share;
                }
            }
            if fits >= 1.0 || exceeds - fits < 0.000_1 {
                return Color::from_linear(tried.linear());
            }
            share = f32::midpoint(fits, exceeds);
        }
    }
}

impl Lch {
    /// More chroma than any colour of a screen has (that of `#ff00ff` is 0.3225).
    pub const MOST: f32 = 0.323;

    /// Less chroma than this is grey to the eye, and its hue means nothing.
    pub const GREY: f32 = 0.01;

    /// The nearest colour of the screen with this lightness and hue.
    #[must_use]
    pub fn color(self) -> Color {
        Lab::from(self).color()
    }
}

impl From<Lab> for Lch {
    fn from(lab: Lab) -> Self {
        Self { l: lab.l, c: lab.vividness().sqrt(), h: angle::of(lab.a, lab.b) }
    }
}

impl From<Color> for Lch {
    fn from(color: Color) -> Self {
        Lab::from(color).into()
    }
}

impl From<Lch> for Lab {
    fn from(lch: Lch) -> Self {
        let (sin, cos) = angle::sin_cos(lch.h);
        Self { l: lch.l, a: lch.c * cos, b: lch.c * sin }
    }
}

impl Color {
    /// Its red, green and blue as amounts of light, from 0 to 1 (IEC 61966-2-1).
    #[must_use]
    pub fn linear(self) -> [f32; 3] {
        self.channels().map(|channel| {
            let value = f32::from(channel) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        })
    }

    /// The colour of these amounts of light, each cut to 0 to 1 (IEC 61966-2-1).
    #[must_use]
    pub fn from_linear(light: [f32; 3]) -> Self {
        let [red, green, blue] = light.map(|light| {
            let light = light.clamp(0.0, 1.0);
            let value =
                if light <= 0.003_130_8 { 12.92 * light } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 };
            byte(value * 255.0)
        });
        Self::new(red, green, blue)
    }
}

pub(super) fn square(value: f32) -> f32 {
    value * value
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn color(hex: &str) -> Color {
        Color::typed(hex).unwrap().color
    }

    /// Computed with colorjs.io 0.5, the reference implementation of CSS Color 4.
    #[test]
    fn published_values_are_met() {
        for (hex, [l, a, b], [c, h]) in [
            ("#ffffff", [1.0, 0.0, 0.0], [0.0, 0.0]),
            ("#000000", [0.0, 0.0, 0.0], [0.0, 0.0]),
            ("#808080", [0.599_87, 0.0, 0.0], [0.0, 0.0]),
            ("#ff0000", [0.627_96, 0.224_86, 0.125_85], [0.257_68, 29.233_9]),
            ("#00ff00", [0.866_44, -0.233_89, 0.179_5], [0.294_83, 142.495_4]),
            ("#0000ff", [0.452_01, -0.032_46, -0.311_53], [0.313_21, 264.052]),
            ("#2fc6f6", [0.771_71, -0.096_18, -0.096_84], [0.136_49, 225.196_7]),
            ("#ffa900", [0.799_79, 0.050_59, 0.162_9], [0.170_58, 72.746_6]),
            ("#7bd500", [0.785_23, -0.152_58, 0.162_07], [0.222_59, 133.273_5]),
            ("#ff5752", [0.683_89, 0.184_35, 0.089_26], [0.204_82, 25.835]),
        ] {
            let (lab, lch) = (Lab::from(color(hex)), Lch::from(color(hex)));
            let near = |is: f32, told: f32| (is - told).abs() < 0.000_05;
            assert!(near(lab.l, l) && near(lab.a, a) && near(lab.b, b), "{hex}: {lab:?}");
            assert!(near(lch.l, l) && near(lch.c, c), "{hex}: {lch:?}");
            assert!(c < Lch::GREY || (lch.h - h).abs() < 0.01, "{hex}: {lch:?}");
        }
    }

    /// The same reference, `toGamut` by the method "css"; one step of a channel is left to rounding.
    #[test]
    fn what_no_screen_shows_is_mapped_as_css_does() {
        for (l, c, h, told) in [
            (0.7, 0.4, 150.0, "#00c248"),
            (0.5, 0.4, 264.0, "#0033ff"),
            (0.9, 0.3, 30.0, "#ffccc1"),
            (0.3, 0.3, 110.0, "#313000"),
            (0.8, 0.15, 230.0, "#2eceff"),
            (0.6, 0.1, 200.0, "#0d9298"),
            (0.95, 0.2, 100.0, "#fff028"),
            (0.15, 0.3, 320.0, "#1b0022"),
            (1.2, 0.3, 320.0, "#ffffff"),
            (-0.2, 0.3, 320.0, "#000000"),
        ] {
            let mapped = Lch { l, c, h }.color();
            let steps = mapped.channels().into_iter().zip(color(told).channels());
            assert!(
                steps.map(|(is, told)| is.abs_diff(told)).max() <= Some(1),
                "{l} {c} {h}: {mapped}, {told}"
            );
        }
    }

    #[test]
    fn two_defaults_of_bitrix24_are_nearly_the_same() {
        let distance = Lab::from(color("#2fc6f6")).distance(color("#55d0e0").into()).sqrt();
        assert!((distance - 0.052).abs() < 0.001, "{distance}");
    }

    #[test]
    fn nothing_is_more_vivid_than_the_sliders_go() {
        assert!(Lch::from(color("#ff00ff")).c < Lch::MOST);
    }

    proptest! {
        #[test]
        fn there_and_back_is_the_same_colour(rgb in 0u32..=0xff_ffff) {
            let color = Color::from_rgb(rgb);
            prop_assert_eq!(Color::from_linear(color.linear()), color);
            prop_assert_eq!(Lab::from(color).color(), color);
            prop_assert_eq!(Lch::from(color).color(), color);
            prop_assert!(Lch::from(color).c < Lch::MOST);
        }

        #[test]
        fn mapping_keeps_lightness_and_hue(l in 0.05f32..0.95, c in 0.0f32..0.5, h in 0.0f32..360.0) {
            let asked = Lch { l, c, h };
            let shown = Lab::from(asked.color());
            // Clipping may change what cannot be noticed; rounding to bytes adds a little in the dark.
            prop_assert!((shown.l - l).abs() < JUST_NOTICEABLE + 0.005, "{:?} {:?}", asked, shown);
            let share = (shown.vividness().sqrt() / c.max(0.001)).min(1.0);
            let wanted = Lab { l, ..Lab::from(Lch { c: c * share, ..asked }) };
            prop_assert!(wanted.distance(shown).sqrt() < 0.03, "{:?} {:?}", asked, shown);
        }
    }
}
