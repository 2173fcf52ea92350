//! Examples of the sentences.

use super::*;

fn times() -> Times {
    let at = |text: &str| text.parse().unwrap();
    Times {
        now: at("2026-11-23T09:15:00Z"),
        tomorrow: at("2026-11-23T23:00:00Z"),
        next_run: at("2026-11-24T05:00:00Z"),
        timezone: chrono_tz::Europe::Berlin,
    }
}

fn told(origin: Origin, stands: &[(Source, Stand)]) -> String {
    let account = &Account { stands: stands.to_vec() };
    sentence(&Facts { account, subject: 7, is_paused: false, has_jobs: true, origin, times: times() })
}

fn put_off(code: ErrorCode, until: &str) -> Stand {
    Stand::Waits { until: Until::At(until.parse().unwrap()), cause: WaitFor::Cause(code), has_some: false }
}

fn here(is_cut: bool) -> Stand {
    Stand::Here { since: times().now - TimeDelta::days(7), is_cut }
}

#[test]
fn a_source_whose_quota_is_spent_says_when_it_resets() {
    let spent = put_off(ErrorCode::Quota, "2026-12-03T00:00:00Z");
    assert_eq!(
        told(Origin::Bought, &[(Source::JSearch, spent), (Source::ActiveJobs, here(false))]),
        "JSearch: monthly quota spent, resets on 3 December"
    );
}

#[test]
fn a_limit_that_stops_both_sources_is_said_once() {
    let limit = put_off(ErrorCode::DailyCredits, "2026-11-23T23:00:00Z");
    assert_eq!(
        told(Origin::Bought, &[(Source::JSearch, limit), (Source::ActiveJobs, limit)]),
        "today's limit for everybody is reached; it goes on tomorrow"
    );
}

#[test]
fn moments_are_told_as_people_say_them() {
    let when = |at: &str| times().when(at.parse().unwrap());
    assert_eq!(when("2026-11-23T09:15:20Z"), "in a moment");
    assert_eq!(when("2026-11-23T15:40:00Z"), "at 16:40");
    assert_eq!(when("2026-11-23T23:00:00Z"), "tomorrow");
    assert_eq!(when("2026-11-24T05:00:00Z"), "tomorrow at 06:00");
    assert_eq!(when("2026-12-03T00:00:00Z"), "on 3 December");
}

#[test]
fn a_failure_says_what_happens_next_and_names_no_setting() {
    let failed = |code| Stand::Failed { code, has_some: false };
    let stands =
        [(Source::JSearch, failed(ErrorCode::NoAnswer)), (Source::ActiveJobs, failed(ErrorCode::Misconfigured))];
    assert_eq!(
        told(Origin::Bought, &stands),
        "JSearch did not answer; it is asked again tomorrow at 06:00; \
         Active Jobs DB is not set up rightly; whoever runs this has to correct a setting"
    );
}

#[test]
fn every_cause_has_a_sentence_of_its_own_and_says_when_it_goes_on() {
    for &code in ErrorCode::ALL {
        let wait = told(Origin::Bought, &[(Source::JSearch, put_off(code, "2026-11-23T15:40:00Z"))]);
        let failure = told(Origin::Bought, &[(Source::JSearch, Stand::Failed { code, has_some: false })]);
        for sentence in [wait, failure] {
            let is_told = ["at 16:40", "at 06:00", "allows it", "correct a setting"];
            assert!(is_told.iter().any(|words| sentence.contains(words)), "{code}: {sentence}");
        }
    }
}

#[test]
fn who_asked_first_is_told_and_how_far_it_is() {
    let running = |started_for, pages| Stand::Coming { is_running: true, pages, of: 5, started_for };
    let (mine, other) = ((Source::JSearch, running(Some(7), 0)), (Source::ActiveJobs, running(Some(8), 0)));
    assert_eq!(told(Origin::Bought, &[mine, other]), "being loaded");
    assert_eq!(told(Origin::Joined, &[other]), "being loaded; somebody else asked for it first");
    assert_eq!(told(Origin::Bought, &[(Source::JSearch, running(Some(7), 1))]), "being loaded, page 2 of about 5");
}

#[test]
fn what_a_page_limit_cut_is_told() {
    let stands = [(Source::JSearch, here(false)), (Source::ActiveJobs, here(true))];
    assert_eq!(
        told(Origin::SameCombination, &stands),
        "already here: loaded for somebody else before; Active Jobs DB has more than is loaded at a time"
    );
}
