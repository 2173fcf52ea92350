//! Active Jobs DB's own host: what each call costs stands in its answer, and what is left lags behind.

use super::*;
use crate::support::app::{monday, start_sandbox};
use crate::support::database::TestDatabase;
use jobfill::clock::Clock;
use jobfill::config::Secret;
use jobfill::filters::Filters;
use jobfill::sources::sandbox::{API_KEY, Control, Fault, How, Plan, Running};
use jobfill::sources::{
    Charge, Client, Dialect, ErrorKind, ExpiredSince, PageAsk, Position, Question, Request, SourceSettings, Span, Unit,
};

/// An app that buys at the direct host alone, and the host.
async fn app_at_the_direct_host<const N: usize>(more: [(&str, &str); N]) -> (TestApp, Running) {
    let clock = Clock::fixed(monday());
    let host = start_sandbox(clock.clone(), Plan::default());
    let address = format!("{}/v1", host.base_url(Source::ActiveJobs));
    let own = [("RAPIDAPI_KEY", ""), ("ACTIVE_JOBS_API_KEY", API_KEY), ("ACTIVE_JOBS_BASE_URL", &address)];
    let mut settings: Vec<(&str, &str)> = own.into();
    settings.extend(more);
    settings.resize(8, ("JOBFILL_DAILY_CREDITS", "100000"));
    let settings: [(&str, &str); 8] = settings.try_into().unwrap();
    (TestApp::over(TestDatabase::create().await, clock, settings).await, host)
}

