//! One account of how things stand: whatever puts a search off, every page and command says the same of it.

use crate::admin::{admin, admin_called};
use crate::support::app::{TestApp, list};
use crate::support::browser::Visitor;
use chrono::TimeDelta;
use jobfill::sources::Source;
use jobfill::sources::sandbox::{Fault, How};
use serde_json::{Value, json};
use std::collections::BTreeSet;

const CV: &str = "Jana Holub\nSenior Data Scientist\njana@example.org\nLeipzig\n\nProfile\nEight years in health care \
and retail. Looking for a new role as Data Scientist or Machine Learning Engineer in Berlin or Hamburg, remote only.\n\n\
Experience\n01/2021 - today   Data Scientist, Beispiel Klinik AG, Berlin\n03/2017 - 12/2020 Data Analyst, Muster \
Handel GmbH, Hamburg\n\nSkills\nPython, SQL, forecasting, A/B tests, German, English";

/// The first moment of the next day in Berlin.
const TOMORROW: &str = "2026-11-23T23:00:00Z";

async fn signed_up(app: &TestApp, email: &str) -> Visitor {
    let visitor = app.visitor();
    visitor.sign_up(email).await;
    visitor
}

fn form<'a>(titles: &'a str, places: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![("query_name", "Mine"), ("titles", titles), ("locations", places)]
}

fn combinations(status: &Value) -> &Vec<Value> {
    status["combinations"].as_array().unwrap()
}

/// All of somebody's searches wait until then, and say why.
#[track_caller]
fn all_wait(status: &Value, until: &Value, why: &str) {
    for one in combinations(status) {
        assert_eq!((&one["state"], &one["waits_until"]), (&json!("waiting"), until), "{one}");
        assert!(one["why"].as_str().unwrap().contains(why), "{one}");
        assert_eq!(one["jobs_found"], 0, "{one}");
    }
    assert_eq!(status["done"], true, "{status}");
}

/// No page claims that something failed, is here, was bought or is on its way.
async fn nothing_else_is_said(visitor: &Visitor) {
    for path in ["/home", "/searches", "/jobs"] {
        let page = visitor.get(path).await;
        for word in
            ["failed", "incomplete", "already here", "loaded for", "on the way", "being loaded", "still loading"]
        {
            page.hides(&format!(">{word}<")).hides(&format!(" {word}.")).hides(&format!(" {word},"));
        }
    }
}

/// Everybody's credits of the day are gone, and some of the first person's searches wait.
async fn with_a_spent_day() -> TestApp {
    let app =
        TestApp::with([("JOBFILL_DAILY_CREDITS", "400"), ("JSEARCH_PAGES", "1"), ("ACTIVE_JOBS_PAGES", "1")]).await;
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&["Nurse", "Cook", "Baker", "Painter", "Welder", "Teacher"], &["Munich", "Cologne"])).await;
    app.drain().await;
    assert_eq!(app.charged(), 400);
    app
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_day_is_spent_the_next_person_waits_until_tomorrow_and_everything_says_so() {
    let app = with_a_spent_day().await;
    let eve = signed_up(&app, "eve@example.com").await;
    eve.upload("/cv", "cv.txt", CV.into()).await.goes_to("/home");
    app.drain().await;
    let price = [form("Gardener", "Bremen"), vec![("step", "preview")]].concat();
    eve.post("/searches", &price)
        .await
        .shows("Nothing of it can be loaded today, because")
        .shows("limit for everybody is reached; it comes tomorrow.");
    eve.post("/searches", &form("Gardener", "Bremen")).await.goes_to("/home");
    eve.get("/home").await.shows("7 searches: 7 wait and come tomorrow.");
    app.drain().await;

    let status = app.status("eve@example.com").await;
    assert_eq!(combinations(&status).len(), 7);
    all_wait(&status, &json!(TOMORROW), "today's limit for everybody is reached; it goes on tomorrow");
    eve.get("/home").await.shows("Your 7 searches: 7 wait and come tomorrow. 0 jobs.");
    eve.get("/searches").await.shows("<span class=\"state waiting\"");
    eve.get("/jobs").await.shows("limit for everybody is reached; it goes on tomorrow.");
    nothing_else_is_said(&eve).await;
    assert_eq!(app.charged(), 400, "nothing was spent for it");
    let tracking = admin(&app).await.get("/admin/tracking?q=gardener").await;
    tracking.shows("state waiting").shows("it goes on tomorrow").hides("state failed");

    the_programs_say_the_same(&app, &status).await;

    let mut loaded = BTreeSet::new();
    for _ in 0..8 {
        app.pass(TimeDelta::days(1));
        app.drain().await;
        let status = app.status("eve@example.com").await;
        let here = combinations(&status).iter().filter(|one| one["state"] == "loaded");
        loaded.extend(here.map(|one| format!("{} {}", one["title_keyword"], one["location"])));
    }
    assert_eq!(loaded.len(), 7, "{loaded:?}");
}

