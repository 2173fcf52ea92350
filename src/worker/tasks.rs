//! Tasks, a file for each kind; the work itself is in other modules.

mod act;
mod alert;
mod digests;
mod fetch;
mod housekeeping;
mod link_jobs;
mod mail;
mod plan_again;
mod read_cv;
mod refresh;

use crate::app::App;
use crate::db::Connection;
use crate::live::Changes;
use crate::queue::{Claim, Kind, TaskError};
use diesel::QueryResult;

/// Runs a step of a claimed task.
///
/// # Errors
///
/// [`TaskError`] says whether the task is tried again.
pub async fn run(app: &App, claim: &Claim) -> Result<(), TaskError> {
    match claim.kind {
        Kind::Fetch => fetch::run(app, claim).await,
        Kind::ReadCv => read_cv::run(app, claim).await,
        Kind::Refresh => refresh::run(app, claim).await,
        Kind::Housekeeping => housekeeping::run(app, claim).await,
        Kind::LinkJobs => link_jobs::run(app, claim).await,
        Kind::PlanAgain => plan_again::run(app, claim).await,
        Kind::Digests => digests::run(app, claim).await,
        Kind::Mail => mail::run(app, claim).await,
        Kind::Alert => alert::run(app, claim).await,
        Kind::Act => act::run(app, claim).await,
    }
}

/// True for tasks that end well, or go on, in the transaction that does their work: no end is left to be written.
pub fn ends_itself(kind: Kind) -> bool {
    kind == Kind::Fetch
}

/// Notes the possible changes of a task's step. Jobs that `link_jobs` finds are older than the jobs that people see
/// first.
pub fn note(claim: &Claim, changes: &mut Changes) {
    match claim.kind {
        Kind::Fetch => changes.fetches.extend(fetch::fetch_id(claim)),
        Kind::ReadCv => changes.profiles.extend(read_cv::profile_key(claim)),
        Kind::Refresh | Kind::Housekeeping | Kind::Act => changes.is_general = true,
        Kind::LinkJobs | Kind::PlanAgain | Kind::Digests | Kind::Mail | Kind::Alert => {}
    }
}

/// Ends a task for good: its fetch fails, the offline reader takes over, its mail or alert is not sent, or its act
/// ends.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn give_up(app: &App, conn: &mut Connection, claim: &Claim, why: &str) -> QueryResult<()> {
    match claim.kind {
        Kind::Fetch => fetch::give_up(app, conn, claim, why).await?,
        Kind::ReadCv => read_cv::give_up(app, conn, claim).await?,
        Kind::Mail => mail::give_up(app, conn, claim).await?,
        Kind::Alert => alert::give_up(app, conn, claim).await?,
        Kind::Act => act::give_up(app, conn, claim).await?,
        Kind::Refresh | Kind::Housekeeping | Kind::LinkJobs | Kind::PlanAgain | Kind::Digests => {}
    }
    claim.fail(conn, why).await?;
    Ok(())
}
