//! Account of a combination's standing: at each source here, coming, waiting or failed. Every page, command and receipt
//! is made from this account. Pure.

use super::standing::{Standing, State};
use crate::coverage::reach::Reach;
use crate::models::fetch::{ErrorCode, FetchState};
use crate::sources::Source;
use chrono::{DateTime, Utc};
use std::ops::Bound;
use std::time::Duration;

/// Seconds from which a wait before the next try is told. Shorter waits are the usual turns.
const TOLD_SECONDS: f64 = 1.0;

/// Seconds from which a wait was asked for by the source, and is not merely its usual rhythm.
const SOURCE_WAIT_SECONDS: f64 = 10.0;

/// Longest wait told, in seconds: a year.
const LONGEST_SECONDS: f64 = 31_536_000.0;

/// Account of a combination at each source that is set up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// Stands in the order of the sources; a source that is asked in several ways stands here several times.
    pub stands: Vec<(Source, Stand)>,
}

/// Stand of a combination at a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stand {
    /// The wanted window is covered.
    Here {
        /// Oldest covered posting time.
        since: DateTime<Utc>,
        /// True when a page limit cut coverage within the window that people see.
        is_cut: bool,
    },
    /// Queued and about to begin, or running.
    Coming {
        /// A worker has begun.
        is_running: bool,
        /// Pages so far.
        pages: i32,
        /// Pages at most.
        of: i32,
        /// Subject of the person for whom the fetch was started; None: the installation.
        started_for: Option<i64>,
    },
    /// Deferred, at no cost: goes on later.
    Waits {
        /// End of the wait.
        until: Until,
        /// Cause of the wait.
        cause: WaitFor,
        /// True with partial coverage.
        has_some: bool,
    },
    /// Failed: the missing coverage was tried for and did not come.
    Failed {
        /// Cause of the failure.
        code: ErrorCode,
        /// True with partial coverage.
        has_some: bool,
    },
}

/// End of a wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    /// A moment.
    At(DateTime<Utc>),
    /// The next daily run.
    NextRun,
    /// An admin's or operator's act.
    Somebody,
}

/// Cause of a wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaitFor {
    /// A limit, a stop, a source that asked to wait, or the next try after a failure.
    Cause(ErrorCode),
    /// The end of an outage of the source.
    Outage,
    /// The off-peak hours.
    QuietHours,
    /// The daily run: the source has not been asked yet, or lacks the newest jobs.
    Run,
    /// An admin has paused the combination.
    Paused,
}

/// True for causes of a deferral: nobody's fault, and at no cost.
const fn is_limit(code: ErrorCode) -> bool {
    matches!(
        code,
        ErrorCode::Quota
            | ErrorCode::DailyCredits
            | ErrorCode::FirstDay
            | ErrorCode::PersonCredits
            | ErrorCode::PersonCombinations
            | ErrorCode::SpendingStopped
            | ErrorCode::SourceStopped
    )
}

impl Account {
    /// Judges a combination by its standing at every configured source.
    pub fn of(standings: &[&Standing], reaches: &[Reach], now: DateTime<Utc>) -> Self {
        let stand = |one: &&Standing| Some((one.source, Stand::of(one, reach_of(one, reaches)?, now)));
        Self { stands: standings.iter().filter_map(stand).collect() }
    }

    /// State in a single word.
    pub fn state(&self) -> State {
        let any = |matching: fn(&Stand) -> bool| self.stands.iter().any(|(_, stand)| matching(stand));
        if any(|one| matches!(one, Stand::Coming { is_running: true, .. })) {
            State::Loading
        } else if self.stands.is_empty() || any(|one| matches!(one, Stand::Coming { .. } | Stand::Waits { .. })) {
            State::Waiting
        } else if !any(|one| matches!(one, Stand::Failed { .. })) {
            State::Loaded
        } else if any(Stand::has_some) {
            State::Partly
        } else {
            State::Failed
        }
    }

    /// End of the first wait; None: nothing waits, pages are coming already, or the end is unknown.
    pub fn waits_until(&self, next_run: DateTime<Utc>) -> Option<DateTime<Utc>> {
        if self.is_coming() {
            return None;
        }
        self.waits(next_run).min()
    }

    /// Next time that a source is asked; None: unknown, or unwanted. `run`: the next daily run, if the run asks for the
    /// combination.
    pub fn next(&self, next_run: DateTime<Utc>, run: Option<DateTime<Utc>>) -> Option<DateTime<Utc>> {
        let is_waiting = self.stands.iter().any(|(_, stand)| matches!(stand, Stand::Waits { .. }));
        if is_waiting && !self.is_coming() { self.waits_until(next_run) } else { run }
    }

    /// True when pages come without an act before `tomorrow`.
    pub fn goes_on_before(&self, tomorrow: DateTime<Utc>, next_run: DateTime<Utc>) -> bool {
        self.is_coming() || self.waits(next_run).any(|until| until < tomorrow)
    }

    /// Standing at a source with a single request; None: more requests, or none.
    pub fn at(&self, source: Source) -> Option<&Stand> {
        self.stands.iter().find(|(one, _)| *one == source).map(|(_, stand)| stand)
    }

    /// Sources with a cut in the window that people see: the list had more pages than the page limit.
    pub fn cut_sources(&self) -> Vec<Source> {
        let is_cut = |stand: &Stand| matches!(stand, Stand::Here { is_cut: true, .. });
        self.stands.iter().filter(|(_, stand)| is_cut(stand)).map(|(source, _)| *source).collect()
    }

