//! A million tracked combinations: what one person's plan, one task's claim and one page of the list take must not
//! grow with them.

mod catalogue;
mod tracking;

use crate::support::app::{TestApp, list, monday};
use crate::support::books;
use crate::support::database::TestDatabase;
use crate::support::wait;
use diesel::prelude::*;
use diesel::sql_types::{Json, Text};
use diesel_async::{AsyncConnection, RunQueryDsl};
use jobfill::backfill::claims::Claims;
use jobfill::clock::Clock;
use jobfill::db::Connection;
use jobfill::models::combination::{STANDINGS, Tracked};
use jobfill::queue::{self, Rooms};
use jobfill::searches;
use serde_json::Value;
use std::time::Duration;
use tokio::sync::OnceCell;

/// What grows; a statement may scan what holds a handful of rows for ever, such as the sources.
const BIG: [&str; 6] =
    ["backfill_tracking", "combination_requests", "requests", "fetches", "tasks", "user_search_queries"];

/// A million combinations; the benchmark of the plan has the same.
const MILLION: &str = include_str!("scale/million.sql");

/// An app of its own over the one database that is filled once for all of these tests.
async fn a_million() -> TestApp {
    static FILLED: OnceCell<TestDatabase> = OnceCell::const_new();
    let filled = FILLED.get_or_init(|| async {
        let database = TestDatabase::create().await;
        let (client, connection) = jobfill::db::connect_raw(&database.url).await.unwrap();
        let driving = tokio::spawn(connection);
        client.batch_execute(MILLION).await.unwrap();
        drop(client);
        wait::end_of("the line's end", driving).await.unwrap().unwrap();
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
    let claims = Claims::lock(&mut conn).await.unwrap();
    let started = searches::save(&mut conn, &app, &claims, ada.id, &wanted, &wishes).await.unwrap();
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
    assert!(!queue::promote(&mut conn, monday()).await.unwrap());
    let claims = queue::claim(&mut conn, &Rooms::anywhere(1), Duration::from_secs(120), monday()).await.unwrap();
    assert_eq!(claims.len(), 1);
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
            // The sources, and what each can do, are a handful for ever.
            let is_small = fields.get("Relation Name").is_some_and(|name| name == "sources" || name == "capabilities");
            let own = fields.get("Node Type").and_then(Value::as_str).filter(|_| !is_small).map(str::to_owned);
            own.into_iter().chain(fields.values().flat_map(node_types)).collect()
        }
        _ => Vec::new(),
    }
}
