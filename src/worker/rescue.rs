//! Takes back tasks whose worker is gone: their lease has run out.

use super::tasks;
use crate::app::App;
use crate::backfill::buy;
use crate::queue;
use diesel_async::{AsyncConnection, RunQueryDsl};

/// Puts every task whose lease has run out back into the queue, or ends it when it has no tries left.
/// Returns how many there were.
pub async fn rescue(app: &App) -> anyhow::Result<usize> {
    let mut conn = app.db.conn().await?;
    conn.transaction(async |conn| {
        let lost = queue::expired(conn).await?;
        for claim in &lost {
            tracing::warn!(task.id = claim.id, task.kind = %claim.kind, "a task's worker is gone");
            buy::abandon(conn, app, claim.id).await?;
            if claim.attempt >= claim.max_attempts {
                tasks::give_up(app, conn, claim, "its worker was lost too often").await?;
            } else {
                requeue(conn, claim).await?;
            }
        }
        Ok(lost.len())
    })
    .await
}

async fn requeue(conn: &mut crate::db::Connection, claim: &queue::Claim) -> diesel::QueryResult<()> {
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
