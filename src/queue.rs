//! The queue: one table of tasks, claimed one at a time, held by a lease, fenced by a counter.
//!
//! Everything here goes by the database's clock, but for `due_at`, which is the App's.

mod outcome;

pub use self::outcome::{TaskError, backoff};

use crate::closed_list;
use crate::db::Connection;
use crate::schema::tasks;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Float8, Int4, Int8, Nullable, Text, Timestamptz};
use diesel_async::RunQueryDsl;
use std::time::Duration;

/// The channel that wakes sleeping workers. Only a hint: they poll as well.
pub const WAKE: &str = "jobfill_tasks";

closed_list! {
    "a kind of task";
    /// Kind of a task. A name never changes once it was deployed: rows carry it.
    pub enum Kind {
        /// Buys the next page of a fetch.
        Fetch = "fetch",
        /// Has a CV's text read and makes its searches.
        ReadCv = "read_cv",
        /// The daily run.
        Refresh = "refresh",
        /// Sweeps out what has expired.
        Housekeeping = "housekeeping",
    }
}

closed_list! {
    "a state of a task";
    /// State of a task.
    pub enum TaskState {
        /// Waits for a worker.
        Queued = "queued",
        /// Held by a worker, for as long as its lease runs.
        Running = "running",
        /// Ended well.
        Done = "done",
        /// Ended without success.
        Failed = "failed",
    }
}

/// A task to be enqueued.
#[derive(Clone, Debug)]
pub struct NewTask {
    pub kind: Kind,
    /// At most one live task per kind and key.
    pub unique_key: String,
    /// The fetch whose pages a task of kind `fetch` buys; None for every other kind.
    pub fetch_id: Option<i64>,
    pub payload: serde_json::Value,
    pub rank: i16,
    pub priority: i32,
    pub max_attempts: i32,
    pub due_at: DateTime<Utc>,
}

impl NewTask {
    /// Enqueues it with the caller's transaction; None: one with this key is alive already.
    pub async fn enqueue(&self, conn: &mut Connection) -> QueryResult<Option<i64>> {
        let id = diesel::insert_into(tasks::table)
            .values((
                tasks::kind.eq(self.kind),
                tasks::unique_key.eq(&self.unique_key),
                tasks::fetch_id.eq(self.fetch_id),
                tasks::payload.eq(&self.payload),
                tasks::rank.eq(self.rank),
                tasks::priority.eq(self.priority),
                tasks::max_attempts.eq(self.max_attempts),
                tasks::due_at.eq(self.due_at),
            ))
            .on_conflict_do_nothing()
            .returning(tasks::id)
            .get_result(conn)
            .await
            .optional()?;
        wake(conn).await?;
        Ok(id)
    }
}

/// Tells sleeping workers to look, when the transaction commits.
pub async fn wake(conn: &mut Connection) -> QueryResult<()> {
    diesel::sql_query("SELECT pg_notify($1, '')").bind::<Text, _>(WAKE).execute(conn).await?;
    Ok(())
}

/// A task that this worker holds.
#[derive(Clone, Debug, QueryableByName)]
pub struct Claim {
    #[diesel(sql_type = Int8)]
    pub id: i64,
    #[diesel(sql_type = Text)]
    pub kind: Kind,
    #[diesel(sql_type = diesel::sql_types::Jsonb)]
    pub payload: serde_json::Value,
    #[diesel(sql_type = Int4)]
    pub attempt: i32,
    #[diesel(sql_type = Int4)]
    pub max_attempts: i32,
    #[diesel(sql_type = Int8)]
    pub fence: i64,
}

/// Which tasks a worker takes.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// Only these; None: all.
    pub only: Option<Vec<i64>>,
}

/// Takes the next due task: lowest rank first, then highest priority, then oldest.
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
                       ORDER BY rank, priority DESC, id LIMIT 1 FOR UPDATE SKIP LOCKED)
         RETURNING id, kind, payload, attempt, max_attempts, fence",
    )
    .bind::<Float8, _>(lease.as_secs_f64())
    .bind::<Timestamptz, _>(now)
    .bind::<Nullable<Array<Int8>>, _>(choice.only.as_deref())
    .get_result(conn)
    .await
    .optional()
}

impl Claim {
    /// Locks the task for the rest of the transaction; false: it is no longer ours.
    pub async fn is_held(&self, conn: &mut Connection) -> QueryResult<bool> {
        let found: Option<i64> = tasks::table
            .find(self.id)
            .filter(tasks::fence.eq(self.fence).and(tasks::state.eq(TaskState::Running)))
            .select(tasks::id)
            .for_update()
            .first(conn)
            .await
            .optional()?;
        Ok(found.is_some())
    }

