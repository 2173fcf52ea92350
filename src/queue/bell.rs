//! What workers and open pages of all processes hear by. Only hints: workers poll as well.

use crate::db::{Connection, Prepare as _};
use crate::live::Whom;
use diesel::QueryResult;
use diesel::sql_types::{Int8, Text};
use diesel_async::RunQueryDsl;

/// Channel of NOTIFY.
pub const CHANNEL: &str = "jobfill_tasks";

/// Said on the channel: there may be something to claim.
pub const TASK: &str = "task";

/// Key of the advisory lock that a process shares, by the connection that listens, for as long as it wants to be woken
/// ("sleeping" in ASCII). It goes with its connection.
pub const SLEEPING: i64 = 0x736c_6565_7069_6e67;

/// Wakes sleeping workers when the transaction commits. Where nobody sleeps nothing is said: a NOTIFY makes commits wait
/// for each other.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn wake(conn: &mut Connection) -> QueryResult<()> {
    // An exclusive lock is granted only while no listener shares the lock.
    diesel::sql_query(
        "SELECT pg_notify($1, $2)
          WHERE NOT (SELECT CASE WHEN pg_try_advisory_lock($3) THEN pg_advisory_unlock($3) ELSE FALSE END)",
    )
    .bind::<Text, _>(CHANNEL)
    .bind::<Text, _>(TASK)
    .bind::<Int8, _>(SLEEPING)
    .prepared()
    .execute(conn)
    .await?;
    Ok(())
}

/// Tells the open pages of all processes that something has changed, and whom it concerns.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn tell_pages(conn: &mut Connection, whom: &Whom) -> QueryResult<()> {
    diesel::sql_query("SELECT pg_notify($1, $2)")
        .bind::<Text, _>(CHANNEL)
        .bind::<Text, _>(whom.to_string())
        .prepared()
        .execute(conn)
        .await?;
    Ok(())
}
