//! Result of a run, for scripts.

use crate::db::Connection;
use crate::models::refresh::{Failure, Refresh};
use chrono::NaiveDate;
use diesel::QueryResult;
use serde::Serialize;

/// Output of `jobfill refresh --json`.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// Local date of the run.
    pub date: NaiveDate,
    /// Live combinations at the beginning.
    pub combinations: i32,
    /// Started fetches.
    pub requests: i32,
    /// Pages of these fetches.
    pub pages: i64,
    /// Jobs on these pages.
    pub jobs: i64,
    /// Jobs among them never stored before.
    pub new_jobs: i64,
    /// Price of the pages, all sources together.
    pub credits: i64,
    /// Failed requests, each with the reason.
    pub failed: Vec<Failure>,
}

/// Report of a run so far.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn report(conn: &mut Connection, id: i64) -> QueryResult<Report> {
    let line = Refresh::find(conn, id).await?;
    Ok(Report {
        date: line.local_date,
        combinations: line.combinations,
        requests: line.requests,
        pages: line.pages,
        jobs: line.jobs,
        new_jobs: line.new_jobs,
        credits: line.credits,
        failed: Failure::of_run(conn, id).await?,
    })
}
