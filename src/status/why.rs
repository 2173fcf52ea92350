//! Reason of a combination's state: a plain sentence, without its full stop, for people who look for jobs. A provider's
//! own words are for admins and stand on their pages. Pure.

use crate::app::App;
use crate::models::combination::{Account, Stand, State, Until, WaitFor};
use crate::models::fetch::ErrorCode;
use crate::models::saving::Reason;
use crate::quota::period;
use crate::refresh::schedule;
use crate::sources::Source;
use crate::text;
use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;

/// Longest wait told as "in a moment".
const MOMENT: TimeDelta = TimeDelta::minutes(1);

/// Way by which a person came by a combination, the most telling way first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Origin {
    Bought,
    Joined,
    SameCombination,
    SameRequest,
    Held,
    /// A wider purchase.
    Contained,
    /// An earlier purchase of the person's own.
    OwnBefore,
}

impl Origin {
    /// Way to a person, from the reason of a saving.
    pub(super) fn of(reason: Reason) -> Self {
        match reason {
            Reason::BeingBought | Reason::InList => Self::Joined,
            Reason::SameCombination => Self::SameCombination,
            Reason::SameRequest => Self::SameRequest,
            Reason::Held => Self::Held,
            Reason::Contained => Self::Contained,
        }
    }
}

/// Moments named by sentences.
#[derive(Clone, Copy, Debug)]
pub struct Times {
    /// Now, by the App's clock.
    pub now: DateTime<Utc>,
    /// Beginning of the next local day and of its limits.
    pub tomorrow: DateTime<Utc>,
    /// The next daily run.
    pub next_run: DateTime<Utc>,
    /// Time zone of the people.
    pub timezone: Tz,
}

impl Times {
    /// Moments as of now.
    pub fn of(app: &App) -> Self {
        let (now, timezone) = (app.clock.now(), app.config.timezone);
        Self {
            now,
            tomorrow: period::next_local_day(now, timezone),
            next_run: schedule::next(now, app.config.refresh_at, timezone).at,
            timezone,
        }
    }

    /// Words for a moment: "tomorrow", "at 14:30", "on 3 December".
    pub fn when(&self, at: DateTime<Utc>) -> String {
        if at - self.now <= MOMENT {
            return say!("status-when-moment");
        }
        let (local, today) = (at.with_timezone(&self.timezone), self.now.with_timezone(&self.timezone).date_naive());
        let (day, time) = (local.date_naive(), local.format("%H:%M").to_string());
        if day == today {
            say!("status-when-today", time = time)
        } else if Some(day) != today.succ_opt() {
            say!("status-when-on", date = text::date(day))
        } else if local.time() == NaiveTime::MIN {
            say!("status-when-tomorrow")
        } else {
            say!("status-when-tomorrow-at", time = time)
        }
    }
}

pub(super) struct Facts<'a> {
    pub account: &'a Account,
    /// Person who asks.
    pub subject: i64,
    pub is_paused: bool,
    pub has_jobs: bool,
    pub origin: Origin,
    pub times: Times,
}

pub(super) fn sentence(facts: &Facts) -> String {
    if facts.is_paused {
        return say!("status-paused");
    }
    if facts.account.stands.is_empty() {
        return say!("status-no-source");
    }
    let first = match facts.account.state() {
        State::Loaded => return loaded(facts),
        State::Loading if is_for_others(facts.account, facts.subject) => Some(say!("status-loading-for-others")),
        State::Loading => Some(loading(facts.account)),
        State::Waiting if facts.account.is_coming() => Some(say!("status-waiting")),
        State::Waiting | State::Partly | State::Failed => None,
    };
    first.into_iter().chain(troubles(facts.account, &facts.times)).collect::<Vec<_>>().join("; ")
}

/// Sentence for a combination that every source holds.
pub(super) fn everywhere() -> String {
    say!("status-everywhere")
}

/// Sentence for how a combination stands, from nobody's point of view: on the list of all combinations.
pub(super) fn neutral(account: &Account, times: &Times) -> String {
    if account.stands.is_empty() {
        return say!("status-no-source");
    }
    let first = match account.state() {
        State::Loaded => Some(everywhere()),
        State::Loading => Some(loading(account)),
        State::Waiting if account.is_coming() => Some(say!("status-waiting")),
        State::Waiting | State::Partly | State::Failed => None,
    };
    let cut = cuts(account);
    first.into_iter().chain(troubles(account, times)).chain(cut).collect::<Vec<_>>().join("; ")
}

/// True when all fetches on their way were begun for another person.
pub(super) fn is_for_others(account: &Account, subject: i64) -> bool {
    let coming = account.stands.iter().filter_map(|(_, stand)| match stand {
        Stand::Coming { started_for, .. } => Some(*started_for),
        _ => None,
    });
    let mut coming = coming.peekable();
    coming.peek().is_some() && coming.all(|started_for| started_for.is_some_and(|one| one != subject))
}

