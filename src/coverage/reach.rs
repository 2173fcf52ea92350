//! How far back each source reaches, and the smallest thing to ask for to close a gap. Pure.
//!
//! The rules are the providers' own: JSearch answers up to now; Active Jobs DB's `7d` runs about
//! 45 minutes behind, and its `24h` ends one whole hour before the current one.

use super::window::{Spans, Window};
use crate::sources::{Source, Span};
use chrono::{DateTime, TimeDelta, Timelike, Utc};

/// Delay between a posting and its place in Active Jobs DB's index.
const INDEX_DELAY: TimeDelta = TimeDelta::minutes(45);

/// A shorter gap behind the fresh end comes from rounding; no posting is missing.
const OLD_END_TOLERANCE: TimeDelta = TimeDelta::hours(2);

/// The longest gap closed by Active Jobs DB's `24h`: up to rounding, `24h` begins 25 to 26 hours ago.
const DAY_CLOSES: TimeDelta = TimeDelta::hours(26);

/// Longest gap not worth paying seven days for, where Active Jobs DB takes no lower bound: the gap's newest day is
/// bought, and the rest stays a hole.
const DAY_WILL_DO: TimeDelta = TimeDelta::hours(48);

/// A day's answer fell short when the oldest posting is this much younger than the window. Few postings appear at
/// night, so a smaller difference says nothing.
const QUIET_HOURS: TimeDelta = TimeDelta::hours(6);

/// Gaps in a row of usual length that happen rarely by chance.
const USUAL_GAPS: i32 = 3;

/// A shorter fresh end is left to the next run.
const WORTH_ASKING: TimeDelta = TimeDelta::hours(2);

/// A list by rows is not gone on with for longer than this, however long a lack counts as held.
const GOES_ON: TimeDelta = TimeDelta::hours(36);

/// Time in which hardly any job comes on top of a list.
const MOVES_AFTER: TimeDelta = TimeDelta::minutes(10);

/// Time in which a day's list does not move: it moves by whole hours.
const DAY_MOVES_AFTER: TimeDelta = TimeDelta::hours(1);

/// Way of asking for the next page of a list begun a while ago.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Later {
    /// Asked as the earlier pages were.
    AsBefore,
    /// As the list was at its beginning, without later jobs.
    AsItWas {
        /// Span to ask for: reaches back at least as far as the list did.
        span: Span,
        /// Lower bound on creation; None: not given.
        created_since: Option<DateTime<Utc>>,
        /// Upper bound on creation: the beginning of the list.
        created_before: DateTime<Utc>,
    },
    /// Not at all: the source cannot be asked for the old list, and other jobs hold this place by now.
    MovedOn,
}

/// The question for a source, and the posting time covered by the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ask {
    /// The span by the source's own name.
    pub span: Span,
    /// The posting time that the answer covers.
    pub window: Window,
    /// Lower bound on creation: older knowledge is left out, without a charge. Active Jobs DB only.
    pub created_since: Option<DateTime<Utc>>,
}

/// Limits of asking one source, by settings and present knowledge.
#[derive(Clone, Copy, Debug)]
pub struct Reach {
    /// The source.
    pub source: Source,
    /// Active Jobs DB reaches back a month only through its half-year index.
    pub is_month: bool,
    /// A fresh end shorter than this counts as covered.
    pub held: TimeDelta,
    /// Whether the source takes a lower bound on creation; None: never tried.
    pub takes_created_since: Option<bool>,
    /// Oldest posting time asked for; None: the source's own limit.
    pub at_most: Option<TimeDelta>,
}

impl Reach {
    /// A source without any knowledge yet. `held`: tolerated lack at the fresh end.
    pub fn new(source: Source, is_month: bool, held: TimeDelta) -> Self {
        Self { source, is_month, held, takes_created_since: None, at_most: None }
    }

    /// Reach of a run: closes gaps that a sign-up counts as held.
    pub fn of_run(self) -> Self {
        Self { held: WORTH_ASKING, ..self }
    }

    /// Longest posting time of this source that people should see.
    pub fn wanted(&self, now: DateTime<Utc>) -> Window {
        let reach = match self.source {
            Source::JSearch => TimeDelta::days(30),
            Source::ActiveJobs if self.is_month => TimeDelta::days(30),
            Source::ActiveJobs => TimeDelta::days(7),
        };
        let to = self.horizon(now);
        Window::new(to - self.at_most.map_or(reach, |most| most.min(reach)), to)
    }

    /// The gap to buy; None: the wanted window is covered.
    pub fn gap(&self, held: &Spans, now: DateTime<Utc>) -> Option<Window> {
        let wanted = self.wanted(now);
        let counts = |gap: &Window| {
            let is_fresh_end = gap.to == wanted.to && gap.from > wanted.from;
            gap.length() >= if is_fresh_end { self.held } else { self.tolerance() }
        };
        let gaps: Vec<_> = held.missing(wanted).into_iter().filter(counts).collect();
        Some(Window::new(gaps.first()?.from, wanted.to))
    }

    /// The smallest question that covers everything from `from` on, within the source's reach and worth. `fell_short`:
    /// the last answer to a day did not reach back far enough.
    pub fn ask_since(&self, from: DateTime<Utc>, fell_short: bool, now: DateTime<Utc>) -> Ask {
        match self.source {
            Source::JSearch => self.jsearch_since(from, fell_short, now),
            Source::ActiveJobs => self.active_jobs_since(from, now),
        }
    }

    /// The question to a source that has just refused a lower bound on creation.
    pub fn ask_undated(self, from: DateTime<Utc>, now: DateTime<Utc>) -> Ask {
        Self { takes_created_since: Some(false), ..self }.ask_since(from, false, now)
    }

