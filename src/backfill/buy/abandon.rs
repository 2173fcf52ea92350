//! What a worker that is gone had reserved.

use super::settle::end_attempt;
use crate::app::App;
use crate::db::Connection;
use crate::quota::ledger::{self, End};
use crate::schema::attempts;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// A worker is gone, and with it a claim: what it had reserved but not sent is given back; what it had sent is
/// unknown. Its answer may still come late.
pub async fn abandon(conn: &mut Connection, app: &App, task_id: i64) -> QueryResult<()> {
    let open: Vec<(i64, String)> = attempts::table
        .filter(attempts::task_id.eq(task_id).and(attempts::state.eq_any(["reserved", "sending"])))
        .order(attempts::id)
        .select((attempts::id, attempts::state))
        .for_update()
        .load(conn)
        .await?;
    for (attempt_id, state) in open {
        let was_sent = state == "sending";
        for hold in ledger::lock_open_holds(conn, attempt_id).await? {
            let end = if was_sent { End::Unknown } else { End::Voided };
            ledger::end(conn, attempt_id, &hold, end, app.clock.now()).await?;
        }
        let why = if was_sent {
            "the worker was gone before an answer came"
        } else {
            "the worker was gone before it was sent"
        };
        end_attempt(conn, attempt_id, if was_sent { "unknown" } else { "voided" }, Some(("worker_gone", why))).await?;
    }
    Ok(())
}
