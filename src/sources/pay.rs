//! Pay of a posting, as people read it.

mod amounts;
mod currency;
mod period;
#[cfg(test)]
mod tests;

use serde_json::Value;

pub(super) use self::currency::currency_of;

use self::amounts::{Amount, amounts};
use self::currency::currency_code;
use self::period::Period;

/// Bound on any pay, in any currency and period.
const MOST: f64 = 1e10;

/// Widest ratio of a range's ends; a wider range is an hour's pay beside a year's, or a "1" for "unknown".
const WIDEST: f64 = 20.0;

/// Pay such as `50,000–60,000 EUR a year`, as far as stated. Zero and less mean unstated, and reversed ends are turned.
pub(super) fn salary(low: Option<f64>, high: Option<f64>, currency: &str, period: &str) -> Option<String> {
    let period = Period::parse(period);
    let (low, high) = match (low.filter(is_stated), high.filter(is_stated)) {
        (Some(low), Some(high)) => one_range(low.min(high), low.max(high), period)?,
        ends => ends,
    };
    let amount = match (low, high) {
        (Some(low), Some(high)) if low < high => format!("{}–{}", grouped(low), grouped(high)),
        (Some(one), Some(_)) => grouped(one),
        (Some(low), None) => format!("from {}", grouped(low)),
        (None, Some(high)) => format!("up to {}", grouped(high)),
        (None, None) => return None,
    };
    let currency = currency_code(currency);
    let period = period.filter(|period| period.is_possible(low.or(high), &currency)).map_or("", Period::words);
    let words = [amount.as_str(), &currency, period];
    Some(words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "))
}

/// The most that pay in words may come to in a year, in whole units of its currency. None: it names no amount, or a
/// small one and not for how long.
pub fn yearly(words: &str) -> Option<i64> {
    let is_time = |amount: &&Amount| HOURS.iter().any(|word| words[amount.end..].trim_start().starts_with(word));
    let most = amounts(words).iter().filter(|one| !is_time(one)).map(|amount| amount.value).fold(0.0, f64::max);
    let times = match Period::parse(words) {
        Some(period) => period.in_a_year(),
        None if most >= LEAST_OF_A_YEAR => 1.0,
        None => return None,
    };
    let yearly = most * times;
    // Whole numbers below the most that anybody is paid.
    #[expect(clippy::cast_possible_truncation, reason = "checked: between 1 and 1e10")]
    (1.0..=MOST).contains(&yearly).then_some(yearly as i64)
}

/// What a number of hours is followed by: "38,5 Stunden".
const HOURS: [&str; 4] = ["Stunden", "Std", "hours", "h/"];

/// Nobody pays so much for less than a year without saying so.
const LEAST_OF_A_YEAR: f64 = 12_000.0;

/// True for stated amounts. Zero, negative amounts and the "1" for "unknown" are unstated.
fn is_stated(amount: &f64) -> bool {
    *amount > 1.0 && *amount < MOST
}

/// Ends of the range that go with the period. None: the ends do not go together, and the meant end is unknown.
fn one_range(low: f64, high: f64, period: Option<Period>) -> Option<(Option<f64>, Option<f64>)> {
    if high / low <= WIDEST {
        return Some((Some(low), Some(high)));
    }
    match period? {
        Period::Hour => Some((Some(low), None)),
        Period::Day | Period::Week | Period::Month | Period::Year => Some((None, Some(high))),
    }
}

/// Number from a value, or from a text with a single number: "91,700", "€45k", "ab 45.000 €".
pub(super) fn amount(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => match amounts(text)[..] {
            [only] if !text[..only.start].trim_end().ends_with('-') => Some(only.value),
            _ => None,
        },
        _ => None,
    }
}

/// True for a value with a number only, which is then written as other amounts are.
pub(super) fn is_bare(value: &Value) -> bool {
    let is_of_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    value.is_number() || value.as_str().is_some_and(|text| !text.is_empty() && text.trim().chars().all(is_of_number))
}

/// Pay stated in meaningful words: not "0 - 0" or "N/A", and with reversed ends of a range turned.
pub(super) fn in_words(text: &str) -> Option<String> {
    const NOTHING: [&str; 19] = [
        "n",
        "a",
        "na",
        "nan",
        "none",
        "null",
        "undefined",
        "unknown",
        "not",
        "specified",
        "disclosed",
        "provided",
        "k",
        "ka",
        "keine",
        "angabe",
        "ohne",
        "unbekannt",
        "tbd",
    ];
    let text = text.trim();
    let lower = text.to_lowercase();
    let amounts = amounts(text);
    if amounts.is_empty() {
        let mut words = lower.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
        return words.any(|word| !NOTHING.contains(&word)).then(|| text.to_owned());
    }
    match amounts[..] {
        // A negative amount.
        [only] if text[..only.start].trim_end().ends_with('-') => None,
        [first, second] if first.value == 0.0 && second.value > 0.0 => {
            Some(format!("up to {}{}", sign_before(text, second.start), &text[second.start..]))
        }
        [first, second] if second.value == 0.0 && first.value > 0.0 => {
            Some(format!("from {}{}", text[..first.end].trim_start(), &text[second.end..]))
        }
        [first, second] if first.value > second.value && is_turned(text, first, second) => {
            let part = |amount: Amount| &text[amount.start..amount.end];
            let (before, between, after) = (&text[..first.start], &text[first.end..second.start], &text[second.end..]);
            Some(format!("{before}{}{between}{}{after}", part(second), part(first)))
        }
        _ => amounts.iter().any(|amount| amount.value > 0.0).then(|| text.to_owned()),
    }
}

/// Currency sign in front of an amount.
fn sign_before(text: &str, at: usize) -> &str {
    let before = &text[..at];
    let is_of_sign = |c: char| matches!(c, '€' | '$' | '£' | '¥' | '₹');
    &before[before.trim_end_matches(is_of_sign).len()..]
}

/// True for two reversed ends of a range: "60k - 50k", "zwischen 60.000 und 50.000".
fn is_turned(text: &str, first: Amount, second: Amount) -> bool {
    let (before, between) = (text[..first.start].to_lowercase(), &text[first.end..second.start]);
    let is_between = ["zwischen", "between", "entre", "tra"].iter().any(|word| before.contains(word));
    let is_and = || ["und", "and", "et", "y", "e"].contains(&between.trim_matches(is_of_currency));
    is_range(between) || (is_between && is_and())
}

fn is_of_currency(c: char) -> bool {
    c.is_whitespace() || matches!(c, '€' | '$' | '£' | '¥' | '₹')
}

/// True where the text between two amounts makes them a range.
fn is_range(between: &str) -> bool {
    let words = ["eur", "usd", "gbp", "chf"].iter().fold(between.to_lowercase(), |text, code| text.replace(code, ""));
    ["-", "–", "—", "−", "~", "to", "bis", "à"].contains(&words.trim_matches(is_of_currency))
}

/// Amount with thousands in groups of three; cents only where there are any.
fn grouped(amount: f64) -> String {
    let text = format!("{amount:.2}");
    let (whole, cents) = text.split_once('.').unwrap_or((&text, "00"));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if cents == "00" { grouped } else { format!("{grouped}.{cents}") }
}
