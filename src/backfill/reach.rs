//! How far back each source reaches, and the smallest thing to ask for to close a gap. Pure.
//!
//! The rules are the providers' own: JSearch answers up to now; Active Jobs DB's `7d` runs about
//! 45 minutes behind, and its `24h` ends one whole hour before the current one.

use super::window::{Spans, Window};
use crate::sources::{Source, Span};
use chrono::{DateTime, TimeDelta, Timelike, Utc};

/// Active Jobs DB indexes a posting about this long after it appears.
const INDEX_DELAY: TimeDelta = TimeDelta::minutes(45);

/// A gap at the old end that is shorter than this comes from rounding, not from something missing.
const OLD_END_TOLERANCE: TimeDelta = TimeDelta::hours(2);

/// What to ask a source for, and the span of posting time that its answer covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ask {
    pub span: Span,
    pub window: Window,
}

/// What one source can be asked for, as this installation is set up.
#[derive(Clone, Copy, Debug)]
pub struct Reach {
    pub source: Source,
    /// Active Jobs DB reaches back a month only through its half-year index.
    pub is_month: bool,
    /// A fresh end that lacks less than this counts as held.
    pub held: TimeDelta,
}

impl Reach {
    /// What somebody who wants this source's jobs should see, at most.
    pub fn wanted(&self, now: DateTime<Utc>) -> Window {
        let reach = match self.source {
            Source::JSearch => TimeDelta::days(30),
            Source::ActiveJobs if self.is_month => TimeDelta::days(30),
            Source::ActiveJobs => TimeDelta::days(7),
        };
        let to = self.horizon(now);
        Window::new(to - reach, to)
    }

    /// The gap that has to be bought; None when everything that counts is held.
    pub fn gap(&self, held: &Spans, now: DateTime<Utc>) -> Option<Window> {
        let wanted = self.wanted(now);
        let counts = |gap: &Window| {
            let least = if gap.to == wanted.to && gap.from > wanted.from { self.held } else { OLD_END_TOLERANCE };
            gap.length() >= least
        };
        let gaps: Vec<_> = held.missing(wanted).into_iter().filter(counts).collect();
        Some(Window::new(gaps.first()?.from, wanted.to))
    }

    /// The smallest thing to ask for so that everything from `from` on is covered, as far as the source reaches.
    pub fn ask_since(&self, from: DateTime<Utc>, now: DateTime<Utc>) -> Ask {
        let spans: &[Span] = match self.source {
            Source::JSearch => &[Span::Day, Span::ThreeDays, Span::Week],
            Source::ActiveJobs => &[Span::Day, Span::Week],
        };
        let asks = spans.iter().map(|&span| Ask { span, window: self.covered_by(span, now) });
        asks.into_iter().find(|ask| ask.window.from <= from + OLD_END_TOLERANCE).unwrap_or_else(|| self.widest(now))
    }

    /// The most that the source can be asked for.
    pub fn widest(&self, now: DateTime<Utc>) -> Ask {
        let window = self.wanted(now);
        let span = match self.source {
            Source::ActiveJobs if !self.is_month => Span::Week,
            _ => Span::Month { since: window.from },
        };
        Ask { span, window }
    }

    /// The posting time that an answer to `span` covers when it is asked now.
    pub fn covered_by(&self, span: Span, now: DateTime<Utc>) -> Window {
        let to = match (self.source, span) {
            // The provider's own whole hours: the day ends one full hour before the current one.
            (Source::ActiveJobs, Span::Day) => whole_hour(now) - TimeDelta::hours(1),
            _ => self.horizon(now),
        };
        let from = match span {
            Span::Day => to - TimeDelta::days(1),
            Span::ThreeDays => to - TimeDelta::days(3),
            Span::Week => to - TimeDelta::days(7),
            Span::Month { since } => since,
        };
        Window::new(from, to)
    }

    /// The newest posting time that the source knows of.
    fn horizon(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        match self.source {
            Source::JSearch => now,
            Source::ActiveJobs => now - INDEX_DELAY,
        }
    }
}

fn whole_hour(at: DateTime<Utc>) -> DateTime<Utc> {
    at - TimeDelta::minutes(at.minute().into())
        - TimeDelta::seconds(at.second().into())
        - TimeDelta::nanoseconds(at.nanosecond().into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::ops::Bound;

    const JSEARCH: Reach = Reach { source: Source::JSearch, is_month: false, held: TimeDelta::hours(36) };
    const ACTIVE: Reach = Reach { source: Source::ActiveJobs, is_month: false, held: TimeDelta::hours(36) };

    fn now() -> DateTime<Utc> {
        "2026-11-23T09:15:00Z".parse().unwrap()
    }

    fn held(from: DateTime<Utc>, to: DateTime<Utc>) -> Spans {
        Spans::from_ranges(&vec![(Bound::Included(from), Bound::Excluded(to))])
    }

    #[test]
    fn nothing_held_asks_for_a_month_and_for_seven_days() {
        let gap = JSEARCH.gap(&Spans::default(), now()).unwrap();
        assert_eq!(JSEARCH.ask_since(gap.from, now()), JSEARCH.widest(now()));
        let gap = ACTIVE.gap(&Spans::default(), now()).unwrap();
        assert_eq!(ACTIVE.ask_since(gap.from, now()).span, Span::Week);
    }

    #[test]
    fn a_fresh_end_that_lacks_less_than_36_hours_counts_as_held() {
        let since = |hours| held(now() - TimeDelta::days(40), now() - TimeDelta::hours(hours));
        assert_eq!(JSEARCH.gap(&since(35), now()), None);
        assert!(JSEARCH.gap(&since(36), now()).is_some());
    }

    #[test]
    fn where_only_the_fresh_end_is_missing_only_that_is_bought() {
        let gap = JSEARCH.gap(&held(now() - TimeDelta::days(40), now() - TimeDelta::days(2)), now()).unwrap();
        assert_eq!(gap.from, now() - TimeDelta::days(2));
        assert_eq!(JSEARCH.ask_since(gap.from, now()).span, Span::ThreeDays);
    }

    #[test]
    fn a_hole_in_the_middle_is_reached_for() {
        let ranges = vec![
            (Bound::Included(now() - TimeDelta::days(40)), Bound::Excluded(now() - TimeDelta::days(6))),
            (Bound::Included(now() - TimeDelta::days(4)), Bound::Excluded(now())),
        ];
        let gap = JSEARCH.gap(&Spans::from_ranges(&ranges), now()).unwrap();
        assert_eq!(JSEARCH.ask_since(gap.from, now()).span, Span::Week);
    }

    #[test]
    fn the_day_of_active_jobs_ends_with_the_whole_hour_before_the_current_one() {
        let window = ACTIVE.covered_by(Span::Day, now());
        assert_eq!(window.to, "2026-11-23T08:00:00Z".parse::<DateTime<Utc>>().unwrap());
        assert_eq!(window.length(), TimeDelta::hours(24));
    }

    #[test]
    fn a_month_of_active_jobs_is_asked_for_by_date_where_that_is_set() {
        let reach = Reach { is_month: true, ..ACTIVE };
        let gap = reach.gap(&Spans::default(), now()).unwrap();
        assert_eq!(reach.ask_since(gap.from, now()).span, Span::Month { since: reach.wanted(now()).from });
    }
}
