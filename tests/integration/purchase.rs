//! What is bought, for whom, and never twice.

use crate::support::app::{TestApp, list};
use crate::support::books;
use chrono::TimeDelta;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use jobfill::models::combination::Tracked;
use jobfill::quota::ledger;
use jobfill::quota::meter::Meter;
use jobfill::schema::{attempts, backfill_tracking, demands, fetches, savings};
use jobfill::sources::sandbox::{Control, Fault, How};
use jobfill::sources::{Source, Unit};
use jobfill::worker;

/// Every page was bought once, and the meters say what the providers say.
async fn everything_agrees(app: &TestApp) {
    for &source in Source::ALL {
        assert!(app.account(source).most_often() <= 1, "{} sold a page twice", source.label());
    }
    assert_eq!(spent(app).await, charged(app));
    assert!(ledger::imbalances(&mut *app.conn().await).await.unwrap().is_empty());
}

fn charged(app: &TestApp) -> [u64; 3] {
    let (jsearch, active_jobs) = (app.account(Source::JSearch), app.account(Source::ActiveJobs));
    [jsearch.requests, active_jobs.jobs, active_jobs.requests]
}

async fn spent(app: &TestApp) -> [u64; 3] {
    let meters = Meter::all_current(&mut *app.conn().await, app.clock.now()).await.unwrap();
    let of = |source: Source, unit: Unit| {
        let meter = meters.iter().find(|meter| meter.source == source && meter.unit == unit);
        meter.map_or(0, |meter| u64::try_from(meter.spent).unwrap())
    };
    [of(Source::JSearch, Unit::Requests), of(Source::ActiveJobs, Unit::Jobs), of(Source::ActiveJobs, Unit::Requests)]
}

async fn states(app: &TestApp) -> Vec<(String, String, String)> {
    let tracked: Vec<Tracked> = backfill_tracking::table
        .order(backfill_tracking::id)
        .select(Tracked::as_select())
        .load(&mut *app.conn().await)
        .await
        .unwrap();
    tracked.into_iter().map(|one| (one.title_keyword, one.location, one.state.to_string())).collect()
}

/// What was charged lies between what is spent and what is spent or unknown: an answer that was lost may yet be charged.
async fn never_under(app: &TestApp, how: How) {
    let meters = Meter::all_current(&mut *app.conn().await, app.clock.now()).await.unwrap();
    let unknown: i64 = meters.iter().map(|meter| meter.unknown).sum();
    let (spent, charged): (u64, u64) = (spent(app).await.iter().sum(), charged(app).iter().sum());
    assert!(
        spent <= charged && charged <= spent + u64::try_from(unknown).unwrap(),
        "{how:?}: {spent} {charged} {unknown}"
    );
}

async fn fetch_states(app: &TestApp) -> Vec<String> {
    fetches::table.order(fetches::id).select(fetches::state).load(&mut *app.conn().await).await.unwrap()
}

