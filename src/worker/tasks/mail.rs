//! Task `mail`: sends a mail.

use crate::app::App;
use crate::db::Connection;
use crate::queue::{Claim, TaskError};
use crate::telling::outbox;
use anyhow::anyhow;
use diesel::QueryResult;

/// Arguments of the task.
#[derive(serde::Deserialize)]
struct Payload {
    mail_id: i64,
}

fn mail_id(claim: &Claim) -> Option<i64> {
    let payload: Payload = serde_json::from_value(claim.payload.clone()).ok()?;
    Some(payload.mail_id)
}

pub(super) async fn run(app: &App, claim: &Claim) -> Result<(), TaskError> {
    let id = mail_id(claim).ok_or_else(|| TaskError::fail(anyhow!("the task names no mail")))?;
    outbox::deliver(app, claim, id).await
}

pub(super) async fn give_up(app: &App, conn: &mut Connection, claim: &Claim) -> QueryResult<()> {
    match mail_id(claim) {
        Some(id) => outbox::give_up(conn, app, id).await,
        None => Ok(()),
    }
}