async fn meter(app: &TestApp, unit: Unit, column: &str) -> i64 {
    let sql = format!("SELECT {column} AS number FROM meters WHERE source = 'active_jobs' AND unit = '{unit}'");
    books::number(app, &sql).await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_bought_at_the_direct_host_is_counted_to_the_row() {
    let (app, host) = app_at_the_direct_host([]).await;
    for title in ["Nurse", "Data Scientist", "Cook", "Driver", "Software Engineer"] {
        somebody_wants(&app, title).await;
        assert!(last_fetch(&app).await.starts_with("done"), "{title}");
    }
    let account = host.account(Source::ActiveJobs);
    assert!(account.jobs > 100);
    assert_eq!(meter(&app, Unit::Jobs, "spent").await, account.jobs.cast_signed());
    assert_eq!(meter(&app, Unit::Requests, "spent").await, account.requests.cast_signed());
    assert_eq!(
        app.count("ledger WHERE kind IN ('opening', 'adjusted')").await,
        0,
        "what lags was spent by nobody else"
    );
    assert_eq!(app.count("sources WHERE stopped_code IS NOT NULL").await, 0);
    assert_eq!(app.count("meters WHERE source = 'active_jobs' AND resets_at = '2026-12-03T00:00:00Z'").await, 2);
    books::look(&app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_others_spend_with_the_same_key_is_found_out_and_stops_nobody() {
    let (app, host) = app_at_the_direct_host([]).await;
    somebody_wants(&app, "Nurse").await;
    let left = host.account(Source::ActiveJobs).jobs_left.unwrap() - 500;
    host.control(Control::SetRemaining { source: Source::ActiveJobs, unit: Unit::Jobs, left });
    for title in ["Cook", "Driver", "Teacher", "Baker", "Welder"] {
        app.execute("UPDATE attempts SET ended_at = ended_at - interval '2 minutes'").await;
        somebody_wants(&app, title).await;
    }
    assert_eq!(app.count("sources WHERE stopped_code IS NOT NULL").await, 0);
    let found = "SELECT sum(spent)::int8 AS number FROM ledger WHERE kind = 'opening'";
    let found = books::number(&app, found).await;
    assert!((300..=500).contains(&found), "{found}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_answer_of_the_direct_host_is_proven_free_by_figures_that_lag() {
    let (app, host) = app_at_the_direct_host([]).await;
    somebody_wants(&app, "Nurse").await;
    host.fail(Fault::once(How::Drop).charged(false));
    somebody_wants(&app, "Cook").await;
    assert_eq!(meter(&app, Unit::Jobs, "unknown").await, 100);
    let long_ago =
        "UPDATE attempts SET sent_at = sent_at - interval '10 minutes', ended_at = ended_at - interval '9 minutes'";
    app.execute(long_ago).await;
    somebody_wants(&app, "Driver").await;
    assert_eq!(meter(&app, Unit::Jobs, "unknown").await, 0);
    assert_eq!(app.count("attempts WHERE state = 'freed'").await, 1);
    assert_eq!(meter(&app, Unit::Jobs, "spent").await, host.account(Source::ActiveJobs).jobs.cast_signed());
    books::look(&app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_spent_plan_of_the_direct_host_waits_for_its_next_billing_date() {
    let (app, host) = app_at_the_direct_host([]).await;
    somebody_wants(&app, "Nurse").await;
    host.control(Control::SetRemaining { source: Source::ActiveJobs, unit: Unit::Jobs, left: 0 });
    somebody_wants(&app, "Cook").await;
    let put_off = "fetches WHERE state = 'put_off' AND error_code = 'quota' AND put_off_until = '2026-12-03T00:00:00Z'";
    assert_eq!(app.count(put_off).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn half_a_year_is_paged_by_the_last_id_at_the_direct_host() {
    let (app, host) = app_at_the_direct_host([("ACTIVE_JOBS_MONTH", "on")]).await;
    somebody_wants(&app, "Data Scientist").await;
    let pages = host.account(Source::ActiveJobs).pages;
    assert!(pages.len() > 1 && pages.iter().any(|page| page.position == "after 0"), "{pages:?}");
    assert!(pages.iter().all(|page| page.position.starts_with("after ") && page.times == 1), "{pages:?}");
    let jobs: u64 = pages.iter().map(|page| page.jobs).sum();
    assert_eq!(app.count("jobs").await, jobs.cast_signed(), "none came twice");
}

#[tokio::test]
async fn the_direct_host_counts_and_tells_what_has_expired() {
    let host = start_sandbox(Clock::fixed(monday()), Plan::default());
    let address = |path: &str| format!("{}{path}", host.base_url(Source::ActiveJobs)).parse().unwrap();
    let settings =
        |path, key| SourceSettings::new(Source::ActiveJobs, address(path), Secret::new(key), "ACTIVE_JOBS_API_KEY");
    let direct = Client::new(Source::ActiveJobs, &settings("/v1", API_KEY)).unwrap();
    assert_eq!(settings("/v1/", API_KEY).dialect(Source::ActiveJobs), Dialect::Direct);
    let germany = "de".parse().unwrap();
    let combination = jobfill::combination::Combination::parse("Nurse", "Berlin", Filters::default(), germany).unwrap();
    let request = Request::of(Source::ActiveJobs, &combination);
    let ask = PageAsk {
        request: &request,
        or_titles: &[],
        span: Span::Week,
        position: &Position::Start,
        limit: 1_000,
        created_since: None,
        created_before: None,
    };
    let count = direct.count(&Question::of(&ask)).await.unwrap();
    let bought = direct.send(&ask).await.unwrap();
    let rows = jobfill::sources::charged_rows(&bought.body).unwrap();
    assert_eq!((u64::from(rows), bought.quota.jobs_charged), (count, Some(count)));
    assert_eq!(bought.quota.requests_charged, Some(1));
    host.control(Control::SetClockOffset { seconds: 60 * 86_400 });
    let expired = direct.expired(ExpiredSince::HalfYear).await.unwrap();
    assert_eq!(expired.len() as u64, count, "two months later all of them are gone");
    assert_eq!(host.account(Source::ActiveJobs).jobs, count, "counting cost no row");

    let gateway = Client::new(Source::ActiveJobs, &settings("", API_KEY)).unwrap();
    assert_eq!(gateway.count(&Question::of(&ask)).await.unwrap_err().charge, Charge::None);
    let stranger = Client::new(Source::ActiveJobs, &settings("/v1", "stale")).unwrap();
    let refused = stranger.send(&ask).await.unwrap_err().kind;
    assert!(matches!(refused, ErrorKind::Misconfigured { setting: "ACTIVE_JOBS_API_KEY", .. }), "{refused:?}");
}
