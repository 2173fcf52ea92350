//! Dates of a posting: when posted, and until when open.

mod figures;
mod languages;
mod months;
mod words;

use chrono::{DateTime, Duration, Utc};
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

/// Posting time, as far as a source says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Dated {
    /// Latest moment that the source's words allow; never later than the answer's arrival.
    pub at: DateTime<Utc>,
    /// Earliest moment allowed, equal to `at` where the source is exact. None: any earlier moment would do ("30+ days
    /// ago").
    pub from: Option<DateTime<Utc>>,
}

impl Dated {
    /// Exactly at this moment.
    fn exactly(at: DateTime<Utc>) -> Self {
        Self { at, from: Some(at) }
    }
}

/// Greatest age of a posting still offered: an older date stands for something else, mostly for no date.
const OLDEST: Duration = Duration::days(10 * 365);

/// Tolerance for providers' clocks and zones. A date further ahead is no date of posting.
const AHEAD: Duration = Duration::days(2);

/// Longest time for which a posting is kept open.
const LONGEST_OPEN: Duration = Duration::days(5 * 365);

/// Reads a posting's date: seconds (or thousandths and so on) since 1970, a date in figures or in words. Words are
/// counted from the answer's arrival. None: no date, or no possible date.
pub(super) fn posted(value: &Value, received_at: DateTime<Utc>) -> Option<Dated> {
    let value = value.get(0).unwrap_or(value);
    let is_possible = |at: &DateTime<Utc>| *at > received_at - OLDEST && *at < received_at + AHEAD;
    let exact = stated(value, &is_possible).map(|at| Dated::exactly(at.min(received_at)));
    exact.or_else(|| words::read(value.as_str()?, received_at).filter(|dated| is_possible(&dated.at)))
}

/// Reads a posting's end date.
pub(super) fn valid_through(value: &Value, received_at: DateTime<Utc>) -> Option<DateTime<Utc>> {
    stated(value, &|at| *at > received_at - OLDEST && *at < received_at + LONGEST_OPEN)
}

/// Reads a date in figures, as in a header.
pub(super) fn moment(text: &str) -> Option<DateTime<Utc>> {
    figures::read(text.trim())
}

/// A possible moment in figures.
fn stated(value: &Value, is_possible: &dyn Fn(&DateTime<Utc>) -> bool) -> Option<DateTime<Utc>> {
    let text = match value {
        Value::Number(number) => return since_1970(number.as_f64()?).filter(is_possible),
        Value::String(text) => text.trim().nfkc().map(words::usual_digit).collect::<String>(),
        _ => return None,
    };
    let number = text.parse().ok().and_then(since_1970).filter(is_possible);
    let date = |text: &str| figures::read(text).or_else(|| months::read(text)).filter(is_possible);
    number.or_else(|| date(&text)).or_else(|| words::bare(&text).find_map(date))
}

