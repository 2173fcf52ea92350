//! Reservations of a lost worker.

use crate::app::App;
use crate::db::Connection;
use crate::models::attempt::{Attempt, AttemptState};
use crate::models::fetch::{Cause, ErrorCode};
use crate::quota::ledger::{self, End};
use diesel::QueryResult;

/// Settles the open attempts of a lost worker's task: an unsent reservation is voided, a sent one becomes unknown. Its
/// answer may still come late.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn abandon(conn: &mut Connection, app: &App, task_id: i64) -> QueryResult<()> {
    for attempt in Attempt::lock_open_of_task(conn, task_id).await? {
        let (end, state, why) = match attempt.state == AttemptState::Sending {
            true => (End::Unknown, AttemptState::Unknown, "the worker was gone before an answer came"),
            false => (End::Voided, AttemptState::Voided, "the worker was gone before it was sent"),
        };
        for hold in ledger::lock_open_holds(conn, attempt.id).await? {
            ledger::end(conn, attempt.id, &hold, end, app.clock.now()).await?;
        }
        Attempt::end(conn, attempt.id, state, Some(Cause { code: ErrorCode::WorkerGone, why })).await?;
    }
    Ok(())
}
