//! Sweeps out what has expired: sessions, links, failed sign-ins, finished tasks.

use crate::app::App;
use crate::queue::{Claim, TaskError};
use diesel::sql_types::Timestamptz;
use diesel_async::RunQueryDsl;

/// Finished tasks are kept this long for looking at.
const SWEEP: [&str; 4] = [
    "DELETE FROM sessions WHERE expires_at < $1",
    "DELETE FROM password_links WHERE expires_at < $1",
    "DELETE FROM sign_in_failures WHERE forget_at < $1",
    "DELETE FROM tasks WHERE state IN ('done', 'failed') AND finished_at < now() - interval '14 days' AND $1 IS NOT NULL",
];

pub async fn run(app: &App, _claim: &Claim) -> Result<(), TaskError> {
    let mut conn = app.db.conn().await?;
    for statement in SWEEP {
        diesel::sql_query(statement).bind::<Timestamptz, _>(app.clock.now()).execute(&mut conn).await?;
    }
    Ok(())
}
