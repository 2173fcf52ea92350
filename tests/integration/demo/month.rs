//! The demo's past, over a change of the clocks and the beginning of a provider's month.

use crate::support::app::TestApp;
use crate::support::books;
use chrono::{DateTime, Days, NaiveDate, Utc};
use jobfill::cli::demo::month::{self, Event};
use jobfill::cli::demo::{allowance, cast};
use jobfill::models::fetch::Purpose;
use jobfill::quota::report::Report;
use jobfill::quota::usage::Usage;
use jobfill::sources::{Source, Unit};
use std::path::Path;
use std::sync::Mutex;

/// Mornings: enough for a change of the clocks on 25 October and a new month of the providers on 3 November.
const DAYS: u32 = 14;

/// A quarter past ten in Berlin.
fn opening() -> DateTime<Utc> {
    "2026-11-05T09:15:00Z".parse().unwrap()
}

async fn lived() -> TestApp {
    let app = TestApp::beginning(opening(), allowance::PLAN, allowance::ALLOWANCES).await;
    let told = Mutex::new(Vec::new());
    let tell = |event| {
        told.lock().unwrap().push(event);
        Ok(())
    };
    month::live(&app.app, opening(), DAYS, tell).await.unwrap();
    assert_eq!(app.clock.now(), opening());
    let told = told.into_inner().unwrap();
    let (came, mornings) = told.split_at(cast::CAST.len());
    let sums = came.iter().fold((0, 0), |sum, event| match event {
        Event::Came { wanted, bought, .. } => (sum.0 + wanted, sum.1 + bought),
        Event::Morning { .. } => panic!("before all have come"),
    });
    assert_eq!(sums, (25, 12));
    assert!(mornings.iter().eq((1..=DAYS).map(|day| Event::Morning { day, of: DAYS }).collect::<Vec<_>>().iter()));
    app
}

/// The dates that have a morning, today's included, since it is past six.
fn dates() -> Vec<NaiveDate> {
    (0..DAYS.into()).rev().map(|back| opening().date_naive() - Days::new(back)).collect()
}

/// Every morning's run began at six in Berlin, for all combinations, and left nothing out.
async fn every_morning_has_its_run(app: &TestApp) {
    let runs = books::texts(
        app,
        "SELECT concat_ws(' ', local_date, to_char(started_at AT TIME ZONE 'Europe/Berlin', 'HH24:MI'), combinations,
                          left_out) AS text FROM refreshes ORDER BY id",
    )
    .await;
    assert_eq!(runs, dates().iter().map(|date| format!("{date} 06:00 12 0")).collect::<Vec<_>>());
}

/// What is left of each provider's current period, and by our meters.
async fn the_new_month_is_the_providers(app: &TestApp) {
    let begun = books::number(app, "SELECT count(*) AS number FROM meters").await;
    assert_eq!(begun, 6, "three meters, two periods");
    let current = |source: Source, unit: Unit| async move {
        let statement = format!(
            "SELECT spent AS number FROM meters WHERE (source, unit) = ('{source}', '{unit}') ORDER BY period_from DESC LIMIT 1",
            source = source.as_str(),
            unit = unit.as_str()
        );
        books::number(app, &statement).await
    };
    let used = |plan: u64, left: u64| i64::try_from(plan - left).unwrap();
    let (jsearch, active) = (app.account(Source::JSearch), app.account(Source::ActiveJobs));
    let pages = used(allowance::PLAN.jsearch_requests, jsearch.requests_left);
    let rows = used(allowance::PLAN.active_jobs_jobs, active.jobs_left.unwrap());
    assert_eq!(current(Source::JSearch, Unit::Requests).await, pages);
    assert_eq!(current(Source::ActiveJobs, Unit::Jobs).await, rows);
    assert!(pages > 0 && jsearch.requests > pages.unsigned_abs(), "both periods have bought something");
}

/// Each call is one attempt that was settled, each page of a fetch was asked for once, and all of that when it says.
async fn nothing_was_bought_twice(app: &TestApp) {
    books::everything_is_bought(app).await;
    assert_eq!(books::spent(app).await, books::charged(app));
    let calls = Source::ALL.iter().map(|&source| app.account(source).calls).sum::<u64>();
    let settled = books::number(app, "SELECT count(*) AS number FROM attempts WHERE state = 'settled'").await;
    assert_eq!(settled.unsigned_abs(), calls);
    let pages = books::number(app, "SELECT count(DISTINCT (fetch_id, page)) AS number FROM attempts").await;
    assert_eq!(pages, settled);
    let elsewhen =
        "SELECT count(*) AS number FROM attempts JOIN ledger ON attempt_id = attempts.id AND kind = 'reserved'
                    WHERE reserved_at <> at OR sent_at < reserved_at OR ended_at > at + interval '1 day'";
    assert_eq!(books::number(app, elsewhen).await, 0);
}

/// What the quota page draws: the first day's wishes, and something every morning since.
async fn the_chart_has_every_day(app: &TestApp) {
    let usage = Usage::since(&mut *app.conn().await, DateTime::UNIX_EPOCH).await.unwrap();
    let days = |purpose| {
        let its = usage.iter().filter(|one| one.source == Source::JSearch && one.is_for(purpose) && one.credits > 0);
        its.map(|one| one.day).collect::<Vec<_>>()
    };
    assert_eq!(days(Purpose::Refresh), dates());
    assert_eq!(days(Purpose::SignUp), [opening().date_naive() - Days::new(DAYS.into())]);
}

/// Somebody new uploads a CV whose searches nobody has, and gets the jobs of all of them.
async fn a_newcomer_gets_the_jobs_of(app: &TestApp, email: &str, cv: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/cv").join(cv);
    let visitor = app.visitor();
    visitor.sign_up(email).await.is(303);
    visitor.upload("/cv", cv, std::fs::read(path).unwrap()).await.is(303);
    app.drain().await;
    let status = app.status(email).await;
    let combinations = status["combinations"].as_array().unwrap();
    assert!(!combinations.is_empty(), "{status}");
    assert!(combinations.iter().all(|one| one["state"] == "loaded"), "{status}");
    assert_eq!(status["done"], true, "{status}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_month_before_the_demo_is_bought_morning_by_morning_and_leaves_room_for_more() {
    let app = lived().await;
    every_morning_has_its_run(&app).await;
    nothing_was_bought_twice(&app).await;
    the_new_month_is_the_providers(&app).await;
    the_chart_has_every_day(&app).await;
    let total = Report::load(&mut *app.conn().await).await.unwrap().total;
    assert_eq!((total.wanted, total.bought, total.avoided(), total.saved_percent()), (25, 12, 13, 52));

    for (email, cv) in [("kim@example.com", "teacher.pdf"), ("lee@example.com", "lagerlogistik.pdf")] {
        a_newcomer_gets_the_jobs_of(&app, email, cv).await;
    }
    books::everything_is_bought(&app).await;
}
