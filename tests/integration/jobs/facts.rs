//! What can be chosen on the list, why something is hidden, employers that are left out, notes, files.

use super::{Person, job_id, posting};
use crate::support::app::TestApp;
use chrono::TimeDelta;
use jobfill::filters::{EmploymentType, Seniority};
use jobfill::sources::{Posting, Source};

async fn sorted(person: &Person, path: &str) -> Vec<String> {
    let mut seen = person.sees(path).await;
    seen.sort_unstable();
    seen
}

/// A cook with four jobs that state different things.
async fn somebody(app: &TestApp) -> Person {
    let ada = Person::cook(app, "ada@example.com").await;
    let at = app.clock.now();
    let jobs = [
        Posting {
            seniority: Some(Seniority::Senior),
            salary: Some("50,000–60,000 EUR a year".to_owned()),
            description: Some("You lead the night shift of our kitchen.".to_owned()),
            ..posting("1", "Head Cook", at)
        },
        Posting {
            employment_types: vec![EmploymentType::PartTime],
            salary: Some("15 EUR an hour".to_owned()),
            company: Some("Bistro Nord".to_owned()),
            description: Some("A shift by day, and no night of work.".to_owned()),
            ..posting("2", "Cook", at - TimeDelta::hours(1))
        },
        Posting { company: Some("BISTRO NORD".to_owned()), ..posting("3", "Pastry Cook", at - TimeDelta::hours(2)) },
        posting("4", "Junior Cook", at - TimeDelta::hours(3)),
    ];
    ada.is_brought(app, Source::JSearch, &jobs).await;
    ada
}

