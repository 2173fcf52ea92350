//! Pay of a job, in the reader's language. The stored pay is written as in English (`sources::pay`).

mod board;

use crate::text::{self, Language};

/// Periods of stored pay.
const PERIODS: [&str; 5] = [" an hour", " a day", " a week", " a month", " a year"];

/// Pay stated in our own words or in those of job boards, in the language of the page: "50,000–60,000 EUR a year" is
/// "50.000–60.000 € im Jahr". An employer's own words stay unchanged.
pub(super) fn in_language(stored: &str) -> String {
    if text::language() == Language::English {
        return stored.to_owned();
    }
    read(stored).or_else(|| board::read(stored)).unwrap_or_else(|| stored.to_owned())
}

fn read(stored: &str) -> Option<String> {
    with_period(stored, |rest| match (rest.strip_prefix("from "), rest.strip_prefix("up to ")) {
        (Some(low), _) => Some(say!("pay-from", pay = of_currency(low)?)),
        (_, Some(high)) => Some(say!("pay-up-to", pay = of_currency(high)?)),
        _ => of_currency(rest),
    })
}

/// Reads what stands before the period, and puts the period behind it.
fn with_period(stored: &str, read: impl FnOnce(&str) -> Option<String>) -> Option<String> {
    let period = PERIODS.iter().find(|period| stored.ends_with(**period)).copied().unwrap_or_default();
    let rest = stored.strip_suffix(period)?;
    let pay = read(rest)?;
    Some(match period {
        " an hour" => say!("pay-hour", pay = pay),
        " a day" => say!("pay-day", pay = pay),
        " a week" => say!("pay-week", pay = pay),
        " a month" => say!("pay-month", pay = pay),
        " a year" => say!("pay-year", pay = pay),
        _ => pay,
    })
}

/// "50,000–60,000 EUR", or without the currency.
fn of_currency(text: &str) -> Option<String> {
    match text.split_once(' ') {
        None => range(text),
        Some((amount, currency)) if is_currency(currency) => {
            Some(say!("pay-amount", amount = range(amount)?, currency = currency))
        }
        Some(_) => None,
    }
}

fn is_currency(word: &str) -> bool {
    word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn range(text: &str) -> Option<String> {
    match text.split_once('–') {
        None => amount(text),
        Some((low, high)) => Some(say!("pay-range", low = amount(low)?, high = amount(high)?)),
    }
}

/// An amount in the reader's language: "18.20", "50,000"
fn amount(text: &str) -> Option<String> {
    let (whole, cents) = text.split_once('.').map_or((text, None), |(whole, cents)| (whole, Some(cents)));
    let figure: i64 = whole.replace(',', "").parse().ok().filter(|figure| *figure >= 0 && is_in_groups(whole))?;
    let whole = text::number(figure);
    match cents {
        None => Some(whole),
        Some(cents) if cents.len() == 2 && cents.bytes().all(|byte| byte.is_ascii_digit()) => {
            Some(say!("pay-cents", whole = whole, cents = cents))
        }
        Some(_) => None,
    }
}

/// A comma stands before three figures, else it is not ours: "15,50" is fifteen and a half.
fn is_in_groups(whole: &str) -> bool {
    let mut groups = whole.split(',');
    let first = groups.next().is_some_and(|group| !group.is_empty());
    first && groups.all(|group| group.len() == 3)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Language, speaking};

    const STORED: [&str; 11] = [
        "50,000–60,000 EUR a year",
        "18.20 USD an hour",
        "91,700–138,000 a year",
        "from 4,500 PLN a month",
        "up to 900",
        "1,200–1,500 JPY an hour",
        "from 25 EUR an hour",
        "€70,000 - €85,000 a year",
        "$91.7K–$138K a year",
        "up to €60,000 a year",
        "£18.50 an hour",
    ];

    #[test]
    fn in_english_it_stands_as_it_is_stored() {
        assert_eq!(STORED.map(in_language), STORED);
    }

    #[tokio::test]
    async fn in_german_it_reads_as_germans_write_it() {
        let told = speaking(Language::German, async { STORED.map(in_language) }).await;
        assert_eq!(
            told,
            [
                "50.000–60.000 € im Jahr",
                "18,20 US-Dollar pro Stunde",
                "91.700–138.000 im Jahr",
                "ab 4.500 PLN im Monat",
                "bis 900",
                "1.200–1.500 JPY pro Stunde",
                "ab 25 € pro Stunde",
                "70.000–85.000 € im Jahr",
                "91.700–138.000 $ im Jahr",
                "bis 60.000 € im Jahr",
                "18,50 £ pro Stunde"
            ]
        );
    }

    #[tokio::test]
    async fn an_employers_own_words_stay() {
        for words in [
            "€70,000 - €85,000 - €90,000 a year",
            "€much a year",
            "€1.2345K a year",
            "TVöD E13",
            "nach Vereinbarung",
            "from home",
            "",
            "15,50 EUR an hour",
            ",500 EUR",
        ] {
            assert_eq!(speaking(Language::German, async { in_language(words) }).await, words);
        }
    }
}
