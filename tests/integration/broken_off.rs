//! Fetches that broke off: what they have bought is not bought again, and none of them stands in the way for good.

use crate::admin::{REASON, admin};
use crate::support::app::{TestApp, list};
use crate::support::books::{self, number};
use crate::support::browser::Visitor;
use chrono::TimeDelta;
use jobfill::models::capability::{CapabilityName, CapabilityState};
use jobfill::queue::Choice;
use jobfill::sources::Source;
use jobfill::sources::sandbox::{Fault, How};
use jobfill::worker;

/// Ada wants one thing of JSearch, and its first page is here.
async fn after_one_page() -> TestApp {
    let app =
        TestApp::with([("ACTIVE_JOBS_API_KEY", " "), ("RAPIDAPI_KEY", " "), ("JSEARCH_API_KEY", "sandbox")]).await;
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&["Software Engineer"], &["Berlin"])).await;
    step(&app).await;
    assert_eq!(number(&app, "SELECT pages::int8 AS number FROM fetches").await, 1);
    app
}

async fn step(app: &TestApp) {
    app.hurry().await;
    worker::step(app, &Choice::default()).await.unwrap();
}

/// The next page is asked for; while its answer is on the way an admin cancels the fetch, and does something more.
async fn cancel_on_its_way(app: &TestApp, admin: &Visitor, then: impl AsyncFnOnce()) {
    app.gate.hold_answers();
    tokio::join!(step(app), async {
        let sent = "SELECT coalesce(max(fetch_id), 0) AS number FROM attempts WHERE state = 'sending'";
        let fetch = books::reaches(app, "a page that is asked for", sent, |fetch| *fetch > 0).await;
        admin.post(&format!("/admin/fetches/{fetch}/cancel"), &[REASON]).await.is(303);
        then().await;
        app.gate.open();
    });
}

/// It is six in Berlin on this day of November, and the daily run is worked off.
async fn morning(app: &TestApp, day: u32) {
    app.clock.set(format!("2026-11-{day}T05:00:00Z").parse().unwrap());
    worker::ensure_daily(app).await.unwrap();
    app.drain().await;
}

/// Pages of the month that JSearch sold more than once.
fn sold_twice(app: &TestApp) -> Vec<String> {
    let pages = app.account(Source::JSearch).pages.into_iter();
    let twice = pages.filter(|page| page.times > 1 && page.query.contains("date_posted=month"));
    twice.map(|page| format!("{} {}", page.position, page.times)).collect()
}

