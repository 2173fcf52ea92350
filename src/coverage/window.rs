//! Windows of posting time, and the gaps between them. Pure.

use chrono::{DateTime, TimeDelta, Utc};
use std::ops::Bound;

/// A span of posting time, half-open: `from` belongs to it, `to` does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Beginning, inclusive.
    pub from: DateTime<Utc>,
    /// End, exclusive.
    pub to: DateTime<Utc>,
}

impl Window {
    /// The window between two moments.
    pub fn new(from: DateTime<Utc>, to: DateTime<Utc>) -> Self {
        Self { from, to }
    }

    /// Length of the window.
    pub fn length(&self) -> TimeDelta {
        self.to - self.from
    }

    /// True for an empty window.
    pub fn is_empty(&self) -> bool {
        self.from >= self.to
    }
}

/// PostgreSQL's range, as read from the database.
pub type Range = (Bound<DateTime<Utc>>, Bound<DateTime<Utc>>);

/// PostgreSQL's multirange, as read from the database.
pub type Ranges = Vec<Range>;

/// Covered windows: sorted, apart, none empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spans(Vec<Window>);

impl Spans {
    /// Windows of a multirange, sorted and merged by PostgreSQL. Unbounded ends are never ours and are left out.
    pub fn from_ranges(ranges: &Ranges) -> Self {
        let window = |range: &(Bound<_>, Bound<_>)| match *range {
            (Bound::Included(from), Bound::Excluded(to)) => Some(Window::new(from, to)),
            _ => None,
        };
        Self(ranges.iter().filter_map(window).filter(|window| !window.is_empty()).collect())
    }

    /// True without any window.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Windows in order; no two touch.
    pub fn windows(&self) -> &[Window] {
        &self.0
    }

    /// All windows of both, merged where two touch.
    pub fn with(&self, others: &[Window]) -> Self {
        let mut all: Vec<Window> = self.0.iter().chain(others).copied().filter(|window| !window.is_empty()).collect();
        all.sort_by_key(|window| window.from);
        let mut merged: Vec<Window> = Vec::with_capacity(all.len());
        for window in all {
            match merged.last_mut().filter(|last| window.from <= last.to) {
                Some(last) => last.to = last.to.max(window.to),
                None => merged.push(window),
            }
        }
        Self(merged)
    }

    /// Parts of `wanted` that are not held, oldest first.
    pub fn missing(&self, wanted: Window) -> Vec<Window> {
        let mut gaps = Vec::new();
        let mut from = wanted.from;
        for held in &self.0 {
            if held.to <= from || held.from >= wanted.to {
                continue;
            }
            gaps.push(Window::new(from, held.from));
            from = held.to;
        }
        gaps.push(Window::new(from, wanted.to));
        gaps.retain(|gap| !gap.is_empty());
        gaps
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hour(hour: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(hour * 3600, 0).unwrap()
    }

    fn window(from: i64, to: i64) -> Window {
        Window::new(hour(from), hour(to))
    }

    fn held(windows: &[(i64, i64)]) -> Spans {
        Spans(windows.iter().map(|&(from, to)| window(from, to)).collect())
    }

    #[test]
    fn nothing_held_leaves_all_of_it_missing() {
        assert_eq!(Spans::default().missing(window(0, 10)), [window(0, 10)]);
    }

    #[test]
    fn gaps_before_between_and_after_are_found() {
        let gaps = held(&[(2, 4), (6, 8)]).missing(window(0, 10));
        assert_eq!(gaps, [window(0, 2), window(4, 6), window(8, 10)]);
    }

    #[test]
    fn windows_that_touch_are_one() {
        let some = held(&[(0, 2), (6, 8)]);
        assert_eq!(
            some.with(&[window(2, 3), window(7, 9), window(20, 21), window(5, 5)]),
            held(&[(0, 3), (6, 9), (20, 21)])
        );
        assert_eq!(some.with(&[window(-1, 10)]), held(&[(-1, 10)]));
        assert_eq!(some.with(&[]), some);
    }

    #[test]
    fn what_lies_outside_does_not_count() {
        assert_eq!(held(&[(-5, 0), (10, 20)]).missing(window(0, 10)), [window(0, 10)]);
        assert_eq!(held(&[(-5, 20)]).missing(window(0, 10)), []);
    }
}