/// Sentence like "being loaded, page 2 of about 5"
fn loading(account: &Account) -> String {
    let running = account.stands.iter().filter_map(|(_, stand)| match *stand {
        Stand::Coming { is_running: true, pages, of, .. } if pages > 0 && of > pages => Some((pages + 1, of)),
        _ => None,
    });
    let far: Vec<(i32, i32)> = running.collect();
    if far.is_empty() {
        return say!("status-loading");
    }
    let (page, of) = far.iter().fold((0, 0), |(pages, all), (page, of)| (pages + page, all + of));
    say!("status-loading-page", page = page, of = of)
}

fn loaded(facts: &Facts) -> String {
    let origin = match facts.origin {
        Origin::Bought => say!("status-bought"),
        Origin::Joined => say!("status-joined"),
        Origin::SameCombination => say!("status-same-combination"),
        Origin::SameRequest => say!("status-same-request"),
        Origin::Held => say!("status-held"),
        Origin::Contained => say!("status-contained"),
        Origin::OwnBefore => say!("status-own-before"),
    };
    let without_jobs = (!facts.has_jobs).then(|| say!("status-no-jobs"));
    [origin].into_iter().chain(without_jobs).chain(cuts(facts.account)).collect::<Vec<_>>().join("; ")
}

fn cuts(account: &Account) -> impl Iterator<Item = String> {
    account.cut_sources().into_iter().map(|source| say!("status-cut", source = source.label()))
}

/// Obstacle and next step at each source, each sentence once.
pub fn troubles(account: &Account, times: &Times) -> Vec<String> {
    let mut told: Vec<String> = Vec::new();
    for (source, stand) in &account.stands {
        let trouble = match *stand {
            Stand::Here { .. } | Stand::Coming { .. } => None,
            Stand::Waits { until, cause, has_some } => Some(waits(*source, until, cause, has_some, times)),
            Stand::Failed { code, .. } => Some(failed(*source, code, &times.when(times.next_run))),
        };
        told.extend(trouble.filter(|one| !told.contains(one)));
    }
    told
}

/// Sentence for a wait and its end.
fn waits(source: Source, until: Until, cause: WaitFor, has_some: bool, times: &Times) -> String {
    let when = until.moment(times.next_run).map_or_else(|| say!("status-when-somebody"), |at| times.when(at));
    let source = source.label();
    let code = match cause {
        WaitFor::Cause(code) => code,
        WaitFor::Paused => return say!("status-paused"),
        WaitFor::Outage => return say!("status-wait-outage", source = source, when = when),
        WaitFor::QuietHours => return say!("status-wait-quiet", when = when),
        WaitFor::Run if has_some => return say!("status-lacks-newest", source = source, when = when),
        WaitFor::Run => return say!("status-not-asked", source = source, when = when),
    };
    match code {
        ErrorCode::Quota => say!("status-wait-quota", source = source, when = when),
        ErrorCode::DailyCredits => say!("status-wait-day", when = when),
        ErrorCode::FirstDay => say!("status-wait-first-day", when = when),
        ErrorCode::PersonCredits => say!("status-wait-person", when = when),
        ErrorCode::PersonCombinations => say!("status-wait-combinations", when = when),
        ErrorCode::SpendingStopped => say!("status-spending-stopped"),
        ErrorCode::SourceStopped => say!("status-source-stopped", source = source),
        ErrorCode::RateLimited => say!("status-wait-source", source = source, when = when),
        _ => say!("status-wait-again", source = source, when = when),
    }
}

/// A failure, in its meaning for a person who looks for a job.
fn failed(source: Source, code: ErrorCode, when: &str) -> String {
    let source = source.label();
    match code {
        ErrorCode::Misconfigured | ErrorCode::NoKey => say!("status-misconfigured", source = source),
        ErrorCode::Refused => say!("status-refused", source = source, when = when),
        ErrorCode::LostTwice => say!("status-lost", source = source, when = when),
        ErrorCode::BrokenAnswer | ErrorCode::Unreadable | ErrorCode::ReadBefore => {
            say!("status-unreadable", source = source, when = when)
        }
        ErrorCode::MovedOn => say!("status-moved-on", source = source, when = when),
        ErrorCode::Cancelled => say!("status-cancelled", source = source, when = when),
        ErrorCode::Unreachable | ErrorCode::NoAnswer | ErrorCode::WorkerGone => {
            say!("status-no-answer", source = source, when = when)
        }
        ErrorCode::Quota
        | ErrorCode::DailyCredits
        | ErrorCode::FirstDay
        | ErrorCode::PersonCredits
        | ErrorCode::PersonCombinations
        | ErrorCode::SpendingStopped
        | ErrorCode::SourceStopped
        | ErrorCode::RateLimited
        | ErrorCode::GaveUp
        | ErrorCode::OnePass
        | ErrorCode::Unwanted
        | ErrorCode::MadeRoom => say!("status-failed", source = source, when = when),
    }
}

#[cfg(test)]
mod tests;
