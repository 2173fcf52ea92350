//! An empty list explains itself.

use super::{Person, job_id, posting, postings};
use crate::support::app::{TestApp, list};
use chrono::TimeDelta;
use jobfill::filters::{Filters, Seniority};
use jobfill::searches::List;
use jobfill::sources::sandbox::{Fault, How};
use jobfill::sources::{Posting, Source};

#[tokio::test(flavor = "multi_thread")]
async fn somebody_without_searches_is_told_what_to_do() {
    let app = TestApp::start().await;
    let visitor = app.visitor();
    visitor.sign_up("ada@example.com").await;
    visitor.get("/jobs").await.is(200).shows("will stand here").shows("Upload your CV");
    for list in ["saved", "applied", "hidden"] {
        visitor.get(&format!("/jobs?list={list}")).await.is(200).shows("will stand here");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_still_loading_is_said() {
    let app = TestApp::start().await;
    let ada = Person::who_wants(&app, "ada@example.com", &list(&["Cook", "Baker"], &["Berlin"])).await;
    let page = ada.visitor.get("/jobs").await;
    page.shows("2 of your 2 searches are still loading").shows("Nothing has been found for your searches yet");
    page.shows("data-live");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_source_that_failed_is_named() {
    let app = TestApp::start().await;
    app.sandbox.fail(Fault::once(How::WrongKey).at(Source::JSearch));
    let ada = Person::who_wants(&app, "ada@example.com", &list(&["Data Scientist"], &["Berlin"])).await;
    app.drain().await;
    let page = ada.visitor.get("/jobs").await;
    page.shows("incomplete</span> JSearch");
    assert!(!ada.sees("/jobs").await.is_empty(), "the other source's jobs are here");
}

#[tokio::test(flavor = "multi_thread")]
async fn each_thing_that_hides_jobs_comes_with_its_count() {
    let app = TestApp::start().await;
    let senior = Filters { seniority: Some(Seniority::Senior), ..Filters::default() };
    let ada =
        Person::who_wants(&app, "ada@example.com", &List { filters: senior, ..list(&["Cook"], &["Berlin"]) }).await;
    let mut jobs = postings(&app, 3);
    jobs.push(posting("old", "Old", app.clock.now() - TimeDelta::days(50)));
    jobs.push(Posting { seniority: Some(Seniority::Junior), ..posting("junior", "Junior", app.clock.now()) });
    ada.is_brought(&app, Source::JSearch, &jobs).await;
    for title in ["Job 1", "Job 2", "Job 3"] {
        ada.visitor.post(&format!("/jobs/{}/hide", job_id(&app, title).await), &[]).await.is(303);
    }
    let page = ada.visitor.get("/jobs").await;
    page.shows("5 jobs found for your searches, and none of them is shown here");
    page.shows("3 jobs were hidden by you").shows("1 job is older").shows("1 job states something else");

    let elsewhere = ada.visitor.get("/jobs?list=hidden&location=hamburg").await;
    elsewhere.shows("Show all without these filters");
    for (query, said) in [
        ("q=ruby&age=all", "1 job does not contain “ruby”"),
        ("location=hamburg&age=all", "1 job is not in “hamburg”"),
        ("remote=stated&age=all", "1 job is not remote"),
        ("source=active_jobs&age=all", "1 job comes from the other source"),
    ] {
        ada.visitor.get(&format!("/jobs?{query}")).await.shows(said);
    }
    app.pass(TimeDelta::hours(30));
    ada.visitor.get("/jobs?list=new&age=all").await.shows("1 job is not new");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_beyond_the_last_one_leads_back() {
    let app = TestApp::start().await;
    let ada = Person::cook(&app, "ada@example.com").await;
    ada.is_brought(&app, Source::JSearch, &postings(&app, 1)).await;
    ada.visitor
        .get("/jobs?page=o1.1")
        .await
        .is(200)
        .shows("no more jobs in this direction")
        .shows("Go to the newest jobs");
}
