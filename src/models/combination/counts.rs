//! Counts kept beside a combination so that lists can sort by them: people, jobs, credits.

use super::Tracked;
use super::judge::{Id, SHARING, Sharer, ids};
use crate::db::{Connection, Prepare as _};
use crate::models::job::StoredPage;
use crate::models::listing::{FITS, MAX_COUNT, SAME_LANGUAGE};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Int4, Int8, Timestamptz};
use diesel_async::{AsyncConnection, RunQueryDsl};

/// Wanted combinations counted anew in a round, the oldest counts first.
const ROUND: i64 = 1_000;

/// Combinations counted at a time: their rows are locked.
const PORTION: i64 = 100;

/// Distinct jobs on a combination's list, whoever brought them; no more than $2 are counted. The newest jobs of each
/// request and topic are looked at.
const JOBS_FOUND: &str = "
    SELECT count(*)::int FROM (
        SELECT DISTINCT job.id
          FROM (SELECT newest.job_id FROM combination_requests link
                 CROSS JOIN LATERAL (SELECT job_id FROM request_jobs WHERE request_jobs.request_id = link.request_id
                                      ORDER BY listed_at DESC, job_id DESC LIMIT 2000) newest
                 WHERE link.combination_id = wish.id
                UNION
                SELECT newest.job_id FROM combination_topics link
                 CROSS JOIN LATERAL (SELECT job_id FROM topic_jobs WHERE topic_jobs.topic_id = link.topic_id
                                      ORDER BY listed_at DESC, job_id DESC LIMIT 2000) newest
                 WHERE link.combination_id = wish.id) seen
          CROSS JOIN LATERAL (SELECT * FROM jobs WHERE jobs.id = seen.job_id OFFSET 0) job
";

impl Tracked {
    /// Counts people, jobs and credits of combinations anew.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn recount(conn: &mut Connection, ids: &[i32]) -> QueryResult<()> {
        if ids.is_empty() {
            return Ok(());
        }
        diesel::sql_query(format!(
            "WITH locked AS (SELECT id FROM backfill_tracking WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE)
             UPDATE backfill_tracking wish SET
                    users = (SELECT count(DISTINCT search.user_id) FROM user_search_queries search
                              JOIN users ON users.id = search.user_id AND users.disabled_at IS NULL
                              WHERE search.combination_id = wish.id AND search.is_active),
                    jobs_found = ({JOBS_FOUND} WHERE {SAME_LANGUAGE} AND {FITS} LIMIT $2) found),
                    credits = (SELECT coalesce(sum(cell.credits), 0) FROM combination_requests link
                                 JOIN fetch_cells cell USING (request_id) WHERE link.combination_id = wish.id AND cell.is_own),
                    counted_at = now()
               FROM locked WHERE wish.id = locked.id"
        ))
        .bind::<Array<Int4>, _>(ids)
        .bind::<Int8, _>(MAX_COUNT + 1)
        .prepared()
        .execute(conn)
        .await?;
        Ok(())
    }

    /// Counts wanted combinations anew, a round of the oldest counts: others' purchases bring fitting jobs, too. Jobs
    /// of the combination's own purchases are added at once.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn recount_oldest(conn: &mut Connection) -> QueryResult<()> {
        let begun: DateTime<Utc> = diesel::select(diesel::dsl::now.into_sql::<Timestamptz>()).get_result(conn).await?;
        for _ in 0..ROUND / PORTION {
            let counted = conn.transaction(async |conn| Self::recount_portion(conn, begun).await).await?;
            if i64::try_from(counted).is_ok_and(|counted| counted < PORTION) {
                break;
            }
        }
        Ok(())
    }

    async fn recount_portion(conn: &mut Connection, before: DateTime<Utc>) -> QueryResult<usize> {
        let oldest: Vec<Id> = diesel::sql_query(
            "SELECT id FROM backfill_tracking WHERE (users > 0 OR counted_at = '-infinity') AND counted_at < $1 ORDER BY counted_at LIMIT $2",
        )
        .bind::<Timestamptz, _>(before)
        .bind::<Int8, _>(PORTION)
        .prepared()
        .load(conn)
        .await?;
        let oldest = ids(oldest);
        Self::recount(conn, &oldest).await?;
        Ok(oldest.len())
    }

    /// Adds the jobs of a fetch's page to every combination whose list lacked them before. Returns the fetch's
    /// combinations and the combinations that wait for the fetch, all locked.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn add_jobs(conn: &mut Connection, fetch_id: i64, page: &StoredPage) -> QueryResult<Vec<Sharer>> {
        let (requests, jobs): (Vec<i64>, Vec<i64>) = page.linked.iter().copied().unzip();
        diesel::sql_query(format!(
            "WITH locked AS (SELECT wish.*, sharing.waits, sharing.has_waiting
                               FROM ({SHARING}) sharing JOIN backfill_tracking wish ON wish.id = sharing.combination_id
                              ORDER BY wish.id FOR NO KEY UPDATE OF wish),
                  added AS (SELECT wish.id, count(DISTINCT job.id)::int AS jobs
                              FROM locked wish JOIN combination_requests own ON own.combination_id = wish.id
                              JOIN unnest($2::bigint[], $3::bigint[]) AS linked (request_id, job_id)
                                ON linked.request_id = own.request_id
                              JOIN jobs job ON job.id = linked.job_id
                             WHERE NOT wish.waits AND {SAME_LANGUAGE} AND {FITS} AND (job.id = ANY($4)
                                   OR NOT EXISTS (SELECT FROM combination_topics link JOIN topic_jobs USING (topic_id)
                                                   WHERE link.combination_id = wish.id AND topic_jobs.job_id = job.id)
                                      AND NOT EXISTS (SELECT FROM combination_requests link JOIN request_jobs USING (request_id)
                                                       WHERE link.combination_id = wish.id AND link.request_id <> ALL ($2)
                                                         AND request_jobs.job_id = job.id))
                             GROUP BY 1)
             UPDATE backfill_tracking SET jobs_found = least(backfill_tracking.jobs_found + coalesce(added.jobs, 0), $5)
               FROM locked LEFT JOIN added USING (id) WHERE backfill_tracking.id = locked.id
             RETURNING backfill_tracking.id, locked.has_waiting"
        ))
        .bind::<Int8, _>(fetch_id)
        .bind::<Array<Int8>, _>(requests)
        .bind::<Array<Int8>, _>(jobs)
        .bind::<Array<Int8>, _>(&page.new)
        .bind::<Int4, _>(i32::try_from(MAX_COUNT + 1).unwrap_or(i32::MAX))
        .prepared()
        .load(conn)
        .await
    }
}
