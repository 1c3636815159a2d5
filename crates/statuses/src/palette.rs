//! The palette of Bitrix24's own colour picker (ux §1.4), so that people find their colour where they know it.

use crate::color::Color;

/// Swatches in a row of the palette.
pub const COLUMNS: usize = 16;

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
    use std::collections::HashSet;

    #[test]
    fn the_palette_is_seven_full_rows_of_different_colours() {
        assert_eq!(BITRIX24.len(), 7 * COLUMNS);
        assert_eq!(BITRIX24.iter().collect::<HashSet<_>>().len(), BITRIX24.len());
        assert_eq!(BITRIX24[0].to_string(), "#aae9fc");
        assert_eq!(BITRIX24[111].to_string(), "#9f0037");
    }
}
