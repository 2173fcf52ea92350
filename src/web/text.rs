//! How figures and times are written on pages. Templates call these; they decide nothing else.

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use std::fmt;

/// Where a static file is, under a name that changes with its content.
pub fn static_url(name: &str) -> String {
    super::statics::url(name)
}

/// A number with thin groups: 12 345.
pub fn number(value: impl Into<i64>) -> String {
    let value = value.into();
    let digits = value.unsigned_abs().to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if value < 0 { format!("−{text}") } else { text }
}

/// One or many: "1 job", "12 jobs".
pub fn count(value: impl Into<i64>, one: &str, many: &str) -> String {
    let value = value.into();
    format!("{} {}", number(value), if value == 1 { one } else { many })
}

/// A filter's value for reading: `FULL_TIME` is "Full time"; the others read well as they are.
pub fn filter(value: &str) -> String {
    if !value.chars().all(|c| c.is_ascii_uppercase() || c == '_') {
        return value.to_owned();
    }
    let words = value.replace('_', " ").to_lowercase();
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The filters that are set, for reading.
pub fn filters(values: [Option<&str>; 4]) -> Vec<String> {
    values.into_iter().flatten().map(filter).collect()
}

/// How long ago, in its largest unit; the exact time belongs beside it.
pub fn ago(at: &DateTime<Utc>, now: &DateTime<Utc>) -> String {
    let seconds = (*now - *at).num_seconds();
    let (value, unit) = largest_unit(seconds.unsigned_abs());
    match (seconds, value) {
        (-59..=59, _) => "just now".to_owned(),
        (seconds, value) if seconds < 0 => format!("in {}", count(value, unit, &format!("{unit}s"))),
        (_, value) => format!("{} ago", count(value, unit, &format!("{unit}s"))),
    }
}

fn largest_unit(seconds: u64) -> (i64, &'static str) {
    let units = [(86_400, "day"), (3_600, "hour"), (60, "minute")];
    let (size, unit) = units.into_iter().find(|(size, _)| seconds >= *size).unwrap_or((1, "second"));
    (i64::try_from(seconds / size).unwrap_or(i64::MAX), unit)
}

/// How long to wait, rounded up: "30 seconds", "2 minutes".
pub fn wait(wait: TimeDelta) -> String {
    let seconds = wait.num_milliseconds().max(1).unsigned_abs().div_ceil(1_000);
    let (value, unit) = if seconds < 60 { (seconds, "second") } else { (seconds.div_ceil(60), "minute") };
    count(i64::try_from(value).unwrap_or(i64::MAX), unit, &format!("{unit}s"))
}

/// The exact time, for hovering: 2026-11-23 06:00 UTC.
pub fn exact(at: &DateTime<Utc>) -> String {
    at.format("%Y-%m-%d %H:%M UTC").to_string()
}

/// How long ago, with the exact time on hover.
pub fn moment(at: &DateTime<Utc>, now: &DateTime<Utc>) -> Moment {
    Moment { at: *at, ago: ago(at, now) }
}

/// A `<time>` element. It holds figures and our own words only, so templates print it as it is.
pub struct Moment {
    at: DateTime<Utc>,
    ago: String,
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let machine = self.at.to_rfc3339_opts(SecondsFormat::Secs, true);
        write!(f, r#"<time datetime="{machine}" title="{}">{}</time>"#, exact(&self.at), self.ago)
    }
}

impl askama::filters::HtmlSafe for Moment {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        assert_eq!([number(0), number(999), number(1_000), number(-12_345_678)], ["0", "999", "1,000", "−12,345,678"]);
    }

    #[test]
    fn filters_are_written_in_words() {
        assert_eq!(
            filters([Some("Remote OK"), Some("FULL_TIME"), None, Some("INTERN")]),
            ["Remote OK", "Full time", "Intern"]
        );
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
    fn waits_are_rounded_up() {
        let told = |milliseconds| wait(TimeDelta::milliseconds(milliseconds));
        assert_eq!(
            [told(0), told(14_001), told(60_000), told(60_001)],
            ["1 second", "15 seconds", "1 minute", "2 minutes"]
        );
    }
}
