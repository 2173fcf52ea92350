//! Closed jobs. A copy is open or closed; a group is gone where none of its copies is open.
//!
//! Active Jobs DB speaks for employers: its list of closed postings, and the dates of its copies. Each of its copies has
//! a word of its own, since an employer who posts a job again has two. Once all of them are closed, so are the copies
//! on boards that were posted before. Copies not shown by a source for long are taken to be closed, each by itself
//! (`models::sweep`). A copy shown again is open again (`store`).

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

/// Most postings whose date has come for one statement, and most such statements of a round.
const ENDED: i64 = 1_000;
const ROUNDS: usize = 20;

/// Closes the postings that `told` selects (`id`, `group_id`, `at`); and in groups of which all of the employer's
/// postings are closed then, copies on boards that were posted before the last of them was closed. Rows are locked in
/// the order in which a page is stored.
fn closing(told: &str) -> String {
    format!(
        "WITH told AS MATERIALIZED ({told}),
         own AS MATERIALIZED (
            SELECT jobs.group_id, coalesce(told.at, jobs.closed_at) AS at,
                   told.id IS NOT NULL OR jobs.closed_why = 'employer' AS is_told
              FROM jobs LEFT JOIN told ON told.id = jobs.id
             WHERE jobs.group_id IN (SELECT group_id FROM told) AND jobs.source = 'active_jobs'),
         gone AS MATERIALIZED (
            SELECT group_id, max(at) FILTER (WHERE is_told) AS at FROM own
             GROUP BY group_id HAVING bool_and(at IS NOT NULL)),
         closed AS MATERIALIZED (
            SELECT jobs.id, coalesce(told.at, gone.at) AS at
              FROM jobs LEFT JOIN told ON told.id = jobs.id LEFT JOIN gone ON gone.group_id = jobs.group_id
             WHERE jobs.group_id IN (SELECT group_id FROM told) AND jobs.closed_why IS DISTINCT FROM 'employer'
               AND (told.id IS NOT NULL OR (jobs.source <> 'active_jobs' AND jobs.listed_at < gone.at))
             ORDER BY jobs.source, jobs.source_id FOR NO KEY UPDATE OF jobs)
         UPDATE jobs SET closed_at = closed.at, closed_why = 'employer' FROM closed WHERE jobs.id = closed.id"
    )
}

/// Closes postings that a source tells to be closed, and copies on boards that nothing keeps open. `at`: copies seen or
/// posted since are open. Returns how many postings.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn close(conn: &mut Connection, source: Source, ids: &[String], at: DateTime<Utc>) -> QueryResult<usize> {
    let mut closed = 0;
    for portion in ids.chunks(PORTION) {
        let told = "SELECT id, group_id, $3::timestamptz AS at FROM jobs
                     WHERE source = $1 AND source_id = ANY($2) AND last_confirmed_at < $3";
        closed += diesel::sql_query(closing(told))
            .bind::<Text, _>(source)
            .bind::<Array<Text>, _>(portion)
            .bind::<Timestamptz, _>(at)
            .prepared()
            .execute(conn)
            .await?;
    }
    Ok(closed)
}

/// Closes postings whose stated date has come, and copies on boards that nothing keeps open. A board's own date says how
/// long the board lists a posting.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn close_ended(conn: &mut Connection, now: DateTime<Utc>) -> QueryResult<()> {
    let ended = "SELECT id, group_id, valid_through AS at FROM jobs
                  WHERE valid_through IS NOT NULL AND closed_at IS NULL AND valid_through < $1
                  ORDER BY valid_through LIMIT $2";
    for _ in 0..ROUNDS {
        let closed = diesel::sql_query(closing(ended))
            .bind::<Timestamptz, _>(super::open_since(now))
            .bind::<Int8, _>(ENDED)
            .prepared()
            .execute(conn)
            .await?;
        if i64::try_from(closed).is_ok_and(|closed| closed < ENDED) {
            break;
        }
    }
    Ok(())
}

/// Closes copies on boards in groups that have changed, where the employer's postings are closed.
pub(in crate::models) async fn close_copies(conn: &mut Connection, groups: &[i64]) -> QueryResult<()> {
    let told = "SELECT id, group_id, closed_at AS at FROM jobs
                 WHERE group_id = ANY($1) AND source = 'active_jobs' AND closed_why = 'employer'";
    diesel::sql_query(closing(told)).bind::<Array<Int8>, _>(groups).prepared().execute(conn).await?;
    Ok(())
}

/// Opens copies that were closed by the word of others of their group, as each stands alone now.
pub(super) async fn open_copies(conn: &mut Connection, ids: &[i64], now: DateTime<Utc>) -> QueryResult<()> {
    diesel::sql_query(
        "UPDATE jobs SET closed_at = NULL, closed_why = NULL
          WHERE id = ANY($1) AND source <> 'active_jobs' AND closed_why = 'employer'
            AND coalesce(valid_through >= $2, TRUE)",
    )
    .bind::<Array<Int8>, _>(ids)
    .bind::<Timestamptz, _>(super::open_since(now))
    .prepared()
    .execute(conn)
    .await?;
    Ok(())
}
