//! Numbers in a text, as people of several countries write them.

/// A number in a text, and its place there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Amount {
    /// Start in bytes.
    pub start: usize,
    pub end: usize,
    pub value: f64,
}

/// Numbers of a text, in its order.
pub(super) fn amounts(text: &str) -> Vec<Amount> {
    let mut amounts = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(|c: char| c.is_ascii_digit()).map(|found| at + found) {
        let length = number_length(&text[start..]);
        let digits = &text[start..start + length];
        let rest = &text[start + length..];
        let is_thousands = rest.starts_with(['k', 'K']) && !rest[1..].starts_with(char::is_alphanumeric);
        let (factor, end) = if is_thousands { (1e3, start + length + 1) } else { (1.0, start + length) };
        if let Some(value) = number(digits) {
            amounts.push(Amount { start, end, value: value * factor });
        }
        at = end;
    }
    amounts
}

/// Bytes of a number with its marks: a mark belongs to the number if a figure follows, a space if three figures follow.
fn number_length(text: &str) -> usize {
    let mut length = 0;
    loop {
        let rest = &text[length..];
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        length += digits;
        let Some(mark) = text[length..].chars().next() else { return length };
        let after = &text[length + mark.len_utf8()..];
        let group = after.bytes().take_while(u8::is_ascii_digit).count();
        let goes_on = match mark {
            '.' | ',' => group > 0,
            '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}' => group == 3,
            _ => false,
        };
        if !goes_on {
            return length;
        }
        length += mark.len_utf8();
    }
}

/// Value of "45.000", "45,000.50", "16,5": the last mark is decimal, unless three figures follow or the mark stands
/// twice.
fn number(text: &str) -> Option<f64> {
    let last = text.rfind(['.', ',']);
    let decimal = last.filter(|at| {
        let mark = &text[*at..=*at];
        let is_other_mark_used = text[..*at].contains(if mark == "." { ',' } else { '.' });
        text.matches(mark).count() == 1 && (is_other_mark_used || text.len() - at - 1 != 3)
    });
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    match decimal {
        Some(at) => format!("{}.{}", digits(&text[..at]), digits(&text[at..])).parse().ok(),
        None => digits(text).parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_found_however_they_are_written() {
        for (text, values) in [
            ("91,700", &[91_700.0][..]),
            ("45.000 bis 50.000,50 €", &[45_000.0, 50_000.5]),
            ("$50k-70K", &[50_000.0, 70_000.0]),
            ("45 000 – 50\u{a0}000", &[45_000.0, 50_000.0]),
            ("45'000.50 CHF", &[45_000.5]),
            ("16,5 or 16.50", &[16.5, 16.5]),
            ("1.234.567", &[1_234_567.0]),
            ("5 kg", &[5.0]),
            ("10. März 3000", &[10.0, 3_000.0]),
            ("none", &[]),
        ] {
            let found: Vec<f64> = amounts(text).iter().map(|amount| amount.value).collect();
            assert_eq!(found, values, "{text}");
        }
    }
}
