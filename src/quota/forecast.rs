//! Forecast of a meter's spending until its reset. Pure.

use chrono::{Days, NaiveDate};

/// Full days before today that the pace is measured over.
pub const PACE_DAYS: u64 = 7;

/// Forecast for a meter that goes on at the pace of the last days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Forecast {
    /// Credits spent at the reset, if no limit stopped the spending.
    pub at_reset: i64,
    /// Day of the last credit; None: later than the reset.
    pub runs_out: Option<NaiveDate>,
}

/// A meter today.
#[derive(Clone, Copy, Debug)]
pub struct Stand {
    /// Credits spent, reserved and unknown.
    pub used: i64,
    /// Those of them that were used today.
    pub used_today: i64,
    /// Most credits to spend in the period.
    pub limit: i64,
    /// The local date.
    pub today: NaiveDate,
    /// The local date on which the next period begins.
    pub resets_on: NaiveDate,
}

/// Pace of spending.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pace {
    /// Credits a day.
    pub per_day: f64,
    /// Full days behind the average; 0: today so far.
    pub days: usize,
}

/// Average of the last full days. `first` is the first day with a record; earlier days were not quiet, only unrecorded.
/// Without a full day, today has to do.
pub fn pace(credits_on: impl Fn(NaiveDate) -> i64, first: NaiveDate, today: NaiveDate) -> Pace {
    let days: Vec<NaiveDate> = (1..=PACE_DAYS)
        .filter_map(|back| today.checked_sub_days(Days::new(back)))
        .filter(|&day| day >= first)
        .collect();
    if days.is_empty() {
        return Pace { per_day: credits_on(today) as f64, days: 0 };
    }
    let sum: i64 = days.iter().map(|&day| credits_on(day)).sum();
    Pace { per_day: sum as f64 / days.len() as f64, days: days.len() }
}

/// Forecast for `stand` at a pace of so many credits a day.
pub fn forecast(stand: Stand, pace: f64) -> Forecast {
    let days_left = (stand.resets_on - stand.today).num_days().max(0);
    let left = (stand.limit - stand.used).max(0) as f64;
    // A part of today's credits has gone already.
    let rest_of_today = (pace - stand.used_today as f64).max(0.0);
    let further_days = ((left - rest_of_today) / pace.max(f64::MIN_POSITIVE)).floor();
    let runs_out = if left == 0.0 || (days_left > 0 && rest_of_today > left) {
        Some(stand.today)
    } else if 1.0 + further_days < days_left as f64 {
        stand.today.checked_add_days(Days::new(1 + further_days as u64))
    } else {
        None
    };
    let to_come = if days_left > 0 { rest_of_today + pace * (days_left - 1) as f64 } else { 0.0 };
    Forecast { at_reset: stand.used + to_come.round() as i64, runs_out }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn november(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
    }

    fn stand(used: i64, limit: i64) -> Stand {
        Stand { used, used_today: 0, limit, today: november(20), resets_on: november(30) }
    }

    #[test]
    fn the_pace_is_the_average_of_the_last_seven_full_days() {
        let credits = |day: NaiveDate| {
            if day == november(20) {
                9_999
            } else if day == november(13) {
                70
            } else {
                0
            }
        };
        assert_eq!(pace(credits, november(1), november(20)), Pace { per_day: 10.0, days: 7 });
    }

    #[test]
    fn days_before_the_first_purchase_do_not_count() {
        assert_eq!(pace(|_| 100, november(18), november(20)), Pace { per_day: 100.0, days: 2 });
        let today_alone = |day| if day == november(20) { 40 } else { 0 };
        assert_eq!(pace(today_alone, november(20), november(20)), Pace { per_day: 40.0, days: 0 });
    }

    #[test]
    fn an_even_pace_lasts_until_the_reset() {
        assert_eq!(forecast(stand(500, 1_000), 50.0), Forecast { at_reset: 1_000, runs_out: None });
        assert_eq!(forecast(stand(500, 1_000), 0.0), Forecast { at_reset: 500, runs_out: None });
    }

    #[test]
    fn a_faster_one_runs_out_on_a_day() {
        assert_eq!(forecast(stand(500, 1_000), 100.0), Forecast { at_reset: 1_500, runs_out: Some(november(25)) });
    }

    #[test]
    fn what_was_used_today_is_not_expected_once_more() {
        let late = Stand { used_today: 330, resets_on: november(21), ..stand(9_800, 10_000) };
        assert_eq!(forecast(late, 330.0), Forecast { at_reset: 9_800, runs_out: None });
        let begun = Stand { used_today: 30, ..stand(530, 1_000) };
        assert_eq!(forecast(begun, 50.0), Forecast { at_reset: 1_000, runs_out: None });
        let busy = Stand { used_today: 400, ..stand(600, 1_000) };
        assert_eq!(forecast(busy, 100.0).runs_out, Some(november(25)));
        assert_eq!(forecast(stand(950, 1_000), 100.0).runs_out, Some(november(20)));
    }

    #[test]
    fn what_is_spent_has_run_out_today() {
        assert_eq!(forecast(stand(1_000, 1_000), 0.0).runs_out, Some(november(20)));
        assert_eq!(forecast(stand(1_200, 1_000), 1.0).runs_out, Some(november(20)));
    }

    #[test]
    fn a_reset_that_is_due_leaves_no_days() {
        let due = Stand { resets_on: november(19), ..stand(10, 1_000) };
        assert_eq!(forecast(due, 500.0), Forecast { at_reset: 10, runs_out: None });
    }
}
