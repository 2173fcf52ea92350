//! A hundred thousand tasks that are not due: a claim reads what it reads without them.

use super::readings;
use crate::support::app::{TestApp, monday};
use crate::support::books;
use diesel::prelude::*;
use diesel::sql_types::Json;
use diesel_async::{AsyncConnection, RunQueryDsl};
use jobfill::db::Connection;
use jobfill::queue::{CLAIM, Compartment, PORTION, PROMOTE};
use serde_json::Value;

/// What a statement took.
#[derive(Debug)]
struct Took {
    /// Pages of tables and indexes that were looked at.
    pages: i64,
    /// Rows that were read and thrown away.
    thrown_away: f64,
    scans: Vec<String>,
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_thousand_tasks_that_are_not_due_change_nothing_for_a_claim() {
    let app = TestApp::start().await;
    readings(&app, 300, "due_at, awaits, rank", "'2026-11-01', NULL, 7").await;
    books::execute(&app, "ANALYZE tasks").await;
    let mut conn = app.db.own().await.unwrap();
    let alone = (took(&mut conn, &promote()).await, took(&mut conn, &claim()).await);

    // All of them would come first, were they due.
    readings(&app, 50_000, "due_at", "'2026-12-01'").await;
    readings(&app, 49_000, "due_at, retry_at, awaits", "'2026-11-01', now() + interval '1 hour', 'retry'").await;
    readings(&app, 1_000, "retry_at, due_at", "now() + interval '2 hours', '2026-12-24'").await;
    books::execute(&app, "ANALYZE tasks").await;
    let among = (took(&mut conn, &promote()).await, took(&mut conn, &claim()).await);
    println!("alone: {alone:?}\namong 100,000: {among:?}");
    for (alone, among) in [(alone.0, among.0), (alone.1, among.1)] {
        assert!(among.scans.iter().all(|scan| scan.starts_with("Index") || scan.starts_with("Bitmap")), "{among:?}");
        assert!(among.thrown_away < 1.0, "{among:?}");
        // Larger indexes are a level deeper.
        assert!(among.pages <= alone.pages + 40, "{alone:?}, {among:?}");
    }
}

fn promote() -> String {
    PROMOTE.replace("$1", &format!("'{}'::timestamptz", monday())).replace("$2", &PORTION.to_string())
}

/// Sixteen places, a quarter of them for readings.
fn claim() -> String {
    let all = Compartment::all();
    let array = |texts: Vec<String>, of: &str| format!("ARRAY[{}]::{of}[]", texts.join(", "));
    let of = |text: &dyn Fn(&Compartment) -> String, kind| array(all.iter().map(text).collect(), kind);
    CLAIM
        .replace("$1", "120")
        .replace("$2", &format!("'{}'::timestamptz", monday()))
        .replace("$3", &of(&|one| format!("'{}'", one.lane), "text"))
        .replace("$4", &of(&|one| format!("'{}'", one.source.map_or("", |source| source.as_str())), "text"))
        .replace("$5", &of(&|_| "1".to_owned(), "int"))
        .replace("$6", &of(&|_| "4".to_owned(), "int"))
        .replace("$7", &of(&|_| "7".to_owned(), "int"))
        .replace("$8", "21")
        .replace("$9", "FALSE")
}

/// What the statement takes, in a transaction that is undone.
async fn took(conn: &mut Connection, statement: &str) -> Took {
    #[derive(QueryableByName)]
    struct Explained {
        #[diesel(sql_type = Json)]
        #[diesel(column_name = "QUERY PLAN")]
        plan: Value,
    }
    let explain = format!("EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) {statement}");
    let mut plan = None;
    let undone = conn
        .transaction(async |conn| -> QueryResult<()> {
            plan = Some(diesel::sql_query(&explain).get_result::<Explained>(conn).await?.plan);
            Err(diesel::result::Error::RollbackTransaction)
        })
        .await;
    assert_eq!(undone, Err(diesel::result::Error::RollbackTransaction));
    let plan = plan.unwrap()[0]["Plan"].take();
    let pages = plan["Shared Hit Blocks"].as_i64().unwrap() + plan["Shared Read Blocks"].as_i64().unwrap();
    let mut took = Took { pages, thrown_away: 0.0, scans: Vec::new() };
    add(&plan, &mut took);
    took
}

fn add(node: &Value, took: &mut Took) {
    if node["Relation Name"] == "tasks" && node["Node Type"].as_str().is_some_and(|kind| kind.ends_with("Scan")) {
        took.scans.push(node["Node Type"].as_str().unwrap().to_owned());
        let loops = node["Actual Loops"].as_f64().unwrap_or(1.0);
        let removed = ["Rows Removed by Filter", "Rows Removed by Index Recheck"];
        took.thrown_away += removed.iter().filter_map(|name| node[*name].as_f64()).sum::<f64>() * loops;
    }
    for child in node["Plans"].as_array().into_iter().flatten() {
        add(child, took);
    }
}
