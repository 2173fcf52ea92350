//! Task `plan_again`: requests that waited for a wider fetch are held once it has ended, or are bought by themselves.

use crate::app::App;
use crate::backfill::waited;
use crate::queue::{Claim, TaskError};
use diesel_async::AsyncConnection;

/// Arguments of the task.
#[derive(serde::Deserialize)]
struct Payload {
    fetch_id: i64,
}

pub(super) async fn run(app: &App, claim: &Claim) -> Result<(), TaskError> {
    let Ok(Payload { fetch_id }) = serde_json::from_value(claim.payload.clone()) else { return Ok(()) };
    let mut conn = app.db.conn().await?;
    conn.transaction(async |conn| waited::plan_again(conn, app, fetch_id).await).await?;
    Ok(())
}
