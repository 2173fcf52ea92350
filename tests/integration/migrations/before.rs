//! A database from before the first release: refused with the way out, and carried over by that way.

use super::connect;
use crate::support::JOBFILL;
use crate::support::database::TestDatabase;
use crate::support::wait;
use jobfill::db::{self, Database, Terms};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;
use tokio_postgres::Client;

/// The tables after the twelve migrations, and a few rows.
const BEFORE: &str = include_str!("../../fixtures/before-0.1.0.sql");

#[tokio::test(flavor = "multi_thread")]
async fn a_database_from_before_is_refused_and_then_carried_over_by_the_script_that_the_refusal_names() {
    let test = TestDatabase::create().await;
    let client = connect(&test.url).await;
    let fresh = shape(&client).await;
    client.batch_execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public").await.unwrap();
    client.batch_execute(BEFORE).await.unwrap();
    let old = shape(&client).await;

    let database = Database::open(&test.url, Terms::new(2)).await.unwrap();
    let refusal = db::migrate(&database).await.unwrap_err().to_string();
    assert!(refusal.contains("made before Jobfill 0.1.0"), "{refusal}");
    assert_eq!(shape(&client).await, old, "the refusal changed something");

    let (_, advice) = refusal.split_once('`').unwrap();
    let (command, _) = advice.split_once('`').unwrap();
    carry_over(&test.url, command);
    assert_eq!(db::migrate(&database).await.unwrap(), [""; 0]);
    let (carried, missing): (BTreeSet<_>, BTreeSet<_>) =
        (&shape(&client).await - &fresh, &fresh - &shape(&client).await);
    assert!(carried.is_empty() && missing.is_empty(), "too much: {carried:#?}, missing: {missing:#?}");
    assert_rows_are_kept(&client).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_script_leaves_every_other_database_alone() {
    let test = TestDatabase::create().await;
    let client = connect(&test.url).await;
    let before = shape(&client).await;
    let output = psql(&test.url, &["-v", "ON_ERROR_STOP=1", "-f", "contrib/before-0.1.0.sql"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && said.contains("is not of the last commit before 0.1.0"), "{said}");
    assert_eq!(shape(&client).await, before);
}

/// Runs the command that the refusal names: `jobfill psql …`.
fn carry_over(url: &str, command: &str) {
    let arguments: Vec<&str> = command.strip_prefix("jobfill psql ").unwrap().split(' ').collect();
    let output = psql(url, &arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn psql(url: &str, arguments: &[&str]) -> std::process::Output {
    let mut command = Command::new(JOBFILL);
    command.arg("psql").args(arguments).env("DATABASE_URL", url).env("JOBFILL_DATA_DIR", "/nonexistent");
    command.current_dir(Path::new(env!("CARGO_MANIFEST_DIR")));
    wait::blocking("jobfill psql", move || command.output()).unwrap()
}

async fn assert_rows_are_kept(client: &Client) {
    let tasks = "SELECT string_agg(concat_ws(' ', kind, fetch_id), ', ' ORDER BY id) FROM tasks";
    assert_eq!(text(client, tasks).await, "fetch 1, fetch 2, housekeeping");
    let wanted = "SELECT concat_ws(' ', request_id, combination_id, user_id, subject, priority) FROM wanted_requests";
    assert_eq!(text(client, wanted).await, "1 1 1 7 8");
    let money =
        "SELECT concat_ws(' ', meters.spent, ledger.spent, reason) FROM ledger JOIN meters ON meters.id = meter_id";
    assert_eq!(text(client, money).await, "12 12 as the invoice says");
}

async fn text(client: &Client, sql: &str) -> String {
    client.query_one(sql, &[]).await.unwrap().get(0)
}

/// Everything that makes up the tables, a line each. The order of columns is left out: nothing may depend on it.
async fn shape(client: &Client) -> BTreeSet<String> {
    let lines = "
        SELECT concat_ws(' ', 'column', class.oid::regclass, attname, format_type(atttypid, atttypmod), attnotnull,
                         pg_get_expr(adbin, adrelid))
          FROM pg_attribute JOIN pg_class class ON class.oid = attrelid
          LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
         WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND attnum > 0 AND NOT attisdropped
        UNION ALL
        SELECT concat_ws(' ', 'constraint', conrelid::regclass, conname, pg_get_constraintdef(oid))
          FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
        UNION ALL SELECT concat_ws(' ', 'index', indexdef) FROM pg_indexes WHERE schemaname = 'public'
        UNION ALL SELECT concat_ws(' ', 'view', viewname, definition) FROM pg_views WHERE schemaname = 'public'
        UNION ALL SELECT concat_ws(' ', 'trigger', pg_get_triggerdef(oid)) FROM pg_trigger WHERE NOT tgisinternal
        UNION ALL SELECT concat_ws(' ', 'function', pg_get_functiondef(oid)) FROM pg_proc
                   WHERE pronamespace = 'public'::regnamespace
        UNION ALL SELECT concat_ws(' ', 'options', relname, reloptions) FROM pg_class
                   WHERE relnamespace = 'public'::regnamespace AND reloptions IS NOT NULL
        UNION ALL SELECT concat_ws(' ', 'migrated', version) FROM __diesel_schema_migrations";
    // What a dump sets for its session is undone.
    client.batch_execute("RESET ALL").await.unwrap();
    client.query(lines, &[]).await.unwrap().iter().map(|row| row.get(0)).collect()
}
