use super::*;
use chrono::TimeDelta;

fn now() -> DateTime<Utc> {
    "2026-11-23T09:15:00Z".parse().unwrap()
}

fn tomorrow() -> DateTime<Utc> {
    "2026-11-23T23:00:00Z".parse().unwrap()
}

fn next_run() -> DateTime<Utc> {
    "2026-11-24T05:00:00Z".parse().unwrap()
}

fn reaches() -> [Reach; 2] {
    [Source::JSearch, Source::ActiveJobs].map(|source| Reach::new(source, false, TimeDelta::hours(36)))
}

fn standing(source: Source, fetch_state: Option<FetchState>, error_code: Option<ErrorCode>) -> Standing {
    Standing {
        combination_id: 1,
        source,
        request_id: 1,
        is_paused: false,
        contained: Vec::new(),
        is_inside: false,
        held: Vec::new(),
        last_cut: None,
        fetch_id: fetch_state.map(|_| 1),
        fetch_state,
        pages: Some(0),
        max_pages: Some(5),
        fetch_jobs: Some(0),
        fetch_credits: Some(0),
        started_for: Some(7),
        error_code,
        put_off_until: None,
        due_at: None,
        retry_seconds: 0.0,
        source_seconds: 0.0,
        is_out: false,
        takes_created_since: None,
        fell_short: false,
    }
}

fn jsearch(state: FetchState, code: Option<ErrorCode>) -> Standing {
    standing(Source::JSearch, Some(state), code)
}

fn put_off(code: ErrorCode, until: DateTime<Utc>) -> Standing {
    Standing { put_off_until: Some(until), due_at: Some(until), ..jsearch(FetchState::PutOff, Some(code)) }
}

fn held(source: Source) -> Standing {
    let all = (Bound::Included(now() - TimeDelta::days(60)), Bound::Excluded(now()));
    Standing { held: vec![all], ..standing(source, Some(FetchState::Done), None) }
}

fn account(standings: &[Standing]) -> Account {
    Account::of(&standings.iter().collect::<Vec<_>>(), &reaches(), now())
}

/// State, end of the wait, and whether more comes today.
fn told(standings: &[Standing]) -> (State, Option<DateTime<Utc>>, bool) {
    let account = account(standings);
    (account.state(), account.waits_until(next_run()), account.goes_on_before(tomorrow(), next_run()))
}

#[test]
fn whatever_is_put_off_waits_and_has_not_failed() {
    for code in [
        ErrorCode::Quota,
        ErrorCode::DailyCredits,
        ErrorCode::FirstDay,
        ErrorCode::PersonCredits,
        ErrorCode::PersonCombinations,
    ] {
        let waits = (State::Waiting, Some(tomorrow()), false);
        assert_eq!(told(&[put_off(code, tomorrow())]), waits, "{code}");
        assert_eq!(told(&[put_off(code, tomorrow()), held(Source::ActiveJobs)]), waits, "{code}, the rest here");
        let failed = standing(Source::ActiveJobs, Some(FetchState::Failed), Some(ErrorCode::NoAnswer));
        assert_eq!(told(&[put_off(code, tomorrow()), failed]), waits, "{code}, the rest failed");
        for end in [FetchState::Failed, FetchState::Cancelled] {
            let ended = (State::Waiting, Some(next_run()), false);
            assert_eq!(told(&[jsearch(end, Some(code))]), ended, "{code} ended it");
        }
    }
}

#[test]
fn a_stop_waits_for_somebody_and_not_for_a_time() {
    for code in [ErrorCode::SpendingStopped, ErrorCode::SourceStopped] {
        let soon = now() + TimeDelta::hours(1);
        assert_eq!(told(&[put_off(code, soon)]), (State::Waiting, None, false), "{code}");
    }
    let paused = Standing { is_paused: true, ..standing(Source::JSearch, None, None) };
    assert_eq!(told(&[paused]), (State::Waiting, None, false));
}

