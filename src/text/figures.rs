//! Figures and times as written in the reader's language.

use super::Html;
use chrono::{DateTime, Datelike, NaiveDate, SecondsFormat, TimeDelta, Utc};

/// A number in groups of three digits: 12,345.
pub fn number(value: impl Into<i64>) -> String {
    let value = value.into();
    let digits = value.unsigned_abs().to_string();
    let mut text = if value < 0 { "−".to_owned() } else { String::new() };
    let between = say!("time-digits");
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push_str(&between);
        }
        text.push(digit);
    }
    text
}

/// Time passed, in its largest unit; the exact time belongs beside it.
pub fn ago(at: &DateTime<Utc>, now: &DateTime<Utc>) -> String {
    let seconds = (*now - *at).num_seconds();
    let is_past = seconds >= 0;
    match seconds.abs() {
        0..60 => say!("time-now"),
        length @ 60..3_600 if is_past => say!("time-ago-minutes", count = length / 60),
        length @ 3_600..86_400 if is_past => say!("time-ago-hours", count = length / 3_600),
        length if is_past => say!("time-ago-days", count = length / 86_400),
        length @ 60..3_600 => say!("time-in-minutes", count = length / 60),
        length @ 3_600..86_400 => say!("time-in-hours", count = length / 3_600),
        length => say!("time-in-days", count = length / 86_400),
    }
}

/// Waiting time, rounded up: "30 seconds", "2 minutes".
pub fn wait(wait: TimeDelta) -> String {
    let seconds = wait.num_milliseconds().max(1).unsigned_abs().div_ceil(1_000);
    match seconds {
        0..60 => say!("time-wait-seconds", count = seconds),
        60..10_800 => say!("time-wait-minutes", count = seconds.div_ceil(60)),
        10_800..172_800 => say!("time-wait-hours", count = seconds.div_ceil(3_600)),
        _ => say!("time-wait-days", count = seconds.div_ceil(86_400)),
    }
}

/// A day of a year: "20 November".
pub fn date(date: NaiveDate) -> String {
    say!("time-date", day = date.day(), month = date.month())
}

/// A day, with its year where that is not this year: "20 November", "20 November 2025".
pub fn day(day: NaiveDate, today: NaiveDate) -> String {
    match day.year() == today.year() {
        true => date(day),
        false => say!("time-date-year", date = date(day), year = day.year().to_string()),
    }
}

/// The exact time, for hovering: 2026-11-23 06:00 UTC.
pub fn exact(at: &DateTime<Utc>) -> String {
    at.format("%Y-%m-%d %H:%M UTC").to_string()
}

/// Time passed, with the exact time on hover: a `<time>` element.
pub fn moment(at: &DateTime<Utc>, now: &DateTime<Utc>) -> Html {
    let machine = at.to_rfc3339_opts(SecondsFormat::Secs, true);
    let (exact, ago) = (exact(at), ago(at, now));
    Html::trusted(format!(r#"<time datetime="{machine}" title="{exact}">{ago}</time>"#))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        assert_eq!([number(0), number(999), number(1_000), number(-12_345_678)], ["0", "999", "1,000", "−12,345,678"]);
    }

    #[test]
    fn times_are_told_in_their_largest_unit() {
        let now = DateTime::from_timestamp(1_000_000, 0).unwrap();
        let told = |by| ago(&(now - by), &now);
        assert_eq!(told(TimeDelta::seconds(3)), "just now");
        assert_eq!(told(TimeDelta::minutes(1)), "1 minute ago");
        assert_eq!(told(TimeDelta::hours(47)), "1 day ago");
        assert_eq!(told(TimeDelta::days(-3)), "in 3 days");
    }

    #[test]
    fn a_day_of_another_year_has_its_year() {
        let days = ["2026-01-03", "2025-12-31"].map(|one| one.parse().unwrap());
        assert_eq!(days.map(|one| day(one, days[0])), ["3 January", "31 December 2025"]);
    }

    #[test]
    fn waits_are_rounded_up() {
        let told = |milliseconds| wait(TimeDelta::milliseconds(milliseconds));
        assert_eq!(
            [told(0), told(14_001), told(60_000), told(60_001), told(10_800_001), told(172_800_001)],
            ["1 second", "15 seconds", "1 minute", "2 minutes", "4 hours", "3 days"]
        );
    }
}
