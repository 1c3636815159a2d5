/// The integer at the start of a text, or of the float there; 0 if there is none.
pub(super) fn int_of_text(text: &str) -> i64 {
    let text = text.trim_start_matches([' ', '\t', '\n', '\r', '\u{b}', '\u{c}']);
    let number = numeric_prefix(text);
    if number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-' || byte == b'+') {
        let saturated = if number.starts_with('-') { i64::MIN } else { i64::MAX };
        let digits = number.trim_start_matches('+');
        if digits.trim_start_matches('-').is_empty() { 0 } else { digits.parse().unwrap_or(saturated) }
    } else {
        truncate(number.parse().unwrap_or(0.0))
    }
}

/// The longest start of the text that reads as a number; empty when there is none.
pub(super) fn numeric_prefix(text: &str) -> &str {
    let bytes = text.as_bytes();
    let digits_from = |from: usize| bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let sign = usize::from(matches!(bytes.first(), Some(b'-' | b'+')));
    let whole = digits_from(sign);
    let mut end = sign + whole;
    let mut digits = whole;
    if bytes.get(end) == Some(&b'.') {
        let fraction = digits_from(end + 1);
        digits += fraction;
        end += if digits > 0 { 1 + fraction } else { 0 };
    }
    if digits == 0 {
        return "";
    }
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(end + 1), Some(b'-' | b'+')));
        let exponent = bytes.get(end + 1 + sign..).map_or(0, |_| digits_from(end + 1 + sign));
        if exponent > 0 {
            end += 1 + sign + exponent;
        }
    }
    &text[..end]
}

#[expect(clippy::cast_possible_truncation, reason = "the cast is meant to cut the fraction off")]
pub(super) fn truncate(number: f64) -> i64 {
    if number.is_finite() { number.trunc() as i64 } else { 0 }
}

/// A float as text: large and small ones get an exponent.
pub(super) fn text_of_float(number: f64) -> String {
    if number == 0.0 || (1e-5..1e15).contains(&number.abs()) {
        return number.to_string();
    }
    let text = format!("{number:E}");
    let (mantissa, exponent) = text.split_once('E').unwrap_or((&text, "0"));
    let mantissa = if mantissa.contains('.') { mantissa.to_owned() } else { format!("{mantissa}.0") };
    let sign = if exponent.starts_with('-') { "" } else { "+" };
    format!("{mantissa}E{sign}{exponent}")
}
