//! Runs that ask less often: fewer pages, the same jobs, later.

use super::morning;
use crate::admin::{admin, admin_called};
use crate::support::app::{TestApp, list};
use crate::support::books;
use chrono::TimeDelta;
use jobfill::models::capability::{CapabilityName, CapabilityState};
use jobfill::sources::Source;
use std::collections::BTreeSet;

const DAYS: i64 = 9;

/// An installation that asks again after so many days at the latest, and somebody with a few searches.
async fn asking_after(refresh_days: &str) -> TestApp {
    let caps = [("JOBFILL_REFRESH_DAYS", refresh_days), ("JOBFILL_DAILY_CREDITS", "50000")];
    let app = TestApp::with(caps).await;
    app.knows(CapabilityName::Dates, Some(CapabilityState::On)).await;
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&["Beekeeper", "Luthier", "Florist"], &["Potsdam", "Trier", "Dresden"])).await;
    app.drain().await;
    app
}

/// Jobs of a source that were posted so many days ago, or before. What is seen later has a date that says less.
async fn here(app: &TestApp, source: Source, days: i64) -> BTreeSet<String> {
    let before = (app.clock.now() - TimeDelta::days(days)).to_rfc3339();
    let source = source.as_str();
    let sql = format!("SELECT source_id AS text FROM jobs WHERE source = '{source}' AND posted_at < '{before}'");
    books::texts(app, &sql).await.into_iter().collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_brings_little_is_asked_for_every_other_day_and_nothing_is_lost() {
    let (daily, seldom) = (asking_after("1").await, asking_after("2").await);
    let first = [&daily, &seldom].map(|app| app.account(Source::JSearch).requests);
    assert_eq!(first[0], first[1], "what is new is bought as ever");
    for day in 1..=DAYS {
        morning(&daily, day).await;
        morning(&seldom, day).await;
    }
    let since =
        [(&daily, first[0]), (&seldom, first[1])].map(|(app, first)| app.account(Source::JSearch).requests - first);
    assert!(since[1] * 100 < since[0] * 85, "{since:?} pages");
    for &source in Source::ALL {
        let (all, later) = (here(&daily, source, 3).await, here(&seldom, source, 0).await);
        let missing: Vec<_> = all.difference(&later).collect();
        assert!(missing.is_empty() && !all.is_empty(), "{source}: {missing:?} of {}", all.len());
    }
    let [often, seldom_asked] = [&daily, &seldom].map(|app| app.account(Source::ActiveJobs));
    assert!(seldom_asked.requests < often.requests, "fewer calls at Active Jobs DB");
    books::look(&seldom).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_joins_does_not_buy_what_the_run_has_left_for_later() {
    let app = asking_after("3").await;
    let bought = app.count("fetches").await;
    app.pass(TimeDelta::hours(50));
    let bob = app.person("bob@example.com").await;
    app.wants(&bob, &list(&["Beekeeper"], &["Trier"])).await;
    app.drain().await;
    assert_eq!(app.count("fetches").await, bought, "held for three days and a half");
    app.pass(TimeDelta::days(2));
    let eve = app.person("eve@example.com").await;
    app.wants(&eve, &list(&["Beekeeper"], &["Trier"])).await;
    app.drain().await;
    assert!(app.count("fetches").await > bought, "no longer");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_source_that_may_not_take_dates_is_asked_every_day() {
    let app = asking_after("3").await;
    app.knows(CapabilityName::Dates, Some(CapabilityState::Off)).await;
    let asked = "SELECT count(*) AS number FROM fetches JOIN requests ON requests.id = fetches.request_id
                  WHERE purpose = 'refresh' AND source = 'active_jobs'";
    for day in 1..=3 {
        let before = books::number(&app, asked).await;
        morning(&app, day).await;
        assert!(books::number(&app, asked).await > before, "day {day}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_quota_page_says_what_one_two_and_three_days_cost() {
    let app = asking_after("2").await;
    let admin = admin(&app).await;
    admin.get("/admin/quota").await.is(200).lacks("Asking less often");
    for day in 1..=3 {
        morning(&app, day).await;
    }
    let page = admin_called(&app, "grace@example.com").await.get("/admin/quota").await;
    page.is(200).shows("Asking less often").shows("2 (as set)").shows("days late");
}
