//! Due time of the daily run: once per local date, caught up the same day. Pure.

#[cfg(test)]
mod histories;

use crate::quota::period::local_moment;
use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;

/// The run of a local date, with its due time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// Local date, with a single daily run.
    pub date: NaiveDate,
    /// Due time.
    pub at: DateTime<Utc>,
}

/// The run due now; None: today's hour is still to come. Yesterday's run is never made up for: today's closes the
/// longer gap.
pub fn due(now: DateTime<Utc>, refresh_at: NaiveTime, timezone: Tz) -> Option<Due> {
    let today = of(now.with_timezone(&timezone).date_naive(), refresh_at, timezone);
    (today.at <= now).then_some(today)
}

/// The next run after now.
pub fn next(now: DateTime<Utc>, refresh_at: NaiveTime, timezone: Tz) -> Due {
    let date = now.with_timezone(&timezone).date_naive();
    let today = of(date, refresh_at, timezone);
    if today.at > now { today } else { of(date + Days::new(1), refresh_at, timezone) }
}

fn of(date: NaiveDate, refresh_at: NaiveTime, timezone: Tz) -> Due {
    Due { date, at: local_moment(date, refresh_at, timezone) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::Europe::Berlin;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn six() -> NaiveTime {
        NaiveTime::from_hms_opt(6, 0, 0).unwrap()
    }

    #[test]
    fn before_six_nothing_is_due_and_from_six_on_todays_run_is() {
        assert_eq!(due(at("2026-11-23T04:59:59Z"), six(), Berlin), None);
        let due = due(at("2026-11-23T05:00:00Z"), six(), Berlin).unwrap();
        assert_eq!((due.date.to_string().as_str(), due.at), ("2026-11-23", at("2026-11-23T05:00:00Z")));
    }

    #[test]
    fn the_next_run_is_always_ahead() {
        assert_eq!(next(at("2026-11-23T04:59:59Z"), six(), Berlin).at, at("2026-11-23T05:00:00Z"));
        assert_eq!(next(at("2026-11-23T05:00:00Z"), six(), Berlin).at, at("2026-11-24T05:00:00Z"));
    }

    #[test]
    fn six_in_berlin_is_six_on_the_days_on_which_the_clocks_change() {
        assert_eq!(next(at("2027-03-27T12:00:00Z"), six(), Berlin).at, at("2027-03-28T04:00:00Z"));
        assert_eq!(next(at("2027-10-30T12:00:00Z"), six(), Berlin).at, at("2027-10-31T05:00:00Z"));
    }
}
