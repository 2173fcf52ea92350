//! Why a combination stands as it does: one plain sentence, without its full stop. Pure.

use crate::coverage::reach::Reach;
use crate::models::combination::{Standing, State};
use crate::models::fetch::ErrorCode;
use crate::models::fetch::FetchState;
use crate::models::saving::Reason;
use crate::sources::Source;
use chrono::{DateTime, NaiveTime, Utc};
use std::ops::Bound;

/// How a person came by a combination, the most telling way first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Origin {
    Bought,
    Joined,
    SameCombination,
    SameRequest,
    Held,
    /// An earlier purchase of their own.
    OwnBefore,
}

impl Origin {
    /// From the reason of a saving.
    pub(super) fn of(reason: Reason) -> Self {
        match reason {
            Reason::BeingBought => Self::Joined,
            Reason::SameCombination => Self::SameCombination,
            Reason::SameRequest => Self::SameRequest,
            Reason::Held => Self::Held,
        }
    }
}

pub(super) struct Facts<'a> {
    pub state: State,
    /// The person who asks.
    pub subject: i64,
    pub is_paused: bool,
    pub has_jobs: bool,
    pub origin: Origin,
    pub cut: &'a [Source],
    pub standings: &'a [&'a Standing],
    pub reaches: &'a [Reach],
    /// Local time of the daily run.
    pub refresh_at: NaiveTime,
    pub now: DateTime<Utc>,
}

pub(super) fn sentence(facts: &Facts) -> String {
    if facts.is_paused {
        return say!("status-paused");
    }
    if facts.reaches.is_empty() && facts.state != State::Loaded {
        return say!("status-no-source");
    }
    match facts.state {
        State::Waiting => waiting(facts),
        State::Loading if is_for_others(facts) => say!("status-loading-for-others"),
        State::Loading => say!("status-loading"),
        State::Loaded => loaded(facts),
        State::Partly | State::Failed => troubles(facts),
    }
}

/// Sources with a cut in the window that people see now: they had more pages than are bought at a time.
pub(super) fn cut_sources(standings: &[&Standing], reaches: &[Reach], now: DateTime<Utc>) -> Vec<Source> {
    let is_cut = |one: &&&Standing, reach: &Reach| match one.last_cut {
        Some((_, Bound::Excluded(to))) => to > reach.wanted(now).from,
        _ => false,
    };
    let reach_of = |source| reaches.iter().find(|reach| reach.source == source);
    let cut = standings.iter().filter(|one| reach_of(one.source).is_some_and(|reach| is_cut(one, reach)));
    cut.map(|one| one.source).collect()
}

fn is_for_others(facts: &Facts) -> bool {
    let mut live = facts.standings.iter().filter(|one| one.is_live()).peekable();
    live.peek().is_some() && live.all(|one| one.started_for.is_some_and(|subject| subject != facts.subject))
}

fn waiting(facts: &Facts) -> String {
    let error =
        facts.standings.iter().filter(|one| one.is_fetch(&[FetchState::Queued])).find_map(|one| one.error.as_deref());
    error.map_or_else(|| say!("status-waiting"), |error| say!("status-waiting-again", error = error))
}

fn loaded(facts: &Facts) -> String {
    let origin = match facts.origin {
        Origin::Bought => say!("status-bought"),
        Origin::Joined => say!("status-joined"),
        Origin::SameCombination => say!("status-same-combination"),
        Origin::SameRequest => say!("status-same-request"),
        Origin::Held => say!("status-held"),
        Origin::OwnBefore => say!("status-own-before"),
    };
    let without_jobs = (!facts.has_jobs).then(|| say!("status-no-jobs"));
    let cut = facts.cut.iter().map(|source| say!("status-cut", source = source.label()));
    [origin].into_iter().chain(without_jobs).chain(cut).collect::<Vec<_>>().join("; ")
}

/// The trouble at each source without coverage, and what happens next. A limit that stops both is told once.
fn troubles(facts: &Facts) -> String {
    let mut troubles: Vec<String> = Vec::new();
    for standing in facts.standings {
        let trouble = trouble(facts, standing);
        troubles.extend(trouble.filter(|one| !troubles.contains(one)));
    }
    troubles.join("; ")
}

