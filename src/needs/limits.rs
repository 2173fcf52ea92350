//! Limits, and the steps to tell people about. Pure.

use crate::models::notice::Reached;
use crate::models::trouble::Troubles;
use crate::quota::meter::Meter;
use chrono::{DateTime, Utc};

/// Percents of a limit that are told, once per period each.
pub const STEPS: [i16; 4] = [50, 75, 90, 100];

/// Step from which somebody has to act; below, a limit is good to know.
pub const URGENT: i16 = 90;

/// Name of everybody's limit for the day.
pub const DAY: &str = "day";

/// Name of a person's limit for the day: the person nearest to it stands for all.
pub const PERSON: &str = "person";

/// Use of a limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit {
    /// Name: `day`, `person`, or a meter such as `jsearch requests`.
    pub name: String,
    /// Start of the period.
    pub from: DateTime<Utc>,
    /// End of the period.
    pub resets_at: DateTime<Utc>,
    /// Credits used.
    pub used: i64,
    /// Credits of the limit.
    pub limit: i64,
}

impl Limit {
    /// Both limits of a local day.
    pub fn of_day(day: (DateTime<Utc>, DateTime<Utc>), troubles: &Troubles, everybody: i64) -> [Self; 2] {
        let (from, resets_at) = day;
        let limit = |name: &str, used, limit| Self { name: name.to_owned(), from, resets_at, used, limit };
        [limit(DAY, troubles.used_today, everybody), limit(PERSON, troubles.most_today, troubles.most_limit)]
    }

    /// Limit of a plan; credits gone elsewhere count as used, too.
    pub fn of_meter(meter: &Meter) -> Self {
        Self {
            name: format!("{} {}", meter.source, meter.unit),
            from: meter.period_from,
            resets_at: meter.resets_at,
            used: meter.plan() - meter.left(),
            limit: meter.plan(),
        }
    }

    /// Whole percent, and 100 only when nothing is left.
    pub fn percent(&self) -> i64 {
        if self.used >= self.limit { 100 } else { (self.used.max(0) * 100) / self.limit }
    }

    /// Highest step reached.
    pub fn step(&self) -> Option<i16> {
        STEPS.into_iter().rev().find(|step| self.percent() >= i64::from(*step))
    }

    /// All steps reached.
    pub fn reached(&self) -> impl Iterator<Item = Reached> + '_ {
        let steps = STEPS.into_iter().filter(|step| self.percent() >= i64::from(*step));
        steps.map(|step| (self.name.clone(), self.from, step))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limit(used: i64, limit: i64) -> Limit {
        let (from, resets_at) = (DateTime::UNIX_EPOCH, DateTime::UNIX_EPOCH);
        Limit { name: DAY.to_owned(), from, resets_at, used, limit }
    }

    #[test]
    fn a_limit_is_told_at_half_three_quarters_nine_tenths_and_all_of_it() {
        let cases = [
            ((0, 400), 0, None),
            ((199, 400), 49, None),
            ((200, 400), 50, Some(50)),
            ((300, 400), 75, Some(75)),
            ((359, 400), 89, Some(75)),
            ((360, 400), 90, Some(90)),
            ((399, 400), 99, Some(90)),
            ((400, 400), 100, Some(100)),
            ((401, 400), 100, Some(100)),
            ((0, 0), 100, Some(100)),
            ((-3, 400), 0, None),
        ];
        for ((used, of), percent, step) in cases {
            let limit = limit(used, of);
            assert_eq!((limit.percent(), limit.step()), (percent, step), "{used} of {of}");
        }
        assert_eq!(limit(370, 400).reached().map(|(.., step)| step).collect::<Vec<_>>(), [50, 75, 90]);
    }
}
