//! What a handful of measurements amounts to.

/// The middle of the values, of two middle ones their mean; none of none.
pub(crate) fn median(values: &[f64]) -> Option<f64> {
    let sorted = sorted(values);
    let middle = sorted.len() / 2;
    match sorted.len() {
        0 => None,
        length if length % 2 == 1 => Some(sorted[middle]),
        _ => Some(f64::midpoint(sorted[middle - 1], sorted[middle])),
    }
}

/// The smallest value that 95 of 100 are not above.
pub(crate) fn p95(values: &[f64]) -> Option<f64> {
    let sorted = sorted(values);
    let rank = (sorted.len() * 95).div_ceil(100);
    sorted.get(rank.checked_sub(1)?).copied()
}

/// How one median stands to another, as `0.31×`; a dash if there is no telling.
pub(crate) fn ratio(one: Option<f64>, other: Option<f64>) -> String {
    match (one, other) {
        (Some(one), Some(other)) if other > 0.0 => format!("{:.2}×", one / other),
        _ => "–".to_owned(),
    }
}

/// A number as people read it: `1,234`, small ones with a decimal.
pub(crate) fn plain(value: f64) -> String {
    if value.abs() < 100.0 && value.fract().abs() > 0.05 {
        return format!("{value:.1}");
    }
    let digits = format!("{:.0}", value.abs());
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    if value < -0.5 { format!("−{text}") } else { text }
}

fn sorted(values: &[f64]) -> Vec<f64> {
    let mut sorted: Vec<f64> = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle_whatever_the_order() {
        assert_eq!(median(&[9.0, 1.0, 5.0]), Some(5.0));
        assert_eq!(median(&[4.0, 1.0, 100.0, 2.0]), Some(3.0));
        assert_eq!(median(&[]), None);
    }

    #[test]
    fn ninety_five_of_a_hundred_are_not_above_it() {
        let values: Vec<f64> = (1..=100).rev().map(f64::from).collect();
        assert_eq!(p95(&values), Some(95.0));
        assert_eq!(p95(&values[..20]), Some(99.0));
        assert_eq!(p95(&[7.0]), Some(7.0));
        assert_eq!(p95(&[]), None);
    }

    #[test]
    fn a_ratio_needs_something_to_be_compared_with() {
        assert_eq!(ratio(Some(31.0), Some(100.0)), "0.31×");
        assert_eq!(ratio(Some(1.0), Some(0.0)), "–");
        assert_eq!(ratio(None, Some(1.0)), "–");
    }

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!(plain(1_234_567.4), "1,234,567");
        assert_eq!(plain(12.34), "12.3");
        assert_eq!(plain(12.0), "12");
        assert_eq!(plain(999.6), "1,000");
        assert_eq!(plain(-1_500.0), "−1,500");
    }
}
