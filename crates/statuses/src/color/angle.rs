//! Angles of hues, in degrees.
//!
//! The functions of the standard library take any number and are exact to the last bit; for that they bring 2.3 KB of
//! program (brotli; those of `f64` 2.9 KB). A hue is between 0 and 360, and a thousandth of a degree is more than a
//! screen can show.

use std::f32::consts::FRAC_PI_4;

/// Sine and cosine of an angle from 0 to 360 degrees.
pub(super) fn sin_cos(degrees: f32) -> (f32, f32) {
    let quarter = (degrees / 90.0).round();
    // At most an eighth of a turn, where a few terms of the series are enough.
    let x = (degrees - quarter * 90.0).to_radians();
    let square = x * x;
    let sin = x * series(square, &[1.0, -6.0, 120.0, -5_040.0]);
    let cos = series(square, &[1.0, -2.0, 24.0, -720.0, 40_320.0]);
    #[expect(clippy::cast_possible_truncation, reason = "from 0 to 4")]
    match quarter as i32 & 3 {
        0 => (sin, cos),
        1 => (cos, -sin),
        2 => (-sin, -cos),
        _ => (-cos, sin),
    }
}

/// The angle of a point seen from the middle, from 0 to 360 degrees.
pub(super) fn of(x: f32, y: f32) -> f32 {
    let (long, short) = (x.abs().max(y.abs()), x.abs().min(y.abs()));
    if long == 0.0 {
        return 0.0;
    }
    // At most an eighth of a turn; of that the nearer half.
    let slope = short / long;
    let (turned, slope) =
        if slope > 0.414_213_57 { (FRAC_PI_4, (slope - 1.0) / (slope + 1.0)) } else { (0.0, slope) };
    let angle = turned + slope * series(slope * slope, &[1.0, -3.0, 5.0, -7.0, 9.0, -11.0]);
    let angle = angle.to_degrees();
    let angle = if y.abs() > x.abs() { 90.0 - angle } else { angle };
    let angle = if x < 0.0 { 180.0 - angle } else { angle };
    if y < 0.0 { 360.0 - angle } else { angle }
}

/// The sum of the powers of `x`, each divided by its own number.
fn series(x: f32, divisors: &[f32]) -> f32 {
    divisors.iter().rev().fold(0.0, |sum, divisor| sum * x + divisor.recip())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn whole_quarters_are_met() {
        for (degrees, point) in
            [(0.0, (1.0, 0.0)), (90.0, (0.0, 1.0)), (180.0, (-1.0, 0.0)), (270.0, (0.0, -1.0))]
        {
            let (sin, cos) = sin_cos(degrees);
            assert!((cos - point.0).abs() < 0.000_001 && (sin - point.1).abs() < 0.000_001);
            assert!((of(point.0, point.1) - degrees).abs() < 0.000_1);
        }
        assert!(of(0.0, 0.0).abs() < 0.000_1);
    }

    proptest! {
        #[test]
        fn they_are_as_those_of_the_library(degrees in 0.0f32..=360.0) {
            let (sin, cos) = sin_cos(degrees);
            let told = f64::from(degrees).to_radians();
            prop_assert!((f64::from(sin) - told.sin()).abs() < 0.000_002);
            prop_assert!((f64::from(cos) - told.cos()).abs() < 0.000_002);
        }

        #[test]
        fn an_angle_is_found_again(degrees in 0.0f32..360.0, length in 0.01f32..1.0) {
            let (sin, cos) = sin_cos(degrees);
            let found = of(cos * length, sin * length);
            let missed = (found - degrees).abs();
            prop_assert!(missed.min(360.0 - missed) < 0.001, "{} {}", degrees, found);
        }
    }
}
