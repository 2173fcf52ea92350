//! Task `refresh`: a run, daily or by hand.

use crate::app::App;
use crate::queue::{Claim, Snooze, TaskError};
use crate::refresh::{self, OneRun, UnderWay};
use std::time::Duration;

/// Snooze while another run is under way.
const UNDER_WAY_WAIT: Duration = Duration::from_secs(60);

/// Arguments of the task.
#[derive(serde::Deserialize)]
struct Payload {
    refresh_id: i64,
}

pub(super) async fn run(app: &App, claim: &Claim) -> Result<(), TaskError> {
    let payload: Payload = serde_json::from_value(claim.payload.clone()).map_err(TaskError::fail)?;
    let one = match OneRun::begin(app).await {
        Ok(one) => one,
        Err(error) if error.is::<UnderWay>() => {
            return Err(TaskError::Snooze(Snooze::wait(UNDER_WAY_WAIT)));
        }
        Err(error) => return Err(TaskError::of(error)),
    };
    let run = refresh::start(&one, app, payload.refresh_id, None).await.map_err(TaskError::of)?;
    tracing::info!(combinations = run.combinations, requests = run.requests, "a run has begun");
    Ok(())
}
