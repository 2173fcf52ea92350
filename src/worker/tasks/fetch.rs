//! Task `fetch`: buys the next page of a fetch.

use crate::app::App;
use crate::backfill::buy;
use crate::db::Connection;
use crate::models::combination::Tracked;
use crate::models::fetch::Cause;
use crate::models::fetch::ErrorCode;
use crate::models::fetch::Fetch;
use crate::models::fetch::FetchState;
use crate::queue::{Claim, TaskError};
use diesel::QueryResult;

/// Arguments of the task.
#[derive(serde::Deserialize)]
struct Payload {
    fetch_id: i64,
}

/// Number of the fetch.
pub(super) fn fetch_id(claim: &Claim) -> Option<i64> {
    let payload: Payload = serde_json::from_value(claim.payload.clone()).ok()?;
    Some(payload.fetch_id)
}

pub(super) async fn run(app: &App, claim: &Claim) -> Result<(), TaskError> {
    buy::next_page(app, claim).await
}

/// Fails the fetch with its task; the next daily run tries again.
pub(super) async fn give_up(app: &App, conn: &mut Connection, claim: &Claim, why: &str) -> QueryResult<()> {
    let Some(fetch_id) = fetch_id(claim) else { return Ok(()) };
    let now = app.clock.now();
    Fetch::end(conn, fetch_id, FetchState::Failed, Cause { code: ErrorCode::GaveUp, why }, now).await?;
    Tracked::judge_sharers(conn, fetch_id, &app.reaches(), now).await
}
