//! One job's page.

use super::{Person, job_id, posting, postings};
use crate::support::app::TestApp;
use chrono::TimeDelta;
use jobfill::filters::StatedArrangement;
use jobfill::sources::{Posting, Source};

#[tokio::test(flavor = "multi_thread")]
async fn a_job_shows_its_three_dates_what_it_states_and_what_it_does_not() {
    let app = TestApp::start().await;
    let ada = Person::cook(&app, "ada@example.com").await;
    let job = Posting {
        apply_url: Some("https://jobs.example.com/apply?id=1&x=2".to_owned()),
        work_arrangement: Some(StatedArrangement::Hybrid),
        description: Some(
            "<p onclick=\"x\">Cook <script>alert(1)</script><img src=\"//t.example/1\">well</p>".to_owned(),
        ),
        description_is_html: true,
        ..posting("1", "Head Cook <Berlin>", app.clock.now() - TimeDelta::days(3))
    };
    ada.is_brought(&app, Source::JSearch, std::slice::from_ref(&job)).await;
    app.pass(TimeDelta::hours(30));
    ada.is_brought(&app, Source::JSearch, &[job]).await;
    let page = ada.visitor.get(&format!("/jobs/{}", job_id(&app, "Head Cook <Berlin>").await)).await;
    page.is(200).shows("Apply at jobs.example.com").shows("rel=\"noopener noreferrer nofollow ugc\"");
    page.shows("title=\"2026-11-20 09:15 UTC\">4 days ago").shows("2026-11-23 09:15 UTC\">1 day ago").shows("just now");
    page.shows("<dd>Hybrid</dd>").shows("not stated").shows("Cook · Berlin").shows("<p>Cook well</p>");
    for gone in ["<Berlin>", "alert", "onclick=\"x", "t.example"] {
        assert!(!page.body.contains(gone), "{gone}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_that_is_not_http_is_not_shown() {
    let app = TestApp::start().await;
    let ada = Person::cook(&app, "ada@example.com").await;
    let links = ["javascript:alert(1)", "data:text/html,x", "//evil.example", "ftp://evil.example/", "x"];
    for (number, link) in links.into_iter().enumerate() {
        let title = format!("Job {number}");
        let job = Posting { apply_url: Some(link.to_owned()), ..posting(&title, &title, app.clock.now()) };
        ada.is_brought(&app, Source::JSearch, &[job]).await;
        let page = ada.visitor.get(&format!("/jobs/{}", job_id(&app, &title).await)).await;
        page.is(200).shows("no link to apply by");
        assert!(!page.body.contains(link) || link == "x", "{link}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_that_none_of_a_persons_searches_saw_does_not_exist_for_them() {
    let app = TestApp::start().await;
    let ada = Person::cook(&app, "ada@example.com").await;
    ada.is_brought(&app, Source::JSearch, &postings(&app, 1)).await;
    let path = format!("/jobs/{}", job_id(&app, "Job 1").await);
    let stranger = app.visitor();
    stranger.sign_up("eve@example.com").await;
    let (unseen, missing) = (stranger.get(&path).await, stranger.get("/jobs/987654").await);
    assert_eq!((unseen.status.as_u16(), &unseen.body), (404, &missing.body));
    for path in ["/jobs/0", "/jobs/-1", "/jobs/x", "/jobs/99999999999999999999"] {
        stranger.get(path).await.is(404);
    }
    ada.visitor.get(&path).await.is(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_jobs_page_lists_its_copies() {
    let app = TestApp::start().await;
    let ada = Person::cook(&app, "ada@example.com").await;
    ada.is_brought(&app, Source::JSearch, &postings(&app, 1)).await;
    let path = format!("/jobs/{}", job_id(&app, "Job 1").await);
    ada.visitor.get(&path).await.hides("Other postings of this job");
    app.pass(TimeDelta::hours(3));
    let copy = Posting {
        publisher: Some("Personio".to_owned()),
        apply_url: Some("https://acme.jobs.personio.de/job/1".to_owned()),
        work_arrangement: Some(StatedArrangement::Hybrid),
        ..posting("x", "JOB 1 (m/w/d)", app.clock.now())
    };
    ada.is_brought(&app, Source::ActiveJobs, &[copy]).await;
    let page = ada.visitor.get(&path).await;
    page.shows("Other postings of this job").shows(">Active Jobs DB, published by Personio</a>").shows("just now");
    // What the first does not state, and where to apply.
    page.shows("<dd>Hybrid</dd>").shows("class=\"button primary\" href=\"https://acme.jobs.personio.de/job/1\"");
    let other = format!("/jobs/{}", job_id(&app, "JOB 1 (m/w/d)").await);
    ada.visitor.get(&other).await.shows(&format!("<a href=\"{path}\">JSearch</a>"));
}