    /// Starts the lease anew.
    pub async fn renew(&self, conn: &mut Connection, lease: Duration) -> QueryResult<bool> {
        let renewed = diesel::sql_query(
            "UPDATE tasks SET lease_until = now() + make_interval(secs => $3)
              WHERE id = $1 AND fence = $2 AND state = 'running'",
        )
        .bind::<Int8, _>(self.id)
        .bind::<Int8, _>(self.fence)
        .bind::<Float8, _>(lease.as_secs_f64())
        .execute(conn)
        .await?;
        Ok(renewed == 1)
    }

    /// Done.
    pub async fn finish(&self, conn: &mut Connection) -> QueryResult<bool> {
        self.end(conn, TaskState::Done, None).await
    }

    /// Over, without success.
    pub async fn fail(&self, conn: &mut Connection, why: &str) -> QueryResult<bool> {
        self.end(conn, TaskState::Failed, Some(why)).await
    }

    async fn end(&self, conn: &mut Connection, state: TaskState, why: Option<&str>) -> QueryResult<bool> {
        let ended = diesel::sql_query(
            "UPDATE tasks SET state = $3, error = $4, lease_until = NULL, finished_at = now()
              WHERE id = $1 AND fence = $2 AND state = 'running'",
        )
        .bind::<Int8, _>(self.id)
        .bind::<Int8, _>(self.fence)
        .bind::<Text, _>(state)
        .bind::<Nullable<Text>, _>(why)
        .execute(conn)
        .await?;
        Ok(ended == 1)
    }

    /// Back into the queue after a failure; the try that was counted stays counted.
    pub async fn retry(&self, conn: &mut Connection, wait: Duration, why: &str) -> QueryResult<bool> {
        let queued = diesel::sql_query(
            "UPDATE tasks SET state = 'queued', lease_until = NULL, error = $4,
                    retry_at = now() + make_interval(secs => $3)
              WHERE id = $1 AND fence = $2 AND state = 'running'",
        )
        .bind::<Int8, _>(self.id)
        .bind::<Int8, _>(self.fence)
        .bind::<Float8, _>(wait.as_secs_f64())
        .bind::<Text, _>(why)
        .execute(conn)
        .await?;
        Ok(queued == 1)
    }

    /// Back into the queue without having failed: uses no try.
    pub async fn snooze(&self, conn: &mut Connection, snooze: Snooze) -> QueryResult<bool> {
        let queued = diesel::sql_query(
            "UPDATE tasks SET state = 'queued', lease_until = NULL, attempt = greatest(attempt - 1, 0),
                    due_at = coalesce($3, due_at), retry_at = now() + make_interval(secs => $4),
                    rank = coalesce($5::int, rank)
              WHERE id = $1 AND fence = $2 AND state = 'running'",
        )
        .bind::<Int8, _>(self.id)
        .bind::<Int8, _>(self.fence)
        .bind::<Nullable<Timestamptz>, _>(snooze.until)
        .bind::<Float8, _>(snooze.wait.as_secs_f64())
        .bind::<Nullable<Int4>, _>(snooze.rank)
        .execute(conn)
        .await?;
        Ok(queued == 1)
    }

    /// One step of several is done: the task queues again for the next one, one rank lower, with all its tries.
    pub async fn next_step(&self, conn: &mut Connection) -> QueryResult<bool> {
        let queued = diesel::sql_query(
            "UPDATE tasks SET state = 'queued', lease_until = NULL, attempt = 0, retry_at = now(), rank = rank + 1, error = NULL
              WHERE id = $1 AND fence = $2 AND state = 'running'",
        )
        .bind::<Int8, _>(self.id)
        .bind::<Int8, _>(self.fence)
        .execute(conn)
        .await?;
        Ok(queued == 1)
    }
}

/// How long a task sleeps.
#[derive(Clone, Copy, Debug, Default)]
pub struct Snooze {
    /// By the App's clock.
    pub until: Option<DateTime<Utc>>,
    /// By the database's clock.
    pub wait: Duration,
    pub rank: Option<i32>,
}

/// Tasks whose lease has run out: their worker is gone.
pub async fn expired(conn: &mut Connection) -> QueryResult<Vec<i64>> {
    tasks::table
        .filter(tasks::state.eq(TaskState::Running).and(tasks::lease_until.lt(diesel::dsl::now)))
        .order(tasks::lease_until)
        .select(tasks::id)
        .load(conn)
        .await
}

/// Locks a task whose lease has run out; None: it is held again, or somebody else is taking it back.
pub async fn lock_expired(conn: &mut Connection, id: i64) -> QueryResult<Option<Claim>> {
    diesel::sql_query(
        "SELECT id, kind, payload, attempt, max_attempts, fence FROM tasks
          WHERE id = $1 AND state = 'running' AND lease_until < now() FOR UPDATE SKIP LOCKED",
    )
    .bind::<Int8, _>(id)
    .get_result(conn)
    .await
    .optional()
}
