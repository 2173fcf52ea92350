//! Migrations bring the tables up to date. They are embedded, so that a binary never lacks them.

use super::{Connection, Database};
use anyhow::{Context, anyhow, ensure};
use diesel::migration::MigrationVersion;
use diesel_async::{AsyncMigrationHarness, RunQueryDsl};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};
use std::time::Duration;

/// Every migration, in order.
pub const MIGRATIONS: EmbeddedMigrations = embed_migrations!();

/// Version of the first released migration. Earlier versions are of databases from before 0.1.0.
const FIRST_RELEASED: &str = "20261128000001";

/// Key of the advisory lock around migrations ("jobfill" in ASCII).
const LOCK: i64 = 0x6a_6f62_6669_6c6c;

/// Time limit of a migration's statement, which may rewrite a large table. PostgreSQL ends it after an hour, and has
/// some seconds on top to report the end.
const BOUND: Duration = Duration::from_secs(60 * 60 + 5);

#[derive(diesel::QueryableByName)]
struct Lock {
    #[diesel(sql_type = diesel::sql_types::Bool)]
    is_ours: bool,
}

/// Runs pending migrations, under a lock. Returns their names.
///
/// # Errors
///
/// Fails with a sentence for people when the database is from before the first release, and when a migration fails.
pub async fn migrate(database: &Database) -> anyhow::Result<Vec<String>> {
    let mut harness = locked(database).await?;
    let applied = harness.applied_migrations().map_err(|error| anyhow!("what was migrated cannot be read: {error}"))?;
    ensure!(
        !applied.iter().any(is_from_before),
        "this database was made before Jobfill 0.1.0, and was not changed. To carry it over: stop every process of \
         Jobfill, make a backup, run `jobfill psql -v ON_ERROR_STOP=1 -f contrib/before-0.1.0.sql`, and start again"
    );
    let steps = harness.run_pending_migrations(MIGRATIONS).map_err(|error| anyhow!("a migration failed: {error}"))?;
    Ok(steps.iter().map(ToString::to_string).collect())
}

fn is_from_before(version: &MigrationVersion) -> bool {
    version < &MigrationVersion::from(FIRST_RELEASED)
}

/// Opens a private connection with the lock; dropping the harness releases the lock. The harness blocks in place, and
/// so needs the main, multi-threaded runtime.
async fn locked(database: &Database) -> anyhow::Result<AsyncMigrationHarness<Connection>> {
    let mut conn = database.own().await?;
    conn.set_bound(BOUND);
    diesel::sql_query("SET statement_timeout = '1h'").execute(&mut conn).await?;
    let lock: Lock =
        diesel::sql_query(format!("SELECT pg_try_advisory_lock({LOCK}) AS is_ours")).get_result(&mut conn).await?;
    if !lock.is_ours {
        tracing::info!("waiting for another process that brings the database up to date");
        let locking = diesel::sql_query(format!("SELECT pg_advisory_lock({LOCK})"));
        locking.execute(&mut conn).await.context("waiting for another migration")?;
    }
    Ok(AsyncMigrationHarness::new(conn))
}
