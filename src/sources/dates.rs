//! When a posting says that it was posted.

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, Utc};

/// A date in one of the forms that the providers use: RFC 3339, the same without a zone (taken for
/// UTC, as Active Jobs DB's documentation says), or a day alone.
pub(super) fn absolute(text: &str) -> Option<DateTime<Utc>> {
    let text = text.trim();
    if let Ok(time) = DateTime::parse_from_rfc3339(text) {
        return Some(time.to_utc());
    }
    ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M:%S%.f"]
        .iter()
        .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())
        .or_else(|| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?.and_hms_opt(0, 0, 0))
        .map(|time| time.and_utc())
}

/// A date in words, such as `17 hours ago`, `30+ days ago` or `vor 3 Tagen`, counted from when the
/// answer came.
pub(super) fn relative(text: &str, received_at: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let text = text.to_lowercase();
    if ["yesterday", "gestern"].contains(&text.trim()) {
        return Some(received_at - Duration::days(1));
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let ([count, unit, "ago"] | ["vor", count, unit]) = words[..] else { return None };
    let count = match count.trim_end_matches('+') {
        "a" | "an" | "einem" | "einer" => 1,
        digits => digits.parse().ok().filter(|count| *count <= MAX_COUNT)?,
    };
    Some(received_at - span_of(unit)? * count)
}

/// More of any unit is no date that a job board shows.
const MAX_COUNT: i32 = 1_000;

fn span_of(unit: &str) -> Option<Duration> {
    const UNITS: &[(&[&str], Duration)] = &[
        (&["minute", "minutes", "minuten"], Duration::minutes(1)),
        (&["hour", "hours", "stunde", "stunden"], Duration::hours(1)),
        (&["day", "days", "tag", "tagen"], Duration::days(1)),
        (&["week", "weeks", "woche", "wochen"], Duration::days(7)),
        (&["month", "months", "monat", "monaten"], Duration::days(30)),
    ];
    let (_, span) = UNITS.iter().find(|(names, _)| names.contains(&unit))?;
    Some(*span)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("a time")
    }

    #[test]
    fn every_form_that_the_providers_use_is_read() {
        let noon = Some(at("2026-11-20T12:00:00Z"));
        assert_eq!(absolute("2026-11-20T12:00:00.000Z"), noon);
        assert_eq!(absolute("2026-11-20T13:00:00+01:00"), noon);
        assert_eq!(absolute("2026-11-20T12:00:00"), noon);
        assert_eq!(absolute("2026-11-20 12:00:00"), noon);
        assert_eq!(absolute("2026-11-20"), Some(at("2026-11-20T00:00:00Z")));
        assert_eq!(absolute("2026-11-20T12:00:00.134402"), Some(at("2026-11-20T12:00:00.134402Z")));
        assert_eq!(absolute("last Tuesday"), None);
    }

    #[test]
    fn words_are_counted_from_when_the_answer_came() {
        let now = at("2026-11-23T12:00:00Z");
        let said = |text| relative(text, now).map(|time| time.to_rfc3339());
        assert_eq!(said("17 hours ago").as_deref(), Some("2026-11-22T19:00:00+00:00"));
        assert_eq!(said("1 day ago").as_deref(), Some("2026-11-22T12:00:00+00:00"));
        assert_eq!(said("30+ days ago").as_deref(), Some("2026-10-24T12:00:00+00:00"));
        assert_eq!(said("vor 3 Tagen").as_deref(), Some("2026-11-20T12:00:00+00:00"));
        assert_eq!(said("vor einer Stunde").as_deref(), Some("2026-11-23T11:00:00+00:00"));
        assert_eq!(said("soon"), None);
        assert_eq!(said("999999999 days ago"), None);
    }
}
