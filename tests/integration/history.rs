//! What grows for ever: totals that are kept beside it, and an end for what is old.

use crate::admin::{admin, two_people};
use crate::support::app::{TestApp, list};
use crate::support::books::{self, number, texts};
use chrono::TimeDelta;
use jobfill::models::sweep;
use jobfill::models::user::{Email, User};
use jobfill::quota::totals;
use jobfill::sources::sandbox::{Fault, How};
use jobfill::worker;

/// The hourly task, so many days later.
async fn housekeeping(app: &TestApp, days: i64) {
    app.pass(TimeDelta::days(days));
    worker::ensure_daily(app).await.unwrap();
    app.execute("DELETE FROM tasks WHERE kind <> 'housekeeping'").await;
    app.pass(TimeDelta::hours(1));
    app.drain().await;
}

async fn differences(app: &TestApp) -> Vec<String> {
    totals::differences(&mut *app.conn().await).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn totals_are_the_sums_of_their_facts_whatever_happens_to_those() {
    let app = two_people().await;
    assert_eq!(differences(&app).await, [""; 0]);
    let cleo = app.person("cleo@example.com").await;
    app.sandbox.fail(Fault::once(How::Drop).times(2));
    app.sandbox.fail(Fault::once(How::ServerError).times(2));
    app.wants(&cleo, &list(&["Data Scientist", "Baker"], &["Berlin", "Ulm"])).await;
    assert_eq!(differences(&app).await, [""; 0], "while savings are pending");
    app.drain().await;
    assert_eq!(differences(&app).await, [""; 0], "after lost and refused answers");
    app.wants_no_longer(&cleo, "Primary Search").await;
    app.execute("DELETE FROM users WHERE email = 'cleo@example.com'").await;
    assert_eq!(differences(&app).await, [""; 0]);
    assert!(number(&app, "SELECT count(*) AS number FROM saving_days WHERE writer <> 0").await > 0);
    let wanted = "SELECT sum(wanted)::int8 AS number FROM demand_days";
    let before = number(&app, wanted).await;
    assert_eq!(before, app.count("demands").await);
    housekeeping(&app, 0).await;
    for table in totals::ALL.map(|one| one.table) {
        assert_eq!(app.count(&format!("{table} WHERE writer <> 0")).await, 0, "{table} is not put together");
    }
    assert_eq!((differences(&app).await, number(&app, wanted).await), (vec![], before));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_total_that_is_wrong_is_found_and_made_anew() {
    let app = two_people().await;
    app.command(&["quota", "--check"]).await.ended_with(0);
    let wrong = [
        ("UPDATE saving_days SET credits = credits + 7", "saving_days 2026-11-23"),
        ("DELETE FROM attempt_days WHERE state = 'settled'", "attempt_days 2026-11-23"),
        ("UPDATE ledger_days SET spent = spent - 1", "ledger_days 1 2026-11-23 sign_up: spent, unknown are"),
        ("UPDATE fetch_totals SET pages = 0", "fetch_totals active_jobs sign_up"),
        ("UPDATE demands SET is_spared = NOT is_spared WHERE bought_at IS NULL", "demand_days 2026-11-23"),
    ];
    for (statement, said) in wrong {
        app.execute(statement).await;
        let output = app.command(&["quota", "--check"]).await.ended_with(1);
        assert!(output.stderr.contains(said), "{statement}: {}", output.stderr);
        app.command(&["quota", "--remake-totals", "--check"]).await.ended_with(0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_sessions_that_add_to_one_total_do_not_wait_for_each_other() {
    use diesel_async::{AsyncConnection, RunQueryDsl};
    let app = TestApp::start().await;
    let add = "INSERT INTO readings (at, day, model, input_tokens, output_tokens, outcome)
               VALUES ('2026-11-23', '2026-11-23', 'claude', 10, 1, 'read')";
    let (mut one, mut other) = (app.db.own().await.unwrap(), app.db.own().await.unwrap());
    one.begin_test_transaction().await.unwrap();
    diesel::sql_query(add).execute(&mut one).await.unwrap();
    diesel::sql_query("SET lock_timeout = '5s'").execute(&mut other).await.unwrap();
    diesel::sql_query(add).execute(&mut other).await.unwrap();
    // Putting together leaves out what is being written, and waits for nobody.
    totals::fold(&mut other).await.unwrap();
    drop(one);
    assert_eq!(differences(&app).await, [""; 0]);
    assert_eq!(number(&app, "SELECT sum(readings)::int8 AS number FROM reading_days").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn jobs_go_half_a_year_after_they_were_last_confirmed_unless_somebody_marked_them() {
    let app = TestApp::start().await;
    let ada = app.person("ada@example.com").await;
    let wanted = list(&["Nurse"], &["Berlin"]);
    app.wants(&ada, &wanted).await;
    app.drain().await;
    let jobs = app.count("jobs").await;
    assert!(jobs > 10);
    app.execute("INSERT INTO user_jobs (user_id, job_id, saved_at) SELECT 1, min(id), '2026-11-23' FROM jobs").await;
    app.execute("UPDATE user_search_queries SET is_active = FALSE").await;
    housekeeping(&app, 179).await;
    assert_eq!(app.count("jobs").await, jobs, "a day too early");
    housekeeping(&app, 2).await;
    assert_eq!(app.count("jobs").await, 1, "the saved one");
    let found = "SELECT jobs_found::int8 AS number FROM backfill_tracking";
    let linked = "SELECT count(DISTINCT job_id) AS number FROM request_jobs";
    assert_eq!((number(&app, found).await, number(&app, linked).await), (1, 1));
    assert_eq!(differences(&app).await, [""; 0]);
    books::look(&app).await;
    // What is wanted again is bought again, and found again.
    app.execute("UPDATE user_search_queries SET is_active = TRUE").await;
    app.wants(&ada, &wanted).await;
    app.drain().await;
    books::everything_is_bought(&app).await;
    assert_eq!(number(&app, found).await, number(&app, linked).await);
    assert!(number(&app, found).await > 10);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_goes_where_the_settings_say_for_good() {
    let for_good = [("JOBFILL_JOB_DAYS", "0"), ("JOBFILL_ATTEMPT_DAYS", "0"), ("JOBFILL_ANSWER_DAYS", "0")];
    let app = TestApp::with(for_good).await;
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&["Nurse"], &["Berlin"])).await;
    app.drain().await;
    let kept = async || [app.count("jobs").await, app.count("attempts").await, app.count("answers").await];
    let before = kept().await;
    housekeeping(&app, 3_000).await;
    assert_eq!(kept().await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn attempts_go_after_a_year_and_a_month_and_the_ledger_and_every_sum_stay() {
    let app = two_people().await;
    let admin = admin(&app).await;
    let counts = async || {
        let page = admin.get("/metrics").await;
        let lines = page.body.lines().filter(|line| line.starts_with("jobfill_pages{")).map(str::to_owned);
        (lines.collect::<Vec<_>>(), app.count("ledger").await)
    };
    let before = counts().await;
    let unknown = "UPDATE attempts SET state = 'unknown', was_unknown = TRUE WHERE id = 1";
    let attempts = app.count("attempts").await;
    assert!(attempts > 5 && before.0.len() == 2);
    // Attempts go by the database's clock: as if they had been made when the App's clock says.
    app.execute("UPDATE attempts SET reserved_at = '2026-11-23', sent_at = '2026-11-23', ended_at = '2026-11-23'")
        .await;
    housekeeping(&app, 399).await;
    assert_eq!(app.count("attempts").await, attempts, "a day too early");
    app.execute(unknown).await;
    housekeeping(&app, 2).await;
    assert_eq!(texts(&app, "SELECT state AS text FROM attempts").await, ["unknown"], "what is open stays");
    app.execute("UPDATE attempts SET state = 'settled', was_unknown = FALSE").await;
    assert_eq!(app.count("answers").await, 0);
    assert_eq!(counts().await.1, before.1);
    housekeeping(&app, 0).await;
    assert_eq!((app.count("attempts").await, counts().await), (0, before));
    app.command(&["quota", "--check"]).await.ended_with(0);
    app.command(&["quota", "--remake-totals", "--check"]).await.ended_with(0);
    assert!(number(&app, "SELECT sum(attempts)::int8 AS number FROM attempt_days").await == attempts);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sweep_ends_after_a_bounded_number_of_rows_and_goes_on_the_next_time() {
    let app = TestApp::start().await;
    app.execute(
        "INSERT INTO jobs (source, source_id, title, company, location, description, fields, first_seen_at,
                           last_confirmed_at, listed_at, words, place_words)
         SELECT 'jsearch', n::text, 'T', 'C', 'P', '', '{}', '2026-01-01', CASE WHEN n % 2 = 0 THEN timestamptz '2026-01-01'
                ELSE '2026-11-01' END, '2026-01-01', '', '' FROM generate_series(1, 25000) n",
    )
    .await;
    let before = "2026-06-01T00:00:00Z".parse().unwrap();
    let round = async || sweep::jobs(&mut *app.conn().await, before).await.unwrap();
    assert_eq!([round().await, round().await, round().await], [10_000, 2_500, 0], "the third begins anew");
    assert_eq!(app.count("jobs").await, 12_500);
    app.execute("UPDATE jobs SET last_confirmed_at = '2026-01-01' WHERE id <= 100").await;
    assert_eq!(round().await, 50, "what has grown old since is found in a later round");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_demand_ends_when_nobody_searches_for_it_and_goes_on_as_the_same_one() {
    let app = TestApp::start().await;
    let ada = app.visitor();
    ada.sign_up("ada@example.com").await.is(303);
    let email = Email::parse("ada@example.com").unwrap();
    let person = User::find_by_email(&mut *app.conn().await, &email).await.unwrap().unwrap();
    app.wants(&person, &list(&["Nurse", "Cook"], &["Berlin", "Ulm"])).await;
    app.drain().await;
    let standing =
        "SELECT concat_ws(' ', count(*), count(ended_at), string_agg(DISTINCT ended_why, ' ')) AS text FROM demands";
    assert_eq!(texts(&app, standing).await, ["4 0"]);
    for (path, expected) in [("/searches/pause", "4 4 paused"), ("/searches/resume", "4 0")] {
        ada.post(path, &[]).await.is(303);
        assert_eq!(texts(&app, standing).await, [expected], "{path}");
    }
    app.wants(&person, &list(&["Nurse"], &["Berlin", "Ulm"])).await;
    assert_eq!(texts(&app, standing).await, ["4 2 retired"]);
    ada.post("/account/delete", &[("password", "correct horse battery")]).await.is(303);
    assert_eq!(texts(&app, standing).await, ["4 4 deleted retired"]);
    assert_eq!(differences(&app).await, [""; 0]);
}
