//! Backups, made and restored by the commands of docs/operating.md.

use crate::support::app::{TestApp, list};
use crate::support::books;
use crate::support::database::TestDatabase;
use crate::support::program;
use std::process::Command;
use tokio_postgres::NoTls;

#[tokio::test(flavor = "multi_thread")]
async fn a_restored_backup_has_every_row_and_its_meters_agree_with_its_ledger() {
    let app = TestApp::start().await;
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&["Data Scientist"], &["Berlin"])).await;
    app.drain().await;
    let backup = tempfile::NamedTempFile::new().unwrap();
    let file = backup.path().to_str().unwrap();
    let dumped = Command::new("pg_dump").args(["--file", file, app.db.url()]).output().unwrap();
    assert!(dumped.status.success(), "{}", String::from_utf8_lossy(&dumped.stderr));

    let elsewhere = an_empty_database().await;
    let settings = app.settings_with(&[("DATABASE_URL", &elsewhere.url)]);
    let command = async |arguments: &[&str]| program::run(arguments, &settings).await.ended_with(0);
    command(&["psql", "-q", "-v", "ON_ERROR_STOP=1", "--single-transaction", "-f", file]).await;
    command(&["migrate"]).await;
    let checked = command(&["quota", "--check", "--json"]).await;
    assert!(checked.stderr.contains("The meters and the ledger agree."), "{}", checked.stderr);

    let rows = "SELECT concat_ws(' ', (SELECT sum(spent) FROM ledger), (SELECT count(*) FROM jobs),
                       (SELECT count(*) FROM answers), (SELECT string_agg(email, ' ') FROM users)) AS text";
    let (client, connection) = tokio_postgres::connect(&elsewhere.url, NoTls).await.unwrap();
    tokio::spawn(connection);
    let restored: String = client.query_one(rows, &[]).await.unwrap().get(0);
    assert_eq!([restored], books::texts(&app, rows).await[..]);
}

async fn an_empty_database() -> TestDatabase {
    let database = TestDatabase::create().await;
    let (client, connection) = tokio_postgres::connect(&database.url, NoTls).await.unwrap();
    tokio::spawn(connection);
    client.batch_execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public").await.unwrap();
    database
}
