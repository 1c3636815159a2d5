//! HTML code in a name: older versions of Bitrix24 stored `Tom &amp; Co`, and show it so (ux §9.3).

/// The text without its HTML code; none if there is none in it.
///
/// Only what those versions wrote counts: the five signs they escaped, and characters by their number. Each is read
/// once, so that `&amp;lt;` is `&lt;` and no more.
#[must_use]
pub fn decoded(text: &str) -> Option<String> {
    let mut plain = String::new();
    let mut rest = text;
    let mut found = false;
    while let Some(at) = rest.find('&') {
        let (before, code) = rest.split_at(at);
        plain.push_str(before);
        let entity = code[1..].split_once(';').and_then(|(name, after)| Some((character(name)?, after)));
        let (sign, after) = entity.unwrap_or(('&', &code[1..]));
        found |= entity.is_some();
        plain.push(sign);
        rest = after;
    }
    plain.push_str(rest);
    found.then_some(plain)
}

/// The character an entity stands for, by what is between `&` and `;`.
fn character(name: &str) -> Option<char> {
    Some(match name {
        "quot" => '"',
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "apos" => '\'',
        _ => return numbered(name.strip_prefix('#')?),
    })
}

/// The character with a number, if that can stand in a name.
fn numbered(number: &str) -> Option<char> {
    let (digits, radix) = match number.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16),
        None => (number, 10),
    };
    // The library would read a sign before them, too.
    let digits = Some(digits).filter(|digits| !digits.starts_with('+'))?;
    char::from_u32(u32::from_str_radix(digits, radix).ok()?).filter(|sign| !sign.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_five_signs_and_numbers_are_read() {
        for (code, plain) in [
            ("Tom &amp; Co", "Tom & Co"),
            ("&quot;Best&quot; &lt;b&gt;", "\"Best\" <b>"),
            ("It&apos;s &#39;so&#039; &#x27;too&#X27;", "It's 'so' 'too'"),
            ("&#1057;делка &#x1F600;", "Сделка 😀"),
            ("&&amp;&", "&&&"),
            ("a&b;c&amp;d", "a&b;c&d"),
        ] {
            assert_eq!(decoded(code).as_deref(), Some(plain), "{code}");
        }
    }

    #[test]
    fn code_within_code_is_left_for_another_time() {
        assert_eq!(decoded("&amp;lt;b&amp;gt;").as_deref(), Some("&lt;b&gt;"));
        assert_eq!(decoded("&amp;#38;amp;").as_deref(), Some("&#38;amp;"));
    }

    #[test]
    fn what_is_no_code_is_none() {
        for text in [
            "",
            "Plain",
            "R&D",
            "R&D; sales",
            "&nbsp;",
            "&AMP;",
            "&amp",
            "& amp;",
            "&#;",
            "&#x;",
            "&#+39;",
            "&#-39;",
            "&#10;",
            "&#0;",
            "&#xD800;",
            "&#x110000;",
            "&#99999999999;",
            "<b>x</b>",
        ] {
            assert_eq!(decoded(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_was_escaped_is_read_as_it_was(text in "[a-zа-я&<>\"';# 0-9]{0,40}") {
            let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#039;");
            let changed = escaped != text;
            prop_assert_eq!(decoded(&escaped), changed.then_some(text));
        }
    }
}
