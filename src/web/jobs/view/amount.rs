//! Pay as typed. Pure.

/// The highest plausible pay, a year.
const MOST: i64 = 10_000_000;

/// "45.000", "45k", "1,5k", "€ 45 000", "45,000.00": whole units of money; None: no plausible amount of pay.
pub(super) fn amount(text: &str) -> Option<i64> {
    let plain: String = text.to_lowercase().chars().filter(|c| !(c.is_whitespace() || "'’€$£".contains(*c))).collect();
    let (figures, times) = plain.strip_suffix('k').map_or((plain.as_str(), 1), |figures| (figures, 1_000));
    let (whole, hundredths) = with_hundredths(figures);
    let whole: i64 = whole.replace(['.', ','], "").parse().ok().filter(|whole| *whole >= 0)?;
    let amount = whole.checked_mul(times)?.checked_add(hundredths * times / 100)?;
    (1..=MOST).contains(&amount).then_some(amount)
}

/// Figures before and behind a decimal mark: one or two figures behind the last mark are no thousands.
fn with_hundredths(figures: &str) -> (&str, i64) {
    let Some((whole, behind)) = figures.rsplit_once(['.', ',']) else { return (figures, 0) };
    match (behind.len(), behind.parse::<i64>()) {
        (1, Ok(tenths)) => (whole, tenths * 10),
        (2, Ok(hundredths)) => (whole, hundredths),
        _ => (figures, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_read_as_people_write_it() {
        for (text, read) in [
            ("45000", Some(45_000)),
            ("45.000", Some(45_000)),
            ("45,000.00", Some(45_000)),
            ("45.000,50 €", Some(45_000)),
            ("45'000", Some(45_000)),
            ("45k", Some(45_000)),
            ("45,5k", Some(45_500)),
            ("1.250.000", Some(1_250_000)),
            ("€ 45 000", Some(45_000)),
            ("much", None),
            ("0", None),
            ("-5", None),
            ("1e5", None),
            ("99999999999999999999", None),
            ("9223372036854775807k", None),
        ] {
            assert_eq!(amount(text), read, "{text}");
        }
    }
}
