//! Tasks with an expired lease: their workers are gone.

use super::{Claim, TaskState};
use crate::db::{Connection, Prepare as _};
use crate::schema::tasks;
use diesel::prelude::*;
use diesel::sql_types::Int8;
use diesel_async::RunQueryDsl;
use std::time::Duration;

/// Tasks with an expired lease, by number: their workers are gone.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn expired(conn: &mut Connection) -> QueryResult<Vec<i64>> {
    tasks::table
        .filter(tasks::state.eq(TaskState::Running).and(tasks::lease_until.lt(diesel::dsl::now)))
        .order(tasks::lease_until)
        .select(tasks::id)
        .load(conn)
        .await
}

/// Locks a task with an expired lease; None: a worker holds the task again, or another process is taking it back.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn lock_expired(conn: &mut Connection, id: i64) -> QueryResult<Option<Claim>> {
    diesel::sql_query(
        "SELECT id, kind, lane, source, payload, attempt, max_attempts, fence,
                extract(epoch FROM now() - created_at)::float8 AS age_seconds
           FROM tasks
          WHERE id = $1 AND state = 'running' AND lease_until < now() FOR NO KEY UPDATE SKIP LOCKED",
    )
    .bind::<Int8, _>(id)
    .prepared()
    .get_result(conn)
    .await
    .optional()
}

impl Claim {
    /// Puts a task back whose worker was lost: due at once, the try stays counted.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn requeue(&self, conn: &mut Connection) -> QueryResult<bool> {
        self.retry(conn, Duration::ZERO, "its worker was lost").await
    }
}
