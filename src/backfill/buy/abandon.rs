//! What a worker that is gone had reserved.

use crate::app::App;
use crate::db::Connection;
use crate::models::attempt::{Attempt, Cause};
use crate::quota::ledger::{self, End};
use diesel::QueryResult;

/// Settles the open attempts of a task whose worker is gone: a reservation that was not sent is voided, one that was
/// sent becomes unknown. Its answer may still come late.
pub async fn abandon(conn: &mut Connection, app: &App, task_id: i64) -> QueryResult<()> {
    for attempt in Attempt::lock_open_of_task(conn, task_id).await? {
        let (end, state, why) = match attempt.state == "sending" {
            true => (End::Unknown, "unknown", "the worker was gone before an answer came"),
            false => (End::Voided, "voided", "the worker was gone before it was sent"),
        };
        for hold in ledger::lock_open_holds(conn, attempt.id).await? {
            ledger::end(conn, attempt.id, &hold, end, app.clock.now()).await?;
        }
        Attempt::end(conn, attempt.id, state, Some(Cause { code: "worker_gone", why })).await?;
    }
    Ok(())
}
