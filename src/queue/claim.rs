//! Claims: which task is next, and how a worker holds it.

use super::{Kind, TaskState};
use crate::db::{Connection, Prepare as _};
use crate::schema::tasks;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Float8, Int4, Int8, Jsonb, Nullable, Text, Timestamptz};
use diesel_async::RunQueryDsl;
use std::time::Duration;

/// A claim: a task held by this worker until its lease runs out.
#[derive(Clone, Debug, QueryableByName)]
pub struct Claim {
    /// Number of the task.
    #[diesel(sql_type = Int8)]
    pub id: i64,
    /// Work of the task.
    #[diesel(sql_type = Text)]
    pub kind: Kind,
    /// Arguments, as the kind reads them.
    #[diesel(sql_type = Jsonb)]
    pub payload: serde_json::Value,
    /// Tries so far, this one included.
    #[diesel(sql_type = Int4)]
    pub attempt: i32,
    /// Tries before the task fails for good.
    #[diesel(sql_type = Int4)]
    pub max_attempts: i32,
    /// Fence of this claim, carried by every write on its behalf.
    #[diesel(sql_type = Int8)]
    pub fence: i64,
}

/// Kinds of tasks that a worker takes.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// Numbers of these tasks only; None: all.
    pub only: Option<Vec<i64>>,
}

/// Claims the next due task: lowest rank first, then highest priority, then oldest. None: nothing is due.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn claim(
    conn: &mut Connection,
    choice: &Choice,
    lease: Duration,
    now: DateTime<Utc>,
) -> QueryResult<Option<Claim>> {
    diesel::sql_query(
        "UPDATE tasks SET state = 'running', attempt = attempt + 1, fence = fence + 1,
                lease_until = now() + make_interval(secs => $1)
          WHERE id = (SELECT id FROM tasks
                       WHERE state = 'queued' AND due_at <= $2 AND retry_at <= now() AND ($3 IS NULL OR id = ANY($3))
                       ORDER BY rank, priority DESC, id LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED)
         RETURNING id, kind, payload, attempt, max_attempts, fence",
    )
    .bind::<Float8, _>(lease.as_secs_f64())
    .bind::<Timestamptz, _>(now)
    .bind::<Nullable<Array<Int8>>, _>(choice.only.as_deref())
    .prepared()
    .get_result(conn)
    .await
    .optional()
}

impl Claim {
    /// Locks the task for the rest of the transaction; false: the claim was lost.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn is_held(&self, conn: &mut Connection) -> QueryResult<bool> {
        let found: Option<i64> = tasks::table
            .find(self.id)
            .filter(tasks::fence.eq(self.fence).and(tasks::state.eq(TaskState::Running)))
            .select(tasks::id)
            .for_no_key_update()
            .first(conn)
            .await
            .optional()?;
        Ok(found.is_some())
    }

    /// Starts the lease anew, and waits for no place any more; false: the claim was lost.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn renew(&self, conn: &mut Connection, lease: Duration) -> QueryResult<bool> {
        let renewed = diesel::sql_query(
            "UPDATE tasks SET lease_until = now() + make_interval(secs => $3), waits_for = NULL
              WHERE id = $1 AND fence = $2 AND state = 'running'",
        )
        .bind::<Int8, _>(self.id)
        .bind::<Int8, _>(self.fence)
        .bind::<Float8, _>(lease.as_secs_f64())
        .prepared()
        .execute(conn)
        .await?;
        Ok(renewed == 1)
    }
}

/// True while a task is due by the App's clock: it waits for a worker, or for a moment, or is being worked on.
///
/// # Errors
///
/// Fails when the database cannot be reached.
pub async fn is_anything_due(conn: &mut Connection, now: DateTime<Utc>) -> QueryResult<bool> {
    let due = tasks::table.filter(tasks::state.eq_any([TaskState::Queued, TaskState::Running]));
    diesel::select(diesel::dsl::exists(due.filter(tasks::due_at.le(now)))).get_result(conn).await
}