    fn jsearch_since(&self, from: DateTime<Utc>, fell_short: bool, now: DateTime<Utc>) -> Ask {
        let is_day_enough = !fell_short || self.at_most.is_some_and(|most| most <= TimeDelta::days(1));
        let spans: &[Span] = if is_day_enough { &[Span::Day] } else { &[] };
        let mut asks = spans.iter().chain(&[Span::ThreeDays, Span::Week]).map(|&span| self.ask(span, None, now));
        asks.find(|ask| ask.window.from <= from + OLD_END_TOLERANCE).unwrap_or_else(|| self.widest(now))
    }

    fn active_jobs_since(&self, from: DateTime<Utc>, now: DateTime<Utc>) -> Ask {
        let gap = self.horizon(now) - from;
        let week = self.ask(Span::Week, None, now);
        let is_within_week = from > week.window.from + OLD_END_TOLERANCE;
        if gap <= DAY_CLOSES {
            // The day may begin before the gap: where the source is known to take bounds, covered time is left out.
            self.ask(Span::Day, (self.takes_created_since == Some(true)).then_some(from), now)
        } else if is_within_week && self.takes_created_since != Some(false) {
            self.ask(Span::Week, Some(from), now)
        } else if gap <= DAY_WILL_DO || self.at_most.is_some_and(|most| most < TimeDelta::days(7)) {
            self.ask(Span::Day, None, now)
        } else if week.window.from <= from + OLD_END_TOLERANCE {
            week
        } else {
            self.widest(now)
        }
    }

    /// The widest question that the source takes.
    pub fn widest(&self, now: DateTime<Utc>) -> Ask {
        let window = self.wanted(now);
        let span = match self.source {
            Source::ActiveJobs if !self.is_month => Span::Week,
            _ => Span::Month { since: window.from },
        };
        Ask { span, window, created_since: None }
    }

    fn ask(&self, span: Span, created_since: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Ask {
        Ask { span, window: self.covered_by(span, created_since, now), created_since }
    }

    /// Posting time of an answer to `span`, asked now.
    pub fn covered_by(&self, span: Span, created_since: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Window {
        let to = match (self.source, span) {
            // The provider's own whole hours: the day ends a full hour before the current one.
            (Source::ActiveJobs, Span::Day) => whole_hour(now) - TimeDelta::hours(1),
            _ => self.horizon(now),
        };
        let from = match span {
            Span::Day => to - TimeDelta::days(1),
            Span::ThreeDays => to - TimeDelta::days(3),
            Span::Week => to - TimeDelta::days(7),
            Span::Month { since } => since,
        };
        Window::new(created_since.map_or(from, |since| since.max(from)), to)
    }

    /// Way to go on in a list by rows, where new postings push down old ones. `created_before`: the list's bound since
    /// the first page. JSearch keeps the place in a cursor.
    pub fn later(
        &self,
        span: Span,
        window: Window,
        created_before: Option<DateTime<Utc>>,
        now: DateTime<Utc>,
    ) -> Later {
        let moved_by = self.covered_by(span, None, now).to - window.to;
        let has_moved = moved_by > if span == Span::Day { DAY_MOVES_AFTER } else { MOVES_AFTER };
        let takes_date = self.takes_created_since != Some(false);
        if self.source == Source::JSearch || !has_moved && (created_before.is_none() || !takes_date) {
            return Later::AsBefore;
        }
        // A day's list loses postings at its old end; a week's still has them.
        let is_day_gone = span == Span::Day && has_moved;
        let as_it_was = Later::AsItWas {
            span: if is_day_gone { Span::Week } else { span },
            created_since: is_day_gone.then_some(window.from),
            created_before: created_before.unwrap_or(window.to),
        };
        match span {
            _ if takes_date => as_it_was,
            Span::Week | Span::Month { .. } | Span::ThreeDays if moved_by < self.held.min(GOES_ON) => Later::AsBefore,
            _ => Later::MovedOn,
        }
    }

    /// Upper bound for a list by rows from its first page on, where bounds are known to work: later pages then find
    /// their place, however late.
    pub fn bound(&self, window: Window) -> Option<DateTime<Utc>> {
        (self.source == Source::ActiveJobs && self.takes_created_since == Some(true)).then_some(window.to)
    }

    /// A shorter hole behind the fresh end is left alone. A source without bounds may leave such holes with its `24h`.
    fn tolerance(&self) -> TimeDelta {
        match (self.source, self.takes_created_since) {
            (Source::ActiveJobs, Some(false)) => DAY_WILL_DO - TimeDelta::hours(24),
            _ => OLD_END_TOLERANCE,
        }
    }

    /// Newest posting time known to the source.
    fn horizon(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        match self.source {
            Source::JSearch => now,
            Source::ActiveJobs => now - INDEX_DELAY,
        }
    }
}

/// True when a whole answer to a day may not reach back to the coverage before: some sources begin their day at
/// midnight. `oldest`: the oldest of so many postings; unknown without. Few postings leave long gaps between them, and
/// one before the first.
pub fn fell_short(span: Span, window: Window, oldest: Option<DateTime<Utc>>, postings: i32) -> bool {
    let Some(oldest) = oldest.filter(|_| span == Span::Day && postings > 0) else { return false };
    let (gap, usual) = (oldest - window.from, (window.to - oldest) / postings);
    gap > QUIET_HOURS && gap > usual * USUAL_GAPS
}

fn whole_hour(at: DateTime<Utc>) -> DateTime<Utc> {
    at - TimeDelta::minutes(at.minute().into())
        - TimeDelta::seconds(at.second().into())
        - TimeDelta::nanoseconds(at.nanosecond().into())
}

#[cfg(test)]
mod tests;
