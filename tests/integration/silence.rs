//! The line to PostgreSQL goes silent, PostgreSQL takes no changes, or it is not there yet: nothing hangs, and whoever
//! asks `/readyz` is told.

use crate::support::app::TestApp;
use crate::support::browser::Visitor;
use crate::support::cluster::{Place, kill_server};
use crate::support::program::{self, Program, Settings};
use crate::support::quiet_line::QuietLine;
use crate::support::{books, wait};
use diesel_async::SimpleAsyncConnection;
use jobfill::sources::sandbox::{Fault, How};
use std::time::{Duration, Instant};
use tokio::task::block_in_place;

const QUIET: (&str, &str) = ("JOBFILL_REFRESH_AT", "23:59");

/// Nothing has happened for this long, and no statement takes so long here: whatever still runs has lost its worker.
const STANDSTILL: Duration = Duration::from_secs(20);

/// A server on a port of its own, and whoever visits it.
async fn serve(app: &TestApp, line: &QuietLine) -> (Program, Visitor) {
    let settings =
        [("DATABASE_URL", line.url.as_str()), ("JOBFILL_STATEMENT_SECONDS", "2"), ("JOBFILL_BIND", "127.0.0.1:0")];
    visited(app.program(&["serve"], &settings)).await
}

async fn visited(server: Program) -> (Program, Visitor) {
    let visitor = Visitor::new(&format!("http://{}", server.logs("listening on http://").await));
    (server, visitor)
}

