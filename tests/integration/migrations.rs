//! The tables: every step reverts, and the code sees what the migrations make.

mod before;

use crate::support::database::TestDatabase;
use diesel_async::AsyncMigrationHarness;
use diesel_migrations::MigrationHarness;
use jobfill::db::{self, Database, Terms};
use std::collections::BTreeSet;
use tokio_postgres::{Client, NoTls};

#[tokio::test(flavor = "multi_thread")]
async fn every_migration_reverts_and_runs_again() {
    let test = TestDatabase::create().await;
    let database = Database::open(&test.url, Terms::new(2)).await.unwrap();
    let mut harness = AsyncMigrationHarness::new(database.own().await.unwrap());
    let reverted = harness.revert_all_migrations(db::MIGRATIONS).unwrap().len();
    assert!(reverted > 0);
    assert!(columns(&test.url).await.is_empty(), "a revert left something behind");
    assert_eq!(db::migrate(&database).await.unwrap().len(), reverted);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_schema_in_the_code_is_what_the_migrations_make() {
    let test = TestDatabase::create().await;
    let real = columns(&test.url).await;
    let written: BTreeSet<String> = include_str!("../../src/schema.rs")
        .lines()
        .scan(String::new(), |table, line| {
            let line = line.trim();
            if let Some((name, _)) = line.split_once(" (").filter(|_| line.ends_with('{')) {
                table.clone_from(&name.to_owned());
            }
            Some(line.split_once(" -> ").map(|(name, kind)| format!("{table}.{name} {}", kind.trim_end_matches(','))))
        })
        .flatten()
        .collect();
    assert_eq!(written, real);
}

async fn connect(url: &str) -> Client {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await.unwrap();
    tokio::spawn(connection);
    client
}

/// "table.column Type" for every column, in diesel's words.
async fn columns(url: &str) -> BTreeSet<String> {
    let client = connect(url).await;
    let statement = "SELECT table_name::text, column_name::text, udt_name::text, is_nullable::text
                       FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
                      WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name NOT LIKE '\\_\\_%'";
    let rows = client.query(statement, &[]).await.unwrap();
    let column = |row: &tokio_postgres::Row| {
        let (table, name, kind, nullable): (&str, &str, &str, &str) = (row.get(0), row.get(1), row.get(2), row.get(3));
        let kind = in_diesels_words(kind);
        let kind = if nullable == "YES" { format!("Nullable<{kind}>") } else { kind.to_owned() };
        format!("{table}.{name} {kind}")
    };
    rows.iter().map(column).collect()
}

fn in_diesels_words(kind: &str) -> &str {
    match kind {
        "int2" => "Int2",
        "int4" => "Int4",
        "int8" => "Int8",
        "text" => "Text",
        "bool" => "Bool",
        "date" => "Date",
        "jsonb" => "Jsonb",
        "bytea" => "Bytea",
        "_text" => "Array<Text>",
        "_int8" => "Array<Int8>",
        "timestamptz" => "Timestamptz",
        "tstzmultirange" => "Tstzmultirange",
        "tsvector" => "Tsvector",
        other => other,
    }
}
