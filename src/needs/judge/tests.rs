use super::*;
use crate::models::alert::Undelivered;
use crate::models::fetch::ErrorCode;
use crate::models::fetch::failure::Failure;
use crate::models::installation::Installation;
use crate::models::mail::Failing;
use crate::models::notice::Notice;
use crate::models::source_state::Health;
use crate::models::trouble::{PutOff, Troubles};
use crate::needs::limits::{DAY, Limit};
use crate::sources::Source;
use chrono::{DateTime, TimeDelta, Utc};

fn now() -> DateTime<Utc> {
    "2026-11-23T09:15:00Z".parse().unwrap()
}

/// Facts of two sources with keys, and nothing the matter.
fn quiet() -> Facts {
    let installation = Installation { mode: Some(Mode::Live), spending_stopped_at: None, spending_stopped_why: None };
    Facts {
        now: now(),
        today: now().date_naive(),
        timezone: chrono_tz::Europe::Berlin,
        enabled: vec![Source::JSearch, Source::ActiveJobs],
        installation,
        sources: Vec::new(),
        health: Vec::new(),
        meters: Vec::new(),
        limits: Vec::new(),
        notices: Vec::new(),
        put_off: Vec::new(),
        failures: Vec::new(),
        mails: Failing::default(),
        alerts: Undelivered::default(),
        troubles: Troubles::default(),
        unsaid_of_operator: Vec::new(),
        clock_ahead: None,
        run_late_since: None,
    }
}

fn stop(source: Source, code: StopCode) -> SourceState {
    SourceState {
        source,
        stopped_why: Some("a reason".to_owned()),
        stopped_code: Some(code),
        stopped_at: Some(now()),
        last_success_at: None,
        last_failure_at: None,
        last_failure: None,
        out_since: None,
        out_after: None,
        out_tries: 0,
        lost_in_row: 0,
        usual_ms: None,
        left_out: 0,
    }
}

fn well() -> Health {
    Health {
        source: Source::JSearch,
        tried: 0,
        failed: 0,
        left_out: 0,
        left_out_why: None,
        left_out_since: None,
        rows: 0,
        waits_until: None,
        quota_until: None,
        put_off: 0,
        waiting: 0,
        next_seconds: 0,
    }
}

/// Health of a source with `left_out` unreadable rows of `rows`.
fn left_out(left_out: i64, rows: i64) -> Health {
    Health { left_out, rows, left_out_why: Some("2 without an id".to_owned()), ..well() }
}

/// Outage of so many minutes: the next try is in two, and 37 searches wait.
fn out(minutes: i64) -> Facts {
    let state = SourceState {
        stopped_code: None,
        out_since: Some(now() - TimeDelta::minutes(minutes)),
        out_after: Some(0),
        last_failure: Some("JSearch: answered with an error (503): busy".to_owned()),
        ..stop(Source::JSearch, StopCode::Paused)
    };
    Facts { sources: vec![state], health: vec![Health { waiting: 37, next_seconds: 120, ..well() }], ..quiet() }
}

fn waits(until: DateTime<Utc>) -> Health {
    Health { waits_until: Some(until), ..well() }
}

fn failure(code: ErrorCode, fetches: i64) -> Failure {
    let (first_at, last_at) = (now() - TimeDelta::hours(3), now());
    Failure { source: Source::JSearch, code, fetches, example: String::new(), first_at, last_at }
}

/// Cause, count, and whether somebody has to act.
fn told(facts: &Facts) -> Vec<(Cause, i64, bool)> {
    judge(facts).iter().map(|need| (need.cause, need.count, need.is_urgent)).collect()
}

#[test]
fn where_nothing_is_the_matter_nothing_is_told() {
    assert_eq!(told(&quiet()), []);
    let sandbox = Installation { mode: Some(Mode::Sandbox), ..quiet().installation };
    let unsaid = vec!["JOBFILL_OPERATOR"];
    let facts = Facts { enabled: Vec::new(), unsaid_of_operator: unsaid, installation: sandbox, ..quiet() };
    assert_eq!(told(&facts), []);
}

