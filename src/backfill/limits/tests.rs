use super::*;
use crate::config::Cost;
use crate::models::fetch::ErrorCode;

fn left(credits: i64) -> Left {
    Left { credits, has_open: false }
}

fn limits(everybody: i64, person: i64, plan: i64) -> Limits {
    let at = |text: &str| text.parse().unwrap();
    let plan_of = |source| Plan {
        source,
        tariff: Tariff { source, cost: Cost::PerPage },
        left: left(plan),
        resets_at: Some(at("2026-12-03T00:00:00Z")),
        resets_on: NaiveDate::from_ymd_opt(2026, 12, 3),
        stopped: None,
    };
    Limits {
        now: at("2026-11-23T09:15:00Z"),
        tomorrow: at("2026-11-23T23:00:00Z"),
        is_spending_stopped: false,
        everybody: left(everybody),
        everybody_most: 2_000,
        person: left(person),
        person_most: 1_000,
        first_day: None,
        plans: [Source::JSearch, Source::ActiveJobs].map(plan_of).to_vec(),
    }
}

fn codes(limits: &Limits, expected: &[(Source, i64)]) -> (i64, Option<ErrorCode>) {
    let today = limits.today(expected);
    (today.credits, today.rest.map(|limit| limit.code))
}

#[test]
fn a_price_says_what_can_be_bought_today_and_what_keeps_the_rest() {
    let price = [(Source::JSearch, 20), (Source::ActiveJobs, 280)];
    assert_eq!(codes(&limits(2_000, 1_000, 20_000), &price), (300, None));
    assert_eq!(codes(&limits(0, 1_000, 20_000), &price), (0, Some(ErrorCode::DailyCredits)));
    assert_eq!(codes(&limits(100, 1_000, 20_000), &price), (100, Some(ErrorCode::DailyCredits)));
    assert_eq!(codes(&limits(2_000, 120, 20_000), &price), (120, Some(ErrorCode::PersonCredits)));
    assert_eq!(codes(&limits(2_000, 1_000, 0), &price), (0, Some(ErrorCode::Quota)));
    assert_eq!(codes(&limits(2_000, 1_000, 50), &price), (70, Some(ErrorCode::Quota)));
    let stopped = Limits { is_spending_stopped: true, ..limits(2_000, 1_000, 20_000) };
    assert_eq!(codes(&stopped, &price), (0, Some(ErrorCode::SpendingStopped)));
}

#[test]
fn whoever_is_new_shares_what_all_who_are_new_may_spend() {
    let price = [(Source::JSearch, 20), (Source::ActiveJobs, 280)];
    let until = "2026-11-23T20:00:00Z".parse().unwrap();
    let new = |credits: i64| Limits {
        first_day: Some(FirstDay { left: left(credits), most: 1_500, until }),
        ..limits(2_000, 1_000, 20_000)
    };
    assert_eq!(codes(&new(1_500), &price), (300, None));
    assert_eq!(codes(&new(120), &price), (120, Some(ErrorCode::FirstDay)));
    assert_eq!(codes(&new(0), &price), (0, Some(ErrorCode::FirstDay)));
    let poorer = Limits { person: left(50), ..new(120) };
    assert_eq!(codes(&poorer, &price), (50, Some(ErrorCode::PersonCredits)), "the narrowest is told");
    let limit = new(0).stops(Source::JSearch, true).unwrap();
    assert_eq!((limit.code, limit.until), (ErrorCode::FirstDay, until), "it ends when the person is new no more");
    assert_eq!(new(0).stops(Source::JSearch, false), None, "somebody else may pay");
}

#[test]
fn a_limit_stops_only_what_it_is_for() {
    let code = |limits: &Limits, is_alone| limits.stops(Source::JSearch, is_alone).map(|limit| limit.code);
    assert_eq!(code(&limits(2_000, 0, 20_000), true), Some(ErrorCode::PersonCredits));
    assert_eq!(code(&limits(2_000, 0, 20_000), false), None, "somebody else may pay");
    let open = Limits { everybody: Left { credits: 0, has_open: true }, ..limits(0, 1_000, 20_000) };
    assert_eq!(code(&open, true), None, "what is held may come back");
    let why = limits(0, 1_000, 20_000).stops(Source::JSearch, true).unwrap().why;
    assert_eq!(why, "today's limit of 2,000 credits for everybody is reached");
}
