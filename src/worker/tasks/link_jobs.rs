//! Task `link_jobs`: links new topics with the jobs that were there before them.

use crate::app::App;
use crate::models::topic;
use crate::queue::{Claim, TaskError};

/// Portions of a step: other upkeep waits no longer than for these.
const PORTIONS: usize = 20;

pub(super) async fn run(app: &App, claim: &Claim) -> Result<(), TaskError> {
    let mut conn = app.db.conn().await?;
    for _ in 0..PORTIONS {
        if !topic::fill(&mut conn, app.clock.now()).await? {
            return Ok(());
        }
    }
    claim.next_step(&mut conn).await?;
    Ok(())
}
