//! Task `act`: does to many things what an admin has begun, a portion after the other.

use crate::acts;
use crate::app::App;
use crate::queue::{Claim, TaskError};

/// Arguments of the task.
#[derive(serde::Deserialize)]
struct Payload {
    act_id: i64,
}

pub(super) async fn run(app: &App, claim: &Claim) -> Result<(), TaskError> {
    let payload: Payload = serde_json::from_value(claim.payload.clone()).map_err(TaskError::fail)?;
    acts::work(app, claim, payload.act_id).await
}
