//! PostgreSQL rings no more, hangs up, or dies under a running process: the process lives, and its work goes on.

use crate::support::app::{TestApp, list};
use crate::support::browser::Visitor;
use crate::support::cluster::{Place, kill_server};
use crate::support::database::TestDatabase;
use crate::support::quiet_line::QuietLine;
use crate::support::{self, books, wait};
use diesel_async::AsyncConnection;
use jobfill::app::App;
use jobfill::backfill::claims::Claims;
use jobfill::clock::Clock;
use jobfill::models::user::User;
use jobfill::queue::Choice;
use jobfill::searches;
use jobfill::sources::sandbox::{API_KEY, Fault, How};
use jobfill::worker;
use std::time::{Duration, Instant};
use tokio::task::block_in_place;

const QUIET: (&str, &str) = ("JOBFILL_REFRESH_AT", "23:59");

/// Nothing has happened for this long: whatever still runs has lost its worker.
const STANDSTILL: Duration = Duration::from_secs(3);

/// Who listens for new tasks.
const LISTENERS: &str = "FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'";

async fn wants_nurse(app: &App, person: &User) {
    let wanted = list(&["Nurse"], &["Hamburg"]);
    let wishes = wanted.wishes(app.config.country).unwrap();
    let mut conn = app.db.conn().await.unwrap();
    let saving = conn.transaction(async |conn| {
        let claims = Claims::lock(conn).await?;
        searches::save(conn, app, &claims, person.id, &wanted, &wishes).await
    });
    saving.await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_single_notification_polling_finds_the_work() {
    let app = TestApp::on_system_clock([QUIET]).await;
    let ada = app.person("ada@example.com").await;
    // Whoever connects from now on rings with a bell that makes no sound.
    for statement in [
        "CREATE FUNCTION public.pg_notify(text, text) RETURNS void LANGUAGE sql AS 'SELECT'",
        "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = public, pg_catalog', current_database()); END $$",
    ] {
        books::execute(&app, statement).await;
    }
    let program = app.program(&["work"], &[]);
    program.logs("working the queue").await;
    wants_nurse(&*app.another().await, &ada).await;
    books::nothing_is_alive(&app).await;
    program.stop().await;
    books::everything_is_bought(&app).await;
    books::no_page_was_bought_twice(&app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_process_that_is_cut_off_from_the_bell_works_on_and_listens_again() {
    let app = TestApp::on_system_clock([QUIET]).await;
    let ada = app.person("ada@example.com").await;
    let mut program = app.program(&["work"], &[]);
    let first = listener(&app, 0).await;
    // By its number: between two words, its last one is not always that it listens.
    let is_ended = format!("SELECT pg_terminate_backend({first})::int::int8 AS number");
    assert_eq!(books::number(&app, &is_ended).await, 1);
    wants_nurse(&app, &ada).await;
    books::nothing_is_alive(&app).await;
    listener(&app, first).await;
    assert!(program.is_running());
    program.stop().await;
    books::no_page_was_bought_twice(&app).await;
}

/// The backend that listens, once it is another than `not`.
async fn listener(app: &TestApp, not: i64) -> i64 {
    let sql = format!("SELECT coalesce(max(pid), 0)::int8 AS number {LISTENERS} AND pid <> {not}");
    books::reaches(app, "a backend that listens for tasks", &sql, |pid| *pid != 0).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_postgresql_that_dies_under_a_process_costs_no_answer_that_came() {
    let place = Place::new();
    let cluster = block_in_place(|| place.start()).unwrap();
    let url = cluster.url("postgres");
    support::migrate(&url).await.unwrap();
    let app = TestApp::over(TestDatabase::elsewhere(url), Clock::System, [QUIET]).await;
    app.sandbox.fail(Fault::once(How::Slow).times(1_000).after(Duration::from_millis(300)));
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&["Data Scientist", "Nurse"], &["Berlin", "Hamburg"])).await;
    let mut program = app.program(&["work"], &[]);
    let answers = "SELECT count(*) AS number FROM answers";
    books::reaches(&app, "three answers before PostgreSQL dies", answers, |answers| *answers >= 3).await;

    kill_server(&place);
    let again = block_in_place(|| place.start()).unwrap();
    goes_on_to_its_end(&app).await;
    assert!(program.is_running());
    program.stop().await;
    books::everything_is_bought(&app).await;
    books::the_ledger_knows_what_was_bought_twice(&app).await;
    drop(app);
    drop((cluster, again));
}

/// One search at one source, which answers that it is asked too often, and for ten minutes of patience.
async fn is_asked_to_wait() -> TestApp {
    let app = TestApp::on_system_clock([QUIET, ("RAPIDAPI_KEY", ""), ("JSEARCH_API_KEY", API_KEY)]).await;
    app.sandbox.fail(Fault { retry_after_seconds: Some(600), ..Fault::once(How::RateLimited) });
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&["Nurse"], &["Hamburg"])).await;
    app
}

