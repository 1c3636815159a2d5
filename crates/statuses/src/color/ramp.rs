//! Colours in even steps from one to another.

use super::ink::Surface;
use super::{Color, Lch};

/// As many colours as wanted between two or three (or more) given ones, in even steps of lightness, chroma and hue
/// (OKLCH, the shorter way around: CSS Color 4, "Hue Interpolation"); each is then moved to where text can be read on
/// `readable`.
///
/// The first and the last are the given ones if they can be read. One colour alone is repeated.
#[must_use]
pub fn ramp(stops: &[Color], count: usize, readable: &[Surface]) -> Vec<Color> {
    let Some(last) = stops.len().checked_sub(1) else { return Vec::new() };
    let polar: Vec<Lch> = stops.iter().map(|color| Lch::from(*color)).collect();
    let even = |at: usize| {
        // Which two stops it lies between, and how far from the first of them to the second.
        let (way, whole) = (at * last, (count - 1).max(1));
        match (way / whole, way % whole) {
            (stop, 0) => stops[stop.min(last)],
            (stop, rest) => between(polar[stop], polar[stop + 1], share(rest, whole)).color(),
        }
    };
    (0..count).map(|at| even(at).nudged(readable)).collect()
}

#[expect(clippy::cast_precision_loss, reason = "nobody has that many stages")]
fn share(part: usize, whole: usize) -> f32 {
    part as f32 / whole as f32
}

/// `share` of the way from one to the other, from 0 to 1.
fn between(from: Lch, to: Lch, share: f32) -> Lch {
    // A grey has no hue: it takes that of the other.
    let (start, end) = match (from.c < Lch::GREY, to.c < Lch::GREY) {
        (true, _) => (to.h, to.h),
        (_, true) => (from.h, from.h),
        _ => (from.h, to.h),
    };
    let turn = (end - start + 540.0).rem_euclid(360.0) - 180.0;
    let mix = |from: f32, to: f32| from + (to - from) * share;
    Lch { l: mix(from.l, to.l), c: mix(from.c, to.c), h: (start + turn * share).rem_euclid(360.0) }
}

#[cfg(test)]
mod tests {
    use super::super::ink::{EVERYWHERE, TODAY};
    use super::*;
    use proptest::prelude::*;

    fn color(hex: &str) -> Color {
        Color::typed(hex).unwrap().color
    }

    fn told(stops: &[&str], count: usize) -> Vec<String> {
        let stops: Vec<_> = stops.iter().map(|hex| color(hex)).collect();
        ramp(&stops, count, &[]).iter().map(ToString::to_string).collect()
    }

    /// Computed with colorjs.io 0.5: `range` in oklch, then `toGamut` by the method "css".
    #[test]
    fn steps_are_even_as_css_has_them() {
        let near = |stops: &[&str], expected: &[&str]| {
            let ramp = told(stops, expected.len());
            for (is, told) in ramp.iter().zip(expected) {
                let steps = color(is).channels().into_iter().zip(color(told).channels());
                assert!(
                    steps.map(|(is, told)| is.abs_diff(told)).max() <= Some(1),
                    "{ramp:?}, not {expected:?}"
                );
            }
        };
        near(&["#2fc6f6", "#ffa900"], &["#2fc6f6", "#00d4c7", "#6ad481", "#c1c42c", "#ffa900"]);
        near(&["#ff5752", "#6b52cc"], &["#ff5752", "#de4994", "#aa4bbd", "#6b52cc"]);
        near(&["#0052a7", "#7bd500"], &["#0052a7", "#0073a4", "#008e9f", "#00a996", "#00c672", "#7bd500"]);
    }

    #[test]
    fn the_ends_and_the_middle_are_met() {
        let ramp = told(&["#2fc6f6", "#ffa900", "#ff5752"], 7);
        assert_eq!((&*ramp[0], &*ramp[3], &*ramp[6]), ("#2fc6f6", "#ffa900", "#ff5752"));
        assert_eq!(told(&["#2fc6f6", "#ffa900"], 2), ["#2fc6f6", "#ffa900"]);
        assert_eq!(told(&["#2fc6f6", "#ffa900"], 1), ["#2fc6f6"]);
        assert_eq!(told(&["#2fc6f6"], 3), ["#2fc6f6"; 3]);
        assert!(told(&[], 3).is_empty() && told(&["#2fc6f6", "#ffa900"], 0).is_empty());
    }

    #[test]
    fn a_grey_end_takes_the_hue_of_the_other() {
        let ramp = ramp(&[color("#ffffff"), color("#0052a7")], 5, &[]);
        let blue = Lch::from(color("#0052a7")).h;
        for step in &ramp[1..4] {
            assert!((Lch::from(*step).h - blue).abs() < 2.0, "{step}");
        }
    }

    proptest! {
        #[test]
        fn a_ramp_is_readable_throughout(
            stops in prop::collection::vec(0u32..=0xff_ffff, 1..4), count in 0usize..40,
        ) {
            let stops: Vec<_> = stops.into_iter().map(Color::from_rgb).collect();
            for surfaces in [&EVERYWHERE[..], &TODAY[..]] {
                let ramp = ramp(&stops, count, surfaces);
                prop_assert_eq!(ramp.len(), count);
                prop_assert!(ramp.iter().all(|color| color.is_readable(surfaces)));
            }
        }
    }
}
