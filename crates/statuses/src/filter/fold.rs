//! Finding a text in another one, whatever the case and the accents.
//!
//! The alphabets are those of Bitrix24's languages. The tables of the standard library know all alphabets and
//! would be a tenth of the whole program.

use std::ops::Range;

/// The plain letters of U+00C0 to U+00FF, of which the second half are the small ones; a blank stands for itself.
const LATIN_1: &[u8; 32] = b"aaaaaa ceeeeiiii nooooo ouuuuy y";
/// The plain letters of U+0100 to U+017F; a blank stands for a pair of letters of their own.
const LATIN_A: &[u8; 128] = b"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii  jjkk llllllllllnnn\
    nnnn  oooooo  rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/// Where `text` has `wanted`, in bytes, with everything that belongs to its first and last character.
#[must_use]
pub fn find(text: &str, wanted: &str) -> Option<Range<usize>> {
    // Long lists are looked through at every key: nothing is put aside.
    let wanted = wanted.chars().filter_map(fold);
    wanted.clone().next()?;
    let mut letters = text.char_indices().filter_map(|(at, letter)| Some((at, letter, fold(letter)?)));
    loop {
        let (mut run, mut last) = (letters.clone(), None);
        let found = wanted.clone().all(|wanted| {
            last = run.next();
            last.is_some_and(|(.., letter)| letter == wanted)
        });
        let (start, ..) = letters.next()?;
        if let Some((last, letter, _)) = last.filter(|_| found) {
            return Some(whole(text, start..last + letter.len_utf8()));
        }
    }
}

/// Whether `text` begins with `wanted`.
pub(super) fn begins(text: &str, wanted: &str) -> bool {
    let mut letters = text.chars().filter_map(fold);
    wanted.chars().filter_map(fold).all(|letter| letters.next() == Some(letter))
}

/// A letter without case and accent; none for what is not seen and for accents of their own.
fn fold(letter: char) -> Option<char> {
    let code = u32::from(letter);
    let moved = |by: u32| char::from_u32(code + by).unwrap_or(letter);
    let pair = || moved(1 - (code & 1));
    let of = |table: &[u8], at: u32| match table.get(at as usize) {
        Some(b' ') | None => None,
        Some(plain) => Some(char::from(*plain)),
    };
    Some(match code {
        _ if is_unseen(letter) || is_mark(letter) || letter == '\u{200d}' => return None,
        0xa0 | 0x202f => ' ',
        0..0x80 => letter.to_ascii_lowercase(),
        0xc6 => 'æ',
        0xd0 => 'ð',
        0xde => 'þ',
        0xc0..=0xff if !matches!(code, 0xd7 | 0xd8 | 0xf7 | 0xf8) => {
            of(LATIN_1, (code | 0x20) - 0xe0).unwrap_or(letter)
        }
        0x100..=0x17f => of(LATIN_A, code - 0x100).unwrap_or_else(pair),
        0x218 | 0x219 => 's',
        0x21a | 0x21b => 't',
        0x1e9e => 'ß',
        0x1ea0..=0x1eb7 => 'a',
        0x1eb8..=0x1ec7 => 'e',
        0x1ec8..=0x1ecb => 'i',
        0xd8 | 0xf8 | 0x1a0 | 0x1a1 | 0x1ecc..=0x1ee3 => 'o',
        0x1af | 0x1b0 | 0x1ee4..=0x1ef1 => 'u',
        0x1ef2..=0x1ef9 => 'y',
        0x3c2 => 'σ',
        0x401 | 0x451 => 'е',
        0x419 | 0x439 => 'и',
        0x400..=0x40f => moved(80),
        0x391..=0x3a9 | 0x410..=0x42f => moved(32),
        0x48a..=0x4bf | 0x4d0..=0x52f => pair(),
        0x531..=0x556 => moved(48),
        _ => letter,
    })
}

/// A range made so large that it cuts nothing in two that is seen as one.
fn whole(text: &str, mut range: Range<usize>) -> Range<usize> {
    while let (Some(before), Some(after)) =
        (text[..range.start].chars().next_back(), text[range.start..].chars().next())
        && is_joined(before, after)
    {
        range.start -= before.len_utf8();
    }
    while let (Some(before), Some(after)) =
        (text[..range.end].chars().next_back(), text[range.end..].chars().next())
        && is_joined(before, after)
    {
        range.end += after.len_utf8();
    }
    range
}

/// Whether two characters are seen as one, as far as that concerns accents, emoji and flags.
#[must_use]
pub fn is_joined(before: char, after: char) -> bool {
    let flag = |letter| matches!(letter, '\u{1f1e6}'..='\u{1f1ff}');
    let tone = matches!(after, '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0020}'..='\u{e007f}');
    before == '\u{200d}' || after == '\u{200d}' || is_mark(after) || tone || (flag(before) && flag(after))
}

/// An accent or a variant of what stands before it.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}')
}

/// A character that takes no room, or that turns others round, and belongs to no script.
pub(crate) fn is_unseen(letter: char) -> bool {
    matches!(
        letter,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
    )
}
