//! Takes back tasks whose worker is gone: their lease has run out.

use super::tasks;
use crate::app::App;
use crate::backfill::buy;
use crate::db::Connection;
use crate::queue;
use diesel::QueryResult;
use diesel_async::{AsyncConnection, RunQueryDsl};

/// Puts every task whose lease has run out back into the queue, or ends it when it has no tries left.
/// Returns how many there were. Each in a transaction of its own: purchases of different sources are never locked
/// together, and a task that cannot be taken back keeps no other from it.
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

/// False: its worker has come back in time, or another process was faster.
async fn rescue_one(conn: &mut Connection, app: &App, id: i64) -> QueryResult<bool> {
    let Some(claim) = queue::lock_expired(conn, id).await? else { return Ok(false) };
    tracing::warn!(task.id = claim.id, task.kind = %claim.kind, "a task's worker is gone");
    buy::abandon(conn, app, claim.id).await?;
    if claim.attempt >= claim.max_attempts {
        tasks::give_up(app, conn, &claim, "its worker was lost too often").await?;
    } else {
        requeue(conn, &claim).await?;
    }
    Ok(true)
}

async fn requeue(conn: &mut Connection, claim: &queue::Claim) -> QueryResult<()> {
    diesel::sql_query(
        "UPDATE tasks SET state = 'queued', lease_until = NULL, retry_at = now(), error = 'its worker was lost'
          WHERE id = $1 AND fence = $2 AND state = 'running'",
    )
    .bind::<diesel::sql_types::Int8, _>(claim.id)
    .bind::<diesel::sql_types::Int8, _>(claim.fence)
    .execute(conn)
    .await?;
    Ok(())
}