/// Moment by the time since 1970. The unit shows in the size: seconds reach beyond the year 5000, and thousandths of
/// that size begin in 1973.
fn since_1970(number: f64) -> Option<DateTime<Utc>> {
    if !number.is_finite() || number <= 0.0 {
        return None;
    }
    let divisor = [1.0, 1e3, 1e6, 1e9].into_iter().find(|divisor| number / divisor < 1e11)?;
    // At most 1e14: both types hold such numbers.
    #[expect(clippy::cast_possible_truncation, reason = "the number was just found to be small enough")]
    DateTime::from_timestamp_millis((number / divisor * 1e3).round() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("a time")
    }

    fn now() -> DateTime<Utc> {
        at("2026-11-28T12:00:00Z")
    }

    fn read(value: &Value) -> Option<DateTime<Utc>> {
        posted(value, now()).map(|dated| dated.at)
    }

    #[test]
    fn times_since_1970_are_read_in_whatever_unit_and_type() {
        let moment = Some(at("2026-11-26T22:32:29Z"));
        for value in [
            json!(1_795_732_349),
            json!(1_795_732_349.0),
            json!("1795732349"),
            json!(" 1795732349.0 "),
            json!(1_795_732_349_000_i64),
            json!("1795732349000"),
            json!(1_795_732_349_000_000_i64),
            json!(1_795_732_349_000_000_000_i64),
            json!([1_795_732_349]),
        ] {
            assert_eq!(read(&value), moment, "{value}");
        }
    }

    #[test]
    fn what_cannot_be_meant_is_no_date() {
        for value in [
            json!(0),
            json!("0"),
            json!(0.0),
            json!(-1),
            json!(-1_795_732_349_i64),
            json!(1),
            json!(20),
            json!(4_102_444_800_i64),
            json!(1e300),
            json!(i64::MAX),
            json!(u64::MAX),
            json!("1970-01-01T00:00:00Z"),
            json!("0001-01-01T00:00:00"),
            json!("1900-01-01"),
            json!("2027-06-01"),
            json!("9999-12-31T23:59:59Z"),
            json!("100 years ago"),
            json!("NaN"),
            json!("inf"),
            json!(""),
            json!("null"),
            json!(true),
            json!(null),
            json!([]),
            json!({"at": 1_795_732_349}),
        ] {
            assert_eq!(posted(&value, now()), None, "{value}");
        }
    }

    #[test]
    fn a_date_a_little_ahead_is_a_clock_that_goes_wrong() {
        assert_eq!(read(&json!("2026-11-28T16:30:00")), Some(now()));
        assert_eq!(read(&json!("2026-11-29")), Some(now()));
        assert_eq!(read(&json!("2026-12-01")), None);
    }

    #[test]
    fn every_field_may_hold_every_form() {
        assert_eq!(read(&json!("20261126")), Some(at("2026-11-26T00:00:00Z")));
        assert_eq!(read(&json!("26.11.2026")), Some(at("2026-11-26T00:00:00Z")));
        assert_eq!(read(&json!("vor 2 Tagen")), Some(at("2026-11-26T12:00:00Z")));
        assert_eq!(read(&json!("26. November 2026")), Some(at("2026-11-26T00:00:00Z")));
        assert_eq!(read(&json!("２０２６年１１月２６日")), Some(at("2026-11-26T00:00:00Z")));
        let exact = posted(&json!("2026-11-20T12:00:00"), now()).expect("a date");
        assert_eq!(exact.from, Some(exact.at));
    }

    #[test]
    fn words_around_a_date_change_nothing_unless_they_say_what_else_it_is() {
        for text in [
            "Posted on Nov 26, 2026",
            "Posted 26/11/2026",
            "Published: Thursday, November 26, 2026",
            "Posted on: 2026-11-26",
            "Veröffentlicht am 26.11.2026",
            "Veröffentlicht: 26. November 2026",
            "Online seit 26.11.2026",
            "Publiée le 26/11/2026",
            "Date de publication : 26 novembre 2026",
            "Publicada el 26 de noviembre de 2026",
            "jueves, 26 de noviembre de 2026",
            "Pubblicato il 26 novembre 2026",
            "Geplaatst op 26 november 2026",
            "Publicado em 26/11/2026",
            "quinta-feira, 26 de novembro de 2026",
            "Data publikacji: 26 listopada 2026",
            "czwartek, 26 listopada 2026",
            "Yayınlanma tarihi: 26 Kasım 2026",
            "26 Kasım 2026 Perşembe",
            "发布日期：2026年11月26日",
            "2026年11月26日发布",
            "掲載日：2026年11月26日",
            "2026年11月26日(木)",
        ] {
            assert_eq!(read(&json!(text)), Some(at("2026-11-26T00:00:00Z")), "{text}");
        }
        for text in ["Apply by 26 Nov 2026", "Bewerbungsfrist 26.11.2026", "bis 26.11.2026", "closing date: 2026-11-26"]
        {
            assert_eq!(read(&json!(text)), None, "{text}");
        }
    }

    #[test]
    fn an_end_may_lie_ahead_or_behind_but_not_anywhere() {
        let end = |value: Value| valid_through(&value, now());
        assert_eq!(end(json!("2026-11-20T00:00:00")), Some(at("2026-11-20T00:00:00Z")));
        assert_eq!(end(json!("2027-02-01")), Some(at("2027-02-01T00:00:00Z")));
        assert_eq!(end(json!(1_795_732_349)), Some(at("2026-11-26T22:32:29Z")));
        for none in [json!(0), json!("9999-12-31"), json!("1970-01-01"), json!("until filled"), json!(null)] {
            assert_eq!(end(none.clone()), None, "{none}");
        }
    }
}
