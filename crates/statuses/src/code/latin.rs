//! Names in plain Latin capitals.

/// А to Я; the signs have no sound of their own.
const RUSSIAN: [&str; 32] = [
    "A", "B", "V", "G", "D", "E", "ZH", "Z", "I", "Y", "K", "L", "M", "N", "O", "P", "R", "S", "T", "U", "F",
    "KH", "TS", "CH", "SH", "SHCH", "", "Y", "", "E", "YU", "YA",
];
/// Ѐ to Џ: Ё, and letters of Ukrainian, Belarusian, Serbian and Macedonian.
const SLAVIC: [&str; 16] =
    ["E", "E", "DJ", "G", "YE", "DZ", "I", "YI", "J", "LJ", "NJ", "C", "K", "I", "U", "DZH"];
/// À to Þ, as U+00C0 to U+00DE; also for the small letters, which come 32 later.
const WESTERN: &[u8; 31] = b"AAAAAAACEEEEIIIIDNOOOOO_OUUUUYT";
/// U+0100 to U+017F, capital and small letters in turn.
const EASTERN: &[u8; 128] = b"AAAAAACCCCCCCCDDDDEEEEEEEEEEGGGGGGGGHHHHIIIIIIIIIIIIJJKKKLLLLLLLLLL\
NNNNNNNNNOOOOOOOORRRRRRSSSSSSSSTTTTTTUUUUUUUUUUUUWWYYYZZZZZZS";

/// The text in Latin capitals and digits, its words joined by `_`. Letters of other scripts fall out.
pub(super) fn spell(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        if letter.is_ascii_alphanumeric() {
            out.push(letter.to_ascii_uppercase());
        } else if separates(letter) {
            if !out.is_empty() && !out.ends_with('_') {
                out.push('_');
            }
        } else {
            spell_letter(letter, &mut out);
        }
    }
    out.truncate(out.trim_end_matches('_').len());
    out
}

/// Blanks, dashes and points end a word; apostrophes are in the middle of one.
fn separates(letter: char) -> bool {
    match letter {
        '\'' | '\u{2018}' | '\u{2019}' => false,
        '\u{ab}' | '\u{b7}' | '\u{bb}' | '\u{d7}' | '\u{f7}' | '\u{2010}'..='\u{205e}' => true,
        _ => letter.is_ascii() || letter.is_whitespace(),
    }
}

fn spell_letter(letter: char, out: &mut String) {
    let number = letter as usize;
    out.push_str(match number {
        0xc6 | 0xe6 => "AE",
        0xde | 0xfe => "TH",
        0xdf | 0x1e9e => "SS",
        0x132 | 0x133 => "IJ",
        0x152 | 0x153 => "OE",
        0x400..=0x40f => SLAVIC[number - 0x400],
        0x410..=0x42f => RUSSIAN[number - 0x410],
        0x430..=0x44f => RUSSIAN[number - 0x430],
        0x450..=0x45f => SLAVIC[number - 0x450],
        // Ґ and letters of Kazakh, Tatar and Kyrgyz; then Azerbaijani, Romanian and Vietnamese.
        0x4d8 | 0x4d9 | 0x18f | 0x259 | 0x1ea0..=0x1eb7 => "A",
        0x1eb8..=0x1ec7 => "E",
        0x490..=0x493 => "G",
        0x4ba | 0x4bb => "H",
        0x1ec8..=0x1ecb => "I",
        0x496 | 0x497 => "J",
        0x4a2 | 0x4a3 => "N",
        0x4e8 | 0x4e9 | 0x1a0 | 0x1a1 | 0x1ecc..=0x1ee3 => "O",
        0x49a | 0x49b => "Q",
        0x218 | 0x219 => "S",
        0x21a | 0x21b => "T",
        0x4ae..=0x4b1 | 0x1af | 0x1b0 | 0x1ee4..=0x1ef1 => "U",
        0x1ef2..=0x1ef9 | 0xff => "Y",
        0xc0..=0xdd => return out.push(char::from(WESTERN[number - 0xc0])),
        0xe0..=0xfd if number != 0xf7 => return out.push(char::from(WESTERN[number - 0xe0])),
        0x100..=0x17f => return out.push(char::from(EASTERN[number - 0x100])),
        _ => "",
    });
}