/// wanted and bought, as the demands have them.
async fn demands(app: &TestApp) -> (i64, i64) {
    demands::table
        .select((diesel::dsl::count_star(), diesel::dsl::count(demands::bought_at)))
        .first(&mut *app.conn().await)
        .await
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_person_with_the_same_search_spends_no_credit() {
    let app = TestApp::start().await;
    let (ada, bob) = (app.person("ada@example.com").await, app.person("bob@example.com").await);
    app.wants(&ada, &list(&["Data Scientist", "ML Engineer"], &["Berlin", "Hamburg"])).await;
    app.drain().await;
    let before = app.charged();
    assert!(before > 0);
    assert_eq!(demands(&app).await, (4, 4));

    let started = app.wants(&bob, &list(&["data  scientist (m/w/d)"], &["Berlin, Germany"])).await;
    assert_eq!((started.preview.counts.held, started.fetches.len()), (1, 0));
    app.drain().await;
    assert_eq!(app.charged(), before);
    assert_eq!(demands(&app).await, (5, 4));
    everything_agrees(&app).await;

    let saved: Vec<(String, String, i64)> = savings::table
        .order(savings::source)
        .select((savings::source, savings::reason, savings::credits))
        .load(&mut *app.conn().await)
        .await
        .unwrap();
    assert_eq!(saved.len(), 2);
    assert!(saved.iter().all(|(_, reason, credits)| reason == "same_combination" && *credits > 0), "{saved:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_who_comes_while_it_is_being_bought_joins() {
    let app = TestApp::start().await;
    let (ada, bob) = (app.person("ada@example.com").await, app.person("bob@example.com").await);
    app.wants(&ada, &list(&["Nurse"], &["Hamburg"])).await;
    let joined = app.wants(&bob, &list(&["Nurse"], &["Hamburg"])).await;
    assert_eq!((joined.preview.counts.loading, joined.fetches.len()), (1, 0));
    app.drain().await;
    assert_eq!(demands(&app).await, (2, 1));
    everything_agrees(&app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fetch_that_nobody_wants_any_more_is_not_bought() {
    let app = TestApp::start().await;
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&["Nurse"], &["Hamburg"])).await;
    app.wants_no_longer(&ada, &list(&[], &[]).name).await;
    app.drain().await;
    assert_eq!(app.charged(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn filter_variants_share_what_jsearch_cannot_tell_apart() {
    let app = TestApp::start().await;
    let ada = app.person("ada@example.com").await;
    let [mut senior, mut junior] = ["Senior", "Junior"]
        .map(|name| jobfill::searches::List { name: name.to_owned(), ..list(&["Data Scientist"], &["Berlin"]) });
    senior.filters.seniority = Some(jobfill::filters::Seniority::Senior);
    junior.filters.seniority = Some(jobfill::filters::Seniority::Junior);
    app.wants(&ada, &junior).await;
    app.wants(&ada, &senior).await;
    app.drain().await;
    let fetched: Vec<(String, i64)> = fetches::table
        .inner_join(jobfill::schema::requests::table.on(jobfill::schema::requests::id.eq(fetches::request_id)))
        .group_by(jobfill::schema::requests::source)
        .order(jobfill::schema::requests::source)
        .select((jobfill::schema::requests::source, diesel::dsl::count_star()))
        .load(&mut *app.conn().await)
        .await
        .unwrap();
    assert_eq!(fetched, [("active_jobs".to_owned(), 2), ("jsearch".to_owned(), 1)]);
    everything_agrees(&app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_whose_answer_is_lost_is_bought_again_once_and_the_ledger_says_so() {
    let app = TestApp::start().await;
    let ada = app.person("ada@example.com").await;
    app.sandbox.fail(Fault::once(How::Drop).at(Source::JSearch).charged(true));
    app.wants(&ada, &list(&["Data Scientist"], &["Berlin"])).await;
    app.drain().await;
    let lost: Vec<String> = attempts::table
        .filter(attempts::was_unknown)
        .select(attempts::state)
        .load(&mut *app.conn().await)
        .await
        .unwrap();
    // The next answer's figures prove that it was charged.
    assert_eq!(lost, ["lost"]);
    assert_eq!(app.account(Source::JSearch).most_often(), 2);
    assert_eq!(spent(&app).await, charged(&app));
    assert_eq!(states(&app).await[0].2, "loaded");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_was_lost_but_not_charged_is_proven_free() {
    let app = TestApp::start().await;
    let ada = app.person("ada@example.com").await;
    app.sandbox.fail(Fault::once(How::Drop).at(Source::ActiveJobs).charged(false));
    app.wants(&ada, &list(&["Data Scientist"], &["Berlin"])).await;
    app.drain().await;
    assert_eq!(spent(&app).await, charged(&app));
    everything_agrees(&app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_lost_twice_is_not_bought_a_third_time() {
    let app = TestApp::start().await;
    let ada = app.person("ada@example.com").await;
    app.sandbox.fail(Fault::once(How::Drop).times(5).at(Source::JSearch).charged(true));
    app.wants(&ada, &list(&["Data Scientist"], &["Berlin"])).await;
    app.drain().await;
    assert_eq!(app.account(Source::JSearch).calls, 2);
    assert_eq!(states(&app).await[0].2, "partly", "Active Jobs DB's jobs are here");
    assert!(ledger::imbalances(&mut *app.conn().await).await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_key_fails_at_once_without_retries_and_names_the_setting() {
    let app = TestApp::with([("JSEARCH_API_KEY", "wrong")]).await;
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&["Data Scientist", "Nurse"], &["Berlin"])).await;
    app.drain().await;
    assert_eq!(app.account(Source::JSearch).calls, 1, "the second fetch knows better");
    let failures: Vec<Option<String>> = fetches::table
        .filter(fetches::state.eq("failed"))
        .select(fetches::error)
        .load(&mut *app.conn().await)
        .await
        .unwrap();
    assert_eq!(failures.len(), 2);
    assert!(failures.iter().flatten().all(|why| why.contains("JSEARCH_API_KEY")), "{failures:?}");
    assert!(states(&app).await.iter().all(|(_, _, state)| state == "partly"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_spent_quota_puts_off_until_its_reset_and_goes_on_then() {
    let app = TestApp::start().await;
    let ada = app.person("ada@example.com").await;
    app.sandbox.fail(Fault::once(How::QuotaSpent).at(Source::JSearch));
    app.wants(&ada, &list(&["Data Scientist"], &["Berlin"])).await;
    app.drain().await;
    let waiting: Vec<Option<String>> = fetches::table
        .filter(fetches::state.eq("put_off"))
        .select(fetches::error)
        .load(&mut *app.conn().await)
        .await
        .unwrap();
    assert_eq!(waiting.len(), 1);
    assert!(waiting[0].as_ref().unwrap().contains("resets on 3 December"), "{waiting:?}");
    assert_eq!(states(&app).await[0].2, "waiting");

    app.pass(TimeDelta::days(11));
    app.drain().await;
    assert!(fetch_states(&app).await.iter().all(|state| state == "done"));
    // A new month has begun: the old one's meters are closed.
    assert!(ledger::imbalances(&mut *app.conn().await).await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_for_a_quota_goes_on_when_the_provider_begins_its_month_before_we_thought() {
    let app = TestApp::with([("JSEARCH_PLAN", "2")]).await;
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&["Data Scientist"], &["Berlin"])).await;
    app.drain().await;
    let put_off = "fetches WHERE state = 'put_off' AND error_code = 'quota'";
    worker::ensure_daily(&app).await.unwrap();
    app.pass(TimeDelta::hours(1));
    app.drain().await;
    assert_eq!((app.count(put_off).await, app.account(Source::JSearch).requests), (1, 2), "nothing is left");
    // As an answer's headers close it.
    books::execute(&app, "UPDATE meters SET resets_at = '2026-11-23T10:30:00Z' WHERE source = 'jsearch'").await;
    worker::ensure_daily(&app).await.unwrap();
    app.pass(TimeDelta::hours(1));
    app.drain().await;
    assert_eq!(app.account(Source::JSearch).requests, 3, "as far as the provider's own figures go");
    books::look(&app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_days_allowance_cuts_goes_on_the_next_day_without_buying_again() {
    let app = TestApp::with([("JOBFILL_PERSON_CREDITS", "5")]).await;
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&["Data Scientist"], &["Berlin"])).await;
    app.drain().await;
    assert!(app.charged() <= 5, "{} credits on the first day", app.charged());
    assert_eq!(states(&app).await[0].2, "waiting");
    for _ in 0..30 {
        app.pass(TimeDelta::days(1));
        app.drain().await;
    }
    assert!(fetch_states(&app).await.iter().all(|state| state == "done"));
    assert!(ledger::imbalances(&mut *app.conn().await).await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transient_failure_is_tried_again_and_costs_nothing_twice() {
    for how in [How::RateLimited, How::ServerError, How::HalfBody] {
        let app = TestApp::start().await;
        let ada = app.person("ada@example.com").await;
        app.sandbox.fail(Fault::once(how).at(Source::ActiveJobs));
        app.wants(&ada, &list(&["Data Scientist"], &["Berlin"])).await;
        app.drain().await;
        assert_eq!(states(&app).await[0].2, "loaded", "{how:?}");
        never_under(&app, how).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_switch_stops_all_spending_and_what_waits_goes_on_after() {
    use jobfill::models::installation::Installation;
    let app = TestApp::start().await;
    let ada = app.person("ada@example.com").await;
    Installation::stop_spending(&mut *app.conn().await, "the budget is under review", app.clock.now()).await.unwrap();
    app.wants(&ada, &list(&["Data Scientist"], &["Berlin"])).await;
    app.drain().await;
    assert_eq!(app.charged(), 0);
    Installation::resume_spending(&mut *app.conn().await, app.clock.now()).await.unwrap();
    app.drain().await;
    assert_eq!(states(&app).await[0].2, "loaded");
    everything_agrees(&app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_are_swept_out_long_after_they_were_read_and_never_before() {
    let app = TestApp::start().await;
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&["Nurse"], &["Berlin"])).await;
    app.drain().await;
    let (answers, jobs) = (app.count("answers").await, app.count("jobs").await);
    assert!(answers > 1);
    books::execute(
        &app,
        "UPDATE answers SET stored_at = NULL WHERE attempt_id = (SELECT min(attempt_id) FROM answers)",
    )
    .await;
    for (days, left) in [(89, answers), (2, 1)] {
        app.pass(TimeDelta::days(days));
        worker::ensure_daily(&app).await.unwrap();
        books::execute(&app, "DELETE FROM tasks WHERE kind <> 'housekeeping'").await;
        app.pass(TimeDelta::hours(1));
        app.drain().await;
        assert_eq!((app.count("answers").await, app.count("jobs").await), (left, jobs));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_that_sells_more_before_its_reset_is_asked_again_after_a_day() {
    let app = TestApp::with([("JSEARCH_PAGES", "2")]).await;
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&["Data Scientist"], &["Berlin"])).await;
    app.drain().await;
    let left = |left| Control::SetRemaining { source: Source::JSearch, unit: Unit::Requests, left };
    app.sandbox.control(left(0));
    app.wants(&ada, &list(&["Data Scientist", "Nurse"], &["Berlin"])).await;
    app.drain().await;
    let before = app.account(Source::JSearch).requests;
    assert_eq!(app.count("fetches WHERE state = 'put_off' AND error_code = 'quota'").await, 1);
    app.sandbox.control(left(500));
    for (hours, bought) in [(2, 0), (24, 2)] {
        worker::ensure_daily(&app).await.unwrap();
        books::execute(&app, "DELETE FROM tasks WHERE kind = 'refresh'").await;
        app.pass(TimeDelta::hours(hours));
        app.drain().await;
        assert_eq!(app.account(Source::JSearch).requests - before, bought, "after {hours} hours more");
    }
    assert_eq!(states(&app).await[1].2, "loaded");
    books::look(&app).await;
}
