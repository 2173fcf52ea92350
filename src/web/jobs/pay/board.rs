//! Pay as job boards write it in English: "€70,000 - €85,000 a year", "$91.7K–$138K a year".

use super::{amount, with_period};
use crate::text;

/// Signs before an amount, and what names their currency elsewhere. A dollar is one of many.
const SIGNS: [(char, &str); 3] = [('€', "EUR"), ('£', "GBP"), ('$', "$")];

/// The same in the language of the page; None: it is written in another way.
pub(super) fn read(stored: &str) -> Option<String> {
    with_period(stored, |rest| match (rest.strip_prefix("from "), rest.strip_prefix("up to ")) {
        (Some(low), _) => Some(say!("pay-from", pay = range(low)?)),
        (_, Some(high)) => Some(say!("pay-up-to", pay = range(high)?)),
        _ => range(rest),
    })
}

fn range(text: &str) -> Option<String> {
    let (sign, currency) = SIGNS.into_iter().find(|(sign, _)| text.starts_with(*sign))?;
    let ends: Vec<String> =
        text.split(['–', '-']).map(|end| one(end.trim().trim_start_matches(sign))).collect::<Option<_>>()?;
    let amount = match &ends[..] {
        [one] => one.clone(),
        [low, high] => say!("pay-range", low = low, high = high),
        _ => return None,
    };
    Some(say!("pay-amount", amount = amount, currency = currency))
}

/// "70,000", "18.50", or thousands: "91.7K".
fn one(text: &str) -> Option<String> {
    let Some(thousands) = text.strip_suffix(['K', 'k']) else { return amount(text) };
    let (whole, rest) = thousands.split_once('.').unwrap_or((thousands, ""));
    let is_plain = !whole.is_empty()
        && rest.len() <= 3
        && [whole, rest].iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    let figure: i64 = format!("{whole}{rest:0<3}").parse().ok().filter(|_| is_plain)?;
    Some(text::number(figure))
}
