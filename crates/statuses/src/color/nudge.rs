//! The nearest colour whose text can be read, with the same hue.

use super::ink::{READABLE, Surface};
use super::{Color, Lab};

/// A step of lightness, which goes from 0 to 1: finer than a channel of 8 bits.
const STEP: f32 = 1.0 / 512.0;

impl Color {
    /// Whether Bitrix24's text on it can be read on all of these.
    #[must_use]
    pub fn is_readable(self, on: &[Surface]) -> bool {
        on.iter().all(|surface| surface.contrast(self) >= READABLE)
    }

    /// The colour of the same hue, and of the same chroma where there is one, whose lightness differs least and on
    /// which Bitrix24's text can be read on all of these (ux §1.5). A readable one stays as it is.
    #[must_use]
    pub fn nudged(self, on: &[Surface]) -> Self {
        if self.is_readable(on) {
            return self;
        }
        let lab = Lab::from(self);
        let steps = (1..512_u16).flat_map(|step| [f32::from(step) * STEP, f32::from(step) * -STEP]);
        let tried = steps.map(|move_by| Lab { l: lab.l + move_by, ..lab }.color());
        // There always is one: text on white is readable everywhere.
        tried.into_iter().find(|color| color.is_readable(on)).unwrap_or(Self::new(255, 255, 255))
    }
}

#[cfg(test)]
mod tests {
    use super::super::DEFAULTS;
    use super::super::ink::{EVERYWHERE, TODAY, WHITE_ON_BOARD};
    use super::super::oklab::Lch;
    use super::super::palette::BITRIX24;
    use super::*;
    use proptest::prelude::*;

    fn moved(color: Color, on: &[Surface]) -> f32 {
        (Lab::from(color).l - Lab::from(color.nudged(on)).l).abs()
    }

    #[test]
    fn every_colour_of_bitrix24_has_a_readable_neighbour() {
        let all = || BITRIX24.iter().chain(&WHITE_ON_BOARD).chain(&DEFAULTS);
        for (surfaces, most) in [(&EVERYWHERE[..], 0.15), (&TODAY[..], 0.06)] {
            for color in all() {
                let nudged = color.nudged(surfaces);
                assert!(nudged.is_readable(surfaces), "{color} became {nudged}");
                assert!(moved(*color, surfaces) <= most, "{color} {nudged} {}", moved(*color, surfaces));
            }
        }
    }

    #[test]
    fn half_of_the_palette_moves_as_little_as_measured() {
        let hard = || BITRIX24.iter().chain(&WHITE_ON_BOARD).filter(|it| !it.is_readable(&EVERYWHERE));
        let mut moves: Vec<f32> = hard().map(|it| moved(*it, &EVERYWHERE)).collect();
        moves.sort_by(f32::total_cmp);
        let median = moves[moves.len() / 2];
        assert!((0.03..0.09).contains(&median), "{median}");
    }

    /// The examples of ux §1.5 are readable and as near; these are nearer still.
    #[test]
    fn the_defaults_of_the_board_move_by_little() {
        for (hex, told) in
            [("#75d900", "#76da03"), ("#ff5752", "#ff756c"), ("#468ee5", "#559df5"), ("#ffab00", "#ffac03")]
        {
            assert_eq!(Color::typed(hex).unwrap().color.nudged(&TODAY).to_string(), told);
        }
    }

    #[test]
    fn nothing_nearer_can_be_read() {
        for color in BITRIX24.iter().chain(&WHITE_ON_BOARD).filter(|it| !it.is_readable(&EVERYWHERE)) {
            let lab = Lab::from(*color);
            let far = moved(*color, &EVERYWHERE);
            let nearer = |step: &u16| f32::from(*step) * STEP < far - STEP;
            for step in (1..512).filter(nearer) {
                for by in [STEP, -STEP] {
                    let other = Lab { l: lab.l + f32::from(step) * by, ..lab }.color();
                    assert!(!other.is_readable(&EVERYWHERE), "{color}: {other} is nearer");
                }
            }
        }
    }

    proptest! {
        #[test]
        fn any_colour_becomes_readable_and_keeps_its_hue(rgb in 0u32..=0xff_ffff) {
            let color = Color::from_rgb(rgb);
            let nudged = color.nudged(&EVERYWHERE);
            prop_assert!(nudged.is_readable(&EVERYWHERE), "{} {}", color, nudged);
            prop_assert_eq!(nudged.nudged(&EVERYWHERE), nudged);
            let (was, is) = (Lch::from(color), Lch::from(nudged));
            if was.c > 0.05 && is.c > 0.05 {
                let turned = (was.h - is.h).abs();
                prop_assert!(turned.min(360.0 - turned) < 12.0, "{} {}: {} {}", color, nudged, was.h, is.h);
            }
        }
    }
}
