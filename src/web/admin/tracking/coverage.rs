//! A combination's coverage at one source as a strip of days.

use crate::coverage::plan::Cell;
use crate::coverage::reach::Reach;
use crate::coverage::window::{Spans, Window};
use crate::models::request::Holding;
use crate::sources::Source;
use chrono::{DateTime, TimeDelta, Utc};

/// The picture's width in its own unit.
const WIDTH: f64 = 600.0;

/// Coverage of one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Day {
    /// Covered, by the request itself or by wider ones.
    Held,
    /// Covered, but ended early by a page limit.
    Cut,
    Hole,
}

/// One source's days, the oldest first.
pub(super) struct Strip {
    pub source: Source,
    pub sharers: i64,
    days: Vec<Day>,
}

impl Strip {
    /// A holding's strip of days; None: the source has no key.
    pub(super) fn of(holding: &Holding, cells: &[Cell], reaches: &[Reach], now: DateTime<Utc>) -> Option<Self> {
        let reach = reaches.iter().find(|reach| reach.source == holding.source)?;
        let cell = cells.iter().find(|cell| cell.request_id == holding.request_id);
        let (own, cut) = (Spans::from_ranges(&holding.held), Spans::from_ranges(&holding.cut));
        let held = cell.map_or(own, Cell::held_in_all);
        Some(Self { source: holding.source, sharers: holding.sharers, days: days(reach.wanted(now), &held, &cut) })
    }

    /// Each day with its x and its class in a picture of `WIDTH`.
    pub(super) fn bars(&self) -> Vec<(f64, &'static str)> {
        let look = |day: &Day| match day {
            Day::Held => "bar",
            Day::Cut => "bar cut",
            Day::Hole => "over",
        };
        self.days.iter().enumerate().map(|(index, day)| (index as f64 * self.step(), look(day))).collect()
    }

    /// The width of a day, with a gap to the next.
    pub(super) fn bar_width(&self) -> f64 {
        self.step() - 1.0
    }

    fn step(&self) -> f64 {
        WIDTH / self.days.len().max(1) as f64
    }

    /// The picture in words, with how many others share the request.
    pub(super) fn caption(&self) -> String {
        match self.sharers {
            ..=0 => say!("admin-tracking-strip", source = self.source, held = self.told()),
            sharers => {
                say!("admin-tracking-strip-shared", source = self.source, held = self.told(), sharers = sharers)
            }
        }
    }

    /// "26 of the last 30 days held, 2 of them cut by a page limit, 4 not held"
    fn told(&self) -> String {
        let count = |wanted: Day| self.days.iter().filter(|day| **day == wanted).count();
        let (cut, missing) = (count(Day::Cut), count(Day::Hole));
        let held = count(Day::Held) + cut;
        let mut told = say!("admin-tracking-days", held = held, days = self.days.len());
        if cut > 0 {
            told = say!("admin-tracking-days-cut", told = told, days = cut);
        }
        if missing > 0 {
            told = say!("admin-tracking-days-missing", told = told, days = missing);
        }
        told
    }
}

/// Each day, judged by its middle.
fn days(wanted: Window, held: &Spans, cut: &Spans) -> Vec<Day> {
    let holds = |spans: &Spans, at| spans.windows().iter().any(|window| window.from <= at && at < window.to);
    let middle = |day| wanted.from + TimeDelta::days(day) + TimeDelta::hours(12);
    let judge = |at| match () {
        () if holds(cut, at) => Day::Cut,
        () if holds(held, at) => Day::Held,
        () => Day::Hole,
    };
    (0..wanted.length().num_days()).map(|day| judge(middle(day))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::ops::Bound;

    fn day(day: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(day * 86_400, 0).unwrap()
    }

    fn spans(from: i64, to: i64) -> Spans {
        Spans::from_ranges(&vec![(Bound::Included(day(from)), Bound::Excluded(day(to)))])
    }

    #[test]
    fn days_are_held_cut_or_holes() {
        let days = days(Window::new(day(0), day(4)), &spans(1, 4), &spans(3, 4));
        assert_eq!(days, [Day::Hole, Day::Held, Day::Held, Day::Cut]);
        let strip = Strip { source: Source::JSearch, sharers: 0, days };
        assert_eq!(strip.told(), "3 of the last 4 days held, 1 of them cut by a page limit, 1 not held");
    }
}
