//! What asking less often than every day saves, and how late jobs come then. Pure.

use super::plan::lack::WORTH;
use crate::sources::{Source, USUAL_ROWS};

/// Jobs of a JSearch page.
const JSEARCH_PAGE: f64 = 10.0;

/// A purchase of a run: jobs that a day brings, and the days that it is one for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pace {
    /// The source.
    pub source: Source,
    /// New jobs a day.
    pub a_day: f64,
    /// Days of its window: a request that is asked for less often stands for as many more.
    pub days: f64,
}

/// Runs that ask again after so many days at the latest.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LessOften {
    /// Days between two questions, at most.
    pub days: i64,
    /// Calls of a day.
    pub calls: f64,
    /// Days after which an average job is here.
    pub late: f64,
}

impl Pace {
    /// Days after which it is asked for again.
    fn every(self, days: i64) -> f64 {
        (WORTH / self.a_day).ceil().clamp(1.0, days as f64)
    }

    /// Calls of one question over so many days: JSearch reaches back a day, three or seven, and sells pages.
    fn calls(self, days: f64) -> f64 {
        let back = match self.source {
            Source::JSearch if days > 3.0 => 7.0,
            Source::JSearch if days > 1.0 => 3.0,
            Source::JSearch | Source::ActiveJobs => days,
        };
        let rows = match self.source {
            Source::JSearch => JSEARCH_PAGE,
            Source::ActiveJobs => f64::from(USUAL_ROWS),
        };
        (self.a_day * back / rows).ceil().max(1.0)
    }
}

/// Compares, by a source's own purchases; None: there are none. Jobs are no fewer, only later.
pub fn compare(paces: &[Pace], source: Source, days: i64) -> Option<LessOften> {
    let own = || paces.iter().filter(|pace| pace.source == source && pace.days > 0.0);
    let weight: f64 = own().map(|pace| pace.days).sum();
    if weight <= 0.0 {
        return None;
    }
    let each_day = |pace: &Pace| pace.calls(pace.every(days)) / pace.every(days) * pace.days;
    let jobs: f64 = own().map(|pace| pace.a_day * pace.days).sum();
    let late: f64 = own().map(|pace| pace.a_day * pace.days * pace.every(days) / 2.0).sum();
    Some(LessOften {
        days,
        calls: own().map(each_day).sum::<f64>() / weight,
        late: if jobs > 0.0 { late / jobs } else { 0.5 },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pace(source: Source, a_day: f64, days: f64) -> Pace {
        Pace { source, a_day, days }
    }

    #[test]
    fn quiet_requests_cost_less_and_come_later_and_busy_ones_as_before() {
        let paces =
            [pace(Source::JSearch, 0.0, 1.0), pace(Source::JSearch, 1.0, 1.0), pace(Source::JSearch, 30.0, 1.0)];
        let of = |days| compare(&paces, Source::JSearch, days).unwrap();
        assert_eq!((of(1).calls * 3.0, of(1).late), (5.0, 0.5), "an empty page, one with a job, three full ones");
        assert_eq!(of(2).calls * 3.0, 4.0, "the first two every other day");
        assert!((of(3).calls * 3.0 - 11.0 / 3.0).abs() < 1e-9);
        assert!((of(2).late - (30.0 * 0.5 + 1.0) / 31.0).abs() < 1e-9);
        assert_eq!(compare(&paces, Source::ActiveJobs, 2), None);
    }

    #[test]
    fn what_is_asked_for_seldom_stands_for_more() {
        let paces = [pace(Source::JSearch, 1.0, 3.0), pace(Source::JSearch, 30.0, 1.0)];
        let calls = compare(&paces, Source::JSearch, 3).unwrap().calls;
        assert!((calls - (3.0 / 3.0 + 3.0) / 4.0).abs() < 1e-9, "{calls}");
    }
}
