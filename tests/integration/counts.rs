//! Where the source's host counts, a price is its own word: a call that is in the ledger, and no row.

use crate::support::app::TestApp;
use crate::support::books;
use jobfill::models::capability::{CapabilityName, CapabilityState};
use jobfill::sources::Source;
use jobfill::sources::sandbox::{API_KEY, Fault, How};

const ALONE: [(&str, &str); 2] = [("RAPIDAPI_KEY", ""), ("ACTIVE_JOBS_API_KEY", API_KEY)];

const QUESTION: [(&str, &str); 4] =
    [("query_name", "Mine"), ("titles", "Data Engineer\nNurse"), ("locations", "Berlin"), ("step", "preview")];

/// Calls by the ledger and by the provider.
async fn calls(app: &TestApp) -> (i64, u64) {
    let spent = "SELECT coalesce(sum(spent), 0)::int8 AS number FROM meters WHERE unit = 'requests'";
    (books::number(app, spent).await, app.account(Source::ActiveJobs).requests)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_price_is_the_sources_own_count_and_the_purchase_brings_as_many() {
    let app = TestApp::at_own_host(ALONE).await;
    let ada = app.visitor();
    ada.sign_up("ada@example.com").await.is(303);
    let page = ada.post("/searches", &QUESTION).await;
    let counted = books::number(&app, "SELECT sum(jobs)::int8 AS number FROM counts").await;
    assert!(counted > 20, "{counted}");
    page.is(200).shows(&format!("about {counted} more are expected"));
    assert_eq!((calls(&app).await, app.account(Source::ActiveJobs).jobs), ((2, 2), 0));
    assert_eq!(app.known(CapabilityName::Counts).await, Some(CapabilityState::On));
    ada.post("/searches", &QUESTION).await.is(200);
    assert_eq!(calls(&app).await, (2, 2), "what was counted today is not asked again");

    ada.post("/searches", &QUESTION[..3]).await.is(303);
    let expected = "SELECT sum(expected_credits)::int8 AS number FROM fetches";
    assert_eq!(books::number(&app, expected).await, counted);
    app.drain().await;
    assert_eq!(app.account(Source::ActiveJobs).jobs, u64::try_from(counted).unwrap());
    let (ours, theirs) = calls(&app).await;
    assert_eq!(ours, i64::try_from(theirs).unwrap());
    books::look(&app).await;
    ada.post("/searches", &QUESTION).await.is(200);
    assert_eq!(calls(&app).await.1, theirs, "what is held needs no count");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_count_that_fails_leaves_the_average_and_the_ledger_right() {
    for (how, spent, known) in [
        (How::NotFound, 0, Some(CapabilityState::Off)),
        (How::Drop, 1, None),
        (How::ServerError, 1, None),
        (How::RateLimited, 0, None),
    ] {
        let app = TestApp::at_own_host(ALONE).await;
        let ada = app.visitor();
        ada.sign_up("ada@example.com").await.is(303);
        app.sandbox.fail(Fault::once(how).at(Source::ActiveJobs));
        ada.post("/searches", &QUESTION).await.is(200).shows("about 200 more are expected");
        assert_eq!(calls(&app).await.0, spent, "{how:?}");
        assert!(calls(&app).await.1 <= u64::try_from(spent).unwrap(), "{how:?}");
        assert_eq!(app.known(CapabilityName::Counts).await, known, "{how:?}");
        books::look(&app).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_that_does_not_count_is_not_asked() {
    let app = TestApp::with(ALONE).await;
    let ada = app.visitor();
    ada.sign_up("ada@example.com").await.is(303);
    ada.post("/searches", &QUESTION).await.is(200).shows("about 200 more are expected");
    assert_eq!(app.account(Source::ActiveJobs).calls, 0);
}
