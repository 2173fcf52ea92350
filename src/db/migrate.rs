//! Brings the tables up to date; embedded, so that a binary never lacks them.

use super::{Connection, Database};
use anyhow::{Context, anyhow};
use diesel_async::{AsyncMigrationHarness, RunQueryDsl};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

/// Every step that the tables have gone through.
pub const MIGRATIONS: EmbeddedMigrations = embed_migrations!();

/// Key of the advisory lock that lets one process migrate at a time ("jobfill" in ASCII).
const LOCK: i64 = 0x6a_6f62_6669_6c6c;

/// Runs what is pending, under a lock; says which steps ran.
pub async fn migrate(database: &Database) -> anyhow::Result<Vec<String>> {
    locked(database, |harness| {
        let steps =
            harness.run_pending_migrations(MIGRATIONS).map_err(|error| anyhow!("a migration failed: {error}"))?;
        Ok(steps.iter().map(ToString::to_string).collect())
    })
    .await
}

/// Takes every step back; for tests that prove that each one reverts.
pub async fn revert_all(database: &Database) -> anyhow::Result<usize> {
    locked(database, |harness| {
        let steps = harness.revert_all_migrations(MIGRATIONS).map_err(|error| anyhow!("a revert failed: {error}"))?;
        Ok(steps.len())
    })
    .await
}

type Harness = AsyncMigrationHarness<Connection>;

/// The harness blocks in place, and so needs the main, multi-threaded runtime.
async fn locked<T>(database: &Database, work: impl FnOnce(&mut Harness) -> anyhow::Result<T>) -> anyhow::Result<T> {
    let mut conn = super::connect::own(database.url()).await?;
    diesel::sql_query("SET statement_timeout = 0").execute(&mut conn).await?;
    diesel::sql_query(format!("SELECT pg_advisory_lock({LOCK})"))
        .execute(&mut conn)
        .await
        .context("waiting for another migration")?;
    let mut harness = AsyncMigrationHarness::new(conn);
    // Dropping the connection gives the lock back.
    work(&mut harness)
}
