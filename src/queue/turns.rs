//! Tasks that wait for a free place at a source: woken, the best first, when a place is free. The longest wait is set
//! as well, so that no task hangs on a wake that never came.

use super::Claim;
use crate::db::{Connection, Prepare as _};
use crate::sources::Source;
use diesel::QueryResult;
use diesel::sql_types::{Float8, Int8, Text};
use diesel_async::RunQueryDsl;
use std::time::Duration;

impl Claim {
    /// Puts the task back until there is a place at the source, or `at_most` has passed. Uses no try. False: the claim
    /// was lost.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn wait_for(&self, conn: &mut Connection, source: Source, at_most: Duration) -> QueryResult<bool> {
        let queued = diesel::sql_query(
            "UPDATE tasks SET state = 'queued', lease_until = NULL, attempt = greatest(attempt - 1, 0), waits_for = $3,
                    retry_at = clock_timestamp() + make_interval(secs => $4), awaits = 'retry'
              WHERE id = $1 AND fence = $2 AND state = 'running'",
        )
        .bind::<Int8, _>(self.id)
        .bind::<Int8, _>(self.fence)
        .bind::<Text, _>(source)
        .bind::<Float8, _>(at_most.as_secs_f64())
        .prepared()
        .execute(conn)
        .await?;
        Ok(queued == 1)
    }
}

/// Lets the best tasks that wait for a place at the source look once `after` has passed. True: there is such a task.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn call_up(conn: &mut Connection, source: Source, tasks: i64, after: Duration) -> QueryResult<bool> {
    let called = diesel::sql_query(
        "UPDATE tasks SET retry_at = clock_timestamp() + make_interval(secs => $3)
          WHERE id IN (SELECT id FROM tasks
                        WHERE state = 'queued' AND waits_for = $1 AND retry_at > clock_timestamp()
                        ORDER BY rank, priority DESC, id LIMIT $2 FOR UPDATE SKIP LOCKED)",
    )
    .bind::<Text, _>(source)
    .bind::<Int8, _>(tasks)
    .bind::<Float8, _>(after.as_secs_f64())
    .prepared()
    .execute(conn)
    .await?;
    Ok(called > 0)
}
