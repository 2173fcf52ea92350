//! A million tracked combinations: what one person's plan, one task's claim and one page of the list take must not
//! grow with them.

mod tracking;

use crate::support::app::{TestApp, list, monday};
use crate::support::books;
use crate::support::database::TestDatabase;
use diesel::prelude::*;
use diesel::sql_types::{Json, Text};
use diesel_async::{AsyncConnection, RunQueryDsl};
use jobfill::clock::Clock;
use jobfill::db::Connection;
use jobfill::models::combination::{STANDINGS, Tracked};
use jobfill::queue::{self, Choice};
use jobfill::searches;
use serde_json::Value;
use std::time::Duration;
use tokio::sync::OnceCell;

/// What grows; a statement may scan what holds a handful of rows for ever, such as the sources.
const BIG: [&str; 6] =
    ["backfill_tracking", "combination_requests", "requests", "fetches", "tasks", "user_search_queries"];

/// A million combinations, five filter variants of each title and place, of which JSearch can tell none apart; each
/// with its coverage, every third with a fetch behind it, and a queue with a past and a backlog.
///
/// Indexes and constraints that slow down filling are set aside meanwhile.
const FILL: &str = "
CREATE TABLE set_aside AS
WITH big AS (SELECT unnest('{backfill_tracking, combination_requests, requests, fetches, tasks, user_search_queries}'::regclass[]) AS id)
SELECT format('ALTER TABLE %s DROP CONSTRAINT %I CASCADE', conrelid::regclass, conname) AS gone,
       format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS back
  FROM pg_constraint WHERE conrelid IN (SELECT id FROM big) AND contype IN ('u', 'p')
UNION ALL
SELECT format('DROP INDEX %s', indexrelid::regclass), pg_get_indexdef(indexrelid) FROM pg_index
 WHERE indrelid IN (SELECT id FROM big) AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid);
DO $$ DECLARE one text; BEGIN FOR one IN SELECT gone FROM set_aside LOOP EXECUTE one; END LOOP; END $$;
INSERT INTO backfill_tracking (title_keyword, location, ai_seniority, title_key, place_key, state, created_at,
                               backfilled_date, jobs_found, users, credits)
SELECT 'Title ' || n / 200, 'Place ' || n / 5 % 40, (ARRAY[NULL, 'Junior', 'Mid', 'Senior', 'Lead'])[1 + n % 5],
       'title ' || n / 200, 'place ' || n / 5 % 40, CASE WHEN n % 1000 = 0 THEN 'failed' ELSE 'loaded' END, now(),
       CASE WHEN n % 10 > 0 THEN now() - n * interval '1 second' END, n % 300, n % 50, n % 700
  FROM generate_series(1, 1000000) n;
INSERT INTO requests (source, key, held, created_at)
SELECT source, 'key ' || n, held, now()
  FROM (VALUES ('active_jobs', 1000000), ('jsearch', 200000)) of (source, requests),
       LATERAL generate_series(1, requests) n,
       (SELECT tstzmultirange(tstzrange(now() - interval '30 days', now())) AS held) one;
INSERT INTO combination_requests
SELECT n, 'active_jobs', n FROM generate_series(1, 1000000) n
UNION ALL SELECT n, 'jsearch', 1000001 + (n - 1) / 5 FROM generate_series(1, 1000000) n;
INSERT INTO fetches (request_id, purpose, span, window_from, window_to, max_pages, state, position, expected_credits,
                     created_at, ended_at)
SELECT id, 'sign_up', 'week', now() - interval '7 days', now(), 10, 'done', '{}', 100, now(), now()
  FROM requests WHERE id % 3 = 0;
INSERT INTO users (email, subject) SELECT 'person' || n || '@example.com', n FROM generate_series(1, 10000) n;
INSERT INTO user_search_queries (user_id, query_name, title_keyword, location, combination_id)
SELECT users.id, 'Primary Search', 'Title', 'Place ' || n, users.id * 10 + n FROM users, generate_series(1, 10) n;
INSERT INTO tasks (kind, unique_key, payload, state, max_attempts, due_at, finished_at)
SELECT 'fetch', 'past ' || n, '{}', 'done', 4, now(), now() FROM generate_series(1, 200000) n;
INSERT INTO tasks (kind, unique_key, payload, max_attempts, due_at)
SELECT 'fetch', 'backlog ' || n, '{}', 4, '2026-01-01' FROM generate_series(1, 20000) n;
DO $$ DECLARE one text; BEGIN FOR one IN SELECT back FROM set_aside LOOP EXECUTE one; END LOOP; END $$;
ANALYZE";

