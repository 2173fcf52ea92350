//! Task `act`: does to many things what an admin has begun, a portion after the other.

use crate::acts;
use crate::app::App;
use crate::db::Connection;
use crate::queue::{Claim, TaskError};
use diesel::QueryResult;

/// Arguments of the task.
#[derive(serde::Deserialize)]
struct Payload {
    act_id: i64,
}

pub(super) async fn run(app: &App, claim: &Claim) -> Result<(), TaskError> {
    let payload: Payload = serde_json::from_value(claim.payload.clone()).map_err(TaskError::fail)?;
    acts::work(app, claim, payload.act_id).await
}

pub(super) async fn give_up(app: &App, conn: &mut Connection, claim: &Claim) -> QueryResult<()> {
    match serde_json::from_value::<Payload>(claim.payload.clone()) {
        Ok(payload) => acts::give_up(conn, app, payload.act_id).await,
        Err(_) => Ok(()),
    }
}
