//! Enqueueing of tasks, and the call that wakes sleeping workers.

use super::Kind;
use crate::db::{Connection, Prepare as _};
use crate::schema::tasks;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::Text;
use diesel_async::RunQueryDsl;

/// Channel that wakes sleeping workers. Only a hint: workers poll as well.
pub const WAKE: &str = "jobfill_tasks";

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