#[tokio::test(flavor = "multi_thread")]
async fn words_phrases_and_stated_facts_narrow_the_list() {
    let app = TestApp::start().await;
    let ada = somebody(&app).await;
    for (query, found) in [
        ("q=-junior", vec!["Cook", "Head Cook", "Pastry Cook"]),
        ("q=night+shift", vec!["Cook", "Head Cook"]),
        ("q=%22night+shift%22", vec!["Head Cook"]),
        ("q=cook+-%22night+shift%22", vec!["Junior Cook", "Pastry Cook"]),
        ("seniority=Senior", vec!["Head Cook"]),
        ("contract=PART_TIME", vec!["Cook"]),
        ("pay=45.000", vec!["Head Cook"]),
        ("pay=31k", vec!["Cook", "Head Cook"]),
        ("employer=bistro", vec!["Cook", "Pastry Cook"]),
        ("employer=bistro&q=pastry", vec!["Pastry Cook"]),
    ] {
        for order in ["newest", "best"] {
            assert_eq!(sorted(&ada, &format!("/jobs?{query}&order={order}")).await, found, "{query} {order}");
        }
    }
    for query in ["seniority=x", "contract=x", "pay=much", "employer=%3F"] {
        ada.visitor.get(&format!("/jobs?{query}")).await.is(200).shows("could not be read");
    }
    ada.visitor.get("/jobs?seniority=Lead").await.shows("4 jobs state nothing, or something else").shows("Any of them");
    ada.visitor.get("/jobs?contract=PART_TIME&pay=10000").await.shows("Filters (2)");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_probably_meant_is_offered() {
    let app = TestApp::start().await;
    let ada = somebody(&app).await;
    ada.visitor.get("/jobs?q=pasrty+ccok").await.shows("Did you mean");
    ada.visitor.get("/jobs?location=Belrin").await.shows("Did you mean <a href=\"/jobs?location=Berlin\">Berlin</a>?");
    ada.visitor.get("/jobs?q=zzzzzz").await.hides("Did you mean");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hidden_job_has_a_reason_that_can_become_a_filter() {
    let app = TestApp::start().await;
    let ada = somebody(&app).await;
    let id = job_id(&app, "Cook").await;
    let back = ("back", "/jobs?order=newest");
    ada.visitor.post(&format!("/jobs/{id}/hide"), &[back]).await.is(303);
    let page = ada.visitor.get(&format!("/jobs?order=newest&done=hide.{id}")).await;
    page.shows(&format!("action=\"/jobs/{id}/unhide\"")).shows("Too far").shows("Seen elsewhere");
    ada.visitor
        .post(&format!("/jobs/{id}/why"), &[back, ("why", "employer")])
        .await
        .goes_to(&format!("/jobs?order=newest&done=hide.{id}.employer"));
    ada.visitor.post(&format!("/jobs/{id}/why"), &[back, ("why", "mood")]).await.is(400);
    let page = ada.visitor.get(&format!("/jobs?order=newest&done=hide.{id}.employer")).await;
    page.shows("Leave out all jobs of this employer");
    ada.visitor.get("/jobs?list=hidden").await.shows("Hidden: Employer");

    ada.visitor.post(&format!("/jobs/{id}/leave-out"), &[back]).await.goes_to("/jobs?order=newest");
    let page = ada.visitor.get("/jobs").await;
    page.shows("1 employer is left out").shows("Show bistro nord again");
    assert_eq!(ada.sees("/jobs").await, ["Head Cook", "Junior Cook"]);
    assert_eq!(ada.sees("/jobs?list=hidden").await, ["Cook"], "what was marked stays where it is");
    ada.visitor.post("/jobs/employers", &[("employer", "bistro nord"), back]).await.goes_to("/jobs?order=newest");
    assert_eq!(ada.sees("/jobs").await, ["Head Cook", "Pastry Cook", "Junior Cook"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_application_has_a_day_and_a_note() {
    let app = TestApp::start().await;
    let ada = somebody(&app).await;
    let id = job_id(&app, "Head Cook").await;
    let note = |day: &'static str, note: &'static str| [("applied_on", day), ("note", note), ("from", "/jobs?q=cook")];
    ada.visitor.post(&format!("/jobs/{id}/apply"), &[]).await.is(303);
    ada.visitor.get(&format!("/jobs/{id}")).await.shows("value=\"2026-11-23\"");
    let kept = ada.visitor.post(&format!("/jobs/{id}/note"), &note("2026-11-20", "by mail to <Ms Doe>")).await;
    kept.goes_to(&format!("/jobs/{id}?from=%2Fjobs%3Fq%3Dcook"));
    let page = ada.visitor.get(&format!("/jobs/{id}?from=%2Fjobs%3Fq%3Dcook")).await;
    page.shows("value=\"2026-11-20\"").shows(&format!("href=\"/jobs?q=cook#job-{id}\""));
    let list = ada.visitor.get("/jobs?list=applied").await;
    list.shows("Applied on 20 November: by mail to &#60;Ms Doe&#62;").shows("Day and note");
    let wrong = ada.visitor.post(&format!("/jobs/{id}/note"), &note("2026-12-24", "typed")).await;
    wrong.is(422).shows("still to come").shows("typed").shows("value=\"2026-12-24\"");
    ada.visitor.post(&format!("/jobs/{id}/note"), &note("soon", "")).await.is(422).shows("Choose a day");
}

#[tokio::test(flavor = "multi_thread")]
async fn saved_jobs_are_a_file_without_formulas() {
    let app = TestApp::start().await;
    let ada = somebody(&app).await;
    let bad =
        Posting { company: Some("=HYPERLINK(\"x\")".to_owned()), ..posting("bad", "Cook, and more", app.clock.now()) };
    ada.is_brought(&app, Source::JSearch, &[bad]).await;
    for title in ["Cook, and more", "Head Cook"] {
        ada.visitor.post(&format!("/jobs/{}/save", job_id(&app, title).await), &[]).await.is(303);
    }
    ada.visitor.post(&format!("/jobs/{}/apply", job_id(&app, "Cook").await), &[]).await.is(303);
    ada.visitor.get("/jobs?list=saved").await.shows("href=\"/jobs.csv?list=saved\"");
    let file = ada.visitor.get("/jobs.csv?list=saved").await;
    assert_eq!(file.body.lines().count(), 3, "{}", file.body);
    file.shows("\"Cook, and more\",\"'=HYPERLINK(\"\"x\"\")\"").shows("50,000–60,000 EUR a year").shows("2026-11-23");
    let applied = ada.visitor.get("/jobs.csv?list=applied").await;
    assert_eq!(applied.body.lines().count(), 2, "{}", applied.body);
    applied.shows("Bistro Nord");
}