    /// True when a fetch is queued and about to begin, or running.
    pub fn is_coming(&self) -> bool {
        self.stands.iter().any(|(_, stand)| matches!(stand, Stand::Coming { .. }))
    }

    fn waits(&self, next_run: DateTime<Utc>) -> impl Iterator<Item = DateTime<Utc>> {
        self.stands.iter().filter_map(move |(_, stand)| match stand {
            Stand::Waits { until, .. } => until.moment(next_run),
            _ => None,
        })
    }
}

impl Until {
    /// Moment of the end; None: unknown.
    pub fn moment(self, next_run: DateTime<Utc>) -> Option<DateTime<Utc>> {
        match self {
            Self::At(at) => Some(at),
            Self::NextRun => Some(next_run),
            Self::Somebody => None,
        }
    }
}

impl Stand {
    fn of(one: &Standing, reach: Reach, now: DateTime<Utc>) -> Self {
        let held = one.covered();
        let is_whole = reach.gap(&held, now).is_none();
        // Others wait for a wider fetch that brings more than is missing here.
        if one.is_live() && !one.is_paused && !(one.is_inside && is_whole) {
            return Self::alive(one, now);
        }
        if is_whole {
            let wanted = reach.wanted(now).from;
            let since = held.windows().first().map_or(wanted, |window| window.from.max(wanted));
            let is_cut = matches!(one.last_cut, Some((_, Bound::Excluded(to))) if to > wanted);
            return Self::Here { since, is_cut };
        }
        Self::missing(one)
    }

    /// Stand of a fetch that is queued, running or put off.
    fn alive(one: &Standing, now: DateTime<Utc>) -> Self {
        match Self::wait(one, now) {
            Some((until, cause)) => Self::Waits { until, cause, has_some: has_some(one) },
            None => Self::Coming {
                is_running: one.is_fetch(&[FetchState::Running]),
                pages: one.pages.unwrap_or(0),
                of: one.max_pages.unwrap_or(0),
                started_for: one.started_for,
            },
        }
    }

    /// Wait of a live fetch; None: its turn has come.
    fn wait(one: &Standing, now: DateTime<Utc>) -> Option<(Until, WaitFor)> {
        let later =
            |seconds: f64| now + Duration::try_from_secs_f64(seconds.clamp(0.0, LONGEST_SECONDS)).unwrap_or_default();
        let is_stop = |code| matches!(code, ErrorCode::SpendingStopped | ErrorCode::SourceStopped);
        if let (true, Some(code)) = (one.is_fetch(&[FetchState::PutOff]), one.error_code) {
            let until = one.put_off_until.or(one.due_at).filter(|until| *until > now);
            let until = if is_stop(code) { Some(Until::Somebody) } else { until.map(Until::At) };
            return until.map(|until| (until, WaitFor::Cause(code)));
        }
        // Without a queued task a worker holds the fetch.
        let due_at = one.due_at?;
        let failure = one.error_code.filter(|code| !is_limit(*code));
        if one.is_out {
            return Some((Until::At(later(one.source_seconds).max(due_at)), WaitFor::Outage));
        }
        if one.source_seconds >= SOURCE_WAIT_SECONDS {
            let until = later(one.source_seconds.max(one.retry_seconds)).max(due_at);
            return Some((Until::At(until), WaitFor::Cause(failure.unwrap_or(ErrorCode::RateLimited))));
        }
        match failure {
            Some(code) if one.retry_seconds >= TOLD_SECONDS => {
                Some((Until::At(later(one.retry_seconds).max(due_at)), WaitFor::Cause(code)))
            }
            _ => (due_at > now).then_some((Until::At(due_at), WaitFor::QuietHours)),
        }
    }

    /// Standing of a request neither held nor on its way.
    fn missing(one: &Standing) -> Self {
        let has_some = has_some(one);
        let waits = |until, cause| Self::Waits { until, cause, has_some };
        match (one.fetch_state, one.error_code) {
            _ if one.is_paused => waits(Until::Somebody, WaitFor::Paused),
            (Some(FetchState::Failed | FetchState::Cancelled), Some(code)) if is_limit(code) => {
                waits(Until::NextRun, WaitFor::Cause(code))
            }
            (Some(FetchState::Cancelled), Some(code)) if code != ErrorCode::Cancelled => {
                waits(Until::NextRun, WaitFor::Run)
            }
            (Some(FetchState::Failed | FetchState::Cancelled), code) => {
                Self::Failed { code: code.unwrap_or(ErrorCode::GaveUp), has_some }
            }
            _ => waits(Until::NextRun, WaitFor::Run),
        }
    }

    /// True with partial coverage.
    pub fn has_some(&self) -> bool {
        match *self {
            Self::Here { .. } => true,
            Self::Coming { pages, .. } => pages > 0,
            Self::Waits { has_some, .. } | Self::Failed { has_some, .. } => has_some,
        }
    }
}

fn has_some(one: &Standing) -> bool {
    !one.covered().is_empty() || one.has_begun()
}

fn reach_of(one: &Standing, reaches: &[Reach]) -> Option<Reach> {
    let reach = reaches.iter().find(|reach| reach.source == one.source)?;
    Some(Reach { takes_created_since: one.takes_created_since, ..*reach })
}

#[cfg(test)]
mod tests;
