//! The end of a claim: done, tried again, put back, or given up.

use super::tasks;
use crate::app::App;
use crate::backfill::buy;
use crate::db::{self, Connection};
use crate::queue::{Claim, TaskError, backoff};
use diesel::QueryResult;
use diesel_async::AsyncConnection;
use std::time::{Duration, Instant};

/// Time for which writing down a task's end is tried: a restart of the database takes less.
const PATIENCE: Duration = Duration::from_secs(30);

/// Pause between two tries.
const PAUSE: Duration = Duration::from_secs(1);

/// Errors of the database's own in a row from which the log is louder.
const MANY: i32 = 10;

/// Writes down the end of a task, unless another worker holds the task by now. Tried again while the database is away,
/// since a task without a written end would have used up a try.
pub(super) async fn settle(app: &App, claim: &Claim, outcome: &Result<(), TaskError>) -> anyhow::Result<()> {
    let begun = Instant::now();
    loop {
        match settle_once(app, claim, outcome).await {
            Err(error) if db::is_about_database(&error) && begun.elapsed() + PAUSE < PATIENCE => {
                tracing::warn!(task.id = claim.id, error = format!("{error:#}"), "a task's end waits for the database");
                tokio::time::sleep(PAUSE).await;
            }
            ended => return ended,
        }
    }
}

/// Writes down the end in a single try. An end by a single statement opens no transaction.
async fn settle_once(app: &App, claim: &Claim, outcome: &Result<(), TaskError>) -> anyhow::Result<()> {
    if outcome.is_ok() && tasks::ends_itself(claim.kind) {
        return Ok(());
    }
    let mut conn = app.db.conn().await?;
    let is_held = match outcome {
        Ok(()) => {
            claim.finish(&mut conn).await?;
            return Ok(());
        }
        Err(TaskError::Snooze(snooze)) => claim.snooze(&mut conn, *snooze).await?,
        Err(TaskError::Retry { .. } | TaskError::Fail(_) | TaskError::Database(_)) => {
            conn.transaction(async |conn| end_badly(conn, app, claim, outcome).await).await?
        }
        // Where the task is held still, but not for long enough, the rescue takes it back after its lease.
        Err(TaskError::LeaseLost) => false,
    };
    if !is_held {
        tracing::warn!(task.id = claim.id, task.kind = %claim.kind, "the task's lease was lost");
    }
    Ok(())
}

/// Ends a claim with an error. False: the claim was lost.
async fn end_badly(
    conn: &mut Connection,
    app: &App,
    claim: &Claim,
    outcome: &Result<(), TaskError>,
) -> QueryResult<bool> {
    if !claim.is_held(conn).await? {
        return Ok(false);
    }
    match outcome {
        Err(TaskError::Database(why)) => sit_out(conn, app, claim, why).await?,
        Err(TaskError::Retry { why, wait }) if claim.attempt < claim.max_attempts => {
            try_again(conn, app, claim, why, *wait).await?;
        }
        Err(TaskError::Retry { why, .. } | TaskError::Fail(why)) => give_up(conn, app, claim, why).await?,
        Ok(()) | Err(TaskError::Snooze(_) | TaskError::LeaseLost) => {}
    }
    Ok(true)
}

/// Puts the task back with all its tries. A reservation left open is resolved first: the next try makes a new
/// reservation.
async fn sit_out(conn: &mut Connection, app: &App, claim: &Claim, why: &anyhow::Error) -> QueryResult<()> {
    let why = format!("{why:#}");
    buy::abandon(conn, app, claim.id).await?;
    let Some(in_a_row) = claim.sit_out(conn, &why).await? else { return Ok(()) };
    if in_a_row < MANY {
        tracing::warn!(task.id = claim.id, task.kind = %claim.kind, why, "the database failed; the task is put back");
    } else {
        tracing::error!(task.id = claim.id, task.kind = %claim.kind, in_a_row, why, "the database fails this task for ever");
    }
    Ok(())
}

/// Puts the task back. A reservation left open by the failure is resolved first: the next try makes a new reservation.
async fn try_again(
    conn: &mut Connection,
    app: &App,
    claim: &Claim,
    why: &anyhow::Error,
    wait: Option<Duration>,
) -> QueryResult<()> {
    let why = format!("{why:#}");
    tracing::warn!(task.id = claim.id, task.kind = %claim.kind, why, "task will be tried again");
    buy::abandon(conn, app, claim.id).await?;
    claim.retry(conn, wait.unwrap_or_else(|| backoff(claim.attempt)), &why).await.map(drop)
}

async fn give_up(conn: &mut Connection, app: &App, claim: &Claim, why: &anyhow::Error) -> QueryResult<()> {
    let why = format!("{why:#}");
    tracing::warn!(task.id = claim.id, task.kind = %claim.kind, why, "task failed");
    buy::abandon(conn, app, claim.id).await?;
    tasks::give_up(app, conn, claim, &why).await
}
