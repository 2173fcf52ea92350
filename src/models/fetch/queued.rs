//! Outside events for fetches that wait in the queue.

use super::Fetch;
use crate::db::{Connection, Prepare as _};
use crate::schema::tasks;
use crate::sources::Source;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Int4, Int8, Text, Timestamptz};
use diesel_async::RunQueryDsl;

/// A fetch ended from outside.
#[derive(QueryableByName)]
struct Ended {
    #[diesel(sql_type = Int8)]
    id: i64,
}

impl Fetch {
    /// Tries fetches at once that wait since this source failed or asked for a pause.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn try_now(conn: &mut Connection, source: Source) -> QueryResult<usize> {
        diesel::sql_query(
            "UPDATE tasks SET retry_at = clock_timestamp()
              WHERE id IN (SELECT tasks.id
                             FROM tasks JOIN fetches ON fetches.id = tasks.fetch_id
                             JOIN requests ON requests.id = fetches.request_id AND requests.source = $1
                            WHERE tasks.state = 'queued' AND tasks.retry_at > clock_timestamp()
                              FOR NO KEY UPDATE OF tasks SKIP LOCKED)",
        )
        .bind::<Text, _>(source)
        .prepared()
        .execute(conn)
        .await
    }

    /// Makes some fetches deferred for this source's quota due, the most urgent first. Returns how many.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn look_again(
        conn: &mut Connection,
        source: Source,
        at_most: i64,
        now: DateTime<Utc>,
    ) -> QueryResult<usize> {
        diesel::sql_query(
            "UPDATE tasks SET due_at = $2
              WHERE id IN (SELECT tasks.id
                             FROM fetches JOIN requests ON requests.id = fetches.request_id AND requests.source = $1
                             JOIN tasks ON tasks.fetch_id = fetches.id
                            WHERE fetches.state = 'put_off' AND fetches.error_code = 'quota'
                              AND tasks.state = 'queued' AND tasks.due_at > $2
                            ORDER BY tasks.priority DESC, tasks.rank, tasks.id LIMIT $3
                              FOR NO KEY UPDATE OF tasks SKIP LOCKED)",
        )
        .bind::<Text, _>(source)
        .bind::<Timestamptz, _>(now)
        .bind::<Int8, _>(at_most)
        .prepared()
        .execute(conn)
        .await
    }

    /// Hurries fetches of these requests, for which the person with this subject now waits. Fetches left for quiet
    /// hours or for another person's allowance are due at once. Fetches deferred by the person's own limit of new
    /// combinations are not, or saving a list again would lift the limit. A run's fetch leaves the run, and neither
    /// waits nor ends with it; a list of many is still charged as the run's. Fetches held by a worker are not waited
    /// for.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn hurry(
        conn: &mut Connection,
        request_ids: &[i64],
        subject: i64,
        now: DateTime<Utc>,
    ) -> QueryResult<()> {
        diesel::sql_query(
            "UPDATE tasks SET due_at = least(tasks.due_at, $2), rank = least(tasks.rank, waiting.next_page), lane = 'people'
               FROM (SELECT tasks.id, fetches.next_page
                       FROM fetches JOIN tasks ON tasks.fetch_id = fetches.id
                      WHERE fetches.id IN (SELECT fetch_id FROM fetch_cells WHERE request_id = ANY($1) AND is_live)
                        AND tasks.state = 'queued'
                        AND (fetches.state IN ('queued', 'running') OR (fetches.state = 'put_off'
                             AND (fetches.error_code IN ('person_credits', 'first_day') OR (fetches.error_code = 'person_combinations'
                                  AND fetches.started_for IS DISTINCT FROM $3))))
                        FOR NO KEY UPDATE OF tasks SKIP LOCKED) waiting
              WHERE tasks.id = waiting.id",
        )
        .bind::<Array<Int8>, _>(request_ids)
        .bind::<Timestamptz, _>(now)
        .bind::<Int8, _>(subject)
        .prepared()
        .execute(conn)
        .await?;
        diesel::sql_query(
            "UPDATE fetches SET state = CASE WHEN state = 'put_off' THEN 'queued' ELSE state END, put_off_until = NULL,
                    -- A country's list is the run's bill, as a list is: it is bought for its towns.
                    purpose = CASE WHEN (gives OR purpose = 'audit') AND EXISTS (
                                        SELECT FROM fetch_cells WHERE fetch_id = fetches.id AND NOT is_own) THEN purpose
                                   WHEN purpose = 'audit' OR purpose = 'refresh' AND cells = 1 THEN 'sign_up'
                                   ELSE purpose END,
                    is_one_pass = is_one_pass AND purpose <> 'audit',
                    refresh_id = NULL
              WHERE id IN (SELECT id FROM fetches
                            WHERE id IN (SELECT fetch_id FROM fetch_cells WHERE request_id = ANY($1) AND is_live)
                              AND (state IN ('queued', 'running') OR (state = 'put_off'
                                  AND (error_code IN ('person_credits', 'first_day') OR (error_code = 'person_combinations'
                                       AND started_for IS DISTINCT FROM $2))))
                              FOR NO KEY UPDATE SKIP LOCKED)",
        )
        .bind::<Array<Int8>, _>(request_ids)
        .bind::<Int8, _>(subject)
        .prepared()
        .execute(conn)
        .await?;
        Ok(())
    }

    /// Ends the unbegun fetches of these requests beyond a page limit, to make room for the present demand. A fetch
    /// held by a worker is about to begin, and stays.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn make_room(conn: &mut Connection, requests: &[i64], now: DateTime<Utc>) -> QueryResult<()> {
        let why = "it made room for what was missing at the fresh end";
        let ended: Vec<Ended> = diesel::sql_query(
            "UPDATE fetches SET state = 'cancelled', error_code = 'made_room', error = $2, put_off_until = NULL, ended_at = $3
              WHERE id IN (SELECT waiting.id
                             FROM fetches waiting JOIN tasks ON tasks.fetch_id = waiting.id AND tasks.state = 'queued'
                            WHERE waiting.id IN (SELECT fetch_id FROM fetch_cells WHERE request_id = ANY($1) AND is_live)
                              AND waiting.continues IS NOT NULL AND waiting.pages = 0
                              AND waiting.state IN ('queued', 'put_off')
                              FOR NO KEY UPDATE OF waiting, tasks SKIP LOCKED)
             RETURNING id",
        )
        .bind::<Array<Int8>, _>(requests)
        .bind::<Text, _>(why)
        .bind::<Timestamptz, _>(now)
        .prepared()
        .load(conn)
        .await?;
        for one in ended {
            Self::end_task(conn, one.id, why).await?;
        }
        Ok(())
    }

    /// Ends unwanted fetches of these combinations that have asked for no page. Fetches and tasks held by a worker are
    /// not waited for. Returns the numbers of the ended fetches.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn end_unwanted(
        conn: &mut Connection,
        combinations: &[i32],
        why: &str,
        now: DateTime<Utc>,
    ) -> QueryResult<Vec<i64>> {
        let ended: Vec<Ended> = diesel::sql_query(
            "UPDATE fetches SET state = 'cancelled', error_code = 'unwanted', error = $2, put_off_until = NULL, ended_at = $3
              WHERE id IN (SELECT waiting.id
                             FROM fetches waiting JOIN tasks ON tasks.fetch_id = waiting.id AND tasks.state = 'queued'
                            WHERE waiting.id IN (
                                      SELECT fetch_id FROM fetch_cells JOIN combination_requests USING (request_id)
                                       WHERE combination_id = ANY($1) AND is_live)
                              AND waiting.state IN ('queued', 'put_off') AND waiting.pages = 0
                              AND NOT EXISTS (SELECT FROM wanted_fetches WHERE fetch_id = waiting.id)
                              AND NOT EXISTS (SELECT FROM attempts
                                               WHERE attempts.fetch_id = waiting.id AND attempts.state <> 'voided')
                              FOR NO KEY UPDATE OF waiting, tasks SKIP LOCKED)
             RETURNING id",
        )
        .bind::<Array<Int4>, _>(combinations)
        .bind::<Text, _>(why)
        .bind::<Timestamptz, _>(now)
        .prepared()
        .load(conn)
        .await?;
        Ok(ended.into_iter().map(|one| one.id).collect())
    }

    /// Takes unwanted requests out of lists that have asked for no page, where a list has a request of these
    /// combinations. Returns how many lists changed. A list that other requests wait for stays as it is: they may wait
    /// for just the unwanted request. Lists held by a worker are not waited for.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn take_unwanted_out(conn: &mut Connection, combinations: &[i32]) -> QueryResult<usize> {
        diesel::sql_query(
            "WITH unbegun AS MATERIALIZED (
                SELECT lists.id FROM fetches lists JOIN tasks ON tasks.fetch_id = lists.id AND tasks.state = 'queued'
                 WHERE lists.id IN (SELECT fetch_id FROM fetch_cells JOIN combination_requests USING (request_id)
                                     WHERE combination_id = ANY($1) AND is_own AND is_live)
                   AND lists.cells > 1 AND lists.state IN ('queued', 'put_off') AND lists.pages = 0
                   AND NOT EXISTS (SELECT FROM fetch_cells WHERE fetch_id = lists.id AND NOT is_own)
                   AND NOT EXISTS (SELECT FROM attempts
                                    WHERE attempts.fetch_id = lists.id AND attempts.state <> 'voided')
                   FOR NO KEY UPDATE OF lists, tasks SKIP LOCKED),
             judged AS (
                SELECT cell.fetch_id, cell.request_id,
                       EXISTS (SELECT FROM wanted_requests wanted WHERE wanted.request_id = cell.request_id) AS is_wanted
                  FROM unbegun JOIN fetch_cells cell ON cell.fetch_id = unbegun.id),
             left_over AS (
                SELECT fetch_id, count(*)::int AS cells, min(request_id) AS request_id
                  FROM judged WHERE is_wanted GROUP BY fetch_id),
             gone AS (
                DELETE FROM fetch_cells USING judged JOIN left_over USING (fetch_id)
                 WHERE NOT judged.is_wanted AND fetch_cells.fetch_id = judged.fetch_id
                   AND fetch_cells.request_id = judged.request_id)
             UPDATE fetches SET request_id = left_over.request_id, cells = left_over.cells,
                    max_pages = max_pages / fetches.cells * left_over.cells,
                    expected_credits = expected_credits / fetches.cells * left_over.cells
               FROM left_over WHERE fetches.id = left_over.fetch_id AND fetches.cells > left_over.cells",
        )
        .bind::<Array<Int4>, _>(combinations)
        .prepared()
        .execute(conn)
        .await
    }

    /// Locks a fetch after its task, as purchases do: for an end from outside.
    ///
    /// # Errors
    ///
    /// `NotFound` when there is no such fetch; otherwise, when the database cannot be asked.
    pub async fn lock_with_task(conn: &mut Connection, id: i64) -> QueryResult<Self> {
        let of_fetch = tasks::table.filter(tasks::fetch_id.eq(id)).order(tasks::id).select(tasks::id);
        of_fetch.for_no_key_update().load::<i64>(conn).await?;
        Self::lock(conn, id).await
    }

    /// Takes a fetch's task out of the queue, when the fetch was ended from outside.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn end_task(conn: &mut Connection, id: i64, why: &str) -> QueryResult<()> {
        diesel::sql_query(
            "UPDATE tasks SET state = 'failed', error = $2, lease_until = NULL, finished_at = now()
              WHERE fetch_id = $1 AND state = 'queued'",
        )
        .bind::<Int8, _>(id)
        .bind::<Text, _>(why)
        .prepared()
        .execute(conn)
        .await?;
        Ok(())
    }

    /// Gives a combination's queued fetches their present priority by people and admins. Returns how many.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn reprioritise(conn: &mut Connection, combination_id: i32) -> QueryResult<usize> {
        diesel::sql_query(
            "UPDATE tasks SET priority = coalesce((SELECT max(wanted.priority) FROM wanted_fetches wanted
                                                    WHERE wanted.fetch_id = live.fetch_id), 0)
               FROM combination_requests own JOIN fetch_cells live USING (request_id)
              WHERE own.combination_id = $1 AND live.is_live
                AND tasks.fetch_id = live.fetch_id AND tasks.state = 'queued'",
        )
        .bind::<Int4, _>(combination_id)
        .prepared()
        .execute(conn)
        .await
    }
}
