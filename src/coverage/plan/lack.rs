//! How long the newest jobs of a request may be missing before a run asks again. Pure.

use super::lists::Brought;
use chrono::TimeDelta;

/// New jobs that are worth a question, whatever the time.
pub const WORTH: f64 = 10.0;

/// Runs are not to the minute, and one may come late.
const SLACK: TimeDelta = TimeDelta::hours(12);

/// By what the last purchase brought, and at most so many days. Nothing: every day. A purchase that a page limit cut short
/// does not say how much there is.
pub fn may_lack(last: Option<Brought>, days: i64) -> TimeDelta {
    let Some(last) = last.filter(|last| days > 1 && !last.is_cut) else { return TimeDelta::zero() };
    let longest = TimeDelta::days(days) - SLACK;
    let hours = (WORTH / last.per_hour).min(longest.as_seconds_f64() / 3_600.0);
    TimeDelta::seconds((hours * 3_600.0) as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_asked_again_for_ten_jobs_or_after_some_days() {
        let brought = |a_day: f64| Some(Brought { per_hour: a_day / 24.0, is_cut: false });
        for (hours, a_day, days) in [
            (0, 5.0, 1),
            (36, 0.0, 2),
            (36, 5.0, 2),
            (60, 0.5, 3),
            (24, 10.0, 7),
            (12, 20.0, 7),
            (48, 5.0, 7),
            (156, 0.1, 7),
        ] {
            assert_eq!(may_lack(brought(a_day), days), TimeDelta::hours(hours), "{a_day} a day, {days} days");
        }
        assert_eq!(may_lack(None, 7), TimeDelta::zero(), "never bought");
        let cut = Some(Brought { per_hour: 0.01, is_cut: true });
        assert_eq!(may_lack(cut, 7), TimeDelta::zero());
    }
}
