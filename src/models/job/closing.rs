//! Closed jobs. A copy is open or closed; a group is gone where none of its copies is open. The employer's word goes
//! for all copies: its source's list of closed postings, and the date stated by a copy. Copies not shown by a source
//! for long are taken to be closed, each by itself (`models::sweep`). A copy shown again is open again (`store`).

use crate::closed_list;
use crate::db::{Connection, Prepare as _};
use crate::sources::Source;
use chrono::{DateTime, TimeDelta, Utc};
use diesel::QueryResult;
use diesel::sql_types::{Array, Int8, Text, Timestamptz};
use diesel_async::RunQueryDsl;

closed_list! {
    "a reason for closing";
    /// Reasons for a job's closing.
    pub enum ClosedWhy {
        /// The employer took the job down, as its source tells, or the stated date has come.
        Employer = "employer",
        /// No source has shown the job for long.
        NotSeen = "not_seen",
    }
}

/// A job's closing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Closing {
    /// Time of the closing, or of seeing the job closed.
    pub at: DateTime<Utc>,
    /// The reason for the closing.
    pub why: ClosedWhy,
}

/// JSearch's jobs are taken to be closed so long after the last sight.
pub const UNSEEN: TimeDelta = TimeDelta::days(14);

/// Most ids for one statement.
const PORTION: usize = 5_000;

/// Most groups for one statement, and most statements of a round.
const GROUPS: i64 = 1_000;
const ROUNDS: usize = 20;

/// Closes postings that a source tells to be closed, with all copies posted before. `at`: copies seen since are open.
/// Returns how many postings.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn close(conn: &mut Connection, source: Source, ids: &[String], at: DateTime<Utc>) -> QueryResult<usize> {
    let mut closed = 0;
    for portion in ids.chunks(PORTION) {
        closed += diesel::sql_query(
            "WITH told AS MATERIALIZED (
                SELECT DISTINCT group_id FROM jobs
                 WHERE source = $1 AND source_id = ANY($2) AND last_confirmed_at < $3),
             open AS MATERIALIZED (
                SELECT jobs.id FROM jobs JOIN told USING (group_id)
                 WHERE jobs.closed_why IS DISTINCT FROM 'employer' AND jobs.listed_at < $3
                 -- In the order in which a page is stored.
                 ORDER BY jobs.source, jobs.source_id FOR NO KEY UPDATE OF jobs)
             UPDATE jobs SET closed_at = $3, closed_why = 'employer' FROM open WHERE jobs.id = open.id",
        )
        .bind::<Text, _>(source)
        .bind::<Array<Text>, _>(portion)
        .bind::<Timestamptz, _>(at)
        .prepared()
        .execute(conn)
        .await?;
    }
    Ok(closed)
}

/// Closes postings whose stated date has come. At Active Jobs DB the date is the employer's, and goes for copies
/// without a date; a board's date says how long the board lists a posting.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn close_ended(conn: &mut Connection, now: DateTime<Utc>) -> QueryResult<()> {
    for _ in 0..ROUNDS {
        let closed = diesel::sql_query(
            "WITH ended AS MATERIALIZED (
                SELECT group_id, max(valid_through) FILTER (WHERE source = 'active_jobs') AS at
                  FROM (SELECT group_id, source, valid_through FROM jobs
                         WHERE valid_through IS NOT NULL AND closed_at IS NULL AND valid_through < $1
                         ORDER BY valid_through LIMIT $2) own
                 GROUP BY group_id),
             open AS MATERIALIZED (
                SELECT jobs.id, coalesce(jobs.valid_through, ended.at) AS at FROM jobs JOIN ended USING (group_id)
                 WHERE jobs.closed_at IS NULL AND coalesce(jobs.valid_through < $1, jobs.listed_at < ended.at)
                 ORDER BY jobs.source, jobs.source_id FOR NO KEY UPDATE OF jobs)
             UPDATE jobs SET closed_at = open.at, closed_why = 'employer' FROM open WHERE jobs.id = open.id",
        )
        .bind::<Timestamptz, _>(super::open_since(now))
        .bind::<Int8, _>(GROUPS)
        .prepared()
        .execute(conn)
        .await?;
        if i64::try_from(closed).is_ok_and(|closed| closed < GROUPS) {
            break;
        }
    }
    Ok(())
}

/// Closes moved postings, where the employer has closed a copy of their group since they were posted.
pub(super) async fn close_copies(conn: &mut Connection, moved: &[i64]) -> QueryResult<()> {
    diesel::sql_query(
        "UPDATE jobs SET closed_at = other.at, closed_why = 'employer'
           FROM (SELECT copy.id, closed.at
                   FROM (SELECT id, group_id, listed_at, valid_through FROM jobs WHERE id = ANY($1)) copy
                  CROSS JOIN LATERAL (
                        SELECT max(closed_at) AS at
                          FROM (SELECT * FROM jobs WHERE jobs.group_id = copy.group_id OFFSET 0) closed
                         WHERE closed_why = 'employer' AND source = 'active_jobs' AND closed_at > copy.listed_at
                           AND (copy.valid_through IS NULL OR copy.valid_through <= closed_at)) closed
                  WHERE closed.at IS NOT NULL) other
          WHERE jobs.id = other.id",
    )
    .bind::<Array<Int8>, _>(moved)
    .prepared()
    .execute(conn)
    .await?;
    Ok(())
}
