//! How many tasks a pool works off in a second that find nothing to do, on a PostgreSQL that syncs to disk: with one, four
//! and sixteen workers, alone and among 100,000 tasks that are not due.

#![expect(unreachable_pub, reason = "a program of its own: what its modules share is pub")]

#[path = "support/postgresql.rs"]
#[expect(dead_code, reason = "other benchmarks use the rest of it")]
mod postgresql;

use jobfill::app::{App, SharedApp};
use jobfill::clock::Clock;
use jobfill::config::{Config, Env};
use jobfill::db::{Database, Terms};
use jobfill::worker::Pool;
use postgresql::Bench;
use std::time::{Duration, Instant};
use tokio_postgres::Client;

/// Fetches that have ended, half of them at each source: their tasks look, and find nothing to buy.
const FETCHES: &str = "
    INSERT INTO requests (source, key, created_at) VALUES ('jsearch', 'one', now()), ('active_jobs', 'one', now());
    INSERT INTO fetches (request_id, purpose, span, window_from, window_to, max_pages, state, position,
                         expected_credits, created_at, ended_at)
    SELECT requests.id, 'sign_up', 'week', now() - interval '7 days', now(), 10, 'done', '{}', 100, now(), now()
      FROM requests, generate_series(1, 4000);
    INSERT INTO fetch_cells (fetch_id, request_id, is_own, is_live) SELECT id, request_id, TRUE, FALSE FROM fetches";

/// A task for so many of them (`$1`).
const TASKS: &str = "
    INSERT INTO tasks (kind, lane, source, unique_key, fetch_id, payload, max_attempts, due_at, awaits)
    SELECT 'fetch', 'people', source, 'bench ' || fetches.id, fetches.id,
           jsonb_build_object('fetch_id', fetches.id), 4, now() - interval '1 hour', NULL
      FROM fetches JOIN requests ON requests.id = request_id ORDER BY fetches.id % 4000, fetches.id LIMIT $1";

/// Tasks that would come first, were they due.
const NOT_DUE: &str = "
    INSERT INTO tasks (kind, lane, unique_key, payload, rank, max_attempts, due_at, retry_at, awaits)
    SELECT 'read_cv', 'reading', 'later ' || n, '{}', -1, 4, now() + n % 2 * interval '1 day',
           now() + interval '1 day', CASE n % 2 WHEN 1 THEN 'due' ELSE 'retry' END
      FROM generate_series(1, 100000) n;
    ANALYZE tasks";

fn main() {
    // `cargo test` and `cargo bench -- --test` want to know that it runs.
    let is_trial = std::env::args().any(|argument| argument == "--test");
    let tasks = if is_trial { 40 } else { 4_000 };
    let bench = Bench::start();
    bench.runtime.block_on(async {
        let (client, connection) = jobfill::db::connect_raw(bench.app.db.url()).await.expect("a connection");
        tokio::spawn(connection);
        client.batch_execute(FETCHES).await.expect("fetches");
        let mut alone = Vec::new();
        for not_due in [0, 100_000] {
            if not_due > 0 {
                client.batch_execute(NOT_DUE).await.expect("tasks that are not due");
            }
            let mut first = None;
            for (nth, workers) in [1, 4, 16].into_iter().enumerate() {
                let rate = rate(bench.app.db.url(), &client, workers, tasks).await;
                let of_one = rate / *first.get_or_insert(rate);
                if not_due == 0 {
                    alone.push(rate);
                }
                let of_alone = rate / alone[nth];
                println!(
                    "{workers:>2} workers, {not_due:>6} not due: {rate:>6.0} a second, {of_one:.2} x one worker, {of_alone:.2} x alone"
                );
            }
        }
    });
}

/// Tasks a second of a pool with so many workers.
async fn rate(url: &str, client: &Client, workers: usize, tasks: i64) -> f64 {
    client.batch_execute("DELETE FROM tasks WHERE kind = 'fetch'").await.expect("an empty queue");
    client.execute(TASKS, &[&tasks]).await.expect("a full queue");
    let app = app(url, workers).await.expect("an app");
    let began = Instant::now();
    let pool = Pool::start(app.clone());
    let left = "SELECT count(*) FROM tasks WHERE kind = 'fetch' AND state IN ('queued', 'running')";
    while client.query_one(left, &[]).await.expect("what is left").get::<_, i64>(0) > 0 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let took = began.elapsed();
    pool.stop(&app).await;
    tasks as f64 / took.as_secs_f64()
}

/// A process of its own, with a run that does not come.
async fn app(url: &str, workers: usize) -> anyhow::Result<SharedApp> {
    let env = Env::of([
        ("JOBFILL_DATA_DIR", "/nonexistent"),
        ("RAPIDAPI_KEY", "none"),
        ("JOBFILL_REFRESH_AT", "23:59"),
        ("JOBFILL_WORKERS", workers.to_string().leak()),
    ]);
    let database = Database::open(url, Terms::new(20)).await?;
    App::new(Config::from_env(&env)?, database, Clock::System, "jobfill".into())
}