/// The commands as scripts run them, and the file that admins download.
async fn the_programs_say_the_same(app: &TestApp, status: &Value) {
    let at = app.clock.now().to_rfc3339();
    let printed = app.command(&["status", "--user", "eve@example.com", "--json", "--at", &at]).await.ended_with(0);
    assert_eq!(&printed.json(), status);
    let backfill = app.command(&["backfill", "--user", "eve@example.com", "--at", &at]).await.ended_with(0);
    let sentence = "Backfill failed: today's limit for everybody is reached; it goes on tomorrow. The app goes on; these jobs come with the \
                    next daily update.";
    assert!(backfill.stdout.contains(sentence), "{}", backfill.stdout);
    assert_eq!(app.charged(), 400, "nothing was spent for it");

    let admin = admin_called(app, "clerk@example.com").await;
    let mine = combinations(status).iter().map(|one| one["title_keyword"].as_str().unwrap().to_owned());
    let mine: BTreeSet<String> = mine.collect();
    let file = admin.get("/admin/tracking.csv").await;
    let rows = file.is(200).body.lines().skip(1).filter(|row| mine.contains(row.split(',').nth(1).unwrap()));
    let rows: Vec<&str> = rows.collect();
    assert_eq!(rows.len(), combinations(status).len(), "{}", file.body);
    for row in rows {
        let words = format!(",waiting,{TOMORROW},today's limit for everybody is reached; it goes on tomorrow,");
        assert!(row.contains(&words), "{row}");
        let page = admin.get(&format!("/admin/tracking/{}", row.split(',').next().unwrap())).await;
        page.is(200).shows("state waiting").shows("it goes on tomorrow");
    }
}

