//! PostgreSQL rings no more, hangs up, or dies under a running process: the process lives, and its work goes on.

use crate::support::app::{TestApp, list};
use crate::support::browser::Visitor;
use crate::support::cluster::{Place, kill_server};
use crate::support::database::TestDatabase;
use crate::support::{self, books, wait};
use diesel_async::AsyncConnection;
use jobfill::app::App;
use jobfill::backfill::claims::Claims;
use jobfill::clock::Clock;
use jobfill::models::user::User;
use jobfill::searches;
use jobfill::sources::sandbox::{Fault, How};
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
