//! Enqueueing of tasks.

use super::{Awaits, Kind, Lane, wake};
use crate::db::Connection;
use crate::schema::tasks;
use crate::sources::Source;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// A task to be enqueued.
#[derive(Clone, Debug)]
pub struct NewTask {
    /// Work to be done; its name is a constant of the database.
    pub kind: Kind,
    /// Lane of the task.
    pub lane: Lane,
    /// Source that a task of kind `fetch` asks; None for every other kind.
    pub source: Option<Source>,
    /// Key of the task: at most one live task per kind and key.
    pub unique_key: String,
    /// Fetch whose pages a task of kind `fetch` buys; None for every other kind.
    pub fetch_id: Option<i64>,
    /// Arguments, as the kind reads them.
    pub payload: serde_json::Value,
    /// Rank: lower first.
    pub rank: i16,
    /// Priority: higher first, within a rank.
    pub priority: i32,
    /// Tries before the task fails for good.
    pub max_attempts: i32,
    /// Due time, by the App's clock: not claimed before.
    pub due_at: DateTime<Utc>,
}

impl NewTask {
    /// Enqueues the task in the caller's transaction. Returns the task's number; None: a live task has the key. `now`:
    /// by the App's clock.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn enqueue(&self, conn: &mut Connection, now: DateTime<Utc>) -> QueryResult<Option<i64>> {
        let id = diesel::insert_into(tasks::table)
            .values((
                tasks::kind.eq(self.kind),
                tasks::lane.eq(self.lane),
                tasks::source.eq(self.source),
                tasks::unique_key.eq(&self.unique_key),
                tasks::fetch_id.eq(self.fetch_id),
                tasks::payload.eq(&self.payload),
                tasks::rank.eq(self.rank),
                tasks::priority.eq(self.priority),
                tasks::max_attempts.eq(self.max_attempts),
                tasks::due_at.eq(self.due_at),
                tasks::awaits.eq((self.due_at > now).then_some(Awaits::Due)),
            ))
            .on_conflict_do_nothing()
            .returning(tasks::id)
            .get_result(conn)
            .await
            .optional()?;
        if id.is_some() {
            wake(conn).await?;
        }
        Ok(id)
    }
}
