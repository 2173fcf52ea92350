//! Reservations without an answer to end them.

use crate::app::App;
use crate::db::Connection;
use crate::models::attempt::{Attempt, AttemptState};
use crate::models::fetch::{Cause, ErrorCode, Fetch};
use crate::models::request::RequestRow;
use crate::models::source_state::SourceState;
use crate::quota::ledger::{self, Close, End};
use crate::schema::tasks;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// Settles the open attempts of a lost worker's task: an unsent reservation is voided, a sent one becomes unknown. Its
/// answer may still come late.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn abandon(conn: &mut Connection, app: &App, task_id: i64) -> QueryResult<()> {
    if !lock_fetch_and_source(conn, task_id).await? {
        return Ok(());
    }
    for attempt in Attempt::lock_open_of_task(conn, task_id).await? {
        let (how, why) = match attempt.state == AttemptState::Sending {
            true => ((End::Unknown, AttemptState::Unknown), "the worker was gone before an answer came"),
            false => ((End::Voided, AttemptState::Voided), "the worker was gone before it was sent"),
        };
        end(conn, app, attempt.id, how, Cause { code: ErrorCode::WorkerGone, why }).await?;
    }
    Ok(())
}

/// Locks fetch and source before attempts and meters, as everywhere. False: the task buys nothing.
async fn lock_fetch_and_source(conn: &mut Connection, task_id: i64) -> QueryResult<bool> {
    let of_task = tasks::table.find(task_id).select(tasks::fetch_id);
    let Some(fetch_id) = of_task.first::<Option<i64>>(conn).await? else { return Ok(false) };
    let fetch = Fetch::lock(conn, fetch_id).await?;
    let source = RequestRow::find(conn, fetch.request_id).await?.source;
    SourceState::lock(conn, source).await?;
    Ok(true)
}

/// Gives an unsent reservation back.
pub(super) async fn give_up_unsent(
    conn: &mut Connection,
    app: &App,
    attempt_id: i64,
    cause: Cause<'_>,
) -> QueryResult<()> {
    let attempt = Attempt::lock(conn, attempt_id).await?;
    match attempt.state {
        AttemptState::Reserved => end(conn, app, attempt.id, (End::Voided, AttemptState::Voided), cause).await,
        _ => Ok(()),
    }
}

async fn end(
    conn: &mut Connection,
    app: &App,
    attempt_id: i64,
    (end, state): (End, AttemptState),
    cause: Cause<'_>,
) -> QueryResult<()> {
    let holds = ledger::lock_open_holds(conn, attempt_id).await?;
    let ends: Vec<_> = holds.iter().map(|hold| (hold, end)).collect();
    let close = Close { state, cause: Some(cause), is_unpriced: false };
    ledger::end(conn, attempt_id, &ends, Some(close), app.clock.now()).await?;
    Ok(())
}
