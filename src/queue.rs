//! Queue: a table of tasks, claimed singly, held by a lease, fenced by a counter.
//!
//! Times are the database's, but for `due_at`, which is the App's.

mod outcome;

pub use self::outcome::{TaskError, backoff};

use crate::closed_list;
use crate::db::{Connection, Prepare as _};
use crate::schema::tasks;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Float8, Int4, Int8, Jsonb, Nullable, Text, Timestamptz};
use diesel_async::RunQueryDsl;
use std::time::Duration;

/// Channel that wakes sleeping workers. Only a hint: workers poll as well.
pub const WAKE: &str = "jobfill_tasks";

closed_list! {
    "a kind of task";
    /// Kind of a task. A name never changes after deployment, since rows carry it.
    pub enum Kind {
        /// Buys the next page of a fetch.
        Fetch = "fetch",
        /// Has a CV's text read and makes its searches.
        ReadCv = "read_cv",
        /// The daily run.
        Refresh = "refresh",
        /// Sweeps out expired rows.
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
    /// Work to be done; its name is a constant of the database.
    pub kind: Kind,
    /// At most one live task per kind and key.
    pub unique_key: String,
    /// Fetch whose pages a task of kind `fetch` buys; None for every other kind.
    pub fetch_id: Option<i64>,
    /// Arguments, as the kind reads them.
    pub payload: serde_json::Value,
    /// Lower first.
    pub rank: i16,
    /// Higher first, within a rank.
    pub priority: i32,
    /// Tries before the task fails for good.
    pub max_attempts: i32,
    /// Not before then, by the App's clock.
    pub due_at: DateTime<Utc>,
}

impl NewTask {
    /// Enqueues the task in the caller's transaction. Returns its number; None: a live task has the key.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
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

/// Wakes sleeping workers when the transaction commits.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn wake(conn: &mut Connection) -> QueryResult<()> {
    diesel::sql_query("SELECT pg_notify($1, '')").bind::<Text, _>(WAKE).prepared().execute(conn).await?;
    Ok(())
}

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
                       ORDER BY rank, priority DESC, id LIMIT 1 FOR UPDATE SKIP LOCKED)
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
            .for_update()
            .first(conn)
            .await
            .optional()?;
        Ok(found.is_some())
    }

    /// Starts the lease anew; false: the claim was lost.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn renew(&self, conn: &mut Connection, lease: Duration) -> QueryResult<bool> {
        let renewed = diesel::sql_query(
            "UPDATE tasks SET lease_until = now() + make_interval(secs => $3)
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

    /// Ends the task as done; false: the claim was lost.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn finish(&self, conn: &mut Connection) -> QueryResult<bool> {
        self.end(conn, TaskState::Done, None).await
    }

    /// Ends the task as failed; false: the claim was lost.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
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
        .prepared()
        .execute(conn)
        .await?;
        Ok(ended == 1)
    }

    /// Puts the task back after a failure. The try stays counted. False: the claim was lost.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
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
        .prepared()
        .execute(conn)
        .await?;
        Ok(queued == 1)
    }

    /// Puts the task back without a failure: uses no try. False: the claim was lost.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn snooze(&self, conn: &mut Connection, snooze: Snooze) -> QueryResult<bool> {
        let queued = diesel::sql_query(
            "UPDATE tasks SET state = 'queued', lease_until = NULL, attempt = greatest(attempt - 1, 0),
                    due_at = coalesce($3, due_at), retry_at = now() + make_interval(secs => $4)
              WHERE id = $1 AND fence = $2 AND state = 'running'",
        )
        .bind::<Int8, _>(self.id)
        .bind::<Int8, _>(self.fence)
        .bind::<Nullable<Timestamptz>, _>(snooze.until)
        .bind::<Float8, _>(snooze.wait.as_secs_f64())
        .prepared()
        .execute(conn)
        .await?;
        Ok(queued == 1)
    }

    /// Puts the task back whose worker was lost: due at once, the try stays counted.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn requeue(&self, conn: &mut Connection) -> QueryResult<bool> {
        self.retry(conn, Duration::ZERO, "its worker was lost").await
    }

    /// Puts the task back after a step, one rank lower, with all its tries. False: the claim was lost.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn next_step(&self, conn: &mut Connection) -> QueryResult<bool> {
        let queued = diesel::sql_query(
            "UPDATE tasks SET state = 'queued', lease_until = NULL, attempt = 0, retry_at = now(), rank = rank + 1, error = NULL
              WHERE id = $1 AND fence = $2 AND state = 'running'",
        )
        .bind::<Int8, _>(self.id)
        .bind::<Int8, _>(self.fence)
        .prepared()
        .execute(conn)
        .await?;
        Ok(queued == 1)
    }
}

/// How long a task sleeps: until both times have come.
#[derive(Clone, Copy, Debug, Default)]
pub struct Snooze {
    /// Due time by the App's clock; None: as before.
    pub until: Option<DateTime<Utc>>,
    /// Wait from now on, by the database's clock.
    pub wait: Duration,
}

impl Snooze {
    /// A snooze until a time of the App's clock.
    pub fn until(time: DateTime<Utc>) -> Self {
        Self { until: Some(time), wait: Duration::ZERO }
    }

    /// A snooze of this length, by the database's clock.
    pub fn wait(wait: Duration) -> Self {
        Self { until: None, wait }
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

/// Locks a task with an expired lease; None: a worker holds it again, or another process is taking it back.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn lock_expired(conn: &mut Connection, id: i64) -> QueryResult<Option<Claim>> {
    diesel::sql_query(
        "SELECT id, kind, payload, attempt, max_attempts, fence FROM tasks
          WHERE id = $1 AND state = 'running' AND lease_until < now() FOR UPDATE SKIP LOCKED",
    )
    .bind::<Int8, _>(id)
    .prepared()
    .get_result(conn)
    .await
    .optional()
}
