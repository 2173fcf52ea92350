//! Bulkheads: what is slow keeps waiting only what waits for the same.

use super::readings;
use crate::cv_pages::CV;
use crate::support::app::{TestApp, list};
use crate::support::books;
use crate::support::wait;
use jobfill::sources::Source;
use jobfill::sources::sandbox::{Fault, How};
use jobfill::worker::{self, Pool};
use std::net::TcpListener;
use std::time::Duration;

/// Longer than any test waits, and shorter than the source's deadline here.
const SLOW: Duration = Duration::from_secs(500);

#[tokio::test(flavor = "multi_thread")]
async fn a_run_at_a_slow_source_keeps_back_neither_a_cv_nor_the_other_source_nor_people() {
    let app = TestApp::with([
        ("JOBFILL_WORKERS", "12"),
        ("JSEARCH_CONCURRENCY", "64"),
        ("JSEARCH_DEADLINE_SECONDS", "600"),
        ("JOBFILL_LEASE_SECONDS", "700"),
        ("JOBFILL_DAILY_CREDITS", "1000000"),
        ("JOBFILL_PERSON_CREDITS", "1000000"),
    ])
    .await;
    let ada = app.person("ada@example.com").await;
    let titles = ["Nurse", "Teacher", "Plumber"];
    app.wants(&ada, &list(&titles, &["Berlin", "Hamburg"])).await;
    app.drain().await;
    app.clock.set("2026-11-24T05:00:00Z".parse().unwrap());
    worker::ensure_daily(&app).await.unwrap();
    app.sandbox.fail(Fault::once(How::Slow).at(Source::JSearch).times(1_000).after(SLOW));
    let pool = Pool::start(app.app.clone());
    let of_runs = "FROM attempts JOIN fetches ON fetches.id = fetch_id
                   WHERE attempts.state = 'sending' AND fetches.purpose = 'refresh'";
    let under_way = format!("SELECT count(*) AS number {of_runs}");
    // All that it asks for there: places at a source follow the source's pace, not the number of workers.
    books::reaches(&app, "calls of the run at the slow source", &under_way, |calls| *calls == 6).await;

    let bob = app.visitor();
    bob.sign_up("bob@example.com").await.is(303);
    bob.paste("/cv", CV).await.goes_to("/home");
    let read = "SELECT count(*) AS number FROM cvs WHERE searches_made_at IS NOT NULL";
    books::reaches(&app, "a CV that is read", read, |read| *read == 1).await;
    let of_bob = |what: &str| {
        format!(
            "SELECT count(*) AS number FROM fetches JOIN requests ON requests.id = request_id
              WHERE started_for = (SELECT subject FROM users WHERE email = 'bob@example.com') AND {what}"
        )
    };
    let other = of_bob("source = 'active_jobs' AND fetches.state NOT IN ('queued', 'running')");
    let wanted = books::number(&app, &of_bob("source = 'active_jobs'")).await;
    assert!(wanted > 0);
    books::reaches(&app, "all that he waits for at the other source", &other, |done| *done == wanted).await;
    let slow = of_bob(
        "source = 'jsearch' AND EXISTS (SELECT FROM attempts WHERE fetch_id = fetches.id AND state = 'sending')",
    );
    books::reaches(&app, "his calls at the slow source", &slow, |calls| *calls >= 1).await;
    assert_eq!(books::number(&app, &under_way).await, 6, "the run is where it was");
    drop(pool);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_model_that_does_not_answer_holds_a_quarter_of_the_places() {
    // Takes every connection, and says nothing.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", silent.local_addr().unwrap());
    let app = TestApp::with([
        ("JOBFILL_WORKERS", "8"),
        ("ANTHROPIC_API_KEY", "a-key"),
        ("ANTHROPIC_BASE_URL", address.as_str()),
    ])
    .await;
    for (person, skills) in [["welding", "brewing", "baking"], ["singing", "weaving", "mining"]].iter().enumerate() {
        let visitor = app.visitor();
        visitor.sign_up(&format!("person{person}@example.com")).await.is(303);
        for skill in skills {
            visitor.paste("/cv", &CV.replace("forecasting", skill)).await.is(303);
        }
    }
    assert_eq!(app.count("tasks WHERE kind = 'read_cv'").await, 6);
    let pool = Pool::start(app.app.clone());
    let reading = "SELECT count(*) AS number FROM tasks WHERE kind = 'read_cv' AND state = 'running'";
    books::reaches(&app, "readings that wait for the model", reading, |count| *count == 2).await;
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&["Nurse", "Teacher"], &["Berlin", "Hamburg"])).await;
    let bought = "SELECT coalesce(sum(cells), 0)::int8 AS number FROM fetches WHERE state = 'done'";
    books::reaches(&app, "everything that a person waits for", bought, |done| *done >= 8).await;
    assert_eq!(books::number(&app, reading).await, 2);
    drop(pool);
}

#[tokio::test(flavor = "multi_thread")]
async fn tasks_that_find_nothing_to_do_take_few_statements_and_no_word_each() {
    let app = TestApp::with([("JOBFILL_WORKERS", "16")]).await;
    readings(&app, 200, "due_at, awaits", "'2026-11-01', NULL").await;
    let mut listener = super::Listener::start(&app).await;
    let before = app.db.statements();
    let pool = Pool::start(app.app.clone());
    let mut looks = 0;
    let done = async || {
        looks += 1;
        app.count("tasks WHERE kind = 'read_cv' AND state = 'done'").await
    };
    wait::until("two hundred tasks that are done", done, |done| *done == 200).await;
    let statements = app.db.statements() - before - looks;
    println!("{statements} statements for 200 tasks");
    assert!(statements <= 200 * 6, "{statements} statements for 200 tasks");
    let heard = listener.heard().await;
    // A run of the day may be queued meanwhile.
    assert!(heard.len() < 20, "{heard:?}");
    drop(pool);
}