#[test]
fn every_cause_is_told_by_its_name() {
    let troubles = |troubles| Facts { troubles, ..quiet() };
    let stopped = Installation { spending_stopped_at: Some(now()), ..quiet().installation };
    let cases = [
        (Facts { enabled: Vec::new(), ..quiet() }, (Cause::NoKey, 1, true)),
        (Facts { unsaid_of_operator: vec!["JOBFILL_OPERATOR"], ..quiet() }, (Cause::NoOperator, 1, true)),
        (Facts { installation: stopped, ..quiet() }, (Cause::SpendingStopped, 1, true)),
        (Facts { sources: vec![stop(Source::JSearch, StopCode::Paused)], ..quiet() }, (Cause::SourceStopped, 1, true)),
        (Facts { sources: vec![stop(Source::JSearch, StopCode::Drift)], ..quiet() }, (Cause::Drift, 1, true)),
        (Facts { health: vec![waits(now() + TimeDelta::minutes(2))], ..quiet() }, (Cause::SourceWaits, 1, false)),
        (Facts { health: vec![waits(now() + TimeDelta::hours(1))], ..quiet() }, (Cause::SourceWaits, 1, true)),
        (out(3), (Cause::SourceOut, 37, false)),
        (out(10), (Cause::SourceOut, 37, true)),
        (Facts { sources: vec![stop(Source::JSearch, StopCode::Outage)], ..out(10) }, (Cause::SourceStopped, 1, true)),
        (
            Facts { sources: vec![stop(Source::JSearch, StopCode::AskedToWait)], ..quiet() },
            (Cause::SourceStopped, 1, true),
        ),
        (Facts { health: vec![left_out(1, 200)], ..quiet() }, (Cause::RowsLeftOut, 1, false)),
        (Facts { health: vec![left_out(10, 200)], ..quiet() }, (Cause::RowsLeftOut, 10, true)),
        (Facts { failures: vec![failure(ErrorCode::Refused, 3)], ..quiet() }, (Cause::FailedFetches, 3, true)),
        (Facts { failures: vec![failure(ErrorCode::Unreadable, 2)], ..quiet() }, (Cause::Unreadable, 2, true)),
        (Facts { run_late_since: Some(now()), ..quiet() }, (Cause::RunOverdue, 1, true)),
        (troubles(Troubles { idle: 4, ..Troubles::default() }), (Cause::TasksIdle, 4, true)),
        (troubles(Troubles { cvs_waiting: 2, ..Troubles::default() }), (Cause::CvWaits, 2, true)),
        (troubles(Troubles { cvs_failed: 1, ..Troubles::default() }), (Cause::CvFailed, 1, true)),
        (troubles(Troubles { unread: 1, ..Troubles::default() }), (Cause::Unreadable, 1, true)),
        (troubles(Troubles { unknown: 5, ..Troubles::default() }), (Cause::UnknownPages, 5, false)),
        (
            troubles(Troubles { unknown: 5, is_unknown_old: true, ..Troubles::default() }),
            (Cause::UnknownPages, 5, true),
        ),
        (troubles(Troubles { locked: 1, ..Troubles::default() }), (Cause::SignInsLocked, 1, true)),
        (troubles(Troubles { no_password: 9, ..Troubles::default() }), (Cause::NoPassword, 9, false)),
    ];
    for (facts, expected) in cases {
        assert_eq!(told(&facts), [expected], "{facts:?}");
    }
}

#[test]
fn a_source_without_a_key_needs_nobody() {
    let sources = vec![stop(Source::JSearch, StopCode::Paused)];
    assert_eq!(told(&Facts { enabled: vec![Source::ActiveJobs], sources, ..quiet() }), []);
}

#[test]
fn an_outage_says_since_when_until_when_and_who_waits() {
    let need = judge(&out(13)).remove(0);
    assert_eq!(need.what, "JSearch is out since 10:02; next try 10:17; 37 searches wait");
    assert!(need.what_to_do.contains("answered with an error (503): busy"), "{}", need.what_to_do);
}

