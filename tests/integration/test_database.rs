//! What the tests' own databases promise.

use tokio_postgres::{Client, NoTls};

use crate::support::database::TestDatabase;

async fn connect(url: &str) -> Client {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await.unwrap();
    tokio::spawn(connection);
    client
}

async fn tables(client: &Client) -> i64 {
    let count = "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'";
    client.query_one(count, &[]).await.unwrap().get(0)
}

#[tokio::test]
async fn every_test_has_a_migrated_database_of_its_own() {
    let (one, other) = (TestDatabase::create().await, TestDatabase::create().await);
    let (one, other) = (connect(&one.url).await, connect(&other.url).await);
    let migrated = tables(&one).await;
    assert!(migrated > 0, "the migrations ran");
    one.batch_execute("CREATE TABLE mine ()").await.unwrap();
    assert_eq!(tables(&one).await, migrated + 1);
    assert_eq!(tables(&other).await, migrated);
}

#[tokio::test]
async fn a_database_ends_with_its_test_even_while_somebody_is_connected() {
    let database = TestDatabase::create().await;
    let url = database.url.clone();
    let client = connect(&url).await;
    drop(database);
    assert!(client.batch_execute("SELECT 1").await.is_err());
    assert!(tokio_postgres::connect(&url, NoTls).await.is_err());
}
