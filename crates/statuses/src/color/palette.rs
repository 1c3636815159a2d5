//! The palette of Bitrix24's own colour picker (ux §1.4), so that people find their colour where they know it.

use super::Color;
use super::ink::EVERYWHERE;

/// Colours that no eye mixes up, and on which Bitrix24's text can be read everywhere: in the hues of Okabe and Ito
/// (2008), with lightness and chroma chosen by search so that the smallest distance for any eye is greatest.
pub const UNMISTAKABLE: [Color; 7] = [
    rgb(0x15_7bbb),
    rgb(0xa8_dcfd),
    rgb(0x12_5740),
    rgb(0xfb_fb60),
    rgb(0xf8_cd8d),
    rgb(0xc8_4e00),
    rgb(0xa1_5380),
];

/// Those of Bitrix24 on which its text can be read everywhere.
pub fn readable() -> impl Iterator<Item = Color> {
    BITRIX24.into_iter().filter(|color| color.is_readable(&EVERYWHERE))
}

/// The 112 colours, row by row.
pub const BITRIX24: [Color; 112] = [
    rgb(0xaa_e9fc),
    rgb(0xbb_ecf1),
    rgb(0x98_e1dc),
    rgb(0xe3_f299),
    rgb(0xff_ee95),
    rgb(0xff_dd93),
    rgb(0xdf_d3b6),
    rgb(0xe3_c6bb),
    rgb(0xff_ad97),
    rgb(0xff_bdbb),
    rgb(0xff_cbd8),
    rgb(0xff_c4e4),
    rgb(0xc4_baed),
    rgb(0xdb_dde0),
    rgb(0xbf_c5cd),
    rgb(0xa2_a8b0),
    rgb(0xff_ffff),
    rgb(0x2e_ceff),
    rgb(0x10_e5fc),
    rgb(0xa5_de00),
    rgb(0xee_c200),
    rgb(0xff_a801),
    rgb(0xad_8f47),
    rgb(0xb5_7051),
    rgb(0xff_5b55),
    rgb(0xef_3000),
    rgb(0xf9_68b6),
    rgb(0x6b_52cc),
    rgb(0x06_bab1),
    rgb(0x5c_d1df),
    rgb(0xa1_a6ac),
    rgb(0x94_9da9),
    rgb(0xff_b79f),
    rgb(0xff_bf99),
    rgb(0xf3_e27c),
    rgb(0xe7_d35d),
    rgb(0x00_ff00),
    rgb(0x00_a64c),
    rgb(0x48_dfdf),
    rgb(0xb0_2fb0),
    rgb(0xff_00ff),
    rgb(0xef_008b),
    rgb(0x00_00ff),
    rgb(0xeb_ebeb),
    rgb(0xac_acac),
    rgb(0x89_8989),
    rgb(0x55_5555),
    rgb(0x00_0000),
    rgb(0xf8_9675),
    rgb(0xfd_ad7e),
    rgb(0xfe_c788),
    rgb(0xff_f893),
    rgb(0xc5_e099),
    rgb(0xa3_d49b),
    rgb(0x8e_d1a8),
    rgb(0x7e_cb9c),
    rgb(0x78_cdca),
    rgb(0x67_cef9),
    rgb(0x7a_a5da),
    rgb(0x88_7fc0),
    rgb(0xa2_84bf),
    rgb(0xbd_8bc0),
    rgb(0xf6_9ac1),
    rgb(0xf6_989c),
    rgb(0xf2_6b47),
    rgb(0xf7_8d4d),
    rgb(0xfd_b051),
    rgb(0xff_f55a),
    rgb(0xab_d46c),
    rgb(0x7b_c56f),
    rgb(0x00_bbb4),
    rgb(0x00_bef6),
    rgb(0x00_bdb5),
    rgb(0x3f_b2cd),
    rgb(0x3f_8bcd),
    rgb(0x54_71b9),
    rgb(0x86_5daa),
    rgb(0xa8_61ab),
    rgb(0xf1_6ca8),
    rgb(0xf2_6b7b),
    rgb(0xf1_1716),
    rgb(0xf3_6509),
    rgb(0xf9_9500),
    rgb(0xff_f300),
    rgb(0x8e_c82f),
    rgb(0x2f_b644),
    rgb(0x00_a74c),
    rgb(0x00_a99d),
    rgb(0x00_adf2),
    rgb(0x00_70bf),
    rgb(0x00_52a7),
    rgb(0x2e_2d93),
    rgb(0x66_2793),
    rgb(0x92_2091),
    rgb(0xf0_008c),
    rgb(0xf1_0057),
    rgb(0x9e_0502),
    rgb(0xa3_4100),
    rgb(0xa4_6200),
    rgb(0xab_a100),
    rgb(0x57_8520),
    rgb(0x10_7c2c),
    rgb(0x00_7333),
    rgb(0x00_736a),
    rgb(0x00_75a6),
    rgb(0x00_4982),
    rgb(0x00_3172),
    rgb(0x1c_0d64),
    rgb(0x46_0663),
    rgb(0x63_0060),
    rgb(0xa0_005c),
    rgb(0x9f_0037),
];

const fn rgb(rgb: u32) -> Color {
    Color::from_rgb(rgb)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::color::Sight;
    use crate::color::likeness::CLOSE;
    use std::collections::HashSet;

    #[test]
    fn the_palette_is_seven_full_rows_of_different_colours() {
        assert_eq!(BITRIX24.len(), 7 * 16);
        assert_eq!(BITRIX24.iter().collect::<HashSet<_>>().len(), BITRIX24.len());
        assert_eq!(BITRIX24[0].to_string(), "#aae9fc");
        assert_eq!(BITRIX24[111].to_string(), "#9f0037");
    }

    #[test]
    fn no_eye_mixes_up_what_is_unmistakable() {
        assert!(UNMISTAKABLE.iter().all(|color| color.is_readable(&EVERYWHERE)));
        for sight in Sight::ALL {
            for (at, one) in UNMISTAKABLE.iter().enumerate() {
                for other in &UNMISTAKABLE[at + 1..] {
                    let distance = sight.lab(*one).distance(sight.lab(*other)).sqrt();
                    assert!(distance > 2.0 * CLOSE, "{sight:?} {one} {other} {distance}");
                }
            }
        }
    }

    /// Those that ux §1.5 lists.
    #[test]
    fn what_can_be_read_everywhere_is_as_measured() {
        let told = "aae9fc bbecf1 98e1dc e3f299 ffee95 ffdd93 dfd3b6 ffcbd8 ffc4e4 dbdde0 ffffff 6b52cc f3e27c 00ff00 \
            b02fb0 0000ff ebebeb 555555 000000 fff893 c5e099 fff55a 5471b9 865daa fff300 0070bf 0052a7 2e2d93 662793 \
            922091 9e0502 a34100 a46200 107c2c 007333 00736a 0075a6 004982 003172 1c0d64 460663 630060 a0005c 9f0037";
        let told: Vec<_> = told.split_whitespace().map(|hex| format!("#{hex}")).collect();
        assert_eq!(readable().map(|color| color.to_string()).collect::<Vec<_>>(), told);
    }
}