async fn state(app: &TestApp) -> String {
    app.status("ada@example.com").await["combinations"][0]["state"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_was_on_its_way_when_its_fetch_was_cancelled_is_not_bought_again() {
    let app = after_one_page().await;
    let admin = admin(&app).await;
    cancel_on_its_way(&app, &admin, async || ()).await;
    assert_eq!(app.count("fetches WHERE state = 'cancelled' AND pages = 2").await, 1, "it came, and it counts");
    admin.post("/admin/tracking/1/load", &[REASON]).await.is(303);
    app.drain().await;
    assert_eq!((sold_twice(&app), state(&app).await), (vec![], "loaded".to_owned()));
    assert_eq!((app.count("fetches").await, app.count("attempts WHERE state = 'late'").await), (1, 0));
    books::look(&app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_last_page_that_comes_after_its_fetch_was_cancelled_makes_it_whole() {
    let app = TestApp::with([("JSEARCH_PAGES", "1"), ("ACTIVE_JOBS_PAGES", "1")]).await;
    let admin = admin(&app).await;
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&["Software Engineer"], &["Berlin"])).await;
    cancel_on_its_way(&app, &admin, async || ()).await;
    assert_eq!(app.count("fetches WHERE state = 'done' AND error IS NULL").await, 1);
    app.drain().await;
    assert_eq!(state(&app).await, "loaded");
    books::look(&app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_page_that_is_on_its_way_is_waited_for_when_its_fetch_was_cancelled() {
    let app = TestApp::with([("JSEARCH_PAGES", "2"), ("ACTIVE_JOBS_PAGES", "1")]).await;
    let admin = admin(&app).await;
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&["Software Engineer"], &["Berlin"])).await;
    let load = async || {
        admin.post("/admin/tracking/1/load", &[REASON]).await.is(303);
    };
    cancel_on_its_way(&app, &admin, load).await;
    app.drain().await;
    assert_eq!((app.count("fetches").await, state(&app).await), (2, "loaded".to_owned()));
    for source in Source::ALL {
        assert!(app.account(*source).pages.iter().all(|page| page.times == 1), "{:?}", app.account(*source).pages);
    }
    books::look(&app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_that_fails_after_its_fetch_was_cancelled_costs_what_it_cost() {
    let app = TestApp::start().await;
    let admin = admin(&app).await;
    let ada = app.person("ada@example.com").await;
    app.sandbox.fail(Fault::once(How::RateLimited));
    app.wants(&ada, &list(&["Software Engineer"], &["Berlin"])).await;
    cancel_on_its_way(&app, &admin, async || ()).await;
    assert_eq!(app.count("attempts WHERE state = 'voided'").await, 1);
    assert_eq!(app.count("fetches WHERE state = 'cancelled'").await, 1);
    assert_eq!(number(&app, "SELECT sum(unknown)::int8 AS number FROM meters").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dated_list_whose_next_page_is_refused_ends_and_is_not_paid_for_again_and_again() {
    let app = TestApp::with([("ACTIVE_JOBS_MONTH", "on"), ("JSEARCH_PAGES", "1")]).await;
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&["Data Scientist"], &["Berlin"])).await;
    step(&app).await;
    step(&app).await;
    app.execute("UPDATE fetches SET created_since = window_from WHERE span = '6m'").await;
    app.knows(CapabilityName::Dates, Some(CapabilityState::On)).await;
    assert_eq!(app.count("fetches WHERE span = '6m' AND pages = 1 AND state = 'running'").await, 1);
    app.sandbox.fail(Fault::once(How::Refused).times(u32::MAX).at(Source::ActiveJobs).matching("date_created"));
    app.drain().await;
    assert_eq!(app.count("attempts WHERE state = 'refused'").await, 1);
    assert_eq!(app.count("fetches WHERE span = '6m' AND state = 'failed'").await, 1);
    books::look(&app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_was_lost_twice_is_not_waited_for_morning_after_morning() {
    let app = after_one_page().await;
    app.sandbox.fail(Fault::once(How::Drop).times(2).at(Source::JSearch));
    app.drain().await;
    assert_eq!(app.count("fetches WHERE state = 'failed' AND error_code = 'lost_twice'").await, 1);
    morning(&app, 24).await;
    assert_eq!(state(&app).await, "loaded");
    books::look(&app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cursor_that_has_expired_is_paid_for_once() {
    let app = after_one_page().await;
    app.execute(r#"UPDATE fetches SET position = '{"cursor": "expired"}'"#).await;
    app.drain().await;
    assert_eq!(app.count("attempts WHERE state = 'refused'").await, 1);
    morning(&app, 24).await;
    assert_eq!((state(&app).await, app.count("attempts WHERE state = 'refused'").await), ("loaded".to_owned(), 1));
    books::look(&app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_could_not_be_read_is_read_later_without_being_paid_again() {
    let app = TestApp::with([("JSEARCH_PAGES", "1")]).await;
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&["Software Engineer"], &["Berlin"])).await;
    app.drain().await;
    // As an older version left it that could not read the answer to the first page.
    let first = "FROM requests WHERE requests.id = request_id AND requests.source = 'jsearch'";
    app.execute(&format!(
        "UPDATE fetches SET state = 'failed', error_code = 'unreadable', pages = 0, next_page = 1, position = '\"start\"' {first}"
    ))
    .await;
    app.execute(
        "UPDATE answers SET stored_at = NULL WHERE page = 1 AND fetch_id IN (SELECT id FROM fetches WHERE state = 'failed')",
    )
    .await;
    app.execute("UPDATE requests SET held = '{}', cut = '{}' WHERE source = 'jsearch'").await;
    morning(&app, 24).await;
    let first = app.account(Source::JSearch).pages.into_iter().find(|page| page.position == "row 0").unwrap();
    assert_eq!((first.times, app.count("answers WHERE stored_at IS NULL").await), (1, 0));
    assert_eq!(state(&app).await, "loaded");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_date_that_is_refused_while_a_fetch_is_put_off_does_not_end_it() {
    let app = TestApp::start().await;
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&["Data Scientist"], &["Berlin"])).await;
    app.drain().await;
    app.pass(TimeDelta::days(2));
    let admin = admin(&app).await;
    admin.post("/admin/spending/stop", &[REASON]).await.is(303);
    admin.post("/admin/tracking/1/load", &[REASON]).await.is(303);
    app.drain().await;
    assert_eq!(app.count("fetches WHERE state = 'put_off' AND created_since IS NOT NULL").await, 1);
    app.knows(CapabilityName::Dates, Some(CapabilityState::Off)).await;
    admin.post("/admin/spending/resume", &[REASON]).await.is(303);
    app.drain().await;
    assert_eq!(app.count("fetches WHERE state <> 'done'").await, 0);
    books::look(&app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_source_that_takes_no_date_any_more_is_asked_without_one() {
    let app = TestApp::start().await;
    app.knows(CapabilityName::Dates, Some(CapabilityState::On)).await;
    // Else the list would be blamed.
    app.knows(CapabilityName::Lists, Some(CapabilityState::On)).await;
    app.sandbox.fail(Fault::once(How::Refused).times(u32::MAX).at(Source::ActiveJobs).matching("date_created"));
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&["Data Scientist", "Nurse"], &["Berlin"])).await;
    app.drain().await;
    assert_eq!(app.count("attempts WHERE state = 'refused'").await, 1, "one finds out for all");
    assert_eq!(app.count("fetches WHERE state <> 'done'").await, 0);
    books::look(&app).await;
}
