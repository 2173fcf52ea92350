//! Task `alert`: tells operators of a cause that needs somebody, or of its end.

use crate::app::App;
use crate::db::Connection;
use crate::queue::{Claim, TaskError};
use crate::telling::alerts;
use anyhow::anyhow;
use diesel::QueryResult;

/// Arguments of the task.
#[derive(serde::Deserialize)]
struct Payload {
    message_id: i64,
}

fn message_id(claim: &Claim) -> Option<i64> {
    let payload: Payload = serde_json::from_value(claim.payload.clone()).ok()?;
    Some(payload.message_id)
}

pub(super) async fn run(app: &App, claim: &Claim) -> Result<(), TaskError> {
    let id = message_id(claim).ok_or_else(|| TaskError::fail(anyhow!("the task names no message")))?;
    alerts::deliver(app, claim, id).await
}

pub(super) async fn give_up(app: &App, conn: &mut Connection, claim: &Claim) -> QueryResult<()> {
    match message_id(claim) {
        Some(id) => alerts::give_up(conn, app, id).await,
        None => Ok(()),
    }
}
