//! What a run brought, as scripts read it.

use crate::db::Connection;
use crate::models::refresh::{Failure, Refresh};
use chrono::NaiveDate;
use diesel::QueryResult;
use serde::Serialize;

/// What `jobfill refresh --json` prints.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    pub date: NaiveDate,
    pub combinations: i32,
    pub requests: i32,
    pub pages: i64,
    pub jobs: i64,
    pub new_jobs: i64,
    pub credits: i64,
    pub failed: Vec<Failure>,
}

/// What a run brought so far.
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
