//! Asking less often than every day: calls and postings spared, and how late jobs come then. Pure.

use super::plan::lack::{WORTH, most_days};
use crate::sources::{JSEARCH_PAGE, Source, USUAL_ROWS};

/// A run's purchase: jobs of a day, and days that the purchase stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pace {
    /// The source.
    pub source: Source,
    /// New jobs a day.
    pub a_day: f64,
    /// Days of the purchase's window: a request asked for less often stands for as many more.
    pub days: f64,
}

/// Figures of runs that ask again after so many days at the latest.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LessOften {
    /// Calls of a day.
    pub calls: f64,
    /// Postings that come on a day, including postings already here.
    pub rows: f64,
    /// Days after which an average job is here.
    pub late: f64,
}

impl Pace {
    /// Days until the request is asked for again.
    fn every(self, days: i64) -> f64 {
        (WORTH / self.a_day).ceil().clamp(1.0, days as f64)
    }

    /// Postings of one question over so many days: JSearch reaches back a day, three or seven; at least three where its
    /// day begins at a midnight.
    fn rows(self, days: f64, rolls: Option<bool>) -> f64 {
        let back = match self.source {
            Source::JSearch if days > 3.0 => 7.0,
            Source::JSearch if days > 1.0 || rolls == Some(false) => 3.0,
            Source::JSearch | Source::ActiveJobs => days,
        };
        self.a_day * back
    }

    /// Calls of one question: JSearch sells pages.
    fn calls(self, days: f64, rolls: Option<bool>) -> f64 {
        let page = match self.source {
            Source::JSearch => f64::from(JSEARCH_PAGE),
            Source::ActiveJobs => f64::from(USUAL_ROWS),
        };
        (self.rows(days, rolls) / page).ceil().max(1.0)
    }

    /// Calls of a day, with the request asked for again after so many days at the latest.
    pub fn calls_a_day(self, days: i64, rolls: Option<bool>) -> f64 {
        let every = self.every(days);
        self.calls(every, rolls) / every
    }
}

/// Compares by a source's own purchases; None: no purchases. `rolls`: whether JSearch's days are known to reach back by
/// hours, and not to a midnight.
pub fn compare(paces: &[Pace], source: Source, days: i64, rolls: Option<bool>) -> Option<LessOften> {
    let most = most_days(source, days, rolls);
    let own = || paces.iter().filter(|pace| pace.source == source && pace.days > 0.0);
    let weight: f64 = own().map(|pace| pace.days).sum();
    if weight <= 0.0 {
        return None;
    }
    let each_day = |of: fn(Pace, f64, Option<bool>) -> f64| {
        own().map(|pace| of(*pace, pace.every(most), rolls) / pace.every(most) * pace.days).sum::<f64>()
    };
    let jobs: f64 = own().map(|pace| pace.a_day * pace.days).sum();
    let late: f64 = own().map(|pace| pace.a_day * pace.days * pace.every(most) / 2.0).sum();
    Some(LessOften {
        calls: each_day(Pace::calls) / weight,
        rows: each_day(Pace::rows) / weight,
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
        let of = |days| compare(&paces, Source::JSearch, days, Some(true)).unwrap();
        assert_eq!((of(1).calls * 3.0, of(1).late), (5.0, 0.5), "an empty page, one with a job, three full ones");
        assert_eq!(of(2).calls * 3.0, 4.0, "the first two every other day");
        assert!((of(3).calls * 3.0 - 11.0 / 3.0).abs() < 1e-9);
        assert!((of(2).late - (30.0 * 0.5 + 1.0) / 31.0).abs() < 1e-9);
        assert_eq!(of(2).rows * 3.0, 31.5, "three days are asked for where two are missing");
        assert_eq!(compare(&paces, Source::ActiveJobs, 2, None), None);
        let [one, three] = [1, 3].map(|days| compare(&paces, Source::JSearch, days, Some(false)).unwrap());
        assert_eq!((one.calls, one.late), (three.calls, three.late), "every day, where days begin at a midnight");
    }

    #[test]
    fn what_is_asked_for_seldom_stands_for_more() {
        let paces = [pace(Source::JSearch, 1.0, 3.0), pace(Source::JSearch, 30.0, 1.0)];
        let calls = compare(&paces, Source::JSearch, 3, Some(true)).unwrap().calls;
        assert!((calls - (3.0 / 3.0 + 3.0) / 4.0).abs() < 1e-9, "{calls}");
    }
}
