//! The daily run of one local date.

use crate::app::App;
use crate::queue::{Claim, Snooze, TaskError};
use crate::refresh::{self, OneRun, UnderWay};
use chrono::NaiveDate;
use std::time::Duration;

/// How long to wait for a run that somebody has started by hand.
const UNDER_WAY_WAIT: Duration = Duration::from_secs(60);

/// What a run's task carries.
#[derive(serde::Deserialize)]
struct Payload {
    date: NaiveDate,
}

pub async fn run(app: &App, claim: &Claim) -> Result<(), TaskError> {
    let payload: Payload = serde_json::from_value(claim.payload.clone()).map_err(TaskError::fail)?;
    let one = match OneRun::begin(app).await {
        Ok(one) => one,
        Err(error) if error.is::<UnderWay>() => {
            return Err(TaskError::Snooze(Snooze { wait: UNDER_WAY_WAIT, ..Snooze::default() }));
        }
        Err(error) => return Err(TaskError::retry(error)),
    };
    let run = refresh::start(&one, app, payload.date, false).await.map_err(TaskError::retry)?;
    tracing::info!(combinations = run.combinations, requests = run.requests, "the daily run has begun");
    Ok(())
}