fn trouble(facts: &Facts, standing: &Standing) -> Option<String> {
    let source = standing.source;
    let is_enabled = facts.reaches.iter().any(|reach| reach.source == source);
    if !is_enabled || standing.is_held(facts.reaches, facts.now) {
        return None;
    }
    let time = facts.refresh_at.format("%H:%M").to_string();
    let label = source.label();
    let error = standing.error.clone().unwrap_or_else(|| say!("status-failed"));
    Some(match (standing.fetch_state, standing.error_code) {
        (Some(FetchState::PutOff), Some(ErrorCode::SpendingStopped)) => say!("status-spending-stopped"),
        (Some(FetchState::PutOff), Some(ErrorCode::SourceStopped)) => say!("status-source-stopped", source = label),
        (Some(FetchState::PutOff), _) => error,
        (Some(FetchState::Failed), Some(ErrorCode::Misconfigured | ErrorCode::NoKey)) => {
            say!("status-misconfigured", source = label)
        }
        (Some(FetchState::Failed), _) => say!("status-tried-again", error = error, time = time),
        _ if standing.held.is_empty() => say!("status-not-asked", source = label, time = time),
        _ => say!("status-lacks-newest", source = label, time = time),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;

    fn both() -> [Reach; 2] {
        [Source::JSearch, Source::ActiveJobs].map(|source| Reach::new(source, false, TimeDelta::hours(36)))
    }

    fn now() -> DateTime<Utc> {
        "2026-11-23T09:15:00Z".parse().unwrap()
    }

    fn standing(source: Source, fetch_state: FetchState, error: Option<(ErrorCode, &str)>) -> Standing {
        Standing {
            combination_id: 1,
            source,
            request_id: 1,
            is_paused: false,
            held: Vec::new(),
            last_cut: None,
            fetch_id: Some(1),
            fetch_state: Some(fetch_state),
            pages: Some(0),
            max_pages: Some(5),
            fetch_jobs: Some(0),
            fetch_credits: Some(0),
            started_for: Some(7),
            error_code: error.map(|(code, _)| code),
            error: error.map(|(_, text)| text.to_owned()),
            takes_created_since: None,
            fell_short: false,
        }
    }

    fn held(source: Source) -> Standing {
        let all = (Bound::Included(now() - TimeDelta::days(60)), Bound::Excluded(now()));
        Standing { held: vec![all], ..standing(source, FetchState::Done, None) }
    }

    fn told(state: State, origin: Origin, standings: &[&Standing]) -> String {
        let refresh_at = NaiveTime::from_hms_opt(6, 0, 0).unwrap();
        let (reaches, cut) = (&both(), &cut_sources(standings, &both(), now()));
        let (subject, is_paused, has_jobs, now) = (7, false, true, now());
        sentence(&Facts { state, subject, is_paused, has_jobs, origin, cut, standings, reaches, refresh_at, now })
    }

    #[test]
    fn a_source_whose_quota_is_spent_says_when_it_resets() {
        let quota = (ErrorCode::Quota, "JSearch: monthly quota spent, resets on 3 December");
        let spent = standing(Source::JSearch, FetchState::PutOff, Some(quota));
        assert_eq!(told(State::Partly, Origin::Bought, &[&spent, &held(Source::ActiveJobs)]), quota.1);
    }

    #[test]
    fn a_limit_that_stops_both_sources_is_said_once() {
        let limit =
            (ErrorCode::PersonCredits, "today's limit of 1000 credits for one person is reached; it goes on tomorrow");
        let put_off = |source| standing(source, FetchState::PutOff, Some(limit));
        let (one, other) = (put_off(Source::JSearch), put_off(Source::ActiveJobs));
        assert_eq!(told(State::Failed, Origin::Bought, &[&one, &other]), limit.1);
    }

    #[test]
    fn a_failure_says_when_it_is_tried_again_and_names_no_setting() {
        let broken = standing(
            Source::JSearch,
            FetchState::Failed,
            Some((ErrorCode::BrokenAnswer, "JSearch: answered with an error (500)")),
        );
        let wrong = standing(
            Source::ActiveJobs,
            FetchState::Failed,
            Some((ErrorCode::Misconfigured, "Active Jobs DB: KEY is wrong")),
        );
        assert_eq!(
            told(State::Failed, Origin::Bought, &[&broken, &wrong]),
            "JSearch: answered with an error (500); it is tried again at 06:00; \
             Active Jobs DB is not set up rightly; whoever runs this has to correct a setting"
        );
    }

    #[test]
    fn who_asked_first_is_told() {
        let mine = standing(Source::JSearch, FetchState::Running, None);
        let other = Standing { started_for: Some(8), ..mine.clone() };
        assert_eq!(told(State::Loading, Origin::Bought, &[&mine, &other]), "being loaded");
        assert_eq!(told(State::Loading, Origin::Joined, &[&other]), "being loaded; somebody else asked for it first");
    }

    #[test]
    fn what_a_page_limit_cut_is_told() {
        let cut = Some((Bound::Included(now() - TimeDelta::days(7)), Bound::Excluded(now())));
        let cut = Standing { last_cut: cut, ..held(Source::ActiveJobs) };
        assert_eq!(
            told(State::Loaded, Origin::SameCombination, &[&held(Source::JSearch), &cut]),
            "already here: bought for somebody else before; Active Jobs DB has more than is bought at a time"
        );
    }
}
