//! Colours as people type and paste them (ux §4.1).

use super::Color;

/// A typed colour, and whether something of it had to be given up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Typed {
    /// The colour as Bitrix24 can store it.
    pub color: Color,
    /// It had transparency, which Bitrix24 cannot store (ux §7, E21).
    pub alpha_dropped: bool,
}

impl Color {
    /// Reads what a person types or pastes: 3, 6 or 8 hex digits with or without `#` and with anything before the
    /// `#` (`C:#2fc6f6`), or `rgb()` and `rgba()` as CSS has them. Spaces around do not count.
    #[must_use]
    pub fn typed(text: &str) -> Option<Typed> {
        let text = text.trim().trim_end_matches(';').trim_end();
        function(text).or_else(|| hex(text))
    }

    /// Reads the text of a stored colour: hex digits, with or without `#`.
    pub(super) fn stored(text: &str) -> Option<Self> {
        let plain = |typed: Typed| (!typed.alpha_dropped).then_some(typed.color);
        digits(text.strip_prefix('#').unwrap_or(text)).and_then(plain)
    }
}

fn hex(text: &str) -> Option<Typed> {
    match text.rsplit_once('#') {
        // What is pasted along with it ends in something that is not a part of it.
        Some((before, after)) if !before.ends_with(|last: char| last == '#' || last.is_alphanumeric()) => {
            digits(after)
        }
        Some(_) => None,
        None => digits(text),
    }
}

fn digits(digits: &str) -> Option<Typed> {
    if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None; // from_str_radix alone would take "+1"
    }
    let number = u32::from_str_radix(digits, 16).ok()?;
    let (rgb, alpha_dropped) = match digits.len() {
        3 => (widen(number), false),
        6 => (number, false),
        8 => (number >> 8, true),
        _ => return None,
    };
    Some(Typed { color: Color::from_rgb(rgb), alpha_dropped })
}

/// `abc` to `aabbcc`.
fn widen(short: u32) -> u32 {
    let spread = (short & 0xf00) << 8 | (short & 0x0f0) << 4 | (short & 0x00f);
    spread | spread << 4
}

/// `rgb(47, 198, 246)`, `rgba(47, 198, 246, 0.5)`, `rgb(47 198 246 / 50%)`: whole channels. What else CSS has, the
/// browser turns into this; the reading of fractions would cost 10 KB of program.
fn function(text: &str) -> Option<Typed> {
    let (name, rest) = text.split_once('(')?;
    let name = name.trim_end();
    if !(name.eq_ignore_ascii_case("rgb") || name.eq_ignore_ascii_case("rgba")) {
        return None;
    }
    let inner = rest.strip_suffix(')')?;
    let mut parts = inner.split([',', '/', ' ', '\t']).filter(|part| !part.is_empty());
    let mut channel = || {
        let digits = parts.next().filter(|part| part.bytes().all(|byte| byte.is_ascii_digit()))?;
        digits.parse::<u16>().ok().map(|value| u8::try_from(value).unwrap_or(u8::MAX))
    };
    let color = Color::new(channel()?, channel()?, channel()?);
    let alpha = parts.next();
    let numeric = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit() || b".%".contains(&byte));
    let opaque = alpha.is_none_or(|part| ["1", "1.0", "100%"].contains(&part));
    (parts.next().is_none() && alpha.is_none_or(numeric)).then_some(Typed { color, alpha_dropped: !opaque })
}

/// A channel, cut to what there is.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is between 0 and 255")]
pub(super) fn byte(value: f32) -> u8 {
    value.round().clamp(0.0, 255.0) as u8
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn typed(text: &str) -> Option<String> {
        Color::typed(text).map(|typed| typed.color.to_string())
    }

    #[test]
    fn the_typist_may_leave_out_the_hash_and_shorten() {
        for text in ["#2FC6F6", "2fc6f6", " #2fc6f6 ", "#2fc6f6ff", "2FC6F6aa", "#2fc6f6;"] {
            assert_eq!(typed(text).as_deref(), Some("#2fc6f6"), "{text:?}");
        }
        assert_eq!(typed("#abc").as_deref(), Some("#aabbcc"));
        // On the way to six: a colour with transparency would flash up.
        assert_eq!(typed("abcd"), None);
    }

    #[test]
    fn what_stands_before_the_hash_does_not_count() {
        for text in ["C:#2fc6f6", "color: #2fc6f6;", "background-color:#2FC6F6", "\"#2fc6f6"] {
            assert_eq!(typed(text).as_deref(), Some("#2fc6f6"), "{text:?}");
        }
    }

    #[test]
    fn functions_are_read_as_css_has_them() {
        for text in [
            "rgb(47, 198, 246)",
            "rgb(47 198 246)",
            "RGB( 47,198,246 )",
            "rgba(47,198,246,1)",
            "rgb(47 198 246 / 100%)",
        ] {
            let told = Typed { color: Color::from_rgb(0x2f_c6f6), alpha_dropped: false };
            assert_eq!(Color::typed(text), Some(told), "{text:?}");
        }
        assert_eq!(typed("rgb(300, 5, 0)").as_deref(), Some("#ff0500"), "cut to what there is");
    }

    #[test]
    fn what_is_no_colour_is_refused() {
        for text in [
            "",
            "#",
            "#ab",
            "#abcde",
            "+12345",
            "#12345g",
            "red",
            "##aabbcc",
            "#1234567",
            "12#345",
            "x#abc",
            "rgb()",
            "rgb(1,2)",
            "rgb(1,2,3",
            "rgb(1,2,3,4,5)",
            "rgb(a,b,c)",
            "rgb(inf,0,0)",
            "hsl(1,2,3)",
            "rgb(1-2,3,4)",
        ] {
            assert_eq!(Color::typed(text), None, "{text:?}");
        }
    }

    #[test]
    fn transparency_is_reported() {
        let dropped = |text: &str| Color::typed(text).unwrap().alpha_dropped;
        assert!(dropped("#2fc6f680") && dropped("rgba(1, 2, 3, .5)") && dropped("rgb(1 2 3 / 50%)"));
        assert!(!dropped("#2fc6f6") && !dropped("rgb(1,2,3)"));
    }

    proptest! {
        #[test]
        fn a_printed_colour_is_read_back(rgb in 0u32..=0xff_ffff) {
            let color = Color::from_rgb(rgb);
            let [red, green, blue] = color.channels();
            for text in [color.to_string(), format!("rgb({red}, {green}, {blue})")] {
                prop_assert_eq!(Color::typed(&text), Some(Typed { color, alpha_dropped: false }));
            }
        }

        #[test]
        fn no_text_breaks_the_reader(text in ".{0,16}", inner in "[0-9.,%/ +-]{0,16}") {
            let _ = Color::typed(&text);
            let _ = Color::typed(&format!("rgb({inner})"));
        }
    }
}
