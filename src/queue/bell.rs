//! Bell of the queue: by it workers and open pages of all processes hear of changes. Only hints: workers poll as well.

use crate::db::{Connection, Prepare as _};
use crate::live::Whom;
use diesel::QueryResult;
use diesel::sql_types::{Int8, Text};
use diesel_async::RunQueryDsl;

/// Channel of NOTIFY.
pub const CHANNEL: &str = "jobfill_tasks";

/// Word on the channel: there may be tasks to claim.
pub const TASK: &str = "task";

/// Word on the channel: an admin has changed a limit.
pub const LIMITS: &str = "limits";

/// Key of the advisory lock ("sleeping" in ASCII) that a process shares for as long as it wants to be woken, by the
/// connection that listens. The lock goes with its connection.
pub const SLEEPING: i64 = 0x736c_6565_7069_6e67;

/// Wakes sleeping workers when the transaction commits. Without a sleeper nothing is sent: a NOTIFY makes commits wait
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

/// Tells all processes that a limit has changed, when the transaction commits. They look it up now and then anyway.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn tell_limits(conn: &mut Connection) -> QueryResult<()> {
    diesel::sql_query("SELECT pg_notify($1, $2)")
        .bind::<Text, _>(CHANNEL)
        .bind::<Text, _>(LIMITS)
        .prepared()
        .execute(conn)
        .await?;
    Ok(())
}

/// Tells the open pages of all processes that data has changed, and whom the change concerns.
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