/// An app of its own over the one database that is filled once for all of these tests.
async fn a_million() -> TestApp {
    static FILLED: OnceCell<TestDatabase> = OnceCell::const_new();
    let filled = FILLED.get_or_init(|| async {
        let database = TestDatabase::create().await;
        let (client, connection) = jobfill::db::connect_raw(&database.url).await.unwrap();
        let driving = tokio::spawn(connection);
        client.batch_execute(FILL).await.unwrap();
        drop(client);
        driving.await.unwrap().unwrap();
        database
    });
    let url = filled.await.url.clone();
    TestApp::over(TestDatabase::elsewhere(url), Clock::fixed(monday()), []).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_million_combinations_slow_down_neither_a_plan_nor_a_claim() {
    let app = a_million().await;
    let tracked = "SELECT count(*) AS number FROM backfill_tracking";
    assert_eq!(books::number(&app, tracked).await, 1_000_000);
    let ada = app.person("ada@example.com").await;
    let wanted = list(&["Data Scientist", "Nurse"], &["Berlin", "Hamburg", "Munich"]);
    let wishes = wanted.wishes(app.config.country).unwrap();
    let mut conn = connection(&app).await;
    for wish in &wishes {
        assert_eq!(Tracked::known(&mut conn, &wish.combination).await.unwrap(), None);
    }
    let started = searches::save(&mut conn, &app, ada.id, &wanted, &wishes).await.unwrap();
    assert_eq!(started.preview.counts.new, 6);
    for wish in &wishes {
        assert!(Tracked::known(&mut conn, &wish.combination).await.unwrap().is_some());
    }
    let ids = (1..=25).map(|one| one * 40_000).collect::<Vec<i32>>();
    assert_eq!(Tracked::standings(&mut conn, &ids).await.unwrap().len(), 50);
    assert_eq!(scanned(&mut conn).await, [""; 0], "planned for one person by scanning whole tables");
    let nodes = node_types(&plan_of_the_plan(&mut conn).await);
    assert!(nodes.iter().any(|node| node.starts_with("Index")), "{nodes:?}");
    assert!(!nodes.iter().any(|node| node == "Seq Scan"), "{nodes:?}");

    let mut conn = connection(&app).await;
    let claim = queue::claim(&mut conn, &Choice::default(), Duration::from_secs(120), monday()).await.unwrap();
    assert!(claim.is_some());
    assert_eq!(queue::expired(&mut conn).await.unwrap(), [0; 0]);
    assert_eq!(scanned(&mut conn).await, [""; 0], "claimed one task by scanning whole tables");
}

/// A connection of its own, in a transaction that is never committed.
async fn connection(app: &TestApp) -> Connection {
    let mut conn = app.db.own().await.unwrap();
    conn.begin_test_transaction().await.unwrap();
    conn
}

/// Which big tables this transaction scanned from end to end, by PostgreSQL's own count of what it really did.
async fn scanned(conn: &mut Connection) -> Vec<String> {
    #[derive(QueryableByName)]
    struct Scanned {
        #[diesel(sql_type = Text)]
        relname: String,
    }
    let scanned = "SELECT relname::text FROM pg_stat_xact_user_tables WHERE seq_scan > 0";
    let scanned: Vec<Scanned> = diesel::sql_query(scanned).load(conn).await.unwrap();
    scanned.into_iter().map(|one| one.relname).filter(|table| BIG.contains(&table.as_str())).collect()
}

/// How PostgreSQL runs the plan's one statement.
async fn plan_of_the_plan(conn: &mut Connection) -> Value {
    #[derive(QueryableByName)]
    struct Explained {
        #[diesel(sql_type = Json)]
        #[diesel(column_name = "QUERY PLAN")]
        plan: Value,
    }
    let statement = STANDINGS.replace("$1", "ARRAY[40000, 80000, 120000, 160000, 200000]");
    let explain = format!("EXPLAIN (FORMAT JSON) {statement}");
    diesel::sql_query(explain).get_result::<Explained>(conn).await.unwrap().plan
}

fn node_types(plan: &Value) -> Vec<String> {
    match plan {
        Value::Array(parts) => parts.iter().flat_map(node_types).collect(),
        Value::Object(fields) => {
            let own = fields.get("Node Type").and_then(Value::as_str).map(str::to_owned);
            own.into_iter().chain(fields.values().flat_map(node_types)).collect()
        }
        _ => Vec::new(),
    }
}