/// Waits until `/readyz` answers with this status and sentence.
async fn is_ready(visitor: &Visitor, status: u16, sentence: &str) {
    wait::for_some(sentence, async || {
        let answer = visitor.get("/readyz").await;
        let is_it = answer.status.as_u16() == status && answer.body.contains(sentence);
        if is_it { Ok(()) } else { Err((answer.status, answer.body)) }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_silent_line_is_noticed_and_everything_goes_on_over_a_new_one() {
    let app = TestApp::on_system_clock([QUIET]).await;
    app.sandbox.fail(Fault::once(How::Slow).times(1_000).after(Duration::from_millis(200)));
    let line = QuietLine::before(&app.database.url).await;
    let (mut server, visitor) = serve(&app, &line).await;
    is_ready(&visitor, 200, "ready").await;
    visitor.sign_up("ada@example.com").await.is(303);
    let form =
        [("query_name", "Primary Search"), ("titles", "Data Scientist\nNurse"), ("locations", "Berlin\nHamburg")];
    visitor.post("/searches", &form).await.is(303);
    let answers = "SELECT count(*) AS number FROM answers";
    books::reaches(&app, "three answers before the line goes silent", answers, |answers| *answers >= 3).await;

    line.goes_silent();
    is_ready(&visitor, 503, "the database").await;
    visitor.get("/home").await.is(503);
    line.lets_new_ones_through();
    is_ready(&visitor, 200, "ready").await;
    visitor.get("/home").await.is(200);
    goes_on_to_its_end(&app).await;
    assert!(server.is_running());
    server.stop().await;
    books::everything_is_bought(&app).await;
    books::the_ledger_knows_what_was_bought_twice(&app).await;
}

/// The bound is `/readyz`'s own, which is below a second: here no statement, no connection and no pool gives up before.
#[tokio::test(flavor = "multi_thread")]
async fn readyz_waits_for_no_other_bound_than_its_own() {
    let app = TestApp::on_system_clock([QUIET]).await;
    let line = QuietLine::before(&app.database.url).await;
    let settings =
        [("DATABASE_URL", line.url.as_str()), ("JOBFILL_STATEMENT_SECONDS", "600"), ("JOBFILL_BIND", "127.0.0.1:0")];
    let (_server, visitor) = visited(app.program(&["serve", "--no-workers"], &settings)).await;
    is_ready(&visitor, 200, "ready").await;
    line.goes_silent();
    for _ in 0..3 {
        visitor.get("/readyz").await.is(503).shows("the database did not answer within a second");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_process_whose_queue_stands_still_is_not_ready() {
    let app = TestApp::on_system_clock([QUIET]).await;
    let (server, visitor) = visited(app.program(&["serve"], &[("JOBFILL_BIND", "127.0.0.1:0")])).await;
    is_ready(&visitor, 200, "ready").await;
    // Whoever claims waits for this, and the database answers everything else: the rescue still looks for lost leases.
    let mut holder = app.conn().await;
    let hold = "SET idle_in_transaction_session_timeout = 0; BEGIN; LOCK TABLE tasks IN EXCLUSIVE MODE";
    holder.batch_execute(hold).await.unwrap();
    is_ready(&visitor, 503, "has not looked into its queue for a minute").await;
    holder.batch_execute("COMMIT; RESET idle_in_transaction_session_timeout").await.unwrap();
    is_ready(&visitor, 200, "ready").await;
    server.stop().await;
}

/// A task whose claim nobody heard of would wait for its lease; here it is taken back once nothing else moves.
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
async fn the_daily_run_and_the_rescue_come_back_from_a_silent_line() {
    let app = TestApp::on_system_clock([("JOBFILL_REFRESH_AT", "00:00")]).await;
    let line = QuietLine::before(&app.database.url).await;
    let (server, visitor) = serve(&app, &line).await;
    let runs = "SELECT count(*) AS number FROM refreshes WHERE started_at IS NOT NULL";
    books::reaches(&app, "the daily run", runs, |runs| *runs == 1).await;
    line.goes_silent();
    is_ready(&visitor, 503, "the database").await;
    // As on the next day, with a task whose worker is gone.
    books::execute(&app, "DELETE FROM tasks").await;
    books::execute(&app, "DELETE FROM refreshes").await;
    let lost =
        "INSERT INTO tasks (kind, lane, unique_key, payload, max_attempts, due_at, state, lease_until, attempt, fence)
                VALUES ('housekeeping', 'upkeep', 'lost', '{}', 3, now(), 'running', now() - interval '1 hour', 1, 1)";
    books::execute(&app, lost).await;
    line.lets_new_ones_through();
    books::reaches(&app, "the daily run of the next day", runs, |runs| *runs == 1).await;
    let done = "SELECT count(*) AS number FROM tasks WHERE unique_key = 'lost' AND state = 'done'";
    books::reaches(&app, "the lost task's end", done, |done| *done == 1).await;
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_takes_no_changes_is_not_ready() {
    let app = TestApp::on_system_clock([QUIET]).await;
    let (server, visitor) = visited(app.program(&["serve", "--no-workers"], &[("JOBFILL_BIND", "127.0.0.1:0")])).await;
    is_ready(&visitor, 200, "ready").await;
    becomes(&app, "default_transaction_read_only = on").await;
    is_ready(&visitor, 503, "takes no changes").await;
    becomes(&app, "default_transaction_read_only = off").await;
    is_ready(&visitor, 200, "ready").await;
    server.stop().await;
}

/// For whoever connects from now on, and everybody else is cut off.
async fn becomes(app: &TestApp, setting: &str) {
    let alter = format!("DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET {setting}', current_database()); END $$");
    // On one and the same connection, which may be one that takes no changes by itself.
    app.conn().await.batch_execute(&format!("SET default_transaction_read_only = off; {alter}")).await.unwrap();
    let others = "SELECT count(pg_terminate_backend(pid)) AS number FROM pg_stat_activity
                   WHERE datname = current_database() AND pid <> pg_backend_pid()";
    books::number(app, others).await;
}

fn alone_with(url: &str) -> Settings {
    let pairs = [("DATABASE_URL", url), ("JOBFILL_DATA_DIR", "/nonexistent"), ("JOBFILL_BIND", "127.0.0.1:0")];
    pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).into()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_starts_before_postgresql_waits_for_it_or_for_a_signal() {
    let place = Place::new();
    let first = block_in_place(|| place.start()).unwrap();
    let settings = alone_with(&first.url("postgres"));
    kill_server(&place);
    let (server, worker, impatient) = (
        Program::start(&["serve"], &settings),
        Program::start(&["work"], &settings),
        Program::start(&["work"], &settings),
    );
    for waiting in [&server, &worker, &impatient] {
        waiting.logs("waiting for PostgreSQL").await;
    }
    impatient.stop().await;
    let again = block_in_place(|| place.start()).unwrap();
    let (server, visitor) = visited(server).await;
    is_ready(&visitor, 200, "ready").await;
    worker.logs("working the queue").await;
    assert_eq!(server.log().matches("waiting for PostgreSQL").count(), 1, "said once");
    server.stop().await;
    worker.stop().await;
    drop((first, again));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_no_waiting_mends_is_told_at_once() {
    let app = TestApp::on_system_clock([QUIET]).await;
    let elsewhere = app.database.url.replacen("jobfill_test_", "not_there_", 1);
    for command in ["serve", "work", "migrate", "status"] {
        let output = program::run(&[command], &alone_with(&elsewhere)).await.ended_with(1);
        assert!(output.stderr.contains("does not exist"), "{command}: {}", output.stderr);
    }
}
