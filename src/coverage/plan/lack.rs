//! How long the newest jobs of a request may be missing before a run asks again. Pure.

use super::lists::Brought;
use crate::sources::Source;
use chrono::TimeDelta;

/// New jobs worth a question, whatever the time.
pub const WORTH: f64 = 10.0;

/// Allowance for runs not being to the minute: a request asked for late in one run is due in the next all the same.
const EARLY: TimeDelta = TimeDelta::hours(3);

/// Allowance in the longest time that jobs may be missing: a run may come hours late.
const SLACK: TimeDelta = TimeDelta::hours(12);

/// Most days between two questions at Active Jobs DB: after a missed run, a week's answer still reaches back.
const MOST_OF_A_WEEK: i64 = 5;

/// Most days between two questions at JSearch: three days' answer reaches back for certain, wherever its day begins.
const MOST_OF_THREE_DAYS: i64 = 2;

/// Days between two questions, as the setting wants and the source can make up for. `rolls`: whether JSearch's days are
/// known to reach back by hours, and not to a midnight.
pub fn most_days(source: Source, days: i64, rolls: Option<bool>) -> i64 {
    match (source, rolls) {
        (Source::JSearch, Some(true)) => days,
        (Source::JSearch, None) => days.min(MOST_OF_THREE_DAYS),
        (Source::JSearch, Some(false)) => 1,
        (Source::ActiveJobs, _) => days.min(MOST_OF_A_WEEK),
    }
}

/// Longest time that jobs may be missing of a request asked for again after so many days.
pub fn longest(days: i64) -> TimeDelta {
    (TimeDelta::days(days) - SLACK).max(TimeDelta::zero())
}

/// Time that jobs may be missing, by the last purchase and for so many days at most. Zero: asked for every day. A
/// purchase that a page limit cut short does not say how many jobs there are.
pub fn may_lack(last: Option<Brought>, days: i64) -> TimeDelta {
    let Some(last) = last.filter(|last| days > 1 && !last.is_cut) else { return TimeDelta::zero() };
    let hours = (WORTH / last.per_hour).min(1_000.0);
    let worth = TimeDelta::seconds((hours * 3_600.0) as i64) - EARLY;
    worth.min(longest(days)).max(TimeDelta::zero())
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
            (21, 10.0, 7),
            (9, 20.0, 7),
            (0, 100.0, 7),
            (45, 5.0, 7),
            (156, 0.1, 7),
        ] {
            assert_eq!(may_lack(brought(a_day), days), TimeDelta::hours(hours), "{a_day} a day, {days} days");
        }
        assert_eq!(may_lack(None, 7), TimeDelta::zero(), "never bought");
        let cut = Some(Brought { per_hour: 0.01, is_cut: true });
        assert_eq!(may_lack(cut, 7), TimeDelta::zero());
    }

    #[test]
    fn no_source_is_left_alone_for_longer_than_it_reaches_back() {
        for (days, source, rolls) in [
            (7, Source::JSearch, Some(true)),
            (2, Source::JSearch, None),
            (1, Source::JSearch, Some(false)),
            (5, Source::ActiveJobs, None),
        ] {
            assert_eq!(most_days(source, 7, rolls), days, "{source} {rolls:?}");
            assert_eq!(most_days(source, 1, rolls), 1, "{source} {rolls:?}");
        }
    }
}
