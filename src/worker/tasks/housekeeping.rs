//! Task `housekeeping`: sweeps out ended and old rows, in portions, and puts totals together. Looks again at fetches
//! that wait for a quota and at combinations whose jobs have grown old. Accounts without sign-ins and texts of CVs go
//! by their own terms.

use crate::app::App;
use crate::backfill::{closed, learn, waiting};
use crate::db::Connection;
use crate::models::combination::Tracked;
use crate::models::fetch::Fetch;
use crate::models::job;
use crate::models::request::RequestRow;
use crate::models::sweep;
use crate::people::retention::{self, Broken};
use crate::queue::{Claim, TaskError};
use crate::quota::totals;
use crate::status;
use chrono::TimeDelta;
use diesel::QueryResult;

pub(super) async fn run(app: &App, _claim: &Claim) -> Result<(), TaskError> {
    let mut conn = app.db.conn().await?;
    sweep(&mut conn, app).await?;
    totals::fold(&mut conn).await?;
    Tracked::recount_oldest(&mut conn).await?;
    RequestRow::mark_older(&mut conn).await?;
    Fetch::plan_stranded_again(&mut conn, app.clock.now()).await?;
    waiting::look_again(&mut conn, app).await?;
    status::judge_outdated(&mut conn, app).await?;
    drop(conn);
    match retention::sweep(app).await {
        Ok(_) => {}
        Err(Broken::NoConnection(error)) => return Err(error.into()),
        Err(Broken::Database(error)) => return Err(error.into()),
    }
    closed::read(app).await.map_err(TaskError::of)?;
    // Learning comes last, since nobody waits for it.
    learn::look(&mut *app.db.conn().await?, app).await?;
    learn::probe(app).await.map_err(TaskError::of)
}

async fn sweep(conn: &mut Connection, app: &App) -> QueryResult<()> {
    let now = app.clock.now();
    sweep::ended(conn, now).await?;
    // A setting of 0 keeps rows for good.
    let ago = |days: i64| (days > 0).then(|| now - TimeDelta::days(days));
    if let Some(before) = ago(app.config.answer_days) {
        sweep::answers(conn, before).await?;
    }
    if let Some(before) = ago(app.config.job_days) {
        let jobs = sweep::jobs(conn, before).await?;
        if jobs > 0 {
            tracing::info!(jobs, "jobs that no source has confirmed for long were deleted");
        }
    }
    job::close_ended(conn, now).await?;
    sweep::unseen(conn, now).await?;
    if let Some(before) = ago(app.config.attempt_days) {
        sweep::attempts(conn, before).await?;
    }
    Ok(())
}
