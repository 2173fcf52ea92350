//! A meter of a plan, and its period.

use chrono::{DateTime, Datelike, Days, NaiveTime, Utc};

/// Day of the month on which the plan's period begins: real plans run from the day of the subscription, not from the
/// 1st.
const PERIOD_BEGINS_ON: u32 = 3;

/// A unit of a plan.
#[derive(Debug)]
pub(super) struct Meter {
    pub limit: u64,
    used: u64,
    period: DateTime<Utc>,
}

impl Meter {
    pub(super) fn new(limit: u64) -> Self {
        Self { limit, used: 0, period: DateTime::UNIX_EPOCH }
    }

    pub(super) fn add(&mut self, count: u64, now: DateTime<Utc>) {
        let period = period_begin(now);
        if self.period < period {
            self.used = 0;
            self.period = period;
        }
        self.used += count;
    }

    pub(super) fn left(&self, now: DateTime<Utc>) -> u64 {
        if self.period < period_begin(now) {
            return self.limit;
        }
        self.limit.saturating_sub(self.used)
    }

    /// Pretends that all but `left` had been used.
    pub(super) fn set_left(&mut self, left: u64, now: DateTime<Utc>) {
        self.add(0, now);
        self.used = self.limit.saturating_sub(left);
    }
}

/// Start of the period around a moment.
fn period_begin(now: DateTime<Utc>) -> DateTime<Utc> {
    let today = now.date_naive();
    let month = if today.day() >= PERIOD_BEGINS_ON { today } else { today - Days::new(u64::from(today.day())) };
    let begin = month.with_day(PERIOD_BEGINS_ON).unwrap_or(month);
    begin.and_time(NaiveTime::MIN).and_utc()
}

/// Seconds until the next period begins.
pub(super) fn seconds_to_reset(now: DateTime<Utc>) -> i64 {
    // A period has at most 31 days, so 32 days after its beginning the next period has begun.
    let next = period_begin(period_begin(now) + Days::new(32));
    (next - now).num_seconds()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("a time")
    }

    #[test]
    fn a_period_runs_from_the_third_to_the_third() {
        assert_eq!(period_begin(at("2026-11-23T09:00:00Z")), at("2026-11-03T00:00:00Z"));
        assert_eq!(period_begin(at("2027-01-02T23:00:00Z")), at("2026-12-03T00:00:00Z"));
        assert_eq!(seconds_to_reset(at("2026-12-02T23:59:00Z")), 60);
        assert_eq!(seconds_to_reset(at("2026-02-03T00:00:00Z")), 28 * 86_400);
    }
}
