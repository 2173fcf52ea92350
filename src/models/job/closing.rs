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
use diesel::prelude::*;
use diesel::sql_types::{Array, Int8, Text, Timestamptz};
use diesel_async::{AsyncConnection, RunQueryDsl};

closed_list! {
    "a reason for closing";
    /// Reasons for a job's closing.
    pub enum ClosedWhy {
        /// The employer took the job down, as its source tells, or the employer's own date has come.
        Employer = "employer",
        /// The date has come up to which a board lists its copy.
        Ended = "ended",
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

/// Closes the postings that `told` selects (`id`, `group_id`, `at`) where they are `still` as it found them. Their groups
/// are locked whole, in the order in which a page is stored: what a page does meanwhile is waited for, and seen.
fn closing(told: &str, still: &str) -> String {
    format!(
        "WITH told AS MATERIALIZED ({told}),
         held AS MATERIALIZED (
            SELECT jobs.id, jobs.closed_at, jobs.closed_why, jobs.last_confirmed_at, jobs.valid_through FROM jobs
             WHERE jobs.group_id = ANY(ARRAY(SELECT group_id FROM told))
             ORDER BY jobs.source, jobs.source_id FOR NO KEY UPDATE OF jobs),
         closed AS (
            UPDATE jobs SET closed_at = told.at,
                   closed_why = CASE WHEN jobs.source = 'active_jobs' THEN 'employer' ELSE 'ended' END
              FROM told JOIN held USING (id)
             WHERE jobs.id = held.id AND held.closed_why IS DISTINCT FROM 'employer' AND {still}
            RETURNING jobs.source, jobs.group_id)
         SELECT (SELECT count(*) FROM told) AS told, (SELECT count(*) FROM closed) AS closed,
                ARRAY(SELECT DISTINCT group_id FROM closed WHERE source = 'active_jobs') AS groups"
    )
}

/// Closes copies on boards that were posted before the last of the employer's postings in their group was closed, where
/// all of these are. Read anew, after the groups were locked: a page may have added to them meanwhile.
const CLOSE_COPIES: &str = "
    WITH gone AS MATERIALIZED (
        SELECT group_id, max(closed_at) FILTER (WHERE closed_why = 'employer') AS at
          FROM jobs WHERE group_id = ANY($1) AND source = 'active_jobs'
         GROUP BY group_id HAVING bool_and(closed_at IS NOT NULL)),
    closed AS MATERIALIZED (
        SELECT jobs.id, gone.at FROM jobs JOIN gone USING (group_id)
         WHERE jobs.group_id = ANY($1) AND jobs.source <> 'active_jobs'
           AND jobs.closed_why IS DISTINCT FROM 'employer' AND jobs.listed_at < gone.at
         ORDER BY jobs.source, jobs.source_id FOR NO KEY UPDATE OF jobs)
    UPDATE jobs SET closed_at = closed.at, closed_why = 'employer' FROM closed WHERE jobs.id = closed.id";

/// What a portion has closed.
#[derive(Debug, Default, QueryableByName)]
struct Closed {
    /// Postings that were to be closed.
    #[diesel(sql_type = Int8)]
    told: i64,
    /// Those of them that were open.
    #[diesel(sql_type = Int8)]
    closed: i64,
    /// Groups in which the employer's word has gone.
    #[diesel(sql_type = Array<Int8>)]
    groups: Vec<i64>,
}

/// Closes postings that a source tells to be closed, and copies on boards that nothing keeps open. `at`: copies seen or
/// posted since are open. Returns how many postings of the source.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn close(conn: &mut Connection, source: Source, ids: &[String], at: DateTime<Utc>) -> QueryResult<i64> {
    let told = "SELECT id, group_id, $3::timestamptz AS at FROM jobs
                 WHERE source = $1 AND source_id = ANY($2) AND last_confirmed_at < $3";
    let mut total = 0;
    for portion in ids.chunks(PORTION) {
        let closing = async |conn: &mut Connection| {
            let closed: Closed = diesel::sql_query(closing(told, "held.last_confirmed_at < told.at"))
                .bind::<Text, _>(source)
                .bind::<Array<Text>, _>(portion)
                .bind::<Timestamptz, _>(at)
                .prepared()
                .get_result(conn)
                .await?;
            close_copies(conn, &closed.groups).await?;
            QueryResult::Ok(closed.closed)
        };
        total += conn.transaction(closing).await?;
    }
    Ok(total)
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
    let still = "held.closed_at IS NULL AND held.valid_through = told.at";
    for _ in 0..ROUNDS {
        let closing = async |conn: &mut Connection| {
            let closed: Closed = diesel::sql_query(closing(ended, still))
                .bind::<Timestamptz, _>(super::open_since(now))
                .bind::<Int8, _>(ENDED)
                .prepared()
                .get_result(conn)
                .await?;
            close_copies(conn, &closed.groups).await?;
            QueryResult::Ok(closed.told)
        };
        if conn.transaction(closing).await? < ENDED {
            break;
        }
    }
    Ok(())
}

/// Closes copies on boards in groups that have changed, where the employer's postings are closed. The caller has locked
/// the groups.
pub(in crate::models) async fn close_copies(conn: &mut Connection, groups: &[i64]) -> QueryResult<()> {
    if groups.is_empty() {
        return Ok(());
    }
    diesel::sql_query(CLOSE_COPIES).bind::<Array<Int8>, _>(groups).prepared().execute(conn).await?;
    Ok(())
}

/// Opens copies that were closed by the word of others of their group, as each stands alone now: unless its own date has
/// come.
pub(super) async fn open_copies(conn: &mut Connection, ids: &[i64], now: DateTime<Utc>) -> QueryResult<()> {
    diesel::sql_query(
        "UPDATE jobs SET closed_at = CASE WHEN valid_through < $2 THEN valid_through END,
                closed_why = CASE WHEN valid_through < $2 THEN 'ended' END
          WHERE id = ANY($1) AND source <> 'active_jobs' AND closed_why = 'employer'",
    )
    .bind::<Array<Int8>, _>(ids)
    .bind::<Timestamptz, _>(super::open_since(now))
    .prepared()
    .execute(conn)
    .await?;
    Ok(())
}
