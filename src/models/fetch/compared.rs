//! Comparison at JSearch: postings that a check of a town brings beyond those that came with its country.

use super::Fetch;
use crate::db::{Connection, Prepare as _};
use chrono::{DateTime, TimeDelta, Utc};
use diesel::QueryResult;
use diesel::sql_types::{Array, Int4, Int8, Timestamptz};
use diesel_async::RunQueryDsl;

/// Hours before the window's end that do not count: the country was asked earlier, so postings since then are no sign
/// of anything. Dates are no finer than hours.
const NEWEST: TimeDelta = TimeDelta::hours(6);
const OLDEST: TimeDelta = TimeDelta::hours(2);

impl Fetch {
    /// Notes how many of a page's postings should have been here, by when they were posted, and how many were missed:
    /// those new to the town (`new`, by their numbers as jobs) that equal no other posting of the town by employer,
    /// title and place, since the source's numbers may change.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn note_compared(
        &self,
        conn: &mut Connection,
        posted: impl Iterator<Item = DateTime<Utc>>,
        new: &[i64],
    ) -> QueryResult<()> {
        let (from, to) = (self.window_from + OLDEST, self.window_to - NEWEST);
        let compared = posted.filter(|at| (from..to).contains(at)).count();
        diesel::sql_query(
            "UPDATE fetches SET compared = compared + $5, missed = missed + (
                SELECT count(*) FROM request_jobs link
                 CROSS JOIN LATERAL (SELECT company, title, location FROM jobs WHERE jobs.id = link.job_id OFFSET 0) job
                 WHERE link.request_id = $2 AND link.job_id = ANY($6) AND link.listed_at >= $3 AND link.listed_at < $4
                   AND NOT EXISTS (
                       SELECT FROM request_jobs before
                        CROSS JOIN LATERAL (SELECT company, title, location FROM jobs
                                             WHERE jobs.id = before.job_id OFFSET 0) other
                        WHERE before.request_id = $2 AND before.job_id <> ALL ($6)
                          AND before.listed_at >= $3 - interval '2 days'
                          AND (lower(other.company), lower(other.title), lower(other.location))
                              = (lower(job.company), lower(job.title), lower(job.location))))
              WHERE id = $1",
        )
        .bind::<Int8, _>(self.id)
        .bind::<Int8, _>(self.request_id)
        .bind::<Timestamptz, _>(from)
        .bind::<Timestamptz, _>(to)
        .bind::<Int4, _>(i32::try_from(compared).unwrap_or(i32::MAX))
        .bind::<Array<Int8>, _>(new)
        .prepared()
        .execute(conn)
        .await?;
        Ok(())
    }
}
