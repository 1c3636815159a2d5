//! Codes for new rows.

use crate::clock::Millis;

/// A code that is not `taken`, of the form Bitrix24 itself gives (rest-behaviour §2.4): `UC_` and six signs.
#[must_use]
pub fn propose(now: Millis, taken: impl Fn(&str) -> bool) -> Box<str> {
    const SIGNS: &[u8; 36] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    const CODES: u64 = 36 * 36 * 36 * 36 * 36 * 36;
    // Two clients that add at the same moment still differ in all likelihood; the portal refuses the second.
    let mut number = now.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 16;
    loop {
        let mut code = String::from("UC_");
        let mut rest = number % CODES;
        for _ in 0..6 {
            code.push(char::from(SIGNS[(rest % 36) as usize]));
            rest /= 36;
        }
        if !taken(&code) {
            return code.into();
        }
        number = number.wrapping_add(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_new_and_of_the_signs_that_every_list_allows() {
        let first = propose(1_700_000_000_000, |_| false);
        let second = propose(1_700_000_000_000, |code| *code == *first);
        assert_ne!(first, second);
        for code in [first, second] {
            assert!(
                code.len() == 9
                    && code.bytes().all(|it| it.is_ascii_uppercase() || it.is_ascii_digit() || it == b'_')
            );
        }
    }
}
