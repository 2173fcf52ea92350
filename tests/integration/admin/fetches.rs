//! The pages of purchases: what can be tried again, what ended a fetch, and forms in pages that change.

use super::{REASON, admin};
use crate::support::app::{TestApp, list};
use crate::support::books;
use crate::support::chromium::Chromium;
use chrono::TimeDelta;
use jobfill::sources::Source;
use jobfill::sources::sandbox::{Fault, How};

#[tokio::test(flavor = "multi_thread")]
async fn only_what_trying_again_would_start_counts_as_failed() {
    let app = TestApp::start().await;
    let admin = admin(&app).await;
    let ada = app.person("ada@example.com").await;
    app.sandbox.fail(Fault::once(How::Refused).at(Source::JSearch).charged(false));
    app.wants(&ada, &list(&["Nurse"], &["Berlin"])).await;
    app.drain().await;
    let needs = "<a href=\"/admin/fetches#failed\">1 request whose last fetch failed</a>";
    admin.get("/admin").await.shows(needs);
    admin.get("/admin/fetches").await.shows("<h2 id=\"failed\">What failed</h2>").shows(">Retry it</button>");

    app.execute("UPDATE backfill_tracking SET paused_at = now()").await;
    admin.get("/admin").await.hides("whose last fetch failed");
    admin.get("/admin/fetches").await.hides("What failed");
    app.execute("UPDATE backfill_tracking SET paused_at = NULL, users = 0").await;
    admin.get("/admin").await.hides("whose last fetch failed");
    app.execute("UPDATE backfill_tracking SET users = 1").await;

    let code = "SELECT error_code AS text FROM fetches WHERE state = 'failed'";
    let code = books::texts(&app, code).await.remove(0);
    admin.post("/admin/fetches/retry", &[("source", "jsearch"), ("code", &code), REASON]).await.is(303);
    admin.get("/admin/fetches").await.shows("1 fetch is queued").hides("What failed");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fetch_that_a_pause_ends_no_longer_speaks_of_the_quota() {
    let app = TestApp::with([("JSEARCH_PLAN", "0")]).await;
    let admin = admin(&app).await;
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&["Nurse"], &["Berlin"])).await;
    app.drain().await;
    let put_off = app.count("fetches WHERE state = 'put_off' AND error_code = 'quota'").await;
    assert_eq!(put_off, 1);
    admin.post("/admin/tracking/1/pause", &[REASON]).await.is(303);
    app.pass(TimeDelta::days(40));
    app.drain().await;
    let why = books::texts(&app, "SELECT error AS text FROM fetches WHERE state = 'cancelled'").await;
    assert_eq!(why, ["nobody wants it any more, or an admin has paused it"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reason_that_is_typed_outlives_what_changes_around_it() {
    let app = TestApp::start().await;
    admin(&app).await;
    let ada = app.person("ada@example.com").await;
    let browser = Chromium::start(true).await;
    browser.sign_in(&app.url, "root@example.com").await;
    app.wants(&ada, &list(&["Nurse"], &["Berlin"])).await;
    browser.open(&format!("{}/admin/fetches/1", app.url)).await;
    browser.type_into("#acts input[name=reason]", "too dear").await;
    app.drain().await;
    browser.sees("<span class=\"state done\">").await;
    browser.click("#acts button").await;
    browser.sees("the fetch is done already").await;

    app.wants(&ada, &list(&["Nurse"], &["Kiel"])).await;
    browser.open(&format!("{}/admin/fetches/3", app.url)).await;
    browser.find("#acts form").await;
    app.drain().await;
    browser.find("#acts:not(:has(form))").await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_days_fetches_are_those_that_ended_on_it() {
    let app = TestApp::start().await;
    let admin = admin(&app).await;
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&["Nurse"], &["Berlin"])).await;
    app.drain().await;
    app.pass(TimeDelta::days(1));
    admin.sign_in("root@example.com").await.is(303);
    app.wants(&ada, &list(&["Nurse", "Cook"], &["Berlin"])).await;
    app.drain().await;
    let numbers = async |query: &str| -> Vec<String> {
        let file = admin.get(&format!("/admin/fetches.csv?{query}")).await;
        file.is(200).body.lines().skip(1).map(|line| line.split(',').next().unwrap().to_owned()).collect()
    };
    let (first, second) = (numbers("ended=2026-11-23").await, numbers("ended=2026-11-24").await);
    assert!(
        !first.is_empty() && !second.is_empty() && first.iter().all(|id| !second.contains(id)),
        "{first:?} {second:?}"
    );
    assert_eq!(numbers("").await.len(), first.len() + second.len());
    assert_eq!(numbers("ended=2026-11-23&state=failed").await.len(), 0);
    assert_eq!(numbers("ended=2026-11-22").await.len(), 0);
    admin.get("/admin/fetches?ended=2026-11-23").await.is(200).shows("value=\"2026-11-23\"").shows("ended=2026-11-23");
    admin.get("/admin/fetches?ended=yesterday").await.is(200).hides("value=\"yesterday\"");
}
