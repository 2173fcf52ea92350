//! "Needs you", `jobfill doctor` and `/metrics`: is anybody not getting jobs, and why?

use crate::admin::{REASON, admin, two_people};
use crate::support::app::{TestApp, list};
use crate::support::books;
use crate::support::program::Output;
use chrono::TimeDelta;
use jobfill::sources::Source;
use jobfill::sources::sandbox::{Fault, How};
use serde_json::Value;

/// `jobfill doctor` as of the test's clock.
async fn doctor(app: &TestApp, more: &[&str]) -> Output {
    let at = app.clock.now().to_rfc3339();
    let arguments: Vec<&str> = ["doctor", "--at", &at].into_iter().chain(more.iter().copied()).collect();
    app.command(&arguments).await
}

/// What it found under one cause.
async fn found(app: &TestApp, cause: &str, code: u8) -> Vec<Value> {
    let all = doctor(app, &["--json"]).await.ended_with(code.into()).json();
    all.as_array().unwrap().iter().filter(|one| one["cause"] == cause).cloned().collect()
}

async fn metrics(app: &TestApp) -> String {
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    http.get(format!("{}/metrics", app.url)).send().await.unwrap().text().await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_doctor_counts_copies_and_names_the_largest_groups() {
    let app = two_people().await;
    let both =
        "(SELECT company, title FROM jobs GROUP BY company, title HAVING count(DISTINCT source) = 2) both_sources";
    let (jobs, at_both) = (app.count("jobs").await, app.count(both).await);
    let told = doctor(&app, &[]).await.ended_with(0).stdout.clone();
    let line = told.lines().find(|line| line.starts_with("Of the newest")).unwrap();
    let figures: Vec<i64> = line.split(|c: char| !c.is_ascii_digit()).filter_map(|word| word.parse().ok()).collect();
    let [all, copies, .., groups] = figures[..] else { panic!("{line}") };
    assert_eq!(all, jobs, "{line}");
    // Those of both sources, unless one of them names no place; and what one source has twice.
    assert!(copies >= groups && groups * 2 >= at_both && copies * 2 < jobs, "{line}: {at_both} at both");
    assert!(told.contains(" times: "), "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn where_everybody_gets_jobs_nothing_needs_anybody() {
    let app = two_people().await;
    admin(&app).await.get("/admin").await.shows("Nothing needs you. What stops, fails or runs low is named");
    doctor(&app, &[]).await.ended_with(0);
    let told: Value = doctor(&app, &["--json"]).await.ended_with(0).json();
    let causes: Vec<&Value> = told.as_array().unwrap().iter().map(|one| &one["cause"]).collect();
    assert_eq!(causes, ["no_password"], "good to know, and no more");
    let text = metrics(&app).await;
    assert!(text.contains("jobfill_needs{cause=\"put_off\"} 0\n"), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_spent_day_is_said_everywhere_with_its_figures_and_is_over_the_next_morning() {
    let app = TestApp::with([("JOBFILL_DAILY_CREDITS", "60"), ("JOBFILL_PERSON_CREDITS", "1000")]).await;
    let (ada, bob) = (app.person("ada@example.com").await, app.person("bob@example.com").await);
    app.wants(&ada, &list(&["Data Scientist"], &["Berlin"])).await;
    app.drain().await;
    app.wants(&bob, &list(&["Nurse", "Welder"], &["Hamburg"])).await;
    app.drain().await;
    let waiting = app.count("fetches WHERE state = 'put_off'").await;
    assert!(waiting > 0, "the day's limit is not met");
    let used = app.count("allowances WHERE subject = 0 AND used >= 60").await;
    assert_eq!(used, 1, "it is not spent");

    let admin = admin(&app).await;
    let page = admin.get("/admin").await;
    page.is(200).shows("credits for everybody are used: 100 %").shows(&format!("{waiting} fetches are put off"));
    page.hides("Nothing. What stops");
    let limit = found(&app, "day_limit", 1).await.remove(0);
    assert_eq!(limit["count"], 60);
    assert_eq!(limit["link"], "/admin/quota");
    assert!(
        limit["since"].is_string() && limit["what_to_do"].as_str().unwrap().contains("60 of today's 60"),
        "{limit}"
    );
    let put_off = found(&app, "put_off", 1).await.remove(0);
    assert_eq!(put_off["count"], waiting);
    let names: std::collections::BTreeSet<&String> = put_off.as_object().unwrap().keys().collect();
    let names: Vec<&str> = names.into_iter().map(String::as_str).collect();
    assert_eq!(names, ["cause", "count", "link", "since", "what_to_do"]);
    let text = metrics(&app).await;
    assert!(text.contains(&format!("jobfill_needs{{cause=\"put_off\"}} {waiting}\n")), "{text}");
    assert!(text.contains("jobfill_limit_used_percent{limit=\"day\"} 100\n"), "{text}");
    let steps = "notices WHERE limit_name = 'day' AND recovered_at IS NULL";
    assert_eq!(app.count(steps).await, 4, "each step once");
    admin.get("/admin").await.is(200);
    assert_eq!(app.count("notices WHERE limit_name = 'day'").await, 4, "and once only");

    app.pass(TimeDelta::days(1));
    jobfill::needs::note(&mut *app.conn().await, &app).await.unwrap();
    assert_eq!(app.count(steps).await, 0);
    assert_eq!(app.count("notices WHERE limit_name = 'day' AND recovered_at IS NOT NULL").await, 4);
    admin.get("/admin").await.is(200).hides("for everybody are used").shows("below it again");
}

#[tokio::test(flavor = "multi_thread")]
async fn half_and_three_quarters_inform_and_nine_tenths_need_somebody() {
    let app = TestApp::start().await;
    books::execute(
        &app,
        "INSERT INTO allowances (day, subject, used) VALUES ('2026-11-23', 0, 0), ('2026-11-23', 7, 0)",
    )
    .await;
    let limit = app.caps().installation_credits;
    for (percent, code, step) in
        [(49, 0, None), (50, 0, Some(50)), (75, 0, Some(75)), (90, 1, Some(90)), (100, 1, Some(100))]
    {
        books::execute(&app, &format!("UPDATE allowances SET used = {} WHERE subject = 0", limit * percent / 100))
            .await;
        let found = found(&app, "day_limit", code).await;
        assert_eq!(found.len(), usize::from(step.is_some()), "{percent} %");
    }
    books::execute(&app, "UPDATE allowances SET used = 0 WHERE subject = 0").await;
    let limit = app.caps().person_credits;
    books::execute(&app, &format!("UPDATE allowances SET used = {limit} WHERE subject = 7")).await;
    let person = found(&app, "person_limit", 1).await.remove(0);
    assert!(person["what_to_do"].as_str().unwrap().starts_with("1 person has used all"), "{person}");
}

#[tokio::test(flavor = "multi_thread")]
async fn switches_stops_and_waits_are_named_with_their_remedy() {
    let app = two_people().await;
    let admin = admin(&app).await;
    admin.post("/admin/spending/stop", &[("reason", "invoice disputed")]).await.is(303);
    admin.post("/admin/sources/jsearch/pause", &[REASON]).await.is(303);
    books::execute(
        &app,
        "UPDATE sources SET next_call_at = now() + interval '50 minutes' WHERE source = 'active_jobs'",
    )
    .await;
    let page = admin.get("/admin").await;
    page.shows("All spending is stopped").shows("invoice disputed").shows("JSearch is stopped");
    assert_eq!(found(&app, "source_waits", 1).await.len(), 1);
    for cause in ["spending_stopped", "source_stopped"] {
        let one = found(&app, cause, 1).await.remove(0);
        assert!(one["since"].is_string(), "{one}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn failures_locked_sign_ins_and_cvs_that_nobody_reads_are_counted() {
    let app = TestApp::start().await;
    let ada = app.person("ada@example.com").await;
    app.sandbox.fail(Fault::once(How::Refused).at(Source::JSearch).charged(false));
    app.wants(&ada, &list(&["Nurse"], &["Berlin"])).await;
    app.drain().await;
    books::execute(
        &app,
        "INSERT INTO sign_in_failures VALUES ('\\x01', 9, '2026-11-23T09:20:00Z', '2026-11-24T09:10:00Z')",
    )
    .await;
    books::execute(
        &app,
        "INSERT INTO profiles (key, reader, model, created_at) VALUES ('k', 'claude', 'm', '2026-11-23T09:00:00Z')",
    )
    .await;
    books::execute(
        &app,
        "INSERT INTO cvs (user_id, file_name, kind, size_bytes, text, text_key, profile_key, uploaded_at)
         SELECT id, 'cv.txt', 'text', 1, 'x', 'x', 'k', '2026-11-23T09:00:00Z' FROM users",
    )
    .await;
    for (cause, count) in [("failed_fetches", 1), ("sign_ins_locked", 1), ("cv_failed", 1)] {
        assert_eq!(found(&app, cause, 1).await.remove(0)["count"], count, "{cause}");
    }
    let failed = found(&app, "failed_fetches", 1).await.remove(0);
    assert_eq!(failed["link"], "/admin/fetches#failed");
}

#[tokio::test(flavor = "multi_thread")]
async fn idle_workers_and_a_run_that_does_not_come_are_noticed() {
    let app = TestApp::start().await;
    jobfill::worker::ensure_daily(&app).await.unwrap();
    app.drain().await;
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&["Nurse"], &["Berlin"])).await;
    books::execute(
        &app,
        "UPDATE tasks SET retry_at = now() - interval '1 hour', finished_at = finished_at - interval '1 hour'",
    )
    .await;
    app.pass(TimeDelta::minutes(11));
    assert_eq!(found(&app, "tasks_idle", 1).await.remove(0)["count"], 3, "two fetches, and what links their jobs");
    app.clock.set("2026-11-24T05:10:00Z".parse().unwrap());
    assert!(found(&app, "run_overdue", 1).await.is_empty(), "ten minutes are no delay");
    app.clock.set("2026-11-24T05:40:00Z".parse().unwrap());
    let late = found(&app, "run_overdue", 1).await.remove(0);
    assert_eq!(late["since"], "2026-11-24T05:00:00Z");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_key_a_real_installation_says_that_nobody_gets_jobs() {
    let app = TestApp::with([("RAPIDAPI_KEY", "")]).await;
    assert!(found(&app, "no_key", 0).await.is_empty(), "a sandbox needs none");
    books::execute(&app, "UPDATE installation SET mode = 'live'").await;
    let one = found(&app, "no_key", 1).await.remove(0);
    assert!(one["what_to_do"].as_str().unwrap().contains("RAPIDAPI_KEY"), "{one}");
    admin(&app).await.get("/admin").await.shows("No source has a key");
}
