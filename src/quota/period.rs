//! A plan's months. Pure.

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;
use std::ops::Range;

/// A period of a plan: at `to` unused credits go, and new credits come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// First moment.
    pub from: DateTime<Utc>,
    /// First moment after the period.
    pub to: DateTime<Utc>,
}

/// The month around `now` that starts on `day` (1 to 28), in UTC: assumed until the provider's word.
pub fn month_around(now: DateTime<Utc>, day: u32) -> Period {
    let today = now.date_naive();
    let this = today.with_day(day).unwrap_or(today);
    let first = if this <= today { this } else { this - Months::new(1) };
    Period { from: midnight(first), to: midnight(first + Months::new(1)) }
}

/// Period by months around `now`, counted from the end of an earlier period.
pub fn following(end: DateTime<Utc>, now: DateTime<Utc>) -> Period {
    let mut from = end;
    let mut months = 1;
    while end + Months::new(months) <= now {
        from = end + Months::new(months);
        months += 1;
    }
    Period { from, to: end + Months::new(months) }
}

/// First moment of the local day of a moment.
pub fn this_local_day(now: DateTime<Utc>, timezone: Tz) -> DateTime<Utc> {
    local_moment(now.with_timezone(&timezone).date_naive(), NaiveTime::MIN, timezone)
}

/// First moment of the next local day: then the day's allowance is new.
pub fn next_local_day(now: DateTime<Utc>, timezone: Tz) -> DateTime<Utc> {
    let tomorrow = now.with_timezone(&timezone).date_naive() + Days::new(1);
    local_moment(tomorrow, NaiveTime::MIN, timezone)
}

/// A local day, from its first moment to the next day's.
pub fn local_day(day: NaiveDate, timezone: Tz) -> Range<DateTime<Utc>> {
    let begins = |day| local_moment(day, NaiveTime::MIN, timezone);
    begins(day)..begins(day + Days::new(1))
}

/// First moment at or after a local time on a local date. A skipped time is the moment of the jump; a repeated time is
/// its first occurrence.
pub fn local_moment(date: NaiveDate, time: NaiveTime, timezone: Tz) -> DateTime<Utc> {
    let local = date.and_time(time);
    (0..=180)
        .find_map(|minutes| timezone.from_local_datetime(&(local + chrono::TimeDelta::minutes(minutes))).earliest())
        .map_or_else(|| local.and_utc(), |moment| moment.to_utc())
}

/// Next moment within daily local hours, which may span midnight: `now`, if inside.
pub fn next_within(now: DateTime<Utc>, (from, to): (NaiveTime, NaiveTime), timezone: Tz) -> DateTime<Utc> {
    let local = now.with_timezone(&timezone);
    let time = local.time();
    let is_within = if from <= to { from <= time && time < to } else { from <= time || time < to };
    if is_within {
        return now;
    }
    let today = local_moment(local.date_naive(), from, timezone);
    if today > now { today } else { local_moment(local.date_naive() + Days::new(1), from, timezone) }
}

fn midnight(date: NaiveDate) -> DateTime<Utc> {
    date.and_time(NaiveTime::MIN).and_utc()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn a_plan_that_starts_on_the_third_runs_to_the_next_third() {
        let period = month_around(at("2026-11-23T12:00:00Z"), 3);
        assert_eq!(period, Period { from: at("2026-11-03T00:00:00Z"), to: at("2026-12-03T00:00:00Z") });
        assert_eq!(month_around(at("2026-11-02T12:00:00Z"), 3).to, period.from);
    }

    #[test]
    fn months_nobody_was_there_for_are_passed_over() {
        let period = following(at("2026-01-31T10:00:00Z"), at("2026-04-15T00:00:00Z"));
        assert_eq!(period, Period { from: at("2026-03-31T10:00:00Z"), to: at("2026-04-30T10:00:00Z") });
    }

    #[test]
    fn off_peak_hours_may_span_midnight() {
        let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
        let next = |now| next_within(at(now), (hour(22), hour(6)), chrono_tz::Europe::Berlin);
        assert_eq!(next("2026-11-23T12:00:00Z"), at("2026-11-23T21:00:00Z"));
        assert_eq!(next("2026-11-23T22:30:00Z"), at("2026-11-23T22:30:00Z"));
        assert_eq!(next("2026-11-24T04:59:00Z"), at("2026-11-24T04:59:00Z"));
    }

    #[test]
    fn a_local_day_starts_at_local_midnight() {
        let next = next_local_day(at("2026-07-01T21:59:00Z"), chrono_tz::Europe::Berlin);
        assert_eq!(next, at("2026-07-01T22:00:00Z"));
        let this = this_local_day(at("2026-07-01T21:59:00Z"), chrono_tz::Europe::Berlin);
        assert_eq!(this, at("2026-06-30T22:00:00Z"));
    }

    #[test]
    fn six_in_berlin_follows_the_clock_changes() {
        let six = NaiveTime::from_hms_opt(6, 0, 0).unwrap();
        let moment = |y, m, d| local_moment(NaiveDate::from_ymd_opt(y, m, d).unwrap(), six, chrono_tz::Europe::Berlin);
        assert_eq!(moment(2027, 3, 28), at("2027-03-28T04:00:00Z"));
        assert_eq!(moment(2027, 10, 31), at("2027-10-31T05:00:00Z"));
    }

    #[test]
    fn a_time_that_the_clocks_skip_is_the_moment_they_jump() {
        let half_past_two = NaiveTime::from_hms_opt(2, 30, 0).unwrap();
        let date = NaiveDate::from_ymd_opt(2027, 3, 28).unwrap();
        assert_eq!(local_moment(date, half_past_two, chrono_tz::Europe::Berlin), at("2027-03-28T01:00:00Z"));
    }
}
