//! Rescue: takes back tasks with an expired lease, whose worker is gone.

use super::tasks;
use crate::app::App;
use crate::backfill::buy;
use crate::db::Connection;
use crate::queue;
use diesel::QueryResult;
use diesel_async::AsyncConnection;

/// Puts every task with an expired lease back into the queue, or ends tasks without tries left. Returns their number.
/// Each task has a transaction of its own: purchases of different sources are never locked together, and a stuck task
/// does not hold up the others.
///
/// # Errors
///
/// Fails when the database cannot be reached.
pub async fn rescue(app: &App) -> anyhow::Result<usize> {
    let mut conn = app.db.conn().await?;
    let mut rescued = 0;
    for id in queue::expired(&mut conn).await? {
        match conn.transaction(async |conn| rescue_one(conn, app, id).await).await {
            Ok(was_lost) => rescued += usize::from(was_lost),
            Err(error) => tracing::error!(task.id = id, %error, "a lost task could not be taken back"),
        }
    }
    Ok(rescued)
}

/// Rescues a task; false: its worker came back in time, or another process was faster.
async fn rescue_one(conn: &mut Connection, app: &App, id: i64) -> QueryResult<bool> {
    let Some(claim) = queue::lock_expired(conn, id).await? else { return Ok(false) };
    tracing::warn!(task.id = claim.id, task.kind = %claim.kind, "a task's worker is gone");
    buy::abandon(conn, app, claim.id).await?;
    if claim.attempt >= claim.max_attempts {
        tasks::give_up(app, conn, &claim, "its worker was lost too often").await?;
    } else {
        claim.requeue(conn).await?;
    }
    Ok(true)
}