/// The states that `/admin` counts by and the list filters by.
async fn counted(app: &TestApp) -> (i64, i64) {
    (
        app.count("backfill_tracking WHERE state = 'loaded'").await,
        app.count("backfill_tracking WHERE state = 'waiting'").await,
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_grown_old_is_counted_as_waiting_and_what_nobody_wants_rests() {
    let app = TestApp::start().await;
    let (ada, bob) = (app.person("ada@example.com").await, app.person("bob@example.com").await);
    app.wants(&ada, &list(&["Nurse"], &["Berlin"])).await;
    app.wants(&bob, &list(&["Cook"], &["Bremen"])).await;
    app.drain().await;
    assert_eq!(counted(&app).await, (2, 0));
    app.wants_no_longer(&bob, "Primary Search").await;
    // No run comes for two days; then the hourly look finds what has become of it.
    app.pass(TimeDelta::hours(50));
    jobfill::worker::ensure_daily(&app).await.unwrap();
    app.execute("DELETE FROM tasks WHERE kind = 'refresh'").await;
    app.pass(TimeDelta::hours(1));
    app.drain().await;
    assert_eq!(counted(&app).await, (0, 2));
    let admin = admin(&app).await;
    let all = admin.get("/admin/tracking?state=waiting").await;
    all.shows("2 combinations").shows("lacks the newest jobs").shows("nobody wants it now").hides("state loaded");
    admin.get("/admin/tracking.csv").await.shows("nobody wants it now").hides(",loaded,");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_joins_a_purchase_that_was_put_off_waits_with_it() {
    let app = with_a_spent_day().await;
    let bob = signed_up(&app, "bob@example.com").await;
    let gardener = list(&["Gardener"], &["Bremen"]);
    let carl = app.person("carl@example.com").await;
    app.wants(&carl, &gardener).await;
    let price = [form("Gardener", "Bremen"), vec![("step", "preview")]].concat();
    bob.post("/searches", &price).await.shows("1 put off for now, 0 to be loaded").hides("1 already on the way");
    bob.post("/searches", &form("Gardener", "Bremen")).await.goes_to("/home");
    bob.get("/home").await.shows("1 search: 1 waits and comes tomorrow.").shows("Your search: 1 waits");
    all_wait(&app.status("bob@example.com").await, &json!(TOMORROW), "it goes on tomorrow");
    nothing_else_is_said(&bob).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ones_own_limit_of_the_day_waits_until_tomorrow() {
    let app = TestApp::with([("JOBFILL_PERSON_COMBINATIONS", "0")]).await;
    let ada = signed_up(&app, "ada@example.com").await;
    ada.post("/searches", &form("Nurse\nCook", "Berlin")).await.goes_to("/home");
    app.drain().await;
    all_wait(&app.status("ada@example.com").await, &json!(TOMORROW), "your limit of new searches for today");
    ada.get("/home").await.shows("Your 2 searches: 2 wait and come tomorrow. 0 jobs.");
    nothing_else_is_said(&ada).await;
    // Saving the list again lifts no limit.
    ada.post("/searches", &form("Nurse\nCook", "Berlin")).await.goes_to("/home");
    app.drain().await;
    all_wait(&app.status("ada@example.com").await, &json!(TOMORROW), "your limit of new searches for today");
    assert_eq!(app.charged(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_that_is_used_up_waits_for_its_reset() {
    let app = TestApp::with([("JSEARCH_PLAN", "0"), ("ACTIVE_JOBS_PLAN", "0")]).await;
    let ada = signed_up(&app, "ada@example.com").await;
    ada.post("/searches", &form("Nurse", "Berlin")).await.goes_to("/home");
    app.drain().await;
    let status = app.status("ada@example.com").await;
    all_wait(&status, &json!("2026-12-01T00:00:00Z"), "monthly quota spent, resets on 1 December");
    ada.get("/home").await.shows("Your search: 1 waits and comes on 1 December.");
}

#[tokio::test(flavor = "multi_thread")]
async fn stopped_spending_waits_for_an_admin_and_for_no_time() {
    let app = TestApp::start().await;
    app.execute("UPDATE installation SET spending_stopped_at = now(), spending_stopped_why = 'a test'").await;
    let ada = signed_up(&app, "ada@example.com").await;
    ada.post("/searches", &form("Nurse", "Berlin")).await.goes_to("/home");
    app.drain().await;
    all_wait(&app.status("ada@example.com").await, &Value::Null, "it goes on when an admin allows it");
    ada.get("/home").await.shows("Your search: 1 waits for whoever runs this.");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_source_that_asked_for_a_pause_is_waited_for_and_not_done() {
    let app = TestApp::start().await;
    let pause = Fault { retry_after_seconds: Some(600), ..Fault::once(How::RateLimited).at(Source::JSearch) };
    app.sandbox.fail(pause);
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&["Nurse"], &["Berlin"])).await;
    for _ in 0..20 {
        jobfill::worker::step(&app, &jobfill::queue::Choice::default()).await.unwrap();
    }
    let status = app.status("ada@example.com").await;
    let one = &combinations(&status)[0];
    assert_eq!((&one["state"], &status["done"]), (&json!("waiting"), &json!(false)), "{one}");
    let until: chrono::DateTime<chrono::Utc> = one["waits_until"].as_str().unwrap().parse().unwrap();
    let wait = until - app.clock.now();
    assert!(TimeDelta::minutes(5) < wait && wait < TimeDelta::minutes(20), "{one}");
    assert!(one["why"].as_str().unwrap().contains("JSearch asked for a pause"), "{one}");
    app.drain().await;
    assert_eq!(app.status("ada@example.com").await["done"], true);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_failed_says_what_happens_next_and_never_the_providers_words() {
    let app = TestApp::start().await;
    app.sandbox.fail(Fault::once(How::Refused).at(Source::JSearch));
    let ada = signed_up(&app, "ada@example.com").await;
    ada.post("/searches", &form("Nurse", "Berlin")).await.goes_to("/home");
    app.drain().await;
    let status = app.status("ada@example.com").await;
    let one = &combinations(&status)[0];
    assert_eq!((&one["state"], &one["waits_until"], &status["done"]), (&json!("partly"), &Value::Null, &json!(true)));
    for path in ["/home", "/jobs"] {
        let page = ada.get(path).await;
        page.shows("JSearch does not take this search as it stands; it is asked again tomorrow at 06:00");
        page.hides("refused the request").hides("query parameter");
    }
    ada.get("/home").await.shows("Your search: 1 could not be loaded.");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_jobs_of_a_search_are_one_number_everywhere_and_what_filters_leave_out_is_said_apart() {
    let app = TestApp::start().await;
    let ada = signed_up(&app, "ada@example.com").await;
    let wish = [form("Data Scientist", "Berlin"), vec![("ai_seniority", "Senior")]].concat();
    ada.post("/searches", &wish).await.goes_to("/home");
    app.drain().await;
    app.execute("UPDATE jobs SET seniority = 'Junior' WHERE id = (SELECT min(id) FROM jobs)").await;
    let status = app.status("ada@example.com").await;
    let one = &combinations(&status)[0];
    let (jobs, left_out) = (one["jobs_found"].as_i64().unwrap(), one["jobs_left_out"].as_i64().unwrap());
    let stored = app.count("jobs").await;
    assert!(jobs > 0 && left_out > 0 && jobs + left_out <= stored, "{jobs} and {left_out} of {stored}");
    // The list itself is not counted beyond its first page.
    let on_list = if jobs > 50 { "50+".to_owned() } else { jobs.to_string() };
    ada.get("/jobs").await.shows(&format!("{on_list} jobs of the last 30 days"));
    ada.get("/home").await.shows(&format!("{jobs} jobs.")).shows(&format!("{left_out} more left out by its filters"));
    ada.get("/searches").await.shows(&format!("data-unit=\"jobs\">{jobs}</td>"));
}
