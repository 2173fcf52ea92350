//! Promotion of tasks whose time has come. However many tasks wait for a time, a claim reads only ready tasks.

use crate::closed_list;
use crate::db::{Connection, Prepare as _};
use chrono::{DateTime, Utc};
use diesel::QueryResult;
use diesel::sql_types::{Float8, Int8, Nullable, Timestamptz};
use diesel_async::RunQueryDsl;
use std::time::Duration;

closed_list! {
    "what a task awaits";
    /// Time that a queued task waits for before it is ready. The task's times are the truth: code that changes them
    /// need not change this word.
    pub enum Awaits {
        /// Due time, by the App's clock.
        Due = "due",
        /// Retry time, by the database's clock.
        Retry = "retry",
    }
}

/// Tasks promoted in a statement: few enough that claims go on between two.
pub const PORTION: i64 = 500;

/// Looks at tasks whose time has come (`$1`: now, by the App's clock), at most `$2` of each wait. A task whose other
/// time has not come waits for the other time.
pub const PROMOTE: &str = "
    WITH due AS (
        SELECT id FROM tasks WHERE state = 'queued' AND awaits = 'due' AND due_at <= $1
         ORDER BY due_at LIMIT $2 FOR NO KEY UPDATE SKIP LOCKED),
    retried AS (
        SELECT id FROM tasks WHERE state = 'queued' AND awaits = 'retry' AND retry_at <= now()
         ORDER BY retry_at LIMIT $2 FOR NO KEY UPDATE SKIP LOCKED)
    UPDATE tasks SET awaits = CASE WHEN due_at > $1 THEN 'due' WHEN retry_at > now() THEN 'retry' END
     WHERE id = ANY(ARRAY(SELECT id FROM due UNION ALL SELECT id FROM retried))";

/// Makes tasks ready whose time has come, a portion at a time. True: there may be more.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn promote(conn: &mut Connection, now: DateTime<Utc>) -> QueryResult<bool> {
    let promoted = diesel::sql_query(PROMOTE)
        .bind::<Timestamptz, _>(now)
        .bind::<Int8, _>(PORTION)
        .prepared()
        .execute(conn)
        .await?;
    Ok(i64::try_from(promoted).is_ok_and(|promoted| promoted >= PORTION))
}

/// Time until the next retry; None: no task waits for a retry.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn next_retry(conn: &mut Connection) -> QueryResult<Option<Duration>> {
    #[derive(diesel::QueryableByName)]
    struct Next {
        #[diesel(sql_type = Nullable<Float8>)]
        seconds: Option<f64>,
    }
    let next: Next = diesel::sql_query(
        "SELECT extract(epoch FROM min(retry_at) - now())::float8 AS seconds
           FROM tasks WHERE state = 'queued' AND awaits = 'retry'",
    )
    .prepared()
    .get_result(conn)
    .await?;
    Ok(next.seconds.map(|seconds| Duration::try_from_secs_f64(seconds).unwrap_or_default()))
}