#[test]
fn what_goes_on_within_the_day_is_not_done() {
    let minutes = now() + TimeDelta::minutes(20);
    assert_eq!(told(&[put_off(ErrorCode::Quota, minutes)]), (State::Waiting, Some(minutes), true));
    let due = Standing { due_at: Some(now()), ..jsearch(FetchState::Queued, None) };
    let again = Standing { retry_seconds: 90.0, error_code: Some(ErrorCode::BrokenAnswer), ..due.clone() };
    assert_eq!(told(&[again]), (State::Waiting, Some(now() + TimeDelta::seconds(90)), true));
    let asked = Standing { source_seconds: 600.0, ..due.clone() };
    assert_eq!(told(&[asked]), (State::Waiting, Some(now() + TimeDelta::minutes(10)), true));
    let quiet = Standing { due_at: Some(next_run()), ..due };
    assert_eq!(told(&[quiet]), (State::Waiting, Some(next_run()), false));
}

#[test]
fn what_is_queued_or_runs_is_coming() {
    let queued = Standing { due_at: Some(now()), ..jsearch(FetchState::Queued, None) };
    assert_eq!(told(&[queued.clone(), held(Source::ActiveJobs)]), (State::Waiting, None, true));
    let woken = Standing { error_code: Some(ErrorCode::DailyCredits), ..queued };
    assert_eq!(told(&[woken]), (State::Waiting, None, true));
    assert_eq!(told(&[put_off(ErrorCode::DailyCredits, now())]), (State::Waiting, None, true), "its time has come");
    let running = jsearch(FetchState::Running, None);
    let other = Standing { source: Source::ActiveJobs, ..put_off(ErrorCode::Quota, tomorrow()) };
    assert_eq!(told(&[running, other]), (State::Loading, None, true));
}

#[test]
fn what_failed_is_partly_where_some_is_here() {
    let failed = jsearch(FetchState::Failed, Some(ErrorCode::LostTwice));
    assert_eq!(told(std::slice::from_ref(&failed)), (State::Failed, None, false));
    assert_eq!(told(&[failed.clone(), held(Source::ActiveJobs)]), (State::Partly, None, false));
    assert_eq!(told(&[Standing { pages: Some(1), ..failed }]), (State::Partly, None, false));
    assert_eq!(told(&[jsearch(FetchState::Cancelled, Some(ErrorCode::Cancelled))]).0, State::Failed);
}

#[test]
fn a_source_that_was_never_asked_waits_for_the_run() {
    assert_eq!(told(&[standing(Source::JSearch, None, None)]), (State::Waiting, Some(next_run()), false));
    let left = jsearch(FetchState::Cancelled, Some(ErrorCode::Unwanted));
    assert_eq!(told(&[left]), (State::Waiting, Some(next_run()), false));
}

#[test]
fn here_says_how_far_back_and_whether_it_is_cut() {
    let both = [held(Source::JSearch), held(Source::ActiveJobs)];
    assert_eq!(told(&both), (State::Loaded, None, false));
    let cut = (Bound::Included(now() - TimeDelta::days(7)), Bound::Excluded(now()));
    let cut = account(&[Standing { last_cut: Some(cut), ..held(Source::JSearch) }]);
    let since = now() - TimeDelta::days(30);
    assert_eq!(cut.at(Source::JSearch), Some(&Stand::Here { since, is_cut: true }));
    assert_eq!(cut.cut_sources(), [Source::JSearch]);
}

#[test]
fn the_next_time_is_that_of_what_waits() {
    let run = Some(next_run());
    assert_eq!(account(&[put_off(ErrorCode::DailyCredits, tomorrow())]).next(next_run(), run), Some(tomorrow()));
    assert_eq!(account(&[put_off(ErrorCode::SourceStopped, tomorrow())]).next(next_run(), run), None);
    assert_eq!(account(&[held(Source::JSearch)]).next(next_run(), run), run);
    assert_eq!(account(&[held(Source::JSearch)]).next(next_run(), None), None);
}