#[test]
fn a_limit_says_since_when_it_is_at_its_highest_step() {
    let (from, resets_at) = ("2026-11-22T23:00:00Z".parse().unwrap(), "2026-11-23T23:00:00Z".parse().unwrap());
    let limit = |used| Limit { name: DAY.to_owned(), from, resets_at, used, limit: 400 };
    let notice = |step, minutes| Notice {
        limit_name: DAY.to_owned(),
        period_from: from,
        step,
        at: now() - TimeDelta::minutes(minutes),
        recovered_at: None,
    };
    let notices = vec![notice(50, 90), notice(75, 60), notice(90, 30)];
    let facts = |used| Facts { limits: vec![limit(used)], notices: notices.clone(), ..quiet() };
    assert_eq!(told(&facts(199)), []);
    assert_eq!(told(&facts(250)), [(Cause::DayLimit, 250, false)]);
    assert_eq!(told(&facts(380)), [(Cause::DayLimit, 380, true)]);
    let need = judge(&facts(380)).remove(0);
    assert_eq!(need.since, Some(now() - TimeDelta::minutes(30)));
    assert_eq!(need.what, "380 of today's 400 credits for everybody are used: 95 %");
    assert_eq!(need.what_to_do, "It starts anew on 24 Nov, 00:00. The page of limits allows more.");
}

#[test]
fn what_is_put_off_says_how_many_wait_and_what_for() {
    let put_off = PutOff {
        code: ErrorCode::DailyCredits,
        fetches: 33,
        combinations: 14,
        people: 5,
        why: "today's limit is reached".to_owned(),
        since: now() - TimeDelta::hours(1),
        until: now() + TimeDelta::hours(2),
    };
    let need = judge(&Facts { put_off: vec![put_off], ..quiet() }).remove(0);
    assert_eq!((need.cause, need.count, need.is_urgent), (Cause::PutOff, 33, true));
    let what = "33 fetches are put off, and with them 14 searches of 5 people: today's limit is reached";
    assert_eq!(need.what, what);
    assert_eq!(need.what_to_do, "Nothing was spent on it. It is looked at again at 12:15.");
}

#[test]
fn a_machine_that_is_wrong_about_the_time_needs_somebody() {
    let facts = Facts { clock_ahead: Some(TimeDelta::hours(-1)), ..quiet() };
    let needs = judge(&facts);
    assert_eq!(needs.iter().map(|need| need.cause).collect::<Vec<_>>(), [Cause::ClockOff]);
    assert!(needs[0].is_urgent && needs[0].what.contains("3,600 seconds"), "{}", needs[0].what);
}

/// What is the matter goes out by mail and webhook; what is to be done about it stays on the page.
#[test]
fn no_reason_that_an_admin_typed_is_part_of_what_is_told_outside() {
    let typed = "ask ada@example.com";
    let put_off = |code| PutOff {
        code,
        fetches: 1,
        combinations: 1,
        people: 1,
        why: if code == ErrorCode::SourceStopped { format!("JSearch: {typed}") } else { String::new() },
        since: now(),
        until: now(),
    };
    let codes = [StopCode::Paused, StopCode::Outage, StopCode::AskedToWait, StopCode::Drift, StopCode::Misconfigured];
    for code in codes {
        let facts = Facts {
            installation: Installation {
                spending_stopped_at: Some(now()),
                spending_stopped_why: Some(typed.to_owned()),
                ..quiet().installation
            },
            sources: vec![SourceState { stopped_why: Some(typed.to_owned()), ..stop(Source::JSearch, code) }],
            put_off: ErrorCode::ALL.iter().map(|code| put_off(*code)).collect(),
            failures: ErrorCode::ALL
                .iter()
                .map(|code| Failure { example: typed.to_owned(), ..failure(*code, 1) })
                .collect(),
            ..quiet()
        };
        let needs = judge(&facts);
        assert!(needs.iter().any(|need| need.what_to_do.contains(typed)), "on the page it stands");
        for need in needs {
            assert!(!need.what.contains("ada@"), "{need:?}");
        }
    }
}
