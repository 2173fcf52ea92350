//! An installation with JSearch alone, morning after morning: what it learns of wider questions, and what it has by them.

use super::app::{TestApp, monday};
use super::books;
use chrono::TimeDelta;
use jobfill::backfill::learn;
use jobfill::models::capability::{Capability, CapabilityName, CapabilityState};
use jobfill::searches::List;
use jobfill::sources::Source;
use jobfill::sources::sandbox::{API_KEY, Manners, Plan};
use std::collections::BTreeSet;

/// With a plan of so many pages, and such manners; one in so many is checked.
pub async fn alone(credits: &str, manners: Manners, check_one_in: &str) -> TestApp {
    let plan = Plan { jsearch_requests: 500_000, active_jobs_requests: 1, active_jobs_jobs: 1 };
    let settings = [
        ("RAPIDAPI_KEY", ""),
        ("JSEARCH_API_KEY", API_KEY),
        ("JSEARCH_PLAN", credits),
        // A week of a town is more than five pages.
        ("JSEARCH_PAGES", "10"),
        ("JOBFILL_DAILY_CREDITS", credits),
        ("JOBFILL_PERSON_CREDITS", credits),
        ("JOBFILL_PERSON_COMBINATIONS", "1000"),
        ("JOBFILL_CHECK_ONE_IN", check_one_in),
    ];
    let app = TestApp::beginning(monday(), plan, settings).await;
    app.sandbox.behave(manners);
    app
}

/// From now on this is known.
pub async fn note(app: &TestApp, name: CapabilityName, state: CapabilityState) {
    let known = (Source::JSearch, name);
    Capability::note(&mut *app.conn().await, known, state, "a test", app.clock.now()).await.unwrap();
}

/// What is known; None: nothing.
pub async fn state(app: &TestApp, name: CapabilityName) -> Option<CapabilityState> {
    let known = Capability::find(&mut *app.conn().await, Source::JSearch, name).await.unwrap();
    known.map(|known| known.state)
}

/// What has shown it.
pub async fn evidence(app: &TestApp, name: CapabilityName) -> Vec<String> {
    let sql = format!("SELECT evidence AS text FROM capabilities WHERE source = 'jsearch' AND name = '{name}'");
    books::texts(app, &sql).await
}

/// Somebody comes with a list, and what is bought for it.
pub async fn comes(app: &TestApp, name: &str, wanted: &List) {
    let person = app.person(&format!("{name}@example.com")).await;
    app.wants(&person, wanted).await;
    app.drain().await;
}

/// A day later: the run, and what it shows.
pub async fn morning(app: &TestApp) {
    app.pass(TimeDelta::days(1));
    app.begin_run().await;
    app.drain().await;
    learn::look(&mut *app.conn().await, app).await.unwrap();
}

/// Number of the newest fetch.
pub async fn last_fetch(app: &TestApp) -> i64 {
    books::number(app, "SELECT coalesce(max(id), 0)::int8 AS number FROM fetches").await
}

/// For each search, the jobs that were brought for it, as far as a condition goes.
async fn brought(app: &TestApp, condition: &str) -> BTreeSet<String> {
    let sql = format!(
        "SELECT requests.key || ' ' || company || ' ' || title || ' ' || jobs.location AS text
           FROM request_jobs JOIN jobs ON jobs.id = job_id JOIN requests ON requests.id = request_id
           JOIN combination_requests USING (request_id) WHERE {condition}"
    );
    books::texts(app, &sql).await.into_iter().collect()
}

/// Of the jobs that searches have got in one installation, and that were posted between so many days ago and yesterday, how
/// many they have got in the other one. What is seen later has a date that says less.
pub async fn of_all(other: &TestApp, app: &TestApp, days: i64) -> (usize, usize) {
    let ago = |days| (app.clock.now() - TimeDelta::days(days)).to_rfc3339();
    let posted = format!("posted_at >= '{}' AND posted_at < '{}'", ago(days), ago(1));
    let (all, here) = (brought(app, &posted).await, brought(other, "TRUE").await);
    (all.intersection(&here).count(), all.len())
}
