//! What can be chosen on the list, why something is hidden, employers that are left out, notes, files.

use super::{Person, job_id, posting, titles};
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
        Posting {
            company: Some("BISTRO NORD".to_owned()),
            description: Some("<p>To our <strong>Küchen</strong>&amp;<em>Chef</em>.</p>".to_owned()),
            description_is_html: true,
            ..posting("3", "Pastry Cook", at - TimeDelta::hours(2))
        },
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
        ("q=cook+-%22night+shift%22", vec!["Cook", "Junior Cook", "Pastry Cook"]),
        ("q=-%22night+shift%22", vec!["Cook", "Junior Cook", "Pastry Cook"]),
        ("q=%22kuchen+chef%22", vec!["Pastry Cook"]),
        ("q=%22Küchen+Chéf%22", vec!["Pastry Cook"]),
        ("seniority=Senior", vec!["Head Cook"]),
        ("contract=PART_TIME", vec!["Cook"]),
        ("pay=45.000", vec!["Head Cook"]),
        ("pay=31k", vec!["Cook", "Head Cook"]),
        ("employer=bistro", vec!["Cook", "Pastry Cook"]),
        ("employer=bis", vec!["Cook", "Pastry Cook"]),
        ("employer=bistro++nörd", vec!["Cook", "Pastry Cook"]),
        ("employer=nord+bistro", vec![]),
        ("employer=bistro&q=pastry", vec!["Pastry Cook"]),
    ] {
        for order in ["newest", "best"] {
            assert_eq!(sorted(&ada, &format!("/jobs?{query}&order={order}")).await, found, "{query} {order}");
        }
    }
    for (query, field) in [
        ("seniority=x", "Seniority"),
        ("contract=x", "Contract"),
        ("pay=much", "Salary a year"),
        ("employer=%3F", "Employer"),
    ] {
        ada.visitor.get(&format!("/jobs?{query}")).await.is(200).shows("could not be read").shows(&format!("“{field}"));
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
    ada.visitor.get("/jobs?location=K%C3%B6ln").await.shows("not in “Köln”").hides("Did you mean");
    ada.visitor.get("/jobs?q=zzzzzz+-pasrty").await.shows(">zzzzzz -pastry</a>?");
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
    ada.visitor.post(&format!("/jobs/{id}/why"), &[back, ("why", "level")]).await.is(303);
    ada.visitor
        .get(&format!("/jobs?order=newest&done=hide.{id}.level"))
        .await
        .shows("href=\"/jobs?seniority=Junior&#38;order=newest\"")
        .shows("Show Junior only");
    ada.visitor.post(&format!("/jobs/{id}/why"), &[back, ("why", "employer")]).await.is(303);
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
    ada.visitor.post("/language", &[("language", "de"), ("next", "/account")]).await.is(303);
    let german = ada.visitor.get("/jobs.csv?list=saved").await;
    german.shows("Titel,Arbeitgeber,Ort").shows("50.000–60.000 € im Jahr").shows("Berufserfahren").hides("Senior");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_holds_all_that_is_saved() {
    let app = TestApp::start().await;
    let ada = Person::cook(&app, "ada@example.com").await;
    app.execute(
        "INSERT INTO jobs (source, source_id, title, company, location, description, fields, posted_at, first_seen_at,
                           last_confirmed_at, listed_at, words, place_words)
         SELECT 'jsearch', 'many ' || n, 'Cook ' || n, 'Acme ' || n, 'Berlin', '', '{}', at, at, at, at, '', 'berlin'
           FROM (SELECT n, timestamptz '2026-11-23 09:00:00Z' - n * interval '1 minute' AS at FROM generate_series(1, 2100) AS n) one",
    )
    .await;
    app.execute(
        "INSERT INTO user_jobs (user_id, job_id, saved_at) SELECT users.id, jobs.id, listed_at FROM users, jobs",
    )
    .await;
    let file = ada.visitor.get("/jobs.csv?list=saved").await;
    assert_eq!(file.body.lines().count(), 2_101);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_heading_the_tabs_and_the_list_say_agrees() {
    let app = TestApp::start().await;
    let ada = somebody(&app).await;
    let old = posting("old", "Old Cook", app.clock.now() - TimeDelta::days(50));
    ada.is_brought(&app, Source::JSearch, &[old]).await;
    for title in ["Old Cook", "Head Cook"] {
        ada.visitor.post(&format!("/jobs/{}/save", job_id(&app, title).await), &[]).await.is(303);
    }
    let tab =
        |url: &str, name: &str, count: usize| format!("href=\"{url}\"{name} <span class=\"count\">{count}</span>");
    // The form sends an age with whatever is chosen: the usual one is no filter, and goes nowhere.
    let list = ada.visitor.get("/jobs?q=&location=&remote=&age=30&pay=&order=newest").await;
    list.hides("Filters (").hides(">Clear</a>").shows(&tab("/jobs?list=saved&#38;order=newest", ">Saved", 2));
    list.shows("4 jobs of the last 30 days, newest first.");
    let chosen = ada.visitor.get("/jobs?q=head&age=7&order=newest").await;
    chosen.shows("Filters (1)").shows(&tab("/jobs?list=saved&#38;order=newest", ">Saved", 2));
    let saved = ada.visitor.get("/jobs?list=saved&age=all").await;
    saved.shows("2 jobs, ").hides("Filters (").shows(" aria-current=\"page\">Saved <span class=\"count\">2</span>");
    // What is chosen of a list counts, and an empty choice says so.
    let some = ada.visitor.get("/jobs?list=saved&q=head").await;
    some.shows("1 job, ")
        .shows(" aria-current=\"page\">Saved <span class=\"count\">1</span>")
        .shows("href=\"/jobs\">All");
    let none = ada.visitor.get("/jobs?list=saved&q=xyz").await;
    none.shows("What you chose leaves none of the jobs on this list").hides("will stand here").hides("count\">2");
    assert_eq!(titles(&saved.body).len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_employer_that_is_left_out_counts_nowhere() {
    let app = TestApp::start().await;
    let ada = somebody(&app).await;
    app.drain().await;
    app.execute(
        "DELETE FROM request_jobs WHERE job_id IN (SELECT id FROM jobs WHERE source_id NOT IN ('1', '2', '3', '4'))",
    )
    .await;
    app.execute(
        "DELETE FROM topic_jobs WHERE job_id IN (SELECT id FROM jobs WHERE source_id NOT IN ('1', '2', '3', '4'))",
    )
    .await;
    assert_eq!(app.status("ada@example.com").await["combinations"][0]["jobs_found"], 4);
    let price = [("query_name", "More"), ("titles", "Cook"), ("locations", "Berlin"), ("step", "preview")];
    ada.visitor.post("/searches", &price).await.shows("To see at once: 4 jobs");
    let id = job_id(&app, "Cook").await;
    ada.visitor.post(&format!("/jobs/{id}/leave-out"), &[]).await.is(303);
    assert_eq!(app.status("ada@example.com").await["combinations"][0]["jobs_found"], 2);
    ada.visitor.get("/home").await.shows("Head Cook").hides("Pastry Cook").shows(" 2 jobs.").hides("4 jobs");
    ada.visitor.post("/searches", &price).await.shows("To see at once: 2 jobs");
    // A copy under another name takes the row; where every name is left out, the empty list says so.
    let copy = Posting { company: Some("Personnel AG".to_owned()), ..posting("5", "Cook", app.clock.now()) };
    ada.is_brought(&app, Source::ActiveJobs, &[copy]).await;
    app.execute("UPDATE jobs SET group_id = (SELECT id FROM jobs WHERE source_id = '2') WHERE source_id = '5'").await;
    assert_eq!(sorted(&ada, "/jobs").await, ["Cook", "Head Cook", "Junior Cook"]);
    app.execute("UPDATE users SET employers_off = '{bistro nord,acme gmbh,personnel ag}'").await;
    ada.visitor.get("/jobs").await.shows("4 jobs are of employers that you leave out");
}