/// The answer has cost nothing, and the source and the search wait as long as it asked for.
async fn the_answer_is_known(app: &TestApp) {
    assert_eq!(app.count("attempts WHERE state = 'voided' AND error_code = 'rate_limited'").await, 1);
    assert_eq!(app.count("attempts").await, 1);
    assert_eq!(app.count("sources WHERE next_call_at > now() + interval '500 seconds'").await, 1);
    let waits = "tasks WHERE kind = 'fetch' AND state = 'queued' AND retry_at > now() + interval '500 seconds'";
    assert_eq!(app.count(waits).await, 1);
    books::look(app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_without_a_page_is_written_down_when_the_database_is_back() {
    let app = is_asked_to_wait().await;
    // Whoever writes it down is cut off, three times.
    for statement in [
        "CREATE SEQUENCE cuts",
        "CREATE FUNCTION is_cut_off() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
             IF nextval('cuts') <= 3 THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF;
             RETURN NEW; END $$",
        "CREATE TRIGGER is_cut_off BEFORE UPDATE ON attempts FOR EACH ROW
         WHEN (OLD.state = 'sending') EXECUTE FUNCTION is_cut_off()",
    ] {
        app.execute(statement).await;
    }
    worker::step(&app.app, &Choice::default()).await.unwrap();
    assert_eq!(books::number(&app, "SELECT last_value AS number FROM cuts").await, 4);
    the_answer_is_known(&app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_commit_of_which_nobody_heard_is_no_lost_claim() {
    let app = is_asked_to_wait().await;
    for statement in [
        "CREATE FUNCTION takes_its_time() RETURNS trigger LANGUAGE plpgsql AS
         $$ BEGIN PERFORM pg_sleep(2); RETURN NULL; END $$",
        "CREATE CONSTRAINT TRIGGER takes_its_time AFTER UPDATE ON attempts DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
         WHEN (OLD.state = 'sending') EXECUTE FUNCTION takes_its_time()",
    ] {
        app.execute(statement).await;
    }
    let line = QuietLine::before(&app.database.url).await;
    let worker = app.another_over(&line.url).await;
    let step = tokio::spawn(async move { worker::step(&worker, &Choice::default()).await });
    let commits = "SELECT count(*) AS number FROM pg_stat_activity
                    WHERE datname = current_database() AND wait_event = 'PgSleep' AND query ILIKE 'COMMIT%'";
    books::reaches(&app, "a commit under way", commits, |commits| *commits == 1).await;
    line.goes_silent();
    let ended = "SELECT count(*) AS number FROM attempts WHERE state = 'voided'";
    books::reaches(&app, "a commit that has come through", ended, |ended| *ended == 1).await;
    line.lets_new_ones_through();
    wait::end_of("the step", step).await.unwrap().unwrap();
    the_answer_is_known(&app).await;
}

/// What lost its worker in the outage would wait for its lease; here it is taken back once nothing else moves.
async fn goes_on_to_its_end(app: &TestApp) {
    let progress = "SELECT count(*) + coalesce(sum(fence), 0)::int8 AS number FROM tasks WHERE state <> 'running'";
    let (mut last, mut since) = (0, Instant::now());
    let rescuing = wait::meanwhile(async || {
        let now = books::number(app, progress).await;
        if now != last {
            (last, since) = (now, Instant::now());
        } else if since.elapsed() > STANDSTILL {
            app.rescue().await;
            since = Instant::now();
        }
    });
    tokio::select! {
        () = books::nothing_is_alive(app) => {}
        never = rescuing => match never {},
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_without_workers_shows_what_other_processes_do() {
    let app = TestApp::on_system_clock([QUIET]).await;
    let server = app.program(&["serve", "--no-workers"], &[("JOBFILL_BIND", "127.0.0.1:0")]);
    let ada = Visitor::new(&format!("http://{}", server.logs("listening on http://").await));
    ada.sign_up("ada@example.com").await.is(303);
    let mut events = ada.raw("/events").await;
    assert_eq!(next(&mut events).await, "retry: 3000\n\n");
    ada.post("/searches", &[("query_name", "Mine"), ("titles", "Nurse"), ("locations", "Berlin")]).await.is(303);
    assert_eq!(next(&mut events).await, "data: changed\n\n");
    app.drain().await;
    assert_eq!(next(&mut events).await, "data: changed\n\n");
    drop(events);
    server.stop().await;
}

/// What the server sends next over an open stream of events.
async fn next(events: &mut reqwest::Response) -> String {
    let chunk = wait::end_of("the next event of a stream", events.chunk()).await.unwrap().unwrap();
    String::from_utf8(chunk.to_vec()).unwrap()
}
